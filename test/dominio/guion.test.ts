import { describe, expect, it } from 'vitest';
import type { Acuerdo, AcuerdoEvaluado } from '../../src/dominio/acuerdo.ts';
import { amenazasEn } from '../../src/dominio/amenazas.ts';
import { type Clasificacion, sinHistoria } from '../../src/dominio/clase.ts';
import { sinFeriados } from '../../src/dominio/dias-habiles.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { type DocumentoDeFicha, situar } from '../../src/dominio/ficha.ts';
import { type Guion, prepararGuion } from '../../src/dominio/guion.ts';
import type { DisputaDeGuion, PedidoDeGuion } from '../../src/dominio/guion-datos.ts';
import { prepararOfertas } from '../../src/dominio/guion-ofertas.ts';
import type { HechosDeRetencion } from '../../src/dominio/partidas.ts';
import { clasesDePausa, type Pausa } from '../../src/dominio/pausa.ts';
import { paises } from '../../src/dominio/politica.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';
import type { ClaseDeCliente } from '../../src/dominio/prioridad.ts';
import { decir, type Trato, tratoDe, tratos } from '../../src/dominio/trato.ts';

const hoy = fecha('2026-07-01');
const ARS = moneda('ARS');
const clases: readonly ClaseDeCliente[] = ['A', 'B', 'C', 'D', 'nueva'];
const sinHechos: HechosDeRetencion = { enDisputa: new Map(), cheques: [], acuerdos: [] };

const documento = (documentoId: number, vencimiento: string, saldo: number): DocumentoDeFicha => ({
  documentoId,
  tipo: 'factura',
  numero: `F-${documentoId}`,
  emision: fecha('2026-01-01'),
  vencimiento: fecha(vencimiento),
  moneda: ARS,
  importe: saldo,
  saldo,
});
const vencidas = [documento(1, '2026-04-30', 1_000_000), documento(2, '2026-06-20', 50_000)];

const clasificacionDe = (clase: ClaseDeCliente, rompePromesas = false): Clasificacion => ({
  clase,
  atraso: null,
  facturasPagadas: sinHistoria.facturasPagadas,
  promesasIncumplidas: rompePromesas ? 2 : 0,
  rompePromesas,
});

function promesa(estado: 'abierta' | 'incumplida'): AcuerdoEvaluado {
  const cuota = { numero: 1, vencimiento: fecha('2026-07-10'), fin: fecha('2026-07-13'), monto: 1_050_000 };
  const acuerdo: Acuerdo = {
    id: 9,
    operacionId: 1,
    clienteId: 1,
    contactoId: null,
    tipo: 'promesa',
    moneda: ARS,
    total: 1_050_000,
    descuento: 0,
    creado: fecha('2026-06-30'),
    caida: { cuotas: 2, dias: 15 },
    reemplazaA: null,
    nota: null,
    gestor: 'ana',
    cuotas: [cuota],
    documentos: vencidas.map(({ documentoId, saldo }) => ({ documentoId, saldo })),
    hecho: null,
    creditosDeDescuento: [],
  };
  const evaluada = {
    ...cuota,
    exigible: cuota.monto,
    pagado: 0,
    pendiente: cuota.monto,
    estado: 'pendiente',
    pagadaEl: null,
  } as const;
  const vigente = estado === 'abierta';
  return {
    acuerdo,
    estado,
    exigible: cuota.monto,
    exigibleEnVentana: cuota.monto,
    pagado: 0,
    pagadoATiempo: 0,
    pendiente: cuota.monto,
    descuentoGanado: 0,
    descuentoOtorgado: 0,
    cumplidoEl: null,
    caidoEl: null,
    cerradoEl: null,
    vigente,
    aTiempo: vigente,
    cuotas: [evaluada],
    proxima: vigente ? evaluada : null,
  };
}

interface Caso {
  readonly trato?: Trato;
  readonly clase?: ClaseDeCliente;
  readonly rompePromesas?: boolean;
  readonly motivos?: readonly string[];
  readonly documentos?: readonly DocumentoDeFicha[];
  readonly acuerdos?: readonly AcuerdoEvaluado[];
  readonly pausa?: Pausa | null;
  readonly conDatos?: boolean;
  readonly hechos?: Partial<HechosDeRetencion>;
  readonly disputas?: readonly DisputaDeGuion[];
}

