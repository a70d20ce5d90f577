import fc from 'fast-check';
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
      'plan-terminado',
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
    ['$ 5000', 'deuda-en-asunto'],
    ['Para {persona}: USD 1.200', 'deuda-en-asunto'],
    ['Son 300 dólares', 'deuda-en-asunto'],
    ['S/ 80.50 de {empresa}', 'deuda-en-asunto'],
    ['Aviso judicial', 'amenaza'],
    ['', 'forma'],
    ['Hola\nBcc: otro@mal.example', 'forma'],
    ['x'.repeat(121), 'forma'],
  ])('el asunto «%s» se rechaza por %s', (asunto, clase) => {
    expect(revisar('Hola.', asunto).map(([una]) => una)).toContain(clase);
  });

  it.each(['Hola, {persona}', '{empresa} le escribe, 2 minutos', 'Tu resumen del 3 de julio', '10 años de {empresa}'])(
    'el asunto «%s» no dice nada de más',
    (asunto) => expect(revisar('Hola.', asunto)).toEqual([]),
  );

  it('una amenaza metida en cualquier lugar de cualquier plantilla se encuentra', () => {
    const malas = [
      'iniciaremos un juicio',
      'Carta Documento',
      'lo INTIMAMOS',
      'avisaremos a su empleador',
      'sin más aviso',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...plantillasIncluidas),
        fc.constantFrom(...malas),
        fc.constantFrom(' ', ', ', '. ', ' (', '\n'),
        fc.nat(),
        (plantilla, mala, separador, donde) => {
          const palabras = plantilla.cuerpo.split(' ');
          // Sólo entre palabras que no estén dentro de una forma {a|b|c}.
          const lugares = palabras.flatMap((_, lugar) =>
            /\{[^}]*$/.test(palabras.slice(0, lugar).join(' ')) ? [] : [lugar],
          );
          const lugar = lugares[donde % lugares.length] ?? 0;
          const cuerpo = [
            ...palabras.slice(0, lugar),
            `${separador}${mala}${separador}`,
            ...palabras.slice(lugar),
          ].join(' ');
          expect(revisarPlantilla({ ...plantilla, cuerpo }).map(({ clase }) => clase)).toContain('amenaza');
        },
      ),
      { numRuns: 80 },
    );
  });

  it.each([
    // Como se escriben en cada país, y en los tres tratos.
    'De no regularizar, iniciaremos las acciones legales pertinentes.',
    'Nos veremos obligados a tomar medidas legales.',
    'Su caso pasará al departamento legal de la empresa.',
    'Derivaremos la cuenta a gestión prejudicial.',
    'Aviso extrajudicial de cobro.',
    'Queda usted intimado al pago en 48 horas.',
    'Bajo apercibimiento de iniciar demanda.',
    'Será informado al Veraz y a las centrales de riesgo.',
    'Lo publicaremos en DICOM si no paga.',
    'Su nombre aparecerá en el Buró de Crédito.',
    'Incluiremos sus datos en ASNEF.',
    'Esto afectará tu historial crediticio.',
    'Tendrás un reporte negativo en Datacrédito.',
    'Procederemos al embargo de tus cuentas.',
    'Le enviaremos un burofax.',
    'Le llegará una carta documento.',
    'Usted será emplazado ante el tribunal.',
    'Esta es la última oportunidad antes del juicio.',
    'Iremos a su domicilio con un notario.',
    'Hablaremos con tu empleador si no respondés.',
    'Vamos a avisarles a sus vecinos y a su familia.',
    'Cortaremos el servicio mañana mismo.',
    'Suspenderemos tus entregas y te denunciaremos.',
    'No seas caradura y pagá lo que debés.',
    'Deudor moroso: regularice ya.',
    'Atenerse a las consecuencias.',
    'Exigimos el pago inmediatamente.',
    'Cobro coactivo por vía ejecutiva.',
    'Actuar así es una estafa y un delito.',
    'Se le advierte por única vez.',
    'Su deuda será publicada en redes sociales.',
    'Vamos a publicar tu deuda en Facebook.',
    'Tu nombre aparecerá en las redes.',
    'Difundiremos su caso entre los comercios de la zona.',
    'Se van a enterar todos tus clientes.',
    'Vas a ir preso.',
    'Puede terminar tras las rejas.',
    'Tenemos una orden de captura.',
    'Perderá su casa.',
    'Vas a perder hasta tu negocio.',
    'Se quedará sin casa ni auto.',
    'Le quitaremos la casa.',
    'Vamos a ir por tus bienes.',
    'Confiscarán su mercadería.',
    'pagá o te va a ir mal',
    'Más te vale pagar esta semana.',
    'Sabemos dónde trabajás.',
    'Te vas a arrepentir.',
    'Pague por su propio bien.',
    'Cédula de notificación',
    'Proceso ejecutivo',
    'Deberá comparecer el lunes.',
    'Mandamiento de pago',
    'Hay un título ejecutivo en su contra.',
  ])('no se puede enviar «%s»', (cuerpo) => {
    expect(revisar(cuerpo).map(([clase]) => clase)).toContain('amenaza');
  });

  it.each([
    'Reporta tu pago respondiendo este correo y lo registramos hoy.',
    'Si ya pagó, haga caso omiso de este mensaje, por favor.',
    'Tu factura vence mañana; te dejamos los datos para la transferencia.',
    'Notamos que la factura quedó pendiente y queremos saber si todo llegó bien.',
    'Sabemos que a veces los tiempos no acompañan: hablemos.',
    'Podemos dividir el total en tres pagos sin costo.',
    'Gracias por mantener tu cuenta al día.',
    'El plazo que conversamos termina el viernes.',
    'Nuestro horario de atención es de lunes a viernes.',
    'Si cambió la persona que lleva los pagos, ¿nos pasás el contacto?',
    'Para nosotros es importante cerrar este tema juntos.',
    'Le recordamos que puede pagar hasta el viernes sin ningún recargo.',
    'Adjuntamos su estado de cuenta y quedamos a disposición por cualquier consulta.',
    'Escríbanos a este correo, o llámenos de 9 a 18.',
    'Comprendemos que puede haber sido un descuido.',
    'Agradecemos su pronta respuesta y su confianza de siempre.',
    'Si el pago se cruzó con este mensaje, no lo tenga en cuenta.',
    'El plan sigue vigente mientras cada cuota llegue en su fecha.',
    'Si le resulta más cómodo, podemos acordar el pago en partes.',
    'Publicamos la lista de precios en redes.',
    'Los datos para transferir están publicados en nuestra web.',
    'El proceso de facturación cambió este mes.',
    'Puede pasar por nuestra casa central, o por la casa de siempre.',
    'Para no perder tiempo, pase por casa central o pasamos por su local.',
    'Su ejecutivo de cuentas es Ana Ruiz.',
    'Mándenos una captura del comprobante.',
    'Escriba su número de cédula en la referencia.',
    'No queremos que pierdas la bonificación.',
    'El pago quedó detenido en el banco.',
    'Si quiere exponer su situación, conteste este correo.',
    'Más abajo vas a ver el detalle.',
    'Nuestra presencia en su local es siempre bienvenida.',
    'Presentamos el resumen; si prefiere pagar en el local, lo esperamos.',
    'Pagá o escribinos, como te quede mejor.',
    'Lamentamos la demora en enviarle la factura.',
    'Tenga cuidado con correos falsos: nuestra cuenta no cambió.',
    'No divulgamos sus datos a nadie.',
    '¡Gracias por tu bienvenida, y cuidate!',
  ])('lo que se dice con respeto se puede decir: «%s»', (cuerpo) => {
    expect(revisar(cuerpo)).toEqual([]);
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
  });

  it.each(['\u202e', '\u200b', '\u00ad', '\u2060', '\u0007'])(
    'una letra que no se ve no esconde una palabra: %j',
    (oculta) => {
      expect(revisar(`Hola.\n\nem${oculta}bargo`)[0]).toEqual([
        'forma',
        expect.stringMatching(/^línea 3 del cuerpo: tiene un carácter que no se ve \(U\+[0-9A-F]{4}\); bórrelo$/),
      ]);
      expect(revisar('Hola.', `Hola${oculta}`).map(([clase]) => clase)).toContain('forma');
    },
  );
});
