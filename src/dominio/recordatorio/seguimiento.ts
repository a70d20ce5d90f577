import { agruparPor } from '../agrupar.ts';
import type { Moneda } from '../dinero.ts';
import { asegurar } from '../errores.ts';
import { type Fecha, numeroDeDia } from '../fecha.ts';
import { DiasDeCambio } from './cambios.ts';
import { decidirCliente } from './decision.ts';
import { ventanaDelDia } from './horario.ts';
import { type Candidata, type Cupos, candidatasDe, compararCodigos, elegirEnvios } from './planificar.ts';
import { darPorEnviado, type EnvioSupuesto } from './supuestos.ts';
import type { ClientePorRecordar, ContextoDeRecordatorio, Decision } from './tipos.ts';

/** Esos clientes como se los ve ese día, si hasta entonces no entra nada más. */
export type Leer = (fecha: Fecha, clienteIds: readonly number[]) => Iterable<ClientePorRecordar>;

/** Un cliente mientras pasan los días del calendario. */
interface Seguido {
  readonly id: number;
  /** Con lo supuesto encima, si otro día hay que decidir de nuevo; de los demás no se guarda lo que deben. */
  cliente: ClientePorRecordar | null;
  /** Empezó con algo retenido: se lo lee al día que se mira y no al primero, que es cuando puede soltarse. */
  readonly retenido: boolean;
  /** El día ({@link numeroDeDia}) en que hay que decidir de nuevo; antes vale lo último que se decidió. */
  revisarEl: number;
  /** De lo último que se decidió, lo que sale o es una llamada. */
  candidatas: readonly CandidataSeguida[];
  /** Los mensajes que se le dieron por entregados, en orden. */
  supuestos: readonly EnvioSupuesto[];
  /** Las monedas por las que su llamada ya apareció. */
  llamado: readonly Moneda[];
}

/** Lo justo para ordenarla: de miles salen unas pocas, y sólo de ésas se vuelve a armar la decisión entera. */
interface CandidataSeguida extends Candidata {
  readonly seguido: Seguido;
  readonly esLlamada: boolean;
}

/** Lo que sale en un día. */
export interface SalidasDelDia {
  /** En el orden en que saldrían. */
  readonly envios: readonly Decision[];
  /** Las llamadas que ese día aparecen en la agenda. */
  readonly llamadas: readonly Decision[];
}

/**
 * Sigue a los clientes día por día, dando por entregado lo que sale. Decide lo mismo que decidir a todos cada día, pero a
 * cada uno sólo los días en que algo suyo puede haber cambiado, y no sigue a quien no va a tener nada.
 */
export class Seguimiento {
  readonly #seguidos: Seguido[] = [];
  readonly #cambios: DiasDeCambio;
  readonly #primero: Fecha;
  readonly #ultimoDia: number;
  readonly #leer: Leer;
  #puerta = '';

  /** @param dias los que se van a mirar, desde el día del contexto */
  constructor(
    { politica, momento }: ContextoDeRecordatorio,
    { dias, leer }: { readonly dias: number; readonly leer: Leer },
  ) {
    this.#cambios = new DiasDeCambio(politica);
    this.#primero = momento.hoy;
    this.#ultimoDia = numeroDeDia(momento.hoy) + dias - 1;
    this.#leer = leer;
  }

  /** Empieza a seguir a esos clientes, en el momento del contexto. */
  empezar(clientes: Iterable<ClientePorRecordar>, contexto: ContextoDeRecordatorio): void {
    this.#puerta = puertaDe(contexto);
    for (const cliente of clientes) {
      const seguido: Seguido = {
        id: cliente.id,
        cliente: null,
        retenido: tieneRetenido(cliente),
        revisarEl: 0,
        candidatas: [],
        supuestos: ninguno,
        llamado: ninguno,
      };
      this.#decidir(seguido, cliente, contexto);
      // A deshora no se decide nada: no se sabe a quién no le va a tocar.
      const vuelve = this.#puerta !== 'abierta' || seguido.revisarEl <= this.#ultimoDia;
      if (vuelve || seguido.candidatas.length > 0) this.#seguidos.push(seguido);
    }
  }

