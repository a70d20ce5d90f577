import type { TipoDeArchivo } from '../dominio/filas.ts';
import { type Campo, candidatosDe } from './campos.ts';
import { DISTINTAS_MAX } from './columna-observada.ts';
import type { ColumnasDeArchivo } from './columnas-de-archivo.ts';
import { type Pretension, sonTiposDeIdentidad } from './compatibilidad.ts';

/** Un campo que una columna puede llenar, por su encabezado y por lo que trae. */
export interface Propuesta {
  readonly columna: number;
  readonly campo: Campo;
  readonly rango: number;
}

/** Lo que cada columna puede ser si su contenido vale, lo más específico primero. */
export function proponer(
  archivo: ColumnasDeArchivo,
  tipo: TipoDeArchivo,
  vale: (pretension: Pretension) => boolean,
): Propuesta[] {
  const hayIdentidad = archivo.normales.some((normal, columna) => {
    const observada = archivo.observadas[columna];
    return (
      observada !== undefined &&
      candidatosDe(normal, 'facturas').some(({ campo }) => campo === 'tipo') &&
      sonTiposDeIdentidad(observada)
    );
  });
  const propuestas: Propuesta[] = [];
  archivo.normales.forEach((normal, columna) => {
    const observada = archivo.observadas[columna];
    if (observada === undefined) return;
    for (const { campo, rango } of candidatosDe(normal, tipo)) {
      if (vale({ campo, rango, clave: normal.clave, observada, tipo, hayIdentidad }))
        propuestas.push({ columna, campo, rango });
    }
  });
  const ajustadas = conCodigosDeCliente(archivo, propuestas);
  return (tipo === 'pagos' ? conMovimientos(archivo, ajustadas) : ajustadas).sort(
    (una, otra) => otra.rango - una.rango || una.columna - otra.columna,
  );
}

/** Casi todas sus celdas son códigos: con alguna cifra y sin espacios. */
function traeCodigos({ observadas }: ColumnasDeArchivo, columna: number): boolean {
  return (observadas[columna]?.parteDeCodigos ?? 0) >= 0.9;
}

/**
 * «Cliente» con códigos junto a otra columna que trae el nombre es el código; también lo es un «Código» justo antes del
 * nombre, si el número del comprobante está en otra parte.
 */
function conCodigosDeCliente(archivo: ColumnasDeArchivo, propuestas: readonly Propuesta[]): Propuesta[] {
  const deNombres = new Set(
    propuestas
      .filter(({ columna, campo }) => campo === 'cliente' && (archivo.observadas[columna]?.llenas ?? 0) > 0)
      .map(({ columna }) => columna)
      .filter((columna) => !traeCodigos(archivo, columna)),
  );
  if (deNombres.size === 0) return [...propuestas];
  const puedenSer = (campo: Campo, columna: number) =>
    propuestas.some((propuesta) => propuesta.campo === campo && propuesta.columna === columna);
  const hayNumeroAparte = (columna: number) =>
    propuestas.some(
      (propuesta) => propuesta.campo === 'numero' && propuesta.rango > 2 && propuesta.columna !== columna,
    );
  return propuestas.flatMap((propuesta) => {
    const { columna, campo } = propuesta;
    if (campo === 'cliente' && puedenSer('cliente_id', columna) && traeCodigos(archivo, columna)) return [];
    if (!/^(codigo|clave|code)$/.test(archivo.normales[columna]?.clave ?? '')) return [propuesta];
    const esDeCliente =
      campo === 'numero' && deNombres.has(columna + 1) && traeCodigos(archivo, columna) && hayNumeroAparte(columna);
    return [esDeCliente ? { columna, campo: 'cliente_id', rango: 1 } : propuesta];
  });
}

/**
 * En un extracto el «número de comprobante» es el del movimiento: sólo un encabezado que nombra la factura es el de la
 * factura. Si se repite, no identifica nada y queda como referencia.
 */
function conMovimientos(archivo: ColumnasDeArchivo, propuestas: readonly Propuesta[]): Propuesta[] {
  const hay = (campo: Campo, rango = 1) =>
    propuestas.some((propuesta) => propuesta.campo === campo && propuesta.rango >= rango);
  const hayCliente = hay('cliente') || hay('cliente_id') || hay('id_fiscal');
  const conDebeYHaber = hay('debe') && hay('haber');
  if (!conDebeYHaber && (hayCliente || !hay('saldo') || !hay('referencia'))) return [...propuestas];
  let hayRecibo = hay('recibo', 5);
  return propuestas.flatMap((propuesta): Propuesta[] => {
    const { columna, campo } = propuesta;
    if (campo !== 'numero' || nombraFactura(archivo, columna)) return [propuesta];
    if (propuestas.some((otra) => otra.columna === columna && otra.campo === 'recibo')) return [];
    if (hayRecibo || !sinRepetir(archivo, columna)) return [{ columna, campo: 'referencia', rango: 1 }];
    hayRecibo = true;
    return [{ columna, campo: 'recibo', rango: 5 }];
  });
}

function nombraFactura({ normales }: ColumnasDeArchivo, columna: number): boolean {
  return /\b(facturas?|invoices?|boleta|bill|aplicado|applied)\b/.test(normales[columna]?.clave ?? '');
}

function sinRepetir({ observadas }: ColumnasDeArchivo, columna: number): boolean {
  const observada = observadas[columna];
  return observada !== undefined && observada.distintas.size === Math.min(observada.llenas, DISTINTAS_MAX);
}