function guionDe(caso: Caso): Guion {
  const {
    trato = 'voseo',
    clase = 'B',
    rompePromesas = false,
    motivos = [],
    documentos = vencidas,
    acuerdos = [],
  } = caso;
  const conDatos = caso.conDatos ?? true;
  const clasificacion = clasificacionDe(clase, rompePromesas);
  const enCurso = acuerdos.filter(({ vigente }) => vigente);
  const pausa = caso.pausa ?? null;
  const situacion = situar(1, documentos, { hechos: { ...sinHechos, acuerdos: enCurso, ...caso.hechos }, pausa, hoy });
  const posibles = documentos.map((uno) => ({ ...uno, enDisputa: 0 }));
  const pedido: PedidoDeGuion = {
    hoy,
    trato,
    feriados: sinFeriados,
    gestor: 'Luis',
    empresa: conDatos ? 'Distribuidora Sur' : null,
    cliente: 'La Espiga',
    clienteId: 'C1',
    persona: conDatos ? 'Ana' : null,
    clasificacion,
    situacion,
    documentos,
    saldos: [],
    acuerdos,
    disputas: caso.disputas ?? [],
    gestiones: [],
    motivos: motivos.map((motivo) => ({ motivo, veces: 1, ultimo: hoy })),
    motivosAdmitidos: politicaPredeterminada.gestion.motivos,
    medios: conDatos ? [{ nombre: 'Transferencia', instrucciones: 'alias SUR' }] : [],
    canalesCerrados: conDatos ? [] : ['whatsapp'],
    tieneTelefono: conDatos,
    tieneEmail: conDatos,
    ofertas: prepararOfertas(
      {
        creado: hoy,
        moneda: ARS,
        documentos: posibles,
        elegidos: null,
        enCurso,
        renegocia: null,
        adicional: false,
        autoriza: null,
        politica: politicaPredeterminada.acuerdos,
        feriados: sinFeriados,
      },
      clasificacion,
    ),
  };
  return prepararGuion(pedido);
}

/** Todo lo que se puede decir de cada modo: cada clase, cada trato, cada motivo de la política y uno propio. */
function* todosLosCasos(trato: Trato): Generator<Caso> {
  const motivos = [[], ...[...politicaPredeterminada.gestion.motivos, 'motivo-propio'].map((motivo) => [motivo])];
  for (const clase of clases)
    for (const rompePromesas of [false, true])
      for (const conDatos of [false, true])
        for (const dichos of motivos) yield { trato, clase, rompePromesas, conDatos, motivos: dichos };
  const futuras = [documento(3, '2026-07-15', 100)];
  for (const conDatos of [false, true])
    for (const clase of clases) {
      yield { trato, clase, conDatos, documentos: futuras };
      yield { trato, clase, conDatos, documentos: [] };
      yield { trato, clase, conDatos, acuerdos: [promesa('abierta')] };
      yield { trato, clase, conDatos, acuerdos: [promesa('incumplida')] };
    }
  for (const clase of clasesDePausa)
    yield { trato, pausa: { id: 1, clienteId: 1, clase, desde: hoy, hasta: null, motivo: 'x', terminada: null } };
}

const dicho = ({ apertura, preguntas, cierre, objeciones }: Guion): string[] => [
  ...apertura,
  ...preguntas,
  ...cierre,
  ...objeciones.map(({ responder }) => responder),
];
const todoElTexto = (guion: Guion): string[] => [
  ...dicho(guion),
  ...guion.antes,
  ...guion.datos,
  ...guion.ofertas,
  ...guion.verificar,
  ...guion.objeciones.map(({ dice }) => dice),
  guion.objetivo.texto,
];

const guiones: Readonly<Record<Trato, readonly Guion[]>> = {
  voseo: [...todosLosCasos('voseo')].map(guionDe),
  tu: [...todosLosCasos('tu')].map(guionDe),
  usted: [...todosLosCasos('usted')].map(guionDe),
};

describe('lo que nunca se dice', () => {
  it('reconoce amenazas, aires de tribunal, exposición e insultos, con cualquier acento y mayúscula', () => {
    const frases = [
      'Iniciaremos acciones legales',
      'Último aviso: pague o va a JUICIO',
      'lo embargarán',
      'quedará en el Veraz',
      'es usted un moroso',
      'De lo contrario, suspenderemos el servicio',
      'nos vemos obligados',
      'habrá consecuencias',
      'nuestro abogado lo llamará',
      'pasaremos al buró de crédito',
    ];
    for (const frase of frases) expect([frase, amenazasEn(frase).length > 0]).toEqual([frase, true]);
  });

  it('deja pasar lo que sólo se parece', () => {
    for (const frase of ['el monto pendiente', 'una prejuiciosa', 'la demora', 'ejercicio', 'quedamos así', 'su deuda'])
      expect([frase, amenazasEn(frase)]).toEqual([frase, []]);
  });

  it.each(paises)('ningún guion de %s amenaza, en ninguna clase, con ningún motivo', (pais) => {
    const textos = [...new Set(guiones[tratoDe(pais)].flatMap(todoElTexto))];
    expect(textos.length).toBeGreaterThan(100);
    expect(textos.filter((texto) => amenazasEn(texto).length > 0)).toEqual([]);
  });
});

