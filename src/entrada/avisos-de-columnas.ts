import type { TipoDeArchivo } from '../dominio/filas.ts';
import { candidatosDe, esOtroImporte } from './campos.ts';
import { type Asignacion, comillas } from './columnas.ts';
import { traeImportes } from './falta-de-columna.ts';
import type { Observacion } from './observacion.ts';
import { citar } from './texto.ts';

/** Lo que hay que decir de las columnas: las que dicen lo mismo, las que no se importan y las que podrían ser el saldo. */
export function avisosDeColumnas(
  observacion: Observacion,
  asignacion: Asignacion,
  tipo: TipoDeArchivo,
  usadas: ReadonlySet<number>,
): string[] {
  const { encabezados } = observacion;
  const ignoradas = encabezados.flatMap((encabezado, columna) =>
    encabezado.trim() !== '' && !usadas.has(columna) ? [columna] : [],
  );
  const nombrar = (columna: number) => encabezados[columna] ?? '';
  const conSaldo = tipo !== 'facturas' || asignacion.columnas.has('saldo') || asignacion.columnas.has('pagado');
  const posibles = conSaldo ? [] : ignoradas.filter((columna) => puedeSerSaldo(observacion, columna));
  return [
    ...asignacion.iguales.map(
      ({ campo, elegida, otra }) =>
        `${citar(nombrar(elegida))} y ${citar(nombrar(otra))} dicen lo mismo: «${campo}» se tomó de la primera`,
    ),
    ...(ignoradas.length === 0
      ? []
      : [`columnas que no se importan: ${ignoradas.map((columna) => citar(nombrar(columna))).join(', ')}`]),
    ...posibles.map(
      (columna) =>
        `${citar(nombrar(columna))} trae importes y no se importa; si es el saldo: --columna saldo=${comillas(nombrar(columna))}`,
    ),
  ];
}

/** Encabezados de dinero que no es lo que falta cobrar: impuestos, descuentos, precios, cambios y demás. */
const noEsSaldo =
  /\b(iva|vat|igv|tax|impuestos?|tributos?|percepcion(es)?|retencion(es)?|ret|descuentos?|discount|precio|price|cambio|cotizacion|rate|tasa|porcentaje|cantidad|quantity|costo|coste|cost|comision|fee|envio|shipping|limite|limit|item|lineitem|afecto|exento)\b/;

function puedeSerSaldo({ normales, observadas }: Observacion, columna: number): boolean {
  const normal = normales[columna];
  const observada = observadas[columna];
  if (normal === undefined || observada === undefined || !traeImportes(observada)) return false;
  if (esOtroImporte(normal) || noEsSaldo.test(normal.clave)) return false;
  return !candidatosDe(normal, 'facturas').some(
    ({ campo }) => campo === 'importe' || campo === 'neto' || campo === 'iva' || campo === 'alicuota',
  );
}
