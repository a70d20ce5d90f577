import type { Moneda } from '../dominio/dinero.ts';
import type { Asignacion } from './columnas.ts';
import type { ColumnasDeArchivo } from './columnas-de-archivo.ts';
import type { Perfil } from './perfiles-incluidos.ts';
import type { SistemaDeTipos } from './tipo-de-comprobante.ts';

const porMoneda: ReadonlyMap<string, SistemaDeTipos> = new Map([
  ['ARS', 'afip'],
  ['CLP', 'sii'],
  ['CLF', 'sii'],
  ['PEN', 'sunat'],
  ['MXN', 'cfdi'],
]);
const porPalabra: readonly (readonly [RegExp, SistemaDeTipos])[] = [
  [/\b(cuit|cuil|cae|afip|arca|iibb|punto venta)\b/, 'afip'],
  [/\b(ruc|igv|sunat)\b/, 'sunat'],
  [/\b(rfc|cfdi|uuid|sat|folio fiscal|ieps)\b/, 'cfdi'],
  [/\b(sii|dte|rut)\b/, 'sii'],
];

/** De qué fisco son los códigos de la columna de tipo, por la moneda o por los encabezados; `null` si nada lo prueba. */
export function decidirSistema(
  archivo: ColumnasDeArchivo,
  { columnas }: Asignacion,
  monedas: readonly Moneda[],
  perfil: Perfil | null,
): SistemaDeTipos {
  if (!columnas.has('tipo')) return null;
  if (perfil?.moneda !== undefined) return porMoneda.get(perfil.moneda) ?? null;
  const claves = archivo.normales.map(({ clave }) => clave).join(' · ');
  const porEncabezado = porPalabra.filter(([palabra]) => palabra.test(claves)).map(([, sistema]) => sistema);
  if (porEncabezado.length > 0) return porEncabezado.length === 1 ? (porEncabezado[0] ?? null) : null;
  const observada = archivo.observadas[columnas.get('tipo') ?? -1];
  const letras = [...(observada?.distintas ?? [])].map((texto) => texto.trim().toUpperCase());
  if (letras.some((letra) => letra === 'A' || letra === 'B' || letra === 'M' || letra === 'C')) return 'afip';
  const deMonedas = new Set(
    monedas.map((codigo) => porMoneda.get(codigo) ?? null).filter((sistema) => sistema !== null),
  );
  if (deMonedas.size === 1) return [...deMonedas][0] ?? null;
  return letras.includes('I') ? 'cfdi' : null;
}
