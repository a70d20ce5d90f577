/**
 * R10: daño silencioso. Invierte un bit al azar de un libro, 400 veces, y comprueba que abrirlo o verificarlo lo note
 * siempre que cambie un hecho guardado.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { nombresDeTablas } from '../../src/datos/tablas.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { ErrorDeLibro } from '../../src/dominio/errores.ts';
import { sembrar } from '../apoyo/sembrar.ts';
import { medir } from './apoyo/medicion.ts';

const facturas = 3000;

/** Todos los hechos, como texto; `undefined` si no se dejan leer. */
function hechosDe(ruta: string): string | undefined {
  try {
    const base = new Database(ruta, { readonly: true });
    try {
      return JSON.stringify(
        ['operaciones', ...nombresDeTablas].map((tabla) =>
          base.prepare(`SELECT * FROM ${tabla} ORDER BY id`).raw().all(),
        ),
      );
    } finally {
      base.close();
    }
  } catch {
    return undefined;
  }
}

type Suerte = 'rechazado al abrir' | 'hallado al verificar' | 'sin efecto' | 'INADVERTIDO';

function probar(ruta: string, original: string): Suerte {
  try {
    const libro = abrirParaLeer(ruta);
    try {
      if (verificar(libro).length > 0) return 'hallado al verificar';
    } finally {
      libro.cerrar();
    }
  } catch (error) {
    if (!(error instanceof ErrorDeLibro)) throw error;
    return 'rechazado al abrir';
  }
  return hechosDe(ruta) === original ? 'sin efecto' : 'INADVERTIDO';
}

await medir('R10', async ({ azar, completo, carpeta, falla }) => {
  const veces = completo ? 400 : 150;
  const ruta = join(carpeta, 'libro.db');
  await sembrar(ruta, (siembra) => {
    for (let numero = 1; numero <= facturas; numero += 1) {
      const cliente =
        numero % 30 === 1
          ? siembra.cliente({ codigo: `C${numero}`, nombre: `Cliente número ${numero}` })
          : Math.ceil(numero / 30);
      const documento = siembra.documento({
        cliente,
        numero: `A-0001-${numero}`,
        vencimiento: '2026-05-01',
        importe: 1000 + numero,
      });
      if (numero % 5 > 0) continue;
      const credito = siembra.credito({ cliente, fecha: '2026-05-20', monto: 500 + numero });
      siembra.aplicar({ credito, documento, fecha: '2026-05-20', monto: 500 });
    }
  });
  const bytes = readFileSync(ruta);
  const original = hechosDe(ruta);
  if (original === undefined) throw new Error('el libro de la prueba no se puede leer');
  const cuentas = new Map<Suerte, number>();
  for (let vez = 0; vez < veces; vez += 1) {
    const lugar = azar.entero(0, bytes.length - 1);
    const mascara = 1 << azar.entero(0, 7);
    const daniados = Buffer.from(bytes);
    daniados[lugar] = (daniados[lugar] ?? 0) ^ mascara;
    writeFileSync(ruta, daniados);
    const suerte = probar(ruta, original);
    cuentas.set(suerte, (cuentas.get(suerte) ?? 0) + 1);
    if (suerte === 'INADVERTIDO') falla(`byte ${lugar}, máscara ${mascara}: cambia un hecho y nadie lo nota`);
    for (const lateral of ['-wal', '-shm', '-journal']) rmSync(ruta + lateral, { force: true });
  }
  const resumen = [...cuentas].map(([suerte, cuenta]) => `${cuenta} ${suerte}`).join(', ');
  return { cuenta: `${veces} bits`, detalle: `libro de ${bytes.length} bytes: ${resumen}` };
});
