import { describe, expect, it } from 'vitest';
import { moneda } from '../../../src/dominio/dinero.ts';
import { sumarDias } from '../../../src/dominio/fecha.ts';
import { decidirCliente } from '../../../src/dominio/recordatorio/decision.ts';
import type { EstadoDeMensaje } from '../../../src/dominio/recordatorio/tipos.ts';
import {
  type ClienteDicho,
  type ContextoDicho,
  clientePorRecordar,
  contextoDePrueba,
  decidirPrimera,
  decidirUnidades,
  hoyDePrueba,
  pasoDePrueba,
  type UnidadDicha,
} from '../../apoyo/recordar.ts';

/** Vencida hace tantos días. */
const vencida = (dias: number, resto: Partial<UnidadDicha> = {}): UnidadDicha => ({
  vencimiento: sumarDias(hoyDePrueba, -dias),
  ...resto,
});
const amable = (resto: Partial<UnidadDicha> = {}): UnidadDicha => vencida(8, resto);
const con = (cliente: ClienteDicho, contexto: ContextoDicho = {}) =>
  decidirPrimera({ cuentas: [{ unidades: [amable()] }], ...cliente }, contexto);

describe('qué se envía', () => {
  it('el primer paso que la edad permite, aunque la deuda sea vieja', () => {
    expect(decidirUnidades([vencida(200)])).toMatchObject({
      accion: 'enviar',
      regla: 'envia',
      paso: { codigo: 'amable' },
      canal: 'email',
      destino: 'pagos@almacen.example',
      plantilla: 'amable',
      monto: 100_000,
      motivo: 'toca amable: debe desde el 2025-12-13',
    });
  });

  it('después, el que sigue al más alto ya hecho: nunca se vuelve a un tono anterior', () => {
    expect(decidirUnidades([vencida(40, { hechos: { amable: '2026-06-01' } })]).paso?.codigo).toBe('directo');
    // Un paso agregado más tarde a la política no hace retroceder.
    expect(decidirUnidades([vencida(40, { hechos: { directo: '2026-06-01' } })]).paso?.codigo).toBe('firme');
  });

  it('un aviso vale hasta el día anterior al vencimiento, y «vence hoy» sólo ese día', () => {
    const avisos = [-5, -3, -2, -1, 0, 1].map((dias) => {
      const { accion, paso } = decidirUnidades([vencida(dias)]);
      return accion === 'enviar' ? paso?.codigo : null;
    });
    expect(avisos).toEqual([null, 'aviso', 'aviso', 'aviso', 'vence-hoy', null]);
  });

  it('de dos avisos previos, el más cercano hace caducar al otro', () => {
    const pasos = [
      pasoDePrueba({ codigo: 'con-tiempo', diasDesdeVencimiento: -7 }),
      pasoDePrueba({ codigo: 'cerca', diasDesdeVencimiento: -2 }),
    ];
    const paso = (dias: number, hechos = {}) => {
      const { accion, paso: uno } = decidirUnidades([vencida(dias, { hechos })], { recordatorios: { pasos } });
      return accion === 'enviar' ? uno?.codigo : null;
    };
    expect([paso(-8), paso(-7), paso(-3), paso(-2), paso(-1)]).toEqual([
      null,
      'con-tiempo',
      'con-tiempo',
      'cerca',
      'cerca',
    ]);
    expect([paso(-3, { 'con-tiempo': '2026-06-25' }), paso(-1, { cerca: '2026-06-30' })]).toEqual([null, null]);
  });

  it('un solo mensaje por todas las facturas: el paso más alto, y cada una avanza en el suyo', () => {
    const decision = decidirUnidades([
      vencida(40, { documentoId: 1, hechos: { amable: '2026-06-01', directo: '2026-06-08' } }),
      vencida(9, { documentoId: 2 }),
      vencida(2, { documentoId: 3 }),
      vencida(-2, { documentoId: 4 }),
      vencida(-20, { documentoId: 5 }),
    ]);
    expect(decision).toMatchObject({ accion: 'enviar', paso: { codigo: 'firme' }, monto: 300_000 });
    const marcas = (parte: typeof decision.vencidas) => parte.map(({ unidad, paso }) => [unidad.documentoId, paso]);
    expect(marcas(decision.vencidas)).toEqual([
      [1, 'firme'],
      [2, 'amable'],
      [3, null],
    ]);
    expect(marcas(decision.porVencer)).toEqual([[4, 'aviso']]);
  });

  it('el saldo a favor se descuenta de lo vencido, o de lo que va a vencer si nada venció', () => {
    const unidades = [amable(), amable()];
    expect(decidirPrimera({ cuentas: [{ unidades, aFavor: 30_000 }] }).monto).toBe(170_000);
    expect(decidirPrimera({ cuentas: [{ unidades: [vencida(0)], aFavor: 30_000 }] }).monto).toBe(70_000);
  });

  it('una promesa incumplida o una cuota atrasada llevan su propio texto, si todo lo que avanza lo es', () => {
    const rota = vencida(9, { promesaIncumplida: true });
    expect(decidirUnidades([rota]).plantilla).toBe('promesa-incumplida');
    expect(decidirUnidades([rota, amable()]).plantilla).toBe('amable');
    expect(decidirUnidades([rota, vencida(2)]).plantilla).toBe('promesa-incumplida');
    expect(decidirUnidades([vencida(9, { acuerdoId: 7 })]).plantilla).toBe('cuota-vencida');
  });

  it('al comparar dos plantillas cada cliente recibe siempre la misma, y se reparten por mitades', () => {
    const pasos = [
      pasoDePrueba({ codigo: 'amable', diasDesdeVencimiento: 7, plantilla: 'larga', plantillaB: 'corta' }),
    ];
    const variante = (codigo: string) => con({ codigo }, { recordatorios: { pasos } });
    const todas = Array.from({ length: 2000 }, (_, numero) => variante(`C-${numero}`));
    const cortas = todas.filter(({ variante: una, plantilla }) => una === 'b' && plantilla === 'corta').length;
    expect(todas.filter(({ variante: una, plantilla }) => una === 'a' && plantilla === 'larga')).toHaveLength(
      2000 - cortas,
    );
    // Con 2.000 clientes, cinco desvíos a cada lado de la mitad.
    expect(Math.abs(cortas - 1000)).toBeLessThan(112);
    expect(variante('C-77').variante).toBe(todas[77]?.variante);
  });
});

