import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { ErrorDeDatos, type ErrorDeUsuario } from '../../src/dominio/errores.ts';
import { plantillasIncluidas } from '../../src/dominio/mensaje/incluidas.ts';
import { presetsDeContacto } from '../../src/dominio/politica.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';
import { limitesDe } from '../../src/dominio/presets-contacto.ts';
import { analizarPolitica } from '../../src/entrada/politica-archivo.ts';
import { presentarModelo } from '../../src/salida/politica-modelo.ts';

const analizar = (texto: string) => analizarPolitica(texto, '/casa/politica.toml');

function rechazo(texto: string): string {
  try {
    analizar(texto);
  } catch (error) {
    expect(error).toBeInstanceOf(ErrorDeDatos);
    const { message, detalle } = error as ErrorDeUsuario;
    return [message, ...detalle].join('\n');
  }
  throw new Error(`se aceptó: ${texto}`);
}

const completa = `
[recordatorios]
minimo = { ARS = 5000, CLP = 900 }
max_por_corrida = 80
deuda_vieja_por_dia = 25
secuencias = { suave = ["aviso", "amable"] }
eventos = { promesa_antes = 1, cuota_antes = 2, gracias = true }
plantillas = "textos"
adjunto = "pdf"
trato = "vos"
[[recordatorios.pasos]]
codigo = "aviso"
antes = 3
[[recordatorios.pasos]]
codigo = "amable"
despues = 7
plantilla = "amable"
tono = "amable"
plantilla_b = "amable-corta"
segmentos = ["mayorista"]
clases = ["C", "nueva"]
minimo = { ARS = 10000.5 }
separacion_dias = 4
plazo_dias = 5
[[recordatorios.reglas]]
secuencia = "suave"
clientes = ["C-102"]
[[recordatorios.reglas]]
secuencia = "general"
facturas = ["A-1-22"]
clases = ["A"]
`;

