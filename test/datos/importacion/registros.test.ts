import { describe, expect, it } from 'vitest';
import { escribirEnLibro } from '../../../src/datos/escribir.ts';
import {
  importacionVigente,
  leerPerfiles,
  registrarImportacion,
  registrarPerfil,
} from '../../../src/datos/importacion/historial.ts';
import { crearRegistros } from '../../../src/datos/importacion/registros.ts';
import type { Operacion } from '../../../src/datos/operacion.ts';
import { CacheAcotada } from '../../../src/dominio/cache-acotada.ts';
import { moneda } from '../../../src/dominio/dinero.ts';
import { fecha } from '../../../src/dominio/fecha.ts';
import type { ResultadoDeImportacion } from '../../../src/dominio/importacion/resultado.ts';
import { rutaNueva } from '../apoyo-libro.ts';

const hoy = fecha('2026-07-01');
const datos = { comando: 'import', gestor: 'prueba', hoy, version: '0', textoDePolitica: null };
const conOperacion = <T>(ruta: string, accion: (operacion: Operacion) => T) => escribirEnLibro(ruta, datos, accion);
const cliente = (codigo: string, nombre = codigo, idFiscal: string | null = null) => ({
  codigo,
  nombre,
  idFiscal,
  segmento: null,
  gestor: null,
  plazoDias: null,
  nota: null,
});
const documento = (numero: string, importe = 100) => ({
  tipo: 'factura' as const,
  numero,
  emision: fecha('2026-05-01'),
  vencimiento: fecha('2026-05-31'),
  moneda: moneda('ARS'),
  importe,
  ordenCompra: null,
  documento: null,
  nota: null,
});
const deNingunLado = { importacionId: null as unknown as number, linea: 2 };

describe('el catálogo de clientes', () => {
  it('encuentra por código, id fiscal o nombre también a quien se agregó después de haberlo buscado', async () => {
    await conOperacion(rutaNueva(), (operacion) => {
      const { clientes } = crearRegistros(operacion);
      expect(clientes.buscar({ por: 'nombre', valor: 'acme' })).toEqual([]);
      clientes.agregar(cliente('C1', 'Acmé', '30-1'));
      expect(clientes.buscar({ por: 'nombre', valor: 'acme' })).toMatchObject([{ codigo: 'C1' }]);
      expect(clientes.buscar({ por: 'idFiscal', valor: '301' })).toMatchObject([{ codigo: 'C1' }]);
      clientes.agregar(cliente('C2', 'ACME'));
      expect(clientes.buscar({ por: 'nombre', valor: 'acme' })).toHaveLength(2);
    });
  });

  it('lo que cambia se busca por lo nuevo y no por lo viejo', async () => {
    await conOperacion(rutaNueva(), (operacion) => {
      const { clientes } = crearRegistros(operacion);
      const acme = clientes.agregar(cliente('C1', 'Acme'));
      clientes.buscar({ por: 'nombre', valor: 'acme' });
      clientes.cambiar(acme, [{ campo: 'nombre', antes: 'Acme', despues: 'Beta', completa: false }]);
      expect(clientes.buscar({ por: 'nombre', valor: 'acme' })).toEqual([]);
      expect(clientes.buscar({ por: 'nombre', valor: 'beta' })).toMatchObject([{ nombre: 'Beta' }]);
    });
  });

  it('un contacto repetido, aun con otras mayúsculas, se agrega una vez', async () => {
    await conOperacion(rutaNueva(), (operacion) => {
      const { clientes } = crearRegistros(operacion);
      const { id } = clientes.agregar(cliente('C1'));
      const email = (valor: string) => ({ tipo: 'email' as const, valor, persona: null });
      expect(clientes.agregarContactos(id, [email('a@x.example'), email('A@X.example'), email('b@x.example')])).toBe(2);
    });
  });
});

