import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatosDeOperacion, Operacion } from '../../src/datos/operacion.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { Siembra, sembrar } from '../apoyo/sembrar.ts';

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

/**
 * Agrega al libro de ejemplo al menos una fila de cada tabla de la gestión: el cliente 1 debía 75,00 de su factura, acordó
 * pagar 67,50 en dos cuotas, lo renegoció en una quita y la ganó.
 */
export function agregarGestion(operacion: Operacion): void {
  const contacto = [
    1,
    '2026-06-10',
    '10:30',
    'llamada',
    'saliente',
    'promete-pagar',
    'falta-de-liquidez',
    'Ana',
    'ojo',
  ];
  operacion.agregar('contactos', [...contacto, '2026-06-20']);
  operacion.agregar('acuerdos', [1, 1, 'cuotas', 'ARS', 6750, 750, '2026-06-10', 2, 15, null, null]);
  operacion.agregar('cuotas', [1, 1, '2026-06-20', '2026-06-22', 3375]);
  operacion.agregar('cuotas', [1, 2, '2026-07-20', '2026-07-21', 3375]);
  operacion.agregar('acuerdo_documentos', [1, 1, 7500]);
  operacion.agregar('acuerdos', [1, null, 'quita', 'ARS', 6750, 750, '2026-06-25', 2, 15, 1, 'de una vez']);
  operacion.agregar('cuotas', [2, 1, '2026-06-30', '2026-06-30', 6750]);
  operacion.agregar('acuerdo_documentos', [2, 1, 7500]);
  operacion.agregar('acuerdo_hechos', [1, 'renegociado', '2026-06-25', 'sigue en el acuerdo 2']);
  const siembra = new Siembra(operacion);
  const descuento = siembra.credito({ cliente: 1, tipo: 'descuento', fecha: '2026-06-30', monto: 750 });
  siembra.aplicar({ credito: descuento, documento: 1, fecha: '2026-06-30', monto: 750 });
  operacion.agregar('acuerdo_creditos', [2, descuento]);
  operacion.agregar('disputas', [2, '2026-06-05', null, 'precio', '2026-07-31', null]);
  operacion.agregar('disputas_resueltas', [1, '2026-06-15', 'parcial', null]);
  operacion.agregar('pausas', [1, 'pausa', '2026-06-01', '2026-06-30', 'vacaciones']);
  operacion.agregar('pausas_terminadas', [1, '2026-06-15', null]);
  operacion.agregar('canales', [1, 'email', 0, '2026-06-01', 'pidió la baja']);
  operacion.agregar('capacidades', [1, '2026-06-01', 'cobra a fin de mes']);
}

/** Agrega al libro de ejemplo un recordatorio ya enviado al cliente 1, con al menos una fila de cada tabla suya. */
export function agregarRecordatorio(operacion: Operacion): void {
  operacion.agregar('mensajes', [
    ...[
      1,
      'ARS',
      '2026-06-27',
      '10:00',
      'amable',
      'general',
      'email',
      'a@b.example',
      'amable',
      'a',
      6750,
      '2026-06-30',
    ],
    ...['Su cuenta', 'Hola', 'f'.repeat(64), '<uno@sur.example>'],
  ]);
  operacion.agregar('mensaje_documentos', [1, 1, 2, '2026-06-20', 6750, 'vencida', 'amable']);
  for (const estado of ['reclamado', 'en-data', 'enviado'])
    operacion.agregar('mensaje_estados', [1, estado, '2026-06-27', '10:00', 1, null, '250 bien']);
}
