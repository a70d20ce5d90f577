import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneda } from '../../../src/dominio/dinero.ts';
import { fechaDeNumero, numeroDeDia } from '../../../src/dominio/fecha.ts';
import { armarMensaje } from '../../../src/dominio/mensaje/armar.ts';
import { plantillasIncluidas } from '../../../src/dominio/mensaje/incluidas.ts';
import { escribirMonto } from '../../../src/dominio/mensaje/notacion.ts';
import type { Plantilla } from '../../../src/dominio/mensaje/plantilla.ts';
import { paises } from '../../../src/dominio/politica.ts';
import { politicaPredeterminada } from '../../../src/dominio/politica-predeterminada.ts';
import { tratos } from '../../../src/dominio/trato.ts';
import {
  type DatosDeMensaje,
  hoyDeMensaje,
  mensaje,
  monedas,
  pedidoDeMensaje,
  politicaDeMensaje,
} from '../../apoyo/mensajes.ts';

const una = { vencidas: [{ numero: 'A-12', vencimiento: '2026-06-03', saldo: 1_234_550 }] };
const libre = (cuerpo: string, asunto = 'Hola'): Plantilla => ({ codigo: 'propia', tono: 'amable', asunto, cuerpo });
const enPais = (pais: (typeof paises)[number]) => {
  const base = politicaDeMensaje();
  return politicaDeMensaje({ empresa: { ...base.empresa, pais } });
};

