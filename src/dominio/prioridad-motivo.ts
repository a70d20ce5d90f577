import { type Moneda, textoLocal } from './dinero.ts';
import { type Conducta, conductaSinHistoria } from './prioridad.ts';

/** Lo que hace falta para decir en una frase por qué se contacta a alguien. */
export interface Situacion {
  readonly moneda: Moneda;
  /** Unidades menores. */
  readonly saldoVencido: number;
  /** Los días de mora de la factura más vieja de las que cuentan. */
  readonly diasMora: number;
  readonly facturasVencidas: number;
  readonly conducta?: Conducta;
}

/** La frase que justifica el puesto: `10.000,01 ARS en 2 facturas, 61 días de mora la más antigua; sin contacto registrado`. */
export function explicarMotivo({
  moneda,
  saldoVencido,
  diasMora,
  facturasVencidas,
  conducta = conductaSinHistoria,
}: Situacion): string {
  const monto = `${textoLocal({ monto: saldoVencido, moneda })} ${moneda}`;
  const dias = `${diasMora} ${diasMora === 1 ? 'día' : 'días'} de mora`;
  const deuda =
    facturasVencidas === 1 ? `${monto}, ${dias}` : `${monto} en ${facturasVencidas} facturas, ${dias} la más antigua`;
  const promesas =
    conducta.promesasIncumplidas === 0
      ? []
      : [
          conducta.promesasIncumplidas === 1
            ? 'incumplió una promesa'
            : `incumplió ${conducta.promesasIncumplidas} promesas`,
        ];
  return [deuda, ...promesas, explicarContacto(conducta.diasSinContacto)].join('; ');
}

function explicarContacto(dias: number | null): string {
  if (dias === null) return 'sin contacto registrado';
  if (dias === 0) return 'contactado hoy';
  return dias === 1 ? 'contactado ayer' : `último contacto hace ${dias} días`;
}

/** Desde cuántos días de mora se sugiere cada cosa; la última que se alcanza es la que vale. Elección nuestra. */
const sugerencias: readonly { readonly desdeDias: number; readonly hacer: string }[] = [
  { desdeDias: 0, hacer: 'recordar el vencimiento y confirmar que recibió la factura' },
  { desdeDias: 16, hacer: 'llamar y pedir fecha de pago' },
  { desdeDias: 61, hacer: 'llamar y ofrecer un plan de pagos' },
  { desdeDias: 91, hacer: 'llamar a quien decide y acordar cuotas o una quita' },
];

/** Qué conviene hacer, según la mora de la factura más vieja y si hay por dónde llegar. */
export function sugerirPaso({
  diasMora,
  tieneTelefono,
  tieneEmail,
}: {
  readonly diasMora: number;
  readonly tieneTelefono: boolean;
  readonly tieneEmail: boolean;
}): string {
  if (!tieneTelefono && !tieneEmail) return 'conseguir un teléfono o un email';
  const hacer = sugerencias.findLast(({ desdeDias }) => diasMora >= desdeDias)?.hacer ?? '';
  return tieneTelefono ? hacer : hacer.replace(/^llamar/, 'escribir');
}
