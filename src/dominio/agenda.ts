import { enumerar } from './cantidad.ts';
import type { Contacto } from './contacto.ts';
import { type Dinero, type Moneda, textoLocal } from './dinero.ts';
import { type Fecha, sumarDias, ultima } from './fecha.ts';
import { textoDeCodigo } from './ficha-frases.ts';
import type { CuentaVencida } from './lista-prioridad.ts';
import type { UltimaVez } from './silencio.ts';

/** Qué toca hacer, en el orden en que conviene hacerlo dentro de un mismo día. */
export const tiposDeAgenda = [
  'promesa-incumplida',
  'cuota-vencida',
  'plan-caido',
  'llamada',
  'paso',
  'mensaje',
  'promesa',
  'cuota',
  'descuento',
  'cheque',
  'vencimiento',
  'silencio',
] as const;
export type TipoDeAgenda = (typeof tiposDeAgenda)[number];

/** Una cosa de la agenda. */
export interface Pendiente {
  /** El día en que toca; si ya pasó, está atrasada. */
  readonly fecha: Fecha;
  readonly tipo: TipoDeAgenda;
  /** Identidad estable dentro del libro: la misma cosa tiene la misma todos los días. */
  readonly clave: string;
  readonly clienteId: number;
  /** `null` si no se trata de un monto. */
  readonly dinero: Dinero | null;
  readonly detalle: string;
  /** Quién la dejó anotada, si fue alguien. */
  readonly gestor: string | null;
}

/** El día y hasta cuándo se mira. */
export interface Ventana {
  readonly hoy: Fecha;
  readonly hasta: Fecha;
}

/** El último contacto de un cliente. */
export type UltimoContacto = Contacto & { readonly id: number; readonly gestor: string };

/** Lo que la agenda mira para no insistir con quien ya se habló o no se debe hablar. */
export interface Relacion {
  readonly contactos: ReadonlyMap<number, Pick<UltimoContacto, 'fecha'>>;
  readonly estaEnPausa: (clienteId: number) => boolean;
}

/**
 * Los próximos pasos: el del último contacto de cada cliente, porque uno posterior lo reemplaza. Quien ya no debe nada no
 * se vuelve a contactar, y lo de quien está en pausa espera a que termine.
 * @param deudas lo que cada cliente debe en cada moneda
 */
export function pendientesDePasos(
  contactos: ReadonlyMap<number, UltimoContacto>,
  deudas: ReadonlyMap<number, readonly Dinero[]>,
  { hasta, estaEnPausa }: Ventana & Pick<Relacion, 'estaEnPausa'>,
): Pendiente[] {
  return [...contactos].flatMap(([clienteId, contacto]) => {
    const { id, proximo, canal, fecha, resultado, nota, gestor } = contacto;
    const debe = deudas.get(clienteId) ?? [];
    if (proximo === null || proximo > hasta || debe.length === 0 || estaEnPausa(clienteId)) return [];
    const [unica, otra] = debe;
    const montos =
      otra === undefined ? '' : `; debe ${enumerar(debe.map((uno) => `${textoLocal(uno)} ${uno.moneda}`))}`;
    const dato = `${textoDeCodigo(resultado)}, ${canal} del ${fecha}`;
    const hablado = nota === null ? dato : `${nota} (${dato})`;
    return [
      {
        fecha: proximo,
        tipo: 'paso',
        clave: `contacto-${id}`,
        clienteId,
        dinero: otra === undefined ? (unica ?? null) : null,
        detalle: `${hablado}${montos}`,
        gestor,
      },
    ];
  });
}

/** Los clientes con un próximo paso en la ventana: de ellos hay que saber qué deben. */
export function clientesConPaso(contactos: ReadonlyMap<number, UltimoContacto>, { hasta }: Ventana): number[] {
  return [...contactos].flatMap(([clienteId, { proximo }]) =>
    proximo !== null && proximo <= hasta ? [clienteId] : [],
  );
}

/** Lo que un cliente tiene que pagar un día en una moneda, fuera de todo acuerdo. */
export interface Vencimiento {
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly fecha: Fecha;
  /** Unidades menores, > 0. */
  readonly monto: number;
  readonly facturas: number;
}

/** Un saldo en disputa que no hay que reclamar; `entero` si se disputa todo lo que se debe de la factura. */
export interface SaldoDisputado extends Omit<Vencimiento, 'facturas'> {
  readonly entero: boolean;
}

