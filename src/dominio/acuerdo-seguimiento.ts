import { type Acuerdo, type Cuota, esPlan } from './acuerdo.ts';
import { dividirRedondeando } from './dinero.ts';
import { asegurar } from './errores.ts';
import { type Fecha, sumarDias, ultima } from './fecha.ts';

/** Un pago que llega a un documento acordado. */
export interface PagoRecibido {
  readonly documentoId: number;
  readonly operacionId: number;
  readonly fecha: Fecha;
  readonly monto: number;
}

/** Lo que un acuerdo recibió: el dinero que ya es suyo no cuenta para otro. */
export interface Cobro {
  readonly fecha: Fecha;
  readonly monto: number;
}

/** Cuándo, respecto del acuerdo, llega un pago. */
export type Momento = 'a-tiempo' | 'tarde' | 'ajeno';

interface Deuda {
  readonly saldo: number;
  readonly importe: number;
  /** Lo que bajó el documento sin ser un pago de este acuerdo. */
  deducido: number;
  /** De lo que bajó, lo que se dio por perdido porque no lo pagaba. */
  castigado: number;
}

/** Sigue un acuerdo día por día, del primero al último: lo que se le exige, lo que cobra y el día en que se decide. */
export class Seguimiento {
  readonly acuerdo: Acuerdo;
  readonly cobros: Cobro[] = [];
  pagado = 0;
  pagadoATiempo = 0;
  cumplidoEl: Fecha | null = null;
  caidoEl: Fecha | null = null;
  /** Lo exigible al terminar la ventana, o hasta ahora si sigue abierta: lo que pase después no cambia lo que se prometió. */
  exigibleEnVentana: number;
  descuentoGanado = 0;
  readonly #fin: Fecha;
  readonly #saldoAcordado: number;
  readonly #deudas = new Map<number, Deuda>();
  #debido: number;

  constructor(acuerdo: Acuerdo, importes: ReadonlyMap<number, number>) {
    this.acuerdo = acuerdo;
    const ultimaCuota = acuerdo.cuotas.at(-1);
    asegurar(ultimaCuota !== undefined, `el acuerdo ${acuerdo.id} no tiene cuotas`);
    this.#fin = ultimaCuota.fin;
    let acordado = 0;
    let debido = 0;
    for (const { documentoId, saldo } of acuerdo.documentos) {
      const deuda = { saldo, importe: importes.get(documentoId) ?? saldo, deducido: 0, castigado: 0 };
      this.#deudas.set(documentoId, deuda);
      acordado += saldo;
      debido += loDebido(deuda);
    }
    this.#saldoAcordado = acordado;
    this.#debido = debido;
    this.exigibleEnVentana = acuerdo.total;
  }

  abarca(documentoId: number): boolean {
    return this.#deudas.has(documentoId);
  }

  /** El documento bajó por algo que no es un pago de este acuerdo. */
  deducir(documentoId: number, monto: number): void {
    const deuda = this.#deudas.get(documentoId);
    if (deuda === undefined || monto === 0) return;
    this.#debido -= loDebido(deuda);
    deuda.deducido += monto;
    this.#debido += loDebido(deuda);
  }

  /**
   * Dice si un castigo de ese día es porque no cumplió: el de una promesa ya vencida, o el de un plan. El de antes de acordar
   * o el que perdona un resto a tiempo sólo bajan lo que se debe, como una nota de crédito.
   */
  daPorPerdido({ fecha, operacionId }: Pick<PagoRecibido, 'fecha' | 'operacionId'>): boolean {
    if (!esPlan(this.acuerdo)) return fecha > this.#fin;
    const { creado, operacionId: deAcordar } = this.acuerdo;
    return fecha > creado || (fecha === creado && operacionId > deAcordar);
  }

  /** Lo que se da por perdido ya no se exige, pero no vale como pagado. */
  castigar(documentoId: number, monto: number): void {
    this.deducir(documentoId, monto);
    const deuda = this.#deudas.get(documentoId);
    if (deuda !== undefined) deuda.castigado += monto;
  }

  /** Lo que hay que pagar en total: lo acordado, o lo que se debe si una nota de crédito lo dejó en menos. */
  get exigible(): number {
    return this.#exigibleDe(this.#debido);
  }