  /** Lo que sale en el momento del contexto, que no es anterior a los ya pasados; queda dado por entregado. */
  correr(contexto: ContextoDeRecordatorio, cupos: Cupos): SalidasDelDia {
    this.#llegar(contexto);
    const porEnviar: CandidataSeguida[] = [];
    const porLlamar: CandidataSeguida[] = [];
    for (const { candidatas, llamado } of this.#seguidos)
      for (const candidata of candidatas) {
        if (!candidata.esLlamada) porEnviar.push(candidata);
        else if (!llamado.includes(candidata.moneda)) porLlamar.push(candidata);
      }
    const elegidas = elegirEnvios(porEnviar, { contexto, cupos });
    const decididos = this.#decidirEnteras([...elegidas, ...porLlamar], contexto);
    const envios = elegidas.map((candidata) => decisionDe(candidata, decididos));
    const llamadas = porLlamar.sort(compararCodigos).map((candidata) => decisionDe(candidata, decididos));
    for (const { seguido, moneda } of porLlamar) seguido.llamado = [...seguido.llamado, moneda];
    for (const [orden, { seguido }] of elegidas.entries()) {
      const [envio, cliente] = [envios[orden], seguido.cliente ?? decididos.get(seguido)?.cliente];
      if (envio !== undefined && cliente !== undefined)
        entregar(seguido, cliente, { envio, fecha: contexto.momento.hoy });
    }
    return { envios, llamadas };
  }

  /** Pone al día lo que puede haber cambiado desde la última vez. */
  #llegar(contexto: ContextoDeRecordatorio): void {
    const puerta = puertaDe(contexto);
    const dia = numeroDeDia(contexto.momento.hoy);
    const revisar = this.#seguidos.filter(({ revisarEl }) => puerta !== this.#puerta || revisarEl <= dia);
    this.#puerta = puerta;
    for (const seguido of revisar) seguido.candidatas = [];
    for (const [seguido, cliente] of this.#leerSeguidos(revisar, contexto)) this.#decidir(seguido, cliente, contexto);
  }

  #decidir(seguido: Seguido, cliente: ClientePorRecordar, contexto: ContextoDeRecordatorio): void {
    const { hoy } = contexto.momento;
    const cambia = this.#cambios.proximo(cliente, numeroDeDia(hoy));
    seguido.revisarEl = seguido.retenido ? Math.min(cambia, sueltaEl(cliente, hoy)) : cambia;
    seguido.cliente = seguido.retenido || seguido.revisarEl > this.#ultimoDia ? null : cliente;
    const candidatas: CandidataSeguida[] = [];
    for (const { decision, ...orden } of candidatasDe(cliente, contexto)) {
      const esLlamada = decision.regla === 'llamada';
      if (esLlamada || decision.accion === 'enviar') candidatas.push({ ...orden, seguido, esLlamada });
    }
    seguido.candidatas = candidatas;
  }

  /** Decide otra vez a los clientes de esas candidatas, ahora guardando las decisiones enteras. */
  #decidirEnteras(candidatas: readonly CandidataSeguida[], contexto: ContextoDeRecordatorio): Decididos {
    const decididos = new Map<Seguido, { cliente: ClientePorRecordar; decisiones: readonly Decision[] }>();
    const seguidos = [...new Set(candidatas.map(({ seguido }) => seguido))];
    for (const [seguido, cliente] of this.#leerSeguidos(seguidos, contexto))
      decididos.set(seguido, { cliente, decisiones: decidirCliente(cliente, contexto) });
    return decididos;
  }

  /** Lee a esos clientes con lo supuesto encima; quien ya no debe nada no está. */
  *#leerSeguidos(
    seguidos: readonly Seguido[],
    { momento: { hoy } }: ContextoDeRecordatorio,
  ): Generator<[Seguido, ClientePorRecordar]> {
    // Antes de dar ninguno: quien los recibe puede soltar al cliente.
    const porLeer = seguidos.filter(({ cliente }) => cliente === null);
    for (const seguido of seguidos) if (seguido.cliente !== null) yield [seguido, seguido.cliente];
    for (const [fecha, suyos] of agruparPor(porLeer, ({ retenido }) => (retenido ? hoy : this.#primero))) {
      const porId = new Map(suyos.map((seguido) => [seguido.id, seguido]));
      for (const cliente of this.#leer(fecha, [...porId.keys()])) {
        const seguido = porId.get(cliente.id);
        if (seguido !== undefined) yield [seguido, seguido.supuestos.reduce(darPorEnviado, cliente)];
      }
    }
  }
}

const ninguno: readonly never[] = [];

/** Los clientes vueltos a decidir, como estaban al decidirlos. */
type Decididos = ReadonlyMap<
  Seguido,
  { readonly cliente: ClientePorRecordar; readonly decisiones: readonly Decision[] }
>;

function decisionDe({ seguido, moneda }: CandidataSeguida, decididos: Decididos): Decision {
  const decision = decididos.get(seguido)?.decisiones.find((una) => una.moneda === moneda);
  asegurar(decision?.accion === 'enviar' || decision?.regla === 'llamada', 'el calendario no previó un cambio');
  return decision;
}

function entregar(seguido: Seguido, cliente: ClientePorRecordar, supuesto: EnvioSupuesto): void {
  seguido.supuestos = [...seguido.supuestos, supuesto];
  seguido.cliente = seguido.retenido ? null : darPorEnviado(cliente, supuesto);
  seguido.revisarEl = numeroDeDia(supuesto.fecha);
}

/** Lo que la hora y el feriado deciden igual para todos. */
function puertaDe(contexto: ContextoDeRecordatorio): string {
  const { hoy, minutos } = contexto.momento;
  const ventana = ventanaDelDia(hoy, contexto);
  if (ventana === null) return 'cerrada';
  return ventana.desdeMinutos <= minutos && minutos < ventana.hastaMinutos ? 'abierta' : 'a deshora';
}

function tieneRetenido({ cuentas }: ClientePorRecordar): boolean {
  return cuentas.some(({ unidades }) =>
    unidades.some(({ retenida, acuerdoId }) => retenida !== null || acuerdoId !== null),
  );
}

/**
 * El primer día ({@link numeroDeDia}), posterior a `hoy`, en que algo retenido puede soltarse. De lo que no dice hasta
 * cuándo (una disputa, un plan en falta) no se sabe sin leerlo: mañana.
 */
function sueltaEl({ cuentas }: ClientePorRecordar, hoy: Fecha): number {
  const manana = numeroDeDia(hoy) + 1;
  let dia = Number.POSITIVE_INFINITY;
  for (const { unidades } of cuentas)
    for (const { retenida, acuerdoId } of unidades) {
      if (retenida === null && acuerdoId === null) continue;
      const hasta = retenida?.hasta ?? null;
      dia = Math.min(dia, hasta === null ? manana : Math.max(manana, numeroDeDia(hasta) + 1));
    }
  return dia;
}