describe('los recordatorios en la política', () => {
  it('cada clave llega con sus unidades', () => {
    const { recordatorios } = analizar(completa);
    expect(recordatorios).toEqual({
      saldoMin: new Map([
        [moneda('ARS'), 500_000],
        [moneda('CLP'), 900],
      ]),
      pagosRecientesDias: 3,
      porCorridaMax: 80,
      deudaViejaDiaMax: 25,
      pasos: [
        {
          codigo: 'aviso',
          diasDesdeVencimiento: -3,
          canal: 'email',
          tono: null,
          plantilla: 'aviso',
          plantillaB: null,
          segmentos: [],
          clases: [],
          saldoMin: new Map(),
          separacionDias: null,
          plazoDias: 0,
        },
        {
          codigo: 'amable',
          diasDesdeVencimiento: 7,
          canal: 'email',
          tono: 'amable',
          plantilla: 'amable',
          plantillaB: 'amable-corta',
          segmentos: ['mayorista'],
          clases: ['C', 'nueva'],
          saldoMin: new Map([[moneda('ARS'), 1_000_050]]),
          separacionDias: 4,
          plazoDias: 5,
        },
      ],
      secuencias: new Map([['suave', ['aviso', 'amable']]]),
      reglas: [
        { secuencia: 'suave', clientes: ['C-102'], facturas: [], segmentos: [], clases: [] },
        { secuencia: 'general', facturas: ['A-1-22'], clientes: [], segmentos: [], clases: ['A'] },
      ],
      eventos: { promesaAntesDias: 1, cuotaAntesDias: 2, gracias: true },
      carpetaDePlantillas: '/casa/textos',
      adjunto: 'pdf',
      trato: 'voseo',
    });
  });

  it('la deuda vieja de un día, si no se dice, es una corrida', () => {
    expect(analizar('[recordatorios]\nmax_por_corrida = 70').recordatorios.deudaViejaDiaMax).toBe(70);
    expect(analizar('[recordatorios]\ndeuda_vieja_por_dia = 0').recordatorios.deudaViejaDiaMax).toBe(0);
  });

  it('el trato se escribe como se dice', () => {
    const trato = (escrito: string) => analizar(`[recordatorios]\ntrato = "${escrito}"`).recordatorios.trato;
    expect(['vos', 'voseo', 'tu', 'tú', 'usted'].map(trato)).toEqual(['voseo', 'voseo', 'tu', 'tu', 'usted']);
  });

  it('los archivos que nombra se buscan al lado de la política, salvo que la ruta sea completa', () => {
    expect(analizar('[correo]\nclave_archivo = "clave"').correo?.claveArchivo).toBe(join('/casa', 'clave'));
    expect(analizar('[correo]\nclave_archivo = "/etc/clave"').correo?.claveArchivo).toBe('/etc/clave');
    expect(analizar('[recordatorios]\nplantillas = ""').recordatorios.carpetaDePlantillas).toBeNull();
  });

  it.each([
    ['despues = 9', 'firme', 'firme'],
    ['antes = 2', 'amable', 'aviso'],
    ['despues = 0', 'amable', 'vence-hoy'],
    ['antes = 2\ncanal = "whatsapp"', 'amable', 'whatsapp-aviso'],
    ['despues = 9\ncanal = "whatsapp"', 'amable', 'whatsapp'],
    ['despues = 9\ncanal = "whatsapp"', 'firme', 'firme'],
    ['despues = 9\ncanal = "carta"', 'directo', 'carta'],
    ['despues = 9\ncanal = "llamada"', 'directo', 'llamada'],
  ])('un paso con «%s» y tono %s, sin plantilla, usa la incluida %s', (cuando, tono, plantilla) => {
    const texto = `[[recordatorios.pasos]]\ncodigo = "uno"\n${cuando}\ntono = "${tono}"`;
    const [paso] = analizar(texto).recordatorios.pasos;
    expect(paso).toMatchObject({ tono, plantilla });
    const incluida = plantillasIncluidas.find(({ codigo }) => codigo === plantilla);
    expect(incluida?.tono).toBe(tono);
    const [otro] = analizar(`${texto}\nplantilla = "propia"`).recordatorios.pasos;
    expect(otro).toMatchObject({ tono, plantilla: 'propia' });
  });

  it('el modelo de una política con tonos, leído, es la misma política', () => {
    const politica = analizar('[[recordatorios.pasos]]\ncodigo = "uno"\ndespues = 9\ntono = "firme"\nplazo_dias = 3');
    expect(analizar(presentarModelo(politica))).toEqual(politica);
  });

  const malas: readonly (readonly [toml: string, dice: string | RegExp])[] = [
    [
      '[recordatorios.secuencias]\nsuave = ["aviso", "carta"]',
      'línea 2, recordatorios.secuencias.suave[2]: se esperaba el código de un paso (aviso, vence-hoy, amable, directo, firme, llamada), dice "carta"',
    ],
    ['[recordatorios.secuencias]\ngeneral = ["aviso"]', 'que no sea general'],
    [
      '[[recordatorios.reglas]]\nsecuencia = "suabe"\nclientes = ["C"]\n[recordatorios.secuencias]\nsuave = ["aviso"]',
      'línea 2, recordatorios.reglas[1].secuencia: se esperaba una secuencia que exista (general, suave), dice "suabe"',
    ],
    ['[[recordatorios.reglas]]\nsecuencia = "general"', 'una regla dice a quién'],
    ['[[recordatorios.reglas]]\nsecuencia = "general"\nclientes = []', 'una regla dice a quién'],
    ['[[recordatorios.reglas]]\nsecuencia = "general"\nclases = ["E"]', 'A, B, C, D, nueva, dice "E"'],
    ['[[recordatorios.pasos]]\ncodigo = "a"\ndespues = 1\nplantilla = "../otra"', 'un nombre en minúsculas'],
    ['[[recordatorios.pasos]]\ncodigo = "a"\ndespues = 1\ncanal = "llamada"\nplantilla_b = "b"', 'línea 5'],
    ['[[recordatorios.pasos]]\ncodigo = "a"\ndespues = 1\nplazo_dias = -1', 'un entero entre 0 y 365'],
    ['[[recordatorios.pasos]]\ncodigo = "a"\ndespues = 1\ntono = "feroz"', 'amable, directo, firme, dice "feroz"'],
    [
      '[[recordatorios.pasos]]\ncodigo = "a"\nantes = 1\ntono = "firme"',
      'línea 4, recordatorios.pasos[1].tono: no hay una plantilla incluida de tono firme por email para antes del vencimiento',
    ],
    [
      '[[recordatorios.pasos]]\ncodigo = "a"\ndespues = 1\ncanal = "llamada"\ntono = "amable"',
      'línea 5, recordatorios.pasos[1].tono: no hay una plantilla incluida de tono amable por llamada; diga cuál',
    ],
    ['[recordatorios]\ntrato = "che"', 'vos, voseo, tu, tú, usted, dice "che"'],
    ['[recordatorios]\neventos = { gracias = "si" }', 'true o false, dice "si"'],
    ['[recordatorios]\nadjunto = "doc"', 'ninguno, csv, pdf'],
    ['[contacto]\nferiados_extra = ["2026-10-13"]', 'una fecha AAAA-MM-DD sin comillas'],
    ['[contacto]\nferiados_extra = [2026-02-30]', '2026-02-30 no es un día del calendario'],
    ['[contacto]\nmax_canales_semana = 0', 'un entero entre 1 y 7'],
    ...['max_dia', 'max_semana', 'max_llamadas_semana'].flatMap((clave) => [
      [
        `[contacto]\n${clave} = 0`,
        new RegExp(
          `línea 2, contacto\\.${clave}: se esperaba un entero entre 1 y \\d+, dice 0; .*cobranzas cliente pausar`,
        ),
      ] as const,
      [`[contacto]\n${clave} = -1`, /se esperaba un entero entre 1 y \d+, dice -1$/] as const,
      [`[contacto]\n${clave} = 101`, /se esperaba un entero entre 1 y \d+, dice 101$/] as const,
    ]),
  ];
  it.each(malas)('rechaza %j con su línea', (toml, dice) => {
    if (typeof dice === 'string') expect(rechazo(toml)).toContain(dice);
    else expect(rechazo(toml)).toMatch(dice);
  });
});

