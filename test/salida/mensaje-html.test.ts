import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plantillasIncluidas } from '../../src/dominio/mensaje/incluidas.ts';
import { htmlDeMensaje } from '../../src/salida/mensaje-html.ts';
import { mensaje, politicaDeMensaje } from '../apoyo/mensajes.ts';

const una = { vencidas: [{ numero: 'A-12', vencimiento: '2026-06-03', saldo: 1_234_550 }] };
/** Lo que se ve: sin marcas y con las entidades leídas. */
const visible = (html: string): string =>
  html
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

describe('la versión HTML de un mensaje', () => {
  it.each(plantillasIncluidas)('«$codigo» dice lo mismo que su texto', ({ codigo }) => {
    const armado = mensaje({
      ...una,
      plantilla: codigo,
      porVencer: [{ vencimiento: '2026-07-03', saldo: 90_000 }],
      aFavor: 5_000,
    });
    const html = visible(htmlDeMensaje(armado));
    const partes = armado.bloques.flatMap((bloque) => ('renglones' in bloque ? bloque.renglones : []));
    for (const renglon of partes) expect(html).toContain(renglon.replace(/\s+/g, ' '));
    if (armado.cuadro !== null) {
      expect(html).toContain('A-12 venció el 03/06/2026, hace 28 días $ 12.345,50');
      expect(html).toContain('Saldo a favor -$ 50,00');
      expect(html).toContain('CBU 0110599520000001234567');
    }
  });

  it.each(plantillasIncluidas)(
    '«$codigo» dice qué parte de la factura está en revisión, igual en texto y en HTML',
    ({ codigo }) => {
      for (const canal of ['email', 'whatsapp', 'carta'] as const) {
        const armado = mensaje({
          vencidas: [{ numero: 'A-12', vencimiento: '2026-06-03', saldo: 700_000, importe: 1_000_000 }],
          retenidas: [
            { numero: 'A-12', vencimiento: '2026-06-03', saldo: 300_000, importe: 1_000_000, causa: 'disputa' },
            // De otra factura, o por otra causa: no es de lo que se habla.
            { numero: 'A-99', vencimiento: '2026-06-04', saldo: 5_000, causa: 'disputa', documentoId: 9 },
            { numero: 'A-12', vencimiento: '2026-06-03', saldo: 1_000, causa: 'cheque' },
          ],
          plantilla: codigo,
          canal,
        });
        if (armado.cuadro === null) return;
        const dicho = 'Además, $ 3.000,00 de la factura A-12 están en revisión y no se piden ahora.';
        expect(armado.texto.replace(/\s+/g, ' ')).toContain(dicho);
        expect(visible(htmlDeMensaje(armado))).toContain(dicho);
        expect(armado.texto).not.toContain('A-99');
        expect(armado.cuadro.monto).toBe(700_000);
      }
    },
  );

  it('de varias facturas en revisión da el total exacto y cada parte, hasta cinco', () => {
    const de = (cuantas: number) => {
      const filas = Array.from({ length: cuantas }, (_, indice) => ({
        numero: `A-${indice + 1}`,
        vencimiento: '2026-06-03',
        saldo: 10_000,
        importe: 10_000 + 101 * (indice + 1),
        documentoId: indice + 1,
      }));
      return mensaje({
        vencidas: filas,
        retenidas: filas.map((fila, indice) => ({ ...fila, saldo: 101 * (indice + 1), causa: 'disputa' as const })),
      });
    };
    const dos = 'Además, $ 3,03 de estas facturas están en revisión y no se piden ahora: $ 1,01 de A-1; $ 2,02 de A-2.';
    expect(de(2).texto.replace(/\s+/g, ' ')).toContain(dos);
    expect(visible(htmlDeMensaje(de(2)))).toContain(dos);
    expect(de(7).texto.replace(/\s+/g, ' ')).toMatch(/Además, \$ 28,28 de estas.* \$ 5,05 de A-5; y 2 más\./);
    expect(
      de(7)
        .texto.split('\n')
        .every((renglon) => renglon.length <= 72),
    ).toBe(true);
  });

  it('ningún dato abre una marca, un atributo ni un guion', () => {
    const malo = `"><script>alert(1)</script><img src=x onerror='alert(2)'>{firma}&amp;`;
    const armado = mensaje({
      vencidas: [{ numero: malo.slice(0, 60), vencimiento: '2026-06-03', saldo: 100 }],
      cliente: { nombre: malo, persona: malo, codigo: malo },
      plantilla: 'carta',
    });
    const html = htmlDeMensaje(armado);
    expect(html).not.toMatch(/<script|<img|<[^>]*onerror/i);
    expect(visible(html)).toContain(malo);
    // Las únicas marcas son las que el programa escribe.
    const marcas = new Set([...html.matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, nombre]) => nombre));
    expect([...marcas].sort()).toEqual(
      '!doctype a body br caption div h2 head html meta p span strong table tbody td th title tr'.split(' '),
    );
  });

  it('con cualquier dato, las marcas son las mismas que con un dato común', () => {
    const marcasCon = (dato: string) => {
      const armado = mensaje({
        vencidas: [{ numero: dato, vencimiento: '2026-06-03', saldo: 100 }],
        cliente: { nombre: dato, persona: dato, codigo: dato },
        plantilla: 'carta',
      });
      const html = htmlDeMensaje(armado);
      expect(html.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      return html.match(/<[^>]*>/g);
    };
    const comunes = marcasCon('x');
    const trozos = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '<!--',
      '-->',
      ']]>',
      '</td>',
      '\u2028',
      '\0',
      '\u202e',
      'ñ',
      '{monto}',
    );
    const dato = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(trozos).map((partes) => partes.join('')),
    );
    fc.assert(
      fc.property(dato, (malo) => {
        expect(marcasCon(`x${malo}`)).toEqual(comunes);
      }),
      { numRuns: 300 },
    );
  });

  it('sólo las direcciones web de los medios se pueden tocar, y ninguna otra cosa', () => {
    const politica = politicaDeMensaje({
      medios: [
        { nombre: 'Enlace', instrucciones: 'entre en https://pagos.example/x?a=1&b=2. Nunca javascript:alert(1)' },
      ],
    });
    const html = htmlDeMensaje(mensaje({ ...una, politica, cliente: { persona: 'https://mal.example' } }));
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, enlace]) => enlace)).toEqual([
      'https://pagos.example/x?a=1&amp;b=2',
    ]);
  });

  it('no pide nada de afuera: ni imágenes, ni hojas de estilo, ni fuentes', () => {
    expect(htmlDeMensaje(mensaje(una))).not.toMatch(/<(img|link|style|script|iframe)|url\(|@import/i);
  });
});
