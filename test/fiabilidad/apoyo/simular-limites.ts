import type { Contexto } from '../../../src/comandos/comando.ts';
import { hoyEnZona } from '../../../src/comandos/contexto.ts';
import { leerReloj } from '../../../src/comandos/recordatorios/momento.ts';
import { type Fecha, sumarDias } from '../../../src/dominio/fecha.ts';
import { feriadosDe } from '../../../src/dominio/feriados/feriados.ts';
import { pasoPorCorreo } from '../../../src/dominio/paso.ts';
import type { PasoDeRecordatorio, Politica, PresetDeContacto } from '../../../src/dominio/politica.ts';
import { politicaPredeterminada } from '../../../src/dominio/politica-predeterminada.ts';
import { limitesDe } from '../../../src/dominio/presets-contacto.ts';
import { planificar } from '../../../src/dominio/recordatorio/planificar.ts';
import type { ContextoDeRecordatorio } from '../../../src/dominio/recordatorio/tipos.ts';
import type { Azar } from './azar.ts';
import { ClienteSimulado } from './cartera-simulada.ts';
import {
  excesos,
  feriadosDelPais,
  fueraDeHora,
  type HoraLocal,
  horasLocales,
  type Ley,
  leyes,
} from './limites-de-ley.ts';
import type { Medicion } from './medicion.ts';

const clientesPorCartera = 40;
const DIA = 86_400;

/** Lo que se probó. */
export interface Cuenta {
  clienteDias: number;
  envios: number;
  llamadas: number;
  feriados: number;
  cambiosDeHora: number;
}

/** Un paso casi cada día, por todos los canales y sin separación propia: lo que frena son los límites. */
const pasos: readonly PasoDeRecordatorio[] = [-4, -2, 0, 1, 2, 3, 5, 8, 9, 12, 15, 18, 22, 27, 33, 39].map(
  (dias, orden) =>
    pasoPorCorreo({
      codigo: `paso-${orden}`,
      diasDesdeVencimiento: dias,
      canal: (['email', 'whatsapp', 'email', 'carta', 'email', 'llamada'] as const)[orden % 6] ?? 'email',
      plantilla: 'x',
      separacionDias: 0,
      plazoDias: orden % 5 === 4 ? 2 : 0,
    }),
);

function politicaCon(preset: PresetDeContacto, { pais, zona }: Ley): Politica {
  const base = politicaPredeterminada;
  return {
    ...base,
    empresa: { ...base.empresa, pais, zonaHoraria: zona },
    contacto: { ...base.contacto, preset, ...limitesDe(preset) },
    recordatorios: { ...base.recordatorios, pasos },
  };
}

/** Los instantes en que corre la tarea: seis por día, al azar y un minuto a cada lado de las horas en punto. */
export function instantesDe(azar: Azar, { desde, dias }: { desde: number; dias: number }): number[] {
  const instantes: number[] = [];
  for (let dia = 0; dia < dias; dia++) {
    for (let vez = 0; vez < 6; vez++) {
      const enPunto = azar.entero(0, 23) * 3600 + azar.elegir([-60, 0, 0, 60, azar.entero(0, 3599)]);
      instantes.push(desde + dia * DIA + enPunto);
    }
  }
  return instantes.sort((uno, otro) => uno - otro);
}

/** El comienzo, en segundos, de un tramo que abarca feriados o un cambio de hora de ese preset. */
export function comienzoDeTramo(preset: PresetDeContacto, { anio, vez }: { anio: number; vez: number }): number {
  const comienzos = leyes[preset].tramos;
  return Date.parse(`${anio}-${comienzos[vez % comienzos.length]}T00:00:00Z`) / 1000;
}

