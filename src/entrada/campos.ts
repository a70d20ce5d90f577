import type { TipoDeArchivo } from '../dominio/filas.ts';
import { type EncabezadoNormal, normalizarEncabezado } from './encabezados.ts';
import { otrosImportes, sinonimos } from './sinonimos.ts';

/** Los campos que una columna puede llenar; son también los nombres que admite `--columna campo=Encabezado`. */
export const campos = [
  'cliente_id',
  'cliente',
  'id_fiscal',
  'email',
  'telefono',
  'persona',
  'segmento',
  'gestor',
  'numero',
  'tipo',
  'emision',
  'vencimiento',
  'plazo',
  'moneda',
  'importe',
  'saldo',
  'pagado',
  'estado',
  'fecha_pago',
  'medio',
  'referencia',
  'orden_compra',
  'documento',
  'nota',
  'recibo',
  'punto_venta',
  'letra',
  'neto',
  'iva',
  'alicuota',
  'debe',
  'haber',
] as const;
export type Campo = (typeof campos)[number];

/** Dice si el texto es el nombre de un campo. */
export function esCampo(texto: string): texto is Campo {
  return (campos as readonly string[]).includes(texto);
}

/** Un encabezado conocido para un campo; a mayor rango, más específico, y el más específico gana. */
export interface Candidato {
  readonly campo: Campo;
  readonly rango: number;
}

interface Entrada extends Candidato {
  readonly tipos: string;
}

const porClave = new Map<string, Entrada[]>();

function registrar(entrada: Entrada, formas: string): void {
  for (const forma of formas.split(' | ')) {
    const normal = normalizarEncabezado(forma);
    for (const clave of new Set([normal.clave, `=${normal.ordenada}`, `+${normal.junta}`])) {
      const entradas = porClave.get(clave);
      if (entradas === undefined) porClave.set(clave, [entrada]);
      else entradas.push(entrada);
    }
  }
}

for (const renglon of sinonimos.split('\n')) {
  const [, campo = '', tipos = '', rango = '', formas = ''] = /^(\w+) ([fpc]+) (\d): (.+)$/.exec(renglon) ?? [];
  if (esCampo(campo)) registrar({ campo, tipos, rango: Number(rango) }, formas);
}
/** Encabezados cuyo orden de palabras sí importa: «número de serie» no es «serie y número». */
for (const clave of ['numero serie', 'pago fecha limite', 'no factura']) porClave.set(clave, []);

const clavesDeOtrosImportes: ReadonlySet<string> = new Set(
  otrosImportes
    .trim()
    .split(' | ')
    .map((forma) => normalizarEncabezado(forma).ordenada),
);

/** Campos para los que el encabezado es un nombre conocido en ese tipo de archivo, del más específico al menos. */
export function candidatosDe(encabezado: EncabezadoNormal, tipo: TipoDeArchivo): readonly Candidato[] {
  if (encabezado.clave === '') return [];
  const entradas =
    porClave.get(encabezado.clave) ??
    porClave.get(`=${encabezado.ordenada}`) ??
    porClave.get(`+${encabezado.junta}`) ??
    [];
  const inicial = tipo.charAt(0);
  const porCampo = new Map<Campo, number>();
  for (const { campo, tipos, rango } of entradas) {
    if (tipos.includes(inicial)) porCampo.set(campo, Math.max(rango, porCampo.get(campo) ?? 0));
  }
  return [...porCampo].map(([campo, rango]) => ({ campo, rango })).sort((uno, otro) => otro.rango - uno.rango);
}

/** Dice si el encabezado es un importe que forma parte del total sin ser neto ni IVA. */
export function esOtroImporte(encabezado: EncabezadoNormal): boolean {
  return clavesDeOtrosImportes.has(encabezado.ordenada) || /^(iva|vat|igv) \d/.test(encabezado.clave);
}
