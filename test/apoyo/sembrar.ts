import { escribirEnLibro } from '../../src/datos/escribir.ts';
import type { Operacion } from '../../src/datos/operacion.ts';
import { normalizarIdFiscal, plegar } from '../../src/dominio/cliente.ts';
import type { TipoDeCredito } from '../../src/dominio/credito.ts';
import { normalizarNumero } from '../../src/dominio/documento.ts';
import { fecha } from '../../src/dominio/fecha.ts';

/** Un cliente con lo mínimo; lo demás se puede dar. */
export interface ClienteSembrado {
  readonly codigo: string;
  readonly nombre?: string;
  readonly idFiscal?: string;
  readonly segmento?: string;
  readonly gestor?: string;
  readonly plazoDias?: number;
  readonly nota?: string;
  readonly emails?: readonly string[];
  readonly telefonos?: readonly string[];
}

export interface DocumentoSembrado {
  readonly cliente: number;
  readonly numero: string;
  readonly tipo?: 'factura' | 'nota-debito';
  readonly emision?: string;
  readonly vencimiento: string;
  readonly moneda?: string;
  /** Unidades menores. */
  readonly importe: number;
  readonly importacionId?: number;
  readonly linea?: number;
}

export interface CreditoSembrado {
  readonly cliente: number | null;
  readonly fecha: string;
  readonly monto: number;
  readonly tipo?: TipoDeCredito;
  readonly numero?: string;
  readonly moneda?: string;
  readonly medio?: string;
  readonly referencia?: string;
}

/** Agrega hechos con lo mínimo; cada método devuelve el id de la fila. */
export class Siembra {
  readonly operacion: Operacion;

  constructor(operacion: Operacion) {
    this.operacion = operacion;
  }

  cliente({
    codigo,
    nombre = codigo,
    idFiscal,
    segmento,
    gestor,
    plazoDias,
    nota,
    emails = [],
    telefonos = [],
  }: ClienteSembrado): number {
    const normal = idFiscal === undefined ? null : normalizarIdFiscal(idFiscal);
    const id = this.operacion.agregar('clientes', [
      codigo,
      nombre,
      plegar(nombre),
      idFiscal ?? null,
      normal,
      segmento ?? null,
      gestor ?? null,
      plazoDias ?? null,
      nota ?? null,
    ]);
    for (const valor of emails) this.operacion.agregar('datos_contacto', [id, 'email', valor, null, 1]);
    for (const valor of telefonos) this.operacion.agregar('datos_contacto', [id, 'telefono', valor, null, 1]);
    return id;
  }

  importacion(archivo: string): number {
    return this.operacion.agregar('importaciones', [archivo, 'huella', 'facturas', '{}', '{}']);
  }

  documento(documento: DocumentoSembrado): number {
    const {
      cliente,
      numero,
      tipo = 'factura',
      vencimiento,
      emision = vencimiento,
      moneda = 'ARS',
      importe,
    } = documento;
    return this.operacion.agregar('documentos', [
      documento.importacionId ?? null,
      documento.linea ?? null,
      cliente,
      tipo,
      numero,
      normalizarNumero(numero),
      emision,
      vencimiento,
      moneda,
      importe,
      null,
      null,
      null,
    ]);
  }

  credito({
    cliente,
    fecha: dia,
    monto,
    tipo = 'pago',
    numero,
    moneda = 'ARS',
    medio,
    referencia,
  }: CreditoSembrado): number {
    const normal = numero === undefined ? null : normalizarNumero(numero);
    return this.operacion.agregar('creditos', [
      null,
      null,
      cliente,
      tipo,
      numero ?? null,
      normal,
      null,
      dia,
      moneda,
      monto,
      medio ?? null,
      referencia ?? null,
      null,
      null,
      'registro',
    ]);
  }

  aplicar({
    credito,
    documento,
    fecha: dia,
    monto,
  }: {
    credito: number;
    documento: number;
    fecha: string;
    monto: number;
  }): number {
    return this.operacion.agregar('aplicaciones', [credito, documento, dia, monto, null, null]);
  }

  /** Deshace una aplicación. */
  desaplicar(aplicacion: {
    id: number;
    credito: number;
    documento: number;
    fecha: string;
    monto: number;
    motivo: string;
  }): number {
    const { id, credito, documento, monto, motivo } = aplicacion;
    return this.operacion.agregar('aplicaciones', [credito, documento, aplicacion.fecha, -monto, id, motivo]);
  }

  /** Anula todo lo que queda de un documento o de un crédito. */
  anular({
    documento,
    credito,
    fecha: dia,
    monto,
  }: {
    documento?: number;
    credito?: number;
    fecha: string;
    monto: number;
  }): number {
    return this.operacion.agregar('reversas', [documento ?? null, credito ?? null, dia, monto, 'anulacion', 'prueba']);
  }
}

/** Escribe en el libro lo que siembra la acción, en una sola operación. */
export function sembrar<T>(ruta: string, accion: (siembra: Siembra) => T): Promise<T> {
  const datos = {
    comando: 'sembrar',
    gestor: 'prueba',
    hoy: fecha('2026-07-01'),
    version: '0',
    textoDePolitica: null,
  };
  return escribirEnLibro(ruta, datos, (operacion) => accion(new Siembra(operacion)));
}
