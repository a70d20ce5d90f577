import { type EstadoDeCredito, estadoDeCredito, type TipoDeCredito } from '../dominio/credito.ts';
import type { Moneda } from '../dominio/dinero.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { MedioDePago } from '../dominio/filas.ts';
import type { Libro } from './conexion.ts';
import { disponibleAlDia, hayHechosPosteriores } from './saldos.ts';

/** Lo que se le pide a los créditos de un listado; `null` es «lo que sea». */
export interface FiltroDeCreditos {
  readonly clienteId: number | null;
  readonly desde: Fecha | null;
  readonly hasta: Fecha | null;
  readonly moneda: Moneda | null;
  readonly medio: MedioDePago | null;
  readonly sinImputar: boolean;
  readonly tipo: TipoDeCredito | null;
  readonly limite: number | null;
}

/** Un crédito visto a un día; los montos en unidades menores, ≥ 0. */
export interface CreditoAlDia {
  readonly id: number;
  readonly tipo: TipoDeCredito;
  readonly fecha: Fecha;
  /** `null` si todavía no se sabe de quién es. */
  readonly clienteCodigo: string | null;
  readonly clienteNombre: string | null;
  readonly moneda: Moneda;
  readonly monto: number;
  readonly imputado: number;
  readonly sinImputar: number;
  readonly medio: string | null;
  readonly referencia: string | null;
  readonly estado: EstadoDeCredito;
}

interface FilaDeCredito {
  readonly id: number;
  readonly tipo: TipoDeCredito;
  readonly fecha: Fecha;
  readonly codigo: string | null;
  readonly nombre: string | null;
  readonly moneda: Moneda;
  readonly monto: number;
  readonly imputado: number;
  readonly sin_imputar: number;
  readonly medio: string | null;
  readonly referencia: string | null;
  readonly anulado: number;
}

/** Lo imputado es lo que no está disponible ni se anuló: así no hace falta sumar las aplicaciones de cada crédito. */
function consultaDeCreditos(disponible: string): string {
  return `
SELECT k.id, k.tipo, k.fecha, c.codigo, c.nombre, k.moneda, k.monto, ${disponible} AS sin_imputar,
  k.monto - ${disponible} - coalesce(r.monto, 0) AS imputado, k.medio, k.referencia, r.id IS NOT NULL AS anulado
FROM creditos k LEFT JOIN clientes c ON c.id = k.cliente_id
LEFT JOIN reversas r ON r.credito_id = k.id AND r.clase = 'anulacion' AND r.fecha <= :hoy
WHERE k.fecha <= :hoy`;
}

const condiciones = {
  clienteId: 'k.cliente_id = :clienteId',
  desde: 'k.fecha >= :desde',
  hasta: 'k.fecha <= :hasta',
  moneda: 'k.moneda = :moneda',
  medio: 'k.medio = :medio',
  tipo: 'k.tipo = :tipo',
} as const;

/** Recorre de a uno los créditos que existían el día `hoy`, del más reciente al más antiguo. */
export function* recorrerCreditos(libro: Libro, filtro: FiltroDeCreditos, hoy: Fecha): Generator<CreditoAlDia> {
  const nombres = Object.keys(condiciones) as (keyof typeof condiciones)[];
  const pedidas = nombres.filter((nombre) => filtro[nombre] !== null);
  const valores = Object.fromEntries(pedidas.map((nombre) => [nombre, filtro[nombre]]));
  const disponible = hayHechosPosteriores(libro, hoy) ? disponibleAlDia('k') : 'k.disponible';
  const donde = [consultaDeCreditos(disponible), ...pedidas.map((nombre) => condiciones[nombre])];
  if (filtro.sinImputar) donde.push(`${disponible} > 0`);
  // En SQLite un límite negativo es «sin límite».
  const consulta = libro.preparar<FilaDeCredito>(
    `${donde.join(' AND ')} ORDER BY k.fecha DESC, k.id DESC LIMIT :limite`,
  );
  for (const fila of consulta.iterate({ ...valores, hoy, limite: filtro.limite ?? -1 })) yield creditoDeFila(fila);
}

function creditoDeFila(fila: FilaDeCredito): CreditoAlDia {
  const { id, tipo, fecha, moneda, monto, imputado, medio, referencia } = fila;
  const hechos = {
    monto,
    sinImputar: fila.sin_imputar,
    anulado: fila.anulado === 1,
    identificado: fila.codigo !== null,
  };
  return {
    id,
    tipo,
    fecha,
    clienteCodigo: fila.codigo,
    clienteNombre: fila.nombre,
    moneda,
    monto,
    imputado,
    sinImputar: fila.sin_imputar,
    medio,
    referencia,
    estado: estadoDeCredito(hechos),
  };
}