describe('los documentos', () => {
  it('la misma clave no se agrega dos veces; por número se buscan los de todos o los de un cliente', async () => {
    await conOperacion(rutaNueva(), (operacion) => {
      const { clientes, documentos } = crearRegistros(operacion);
      const ids = ['C1', 'C2'].map((codigo) => clientes.agregar(cliente(codigo)).id);
      const clave = (clienteId = 0) => ({ clienteId, tipo: 'factura' as const, numeroNormal: 'F-1' });
      for (const id of ids) expect(documentos.agregar(clave(id), documento('F-1'), deNingunLado)).toBeTypeOf('number');
      expect(documentos.agregar(clave(ids[0]), documento('F-1', 999), deNingunLado)).toBeUndefined();
      expect(documentos.buscarPorNumero('F-1')).toHaveLength(2);
      expect(documentos.buscarPorNumero('F-1', ids[1])).toMatchObject([
        { clienteId: ids[1], importe: 100, anulado: false },
      ]);
    });
  });

  it('anular deshace lo aplicado, y anular lo que ya no tiene nada dice que no hizo nada', async () => {
    await conOperacion(rutaNueva(), (operacion) => {
      const { clientes, documentos, aplicaciones } = crearRegistros(operacion);
      const clienteId = clientes.agregar(cliente('C1')).id;
      const clave = { clienteId, tipo: 'factura' as const, numeroNormal: 'F-1' };
      const id = documentos.agregar(clave, documento('F-1'), deNingunLado) ?? 0;
      aplicaciones.cancelar(
        { id, clienteId, moneda: moneda('ARS'), emision: fecha('2026-05-01') },
        { tipo: 'pago', fecha: fecha('2026-06-01'), monto: 40 },
        deNingunLado,
      );
      const antes = documentos.buscar(clave);
      expect(antes?.saldo).toBe(60);
      if (antes !== undefined) expect(documentos.anular(antes, hoy)).toBe(true);
      expect(documentos.buscar(clave)).toMatchObject({ saldo: 0, anulado: true });
      expect(operacion.libro.preparar('SELECT disponible FROM creditos').pluck().all()).toEqual([40]);
      const nota = { clienteId, tipo: 'nota-credito' as const, numeroNormal: 'N-1' };
      const notaId = documentos.agregar(nota, { ...documento('N-1'), tipo: 'nota-credito' }, deNingunLado) ?? 0;
      documentos.usarNotaDeCredito(notaId, { tipo: 'ajuste', fecha: hoy, monto: 100 });
      const usada = documentos.buscar(nota);
      if (usada !== undefined) expect(documentos.anular(usada, hoy)).toBe(false);
    });
  });
});

describe('el historial de importaciones', () => {
  const identidad = { sha256: 'abc', tipo: 'facturas' as const, opciones: '{}' };
  const resultado = {
    archivo: 'a.csv',
    nuevas: 2,
    actualizadas: 1,
    sinCambios: 0,
    rechazadas: 0,
    rechazos: [],
  } as unknown as ResultadoDeImportacion;

  it('recuerda la misma importación mientras nada cambie, y la olvida si algo entró después', async () => {
    const ruta = rutaNueva();
    await conOperacion(ruta, (operacion) => {
      crearRegistros(operacion).clientes.agregar(cliente('C1'));
      registrarImportacion(operacion, identidad, resultado);
    });
    await conOperacion(ruta, (operacion) => {
      expect(importacionVigente(operacion.libro, identidad)).toMatchObject({ nuevas: 0, sinCambios: 3 });
      expect(importacionVigente(operacion.libro, { ...identidad, opciones: '{"x":1}' })).toBeUndefined();
      crearRegistros(operacion).clientes.agregar(cliente('C2'));
    });
    await conOperacion(ruta, ({ libro }) => expect(importacionVigente(libro, identidad)).toBeUndefined());
  });

  it('una importación con rechazos nunca se da por hecha', async () => {
    const ruta = rutaNueva();
    await conOperacion(ruta, (operacion) => {
      crearRegistros(operacion).clientes.agregar(cliente('C1'));
      registrarImportacion(operacion, identidad, { ...resultado, rechazadas: 1 });
      expect(importacionVigente(operacion.libro, identidad)).toBeUndefined();
    });
  });

  it('de un perfil rige la última definición', async () => {
    await conOperacion(rutaNueva(), (operacion) => {
      for (const definicion of ['{"v":1}', '{"v":1}', '{"v":2}']) registrarPerfil(operacion, 'p', definicion);
      expect(leerPerfiles(operacion.libro)).toEqual(['{"v":2}']);
      expect(operacion.cuenta('perfiles')).toBe(2);
    });
  });
});

describe('la caché', () => {
  it('no pasa de dos veces su tope y conserva lo que se sigue usando', () => {
    const cache = new CacheAcotada<number, string>(10);
    cache.guardar(0, 'siempre');
    for (let clave = 1; clave < 1000; clave++) {
      cache.guardar(clave, 'x');
      expect(cache.leer(0)).toBe('siempre');
    }
    expect(Array.from({ length: 1000 }, (_, clave) => cache.leer(clave)).filter(Boolean).length).toBeLessThanOrEqual(
      20,
    );
    cache.olvidar(0);
    expect(cache.leer(0)).toBeUndefined();
  });
});
