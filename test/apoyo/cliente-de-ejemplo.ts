import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { carpetaTemporal } from './ejecutar.ts';
import { sembrar } from './sembrar.ts';

/** Un libro con un cliente del que se sabe de todo (C1, clase C al 2026-07-01) y otro del que no se sabe nada (C2). */
export async function libroDeEjemplo(): Promise<{ libro: string; politica: string }> {
  const libro = join(carpetaTemporal(), 'libro.db');
  const politica = join(carpetaTemporal(), 'politica.toml');
  writeFileSync(
    politica,
    '[empresa]\nnombre = "Distribuidora Sur"\npais = "CO"\n[[medios]]\nnombre = "Transferencia"\ninstrucciones = "alias SUR.COBROS"\n',
  );
  await sembrar(libro, (siembra) => {
    const cliente = siembra.cliente({
      codigo: 'C1',
      nombre: 'Panadería La Espiga de Oro y Compañía SRL',
      idFiscal: '30-71234567-8',
      telefonos: ['+54 11 4321-5678'],
      emails: ['a@espiga.example'],
    });
    siembra.cliente({ codigo: 'C2', nombre: 'Nadie' });
    const ids: number[] = [];
    for (let mes = 1; mes <= 6; mes++) {
      const documento = siembra.documento({
        cliente,
        numero: `A-0001-0000000${mes}`,
        emision: `2026-0${mes}-01`,
        vencimiento: `2026-0${mes}-20`,
        importe: 1_234_500 * mes,
      });
      ids.push(documento);
      if (mes > 3) continue;
      const monto = 1_234_500 * mes;
      const credito = siembra.credito({ cliente, fecha: `2026-0${mes + 1}-15`, monto });
      siembra.aplicar({ credito, documento, fecha: `2026-0${mes + 1}-15`, monto });
    }
    siembra.documento({
      cliente,
      numero: 'E-1',
      emision: '2026-06-01',
      vencimiento: '2026-07-20',
      importe: 50_000,
      moneda: 'USD',
    });
    siembra.credito({ cliente, fecha: '2026-06-30', monto: 10_000 });
    const { operacion } = siembra;
    operacion.agregar('contactos', [
      cliente,
      '2026-06-20',
      '10:30',
      'llamada',
      'saliente',
      'pide-plazo',
      'falta-de-liquidez',
      'Ana Ruiz',
      'Dice que cobra el viernes a un cliente grande y que ese día llama para acordar todo.',
      '2026-06-27',
    ]);
    operacion.agregar('canales', [cliente, 'whatsapp', 0, '2026-05-01', 'lo pidió']);
    operacion.agregar('disputas', [ids[5], '2026-06-25', 1_000_000, 'faltó una caja', null, null]);
    const acuerdo = operacion.agregar('acuerdos', [
      cliente,
      null,
      'promesa',
      'ARS',
      1_000_000,
      0,
      '2026-06-01',
      2,
      15,
      null,
      null,
    ]);
    operacion.agregar('cuotas', [acuerdo, 1, '2026-06-10', '2026-06-11', 1_000_000]);
    operacion.agregar('acuerdo_documentos', [acuerdo, ids[3], 4_938_000]);
  });
  return { libro, politica };
}
