/**
 * R6: los límites de contacto se cumplen. Por cada preset, una cartera que compra, paga, promete y discute, y una tarea
 * programada que corre seis veces por día, con pasos casi diarios que empujan contra los límites, en tramos que abarcan
 * feriados y cambios de hora. Juzga otro programa: límites escritos a mano, feriados preguntados al paquete y horas de la
 * orden `date`. Después, el programa construido: `recordatorios plan` en instantes de los mismos tramos manda a todos
 * cuando se puede y a nadie cuando no.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PresetDeContacto, presetsDeContacto } from '../../src/dominio/politica.ts';
import { feriadosDelPais, fueraDeHora, type HoraLocal, horasLocales, leyes } from './apoyo/limites-de-ley.ts';
import { type Medicion, medir } from './apoyo/medicion.ts';
import { cargarPrograma, type Ejecutor } from './apoyo/programa.ts';
import { type Cuenta, comienzoDeTramo, instantesDe, simularTramo } from './apoyo/simular-limites.ts';

const diasPorTramo = 25;
const deudores = 20;

/** Lo que el programa construido decide en un tramo de un preset; devuelve cuántas veces se podía y cuántas no. */
async function preguntarAlPrograma(
  ejecutar: Ejecutor,
  { azar, carpeta, falla }: Medicion,
  { preset, anio, vez, cuantas }: { preset: PresetDeContacto; anio: number; vez: number; cuantas: number },
): Promise<{ abiertas: number; cerradas: number }> {
  const ley = leyes[preset];
  const politica = join(carpeta, `${preset}.toml`);
  writeFileSync(
    politica,
    `[empresa]\npais = "${ley.pais}"\nzona_horaria = "${ley.zona}"\n[contacto]\npreset = "${preset}"\n`,
  );
  const entorno = { COBRANZAS_HOY: '', COBRANZAS_POLITICA: politica };
  const libro = join(carpeta, `${preset}-${vez}.db`);
  const csv = join(carpeta, 'facturas.csv');
  const filas = Array.from(
    { length: deudores },
    (_, orden) => `K${orden},Cliente ${orden},k${orden}@x.example,A-${orden},2019-01-02,2019-02-02,1000\n`,
  );
  writeFileSync(csv, `cliente_id,cliente,email,numero,emision,vencimiento,importe\n${filas.join('')}`);
  const importada = await ejecutar(['import', csv, '--moneda', 'EUR'], { libro });
  if (importada.codigo !== 0) throw new Error(importada.errores);
  const instantes = instantesDe(azar, { desde: comienzoDeTramo(preset, { anio, vez }), dias: diasPorTramo });
  const elegidos = Array.from({ length: cuantas }, () => azar.elegir(instantes));
  const locales = horasLocales(elegidos, ley.zona);
  const { nacionales, otros } = feriadosDelPais(ley.pais, [anio - 1, anio, anio + 1]);
  const cuenta = { abiertas: 0, cerradas: 0 };
  for (const [orden, segundos] of elegidos.entries()) {
    const local = locales[orden] as HoraLocal;
    const ambiente = { libro, ahora: new Date(segundos * 1000), entorno };
    const { codigo, salida, errores } = await ejecutar(['recordatorios', 'plan', '--formato', 'json'], ambiente);
    if (codigo !== 0) throw new Error(errores);
    const salen = (JSON.parse(salida) as { accion: string }[]).filter(({ accion }) => accion === 'enviar').length;
    const fuera = fueraDeHora(ley, local, nacionales);
    // Un día sin bancos o un puente tampoco se escribe, aunque la ley no lo pida.
    const dudoso = ley.respetaFeriados && otros.has(local.dia);
    const esperados = fuera === null && !dudoso ? deudores : 0;
    cuenta[esperados > 0 ? 'abiertas' : 'cerradas'] += 1;
    if (salen !== esperados)
      falla(`${preset}, ${local.dia} ${local.hora.toFixed(2)}: salen ${salen} de ${deudores} (${fuera ?? 'se puede'})`);
  }
  return cuenta;
}

const miles = (numero: number): string => String(numero).replace(/\B(?=(\d{3})+$)/g, '.');

await medir(
  'R6',
  async (medicion) => {
    const { completo, azar, falla } = medicion;
    // 40 clientes × 25 días × 10 tramos = 10.000 clientes-día por preset; en cada entrega, 3.000.
    const tramos = completo ? 10 : 3;
    const ejecutar = await cargarPrograma();
    const total: Cuenta = { clienteDias: 0, envios: 0, llamadas: 0, feriados: 0, cambiosDeHora: 0 };
    const preguntas = { abiertas: 0, cerradas: 0 };
    for (const preset of presetsDeContacto) {
      const previos = total.envios;
      for (let vez = 0; vez < tramos; vez++) {
        const anio = azar.entero(2024, 2031);
        simularTramo(medicion, { preset, anio, vez, dias: diasPorTramo, cuenta: total });
        const cuantas = completo ? 20 : 8;
        const { abiertas, cerradas } = await preguntarAlPrograma(ejecutar, medicion, { preset, anio, vez, cuantas });
        preguntas.abiertas += abiertas;
        preguntas.cerradas += cerradas;
      }
      // Si no sale nada, no se probó nada.
      if (total.envios - previos < 50 * tramos) falla(`${preset}: apenas ${total.envios - previos} mensajes`);
    }
    return {
      cuenta: `${miles(total.clienteDias)} clientes-día en ${presetsDeContacto.length} presets, ${miles(total.envios)} mensajes y ${miles(total.llamadas)} llamadas`,
      detalle: `${total.feriados} feriados y ${total.cambiosDeHora} cambios de hora en medio; el programa construido, ${preguntas.abiertas} planes en hora y ${preguntas.cerradas} fuera`,
    };
  },
  { enMemoria: true },
);