describe('qué se retiene, y por qué', () => {
  const casos: readonly (readonly [
    regla: string,
    motivo: string,
    cliente: ClienteDicho,
    contexto?: ContextoDicho,
    desde?: string,
  ])[] = [
    ['pagada', 'no debe nada', { cuentas: [{ unidades: [] }] }],
    [
      'saldo-a-favor',
      'su saldo a favor de 1.000,00 ARS cubre lo que debe',
      { cuentas: [{ unidades: [amable()], aFavor: 100_000 }] },
    ],
    ['abogado', 'en manos del abogado: vacaciones', { pausa: { clase: 'abogado' } }],
    [
      'pausa',
      'en pausa hasta 2026-07-10: vacaciones',
      { pausa: { clase: 'pausa', hasta: '2026-07-10' } },
      {},
      '2026-07-13',
    ],
    ['disputa', 'por disputa', { cuentas: [{ unidades: [amable({ causa: 'disputa' })] }] }],
    [
      'promesa',
      'por promesa',
      { cuentas: [{ unidades: [amable({ causa: 'promesa', hasta: '2026-07-02' })] }] },
      {},
      '2026-07-03',
    ],
    ['plan', 'por cuotas', { cuentas: [{ unidades: [amable({ causa: 'cuotas' })] }] }],
    ['plan', 'por quita', { cuentas: [{ unidades: [amable({ causa: 'quita' })] }] }],
    ['cheque', 'por cheque', { cuentas: [{ unidades: [amable({ causa: 'cheque' })] }] }],
    [
      'minimo',
      '1.000,00 ARS no llega al mínimo, 5.000,00',
      {},
      { recordatorios: { saldoMin: new Map([[moneda('ARS'), 500_000]]) } },
    ],
    [
      'no-vence',
      'vence el 2026-07-06; aviso toca el 2026-07-03',
      { cuentas: [{ unidades: [vencida(-5)] }] },
      {},
      '2026-07-03',
    ],
    [
      'no-vence',
      'todavía no toca: amable es el 2026-07-06',
      { cuentas: [{ unidades: [vencida(2)] }] },
      {},
      '2026-07-06',
    ],
    [
      'paso-hecho',
      'amable se hizo el 2026-06-30; directo toca el 2026-07-08',
      { cuentas: [{ unidades: [amable({ hechos: { amable: '2026-06-30' } })], ultimo: ['2026-06-30', 'amable'] }] },
      {},
      '2026-07-08',
    ],
    [
      'sin-paso',
      'no quedan pasos después de llamada',
      { cuentas: [{ unidades: [vencida(60, { hechos: { firme: '2026-06-01', llamada: '2026-06-10' } })] }] },
    ],
    ['sin-paso', 'ningún paso es para este cliente', {}, { recordatorios: { pasos: [] } }],
    ['canal-prohibido', 'pidió que no se lo contacte por correo', { prohibidos: ['email'] }],
    ['sin-destino', 'no tiene correo', { email: null }],
    ['sin-destino', 'no tiene correo', { email: ' ' }],
    ['destino-malo', 'pagos@almacen no es una dirección de correo', { email: 'pagos@almacen' }],
    ['destino-malo', 'a@x.example; b@x.example no es una dirección de correo', { email: 'a@x.example; b@x.example' }],
    [
      'destino-malo',
      'pagos@almacen.example rebotó o fue rechazado: corríjalo en la ficha del cliente',
      { destinosMalos: new Set(['pagos@almacen.example']) },
    ],
    [
      'plazo-dado',
      'firme le dio plazo hasta el 2026-07-03',
      { cuentas: [{ unidades: [amable()], ultimo: ['2026-06-26', 'firme', '2026-07-03'] }] },
      {},
      '2026-07-06',
    ],
    [
      'separacion',
      'aviso salió el 2026-06-30 y hasta amable deben pasar 2 días',
      { cuentas: [{ unidades: [amable()], ultimo: ['2026-06-30', 'aviso'] }] },
      {},
      '2026-07-02',
    ],
    [
      'separacion',
      'se lo contactó el 2026-06-30 y deben pasar 2 días',
      { contactos: [['2026-06-30', 'email']] },
      {},
      '2026-07-02',
    ],
    [
      'tope-semana',
      '2 contactos en siete días; como mucho 2',
      {
        contactos: [
          ['2026-06-26', 'email'],
          ['2026-06-29', 'email'],
        ],
      },
      {},
      '2026-07-03',
    ],
    [
      'tope-dia',
      '1 contacto hoy; como mucho 1 por día',
      { contactos: [['2026-07-01', 'email']] },
      { contacto: { separacionDias: 0, semanaMax: null } },
      '2026-07-02',
    ],
    [
      'canal-semana',
      'esta semana ya se lo contactó por llamada; como mucho 1 canal',
      { contactos: [['2026-06-27', 'llamada']] },
      {},
      '2026-07-06',
    ],
    ['feriado', '2026-07-01 es feriado', {}, { feriados: ['2026-07-01', '2026-07-02'] }, '2026-07-03'],
    ['horario', 'los sábados no se contacta', {}, { hoy: '2026-07-04' }, '2026-07-06'],
    ['horario', 'son las 07:59: hoy se contacta de 08:00 a 19:00', {}, { hora: '07:59' }, '2026-07-01'],
    ['horario', 'son las 19:00: hoy se contacta de 08:00 a 19:00', {}, { hora: '19:00' }, '2026-07-02'],
  ];
  it.each(casos.map((caso) => ({ caso, regla: caso[0], motivo: caso[1] })))('$regla: $motivo', ({ caso }) => {
    const [regla, motivo, cliente, contexto = {}, desde] = caso;
    const decision = con(cliente, contexto);
    expect([decision.accion, decision.regla, decision.motivo]).toEqual(['retener', regla, motivo]);
    expect(decision.desde ?? undefined).toBe(desde);
  });

  it('se informa lo que más dura: una pausa antes que la hora, lo prometido antes que el tope', () => {
    const tarde: ContextoDicho = { hora: '22:00' };
    expect(con({ pausa: { clase: 'pausa' }, email: null }, tarde).regla).toBe('pausa');
    expect(con({ email: null, contactos: [['2026-07-01', 'email']] }, tarde).regla).toBe('sin-destino');
    expect(con({ contactos: [['2026-07-01', 'email']] }, tarde).regla).toBe('separacion');
    expect(decidirUnidades([amable({ causa: 'cheque' }), amable({ causa: 'disputa' })]).regla).toBe('disputa');
  });

  it('una pausa que ya terminó no retiene', () => {
    expect(con({ pausa: { clase: 'pausa', hasta: '2026-06-30' } }).accion).toBe('enviar');
  });

  it('lo retenido no va en el mensaje ni en el monto, y lo demás sí', () => {
    const decision = decidirUnidades([
      amable({ documentoId: 1, causa: 'promesa' }),
      amable({ documentoId: 2, causa: 'disputa' }),
      amable({ documentoId: 3 }),
    ]);
    expect(decision).toMatchObject({ accion: 'enviar', monto: 100_000 });
    expect(decision.vencidas.map(({ unidad }) => unidad.documentoId)).toEqual([3]);
  });

  it.each<EstadoDeMensaje>(['reclamado', 'en-data', 'dudoso', 'preparado'])(
    'un mensaje %s retiene hasta que se resuelva',
    (estado) => {
      const enCurso = { mensajeId: 9, estado, paso: 'aviso', noAntes: null };
      const { regla, motivo } = decidirPrimera({ cuentas: [{ unidades: [amable()], enCurso }] });
      expect(regla).toBe('en-curso');
      expect(motivo).toContain('el mensaje 9');
    },
  );

  it('un mensaje pendiente retiene hasta la hora de reintentarlo, y después no', () => {
    const con9 = (noAntes: string | null) =>
      decidirPrimera({
        cuentas: [{ unidades: [amable()], enCurso: { mensajeId: 9, estado: 'pendiente', paso: 'amable', noAntes } }],
      });
    expect(con9('2026-07-01T10:01')).toMatchObject({
      regla: 'en-curso',
      motivo: 'el mensaje 9 se reintenta el 2026-07-01 a las 10:01',
    });
    expect([con9('2026-07-01T10:00').accion, con9(null).accion]).toEqual(['enviar', 'enviar']);
  });
});

