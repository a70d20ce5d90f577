import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { huboRespuesta } from '../../src/dominio/contacto.ts';
import { type PedidoDeContacto, planificarContacto, sugerirProximo } from '../../src/dominio/contacto-plan.ts';
import { interpretarDia } from '../../src/dominio/dia-escrito.ts';
import { esHabil } from '../../src/dominio/dias-habiles.ts';
import { ErrorDeUso } from '../../src/dominio/errores.ts';
import { diasEntre, fecha, fechaDeNumero } from '../../src/dominio/fecha.ts';
import { elegirCodigo, elMasParecido } from '../../src/dominio/parecidos.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';

const { gestion } = politicaPredeterminada;
/** Un miércoles. */
const hoy = fecha('2026-07-01');
const base: PedidoDeContacto = {
  fecha: hoy,
  hora: null,
  canal: 'llamada',
  sentido: 'saliente',
  resultado: 'contactado',
  motivo: null,
  persona: null,
  nota: null,
  proximo: 'sugerir',
  promesa: null,
};
const planificar = (cambios: Partial<PedidoDeContacto>) =>
  planificarContacto({ ...base, ...cambios }, { gestion, hoy });

describe('próximo paso de un contacto', () => {
  it.each([
    ['sin-respuesta', '2026-07-02'],
    ['ocupado', '2026-07-02'],
    ['numero-equivocado', '2026-07-02'],
    ['mensaje-dejado', '2026-07-03'],
    ['contactado', '2026-07-06'],
    ['promete-pagar', '2026-07-02'],
    ['pide-plazo', '2026-07-02'],
    ['disputa', '2026-07-08'],
    ['ya-pago', '2026-07-03'],
    ['se-niega', '2026-07-03'],
    ['aviso-problema', '2026-07-06'],
    ['derivado', null],
    // Los códigos propios de una empresa, también uno que se llama como algo que todo objeto tiene.
    ['constructor', '2026-07-06'],
  ])('tras «%s» se sugiere %s', (resultado, esperado) => {
    expect(planificar({ resultado }).contacto.proximo).toBe(esperado);
  });

  it('cada resultado de fábrica tiene su sugerencia, y ninguna cae en un día inhábil ni antes de hoy', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...gestion.resultados),
        fc.integer({ min: 20_000, max: 22_000 }).map(fechaDeNumero),
        fc.nat(40),
        (resultado, dia, atras) => {
          const dicho = {
            ...base,
            resultado,
            fecha: fechaDeNumero(diasEntre({ desde: fecha('1970-01-01'), hasta: dia }) - atras),
          };
          const sugerido = sugerirProximo(dicho, { gestion, hoy: dia });
          if (sugerido === null) return;
          expect(esHabil(sugerido)).toBe(true);
          expect(sugerido >= dia && sugerido > dicho.fecha).toBe(true);
        },
      ),
    );
  });

  it('con promesa no se sugiere otro paso, y lo que se dice vale más que lo sugerido', () => {
    expect(planificar({ resultado: 'promete-pagar', promesa: fecha('2026-07-10') })).toMatchObject({
      contacto: { proximo: null },
      proximoSugerido: false,
    });
    expect(planificar({ proximo: fecha('2026-09-01') })).toMatchObject({
      contacto: { proximo: '2026-09-01' },
      proximoSugerido: false,
    });
    expect(planificar({ proximo: null }).contacto.proximo).toBeNull();
  });
});

describe('aviso de un problema', () => {
  const aviso = { resultado: 'aviso-problema', sentido: 'entrante' } as const;
  it('del cliente pausa los días de la política y se retoma el primer día hábil después', () => {
    expect(planificar(aviso)).toMatchObject({
      pausa: { desde: '2026-07-01', hasta: '2026-07-08' },
      contacto: { proximo: '2026-07-09' },
    });
  });
  it('anotado tarde pausa lo que quede, y si ya pasó no pausa nada', () => {
    expect(planificar({ ...aviso, fecha: fecha('2026-06-24') }).pausa).toEqual({
      desde: '2026-06-24',
      hasta: '2026-07-01',
    });
    expect(planificar({ ...aviso, fecha: fecha('2026-06-23') }).pausa).toBeNull();
  });
  it('si lo contó cuando se lo llamó no pausa', () => {
    expect(planificar({ ...aviso, sentido: 'saliente' }).pausa).toBeNull();
  });
});

describe('lo que no se puede anotar', () => {
  it.each([
    [{ fecha: fecha('2026-07-02') }, 'que no llegó'],
    [{ proximo: fecha('2026-06-30') }, 'anterior al contacto'],
    [{ resultado: 'ocupado', promesa: fecha('2026-07-05') }, 'nadie pudo prometer'],
  ])('%j', (cambios, mensaje) => {
    expect(() => planificar(cambios)).toThrow(ErrorDeUso);
    expect(() => planificar(cambios)).toThrow(mensaje);
  });
});

it('se habló con alguien si contestó, o si fue el cliente quien buscó', () => {
  expect(huboRespuesta({ sentido: 'saliente', resultado: 'contactado' }, gestion)).toBe(true);
  expect(huboRespuesta({ sentido: 'saliente', resultado: 'mensaje-dejado' }, gestion)).toBe(false);
  expect(huboRespuesta({ sentido: 'entrante', resultado: 'mensaje-dejado' }, gestion)).toBe(true);
});

describe('códigos escritos a mano', () => {
  const admitidos = ['sin-respuesta', 'ocupado', 'olvido'];
  it('se aceptan con mayúsculas, espacios o guiones bajos', () => {
    for (const escrito of ['sin-respuesta', 'Sin Respuesta', ' SIN_RESPUESTA ']) {
      expect(elegirCodigo(escrito, { admitidos, bandera: '--resultado' })).toBe('sin-respuesta');
    }
  });
  it('el más parecido es el de menos letras distintas, y nada se parece a cualquier cosa', () => {
    expect(elMasParecido('sin-respeusta', admitidos)).toBe('sin-respuesta');
    expect(elMasParecido('olbido', admitidos)).toBe('olvido');
    expect(elMasParecido('xyz', admitidos)).toBeUndefined();
  });
});

describe('un día dicho en una conversación', () => {
  it.each([
    ['2026-07-31', '2026-07-31'],
    ['31/7', '2026-07-31'],
    ['30/6', '2027-06-30'],
    ['1/7', '2026-07-01'],
    ['29/2', undefined],
    ['5-8-2026', '2026-08-05'],
    ['5.8.26', '2026-08-05'],
    ['hoy', '2026-07-01'],
    ['Mañana', '2026-07-02'],
    ['+7', '2026-07-08'],
    ['viernes', '2026-07-03'],
    ['sábado', '2026-07-04'],
    // Hoy es miércoles: se habla del próximo.
    ['miércoles', '2026-07-08'],
    ['31/6', undefined],
    ['7', undefined],
    ['algún día', undefined],
    ['', undefined],
  ])('«%s» es %s', (texto, esperado) => {
    expect(interpretarDia(texto, hoy)).toBe(esperado);
  });
});
