import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { moneda } from '../../src/dominio/dinero.ts';
import { ErrorDeDatos, ErrorDeUso, type ErrorDeUsuario } from '../../src/dominio/errores.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';
import { analizarPolitica, leerPolitica } from '../../src/entrada/politica-archivo.ts';

const analizar = (texto: string) => analizarPolitica(texto, 'p.toml');

function rechazo(texto: string): string[] {
  try {
    analizar(texto);
  } catch (error) {
    expect(error).toBeInstanceOf(ErrorDeDatos);
    const { message, detalle } = error as ErrorDeUsuario;
    return [message, ...detalle];
  }
  throw new Error(`se aceptó: ${texto}`);
}

/** Todas las claves que existen, como las muestra la documentación. */
const completa = `
estrategia = "crisis"
[empresa]
nombre = "Distribuidora Sur SRL"
email = "cobros@sur.example"
telefono = "+54 11 5555"
pais = "AR"
moneda = "ARS"
zona_horaria = "America/Argentina/Buenos_Aires"
[plazos]
dias = 45
por_segmento = { mayorista = 60 }
[antiguedad]
tramos = [15, 45]
[clases]
limites = [0, 15, 45]
[estrategias.crisis]
dias_minimos = 90
monto_minimo = { ARS = 10000.50, CLP = 700 }
hasta = 2026-12-31
puntos = { monto = 50.5, antiguedad = 29.5, promesas = 10, silencio = 5, clase = 5 }
[acuerdos]
max_cuotas = 12
max_quita = 12.5
tolerancia_dias = 2
caida = { cuotas = 3, dias = 20 }
min_primer_pago = 12.5
max_dias_primer_pago = 30
autorizan = ["Marta Ruiz"]
[gestion]
resultados = ["hablado", "no-atiende"]
resultados_sin_respuesta = ["no-atiende"]
motivos = ["feria", "otro"]
sin_contacto_dias = 20
pausa_por_problema_dias = 3
[[medios]]
nombre = "Transferencia"
instrucciones = "CBU 0000… alias SUR.COBROS"
[correo]
servidor = "127.0.0.1"
puerto = 2525
seguridad = "ninguna"
usuario = ""
clave_archivo = "claves/smtp"
de = "Cobranzas <cobros@sur.example>"
responder_a = ""
firma = "Marta, de cobranzas"
[contacto]
preset = "libre"
ventanas = { lun-vie = "08:00-19:00", mie = "10:00-12:30", sab-lun = "09:00-24:00" }
max_dia = 2
max_semana = 4
separacion_dias = 1
[recordatorios]
minimo = { ARS = 5000 }
pagos_recientes_dias = 5
max_por_corrida = 100
[[recordatorios.pasos]]
codigo = "aviso"
antes = 3
canal = "email"
plantilla = "aviso"
segmentos = []
[[recordatorios.pasos]]
codigo = "reclamo"
despues = 7
canal = "llamada"
plantilla = "firme"
segmentos = ["mayorista"]
`;

