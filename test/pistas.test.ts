import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const raiz = join(import.meta.dirname, '..', 'src');
const archivos = readdirSync(raiz, { recursive: true, encoding: 'utf8' }).filter((ruta) => ruta.endsWith('.ts'));

/** Un pedazo de texto escrito en el programa, y si empieza ahí lo que se dice. */
interface Pedazo {
  readonly texto: string;
  readonly esPrincipio: boolean;
}

/** Los textos que puede valer una expresión: los literales, las ramas, y las constantes y funciones del mismo archivo. */
function textosDe(expresion: ts.Expression, archivo: ts.SourceFile, esPrincipio = true, hondura = 0): Pedazo[] {
  const seguir = (otra: ts.Expression, aqui = esPrincipio) => textosDe(otra, archivo, aqui, hondura + 1);
  if (hondura > 12) return [];
  if (ts.isStringLiteralLike(expresion)) return [{ texto: expresion.text, esPrincipio }];
  if (ts.isTemplateExpression(expresion)) {
    // Si lo de adelante puede no estar, o es un renglón entero, lo que sigue también empieza.
    const siEmpieza = (empieza: boolean, texto: string) => (texto === '' ? empieza : texto.endsWith('\n'));
    let empieza = siEmpieza(esPrincipio, expresion.head.text);
    const pedazos: Pedazo[] = [{ texto: expresion.head.text, esPrincipio }];
    for (const { expression, literal } of expresion.templateSpans) {
      const antes = empieza;
      const valores = seguir(expression, antes);
      empieza = valores.some(({ texto }) => siEmpieza(antes, texto));
      pedazos.push(...valores, { texto: literal.text, esPrincipio: empieza });
      empieza = siEmpieza(empieza, literal.text);
    }
    return pedazos;
  }
  if (ts.isParenthesizedExpression(expresion) || ts.isAsExpression(expresion)) return seguir(expresion.expression);
  if (ts.isConditionalExpression(expresion)) return [...seguir(expresion.whenTrue), ...seguir(expresion.whenFalse)];
  if (ts.isBinaryExpression(expresion)) return [...seguir(expresion.left), ...seguir(expresion.right)];
  if (ts.isArrowFunction(expresion)) return ts.isBlock(expresion.body) ? [] : seguir(expresion.body);
  const nombre = ts.isIdentifier(expresion)
    ? expresion.text
    : ts.isCallExpression(expresion) && ts.isIdentifier(expresion.expression)
      ? expresion.expression.text
      : undefined;
  return nombre === undefined ? [] : valoresDe(nombre, archivo).flatMap((valor) => seguir(valor));
}

/** Lo que vale ese nombre en el archivo: lo que se le asigna o lo que la función devuelve. */
function valoresDe(nombre: string, archivo: ts.SourceFile): ts.Expression[] {
  const valores: ts.Expression[] = [];
  const deFuncion = (cuerpo: ts.Node): void => {
    if (ts.isReturnStatement(cuerpo) && cuerpo.expression !== undefined) valores.push(cuerpo.expression);
    if (!ts.isFunctionLike(cuerpo)) ts.forEachChild(cuerpo, deFuncion);
  };
  const mirar = (nodo: ts.Node): void => {
    if (ts.isVariableDeclaration(nodo) && ts.isIdentifier(nodo.name) && nodo.name.text === nombre) {
      const { initializer } = nodo;
      if (initializer !== undefined && ts.isArrowFunction(initializer)) {
        if (ts.isBlock(initializer.body)) deFuncion(initializer.body);
        else valores.push(initializer.body);
      } else if (initializer !== undefined) valores.push(initializer);
    }
    if (ts.isFunctionDeclaration(nodo) && nodo.name?.text === nombre && nodo.body !== undefined) deFuncion(nodo.body);
    ts.forEachChild(nodo, mirar);
  };
  mirar(archivo);
  return valores;
}

/** Con qué nombres viaja una pista antes de decirse. */
const nombresDePista = /^(?:sugerencia|siNinguno|siVarios|siguiente)$/;

/** Las expresiones que se dicen como pista: `sugerencia: …` y `consola.sugerir(…)`. */
function pistasDe(archivo: ts.SourceFile): ts.Expression[] {
  const pistas: ts.Expression[] = [];
  const mirar = (nodo: ts.Node): void => {
    if (ts.isPropertyAssignment(nodo) && nombresDePista.test(nodo.name.getText(archivo))) pistas.push(nodo.initializer);
    if (ts.isShorthandPropertyAssignment(nodo) && nodo.name.text === 'sugerencia') pistas.push(nodo.name);
    if (ts.isCallExpression(nodo) && /(?:^|\.)sugerir$/.test(nodo.expression.getText(archivo)))
      pistas.push(...nodo.arguments.slice(0, 1));
    ts.forEachChild(nodo, mirar);
  };
  mirar(archivo);
  return pistas;
}

const conMayuscula = /^\s*[¿¡«"]?\p{Lu}\p{Ll}/u;

describe('las pistas (→ …)', () => {
  let vistas = 0;
  it.each(archivos)('en %s empiezan con minúscula', (ruta) => {
    const archivo = ts.createSourceFile(ruta, readFileSync(join(raiz, ruta), 'utf8'), ts.ScriptTarget.Latest, true);
    const malas = pistasDe(archivo).flatMap((pista) => {
      const pedazos = textosDe(pista, archivo);
      vistas += pedazos.length;
      return pedazos.flatMap(({ texto, esPrincipio }) => {
        const [primero = '', ...renglones] = texto.split('\n');
        return [...(esPrincipio ? [primero] : []), ...renglones].filter((renglon) => conMayuscula.test(renglon));
      });
    });
    expect(malas).toEqual([]);
  });

  it('se miraron casi todas las que hay', () => {
    expect(vistas).toBeGreaterThan(300);
  });
});