  /** Lo que habría que haber pagado para cumplir: lo exigible, como si nada se hubiera dado por perdido. */
  get prometido(): number {
    let debido = 0;
    for (const deuda of this.#deudas.values())
      debido += loDebido({ ...deuda, deducido: deuda.deducido - deuda.castigado });
    return this.#exigibleDe(debido);
  }

  #exigibleDe(debido: number): number {
    return Math.min(this.acuerdo.total, debido - this.#descuentoQueToca(debido));
  }

  /** El descuento es un porcentaje: si la deuda bajó, baja con ella. */
  #descuentoQueToca(debido: number): number {
    const { descuento } = this.acuerdo;
    if (descuento === 0 || debido === this.#saldoAcordado) return descuento;
    return Number(dividirRedondeando(BigInt(descuento) * BigInt(debido), BigInt(this.#saldoAcordado)));
  }

  get faltante(): number {
    return Math.max(0, this.exigible - this.pagado);
  }

  /** Un pago del mismo día es de este acuerdo sólo si se registró después de acordar y antes de que se lo terminara. */
  momentoDe({ fecha, operacionId }: Pick<PagoRecibido, 'fecha' | 'operacionId'>): Momento {
    const { creado, hecho } = this.acuerdo;
    if (fecha < creado || (fecha === creado && operacionId <= this.acuerdo.operacionId)) return 'ajeno';
    if (hecho !== null && (fecha > hecho.fecha || (fecha === hecho.fecha && operacionId >= hecho.operacionId))) {
      return 'ajeno';
    }
    const termino = esPlan(this.acuerdo) ? this.caidoEl !== null : fecha > this.#fin;
    return termino ? 'tarde' : 'a-tiempo';
  }

  cobrar(pago: PagoRecibido, monto: number): void {
    if (monto === 0) return;
    this.cobros.push({ fecha: pago.fecha, monto });
    this.pagado += monto;
    if (this.momentoDe(pago) === 'a-tiempo') this.pagadoATiempo += monto;
  }

  /** Los días, hasta `hoy`, en que puede decidirse sin que nadie pague: el primero, y aquellos en que un plan puede caerse. */
  diasDeJuicio(hoy: Fecha): Fecha[] {
    const { creado, cuotas, caida } = this.acuerdo;
    const dias = [creado];
    if (!esPlan(this.acuerdo)) return dias;
    for (const { vencimiento, fin } of cuotas) {
      if (fin >= hoy) break;
      const primerDiaTarde = sumarDias(fin, 1);
      const demasiadoTarde = ultima(primerDiaTarde, sumarDias(vencimiento, caida.dias + 1));
      dias.push(primerDiaTarde);
      if (demasiadoTarde <= hoy) dias.push(demasiadoTarde);
    }
    return dias;
  }

  /** Juzga el acuerdo al terminar el día, con todo lo que pasó en él. Lo que se decide un día no cambia después. */
  juzgar(dia: Fecha): void {
    const { creado, hecho } = this.acuerdo;
    if (dia >= creado && dia <= this.#fin) this.exigibleEnVentana = this.exigible;
    if (this.cumplidoEl !== null || this.caidoEl !== null || dia < creado) return;
    if (hecho !== null && hecho.fecha <= dia) return;
    if (!esPlan(this.acuerdo) && dia > this.#fin) return;
    if (this.faltante > 0) {
      if (esPlan(this.acuerdo) && this.#seCae(dia)) this.caidoEl = dia;
    } else if (this.#seDioPorPerdido(dia)) {
      this.caidoEl = dia;
    } else {
      this.cumplidoEl = dia;
      this.descuentoGanado = this.#descuentoQueToca(this.#debido);
    }
  }

  #seCae(dia: Fecha): boolean {
    const { caida } = this.acuerdo;
    const vencidas = this.#vencidas(dia, this.exigible);
    return (
      vencidas.length >= caida.cuotas || vencidas.some(({ vencimiento }) => dia > sumarDias(vencimiento, caida.dias))
    );
  }

  /** No falta nada porque, con cuotas vencidas, el resto se castigó: eso no es cumplir. */
  #seDioPorPerdido(dia: Fecha): boolean {
    if (!esPlan(this.acuerdo)) return false;
    const { prometido } = this;
    return this.pagado < prometido && this.#vencidas(dia, prometido).length > 0;
  }

  #vencidas(dia: Fecha, exigible: number): Cuota[] {
    let acumulado = 0;
    return this.acuerdo.cuotas.filter((cuota) => {
      acumulado = Math.min(acumulado + cuota.monto, exigible);
      return cuota.fin < dia && this.pagado < acumulado;
    });
  }
}

function loDebido({ saldo, importe, deducido }: Deuda): number {
  return Math.max(0, Math.min(saldo, importe - deducido));
}
