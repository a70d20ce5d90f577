import {
  type CuadroDeMensaje,
  FILAS_MAX,
  type FilaDeCuadro,
  nombreDeFila,
  partirSeccion,
  type SeccionDeCuadro,
  tituloDeSeccion,
} from './cuadro.ts';
import { diasEscritos, escribirCifra, escribirMonto, fechaEscrita, nombreDeMoneda } from './notacion.ts';

/** El ancho que cualquier programa de correo muestra sin partir (RFC 5322 y la costumbre de citar). */
export const COLUMNAS = 72;

const largoDe = (texto: string): number => (/[\ud800-\udfff]/.test(texto) ? [...texto].length : texto.length);

/** Parte un renglón en los que hagan falta para no pasar de {@link COLUMNAS}; una palabra más larga queda entera. */
export function partirRenglon(renglon: string, sangria = ''): string[] {
  const partidos: string[] = [];
  let actual = '';
  for (const palabra of renglon.split(' ')) {
    const junto = actual === '' ? sangria + palabra : `${actual} ${palabra}`;
    if (actual === '' || largoDe(junto) <= COLUMNAS) actual = junto;
    else {
      partidos.push(actual);
      actual = sangria + palabra;
    }
  }
  return [...partidos, actual];
}

interface Celdas {
  readonly nombre: string;
  readonly vence: string;
  readonly mora: string;
  readonly importe: string;
  readonly saldo: string;
}

/** El cuadro como texto de ancho fijo: una fila por factura, los totales alineados debajo del saldo. */
export function escribirCuadro(cuadro: CuadroDeMensaje): string[] {
  const { moneda, pais, secciones, hayParciales } = cuadro;
  const nota = notaDeRevision(cuadro);
  const celdas = secciones.map((seccion) =>
    partirSeccion(seccion, FILAS_MAX).visibles.map((fila) => celdasDe(fila, cuadro)),
  );
  const titulos: Celdas = {
    nombre: 'Factura',
    vence: 'Vencimiento',
    mora: secciones.some(({ seccion }) => seccion === 'vencida') ? 'Atraso' : '',
    importe: hayParciales ? 'Importe' : '',
    saldo: hayParciales ? 'Falta pagar' : 'Importe',
  };
  const todas = [titulos, ...celdas.flat()];
  const ancho = (parte: keyof Celdas): number => Math.max(...todas.map((fila) => largoDe(fila[parte])));
  const anchos = { vence: ancho('vence'), mora: ancho('mora'), importe: ancho('importe'), saldo: ancho('saldo') };
  const fijos = Object.values(anchos).reduce((suma, uno) => suma + (uno === 0 ? 0 : uno + 2), 0);
  const nombreMax = Math.min(ancho('nombre'), Math.max(8, COLUMNAS - fijos));
  const total = nombreMax + fijos;
  const escribirFila = (fila: Celdas): string[] => {
    const resto = [
      fila.vence.padEnd(anchos.vence),
      ...(anchos.mora === 0 ? [] : [fila.mora.padStart(anchos.mora)]),
      ...(anchos.importe === 0 ? [] : [fila.importe.padStart(anchos.importe)]),
      fila.saldo.padStart(anchos.saldo),
    ].join('  ');
    // Un número que no entra ocupa su propio renglón: nunca se lo corta.
    if (largoDe(fila.nombre) <= nombreMax) return [`${rellenar(fila.nombre, nombreMax)}  ${resto}`];
    return [fila.nombre, `${' '.repeat(nombreMax)}  ${resto}`];
  };
  const pie = (texto: string, monto: string): string => `${texto.padEnd(total - largoDe(monto))}${monto}`;
  return [
    `Importes en ${nombreDeMoneda(moneda)}`,
    '',
    ...escribirFila(titulos),
    ...secciones.flatMap((seccion, indice) => {
      const { resto } = partirSeccion(seccion, FILAS_MAX);
      return [
        '-'.repeat(total),
        ...(secciones.length > 1 ? [tituloDeSeccion(seccion)] : []),
        ...(celdas[indice] ?? []).flatMap(escribirFila),
        ...(resto === null ? [] : [pie(`y ${resto.cantidad} más`, escribirCifra(resto.saldo, moneda, pais))]),
        ...totales(cuadro, seccion).map(([texto, monto]) => pie(texto, monto)),
      ];
    }),
    ...(nota === null ? [] : ['', ...partirRenglon(nota)]),
  ];
}

