import type { Fecha } from '../dominio/fecha.ts';
import {
  type CuentaDeAcuerdos,
  type CuentaDeContactos,
  type CuentaDePagos,
  DIAS_DE_RECUPERO,
  type HechosDeGestion,
} from '../dominio/gestion.ts';
import type { Libro } from './conexion.ts';

/** Un período, con los dos extremos incluidos. */
export interface Periodo {
  readonly desde: Fecha;
  readonly hasta: Fecha;
}

/**
 * Los contactos, los acuerdos y los pagos del período. Un pago es de quien hizo el último contacto con ese cliente en los
 * días anteriores ({@link DIAS_DE_RECUPERO}), el mismo día incluido, así que nunca cuenta para dos; lo anulado hasta el fin
 * del período no cuenta.
 */
export function leerHechosDeGestion(libro: Libro, periodo: Periodo): HechosDeGestion {
  return {
    contactos: leerCuentasDeContactos(libro, periodo),
    clientes: leerClientesPorGestor(libro, periodo),
    acuerdos: leerCuentasDeAcuerdos(libro, periodo),
    pagos: leerCuentasDePagos(libro, periodo),
  };
}

function leerCuentasDeContactos(libro: Libro, { desde, hasta }: Periodo): CuentaDeContactos[] {
  return libro
    .preparar<CuentaDeContactos>(
      `SELECT o.gestor, k.sentido, k.resultado, count(*) AS cuantos
       FROM contactos k JOIN operaciones o ON o.id = k.operacion_id
       WHERE k.fecha BETWEEN :desde AND :hasta GROUP BY o.gestor, k.sentido, k.resultado`,
    )
    .all({ desde, hasta });
}

function leerClientesPorGestor(libro: Libro, { desde, hasta }: Periodo): ReadonlyMap<string, number> {
  const filas = libro
    .preparar(
      `SELECT o.gestor, count(DISTINCT k.cliente_id) FROM contactos k JOIN operaciones o ON o.id = k.operacion_id
       WHERE k.fecha BETWEEN :desde AND :hasta GROUP BY o.gestor`,
    )
    .raw()
    .all({ desde, hasta });
  return new Map(filas as [string, number][]);
}

function leerCuentasDeAcuerdos(libro: Libro, { desde, hasta }: Periodo): CuentaDeAcuerdos[] {
  return libro
    .preparar<CuentaDeAcuerdos>(
      `SELECT o.gestor, a.moneda, count(*) FILTER (WHERE a.tipo = 'promesa') AS promesas,
         count(*) FILTER (WHERE a.tipo <> 'promesa') AS otros, sum(a.total) AS comprometido
       FROM acuerdos a JOIN operaciones o ON o.id = a.operacion_id
       WHERE a.creado BETWEEN :desde AND :hasta GROUP BY o.gestor, a.moneda`,
    )
    .all({ desde, hasta });
}

function leerCuentasDePagos(libro: Libro, { desde, hasta }: Periodo): CuentaDePagos[] {
  return libro
    .preparar<CuentaDePagos>(
      `WITH recibidos AS (
         SELECT p.cliente_id, p.fecha, p.moneda,
           p.monto - coalesce((SELECT sum(monto) FROM reversas
             WHERE credito_id = p.id AND clase = 'anulacion' AND fecha <= :hasta), 0) AS monto
         FROM creditos p WHERE p.tipo = 'pago' AND p.cliente_id IS NOT NULL AND p.fecha BETWEEN :desde AND :hasta),
       atribuidos AS (
         SELECT moneda, monto, (SELECT o.gestor FROM contactos k JOIN operaciones o ON o.id = k.operacion_id
           WHERE k.cliente_id = r.cliente_id AND k.fecha BETWEEN date(r.fecha, '-${DIAS_DE_RECUPERO} days') AND r.fecha
           ORDER BY k.fecha DESC, k.id DESC LIMIT 1) AS gestor
         FROM recibidos r WHERE monto > 0)
       SELECT gestor, moneda, count(*) AS pagos, sum(monto) AS recuperado FROM atribuidos GROUP BY gestor, moneda`,
    )
    .all({ desde, hasta });
}