/** Palabras que sólo usa cada trato; las de los otros dos no pueden aparecer. */
const propias: Readonly<Record<Trato, RegExp>> = {
  voseo:
    /(?<!\p{L})(vos|sos|podés|tenés|querés|necesitás|preferís|pensás|esperás|pagás|decime|contame|avisame)(?!\p{L})/iu,
  tu: /(?<!\p{L})(tú|ti|contigo|eres|puedes|tienes|quieres|necesitas|prefieres|piensas|esperas|pagas|dime|cuéntame|avísame)(?!\p{L})/iu,
  usted:
    /(?<!\p{L})(usted|puede(?! ser)|tiene|quiere|necesita|prefiere|piensa|espera|paga|dígame|cuénteme|avíseme|le|su|pudo|recibió|mencionó)(?!\p{L})/iu,
};
const deConfianza = /(?<!\p{L})(te|tu|tus|pudiste|mencionaste|vas|ves|estás|puedas)(?!\p{L})/iu;

describe('el trato', () => {
  it('es el del país: voseo en el Río de la Plata, tú en México, España y Chile, usted donde se trata de usted o no se sabe', () => {
    expect(paises.map((pais) => [pais, tratoDe(pais)])).toEqual([
      ['AR', 'voseo'],
      ['MX', 'tu'],
      ['ES', 'tu'],
      ['CO', 'usted'],
      ['CL', 'tu'],
      ['PE', 'usted'],
      ['UY', 'voseo'],
    ]);
    expect(tratoDe(null)).toBe('usted');
  });

  it.each(tratos)('en %s no se mezcla con los otros dos', (trato) => {
    const ajenas = tratos.filter((otro) => otro !== trato).map((otro) => propias[otro]);
    const prohibidas = trato === 'usted' ? [...ajenas, deConfianza] : ajenas;
    const frases = [...new Set(guiones[trato].flatMap(dicho))];
    expect(frases.filter((frase) => prohibidas.some((ajena) => ajena.test(frase)))).toEqual([]);
    expect(frases.filter((frase) => propias[trato].test(frase)).length).toBeGreaterThan(30);
  });

  it('una llave o una barra en un dato no se interpreta', () => {
    expect(decir('tu', '{Sos|Eres|Es} {persona}. {otro}.', { persona: '{a|b|c} {monto}' })).toBe(
      'Eres {a|b|c} {monto}. .',
    );
  });
});

