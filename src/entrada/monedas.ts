import { plegar } from '../dominio/cliente.ts';
import { esMoneda, type Moneda, moneda } from '../dominio/dinero.ts';

/** Cómo se nombra cada moneda en columnas, celdas y encabezados. «$», «pesos» y «soles» solos tienen su regla aparte. */
const nombres: readonly (readonly [string, string])[] = [
  ['EUR', '€ | eur | euro | euros'],
  [
    'USD',
    'us$ | u$s | u$d | usd | usd$ | $usd | us dollar | us dollars | dolar | dolares | dolar estadounidense | dolares estadounidenses | dolares americanos | dolar americano | dol | u$ | d$',
  ],
  ['ARS', 'ars | ar$ | ars$ | pes | peso argentino | pesos argentinos'],
  ['MXN', 'mxn | mx$ | mxn$ | mex$ | peso mexicano | pesos mexicanos | mxp | m.n. | mn'],
  ['COP', 'cop | col$ | cop$ | co$ | peso colombiano | pesos colombianos'],
  ['CLP', 'clp | clp$ | cl$ | ch$ | peso chileno | pesos chilenos'],
  ['UYU', 'uyu | $u | uy$ | ur$ | uyu$ | peso uruguayo | pesos uruguayos'],
  ['PEN', 's/ | s/. | pen | sol | soles | nuevo sol | nuevos soles | sol peruano | soles peruanos'],
  ['CLF', 'clf | uf | unidad de fomento'],
  ['GBP', '£ | gbp | libra | libras | libra esterlina | libras esterlinas'],
  ['BRL', 'r$ | brl | real | reales'],
  ['PYG', '₲ | gs | gs. | pyg | guarani | guaranies'],
  ['BOB', 'bs | bs. | bob | boliviano | bolivianos'],
  ['CRC', '₡ | crc | colon costarricense | colones'],
  ['DOP', 'rd$ | dop | peso dominicano | pesos dominicanos'],
  ['GTQ', 'gtq | quetzal | quetzales'],
  ['CHF', 'chf | franco suizo | francos suizos'],
  ['JPY', '¥ | jpy | yen | yenes'],
];

const porPalabra: ReadonlyMap<string, Moneda> = new Map(
  nombres.flatMap(([codigo, formas]) => formas.split(' | ').map((forma) => [forma, moneda(codigo)] as const)),
);

/** Códigos numéricos de AFIP que no son ISO y códigos ISO numéricos que algunos programas exportan. */
const porCodigoNumerico: ReadonlyMap<string, Moneda> = new Map(
  [
    ['032', 'ARS'],
    ['840', 'USD'],
    ['978', 'EUR'],
    ['152', 'CLP'],
    ['484', 'MXN'],
    ['170', 'COP'],
    ['604', 'PEN'],
    ['858', 'UYU'],
    ['060', 'EUR'],
    ['012', 'BRL'],
  ].map(([codigo = '', iso = '']) => [codigo, moneda(iso)] as const),
);

/** Moneda que nombra sin ambigüedad un signo o un código (`€`, `US$`, `S/`, `ars`); `null` si no nombra ninguna. */
export function monedaDeSigno(signo: string): Moneda | null {
  const forma = signo.trim().toLowerCase();
  const directa = porPalabra.get(forma);
  if (directa !== undefined) return directa;
  const mayusculas = forma.toUpperCase();
  return esMoneda(mayusculas) ? mayusculas : null;
}

/** Monedas que pueden llamarse «pesos» o escribirse «$»: no se sabe cuál es sin otra prueba. */
const pesos: ReadonlySet<string> = new Set([
  '$',
  'peso',
  'pesos',
  '$ pesos',
  'pesos $',
  'moneda nacional',
  'mon nac',
  'ml',
  'moneda local',
  'nacional',
  'local',
  'mn$',
]);

/**
 * Moneda que dice una celda de la columna de moneda. `local` = dice «$», «pesos» o moneda nacional, y hay que saber de
 * qué país; `null` = no se entiende.
 */
export function monedaDePalabra(texto: string): Moneda | 'local' | null {
  const crudo = texto.trim().toLowerCase();
  if (pesos.has(crudo)) return 'local';
  const directa = monedaDeSigno(crudo) ?? porCodigoNumerico.get(crudo);
  if (directa !== undefined && directa !== null) return directa;
  const palabra = plegar(texto);
  if (pesos.has(palabra)) return 'local';
  return porPalabra.get(palabra) ?? compuesta(palabra);
}

/** Formas como `USD - Dólar` o `ARS Pesos argentinos`: vale si todas las partes que nombran una moneda dicen la misma. */
function compuesta(palabra: string): Moneda | null {
  const primera = palabra.split(' ')[0] ?? '';
  const codigo = primera.toUpperCase();
  if (esMoneda(codigo)) return codigo;
  const resto = palabra.slice(primera.length).trim();
  return porPalabra.get(primera) ?? (resto === '' ? null : (porPalabra.get(resto) ?? null));
}

const porRegion: ReadonlyMap<string, Moneda> = new Map(
  [
    ['AR', 'ARS'],
    ['MX', 'MXN'],
    ['ES', 'EUR'],
    ['CO', 'COP'],
    ['CL', 'CLP'],
    ['PE', 'PEN'],
    ['UY', 'UYU'],
    ['PY', 'PYG'],
    ['BO', 'BOB'],
    ['CR', 'CRC'],
    ['GT', 'GTQ'],
    ['DO', 'DOP'],
    ['HN', 'HNL'],
    ['NI', 'NIO'],
    ['PA', 'PAB'],
    ['EC', 'USD'],
    ['SV', 'USD'],
    ['US', 'USD'],
    ['PR', 'USD'],
    ['VE', 'VES'],
    ['FR', 'EUR'],
    ['DE', 'EUR'],
    ['IT', 'EUR'],
    ['PT', 'EUR'],
    ['IE', 'EUR'],
    ['GB', 'GBP'],
    ['BR', 'BRL'],
  ].map(([region = '', iso = '']) => [region, moneda(iso)] as const),
);

/** Moneda de la región de una configuración como `es_AR.UTF-8`; `null` si no nombra región conocida. */
export function monedaDeRegion(configuracion: string): Moneda | null {
  const region = /^[a-z]{2,3}[_-]([A-Z]{2})\b/.exec(configuracion.replace(/[.@].*$/, ''));
  return porRegion.get(region?.[1] ?? '') ?? null;
}
