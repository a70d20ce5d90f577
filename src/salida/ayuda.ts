import type { Argument, Command, HelpConfiguration, Option } from 'commander';

/** Una línea de ejemplo y qué hace. */
export type Ejemplo = readonly [linea: string, que: string];

/** Valores que una opción admite y que son demasiados para su renglón. */
export type ListaDeAyuda = readonly [titulo: string, valores: readonly string[]];

/** Columnas mínimas para el texto de la derecha. */
const textoMin = 24;

const grupos = new WeakSet<Command>();
const ejemplosDe = new WeakMap<Command, readonly Ejemplo[]>();
const listasDe = new WeakMap<Command, readonly ListaDeAyuda[]>();

/** Guarda los ejemplos que la ayuda de la orden muestra al final. */
export function agregarEjemplos(orden: Command, ejemplos: readonly Ejemplo[]): void {
  ejemplosDe.set(orden, ejemplos);
}

/** Guarda las listas de valores que la ayuda de la orden muestra antes de los ejemplos. */
export function agregarListas(orden: Command, listas: readonly ListaDeAyuda[]): void {
  listasDe.set(orden, listas);
}

/** Dice a la ayuda que la orden sólo reúne a otras, que pueden no estar cargadas todavía. */
export function declararGrupo(orden: Command): void {
  grupos.add(orden);
}

/** Descripción con lo que commander agregaría en inglés: valores posibles y valor por omisión. */
function descripcionConNotas({
  description,
  argChoices,
  defaultValue,
  defaultValueDescription,
}: Option | Argument): string {
  const notas: string[] = [];
  if (argChoices !== undefined) notas.push(argChoices.join(', '));
  if (defaultValue !== undefined && typeof defaultValue !== 'boolean') {
    notas.push(`por omisión: ${defaultValueDescription ?? String(defaultValue)}`);
  }
  if (notas.length === 0) return description;
  return `${description} (${notas.join('; ')})`.trim();
}

/** La línea de uso: `cobranzas cliente ver [opciones] <cliente>`. */
function uso(orden: Command): string {
  const nombres: string[] = [];
  for (let actual: Command | null = orden; actual !== null; actual = actual.parent) nombres.unshift(actual.name());
  const partes = orden.commands.length > 0 ? ['<orden>', '[opciones]'] : ['[opciones]'];
  return [...nombres, ...partes, ...orden.registeredArguments.map(terminoDeArgumento)].join(' ');
}

/** Cómo se nombra un argumento: `<cliente>`, `[archivo...]`. */
function terminoDeArgumento(argumento: Argument): string {
  const nombre = argumento.name() + (argumento.variadic ? '...' : '');
  return argumento.required ? `<${nombre}>` : `[${nombre}]`;
}

/** Parte un texto en renglones de a lo sumo `ancho` caracteres, sin cortar palabras. */
function partir(texto: string, ancho: number): string[] {
  const renglones: string[] = [];
  let renglon = '';
  for (const palabra of texto.split(' ')) {
    if (renglon !== '' && renglon.length + 1 + palabra.length > ancho) {
      renglones.push(renglon);
      renglon = palabra;
    } else {
      renglon = renglon === '' ? palabra : `${renglon} ${palabra}`;
    }
  }
  return [...renglones, renglon];
}

/** Lo que se nombra y lo que de eso se dice. */
type Item = readonly [termino: string, texto: string];

/** Los nombres a la izquierda y lo que se dice a la derecha, partido en renglones; si no hay lugar, debajo. */
function renglonesDe(items: readonly Item[], { sangria, ancho }: { sangria: number; ancho: number }): string[] {
  const lugar = ancho - sangria;
  return items.flatMap(([termino, texto]) => {
    const cabeza = `  ${termino}`.padEnd(sangria);
    if (lugar < textoMin) return [cabeza.trimEnd(), ...partir(texto, ancho - 6).map((renglon) => `      ${renglon}`)];
    return partir(texto, lugar).map((renglon, indice) => (indice === 0 ? cabeza : ' '.repeat(sangria)) + renglon);
  });
}

/** Los ejemplos: la línea tal como se escribe y, debajo, qué hace. */
function renglonesDeEjemplos(orden: Command, ancho: number): string[] {
  return (ejemplosDe.get(orden) ?? []).flatMap(([linea, que]) => [
    `  $ ${linea}`,
    ...partir(que, ancho - 6).map((renglon) => `      ${renglon}`),
  ]);
}

function opcionesComo(opciones: readonly Option[]): Item[] {
  return opciones
    .filter(({ hidden }) => !hidden)
    .map((opcion) => [opcion.short ? opcion.flags : `    ${opcion.flags}`, descripcionConNotas(opcion)]);
}

/** El resumen del índice, como oración: con mayúscula y punto. */
function enOracion(texto: string): string {
  return `${texto.charAt(0).toUpperCase()}${texto.slice(1)}${texto.endsWith('.') ? '' : '.'}`;
}

/** La ayuda completa de una orden, en español y al ancho pedido. */
function escribirAyuda(orden: Command, anchoPedido: number): string {
  const ancho = Math.min(Math.max(anchoPedido, 40), 110);
  const { parent: padre } = orden;
  let raiz = orden;
  while (raiz.parent !== null) raiz = raiz.parent;
  const comunes = raiz.options.filter(({ long }) => padre === null || long !== '--version');
  const secciones: readonly (readonly [titulo: string, items: readonly Item[]])[] = [
    ['Argumentos', orden.registeredArguments.map((uno) => [terminoDeArgumento(uno), descripcionConNotas(uno)])],
    [
      'Órdenes',
      orden.commands.map((una) => [grupos.has(una) ? `${una.name()} <orden>` : una.name(), una.description()]),
    ],
    ['Opciones', padre === null ? [] : opcionesComo(orden.options)],
    ['Opciones comunes', [...opcionesComo(comunes), ['-h, --help', 'muestra esta ayuda']]],
  ];
  const sangria = 4 + Math.max(...secciones.flatMap(([, items]) => items.map(([termino]) => termino.length)));
  const renglones = [...partir(`Uso: ${uso(orden)}`, ancho), '', ...partir(enOracion(orden.description()), ancho)];
  for (const [titulo, items] of secciones) {
    if (items.length > 0) renglones.push('', `${titulo}:`, ...renglonesDe(items, { sangria, ancho }));
  }
  for (const [titulo, valores] of listasDe.get(orden) ?? []) {
    renglones.push('', `${titulo}:`, ...partir(valores.join(' '), ancho - 2).map((renglon) => `  ${renglon}`));
  }
  const ejemplos = renglonesDeEjemplos(orden, ancho);
  if (ejemplos.length > 0) renglones.push('', 'Ejemplos:', ...ejemplos);
  return `${renglones.join('\n')}\n`;
}

/**
 * La ayuda de commander, dicha en español.
 * @param ancho columnas de la terminal.
 */
export function ayudaEnEspanol(ancho: number): HelpConfiguration {
  return { formatHelp: (orden) => escribirAyuda(orden, ancho) };
}
