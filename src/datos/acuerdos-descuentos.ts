import {
  type DescuentoPorAplicar,
  type DescuentoPorDeshacer,
  descuentosPorAplicar,
  descuentosPorDeshacer,
} from '../dominio/acuerdo-descuentos.ts';
import type { Moneda } from '../dominio/dinero.ts';
import { asegurar } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import { leerCuentasConAcuerdos } from './acuerdos.ts';
import { aplicar } from './aplicaciones.ts';
import type { Operacion } from './operacion.ts';
import { anularCredito, leerCredito } from './pagos.ts';
import { registrarCredito } from './registro-de-creditos.ts';

/** Un descuento que esta operación dio o deshizo. */
export interface CambioDeDescuento {
  readonly acuerdoId: number;
  readonly creditoId: number;
  readonly moneda: Moneda;
  /** Unidades menores, > 0. */
  readonly monto: number;
  readonly cambio: 'otorgado' | 'deshecho';
}

/** Deshacer un descuento puede cumplir otro acuerdo, y al revés; más vueltas que estas serían un defecto. */
const VUELTAS_MAX = 5;

/**
 * Da los descuentos que los clientes ganaron por cumplir a tiempo y deshace los que ya no corresponden
 * (REGLAS: «Descuentos»). Va al final de toda operación que aplica o desaplica créditos o que cambia un acuerdo. Lo que
 * se da rige desde el día en que se cumplió; lo que se deshace, desde el día en que se deshizo el pago.
 */
export function revisarDescuentos(operacion: Operacion, clienteIds: Iterable<number>, hoy: Fecha): CambioDeDescuento[] {
  const clientes = leerClientesConDescuento(operacion, clienteIds);
  const cambios: CambioDeDescuento[] = [];
  if (clientes.length === 0) return cambios;
  for (let vuelta = 0; ; vuelta++) {
    asegurar(vuelta < VUELTAS_MAX, 'los descuentos no se estabilizan');
    const cuentas = leerCuentasConAcuerdos(operacion.libro, { hoy, clienteIds: clientes });
    const sobrantes = cuentas.flatMap((cuenta) => descuentosPorDeshacer(cuenta, hoy));
    if (sobrantes.length > 0) {
      cambios.push(...sobrantes.map((sobrante) => deshacer(operacion, sobrante)));
      continue;
    }
    const ganados = cuentas.flatMap((cuenta) => descuentosPorAplicar(cuenta, hoy));
    if (ganados.length === 0) return cambios;
    cambios.push(...ganados.map((ganado) => otorgar(operacion, ganado)));
  }
}

function leerClientesConDescuento({ libro }: Operacion, clienteIds: Iterable<number>): number[] {
  return libro
    .preparar(
      `SELECT DISTINCT cliente_id FROM acuerdos
       WHERE descuento > 0 AND cliente_id IN (SELECT value FROM json_each(?)) ORDER BY cliente_id`,
    )
    .pluck()
    .all(JSON.stringify([...new Set(clienteIds)])) as number[];
}

function otorgar(
  operacion: Operacion,
  { acuerdo, fecha, monto, aplicaciones }: DescuentoPorAplicar,
): CambioDeDescuento {
  const { id: acuerdoId, clienteId, moneda } = acuerdo;
  const nota = `por cumplir a tiempo el acuerdo ${acuerdoId}`;
  const creditoId = registrarCredito(operacion, { clienteId, tipo: 'descuento', fecha, moneda, monto, nota });
  aplicar(operacion, creditoId, aplicaciones);
  operacion.agregar('acuerdo_creditos', [acuerdoId, creditoId]);
  return { acuerdoId, creditoId, moneda, monto, cambio: 'otorgado' };
}

function deshacer(operacion: Operacion, { acuerdo, creditoId, monto, fecha }: DescuentoPorDeshacer): CambioDeDescuento {
  const credito = leerCredito(operacion.libro, creditoId);
  asegurar(credito !== undefined, `el acuerdo ${acuerdo.id} nombra un descuento que no existe`);
  anularCredito(operacion, credito, { fecha, motivo: `el acuerdo ${acuerdo.id} ya no está cumplido` });
  return { acuerdoId: acuerdo.id, creditoId, moneda: acuerdo.moneda, monto, cambio: 'deshecho' };
}