describe('archivo de política', () => {
  it('vacío da la política predeterminada', () => {
    expect(analizar('')).toEqual(politicaPredeterminada);
    expect(analizar('# nada\n[acuerdos]\n')).toEqual(politicaPredeterminada);
  });

  it('cada clave documentada llega a la política con sus unidades', () => {
    const politica = analizar(completa);
    expect(politica.empresa).toEqual({
      nombre: 'Distribuidora Sur SRL',
      email: 'cobros@sur.example',
      telefono: '+54 11 5555',
      pais: 'AR',
      moneda: 'ARS',
      zonaHoraria: 'America/Argentina/Buenos_Aires',
    });
    expect(politica.plazos).toEqual({ dias: 45, porSegmento: new Map([['mayorista', 60]]) });
    expect(politica.antiguedad.tramos).toEqual([15, 45]);
    expect(politica.clases.limites).toEqual([0, 15, 45]);
    expect(politica.estrategia).toBe('crisis');
    expect(politica.estrategias.get('crisis')).toEqual({
      nombre: 'crisis',
      diasMoraMin: 90,
      hasta: '2026-12-31',
      saldoMin: new Map([
        [moneda('ARS'), 1_000_050],
        [moneda('CLP'), 700],
      ]),
      puntos: { monto: 50.5, antiguedad: 29.5, promesas: 10, silencio: 5, clase: 5 },
    });
    expect(politica.acuerdos).toEqual({
      cuotasMax: 12,
      quitaMaxPuntosBasicos: 1250,
      toleranciaDiasHabiles: 2,
      caida: { cuotas: 3, dias: 20 },
      primerPagoMinPuntosBasicos: 1250,
      primerPagoDiasMax: 30,
      autorizan: ['Marta Ruiz'],
    });
    expect(politica.gestion).toEqual({
      resultados: ['hablado', 'no-atiende'],
      resultadosSinRespuesta: ['no-atiende'],
      motivos: ['feria', 'otro'],
      sinContactoDias: 20,
      pausaPorProblemaDias: 3,
    });
    expect(politica.medios).toEqual([{ nombre: 'Transferencia', instrucciones: 'CBU 0000… alias SUR.COBROS' }]);
    expect(politica.correo).toEqual({
      servidor: '127.0.0.1',
      puerto: 2525,
      seguridad: 'ninguna',
      usuario: null,
      claveArchivo: join(process.cwd(), 'claves/smtp'),
      de: 'Cobranzas <cobros@sur.example>',
      responderA: null,
      firma: 'Marta, de cobranzas',
    });
    expect(politica.contacto).toMatchObject({ preset: 'libre', diaMax: 2, semanaMax: 4, separacionDias: 1 });
    expect(politica.recordatorios).toMatchObject({
      saldoMin: new Map([[moneda('ARS'), 500_000]]),
      pagosRecientesDias: 5,
      porCorridaMax: 100,
      pasos: [
        { codigo: 'aviso', diasDesdeVencimiento: -3, canal: 'email', plantilla: 'aviso', segmentos: [] },
        { codigo: 'reclamo', diasDesdeVencimiento: 7, canal: 'llamada', plantilla: 'firme', segmentos: ['mayorista'] },
      ],
    });
  });

  it('un día dicho solo vale más que el tramo que lo contiene, y un tramo puede dar la vuelta a la semana', () => {
    const { ventanas } = analizar(completa).contacto;
    expect(ventanas.get('mar')).toEqual({ desdeMinutos: 480, hastaMinutos: 1140 });
    expect(ventanas.get('mie')).toEqual({ desdeMinutos: 600, hastaMinutos: 750 });
    expect(ventanas.get('dom')).toEqual({ desdeMinutos: 540, hastaMinutos: 1440 });
  });

  it('lo que una estrategia no dice viene de la incluida del mismo nombre, o de equilibrada', () => {
    const { estrategias } = analizar('[estrategias.crisis]\nhasta = 2026-12-31\n[estrategias.mia]\ndias_minimos = 5');
    expect(estrategias.get('crisis')).toMatchObject({ diasMoraMin: 91, hasta: '2026-12-31', puntos: { monto: 50 } });
    expect(estrategias.get('mia')).toMatchObject({ diasMoraMin: 5, hasta: null, puntos: { monto: 40 } });
  });

  it('quien cambia los resultados y no dice cuáles son sin respuesta conserva los conocidos', () => {
    const { gestion } = analizar('[gestion]\nresultados = ["ocupado", "hablado"]');
    expect(gestion.resultadosSinRespuesta).toEqual(['ocupado']);
    expect(gestion.motivos).toEqual(politicaPredeterminada.gestion.motivos);
  });

  it('sin puerto se usa el habitual de la seguridad elegida', () => {
    expect(analizar('[correo]\nservidor = "x.example"').correo).toMatchObject({ seguridad: 'starttls', puerto: 587 });
    expect(analizar('[correo]\nseguridad = "tls"').correo).toMatchObject({ servidor: null, puerto: 465 });
  });

  it('una clave desconocida se rechaza con su línea y la más parecida', () => {
    expect(rechazo('[acuerdos]\n\nmax_cuota = 6\n[recordatoris]\n')).toEqual([
      'p.toml, línea 3, acuerdos.max_cuota: no existe esa clave; ¿quiso decir max_cuotas?',
      'línea 4, recordatoris: no existe esa clave; ¿quiso decir recordatorios?',
    ]);
    expect(
      rechazo(
        '[[medios]]\nnombre = "a"\ninstrucciones = """\nuna\ndos"""\n[[medios]]\nnombre = "b"\ninstrucciones = "c"\ncbu = 1',
      ),
    ).toEqual(['p.toml, línea 9, medios[2].cbu: no existe esa clave']);
    expect(rechazo('"acuerdos"."max_cuota" = 1')[0]).toContain('línea 1, acuerdos.max_cuota');
  });

  it('un valor que no vale se rechaza con línea, clave, lo esperado y lo que dice', () => {
    expect(rechazo(`${'\n'.repeat(10)}[acuerdos]\nmax_cuotas = "seis"`)).toEqual([
      'p.toml, línea 12, acuerdos.max_cuotas: se esperaba un entero entre 1 y 60, dice "seis"',
    ]);
    expect(
      rechazo(
        '[[recordatorios.pasos]]\ncodigo = "a"\nantes = 1\n\n[[recordatorios.pasos]]\ncodigo = "b"\nantes = 1\ncanal = "fax"',
      ),
    ).toEqual([
      'p.toml, línea 8, recordatorios.pasos[2].canal: se esperaba una de estas palabras: email, whatsapp, llamada, carta, dice "fax"',
    ]);
    expect(rechazo('[[medios]]\nnombre = "a"')).toEqual([
      'p.toml, línea 1, medios[1].instrucciones: se esperaba un texto, y falta',
    ]);
  });

  const malas: readonly (readonly [toml: string, dice: string])[] = [
    [
      '[estrategias.x]\npuntos = { monto = 95 }',
      'línea 2, estrategias.x.puntos: los puntos deben sumar 100 y suman 95',
    ],
    ['[estrategias.x]\npuntos = { monto = 99.99, clase = 0.01 }', 'a lo sumo un decimal'],
    ['[estrategias.x]\ndias_minimos = 0', 'un entero entre 1 y 3650, dice 0'],
    ['[estrategias.x]\nhasta = "2026-12-31"', 'una fecha AAAA-MM-DD sin comillas, dice "2026-12-31"'],
    ['[estrategias.x]\nhasta = 2026-02-30', 'línea 2, estrategias.x.hasta: 2026-02-30 no es un día del calendario'],
    ['[estrategias.x]\nhasta = 2026-02-03T10:00:00', 'una fecha AAAA-MM-DD sin comillas'],
    ['[estrategias.Mal_Nombre]\ndias_minimos = 1', 'un nombre en minúsculas'],
    [
      'estrategia = "nada"',
      'línea 1, estrategia: se esperaba una de estas: antiguas, crisis, equilibrada, montos, dice "nada"',
    ],
    [
      '[estrategias.x]\nmonto_minimo = { PESOS = 1 }',
      'línea 2, estrategias.x.monto_minimo.PESOS: se esperaba el código de una moneda',
    ],
    ['[recordatorios]\nminimo = { ARS = 1.005 }', 'a lo sumo 2 decimales, dice 1.005'],
    ['[recordatorios]\nminimo = { CLP = 1.5 }', 'a lo sumo 0 decimales'],
    ['[recordatorios]\nminimo = { ARS = -1 }', 'no sea negativo'],
    ['[empresa]\nzona_horaria = "America/Limaa"', 'una zona IANA'],
    ['[empresa]\nzona_horaria = "+03:00"', 'una zona IANA'],
    ['[empresa]\npais = "ar"', 'AR, MX, ES, CO, CL, PE, UY'],
    ['[empresa]\nmoneda = "PESO"', 'el código de una moneda'],
    ['[antiguedad]\ntramos = [30,\n 30]', 'límites cada vez mayores'],
    ['[antiguedad]\ntramos = []', 'al menos un límite'],
    ['[clases]\nlimites = [5, 30]', 'tres límites'],
    ['[clases]\nlimites = [5, 30, 30]', 'tres límites cada vez mayores'],
    ['[gestion]\nresultados = []', 'al menos un código'],
    ['[gestion]\nmotivos = ["otro", "otro"]', 'sin códigos repetidos'],
    ['[gestion]\nmotivos = ["Otro motivo"]', 'un nombre en minúsculas, cifras y guiones'],
    [
      '[gestion]\nresultados = ["a"]\nresultados_sin_respuesta = ["b"]',
      'resultados_sin_respuesta[1]: se esperaba uno de los resultados',
    ],
    ['[gestion]\nsin_contacto_dias = 0', 'un entero entre 1 y 365'],
    ['[acuerdos]\nmax_quita = 100.5', 'un porcentaje entre 0 y 100'],
    ['[acuerdos]\nmax_cuotas = 99999999999999999999', 'dice 99999999999999999999'],
    ['[contacto]\nventanas = { lun-vie = "19:00-08:00" }', 'que termine después de empezar'],
    ['[contacto]\nventanas = { lunes = "08:00-09:00" }', 'un día o un tramo de días'],
    ['[[recordatorios.pasos]]\ncodigo = "a"\nantes = 1\ndespues = 2', '«antes» o «despues»'],
    [
      '[[recordatorios.pasos]]\ncodigo = "a"\nantes = 1\n[[recordatorios.pasos]]\ncodigo = "a"\nantes = 2',
      'línea 5, recordatorios.pasos[2].codigo',
    ],
    ['[correo]\nde = "Sin dirección"', 'una dirección de correo'],
    ['[correo]\nde = "a\\nBcc: x@y.example <a@b.example>"', 'una dirección de correo'],
    ['empresa = 1', 'línea 1, empresa: se esperaba una tabla, dice 1'],
  ];
  it.each(malas)('rechaza %j', (toml, dice) => {
    expect(rechazo(toml).join('\n')).toContain(dice);
  });

  const ilegibles: readonly (readonly [toml: string, dice: string])[] = [
    ['[empresa]\nnombre = \n', 'p.toml, línea 2, columna 10: el valor no se entiende'],
    ['nombre = "abc\n', 'línea 1, columna'],
    ['a = 1\na = 2', 'línea 2, columna 1: la clave o la tabla ya está más arriba'],
    ['a = [1, 2', 'línea 1, columna'],
    ['clave', 'falta «=»'],
    ['a = 012', 'no puede empezar con cero'],
    ['__proto__ = 1', 'no está permitido'],
  ];
  it.each(ilegibles)('lo que no es TOML (%j) se rechaza en español con línea y columna', (toml, dice) => {
    const [mensaje = ''] = rechazo(toml);
    expect(mensaje).toContain(dice);
    expect(mensaje).not.toMatch(/expected|invalid|illegal|unexpected|TOML document/i);
  });
});

describe('leer la política', () => {
  const carpeta = mkdtempSync(join(tmpdir(), 'cobranzas-politica-'));
  afterAll(() => rmSync(carpeta, { recursive: true, force: true }));

  it('devuelve el texto tal como está junto con la política', async () => {
    const ruta = join(carpeta, 'politica.toml');
    writeFileSync(ruta, completa);
    const { politica, texto } = await leerPolitica(ruta);
    expect(texto).toBe(completa);
    expect(politica).toEqual(analizarPolitica(completa, ruta));
  });

  it('dice qué pasa cuando el archivo falta, es una carpeta o no es UTF-8', async () => {
    await expect(leerPolitica(join(carpeta, 'no.toml'))).rejects.toThrow(ErrorDeUso);
    await expect(leerPolitica(carpeta)).rejects.toThrow('es una carpeta');
    writeFileSync(join(carpeta, 'latina.toml'), Buffer.from('[empresa]\nnombre = "Ca\xf1ada"', 'latin1'));
    await expect(leerPolitica(join(carpeta, 'latina.toml'))).rejects.toThrow('UTF-8');
  });
});