describe('armar un mensaje', () => {
  it.each([
    ['Distribuidora Sur', 'Cobranzas <cobros@sur.example>', 'Distribuidora Sur'],
    [null, 'Cobranzas Sur <cobros@sur.example>', 'Cobranzas Sur'],
    [null, '"Sur, SRL" <cobros@sur.example>', 'Sur, SRL'],
    [null, '<cobros@sur.example>', 'cobros@sur.example'],
    [null, 'cobros@sur.example', 'cobros@sur.example'],
  ])('con nombre %s y remitente %s, escribe y firma %s', (nombre, de, quien) => {
    const { empresa, correo } = politicaDeMensaje();
    if (correo === null) throw new Error('la política de prueba tiene correo');
    const politica = politicaDeMensaje({ empresa: { ...empresa, nombre }, correo: { ...correo, de, firma: null } });
    for (const { codigo } of plantillasIncluidas) {
      const { texto, asunto } = mensaje({ ...una, plantilla: codigo, politica });
      expect(`${asunto}\n${texto}`).toContain(quien);
    }
    expect(mensaje({ ...una, politica }).texto).toMatch(new RegExp(`Saludos,\n${quien.replaceAll('.', '\\.')}\n$`));
  });

  it('dice quién escribe, qué se debe, cómo pagar y cómo contestar', () => {
    expect(mensaje(una)).toMatchObject({ asunto: 'Tu cuenta con Distribuidora Sur SRL', plazoHasta: null });
    expect(mensaje(una).texto).toBe(`Hola, Ana:

Te escribimos de Distribuidora Sur SRL.

Puede que se haya traspapelado: todavía no vemos el pago de la factura
A-12, por $ 12.345,50. Venció el miércoles 3 de junio.

¿Nos decís qué día vas a poder pagar? Si hubo algún inconveniente con lo
que recibiste, también queremos saberlo.

Importes en pesos argentinos (ARS)

Factura  Vencimiento   Atraso    Importe
----------------------------------------
A-12     03/06/2026   28 días  12.345,50
Total                        $ 12.345,50

Cómo pagar

- Transferencia:
  CBU 0110599520000001234567, alias SUR.COBROS
- Tarjeta:
  https://pagos.sur.example/c/102

En la referencia del pago, poné el número de la factura, así lo
registramos bien.

Si ya pagaste, ¡gracias! Contanos qué día y por qué medio, y lo
registramos.
Por cualquier duda, o si necesitás otra fecha, podés responder este
correo o llamarnos al +54 11 4321-5678.

Saludos,
Ana Ruiz, Administración
Distribuidora Sur SRL
`);
  });

  it('descuenta el saldo a favor a la vista y pide lo que queda', () => {
    const { texto, cuadro } = mensaje({
      vencidas: [...una.vencidas, { numero: 'A-13', vencimiento: '2026-06-20', saldo: 50_000, importe: 80_000 }],
      aFavor: 30_000,
    });
    expect(cuadro).toMatchObject({ aFavor: 30_000, monto: 1_254_550, hayParciales: true });
    expect(texto).toContain('el pago de 2 facturas,\npor $ 12.545,50. Lo más antiguo venció el miércoles 3 de junio');
    expect(texto).toContain('Ya descontamos $ 300,00 que tenés a favor.');
    expect(texto).toMatch(/A-13 {5}20\/06\/2026 {3}11 días {5}800,00 {7}500,00\n/);
    expect(texto).toMatch(/Total +\$ 12\.845,50\nSaldo a favor +-\$ 300,00\nA pagar +\$ 12\.545,50\n/);
  });

  it('lo que no venció va en su sección y no se suma a lo que se pide', () => {
    const { texto, cuadro } = mensaje({
      ...una,
      porVencer: [{ numero: 'A-14', vencimiento: '2026-07-03', saldo: 90_000 }],
    });
    expect(cuadro?.secciones.map(({ seccion, total }) => [seccion, total])).toEqual([
      ['vencida', 1_234_550],
      ['por-vencer', 90_000],
    ]);
    expect(texto).toContain('por $ 12.345,50. Venció');
    expect(texto).toMatch(
      /Vencidas\nA-12 .*\nTotal vencido +\$ 12\.345,50\n-+\nPor vencer\nA-14 .*\nTotal por vencer +\$ 900,00/,
    );
  });

  it('un aviso habla de lo que vence aunque además haya algo vencido, y lo dice aparte', () => {
    const pedido = pedidoDeMensaje({
      ...una,
      plantilla: 'aviso',
      porVencer: [{ numero: 'A-14', vencimiento: '2026-07-04', saldo: 90_000 }],
      aFavor: 10_000,
    });
    const { paso } = pedido.decision;
    if (paso === null) throw new Error('sin paso');
    const decision = { ...pedido.decision, paso: { ...paso, diasDesdeVencimiento: -3 }, monto: 90_000, aFavor: 10_000 };
    const { texto, cuadro } = armarMensaje({ ...pedido, decision });
    expect(cuadro?.secciones.map(({ seccion, total, aFavor }) => [seccion, total, aFavor])).toEqual([
      ['por-vencer', 90_000, 0],
      ['vencida', 1_234_550, 10_000],
    ]);
    expect(texto).toMatch(/Total por vencer +\$ 900,00\n-+\nVencidas\n/);
    expect(texto).toMatch(/Saldo a favor +-\$ 100,00\nA pagar +\$ 12\.245,50/);
    expect(texto).toContain('Se acerca el vencimiento de la factura A-14, por $ 900,00: vence el\nsábado 4 de julio.');
    expect(texto).toContain('Además queda $ 12.245,50 de lo que ya había vencido');
  });

  it('«vence hoy» no dice que todas vencen hoy si hay otras después', () => {
    const porVencer = [
      { numero: 'A-14', vencimiento: '2026-07-01', saldo: 90_000 },
      { numero: 'A-15', vencimiento: '2026-07-03', saldo: 90_000 },
    ];
    expect(mensaje({ plantilla: 'vence-hoy', porVencer: porVencer.slice(0, 1) }).texto).toContain(
      'Hoy vence la factura A-14, por $ 900,00.',
    );
    expect(mensaje({ plantilla: 'vence-hoy', porVencer }).texto).toContain(
      'Hoy empiezan a vencer 2 facturas, por $ 1.800,00; más abajo está la\nfecha de cada una.',
    );
  });

  it('una cuota se nombra como cuota, con su día y sin el importe de toda la factura', () => {
    const { texto } = mensaje({
      plantilla: 'cuota-vencida',
      vencidas: [{ numero: 'A-12', vencimiento: '2026-06-03', saldo: 20_000, importe: 900_000, acuerdoId: 7 }],
    });
    expect(texto).toContain('Todavía nos falta recibir la cuota que vencía el miércoles 3 de junio:\n$ 200,00.');
    expect(texto).toContain('cuota de A-12');
    expect(texto).not.toContain('9.000,00');
  });

  it('la víspera de una promesa se dice lo que queda por pagar, que puede ser menos que lo acordado', () => {
    const { texto } = mensaje({
      plantilla: 'promesa-manana',
      porVencer: [{ numero: 'A-12', vencimiento: '2026-07-02', saldo: 70_000, importe: 100_000, causa: 'promesa' }],
    });
    expect(texto.replaceAll(/\s+/g, ' ')).toContain(
      'lo que acordamos: quedan $ 700,00 por pagar para el jueves 2 de julio.',
    );
  });

  it('una cuota que abarca varias facturas es una sola, y se cuenta aparte de las facturas', () => {
    const cuota = [
      { numero: 'A-12', vencimiento: '2026-06-03', saldo: 20_000, acuerdoId: 7 },
      { numero: 'A-13', vencimiento: '2026-06-03', saldo: 5_000, acuerdoId: 7 },
    ];
    expect(mensaje({ plantilla: 'cuota-vencida', vencidas: cuota }).texto).toContain(
      'Todavía nos falta recibir la cuota que vencía el miércoles 3 de junio:\n$ 250,00.',
    );
    expect(mensaje({ vencidas: cuota }).texto).toContain('el pago de la cuota del\nplan, por $ 250,00. Venció');
    const todo = [...cuota, { numero: 'A-15', vencimiento: '2026-06-10', saldo: 100 }];
    expect(mensaje({ vencidas: todo }).texto).toContain('el pago de una factura\ny una cuota, por $ 251,00.');
  });

  it('el plazo se dice con su día y queda en el mensaje', () => {
    const { texto, plazoHasta } = mensaje({ ...una, plantilla: 'firme', plazoDias: 7 });
    expect(plazoHasta).toBe('2026-07-08');
    expect(texto).toContain('hasta el miércoles 8 de julio.');
    expect(mensaje({ ...una, plantilla: 'firme' }).texto).not.toContain('hasta el');
  });

  it('un agradecimiento no reclama nada: sin cuadro, sin medios y sin montos', () => {
    const { texto, cuadro } = mensaje({ plantilla: 'gracias' });
    expect(cuadro).toBeNull();
    expect(texto).not.toMatch(/Cómo pagar|ARS|\$|factura/);
    expect(texto).toContain('responder este correo');
  });

  it('sin medios configurados ofrece mandar los datos para pagar', () => {
    const { texto } = mensaje({ ...una, politica: politicaDeMensaje({ medios: [] }) });
    expect(texto).toContain('Si necesitás los datos para pagar, pedínoslos y te los mandamos\nenseguida.');
    expect(texto).not.toContain('Cómo pagar');
  });

  it('sin nada configurado no inventa empresa ni deja frases cortadas', () => {
    const { texto, asunto } = mensaje({ ...una, politica: politicaPredeterminada });
    expect(asunto).toBe('Información de su cuenta');
    expect(texto).toContain('Hola, Ana:\n\nPuede que se haya traspapelado');
    expect(texto).not.toMatch(/ de \.|\{|\}|null|undefined| {2}\./);
    expect(texto.endsWith('Saludos,\n')).toBe(true);
  });

  it('en WhatsApp es una lista sin partir renglones y entra en 1.500 caracteres aunque haya muchas facturas', () => {
    const vencidas = Array.from({ length: 60 }, (_, indice) => ({
      numero: `A-0001-${String(indice).padStart(8, '0')}`,
      vencimiento: fechaDeNumero(numeroDeDia(hoyDeMensaje) - 60 + indice),
      saldo: 100_000,
    }));
    const { texto } = mensaje({ plantilla: 'whatsapp', canal: 'whatsapp', vencidas });
    expect(texto.length).toBeLessThanOrEqual(1500);
    expect(texto).toContain('Hola, Ana.\nTe escribimos de Distribuidora Sur SRL.');
    expect(texto).toContain('• A-0001-00000000, venció el 02/05/2026: $ 1.000,00');
    expect(texto).toMatch(/• y \d+ más: \$ [\d.]+,00\nTotal: \$ 60\.000,00/);
    expect(texto).toContain('responder este mensaje');
  });

  it('una carta ofrece escribir o llamar, no «responder»', () => {
    const { texto } = mensaje({ ...una, plantilla: 'carta', canal: 'carta' });
    expect(texto).toContain('podés escribirnos a\ncobros@sur.example o llamarnos al +54 11 4321-5678.');
    expect(texto).not.toContain('responder este');
    expect(texto.indexOf('Total')).toBeLessThan(texto.indexOf('Por favor, decinos'));
  });

  it('lo que la plantilla coloca no se repite al final, y lo que no coloca igual está', () => {
    const { texto, bloques } = mensaje({ ...una, plantilla: libre('{firma}\n\n{saludo}\n\n{medios}') });
    expect(bloques.map(({ tipo }) => tipo)).toEqual(['firma', 'parrafo', 'medios', 'cuadro', 'respuesta']);
    expect(texto.match(/Saludos,/g)).toHaveLength(1);
  });

  it('con más de 40 facturas lista 40 y suma las demás', () => {
    const vencidas = Array.from({ length: 45 }, (_, indice) => ({
      numero: `N-${indice}`,
      vencimiento: '2026-05-01',
      saldo: 1_000,
    }));
    const { texto } = mensaje({ vencidas });
    expect(texto).toMatch(/y 5 más +50,00\nTotal +\$ 450,00/);
  });

  it('una plantilla con un campo que no existe no arma ningún mensaje', () => {
    expect(() => mensaje({ ...una, plantilla: libre('{saldo_total}') })).toThrow('no existe el campo {saldo_total}');
  });

  it.each([
    ['AR', 'ARS', 123_456_789, '$ 1.234.567,89'],
    ['CL', 'CLP', 1_234_567, '$1.234.567'],
    ['ES', 'EUR', 123_456_789, '1.234.567,89 €'],
    ['MX', 'MXN', 123_456_789, '$1,234,567.89'],
    ['MX', 'USD', 123_456_789, 'USD 1,234,567.89'],
    ['PE', 'PEN', 123_456_789, 'S/ 1,234,567.89'],
    ['UY', 'USD', 5, 'USD 0,05'],
    ['CO', 'COP', 123_456_789, '$ 1.234.567,89'],
  ] as const)('en %s, %s se escribe como allí se lee', (pais, codigo, monto, escrito) => {
    expect(escribirMonto(monto, moneda(codigo), pais)).toBe(escrito);
    const { texto } = mensaje({
      moneda: codigo,
      politica: enPais(pais),
      vencidas: [{ vencimiento: '2026-06-03', saldo: monto }],
    });
    expect(texto).toContain(escrito);
  });

  it.each(tratos)('en trato %s no se mezclan las otras formas', (trato) => {
    const base = politicaDeMensaje();
    const politica = { ...base, recordatorios: { ...base.recordatorios, trato } };
    const ajenas = {
      voseo: /\b(puedes|puede pagar|tienes|responde |cuéntanos|cuéntenos|usted|su cuenta|le escribimos)\b/i,
      tu: /\b(podés|tenés|contanos|cuéntenos|usted|vos|su cuenta|le escribimos|decinos)\b/i,
      usted: /\b(podés|puedes|tenés|tienes|contanos|cuéntanos|vos|tú|tu|te|tus|decinos|dinos)\b/i,
    }[trato];
    for (const { codigo } of plantillasIncluidas) {
      const { asunto, texto } = mensaje({ ...una, plantilla: codigo, aFavor: 5_000, plazoDias: 7, politica });
      expect(`${asunto}\n${texto}`, codigo).not.toMatch(ajenas);
    }
  });
});