/** Corre un tramo de la vida de una cartera con una tarea que no para; las faltas van a `medicion.falla`. */
export function simularTramo(
  { azar, falla }: Medicion,
  {
    preset,
    anio,
    vez,
    dias,
    cuenta,
  }: { preset: PresetDeContacto; anio: number; vez: number; dias: number; cuenta: Cuenta },
): void {
  const ley = leyes[preset];
  const politica = politicaCon(preset, ley);
  const instantes = instantesDe(azar, { desde: comienzoDeTramo(preset, { anio, vez }), dias });
  const locales = horasLocales(instantes, ley.zona);
  const feriadosDeLey = feriadosDelPais(ley.pais, [anio - 1, anio, anio + 1]).nacionales;
  const feriados = feriadosDe(ley.pais, politica.contacto);
  const clientes = Array.from({ length: clientesPorCartera }, (_, orden) => new ClienteSimulado(orden + 1));
  let ayer = '';
  for (const [orden, segundos] of instantes.entries()) {
    const local = locales[orden] as HoraLocal;
    const momento = momentoDelPrograma(segundos, politica);
    if (momento.hoy !== local.dia || Math.abs(momento.minutos / 60 - local.hora) > 1e-9)
      falla(`${preset}: en el segundo ${segundos} el programa cree que es ${momento.hoy}, minuto ${momento.minutos}`);
    if (local.dia !== ayer) {
      // El primer día llega con dos semanas de compras hechas.
      for (let antes = ayer === '' ? 14 : 0; antes >= 0; antes--)
        for (const cliente of clientes) cliente.vivir(sumarDias(momento.hoy, -antes) as Fecha, azar);
      cuenta.clienteDias += clientes.length;
      if (feriadosDeLey.has(local.dia)) cuenta.feriados += 1;
      ayer = local.dia;
    }
    correr({ preset, ley, local, clientes, contexto: { politica, feriados, momento }, feriadosDeLey, cuenta, falla });
  }
  cuenta.cambiosDeHora +=
    new Set(instantes.map((segundos, orden) => desfase(segundos, locales[orden] as HoraLocal))).size - 1;
}

/** El día y la hora como los saca el programa de su reloj. */
function momentoDelPrograma(segundos: number, politica: Politica) {
  const ahora = new Date(segundos * 1000);
  const hoy = hoyEnZona(ahora, politica.empresa.zonaHoraria);
  return leerReloj({ hoy, ahora: () => ahora, entorno: {}, politica } as unknown as Contexto, {})();
}

/** Medias horas entre el reloj de la zona y el universal. */
function desfase(segundos: number, { dia, hora }: HoraLocal): number {
  return Math.round((Date.parse(`${dia}T00:00:00Z`) / 1000 + hora * 3600 - segundos) / 1800);
}

interface Corrida {
  readonly preset: PresetDeContacto;
  readonly ley: Ley;
  readonly local: HoraLocal;
  readonly clientes: readonly ClienteSimulado[];
  readonly contexto: ContextoDeRecordatorio;
  readonly feriadosDeLey: ReadonlySet<string>;
  readonly cuenta: Cuenta;
  readonly falla: Medicion['falla'];
}

/** Un plan, enviado entero y juzgado mensaje por mensaje. */
function correr({ preset, ley, local, clientes, contexto, feriadosDeLey, cuenta, falla }: Corrida): void {
  const { hoy } = contexto.momento;
  const leidos = clientes.map((cliente) => cliente.comoSeLee(hoy));
  for (const decision of planificar(leidos, contexto, { primerosDeDeudaViejaHoy: 0 })) {
    const { paso, accion, clienteId, regla, moneda } = decision;
    const cliente = clientes[clienteId - 1];
    if (paso === null || cliente === undefined || (accion !== 'enviar' && regla !== 'llamada')) continue;
    const faltas = excesos(ley, cliente.contactos, { dia: local.dia, canal: paso.canal });
    // Una carta no tiene hora; de una llamada se decide el día, y la hora la mira quien llama.
    const aMediodia = regla === 'llamada' ? { ...local, hora: 12 } : local;
    const fuera = paso.canal === 'carta' ? null : fueraDeHora(ley, aMediodia, feriadosDeLey);
    if (fuera !== null) faltas.push(fuera);
    if (accion === 'enviar') {
      cuenta.envios += 1;
      faltas.push(...cliente.anotar(decision, paso, hoy));
    } else {
      cuenta.llamadas += 1;
      cliente.llamar(moneda, paso, hoy);
    }
    for (const falta of faltas)
      falla(`${preset}, cliente ${clienteId}, ${local.dia} ${local.hora.toFixed(2)}, ${paso.canal}: ${falta}`);
  }
}
