import { describe, expect, it } from 'vitest';
import type { ClienteDeFila } from '../../../src/dominio/filas.ts';
import {
  cambiosDeCliente,
  claveDeCliente,
  clienteNuevo,
  codigoNuevo,
} from '../../../src/dominio/importacion/cliente.ts';

const fila = (mas: Partial<ClienteDeFila> = {}): ClienteDeFila => ({
  codigo: null,
  idFiscal: null,
  nombre: null,
  segmento: null,
  gestor: null,
  plazoDias: null,
  nota: null,
  contactos: [],
  ...mas,
});

describe('con qué se busca a un cliente', () => {
  it.each([
    [
      { codigo: 'C1', idFiscal: '30-71234567-1', nombre: 'Acme' },
      { por: 'codigo', valor: 'C1' },
    ],
    [
      { idFiscal: '30-71234567-1', nombre: 'Acme' },
      { por: 'idFiscal', valor: '30712345671' },
    ],
    [
      { idFiscal: 'XAXX010101000', nombre: 'Ana Díaz' },
      { por: 'nombre', valor: 'ana diaz' },
    ],
    [{ nombre: ' ¡Ñandú, S.A.! ' }, { por: 'nombre', valor: 'nandu s a' }],
    [{ idFiscal: 'XAXX010101000' }, null],
    [{ nombre: '...' }, null],
  ])('%j se busca por %j', (mas, clave) => {
    expect(claveDeCliente(fila(mas))).toEqual(clave);
  });

  it('el código con que nace es el dado; si no, el id fiscal como está escrito; si no, el nombre', () => {
    const codigo = (mas: Partial<ClienteDeFila>) => {
      const clave = claveDeCliente(fila(mas));
      return clave === null ? null : codigoNuevo(fila(mas), clave);
    };
    expect(codigo({ codigo: 'c-1', nombre: 'x' })).toBe('c-1');
    expect(codigo({ idFiscal: ' 30-71234567-1 ' })).toBe('30-71234567-1');
    expect(codigo({ nombre: 'Ñandú S.A.' })).toBe('NANDU-S-A');
  });
});

describe('qué cambia de un cliente', () => {
  const actual = { ...clienteNuevo(fila({ codigo: 'C1' }), { por: 'codigo', valor: 'C1' }) };

  it('el nombre provisional de quien sólo tenía código se completa sin pedir permiso', () => {
    expect(cambiosDeCliente(fila({ nombre: 'Acme' }), actual)).toEqual([
      { campo: 'nombre', antes: 'C1', despues: 'Acme', completa: true },
    ]);
  });

  it('escrito de otra manera no es un cambio; otro dato donde ya había, sí', () => {
    const conDatos = { ...actual, nombre: 'Ñandú SA', idFiscal: '30-71234567-1', segmento: 'mayorista' };
    expect(
      cambiosDeCliente(fila({ nombre: 'NANDU, S.A', idFiscal: '30712345671' }), { ...conDatos, nombre: 'Ñandú S A' }),
    ).toEqual([]);
    expect(cambiosDeCliente(fila({ segmento: 'minorista', plazoDias: 15 }), conDatos)).toEqual([
      { campo: 'segmento', antes: 'mayorista', despues: 'minorista', completa: false },
      { campo: 'plazoDias', antes: null, despues: 15, completa: true },
    ]);
  });

  it('lo que la fila calla no borra nada', () => {
    expect(cambiosDeCliente(fila(), { ...actual, segmento: 'x', gestor: 'y', plazoDias: 3, nota: 'z' })).toEqual([]);
  });
});
