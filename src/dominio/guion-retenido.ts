import { enumerar } from './cantidad.ts';
import { numeroDeDia } from './fecha.ts';
import type { DocumentoDeFicha } from './ficha.ts';
import { textoDeCodigo, textoDeMonto } from './ficha-frases.ts';
import type { PedidoDeGuion } from './guion-datos.ts';
import type { MotivoDeLlamada } from './guion-frases.ts';
import type { CausaDeRetencion, Partida } from './partidas.ts';

/** Un saldo que nadie retiene y todavía no vence. */
export interface PorVencer {
  readonly documento: DocumentoDeFicha;
  /** Unidades menores, > 0: lo que nadie retiene. */
  readonly saldo: number;
}

/** Lo más próximo a vencer que nada retiene; `null` si no hay. */
export function proximoPorVencer({ documentos, situacion, hoy }: PedidoDeGuion): PorVencer | null {
  const dia = numeroDeDia(hoy);
  const libres = situacion.partidas.filter(({ retenida, venceDia }) => retenida === null && venceDia >= dia);
  const [primera] = libres.toSorted((una, otra) => una.venceDia - otra.venceDia);
  const documento = documentos.find(({ documentoId }) => documentoId === primera?.documentoId);
  return primera === undefined || documento === undefined ? null : { documento, saldo: primera.saldo };
}

/** Qué motivo de llamada deja cada cosa que retiene un saldo, en el orden en que conviene ocuparse. */
const motivos: readonly (readonly [Extract<MotivoDeLlamada, 'resolver' | 'esperar'>, CausaDeRetencion])[] = [
  ['resolver', 'disputa'],
  ['esperar', 'cheque'],
];

/** Para qué se llama cuando nada se reclama: por lo que retiene lo vencido o, si no hay nada más, por lo que vendrá. */
export function motivoSinReclamo(pedido: PedidoDeGuion): MotivoDeLlamada {
  const { situacion, acuerdos, hoy } = pedido;
  const dia = numeroDeDia(hoy);
  const motivoDe = (partidas: readonly Partida[]) =>
    motivos.find(([, causa]) => partidas.some(({ retenida }) => retenida?.causa === causa))?.[0];
  const deLoVencido = motivoDe(situacion.partidas.filter(({ venceDia }) => venceDia < dia));
  if (deLoVencido !== undefined) return deLoVencido;
  if (acuerdos.some(({ vigente }) => vigente)) return 'confirmar';
  if (proximoPorVencer(pedido) !== null) return 'avisar';
  return motivoDe(situacion.partidas) ?? 'agradecer';
}

/** Lo retenido, como se dice en la hoja. */
export interface Retenido {
  /** `la factura F-1`, `las facturas F-1 y F-2`. */
  readonly facturas: string;
  /** Por qué se disputa, o qué se espera. */
  readonly razon: string;
  /** `1.000,00 ARS y 20,00 USD`. */
  readonly montos: string;
}

/** Reúne lo que retiene una misma causa. */
export function reunirRetenido(pedido: PedidoDeGuion, causa: CausaDeRetencion): Retenido {
  const partidas = pedido.situacion.partidas.filter(({ retenida }) => retenida?.causa === causa);
  const numeros = pedido.documentos
    .filter(({ documentoId }) => partidas.some((partida) => partida.documentoId === documentoId))
    .map(({ numero }) => numero);
  const razones =
    causa === 'disputa'
      ? pedido.disputas.map(({ motivo }) => textoDeCodigo(motivo))
      : partidas.flatMap(({ retenida }) => retenida?.motivo ?? []);
  const monedas = [...new Set(partidas.map(({ moneda }) => moneda))].sort();
  const montos = monedas.map((moneda) => {
    const suyas = partidas.filter((partida) => partida.moneda === moneda);
    return textoDeMonto(
      suyas.reduce((suma, { saldo }) => suma + saldo, 0),
      moneda,
    );
  });
  return {
    facturas: `${numeros.length === 1 ? 'la factura' : 'las facturas'} ${enumerar(numeros)}`,
    razon: enumerar([...new Set(razones)]),
    montos: enumerar(montos),
  };
}

/** Lo que se busca cuando todo está retenido: resolver lo que lo retiene, nunca reclamar. */
export function objetivoDeLoRetenido(pedido: PedidoDeGuion, motivo: 'resolver' | 'esperar'): string {
  if (motivo === 'resolver') {
    const { facturas, razon, montos } = reunirRetenido(pedido, 'disputa');
    return `resolver la disputa de ${facturas} (${razon}), por ${montos}, sin reclamar nada`;
  }
  const { razon, montos } = reunirRetenido(pedido, 'cheque');
  return `esperar el cobro, sin reclamar: ${razon}, por ${montos}`;
}
