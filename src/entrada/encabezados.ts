import type { Moneda } from '../dominio/dinero.ts';
import { monedaDeSigno } from './monedas.ts';

/** Un encabezado llevado a su forma comparable. */
export interface EncabezadoNormal {
  /** Palabras plegadas y sin abreviaturas, en el orden en que están, con un espacio entre ellas. */
  readonly clave: string;
  /** Las mismas palabras en orden alfabético: «factura fecha» es «fecha factura». */
  readonly ordenada: string;
  /** Todo junto, para los encabezados escritos sin separar (`invoicenumber`). */
  readonly junta: string;
  /** Las palabras como están escritas, sólo plegadas: «Number» no se vuelve «numero». */
  readonly escritas: readonly string[];
  /** La que nombra el encabezado mismo: `Importe (EUR)`, `Total USD`. */
  readonly moneda: Moneda | null;
}

/** Abreviaturas usuales en encabezados y la palabra que reemplazan. */
const abreviaturas: ReadonlyMap<string, string> = new Map(
  Object.entries({
    numero: 'nro num numb number nr nbr nmro',
    fecha: 'fec fch fcha fha',
    vencimiento: 'vto vcto vcmto venc vence vencim vtos vencto',
    importe: 'imp impte import',
    documento: 'doc docto dcto document docum',
    comprobante: 'comp cbte cpte cpbte comprob cmpbte',
    factura: 'fact fac fra fv fta facturas',
    cliente: 'cli cte clte clientes',
    telefono: 'tel telef tfno tlf telf fono telefonos',
    codigo: 'cod codig',
    email: 'mail correo emails',
    invoice: 'inv invoices',
    amount: 'amt',
    customer: 'cust',
    observaciones: 'obs observ observacion',
    referencia: 'ref reference',
    venta: 'vta ventas',
    punto: 'pto',
    condicion: 'cond condiciones',
    denominacion: 'denom',
    monto: 'mto mnt mont',
    emision: 'emis',
    identificacion: 'ident identif',
    razon: 'rzn',
    social: 'soc',
    vendedor: 'vend',
    currency: 'curr',
    payment: 'pmt pymt',
    autorizacion: 'aut',
    transaccion: 'trx transac',
  }).flatMap(([palabra, formas]) => formas.split(' ').map((forma) => [forma, palabra] as const)),
);

/** Palabras que no cambian el sentido de un encabezado. «con», «sin», «no» y «por» sí lo cambian y se quedan. */
const vacias: ReadonlySet<string> = new Set([
  'de',
  'del',
  'la',
  'el',
  'los',
  'las',
  'the',
  'of',
  'al',
  'en',
  'para',
  'y',
  'e',
  'and',
  'su',
  'lo',
]);

/** Códigos de moneda que un encabezado puede llevar como palabra suelta. «sol», «real» y otras palabras comunes no cuentan. */
const codigosEnEncabezado: ReadonlySet<string> = new Set([
  'ars',
  'usd',
  'eur',
  'euros',
  'mxn',
  'clp',
  'cop',
  'pen',
  'uyu',
  'brl',
  'gbp',
  'dolares',
  'soles',
  'pyg',
  'bob',
]);

/** Lleva un encabezado a su forma comparable y recuerda la moneda que nombra. */
export function normalizarEncabezado(texto: string): EncabezadoNormal {
  let moneda: Moneda | null = null;
  const sinSignos = texto
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Cc}]/gu, ' ')
    .replace(/U\$S|US\$|S\/\.?(?![\p{L}\d])|[€£]|AR\$|MX\$/giu, (signo) => {
      moneda ??= monedaDeSigno(signo);
      return ' ';
    })
    .replace(/\((?:aaaa|yyyy|dd|mm)[^)]*\)/giu, ' ')
    .replace(/[nN][º°](?!\p{L})|[nN]\.[º°o]|#/gu, ' numero ')
    .replace(/%/g, ' porcentaje ');
  const separadas = separarPalabras(sinSignos);
  const palabras: string[] = [];
  separadas.forEach((palabra, indice) => {
    if (codigosEnEncabezado.has(palabra) && separadas.length > 1) {
      moneda ??= monedaDeSigno(palabra);
      return;
    }
    const extendida = extender(palabra, indice, separadas.length);
    if (!vacias.has(extendida)) palabras.push(extendida);
  });
  const clave = palabras
    .join(' ')
    .replace(/\be email\b|\bemail electronico\b/g, 'email')
    .replace(/\bnumero numero\b/g, 'numero');
  return {
    clave,
    ordenada: clave.split(' ').sort().join(' '),
    junta: separadas.join(''),
    escritas: separarPalabras(texto),
    moneda,
  };
}

/** Parte `camelCase`, `snake_case`, `kebab-case` y puntuación en palabras plegadas. */
function separarPalabras(texto: string): string[] {
  const sinAcentos = texto.normalize('NFD').replace(/\p{M}/gu, '');
  const separadas = sinAcentos
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L}{3,})(\d)/gu, '$1 $2')
    .toLowerCase()
    .replace(/e-mail/g, 'email')
    .replace(
      /(^|[^\p{L}])(i\.?v\.?a|r\.?u\.?t|r\.?u\.?c|n\.?i\.?t|c\.?u\.?i\.?t|n\.?i\.?f|c\.?i\.?f|r\.?f\.?c)\.?(?=$|[^\p{L}])/gu,
      (_, antes: string, sigla: string) => antes + sigla.replaceAll('.', ''),
    )
    .match(/[\p{L}\p{N}]+/gu);
  return separadas ?? [];
}

/** Reemplaza una abreviatura. «no», «n» y «f» sólo lo son al comienzo o al final («No. Factura», «Invoice No», «F. Vto.»). */
function extender(palabra: string, indice: number, cantidad: number): string {
  if (palabra === 'n' || palabra === 'no')
    return cantidad > 1 && (indice === 0 || indice === cantidad - 1) ? 'numero' : palabra;
  if (palabra === 'f') return indice === 0 && cantidad > 1 ? 'fecha' : palabra;
  return abreviaturas.get(palabra) ?? palabra;
}