describe('los relojes de una cuenta', () => {
  it('el paso espera su propia separación, contada desde el paso anterior de la misma factura', () => {
    const regla = (amableEl: string) =>
      decidirPrimera(
        { cuentas: [{ unidades: [vencida(20, { hechos: { amable: amableEl } })], ultimo: [amableEl, 'amable'] }] },
        { contacto: { semanaMax: null } },
      );
    expect(regla('2026-06-25')).toMatchObject({
      regla: 'paso-hecho',
      motivo: 'amable se hizo el 2026-06-25; directo toca el 2026-07-02',
      desde: '2026-07-02',
    });
    expect(regla('2026-06-24').regla).toBe('envia');
  });

  it('los avisos de facturas nuevas no frenan los pasos de las viejas, ni al revés', () => {
    const cuenta = (ultimo: string) => ({
      cuentas: [
        {
          unidades: [
            vencida(20, { documentoId: 1, hechos: { amable: '2026-06-25' } }),
            vencida(-2, { documentoId: 2 }),
          ],
          ultimo: [ultimo, 'vence-hoy'] as const,
        },
      ],
    });
    const contacto = { semanaMax: null };
    // El 1 la vieja espera, y sale el aviso de la nueva; el 2 ya le toca a la vieja, aunque el último mensaje sea del 29.
    expect(decidirPrimera(cuenta('2026-06-29'), { contacto }).paso?.codigo).toBe('aviso');
    expect(decidirPrimera(cuenta('2026-06-29'), { contacto, hoy: '2026-07-02' }).paso?.codigo).toBe('directo');
  });

  it('sin separación alguna, nunca salen dos mensajes de la misma cuenta un mismo día', () => {
    const libre = {
      preset: 'libre',
      diaMax: null,
      semanaMax: null,
      separacionDias: 0,
      canalesSemanaMax: null,
    } as const;
    const unidades = [vencida(60, { hechos: { amable: '2026-07-01' } })];
    const pasos = [
      pasoDePrueba({ codigo: 'amable', diasDesdeVencimiento: 7 }),
      pasoDePrueba({ codigo: 'directo', diasDesdeVencimiento: 15 }),
    ];
    const decision = (hoy: string) =>
      decidirPrimera(
        { cuentas: [{ unidades, ultimo: ['2026-07-01', 'amable'] }], contactos: [['2026-07-01', 'email']] },
        { hoy, contacto: libre, recordatorios: { pasos } },
      );
    expect(decision('2026-07-01')).toMatchObject({ accion: 'retener', regla: 'separacion', desde: '2026-07-02' });
    expect(decision('2026-07-02')).toMatchObject({ accion: 'enviar', paso: { codigo: 'directo' } });
  });
});

