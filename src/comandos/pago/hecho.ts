import type { CreditoAlDia } from '../../datos/creditos.ts';
import type { Operacion } from '../../datos/operacion.ts';
import { leerCredito, leerDocumentosAplicados } from '../../datos/pagos.ts';
import { leerSaldosDeClientes, todosLosClientes } from '../../datos/saldos-de-clientes.ts';
import { estadoDeCredito } from '../../dominio/credito.ts';
import type { Moneda } from '../../dominio/dinero.ts';
import { asegurar } from '../../dominio/errores.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { Aplicacion } from '../../dominio/imputacion.ts';
import type { AcuerdoCambiado, DescuentoCambiado, Revisado } from './revision.ts';

/** Un documento al que se le aplicó o desaplicó algo, y cómo quedó. Montos en unidades menores. */
export interface DocumentoMovido {
  readonly tipo: string;
  readonly numero: string;
  readonly vencimiento: Fecha;
  readonly fecha: Fecha;
  readonly monto: number;
  /** Lo que queda por cobrar de él. */
  readonly saldo: number;
  readonly moneda: Moneda;
}

/** Cómo quedó un crédito después de una orden: es lo que se muestra, y lo que se repite si vuelve con la misma `--id`. */
export interface CreditoHecho extends Omit<CreditoAlDia, 'id'> {
  readonly creditoId: number;
  readonly operacionId: number;
  /** Lo que el cliente debe en la moneda después de la orden, al día; `null` si no se sabe de quién es. */
  readonly saldoTotal: number | null;
  readonly saldoVencido: number | null;
  readonly saldoAFavor: number | null;
  readonly documentos: readonly DocumentoMovido[];
  readonly acuerdos: readonly AcuerdoCambiado[];
  readonly descuentos: readonly DescuentoCambiado[];
  readonly avisos: readonly string[];
}

/** Lee cómo quedó todo, ya revisados los acuerdos. */
export function armarHecho(
  operacion: Operacion,
  { creditoId, hoy }: { readonly creditoId: number; readonly hoy: Fecha },
  {
    hecho,
    acuerdos,
    descuentos,
  }: Revisado<{ readonly aplicaciones: readonly Aplicacion[]; readonly avisos: readonly string[] }>,
): CreditoHecho {
  const { libro } = operacion;
  const credito = leerCredito(libro, creditoId);
  asegurar(credito !== undefined, 'el crédito recién tocado no está');
  const { clienteId, moneda, monto, anulado, disponible } = credito;
  const saldos = clienteId === null ? [] : leerSaldosDeClientes(libro, { ...todosLosClientes, clienteId, moneda }, hoy);
  const saldo = saldos[0]?.saldo ?? null;
  const sinImputar = anulado === null ? disponible : 0;
  return {
    creditoId,
    operacionId: operacion.id,
    tipo: credito.tipo,
    fecha: credito.fecha,
    clienteCodigo: credito.clienteCodigo,
    clienteNombre: credito.clienteNombre,
    moneda,
    monto,
    imputado: credito.aplicado,
    sinImputar,
    medio: credito.medio,
    referencia: credito.referencia,
    estado: estadoDeCredito({
      monto,
      sinImputar,
      anulado: anulado !== null,
      identificado: clienteId !== null,
      porCobrar: credito.fecha > hoy,
    }),
    saldoTotal: saldo?.saldoTotal ?? null,
    saldoVencido: saldo?.saldoVencido ?? null,
    saldoAFavor: saldo?.saldoAFavor ?? null,
    documentos: documentosDe(operacion, hecho.aplicaciones, moneda),
    acuerdos,
    descuentos,
    avisos: hecho.avisos,
  };
}

function documentosDe(operacion: Operacion, aplicaciones: readonly Aplicacion[], moneda: Moneda): DocumentoMovido[] {
  const leidos = new Map(leerDocumentosAplicados(operacion.libro, aplicaciones).map((uno) => [uno.id, uno]));
  return aplicaciones.flatMap(({ documentoId, monto, fecha }) => {
    const documento = leidos.get(documentoId);
    if (documento === undefined) return [];
    const { tipo, numero, vencimiento, saldo } = documento;
    return [{ tipo, numero, vencimiento, fecha, monto, saldo, moneda }];
  });
}