describe('la hoja', () => {
  it('al cobrar pide un monto y un día, más cerca cuanto peor paga', () => {
    const fechas = (['A', 'B', 'C', 'D', 'nueva'] as const).map((clase) => guionDe({ clase }).objetivo.fecha);
    expect(fechas).toEqual(['2026-07-08', '2026-07-06', '2026-07-03', '2026-07-03', '2026-07-06']);
    expect(guionDe({ clase: 'A', rompePromesas: true }).objetivo).toMatchObject({
      monto: 1_050_000,
      moneda: ARS,
      fecha: '2026-07-02',
    });
  });

  it('el tono cambia con la clase y el compromiso se repite al terminar, con monto, día y medio', () => {
    const aperturas = new Set(clases.map((clase) => guionDe({ clase }).apertura.at(-1)));
    expect(aperturas.size).toBe(5);
    expect(guionDe({ clase: 'B' }).cierre[0]).toBe(
      'Entonces quedamos así: pagás 10.500,00 ARS el lunes 6 de julio, por transferencia. ¿Lo anoto?',
    );
  });

  it('lo que el cliente ya dijo va primero entre las objeciones, y se retoma al preguntar', () => {
    const { objeciones, preguntas } = guionDe({ motivos: ['cheque-rechazado', 'otro'] });
    expect(objeciones.slice(0, 2).map(({ motivo, dicha }) => [motivo, dicha])).toEqual([
      ['cheque-rechazado', true],
      ['otro', true],
    ]);
    expect(objeciones.at(-1)?.motivo).toBe('ya-pago');
    expect(preguntas[0]).toContain('mencionaste el cheque rechazado');
  });

  it('un motivo propio de la empresa también tiene respuesta', () => {
    const [primera] = guionDe({ motivos: ['obra-parada'] }).objeciones;
    expect(primera?.dice).toContain('obra parada');
    expect(primera?.responder).not.toBe('');
  });

  it('las ofertas empiezan por la que conviene y ninguna pasa de la política', () => {
    const { ofertas } = guionDe({ clase: 'D' });
    expect(ofertas.length).toBeGreaterThanOrEqual(3);
    expect(ofertas[0]).toContain('10 % de descuento');
    for (const clase of clases)
      for (const oferta of guionDe({ clase }).ofertas) {
        expect(Number(/(\d+) cuotas/.exec(oferta)?.[1] ?? 0)).toBeLessThanOrEqual(6);
        expect(Number(/(\d+)(?:,\d+)? % de descuento/.exec(oferta)?.[1] ?? 0)).toBeLessThanOrEqual(10);
      }
  });

  it('con una promesa a tiempo se confirma y no se reclama', () => {
    const guion = guionDe({ acuerdos: [promesa('abierta')] });
    expect(guion).toMatchObject({ motivo: 'confirmar', ofertas: [], objeciones: [] });
    expect(guion.antes.join()).toContain('no reclamar: promesa de pago para el 2026-07-10');
    expect(guion.apertura.at(-1)).toContain('10.500,00 ARS el viernes 10 de julio');
  });

  it('sin nada vencido se avisa con tiempo, y sin deuda se agradece', () => {
    const futura = guionDe({ documentos: [documento(3, '2026-07-15', 100)] });
    expect([futura.motivo, futura.objetivo.fecha]).toEqual(['avisar', '2026-07-15']);
    expect(guionDe({ documentos: [] }).motivo).toBe('agradecer');
  });

  it('con todo lo vencido en disputa se pregunta por la disputa, con su razón, y no se reclama ni se avisa', () => {
    const guion = guionDe({
      hechos: { enDisputa: new Map(vencidas.map(({ documentoId, saldo }) => [documentoId, saldo])) },
      disputas: vencidas.map(({ documentoId }) => ({ documentoId, motivo: 'mercaderia-o-servicio' })),
    });
    expect(guion).toMatchObject({ motivo: 'resolver', ofertas: [], objeciones: [], objetivo: { monto: null } });
    expect(guion.objetivo.texto).toBe(
      'resolver la disputa de las facturas F-1 y F-2 (mercadería o servicio), por 10.500,00 ARS, sin reclamar nada',
    );
    expect(guion.apertura.at(-1)).toContain('planteaste sobre las facturas F-1 y F-2: mercadería o servicio');
    expect(guion.datos).toContain('en disputa: F-1 (mercadería o servicio)');
    expect([...guion.apertura, ...guion.preguntas].join(' ')).not.toMatch(/vence el|pensás pagarla/);
  });

  it('con todo lo vencido en un cheque por cobrar se espera el cheque, y no se reclama', () => {
    const cheques = vencidas.map(({ documentoId, saldo: monto }) => ({
      documentoId,
      monto,
      fecha: fecha('2026-07-20'),
    }));
    const guion = guionDe({ hechos: { cheques } });
    expect(guion.motivo).toBe('esperar');
    expect(guion.objetivo.texto).toBe(
      'esperar el cobro, sin reclamar: cheque por cobrar el 2026-07-20, por 10.500,00 ARS',
    );
    expect(guion.apertura.at(-1)).toContain('sigue en pie lo del cheque por cobrar el 2026-07-20');
  });

  it('lo que se avisa es lo que de verdad vence y nada retiene', () => {
    const documentos = [documento(3, '2026-07-10', 100), documento(4, '2026-07-15', 200)];
    const guion = guionDe({
      documentos,
      hechos: { enDisputa: new Map([[3, 100]]) },
      disputas: [{ documentoId: 3, motivo: 'otro' }],
    });
    expect(guion.motivo).toBe('avisar');
    expect(guion.objetivo).toMatchObject({ monto: 200, fecha: '2026-07-15' });
    expect(guion.apertura.at(-1)).toContain('la factura F-4, de 2,00 ARS, vence el miércoles 15 de julio');
  });

  it('dice antes de llamar lo que impide llamar', () => {
    const pausa: Pausa = {
      id: 1,
      clienteId: 1,
      clase: 'pausa',
      desde: hoy,
      hasta: fecha('2026-07-20'),
      motivo: 'x',
      terminada: null,
    };
    expect(guionDe({ pausa, conDatos: false }).antes).toEqual([
      'no llamar: está en pausa hasta el 2026-07-20',
      'pidió que no se lo contacte por: whatsapp',
      'no hay teléfono: conseguirlo antes',
    ]);
  });
});
