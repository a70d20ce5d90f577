import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatosDeOperacion } from '../../src/datos/operacion.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { sembrar } from '../apoyo/sembrar.ts';

export const datosDePrueba: DatosDeOperacion = {
  comando: 'prueba',
  gestor: 'ana',
  hoy: fecha('2026-07-01'),
  version: '0.0.0',
  textoDePolitica: null,
};

/** Ruta de un libro que todavía no existe. */
export function rutaNueva(): string {
  return join(carpetaTemporal(), 'libro.db');
}

export function huellaDeArchivo(ruta: string): string {
  return createHash('sha256').update(readFileSync(ruta)).digest('hex');
}

/** Un libro con dos clientes, tres documentos, pagos aplicados, una reversa y una anulación. */
export async function libroDeEjemplo(ruta = rutaNueva()): Promise<string> {
  await sembrar(ruta, (siembra) => {
    const sur = siembra.cliente({
      codigo: 'C1',
      nombre: 'Almacén Sur',
      idFiscal: '30-50001091-2',
      emails: ['a@sur.example'],
    });
    const norte = siembra.cliente({ codigo: 'C2', nombre: 'Ñandú Norte', telefonos: ['11 5555'] });
    const factura = siembra.documento({
      cliente: sur,
      numero: 'A-0001-00000001',
      vencimiento: '2026-05-01',
      importe: 10_000,
    });
    siembra.documento({
      cliente: norte,
      numero: 'F-2',
      vencimiento: '2026-06-01',
      importe: 5_000,
      moneda: 'USD',
    });
    const anulada = siembra.documento({
      cliente: sur,
      numero: 'F-3',
      vencimiento: '2026-06-02',
      importe: 700,
    });
    const pago = siembra.credito({ cliente: sur, fecha: '2026-05-20', monto: 4_000 });
    const aplicacion = siembra.aplicar({
      credito: pago,
      documento: factura,
      fecha: '2026-05-20',
      monto: 3_000,
    });
    siembra.desaplicar({
      id: aplicacion,
      credito: pago,
      documento: factura,
      fecha: '2026-05-21',
      monto: 3_000,
      motivo: 'error',
    });
    siembra.aplicar({ credito: pago, documento: factura, fecha: '2026-05-22', monto: 2_500 });
    siembra.anular({ documento: anulada, fecha: '2026-06-03', monto: 700 });
  });
  return ruta;
}