/** Lo que vence en la ventana, sin lo disputado ni lo de quien está en pausa. */
export function pendientesDeVencimientos(
  vencimientos: readonly Vencimiento[],
  disputados: readonly SaldoDisputado[],
  { estaEnPausa }: Pick<Relacion, 'estaEnPausa'>,
): Pendiente[] {
  const quitas = new Map<string, { monto: number; facturas: number }>();
  for (const disputado of disputados) {
    const clave = claveDeVencimiento(disputado);
    const { monto, facturas } = quitas.get(clave) ?? { monto: 0, facturas: 0 };
    quitas.set(clave, { monto: monto + disputado.monto, facturas: facturas + (disputado.entero ? 1 : 0) });
  }
  return vencimientos.flatMap((vencimiento) => {
    const { clienteId, moneda, fecha } = vencimiento;
    const clave = claveDeVencimiento(vencimiento);
    const monto = vencimiento.monto - (quitas.get(clave)?.monto ?? 0);
    const facturas = vencimiento.facturas - (quitas.get(clave)?.facturas ?? 0);
    if (monto <= 0 || estaEnPausa(clienteId)) return [];
    const detalle = facturas === 1 ? 'vence una factura' : `vencen ${facturas} facturas`;
    return [{ fecha, tipo: 'vencimiento', clave, clienteId, dinero: { monto, moneda }, detalle, gestor: null }];
  });
}

function claveDeVencimiento({ clienteId, moneda, fecha }: Omit<Vencimiento, 'facturas' | 'monto'>): string {
  return `vencimiento-${clienteId}-${moneda}-${fecha}`;
}

/** Un cheque que se puede cobrar un día. */
export interface ChequeEnAgenda {
  readonly creditoId: number;
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly fecha: Fecha;
  readonly monto: number;
  readonly referencia: string | null;
}

/** Los cheques que se cobran en la ventana. */
export function pendientesDeCheques(cheques: readonly ChequeEnAgenda[], { hoy, hasta }: Ventana): Pendiente[] {
  return cheques
    .filter(({ fecha }) => fecha >= hoy && fecha <= hasta)
    .map(({ creditoId, clienteId, moneda, fecha, monto, referencia }) => ({
      fecha,
      tipo: 'cheque',
      clave: `credito-${creditoId}`,
      clienteId,
      dinero: { monto, moneda },
      detalle: `se cobra el cheque${referencia === null ? '' : ` ${referencia}`}`,
      gestor: null,
    }));
}

/** Lo que un cliente debe en una moneda y hay que reclamarle. */
export type CuentaEnMora = Pick<CuentaVencida, 'clienteId' | 'moneda' | 'saldoVencido' | 'diasMora'>;

/**
 * Las cuentas en mora con las que nadie se ocupa hace `dias` días: los que pasaron desde el último contacto o mensaje o, si
 * fue antes, desde que empezó la mora. La mora de hace tres días no lleva quince en silencio aunque nunca se haya llamado.
 */
export function pendientesDeSilencio(
  cuentas: readonly CuentaEnMora[],
  { hoy, hasta }: Ventana,
  { ultimaVezDe, dias }: { readonly ultimaVezDe: (clienteId: number) => UltimaVez | null; readonly dias: number },
): Pendiente[] {
  return cuentas.flatMap(({ clienteId, moneda, saldoVencido, diasMora }) => {
    const vencida = sumarDias(hoy, -diasMora);
    const hubo = ultimaVezDe(clienteId);
    const desde = hubo === null ? vencida : ultima(hubo.fecha, vencida);
    const toca = sumarDias(desde, dias);
    if (toca > hasta) return [];
    const hablado = hubo === null ? 'nunca se lo contactó' : `último ${hubo.por} el ${hubo.fecha}`;
    return [
      {
        fecha: ultima(toca, hoy),
        tipo: 'silencio',
        clave: `silencio-${clienteId}-${moneda}-${desde}`,
        clienteId,
        dinero: { monto: saldoVencido, moneda },
        detalle: `${diasMora} ${diasMora === 1 ? 'día' : 'días'} de mora; ${hablado}`,
        gestor: null,
      },
    ];
  });
}

const orden = new Map(tiposDeAgenda.map((tipo, puesto) => [tipo, puesto]));
/** Quien ya tiene una de estas cosas no hace falta que figure además por su silencio. */
const yaSeOcupan: ReadonlySet<TipoDeAgenda> = new Set([
  'promesa-incumplida',
  'cuota-vencida',
  'plan-caido',
  'llamada',
  'paso',
]);

/** La agenda entera: por día, y cada día lo más urgente y lo más grande primero. El orden de lo recibido no importa. */
export function armarAgenda(pendientes: readonly Pendiente[]): Pendiente[] {
  const ocupados = new Set(pendientes.filter(({ tipo }) => yaSeOcupan.has(tipo)).map(({ clienteId }) => clienteId));
  return pendientes.filter(({ tipo, clienteId }) => tipo !== 'silencio' || !ocupados.has(clienteId)).sort(comparar);
}

function comparar(uno: Pendiente, otro: Pendiente): number {
  if (uno.fecha !== otro.fecha) return uno.fecha < otro.fecha ? -1 : 1;
  if (uno.tipo !== otro.tipo) return (orden.get(uno.tipo) ?? 0) - (orden.get(otro.tipo) ?? 0);
  const una = uno.dinero?.moneda ?? '';
  const otra = otro.dinero?.moneda ?? '';
  if (una !== otra) return una < otra ? -1 : 1;
  const monto = (otro.dinero?.monto ?? 0) - (uno.dinero?.monto ?? 0);
  if (monto !== 0) return monto;
  return uno.clave < otro.clave ? -1 : 1;
}
