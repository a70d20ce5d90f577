import type { CuentaDePartidas } from '../dominio/cuentas-de-partidas.ts';
import type { Moneda } from '../dominio/dinero.ts';
import { type Fecha, numeroDeDia } from '../dominio/fecha.ts';
import type { CuentaVencida } from '../dominio/lista-prioridad.ts';
import type { Retenida } from '../dominio/partidas.ts';
import type { Conducta } from '../dominio/prioridad.ts';
import type { Libro } from './conexion.ts';

/** De dónde saca una cuenta lo que casi nunca se le pide. */
export interface Lectura {
  /** El día para el que se leyó ({@link numeroDeDia}). */
  readonly dia: number;
  readonly codigoDe: (clienteId: number) => string;
  /** `undefined` si nadie tiene historia. */
  readonly conductaDe: ((clienteId: number) => Conducta) | undefined;
}

/** La lectura que comparten todas las cuentas de una consulta. */
export function abrirLectura(libro: Libro, hoy: Fecha, conductaDe?: Lectura['conductaDe']): Lectura {
  const consulta = libro.preparar<string>('SELECT codigo FROM clientes WHERE id = ?').pluck();
  return { dia: numeroDeDia(hoy), codigoDe: (clienteId) => String(consulta.get(clienteId)), conductaDe };
}

/**
 * Una cuenta recién leída. De decenas de miles se muestran unas pocas, así que el código, que sólo hace falta en un
 * empate, se lee al pedirlo.
 */
export class CuentaLeida implements CuentaVencida {
  readonly clienteId: number;
  readonly moneda: Moneda;
  readonly saldoVencido: number;
  readonly diasMoraMedios: number;
  readonly venceDia: number;
  private readonly lectura: Lectura;

  constructor(
    lectura: Lectura,
    clienteId: number,
    moneda: Moneda,
    saldoVencido: number,
    diasMoraMedios: number,
    venceDia: number,
  ) {
    this.lectura = lectura;
    this.clienteId = clienteId;
    this.moneda = moneda;
    this.saldoVencido = saldoVencido;
    this.diasMoraMedios = diasMoraMedios;
    this.venceDia = venceDia;
  }

  get diasMora(): number {
    return this.lectura.dia - this.venceDia;
  }

  get codigo(): string {
    return this.lectura.codigoDe(this.clienteId);
  }

  get conducta(): Conducta | undefined {
    return this.lectura.conductaDe?.(this.clienteId);
  }
}

/** Una cuenta armada con las partidas de un cliente que tiene algo retenido. */
export class CuentaPartida extends CuentaLeida {
  readonly documentoId: number;
  readonly facturasVencidas: number;
  readonly retenida: Retenida | null;

  constructor(lectura: Lectura, cuenta: CuentaDePartidas) {
    const { clienteId, moneda, saldoVencido, diasMoraMedios, venceDia } = cuenta;
    super(lectura, clienteId, moneda, saldoVencido, diasMoraMedios, venceDia);
    this.documentoId = cuenta.documentoId;
    this.facturasVencidas = cuenta.facturasVencidas;
    this.retenida = cuenta.retenida;
  }
}

/** Una factura recién leída, como cuenta de una sola. */
export class FacturaLeida extends CuentaLeida {
  readonly documentoId: number;

  constructor(
    lectura: Lectura,
    documentoId: number,
    clienteId: number,
    moneda: Moneda,
    saldo: number,
    diasMora: number,
    venceDia: number,
  ) {
    super(lectura, clienteId, moneda, saldo, diasMora, venceDia);
    this.documentoId = documentoId;
  }
}