describe('mínimo de un paso', () => {
  const pasos = [
    pasoDePrueba({ codigo: 'amable', diasDesdeVencimiento: 7 }),
    pasoDePrueba({
      codigo: 'carta',
      diasDesdeVencimiento: 30,
      canal: 'carta',
      saldoMin: new Map([[moneda('ARS'), 500_000]]),
    }),
  ];
  const vieja = vencida(40, { documentoId: 1, hechos: { amable: '2026-06-01' } });

  it('quien no llega no lo recibe', () => {
    expect(decidirUnidades([vieja], { recordatorios: { pasos } })).toMatchObject({
      regla: 'minimo',
      motivo: '1.000,00 ARS no llega al mínimo del paso carta, 5.000,00',
    });
  });

  it('una factura nueva avisa por su cuenta, y la otra va en el cuadro sin avanzar', () => {
    const { paso, vencidas } = decidirUnidades([vieja, amable({ documentoId: 2 })], { recordatorios: { pasos } });
    expect([paso?.codigo, vencidas.map(({ paso: uno }) => uno)]).toEqual(['amable', [null, 'amable']]);
  });
});

describe('los demás canales', () => {
  const con37 = [vencida(40, { hechos: { firme: '2026-06-01' } })];

  it('una llamada no la hace el programa: queda en la agenda', () => {
    expect(decidirUnidades(con37)).toMatchObject({
      accion: 'retener',
      regla: 'llamada',
      motivo: 'toca llamar: está en la agenda',
      canal: 'llamada',
      destino: '+54 9 11 2345-6789',
    });
    expect(decidirUnidades(con37, { hora: '22:00' }).regla).toBe('llamada');
    expect(decidirUnidades(con37, { hoy: '2026-07-04' }).regla).toBe('horario');
  });

  it('donde la ley las cuenta, las llamadas y visitas tienen su propio tope', () => {
    const contacto = { llamadasSemanaMax: 1, canalesSemanaMax: null, separacionDias: 2 };
    const regla = (canal: 'visita' | 'email') =>
      decidirPrimera({ cuentas: [{ unidades: con37 }], contactos: [['2026-06-28', canal]] }, { contacto }).regla;
    expect([regla('visita'), regla('email')]).toEqual(['tope-semana', 'llamada']);
  });

  it('una semana después, los mensajes por otras facturas ya no esperan a quien debía llamar', () => {
    const decision = (dias: number, ultimo?: readonly [string, string]) =>
      decidirPrimera({
        cuentas: [
          {
            unidades: [
              vencida(dias, { documentoId: 1, hechos: { firme: '2026-05-01' } }),
              vencida(-2, { documentoId: 2 }),
            ],
            ...(ultimo === undefined ? {} : { ultimo }),
          },
        ],
      });
    // La llamada toca 37 días después del vencimiento.
    expect([decision(44).regla, decision(45).paso?.codigo]).toEqual(['llamada', 'aviso']);
    // Y vuelve a tener su semana después de cada mensaje.
    expect(decision(80, ['2026-06-22', 'aviso']).regla).toBe('llamada');
    expect(decision(80, ['2026-06-21', 'aviso']).paso?.codigo).toBe('aviso');
  });

  it('un mensaje no da por hecha una llamada', () => {
    const pasos = [
      pasoDePrueba({ codigo: 'llamar', diasDesdeVencimiento: 5, canal: 'llamada' }),
      pasoDePrueba({ codigo: 'amable', diasDesdeVencimiento: 7 }),
    ];
    const { accion, vencidas } = decidirUnidades(
      [amable({ documentoId: 1, hechos: { llamar: '2026-06-29' } }), vencida(6, { documentoId: 2 })],
      { recordatorios: { pasos } },
    );
    expect([accion, ...vencidas.map(({ unidad, paso }) => [unidad.documentoId, paso])]).toEqual([
      'enviar',
      [1, 'amable'],
      [2, null],
    ]);
  });

  it('una carta no tiene hora, feriado ni dirección que falte', () => {
    const pasos = [pasoDePrueba({ codigo: 'carta', diasDesdeVencimiento: 7, canal: 'carta' })];
    const contexto = { recordatorios: { pasos }, hora: '23:00', feriados: ['2026-07-01'] };
    expect(con({ email: null, telefono: null }, contexto)).toMatchObject({ accion: 'enviar', destino: null });
    expect(con({ prohibidos: ['carta'] }, contexto).regla).toBe('canal-prohibido');
  });

  it('un whatsapp va al teléfono y tiene hora', () => {
    const pasos = [pasoDePrueba({ codigo: 'w', diasDesdeVencimiento: 7, canal: 'whatsapp' })];
    expect(con({}, { recordatorios: { pasos } })).toMatchObject({ accion: 'enviar', destino: '+54 9 11 2345-6789' });
    expect(con({ telefono: null }, { recordatorios: { pasos } }).regla).toBe('sin-destino');
    expect(con({}, { recordatorios: { pasos }, hora: '20:00' }).regla).toBe('horario');
  });
});