describe('el preset de contacto', () => {
  it.each(presetsDeContacto)('%s fija los límites y lo demás queda como está', (preset) => {
    expect(analizar(`[contacto]\npreset = "${preset}"`).contacto).toEqual({
      preset,
      ...limitesDe(preset),
      feriadosExtra: new Set(),
      feriadosQuitados: new Set(),
    });
  });

  it('lo que se escribe vale más que el preset', () => {
    const { contacto } = analizar(
      '[contacto]\npreset = "CO"\nmax_dia = 3\nventanas = { sab = "09:00-10:00" }\nferiados_extra = [2026-10-13]\nferiados_quitar = [2026-12-08]',
    );
    expect(contacto).toMatchObject({ diaMax: 3, semanaMax: null, canalesSemanaMax: 1 });
    expect(contacto.ventanas).toEqual(new Map([['sab', { desdeMinutos: 540, hastaMinutos: 600 }]]));
    expect([contacto.feriadosExtra, contacto.feriadosQuitados]).toEqual([
      new Set(['2026-10-13']),
      new Set(['2026-12-08']),
    ]);
  });

  it('sin decir cuál, rige el prudente', () => {
    expect(analizar('').contacto).toEqual(politicaPredeterminada.contacto);
    expect(analizar('[empresa]\npais = "CO"').contacto.preset).toBe('prudente');
  });
});
