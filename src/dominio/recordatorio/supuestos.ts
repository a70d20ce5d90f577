import { type Fecha, sumarDias, ultima } from '../fecha.ts';
import type { ClientePorRecordar, ContactoPrevio, CuentaPorRecordar, Decision, UnidadDeReclamo } from './tipos.ts';

/** Un mensaje que el calendario da por entregado. */
export interface EnvioSupuesto {
  readonly envio: Decision;
  readonly fecha: Fecha;
}

/** El cliente como quedaría después de recibir el mensaje; vale también si se lo volvió a leer después. */
export function darPorEnviado(cliente: ClientePorRecordar, { envio, fecha }: EnvioSupuesto): ClientePorRecordar {
  const { paso, canal } = envio;
  if (paso === null || canal === null) return cliente;
  const huella = huellaDe(envio);
  const contacto: ContactoPrevio = { fecha, canal };
  const cuentas = cliente.cuentas.map((cuenta): CuentaPorRecordar => {
    if (cuenta.moneda !== envio.moneda) return cuenta;
    return {
      ...cuenta,
      enCurso: null,
      ultimoReclamo: paso.diasDesdeVencimiento > 0 ? fecha : (cuenta.ultimoReclamo ?? null),
      ultimo: {
        fecha,
        paso: paso.codigo,
        plazoHasta: paso.plazoDias === 0 ? null : sumarDias(fecha, paso.plazoDias),
      },
      unidades: cuenta.unidades.map((unidad) => despuesDe(huella, unidad, fecha)),
    };
  });
  // Sólo se copian los datos propios: la clase puede ser un cálculo que todavía nadie pidió.
  const copia: ClientePorRecordar = Object.create(cliente, {
    cuentas: { value: cuentas, enumerable: true },
    contactos: { value: [...cliente.contactos, contacto], enumerable: true },
  });
  return copia;
}

/** Lo que un mensaje deja dicho: los pasos, por documento y vencimiento como en el libro, y qué incumplimientos contó. */
interface Huella {
  readonly pasos: ReadonlyMap<string, string>;
  /** Documentos de los que dijo que la promesa no se cumplió o el plan cayó; no se repite. */
  readonly contados: ReadonlySet<number>;
  /** Casi todas las unidades llegan con los mismos pasos hechos y se van con los mismos: un solo mapa para todas. */
  readonly despues: Map<ReadonlyMap<string, Fecha>, Map<string, ReadonlyMap<string, Fecha>>>;
}

function huellaDe({ vencidas, porVencer }: Decision): Huella {
  const pasos = new Map<string, string>();
  const contados = new Set<number>();
  for (const { unidad, paso } of [...vencidas, ...porVencer]) {
    if (paso !== null) pasos.set(claveDe(unidad), paso);
    if (unidad.promesaIncumplida || unidad.planCaido === true) contados.add(unidad.documentoId);
  }
  return { pasos, contados, despues: new Map() };
}

function claveDe({ documentoId, vencimiento }: UnidadDeReclamo): string {
  return `${documentoId} ${vencimiento}`;
}

function despuesDe({ pasos, contados, despues }: Huella, unidad: UnidadDeReclamo, fecha: Fecha): UnidadDeReclamo {
  const paso = pasos.get(claveDe(unidad));
  const contado = contados.has(unidad.documentoId);
  if (paso === undefined && !contado) return unidad;
  const pasosHechos = paso === undefined ? unidad.pasosHechos : conPaso(unidad.pasosHechos, { paso, fecha, despues });
  return new UnidadSupuesta(unidad, { contado, pasosHechos });
}

/** Una unidad después de un mensaje supuesto. Recién leída busca su número y su importe al pedirlos, y una copia no los lleva. */
class UnidadSupuesta implements UnidadDeReclamo {
  readonly documentoId: number;
  readonly acuerdoId: number | null;
  readonly vencimiento: Fecha;
  readonly saldo: number;
  readonly retenida: UnidadDeReclamo['retenida'];
  readonly promesaIncumplida: boolean;
  readonly planCaido: boolean;
  readonly pasosHechos: ReadonlyMap<string, Fecha>;
  readonly #original: UnidadDeReclamo;

  constructor(
    original: UnidadDeReclamo,
    { contado, pasosHechos }: { readonly contado: boolean } & Pick<UnidadDeReclamo, 'pasosHechos'>,
  ) {
    this.documentoId = original.documentoId;
    this.acuerdoId = original.acuerdoId;
    this.vencimiento = original.vencimiento;
    this.saldo = original.saldo;
    this.retenida = original.retenida;
    this.promesaIncumplida = original.promesaIncumplida && !contado;
    this.planCaido = original.planCaido === true && !contado;
    this.pasosHechos = pasosHechos;
    this.#original = original instanceof UnidadSupuesta ? original.#original : original;
  }

  get numero(): string {
    return this.#original.numero;
  }

  get emision(): Fecha {
    return this.#original.emision;
  }

  get importe(): number {
    return this.#original.importe;
  }
}

function conPaso(
  hechos: ReadonlyMap<string, Fecha>,
  { paso, fecha, despues }: { readonly paso: string; readonly fecha: Fecha } & Pick<Huella, 'despues'>,
): ReadonlyMap<string, Fecha> {
  const conocidos = despues.get(hechos) ?? new Map<string, ReadonlyMap<string, Fecha>>();
  despues.set(hechos, conocidos);
  const previo = hechos.get(paso);
  const nuevos =
    conocidos.get(paso) ?? new Map([...hechos, [paso, previo === undefined ? fecha : ultima(previo, fecha)]]);
  conocidos.set(paso, nuevos);
  return nuevos;
}
