/**
 * R10: daño silencioso. Invierte un bit al azar de un libro, 400 veces, y comprueba que abrirlo o verificarlo lo note
 * siempre que cambie un hecho guardado. Uso: r10-bits [semilla] [veces]. Termina con 1 si alguno pasa inadvertido.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import { nombresDeTablas } from '../../src/datos/tablas.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { ErrorDeLibro } from '../../src/dominio/errores.ts';
import { sembrar } from '../apoyo/sembrar.ts';

const semilla = Number(process.argv[2] ?? 1);
const veces = Number(process.argv[3] ?? 400);
const facturas = 3000;

/** Números al azar repetibles (mulberry32), en [0, 1). */
function azarCon(inicial: number): () => number {
  let estado = inicial;
  return () => {
    estado = (estado + 0x6d2b79f5) | 0;
    let mezcla = Math.imul(estado ^ (estado >>> 15), 1 | estado);
    mezcla = (mezcla + Math.imul(mezcla ^ (mezcla >>> 7), 61 | mezcla)) ^ mezcla;
    return ((mezcla ^ (mezcla >>> 14)) >>> 0) / 4294967296;
  };
}

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

const carpeta = mkdtempSync(join(tmpdir(), 'cobranzas-r10-'));
try {
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
  const azar = azarCon(semilla);
  const cuentas = new Map<Suerte, number>();
  for (let vez = 0; vez < veces; vez += 1) {
    const lugar = Math.floor(azar() * bytes.length);
    const mascara = 1 << Math.floor(azar() * 8);
    const daniados = Buffer.from(bytes);
    daniados[lugar] = (daniados[lugar] ?? 0) ^ mascara;
    writeFileSync(ruta, daniados);
    const suerte = probar(ruta, original);
    cuentas.set(suerte, (cuentas.get(suerte) ?? 0) + 1);
    if (suerte === 'INADVERTIDO') console.log(`  byte ${lugar}, máscara ${mascara}`);
    for (const lateral of ['-wal', '-shm', '-journal']) rmSync(ruta + lateral, { force: true });
  }
  const resumen = [...cuentas].map(([suerte, cuenta]) => `${suerte}: ${cuenta}`).join(' · ');
  console.log(`R10 ${veces} bits, semilla ${semilla}, libro de ${bytes.length} bytes → ${resumen}`);
  process.exitCode = cuentas.has('INADVERTIDO') ? 1 : 0;
} finally {
  rmSync(carpeta, { recursive: true, force: true });
}