describe('un cliente que debe en dos monedas', () => {
  const cuentas = [
    { moneda: 'ARS', unidades: [amable()] },
    { moneda: 'USD', unidades: [vencida(20, { hechos: { amable: '2026-06-10' } })] },
  ];

  it('recibe hoy sólo el del paso más alto; el otro espera su día', () => {
    const decisiones = decidirCliente(clientePorRecordar({ cuentas }), contextoDePrueba());
    expect(decisiones.map(({ moneda: una, regla }) => [una, regla])).toEqual([
      ['ARS', 'separacion'],
      ['USD', 'envia'],
    ]);
  });

  it('si por una toca llamar, por la otra no se le escribe el mismo día', () => {
    const llamada = { moneda: 'USD', unidades: [vencida(50, { hechos: { firme: '2026-06-01' } })] };
    const decisiones = decidirCliente(
      clientePorRecordar({ cuentas: [...cuentas.slice(0, 1), llamada] }),
      contextoDePrueba(),
    );
    expect(decisiones.map(({ regla }) => regla)).toEqual(['separacion', 'llamada']);
  });

  it('los dos, si la política lo deja', () => {
    const contacto = { diaMax: 2, separacionDias: 0 };
    const decisiones = decidirCliente(clientePorRecordar({ cuentas }), contextoDePrueba({ contacto }));
    expect(decisiones.map(({ accion }) => accion)).toEqual(['enviar', 'enviar']);
  });
});

