import { plegar } from '../dominio/cliente.ts';
import type { TipoDeDocumento } from '../dominio/documento.ts';

/** Qué es un comprobante según su columna de tipo. `ajeno`: no es una deuda (remito, recibo, presupuesto). */
export interface TipoLeido {
  readonly tipo: TipoDeDocumento | 'ajeno';
  readonly letra: string | null;
}

/** De qué fisco son los códigos de un archivo; `null` = no hay prueba, y los códigos que chocan no se leen. */
export type SistemaDeTipos = 'afip' | 'sii' | 'sunat' | 'cfdi' | null;

/** Códigos de AFIP/ARCA (tabla de tipos de comprobante): letra y clase por código. */
const afip = tablaDeCodigos([
  ['factura', 'A', '1 201'],
  ['nota-debito', 'A', '2 202'],
  ['nota-credito', 'A', '3 203'],
  ['ajeno', 'A', '4'],
  ['factura', 'B', '6 206'],
  ['nota-debito', 'B', '7 207'],
  ['nota-credito', 'B', '8 208'],
  ['ajeno', 'B', '9'],
  ['factura', 'C', '11 211'],
  ['nota-debito', 'C', '12 212'],
  ['nota-credito', 'C', '13 213'],
  ['ajeno', 'C', '15'],
  ['factura', 'E', '19'],
  ['nota-debito', 'E', '20'],
  ['nota-credito', 'E', '21'],
  ['factura', 'M', '51'],
  ['nota-debito', 'M', '52'],
  ['nota-credito', 'M', '53'],
  ['ajeno', 'M', '54'],
  ['factura', 'T', '195'],
  ['nota-debito', 'T', '196'],
  ['nota-credito', 'T', '197'],
  ['ajeno', null, '88 91 995'],
  ['factura', null, '81 82 83 111 118'],
  ['nota-credito', null, '110 112 113 114 119'],
  ['nota-debito', null, '115 116 117'],
]);
/** Códigos de documento tributario del SII de Chile. */
const sii = tablaDeCodigos([
  ['factura', null, '30 32 33 34 35 38 39 41 45 46 101 110'],
  ['nota-debito', null, '55 56 104 111'],
  ['nota-credito', null, '60 61 106 112'],
  ['ajeno', null, '43 48 50 52 103 801 802'],
]);
/** Tabla 10 de SUNAT. */
const sunat = tablaDeCodigos([
  ['factura', null, '1 3 12'],
  ['nota-credito', null, '7 87 97'],
  ['nota-debito', null, '8 88 98'],
  ['ajeno', null, '9 31 20 40'],
]);

function tablaDeCodigos(
  renglones: readonly (readonly [TipoLeido['tipo'], string | null, string])[],
): ReadonlyMap<number, TipoLeido> {
  return new Map(
    renglones.flatMap(([tipo, letra, codigos]) =>
      codigos.split(' ').map((codigo) => [Number(codigo), { tipo, letra }] as const),
    ),
  );
}

/** Letras del campo TipoDeComprobante del CFDI (SAT): ingreso, egreso, traslado, nómina, pago. */
const cfdi: ReadonlyMap<string, TipoLeido> = new Map([
  ['i', { tipo: 'factura', letra: null }],
  ['e', { tipo: 'nota-credito', letra: null }],
  ['p', { tipo: 'ajeno', letra: null }],
  ['t', { tipo: 'ajeno', letra: null }],
  ['n', { tipo: 'ajeno', letra: null }],
]);

const esAjena =
  /\b(recibos?|receipt|remitos?|remision|pedidos?|presupuestos?|cotizacion(es)?|quote|quotation|estimate|sales? order|orden(es)? (de )?(compra|venta)|guia|albaran(es)?|proforma|pro forma|pagos?|payments?|complemento de pago|retencion|traslado|nomina|bill|journal entry|deposit|out receipt|entry)\b/;
const esCredito =
  /\b(notas? (de )?(credito|abono)|nota cred|credit ?(note|memo|notes)|creditnote|abono|factura (de )?abono|rectificativas?|devolucion(es)?|refund|out refund|egreso|nc ?[abcemt]?|n c|ncr|ncred|n credito|nota credito electronica|credit|nc[a-z]{0,3}elect?)\b/;
