import type { AcuerdoEvaluado } from './acuerdo.ts';
import type { CuentaDePartidas } from './cuentas-de-partidas.ts';
import { sumarDiasHabiles } from './dias-habiles.ts';
import type { Moneda } from './dinero.ts';
import { type Fecha, fechaDeNumero } from './fecha.ts';
import { fechaHablada, textoDeMonto } from './ficha-frases.ts';
import { advertir, listarVerificaciones, type PedidoDeGuion, reunirDatos } from './guion-datos.ts';
import {
  decirApertura,
  decirCierre,
  decirPreguntas,
  type MotivoDeLlamada,
  type TemaDeLlamada,
} from './guion-frases.ts';
import { type Objecion, prepararObjeciones, razonDe } from './guion-objeciones.ts';
import { motivoSinReclamo, objetivoDeLoRetenido, proximoPorVencer, reunirRetenido } from './guion-retenido.ts';
import type { ClaseDeCliente } from './prioridad.ts';

/** Lo que se busca con la llamada; sin monto si no hay nada que cobrar. */
export interface ObjetivoDeGuion {
  readonly texto: string;
  /** Unidades menores. */
  readonly monto: number | null;
  readonly moneda: Moneda | null;
  readonly fecha: Fecha | null;
}

/** Una hoja de llamada. Lo que se dice en voz alta va en el trato del país; lo demás es para quien llama. */
export interface Guion {
  readonly motivo: MotivoDeLlamada;
  readonly objetivo: ObjetivoDeGuion;
  /** Lo que hay que saber antes de marcar: pausas, canales cerrados. */
  readonly antes: readonly string[];
  readonly apertura: readonly string[];
  readonly datos: readonly string[];
  readonly preguntas: readonly string[];
  readonly ofertas: readonly string[];
  readonly objeciones: readonly Objecion[];
  readonly cierre: readonly string[];
  readonly verificar: readonly string[];
}

/** Días hábiles que se le dan a cada clase para pagar: al que cumple, más. Elección nuestra. */
const diasParaPagar: Readonly<Record<ClaseDeCliente, number>> = { A: 5, B: 3, nueva: 3, C: 2, D: 2 };
const DIAS_PARA_QUIEN_ROMPE_PROMESAS = 1;

/** Arma la hoja de llamada de un cliente (REGLAS: «Guion de llamada»). */
export function prepararGuion(pedido: PedidoDeGuion): Guion {
  const cuenta = pedido.situacion.cuentas[0] ?? null;
  const motivo = elegirMotivo(pedido, cuenta);
  const objetivo = fijarObjetivo(pedido, { motivo, cuenta });
  const tema = armarTema(pedido, { motivo, objetivo, cuenta });
  const dichas = pedido.motivos.map(({ motivo: codigo }) => codigo);
  const cobra = motivo === 'cobrar';
  return {
    motivo,
    objetivo,
    antes: advertir(pedido),
    apertura: decirApertura(tema),
    datos: reunirDatos(pedido, cuenta),
    preguntas: decirPreguntas(tema),
    ofertas: cobra ? pedido.ofertas : [],
    objeciones: cobra
      ? prepararObjeciones(pedido.trato, { dichas, admitidos: pedido.motivosAdmitidos }, tema.datos)
      : [],
    cierre: decirCierre(tema),
    verificar: listarVerificaciones(pedido, motivo),
  };
}

function elegirMotivo(pedido: PedidoDeGuion, cuenta: CuentaDePartidas | null): MotivoDeLlamada {
  return cuenta !== null && cuenta.retenida === null ? 'cobrar' : motivoSinReclamo(pedido);
}

function fijarObjetivo(
  pedido: PedidoDeGuion,
  { motivo, cuenta }: { readonly motivo: MotivoDeLlamada; readonly cuenta: CuentaDePartidas | null },
): ObjetivoDeGuion {
  const sinMonto = { monto: null, moneda: null, fecha: null };
  if (motivo === 'cobrar' && cuenta !== null) {
    const { saldoVencido: monto, moneda } = cuenta;
    const fecha = fechaObjetivo(pedido);
    const texto = `acordar el pago de ${textoDeMonto(monto, moneda)} para el ${fecha} a más tardar, con día, monto y medio`;
    return { texto, monto, moneda, fecha };
  }
  const proximo = proximoPorVencer(pedido);
  if (motivo === 'avisar' && proximo !== null) {
    const { documento, saldo: monto } = proximo;
    const { numero, vencimiento: fecha, moneda } = documento;
    const texto = `confirmar que vence el ${fecha}: ${numero}, ${textoDeMonto(monto, moneda)}`;
    return { texto, monto, moneda, fecha };
  }
  if (motivo === 'resolver' || motivo === 'esperar') {
    return { texto: objetivoDeLoRetenido(pedido, motivo), ...sinMonto };
  }
  if (motivo === 'confirmar') return { texto: 'confirmar que lo acordado sigue en pie, sin reclamar', ...sinMonto };
  return { texto: 'agradecer y mantener el contacto: no debe nada', ...sinMonto };
}

function fechaObjetivo({ hoy, feriados, clasificacion }: PedidoDeGuion): Fecha {
  const dias = clasificacion.rompePromesas ? DIAS_PARA_QUIEN_ROMPE_PROMESAS : diasParaPagar[clasificacion.clase];
  return sumarDiasHabiles(hoy, dias, feriados);
}

interface Contenido {
  readonly motivo: MotivoDeLlamada;
  readonly objetivo: ObjetivoDeGuion;
  readonly cuenta: CuentaDePartidas | null;
}

function armarTema(pedido: PedidoDeGuion, { motivo, objetivo, cuenta }: Contenido): TemaDeLlamada {
  const { clasificacion, gestor, empresa, persona, cliente, acuerdos, medios, motivos } = pedido;
  const { monto, moneda, fecha } = objetivo;
  const vence = motivo === 'cobrar' && cuenta !== null ? fechaDeNumero(cuenta.venceDia) : fecha;
  const retenido = reunirRetenido(pedido, motivo === 'esperar' ? 'cheque' : 'disputa');
  const enCurso = acuerdos.find(({ vigente }) => vigente);
  return {
    trato: pedido.trato,
    motivo,
    clase: clasificacion.clase,
    rompePromesas: clasificacion.rompePromesas,
    datos: {
      gestor,
      cliente,
      empresa: empresa ?? '',
      persona: persona ?? '',
      monto: monto === null || moneda === null ? '' : textoDeMonto(monto, moneda),
      vence: vence === null ? '' : fechaHablada(vence, pedido.hoy),
      fecha: fecha === null ? '' : fechaHablada(fecha, pedido.hoy),
      numero: proximoPorVencer(pedido)?.documento.numero ?? '',
      retenido: retenido.facturas,
      causa: retenido.razon,
      medio: medios[0]?.nombre.toLowerCase() ?? '',
      acuerdo: enCurso === undefined ? '' : textoDeCuota(enCurso, pedido.hoy),
      razon: motivos[0] === undefined ? '' : razonDe(motivos[0].motivo),
    },
  };
}

/** Lo que sigue de un acuerdo: `1.000,00 ARS el viernes 10 de julio`. */
function textoDeCuota({ acuerdo, proxima }: AcuerdoEvaluado, hoy: Fecha): string {
  const monto = textoDeMonto(proxima?.pendiente ?? acuerdo.total, acuerdo.moneda);
  const dia = proxima?.vencimiento ?? acuerdo.cuotas.at(-1)?.vencimiento;
  return dia === undefined ? monto : `${monto} el ${fechaHablada(dia, hoy)}`;
}