describe('con el preset libre', () => {
  const libre = (feriadosExtra: readonly string[] = []): ContextoDicho => ({
    hoy: '2026-07-05',
    hora: '03:00',
    feriados: ['2026-07-05'],
    contacto: {
      preset: 'libre',
      ventanas: new Map(
        ['lun', 'mar', 'mie', 'jue', 'vie', 'sab', 'dom'].map((dia) => [
          dia as 'lun',
          { desdeMinutos: 0, hastaMinutos: 1440 },
        ]),
      ),
      feriadosExtra: new Set(feriadosExtra as never[]),
    },
  });

  it('no hay feriados del país, y sí los que la empresa agrega', () => {
    expect(con({}, libre()).accion).toBe('enviar');
    expect(con({}, libre(['2026-07-05'])).regla).toBe('feriado');
  });
});

describe('los mensajes que no reclaman', () => {
  const eventos = { promesaAntesDias: 1, cuotaAntesDias: 2, gracias: true };
  const promesa = (vencimiento: string, hechos = {}): UnidadDicha => ({
    vencimiento,
    causa: 'promesa',
    acuerdoId: 3,
    hechos,
  });

  it('sin pedirlos no salen', () => {
    expect(decidirUnidades([promesa('2026-07-02')]).regla).toBe('promesa');
    expect(decidirPrimera({ cuentas: [{ alDiaDesde: '2026-06-30' }] }).regla).toBe('pagada');
  });

  it('una promesa se recuerda la víspera, una vez', () => {
    const decision = decidirUnidades([promesa('2026-07-02')], { recordatorios: { eventos } });
    expect(decision).toMatchObject({ accion: 'enviar', plantilla: 'promesa-manana', monto: 100_000, vencidas: [] });
    expect(decision.porVencer.map(({ paso }) => paso)).toEqual(['promesa-manana']);
    const regla = (dia: string, hechos = {}) =>
      decidirUnidades([promesa(dia, hechos)], { recordatorios: { eventos } }).regla;
    expect([regla('2026-07-03'), regla('2026-07-01'), regla('2026-07-02', { 'promesa-manana': '2026-06-30' })]).toEqual(
      ['promesa', 'promesa', 'promesa'],
    );
  });

  it('una cuota se recuerda los días que se pide antes, y ya no el día en que vence', () => {
    const cuota = (vencimiento: string) =>
      decidirUnidades([{ vencimiento, causa: 'cuotas', acuerdoId: 3 }], { recordatorios: { eventos } });
    expect(['2026-07-04', '2026-07-03', '2026-07-02', '2026-07-01'].map((dia) => cuota(dia).accion)).toEqual([
      'retener',
      'enviar',
      'enviar',
      'retener',
    ]);
  });

  it('lo que toca reclamar va antes, y la pausa y los topes valen igual', () => {
    const contexto = { recordatorios: { eventos } };
    expect(decidirUnidades([promesa('2026-07-02'), amable()], contexto).paso?.codigo).toBe('amable');
    const cuentas = [{ unidades: [promesa('2026-07-02')] }];
    expect(decidirPrimera({ cuentas, pausa: { clase: 'problema' } }, contexto).regla).toBe('pausa');
    expect(decidirPrimera({ cuentas, contactos: [['2026-06-30', 'email']] }, contexto).regla).toBe('separacion');
    expect(decidirPrimera({ cuentas, prohibidos: ['email'] }, contexto).regla).toBe('canal-prohibido');
  });

  it('a quien quedó al día se le agradece una vez, aunque tuviera un plazo corriendo', () => {
    const regla = (ultimo?: readonly [string, string, string?], alDiaDesde = '2026-06-29') =>
      decidirPrimera(
        { cuentas: [{ alDiaDesde, ...(ultimo === undefined ? {} : { ultimo }) }] },
        { recordatorios: { eventos } },
      ).regla;
    expect(regla()).toBe('envia');
    expect(regla(['2026-06-26', 'firme', '2026-07-03'])).toBe('envia');
    expect(regla(['2026-06-29', 'gracias'])).toBe('pagada');
    expect(regla(['2026-06-30', 'aviso'])).toBe('pagada');
    expect(regla(undefined, '2026-06-25')).toBe('pagada');
  });
});
