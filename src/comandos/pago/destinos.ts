import type { Command } from 'commander';
import { leerAjustado } from '../../datos/ajustes.ts';
import { resolverDeuda } from '../../datos/busqueda.ts';
import type { Operacion } from '../../datos/operacion.ts';
import { leerSaldos } from '../../datos/pagos.ts';
import type { Cifra } from '../../dominio/cifra.ts';
import type { Moneda } from '../../dominio/dinero.ts';
import type { DocumentoAlDia } from '../../dominio/documento-al-dia.ts';
import { ErrorDeDatos, ErrorDeUso } from '../../dominio/errores.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { DestinoPedido } from '../../dominio/pago.ts';
import { leerCifra, montoEnMoneda } from '../opciones.ts';

/** Lo que se escribió en `--factura`: un número y, si acaso, cuánto. */
export interface FacturaPedida {
  readonly numero: string;
  readonly cifra: Cifra | null;
}

/** `--factura <número>[=<monto>]`, que se puede repetir. */
export function opcionFacturas(orden: Command, descripcion: string): void {
  orden.option('--factura <número[=monto]>', descripcion, (texto: string, previas: readonly FacturaPedida[] = []) => [
    ...previas,
    leerFactura(texto),
  ]);
}

function leerFactura(texto: string): FacturaPedida {
  const corte = texto.lastIndexOf('=');
  const numero = (corte < 0 ? texto : texto.slice(0, corte)).trim();
  if (numero === '') {
    throw new ErrorDeUso(`«${texto}» no es un valor de --factura: falta el número`, {
      sugerencia: 'escriba el número y, si no es por todo, el monto: --factura A-0001-00001234=1500.50',
    });
  }
  return { numero, cifra: corte < 0 ? null : leerCifra(texto.slice(corte + 1), '--factura') };
}

/** Un documento pedido, ya encontrado. */
export interface FacturaHallada {
  readonly documento: DocumentoAlDia;
  readonly cifra: Cifra | null;
}

/** Busca cada documento pedido entre los del cliente. Lanza ErrorDeUso si alguno no está o son varios. */
export function hallarFacturas(
  operacion: Operacion,
  pedidas: readonly FacturaPedida[],
  { clienteId, hoy }: { readonly clienteId: number; readonly hoy: Fecha },
): FacturaHallada[] {
  return pedidas.map(({ numero, cifra }) => ({
    documento: resolverDeuda(operacion.libro, numero, { clienteId, hoy }),
    cifra,
  }));
}

/** Los documentos hallados como destinos de un crédito en `moneda`. Lanza ErrorDeDatos si alguno está en otra. */
export function destinosDe(operacion: Operacion, halladas: readonly FacturaHallada[], moneda: Moneda): DestinoPedido[] {
  const saldos = leerSaldos(
    operacion.libro,
    halladas.map(({ documento }) => documento.id),
  );
  return halladas.map(({ documento, cifra }) => {
    const { id: documentoId, numero, estado } = documento;
    if (documento.moneda !== moneda) {
      throw new ErrorDeDatos(
        `${numero} está en ${documento.moneda} y el pago en ${moneda}: dos monedas no se mezclan`,
        {
          sugerencia: `registre por separado lo que se pagó en ${documento.moneda}`,
        },
      );
    }
    return {
      documentoId,
      numero,
      estado,
      saldo: saldos.get(documentoId) ?? 0,
      ajustado: leerAjustado(operacion, documentoId),
      monto: cifra === null ? null : montoEnMoneda(cifra, moneda, `--factura ${numero}`),
    };
  });
}
