import type { Antiguedad, Tramo } from '../dominio/antiguedad.ts';
import type { Moneda } from '../dominio/dinero.ts';
import { type Fecha, numeroDeDia } from '../dominio/fecha.ts';
import { leerSaldosAFavor } from './cartera.ts';
import type { Libro } from './conexion.ts';
import { leerSaldoEnDisputa } from './disputas.ts';
import { documentosAbiertos, hayHechosPosteriores } from './saldos.ts';

/** Lo que un cliente debe y tiene a favor en una moneda, por tramo de días. */
export interface AntiguedadDeCliente extends Antiguedad {
  readonly clienteId: number;
  readonly moneda: Moneda;
}

/** El SQL de {@link leerAntiguedades}: una pasada, una suma por tramo. */
export function consultaDeAntiguedades(tramos: readonly Tramo[], conPosteriores: boolean): string {
  const sumas = tramos.map(({ desdeDias, hastaDias }) => {
    const condiciones = [
      ...(hastaDias === null ? [] : [`vence_dia >= :dia - ${hastaDias}`]),
      ...(desdeDias === null ? [] : [`vence_dia <= :dia - ${desdeDias}`]),
    ];
    return `coalesce(sum(saldo) FILTER (WHERE ${condiciones.join(' AND ')}), 0)`;
  });
  return `SELECT cliente_id, moneda, ${sumas.join(', ')}
    FROM ${documentosAbiertos(conPosteriores)} GROUP BY cliente_id, moneda`;
}

/** La antigüedad de cada cliente y moneda que debe algo o tiene algo a favor ese día, sin orden. */
export function leerAntiguedades(
  libro: Libro,
  { hoy, tramos }: { readonly hoy: Fecha; readonly tramos: readonly Tramo[] },
): AntiguedadDeCliente[] {
  const conPosteriores = hayHechosPosteriores(libro, hoy);
  const aFavor = new Map(
    [...leerSaldosAFavor(libro, hoy, conPosteriores)].map(([id, montos]) => [id, new Map(montos)]),
  );
  const disputado = leerSaldoEnDisputa(libro, hoy);
  const filas = libro
    .preparar(consultaDeAntiguedades(tramos, conPosteriores))
    .raw()
    .all({ dia: numeroDeDia(hoy), ...(conPosteriores ? { hoy } : {}) }) as [number, Moneda, ...number[]][];
  const antiguedades = filas.map(([clienteId, moneda, ...montos]): AntiguedadDeCliente => {
    const deCliente = aFavor.get(clienteId);
    const saldoAFavor = deCliente?.get(moneda) ?? 0;
    deCliente?.delete(moneda);
    return { clienteId, moneda, montos, saldoAFavor, enDisputa: disputado.deCuenta(clienteId, moneda) };
  });
  // Lo que queda es de quien tiene dinero a favor y no debe nada en esa moneda.
  for (const [clienteId, porMoneda] of aFavor) {
    for (const [moneda, saldoAFavor] of porMoneda) {
      antiguedades.push({ clienteId, moneda, montos: tramos.map(() => 0), saldoAFavor, enDisputa: 0 });
    }
  }
  return antiguedades;
}