const esDebito =
  /\b(notas? (de )?debito|nota deb|debit ?(note|memo)|nd ?[abcemt]?|n d|ndb|n debito|nota debito electronica|nd[a-z]{0,3}elect?)\b/;
const esDeuda =
  /\b(facturas?|facturacion|invoices?|out invoice|boletas?|tickets?|tiques?|fact|fac|fc ?[abcemt]?|ft|fa|fv|fe|fcv|fca|fcb|fcc|ingreso|venta|ventas|sale|sales|cargo|liquidacion|documento tributario|dte|cfdi|simplificada|completa|ordinaria|inv|f[123]|standard|emitida|cuota|letra|(?:f|b|bo)[a-z]{0,3}elect?)\b/;

/** Lee el tipo de comprobante; `ambiguo` si el código significa cosas distintas según el país, `null` si no se entiende. */
export function leerTipoDeComprobante(texto: string, sistema: SistemaDeTipos): TipoLeido | 'ambiguo' | null {
  const palabra = plegar(texto);
  if (palabra === '') return null;
  if (/^[a-z]$/.test(palabra)) return deLetra(palabra, sistema);
  const codigo = /^0*(\d{1,3})(?: 0+)?(?: (.+))?$/.exec(palabra);
  if (codigo !== null) {
    const enPalabras = codigo[2] === undefined ? null : dePalabras(codigo[2]);
    return enPalabras ?? deCodigo(Number(codigo[1]), sistema);
  }
  return dePalabras(palabra);
}

function deLetra(letra: string, sistema: SistemaDeTipos): TipoLeido | 'ambiguo' | null {
  if (sistema === 'cfdi') return cfdi.get(letra) ?? null;
  if (/[abcm]/.test(letra)) return { tipo: 'factura', letra: letra.toUpperCase() };
  if (sistema === 'afip' && /[et]/.test(letra)) return { tipo: 'factura', letra: letra.toUpperCase() };
  if (letra === 'i' || letra === 'f') return { tipo: 'factura', letra: null };
  return cfdi.has(letra) ? 'ambiguo' : null;
}

function deCodigo(codigo: number, sistema: SistemaDeTipos): TipoLeido | 'ambiguo' | null {
  if (sistema === 'afip') return afip.get(codigo) ?? null;
  if (sistema === 'sii') return sii.get(codigo) ?? null;
  if (sistema === 'sunat') return sunat.get(codigo) ?? null;
  const lecturas = [afip, sii, sunat].flatMap((tabla) => tabla.get(codigo) ?? []);
  const primera = lecturas[0];
  if (primera === undefined) return null;
  // Sin saber el país sólo vale un código en que todos los fiscos que lo usan coinciden, o las facturas electrónicas del SII.
  return lecturas.every(({ tipo }) => tipo === primera.tipo)
    ? { tipo: primera.tipo, letra: lecturas.length === 1 ? primera.letra : null }
    : 'ambiguo';
}

function dePalabras(palabra: string): TipoLeido | null {
  const letra = letraDe(palabra);
  if (esCredito.test(palabra)) return { tipo: 'nota-credito', letra };
  if (esDebito.test(palabra)) return { tipo: 'nota-debito', letra };
  // «Factura de crédito electrónica» y «factura pro forma»: lo segundo no es una deuda, lo primero sí.
  if (/\b(pro ?forma)\b/.test(palabra)) return { tipo: 'ajeno', letra };
  if (/\b(boleta|recibo) (de )?honorarios\b/.test(palabra) || esDeuda.test(palabra)) return { tipo: 'factura', letra };
  return esAjena.test(palabra) ? { tipo: 'ajeno', letra } : null;
}

/** Letra del comprobante: al final (`nota de crédito B`), pegada a la sigla (`NCB`) o antes de cómo se emite (`factura A electrónica`). */
function letraDe(palabra: string): string | null {
  const hallada =
    /(?:^|\s)([abcemt])$/.exec(palabra) ??
    /\b(?:nc|nd|fc|fa)([abcemt])\b(?!.*\bfce\b)/.exec(palabra) ??
    /\s([abcemt]) (?:electronica|manual|mipyme)/.exec(palabra);
  return hallada?.[1]?.toUpperCase() ?? null;
}