function celdasDe(fila: FilaDeCuadro, { moneda, pais, hayParciales }: CuadroDeMensaje): Celdas {
  return {
    nombre: nombreDeFila(fila),
    vence: fechaEscrita(fila.vencimiento),
    mora: fila.diasMora === 0 ? '' : diasEscritos(fila.diasMora),
    importe: hayParciales && fila.acordado === null ? escribirCifra(fila.importe, moneda, pais) : '',
    saldo: escribirCifra(fila.saldo, moneda, pais),
  };
}

function rellenar(texto: string, ancho: number): string {
  return texto + ' '.repeat(Math.max(0, ancho - largoDe(texto)));
}

/** Los renglones de suma de una sección: el total y, si se le descuenta un saldo a favor, cuánto y lo que queda. */
export function totales(
  { moneda, pais, secciones }: CuadroDeMensaje,
  seccion: SeccionDeCuadro,
): (readonly [texto: string, monto: string])[] {
  const escribir = (cuanto: number): string => escribirMonto(cuanto, moneda, pais);
  const total = secciones.length === 1 ? 'Total' : seccion.seccion === 'vencida' ? 'Total vencido' : 'Total por vencer';
  if (seccion.aFavor === 0) return [[total, escribir(seccion.total)]];
  return [
    [total, escribir(seccion.total)],
    ['Saldo a favor', escribir(-seccion.aFavor)],
    ['A pagar', escribir(seccion.total - seccion.aFavor)],
  ];
}

/** Facturas con una parte en revisión que se nombran; de más, se dice cuántas. */
const REVISIONES_MAX = 5;

/** Lo que de las facturas del cuadro está en disputa y no se pide, en una frase; `null` si no hay nada. */
export function notaDeRevision({ moneda, pais, enRevision }: CuadroDeMensaje): string | null {
  const escribir = (cuanto: number): string => escribirMonto(cuanto, moneda, pais);
  const [unica, otra] = enRevision;
  if (unica === undefined) return null;
  if (otra === undefined) {
    return `Además, ${escribir(unica.monto)} de la factura ${unica.numero} están en revisión y no se piden ahora.`;
  }
  const total = enRevision.reduce((suma, { monto }) => suma + monto, 0);
  const nombradas = enRevision.slice(0, REVISIONES_MAX).map(({ numero, monto }) => `${escribir(monto)} de ${numero}`);
  const mas = enRevision.length - nombradas.length;
  const lista = [...nombradas, ...(mas === 0 ? [] : [`y ${mas} más`])].join('; ');
  return `Además, ${escribir(total)} de estas facturas están en revisión y no se piden ahora: ${lista}.`;
}

/** El cuadro como lista, para un mensaje de teléfono: a lo sumo `filasMax` facturas por sección. */
export function listarCuadro(cuadro: CuadroDeMensaje, filasMax: number): string[] {
  const { moneda, pais, secciones } = cuadro;
  const nota = notaDeRevision(cuadro);
  const deSecciones = secciones.flatMap((seccion) => {
    const { visibles, resto } = partirSeccion(seccion, filasMax);
    const verbo = seccion.seccion === 'vencida' ? 'venció' : 'vence';
    const unica = seccion.filas.length === 1 && seccion.aFavor === 0;
    return [
      ...(secciones.length > 1 ? [`${tituloDeSeccion(seccion)}:`] : []),
      ...visibles.map(
        (fila) =>
          `• ${nombreDeFila(fila)}, ${verbo} el ${fechaEscrita(fila.vencimiento)}: ${escribirMonto(fila.saldo, moneda, pais)}`,
      ),
      ...(resto === null ? [] : [`• y ${resto.cantidad} más: ${escribirMonto(resto.saldo, moneda, pais)}`]),
      ...(unica ? [] : totales(cuadro, seccion).map(([texto, monto]) => `${texto}: ${monto}`)),
    ];
  });
  return [...deSecciones, ...(nota === null ? [] : [nota])];
}
