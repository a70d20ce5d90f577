import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { abrirParaLeer } from '../../src/datos/abrir.ts';
import type { DatosDeOperacion, Operacion } from '../../src/datos/operacion.ts';
import { SesionDeEscritura } from '../../src/datos/sesion.ts';
import { verificar } from '../../src/datos/verificar.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { Siembra, sembrar } from '../apoyo/sembrar.ts';

const datos: DatosDeOperacion = {
  comando: 'prueba',
  gestor: 'prueba',
  hoy: fecha('2026-07-01'),
  version: '0',
  textoDePolitica: null,
};

async function preparar(): Promise<string> {
  const ruta = join(carpetaTemporal(), 'libro.db');
  await sembrar(ruta, (siembra) => siembra.cliente({ codigo: 'C1' }));
  return ruta;
}

function contar(ruta: string): number {
  const libro = abrirParaLeer(ruta);
  try {
    return Number(libro.preparar('SELECT count(*) FROM clientes').pluck().get());
  } finally {
    libro.cerrar();
  }
}

describe('una sesión de escritura', () => {
  it('cada operación queda confirmada al volver, con su eslabón, y otro la ve enseguida', async () => {
    const ruta = await preparar();
    const sesion = SesionDeEscritura.abrir(ruta);
    for (const codigo of ['C2', 'C3']) {
      sesion.escribir(datos, (operacion) => new Siembra(operacion).cliente({ codigo }));
      expect(contar(ruta)).toBe(Number(codigo.slice(1)));
    }
    sesion.cerrar();
    const libro = abrirParaLeer(ruta);
    expect(verificar(libro)).toEqual([]);
    expect(libro.preparar('SELECT count(*) FROM operaciones').pluck().get()).toBe(3);
    libro.cerrar();
  });

  it('sin volcar, otro también la ve enseguida; la que sigue espera al disco, aunque aquélla haya fallado', async () => {
    const ruta = await preparar();
    const sesion = SesionDeEscritura.abrir(ruta);
    const espera = () => sesion.libro.base.pragma('synchronous', { simple: true });
    const esperas: unknown[] = [];
    const agregar = (codigo: string) => (operacion: Operacion) => {
      esperas.push(espera());
      new Siembra(operacion).cliente({ codigo });
    };
    sesion.escribirSinVolcar(datos, agregar('C2'));
    expect(contar(ruta)).toBe(2);
    const fallar = () =>
      sesion.escribirSinVolcar(datos, () => {
        throw new Error('se arrepintió');
      });
    expect(fallar).toThrow('se arrepintió');
    sesion.escribir(datos, agregar('C3'));
    const [normal, completa] = [1, 2];
    expect(esperas).toEqual([normal, completa]);
    sesion.cerrar();
  });

  it('ensayar dice qué pasaría y no deja nada', async () => {
    const ruta = await preparar();
    const sesion = SesionDeEscritura.abrir(ruta);
    const clientes = () => Number(sesion.libro.preparar('SELECT count(*) FROM clientes').pluck().get());
    const habria = sesion.ensayar(datos, (operacion) => {
      new Siembra(operacion).cliente({ codigo: 'C2' });
      return clientes();
    });
    expect([habria, clientes()]).toEqual([2, 1]);
    sesion.escribir(datos, (operacion) => new Siembra(operacion).cliente({ codigo: 'C3' }));
    sesion.cerrar();
    const libro = abrirParaLeer(ruta);
    expect(verificar(libro)).toEqual([]);
    libro.cerrar();
  });

  it('lo que falla no deja nada, lo que no agrega nada no deja rastro, y la sesión sigue sirviendo', async () => {
    const ruta = await preparar();
    const sesion = SesionDeEscritura.abrir(ruta);
    const fallar = () =>
      sesion.escribir(datos, (operacion) => {
        new Siembra(operacion).cliente({ codigo: 'C2' });
        throw new Error('se arrepintió');
      });
    expect(fallar).toThrow('se arrepintió');
    expect(sesion.escribir(datos, () => 'nada')).toBe('nada');
    sesion.escribir(datos, (operacion) => new Siembra(operacion).cliente({ codigo: 'C3' }));
    expect(sesion.libro.preparar('SELECT max(id) FROM operaciones').pluck().get()).toBe(2);
    sesion.cerrar();
    expect(contar(ruta)).toBe(2);
  });

  it('entre una operación y otra deja escribir a los demás', async () => {
    const ruta = await preparar();
    const sesion = SesionDeEscritura.abrir(ruta);
    sesion.escribir(datos, (operacion) => new Siembra(operacion).cliente({ codigo: 'C2' }));
    await sembrar(ruta, (siembra) => siembra.cliente({ codigo: 'C3' }));
    sesion.escribir(datos, (operacion) => new Siembra(operacion).cliente({ codigo: 'C4' }));
    sesion.cerrar();
    const libro = abrirParaLeer(ruta);
    expect(verificar(libro)).toEqual([]);
    libro.cerrar();
  });

  it('si otro archivo ocupa el lugar del libro, no escribe en el que quedó suelto', async () => {
    const ruta = await preparar();
    const sesion = SesionDeEscritura.abrir(ruta);
    renameSync(ruta, `${ruta}.viejo`);
    writeFileSync(ruta, 'otra cosa');
    expect(() => sesion.escribir(datos, (operacion) => new Siembra(operacion).cliente({ codigo: 'C2' }))).toThrow(
      'otro proceso reemplazó el libro',
    );
    sesion.cerrar();
  });

  it('no crea un libro que no existe', () => {
    expect(() => SesionDeEscritura.abrir(join(carpetaTemporal(), 'libro.db'))).toThrow('todavía no hay libro');
  });
});
