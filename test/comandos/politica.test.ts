import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';
import { analizarPolitica } from '../../src/entrada/politica-archivo.ts';
import { clavesDePolitica } from '../../src/salida/politica-claves.ts';
import { carpetaTemporal, ejecutar } from '../apoyo/ejecutar.ts';

function casa(): { HOME: string; ruta: string } {
  const HOME = carpetaTemporal();
  return { HOME, ruta: join(HOME, '.config', 'cobranzas', 'politica.toml') };
}

function escribir(ruta: string, texto: string): void {
  mkdirSync(join(ruta, '..'), { recursive: true });
  writeFileSync(ruta, texto);
}

describe('politica crear', () => {
  it('escribe un archivo que, sin cambios, es la política predeterminada', async () => {
    const { HOME, ruta } = casa();
    const { codigo, salida, errores } = await ejecutar(['politica', 'crear'], { entorno: { HOME } });
    expect([codigo, salida]).toEqual([0, '']);
    expect(errores).toContain(ruta);
    expect(analizarPolitica(readFileSync(ruta, 'utf8'), ruta)).toEqual(politicaPredeterminada);
    expect(statSync(ruta).mode & 0o777).toBe(0o600);
  });

  it('lo que trae comentado también vale', async () => {
    const { salida } = await ejecutar(['politica', 'crear', '--simular'], {});
    const descomentada = salida.replace(/^# (?=(\[+[a-z.]+\]+|[a-z_]+ = .*)$)/gm, '');
    const politica = analizarPolitica(descomentada, 'modelo');
    expect(politica.empresa).toMatchObject({ nombre: 'Distribuidora Sur SRL', pais: 'AR', moneda: 'ARS' });
    expect(politica.correo?.puerto).toBe(2525);
    expect(politica.medios).toHaveLength(1);
    expect(politica.plazos.porSegmento.get('mayorista')).toBe(45);
  });

  it('no pisa un archivo que existe', async () => {
    const { HOME, ruta } = casa();
    escribir(ruta, '# mía\n');
    const otra = join(HOME, 'otra.toml');
    escribir(otra, '# otra\n');
    for (const opciones of [[], ['--salida', otra]]) {
      const { codigo, errores } = await ejecutar(['politica', 'crear', ...opciones], { entorno: { HOME } });
      expect(codigo).toBe(2);
      expect(errores).toContain('ya existe');
    }
    expect([readFileSync(ruta, 'utf8'), readFileSync(otra, 'utf8')]).toEqual(['# mía\n', '# otra\n']);
  });

  it('con --salida escribe ahí, y con --simular no escribe nada', async () => {
    const { HOME, ruta } = casa();
    const otra = join(HOME, 'otra.toml');
    const simulada = await ejecutar(['politica', 'crear', '--simular'], { entorno: { HOME } });
    expect(simulada.salida).toContain('max_cuotas = 6');
    expect(existsSync(ruta)).toBe(false);
    await ejecutar(['politica', 'crear', '--salida', otra], { entorno: { HOME } });
    expect(readFileSync(otra, 'utf8')).toBe(simulada.salida);
    expect(existsSync(ruta)).toBe(false);
  });
});

describe('politica ver', () => {
  it('lista cada clave con su valor y de dónde sale', async () => {
    const { HOME, ruta } = casa();
    escribir(ruta, '[acuerdos]\nmax_quita = 12.5\n[[medios]]\nnombre = "Efectivo"\ninstrucciones = "en caja"\n');
    const { salida } = await ejecutar(['politica', 'ver', '--formato', 'json'], { entorno: { HOME } });
    const filas: { clave: string; valor: unknown; origen: string }[] = JSON.parse(salida);
    const fila = (clave: string) => filas.find((una) => una.clave === clave);
    expect(fila('acuerdos.max_quita')).toMatchObject({ valor: '12.5', origen: 'archivo' });
    expect(fila('medios')).toMatchObject({ valor: 'Efectivo', origen: 'archivo' });
    expect(fila('acuerdos.max_cuotas')).toMatchObject({ valor: '6', origen: 'predeterminada' });
    expect(fila('contacto.ventanas')).toMatchObject({ valor: 'lun-vie = 08:00-19:00', origen: 'predeterminada' });
    expect(filas).toHaveLength(clavesDePolitica(politicaPredeterminada).length);
  });

  it('lo que fija el preset elegido dice de qué preset sale, y de qué norma', async () => {
    const { HOME, ruta } = casa();
    escribir(ruta, '[contacto]\npreset = "CO"\nmax_semana = 1\n');
    const { salida, errores } = await ejecutar(['politica', 'ver', '--formato', 'json'], { entorno: { HOME } });
    const filas: { clave: string; valor: unknown; origen: string }[] = JSON.parse(salida);
    const origen = (clave: string) => filas.find((una) => una.clave === `contacto.${clave}`)?.origen;
    expect([origen('preset'), origen('max_semana'), origen('ventanas'), origen('feriados_extra')]).toEqual([
      'archivo',
      'archivo',
      'preset CO',
      'predeterminada',
    ]);
    expect(errores).toContain('preset CO: Ley 2300 de 2023');
    expect(errores).toContain('no es consejo legal');
  });

  it('sin archivo muestra la predeterminada y dice cómo hacer una', async () => {
    const { codigo, salida, errores } = await ejecutar(['politica', 'ver'], {});
    expect(codigo).toBe(0);
    expect(salida).not.toContain(',archivo');
    expect(errores).toContain('politica crear');
  });
});

describe('politica validar', () => {
  it('dice que vale y qué estrategia rige, y avisa si la elegida ya pasó', async () => {
    const { HOME, ruta } = casa();
    escribir(ruta, 'estrategia = "crisis"\n[estrategias.crisis]\nhasta = 2026-06-30\n');
    const { codigo, salida, errores } = await ejecutar(['politica', 'validar', '--formato', 'json'], {
      entorno: { HOME },
    });
    expect(codigo).toBe(0);
    expect(JSON.parse(salida)).toMatchObject({ archivo: ruta, estado: 'valida', estrategia: 'equilibrada' });
    expect(errores).toContain('rigió hasta');
  });

  it('avisa si los límites escritos pasan los que se conocen de la norma del país', async () => {
    const archivo = join(carpetaTemporal(), 'larga.toml');
    writeFileSync(
      archivo,
      '[empresa]\npais = "CO"\n[contacto]\nmax_dia = 2\nventanas = { lun-vie = "07:00-19:00", sab = "08:00-18:00" }\n',
    );
    const { codigo, errores } = await ejecutar(['politica', 'validar', archivo], {});
    expect(codigo).toBe(0);
    expect(errores).toContain('contacto: max_dia es 2 y en CO es 1, como mucho (docs/PRESETS.md)');
    expect(errores).toContain('contacto: ventanas admite horas que en CO no se puede: sab');
    expect(errores).not.toContain('max_canales');
  });

  it('de un archivo que no vale nombra todo lo que está mal, con su línea, y termina con 1', async () => {
    const archivo = join(carpetaTemporal(), 'mala.toml');
    writeFileSync(archivo, '[acuerdos]\nmax_cuotas = "seis"\nmax_kita = 5\n');
    const { codigo, salida, errores } = await ejecutar(['politica', 'validar', archivo], {});
    expect([codigo, salida]).toEqual([1, '']);
    expect(errores).toContain('línea 2, acuerdos.max_cuotas: se esperaba un entero entre 1 y 60, dice "seis"');
    expect(errores).toContain('línea 3, acuerdos.max_kita: no existe esa clave; ¿quiso decir max_quita?');
  });

  it('sin archivo que revisar es un error de uso', async () => {
    const { codigo, errores } = await ejecutar(['politica', 'validar'], {});
    expect(codigo).toBe(2);
    expect(errores).toContain('politica crear');
  });
});