describe('un mensaje con datos hostiles', () => {
  const hostiles = [
    '{monto} {cuadro} {{firma}}',
    '<script>alert(1)</script>',
    'Ana\r\nBcc: otro@mal.example\r\n\r\nHola',
    'Ana\u202egnp.exe\u2066\u200b\u0007\u001b[31m',
    '{podés|puedes|puede}',
    '__proto__',
    '\ud800 suelto',
    'x'.repeat(5_000),
  ];

  it.each(hostiles)('«%s» no cambia el mensaje de forma ni se interpreta', (malo) => {
    const { asunto, texto } = mensaje({
      plantilla: libre('{saludo}:\n\n{cliente} {cliente_id}, {facturas}', 'Para {cliente}'),
      cliente: { nombre: malo, persona: malo, codigo: malo },
      vencidas: [{ numero: malo, vencimiento: '2026-06-03', saldo: 100 }],
    });
    for (const salida of [asunto, texto.replaceAll('\n', '')]) {
      expect(salida).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069]|\p{Cs}/u);
    }
    expect([...asunto].length).toBeLessThanOrEqual(150);
    // El dato aparece tal cual, salvo lo que no se ve: nadie lo tomó por un campo.
    const visible = malo.startsWith('{') || malo.startsWith('<') || malo.startsWith('__') ? malo : '';
    expect(asunto).toContain(visible);
    expect(texto.split('\n')[0]).toMatch(/^Hola,/);
    expect(texto).not.toMatch(/^Bcc:/m);
  });

  it('ningún renglón pasa de 72 columnas, salvo una palabra más larga; y las cuentas cierran siempre', () => {
    const texto = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.constantFrom(...hostiles));
    const unidades = fc.array(
      fc.record({
        numero: fc.oneof(texto, fc.constant('A-0001-00001234')),
        saldo: fc.integer({ min: 1, max: 10_000_000_000_000 }),
        dias: fc.integer({ min: 0, max: 900 }),
        acuerdoId: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      }),
      { maxLength: 50 },
    );
    fc.assert(
      fc.property(
        fc.record({
          vencidas: unidades,
          porVencer: unidades,
          nombre: texto,
          persona: fc.option(texto, { nil: null }),
          plantilla: fc.constantFrom(...plantillasIncluidas.map(({ codigo }) => codigo)),
          codigo: fc.constantFrom(...monedas),
          pais: fc.constantFrom(...paises),
          favor: fc.double({ min: 0, max: 0.99, noNaN: true }),
        }),
        ({ vencidas, porVencer, nombre, persona, plantilla, codigo, pais, favor }) => {
          const fechar = (lista: typeof vencidas, signo: number) =>
            lista.map(({ dias, ...resto }) => ({
              ...resto,
              vencimiento: fechaDeNumero(numeroDeDia(hoyDeMensaje) + signo * (dias + (signo < 0 ? 1 : 0))),
            }));
          const datos: DatosDeMensaje = {
            vencidas: fechar(vencidas, -1),
            porVencer: fechar(porVencer, 1),
            plantilla,
            moneda: codigo,
            cliente: { nombre, persona },
            politica: enPais(pais),
            aFavor: Math.floor(
              favor * (vencidas.length > 0 ? vencidas : porVencer).reduce((suma, { saldo }) => suma + saldo, 0),
            ),
          };
          const armado = mensaje(datos);
          for (const renglon of armado.texto.split('\n')) {
            if ([...renglon].length > 72) expect(renglon.trim()).not.toContain(' ');
          }
          const [principal] = armado.cuadro?.secciones ?? [];
          if (principal === undefined) return;
          expect(principal.filas.reduce((suma, { saldo }) => suma + saldo, 0)).toBe(principal.total);
          expect(principal.total - principal.aFavor).toBe(armado.cuadro?.monto);
        },
      ),
      { numRuns: 300 },
    );
  });
});
