import { type Canal, type CanalesDeCliente, sePuedeUsar } from './canal.ts';
import { textoDeIncumplidos } from './clase.ts';
import { type Moneda, textoLocal } from './dinero.ts';
import type { Fecha } from './fecha.ts';
import { type Conducta, conductaSinHistoria } from './prioridad.ts';

/** Lo que hace falta para decir en una frase por qué se contacta a alguien. */
export interface Situacion {
  readonly moneda: Moneda;
  /** Unidades menores. */
  readonly saldoVencido: number;
  /** Los días de mora de la factura más vieja de las que cuentan. */
  readonly diasMora: number;
  readonly facturasVencidas: number;
  readonly conducta?: Conducta | undefined;
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
  const promesas = conducta.promesasIncumplidas === 0 ? [] : [`incumplió ${textoDeIncumplidos(conducta)}`];
  return [deuda, ...promesas, explicarSilencio(conducta)].join('; ');
}

function explicarSilencio({ diasDeSilencio: dias, loUltimoFueMensaje }: Conducta): string {
  if (dias === null) return 'sin contacto registrado';
  const [hecho, ultimo] =
    loUltimoFueMensaje === true ? ['se le escribió', 'último mensaje'] : ['contactado', 'último contacto'];
  if (dias === 0) return `${hecho} hoy`;
  return dias === 1 ? `${hecho} ayer` : `${ultimo} hace ${dias} días`;
}

/** Desde cuántos días de mora se sugiere cada cosa; la última que se alcanza es la que vale. Elección nuestra. */
const sugerencias: readonly { readonly desdeDias: number; readonly hacer: string }[] = [
  { desdeDias: 0, hacer: 'recordar el vencimiento y confirmar que recibió la factura' },
  { desdeDias: 16, hacer: 'llamar y pedir fecha de pago' },
  { desdeDias: 61, hacer: 'llamar y acordar una salida (acuerdo proponer)' },
  { desdeDias: 91, hacer: 'llamar a quien decide y acordar una salida (acuerdo proponer)' },
];

/** Lo que hace falta para sugerir un paso. */
export interface SituacionDePaso {
  readonly hoy: Fecha;
  /** El próximo paso que se anotó en el último contacto, si se anotó. */
  readonly proximo: Fecha | null;
  readonly diasMora: number;
  readonly tieneTelefono: boolean;
  readonly tieneEmail: boolean;
  /** Lo que dijo de cada canal; `undefined` si no se sabe. */
  readonly canales: CanalesDeCliente | undefined;
}

/** Por dónde se llega sin moverse, en el orden en que conviene; el email, con un email, y lo demás, con un teléfono. */
const canalesPosibles: readonly Canal[] = ['llamada', 'email', 'whatsapp', 'sms'];

/**
 * Qué conviene hacer: lo que ya se acordó hacer y todavía no llegó o, si no, lo que pide la mora de la factura más vieja,
 * por donde se pueda llegar y el cliente lo permita.
 */
export function sugerirPaso(situacion: SituacionDePaso): string {
  const { hoy, proximo, diasMora, tieneTelefono, tieneEmail, canales } = situacion;
  if (!tieneTelefono && !tieneEmail) return 'conseguir un teléfono o un email';
  const posibles = canalesPosibles.filter((canal) => (canal === 'email' ? tieneEmail : tieneTelefono));
  const mejor = posibles.find((canal) => sePuedeUsar(canales, canal));
  if (mejor === undefined) return `no tiene canal permitido: pidió que no se lo contacte por ${posibles.join(', ')}`;
  if (proximo !== null && proximo > hoy) return `volver a contactar el ${proximo}, como se anotó`;
  const hacer = sugerencias.findLast(({ desdeDias }) => diasMora >= desdeDias)?.hacer ?? '';
  if (mejor === 'llamada') return hacer;
  if (hacer.startsWith('llamar')) return hacer.replace(/^llamar/, `escribir por ${mejor}`);
  return tieneTelefono ? `${hacer}, por ${mejor}` : hacer;
}
