import { describe, expect, test } from 'vitest';
import { esEmail, esTelefono, planificarEdicion } from '../../src/dominio/edicion-cliente.ts';

const cliente = {
  codigo: 'C1',
  nombre: 'Uno',
  idFiscal: null,
  segmento: 'a',
  gestor: null,
  plazoDias: 0,
  nota: null,
};
const contactos = [
  { id: 1, tipo: 'email', valor: 'a@x.example', persona: null },
  { id: 2, tipo: 'telefono', valor: '11 4321-5678', persona: null },
] as const;

describe('la edición de un cliente', () => {
  test('sólo planifica lo que de verdad cambia', () => {
    const plan = planificarEdicion(cliente, contactos, {
      campos: { nombre: 'Uno', segmento: null, plazoDias: null },
      agregar: [
        { tipo: 'email', valor: 'A@X.example', persona: null },
        { tipo: 'telefono', valor: '(11) 4321 5678', persona: 'Ana' },
        { tipo: 'email', valor: 'b@x.example', persona: null },
        { tipo: 'email', valor: 'B@x.example', persona: null },
      ],
      quitar: [],
    });
    expect(plan.campos).toEqual({ segmento: null, plazoDias: null });
    expect(plan.contactosNuevos).toEqual([{ tipo: 'email', valor: 'b@x.example', persona: null }]);
    expect(plan.personas).toEqual([{ id: 2, persona: 'Ana' }]);
    expect(plan.cambios).toEqual([
      { dato: 'segmento', antes: 'a', despues: null },
      { dato: 'plazo_dias', antes: '0', despues: null },
      { dato: 'telefono', antes: '11 4321-5678', despues: '11 4321-5678 (Ana)' },
      { dato: 'email', antes: null, despues: 'b@x.example' },
    ]);
  });

  test('quitar y agregar el mismo dato lo deja con la persona nueva', () => {
    const plan = planificarEdicion(cliente, contactos, {
      campos: {},
      quitar: [{ tipo: 'email', valor: 'a@x.example' }],
      agregar: [{ tipo: 'email', valor: 'a@x.example', persona: 'Ana' }],
    });
    expect(plan).toMatchObject({
      contactosQuitados: [1],
      contactosNuevos: [{ valor: 'a@x.example', persona: 'Ana' }],
    });
  });
});

test.each([
  ['ana@espiga.example', true],
  ['a.b+c@sub.espiga.com.ar', true],
  ['josé@peña.example', true],
  ['ana', false],
  ['ana@', false],
  ['ana@espiga', false],
  ['a b@c.example', false],
  ['a@b..example', false],
  ['a@b.example, c@d.example', false],
  ['a@b.example x', false],
])('«%s» es un correo: %s', (texto, esperado) => {
  expect(esEmail(texto)).toBe(esperado);
});

test.each([
  ['+54 9 11 4321-5678', true],
  ['(011) 4321-5678 int. 12', true],
  ['4321 5678', true],
  ['123', false],
  ['llamar', false],
  ['+', false],
  ['123456789012345678901', false],
  ['4321-5678; rm', false],
])('«%s» es un teléfono: %s', (texto, esperado) => {
  expect(esTelefono(texto)).toBe(esperado);
});
