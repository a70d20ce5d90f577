import { describe, expect, it } from 'vitest';
import { camposDeMensaje } from '../../../src/dominio/mensaje/campos.ts';
import { plantillasIncluidas } from '../../../src/dominio/mensaje/incluidas.ts';
import { revisarPlantilla, textoDeProblema } from '../../../src/dominio/mensaje/revisar.ts';

const revisar = (cuerpo: string, asunto = 'Hola, {persona}') =>
  revisarPlantilla({ codigo: 'propia', tono: 'amable', asunto, cuerpo }).map(
    (problema) => [problema.clase, textoDeProblema(problema)] as const,
  );

describe('revisar una plantilla', () => {
  it.each(plantillasIncluidas)('la incluida «$codigo» se puede enviar', (plantilla) => {
    expect(revisarPlantilla(plantilla)).toEqual([]);
  });

  it('las incluidas cubren toda la secuencia de fábrica y lo que elige la decisión', () => {
    expect(plantillasIncluidas.map(({ codigo }) => codigo).sort()).toEqual([
      'amable',
      'aviso',
      'carta',
      'cuota',
      'cuota-vencida',
      'directo',
      'firme',
      'gracias',
      'llamada',
      'promesa-incumplida',
      'promesa-manana',
      'vence-hoy',
      'whatsapp',
      'whatsapp-aviso',
    ]);
  });

  it('todos los campos de la lista se admiten en el cuerpo', () => {
    const cuerpo = camposDeMensaje.map(({ nombre }) => `{${nombre}}`).join('\n\n');
    expect(revisar(cuerpo)).toEqual([]);
  });

  it('un campo que no existe se nombra con su línea y el más parecido', () => {
    expect(revisar('Hola.\n\nSon {montos}.')).toEqual([
      ['campo', 'línea 3 del cuerpo: no existe el campo {montos}; ¿quiso decir {monto}?'],
    ]);
    expect(revisar('{constructor}')[0]?.[1]).toContain('no existe el campo {constructor}');
  });

  it.each([
    ['Hola {monto', '«{»'],
    ['Hola monto}', '«}»'],
    ['{vos|tú|usted|ustedes}', '«{vos|tú|usted|ustedes}»'],
    ['{}', '«{}»'],
    ['{Monto}', '«{Monto}»'],
    ['{{monto}}', '«{»'],
  ])('«%s» no es una forma conocida', (cuerpo, citado) => {
    expect(revisar(cuerpo)[0]?.[1]).toContain(citado);
  });

  it('un bloque va solo en su párrafo', () => {
    expect(revisar('Mire: {cuadro}')[0]?.[1]).toContain('{cuadro} va solo en su párrafo');
    expect(revisar('Mire:\n{cuadro}')[0]?.[1]).toContain('{cuadro} va solo en su párrafo');
    expect(revisar('Mire:\n\n{cuadro}')).toEqual([]);
  });

  it.each([
    ['Iniciaremos acciones legales.', '«Iniciaremos acciones legales.»'],
    ['Pasará a nuestros abogados la semana próxima', '«a nuestros abogados la semana»'],
    ['Es su último aviso', '«Es su último aviso»'],
    ['Lo informaremos al Veraz', '«informaremos al Veraz»'],
    ['Evite el EMBARGO de sus bienes', '«Evite el EMBARGO de sus»'],
    ['Usted es un moroso', '«es un moroso»'],
    ['{No pagás|No pagas|Intimamos} hoy', '«Intimamos hoy»'],
    ['De lo\ncontrario, actuaremos', '«De lo contrario, actuaremos»'],
    ['{saludo}, deudor {cliente}', '«deudor»'],
  ])('«%s» se rechaza y se cita %s', (cuerpo, cita) => {
    const problemas = revisar(cuerpo);
    expect(problemas.map(([clase]) => clase)).toContain('amenaza');
    expect(problemas.map(([, texto]) => texto).join('\n')).toContain(cita);
  });

  it.each([
    ['Su deuda con {empresa}', 'deuda-en-asunto'],
    ['Factura vencida', 'deuda-en-asunto'],
    ['Pago pendiente', 'deuda-en-asunto'],
    ['Tiene un saldo', 'deuda-en-asunto'],
    ['Gestión de cobranza', 'deuda-en-asunto'],
    ['Son {monto}', 'deuda-en-asunto'],
    ['{facturas}', 'deuda-en-asunto'],
    ['{firma}', 'deuda-en-asunto'],
    ['Aviso judicial', 'amenaza'],
    ['', 'forma'],
    ['Hola\nBcc: otro@mal.example', 'forma'],
    ['x'.repeat(121), 'forma'],
  ])('el asunto «%s» se rechaza por %s', (asunto, clase) => {
    expect(revisar('Hola.', asunto).map(([una]) => una)).toContain(clase);
  });

  it('un dato con palabras prohibidas no es culpa de la plantilla: sólo se revisa lo escrito', () => {
    expect(revisar('Hola, {cliente}: {facturas}.', 'Para {cliente}')).toEqual([]);
  });

  it('un recordatorio no vende', () => {
    expect(revisar('Aproveche nuestras ofertas.').map(([clase]) => clase)).toEqual(['promocion']);
    expect(revisar('Comprendemos que compre menos este mes.')[0]?.[0]).toBe('promocion');
    expect(revisar('Comprendemos la situación.')).toEqual([]);
  });

  it('un cuerpo vacío, enorme o con caracteres que no se ven se rechaza', () => {
    expect(revisar(' \n\n ').map(([clase]) => clase)).toEqual(['forma']);
    expect(revisar('a '.repeat(6_000)).map(([clase]) => clase)).toEqual(['forma']);
    expect(revisar('Hola\u202e').map(([clase]) => clase)).toEqual(['forma']);
  });
});
