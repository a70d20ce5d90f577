import { resolve } from 'node:path';
import { exponente, type Moneda, moneda } from '../dominio/dinero.ts';
import { type Fecha, fecha } from '../dominio/fecha.ts';
import { plantillaDeTono } from '../dominio/mensaje/tono-de-paso.ts';
import { type DiaDeSemana, diasDeSemana, type Politica, type Ventana } from '../dominio/politica.ts';
import { politicaPredeterminada } from '../dominio/politica-predeterminada.ts';
import { limitesDe } from '../dominio/presets-contacto.ts';
import type { Trato } from '../dominio/trato.ts';
import type { PoliticaEscrita } from './politica-esquema.ts';

/** La ruta completa de un archivo que la política nombra, o `null` si no nombra ninguno. */
export function rutaDesde(carpeta: string, escrita: string | undefined): string | null {
  return escrita ? resolve(carpeta, escrita) : null;
}

/** Unidades menores: el esquema ya comprobó que el monto tiene a lo sumo los decimales de su moneda. */
export function montosDe(tabla: Readonly<Record<string, number>> = {}): ReadonlyMap<Moneda, number> {
  return new Map(
    Object.entries(tabla).map(([codigo, monto]) => [
      moneda(codigo),
      Math.round(monto * 10 ** exponente(moneda(codigo))),
    ]),
  );
}

/** Los límites del preset, y encima lo que el archivo dice. */
export function contactoDe({ contacto = {} }: PoliticaEscrita): Politica['contacto'] {
  const preset = contacto.preset ?? politicaPredeterminada.contacto.preset;
  const base = limitesDe(preset);
  return {
    preset,
    ventanas: contacto.ventanas === undefined ? base.ventanas : ventanasDe(contacto.ventanas),
    diaMax: contacto.max_dia ?? base.diaMax,
    semanaMax: contacto.max_semana ?? base.semanaMax,
    separacionDias: contacto.separacion_dias ?? base.separacionDias,
    canalesSemanaMax: contacto.max_canales_semana ?? base.canalesSemanaMax,
    llamadasSemanaMax: contacto.max_llamadas_semana ?? base.llamadasSemanaMax,
    feriadosExtra: diasDe(contacto.feriados_extra),
    feriadosQuitados: diasDe(contacto.feriados_quitar),
  };
}

function diasDe(escritos: readonly string[] = []): ReadonlySet<Fecha> {
  return new Set(escritos.map((dia) => fecha(dia)));
}

/** Un día dicho solo vale más que el tramo que lo contiene; un tramo puede dar la vuelta a la semana (`sab-lun`). */
function ventanasDe(escritas: Readonly<Record<string, string>>): ReadonlyMap<DiaDeSemana, Ventana> {
  const ventanas = new Map<DiaDeSemana, Ventana>();
  const porEspecificidad = Object.entries(escritas).sort(([una], [otra]) => otra.length - una.length);
  for (const [clave, horario] of porEspecificidad) {
    const [desde = '', hasta = desde] = clave.split('-');
    const orden: readonly string[] = diasDeSemana;
    const primero = orden.indexOf(desde);
    const cuantos = (orden.indexOf(hasta) - primero + 7) % 7;
    for (let paso = 0; paso <= cuantos; paso++) {
      const dia = diasDeSemana[(primero + paso) % 7];
      if (dia !== undefined) ventanas.set(dia, ventanaDe(horario));
    }
  }
  return ventanas;
}

function ventanaDe(horario: string): Ventana {
  const [desdeMinutos = 0, hastaMinutos = 0] = horario
    .split('-')
    .map((hora) => Number(hora.slice(0, 2)) * 60 + Number(hora.slice(3)));
  return { desdeMinutos, hastaMinutos };
}

/** Los primeros mensajes de deuda vieja, si no se dice cuántos por día, son los de una corrida. */
export function recordatoriosDe({ recordatorios = {} }: PoliticaEscrita, carpeta: string): Politica['recordatorios'] {
  const base = politicaPredeterminada.recordatorios;
  const porCorridaMax = recordatorios.max_por_corrida ?? base.porCorridaMax;
  const { eventos = {} } = recordatorios;
  return {
    saldoMin: montosDe(recordatorios.minimo),
    pagosRecientesDias: recordatorios.pagos_recientes_dias ?? base.pagosRecientesDias,
    porCorridaMax,
    deudaViejaDiaMax: recordatorios.deuda_vieja_por_dia ?? porCorridaMax,
    pasos: recordatorios.pasos?.map(pasoDe) ?? base.pasos,
    secuencias: new Map(Object.entries(recordatorios.secuencias ?? {})),
    reglas:
      recordatorios.reglas?.map(({ secuencia, facturas = [], clientes = [], segmentos = [], clases = [] }) => ({
        secuencia,
        facturas,
        clientes,
        segmentos,
        clases,
      })) ?? base.reglas,
    eventos: {
      promesaAntesDias: eventos.promesa_antes ?? base.eventos.promesaAntesDias,
      cuotaAntesDias: eventos.cuota_antes ?? base.eventos.cuotaAntesDias,
      gracias: eventos.gracias ?? base.eventos.gracias,
    },
    carpetaDePlantillas: rutaDesde(carpeta, recordatorios.plantillas),
    adjunto: recordatorios.adjunto ?? base.adjunto,
    trato: recordatorios.trato === undefined ? base.trato : tratoEscrito[recordatorios.trato],
  };
}

const tratoEscrito: Readonly<Record<'vos' | 'voseo' | 'tu' | 'tú' | 'usted', Trato>> = {
  vos: 'voseo',
  voseo: 'voseo',
  tu: 'tu',
  tú: 'tu',
  usted: 'usted',
};

type PasoEscrito = NonNullable<NonNullable<PoliticaEscrita['recordatorios']>['pasos']>[number];

function pasoDe(escrito: PasoEscrito): Politica['recordatorios']['pasos'][number] {
  const { codigo, antes, despues, canal = 'email', tono = null, segmentos = [], clases = [] } = escrito;
  const diasDesdeVencimiento = antes === undefined ? (despues ?? 0) : antes === 0 ? 0 : -antes;
  const porTono = tono === null ? null : plantillaDeTono({ tono, canal, diasDesdeVencimiento });
  return {
    codigo,
    diasDesdeVencimiento,
    canal,
    tono,
    plantilla: escrito.plantilla ?? porTono ?? codigo,
    plantillaB: escrito.plantilla_b ?? null,
    segmentos,
    clases,
    saldoMin: montosDe(escrito.minimo),
    separacionDias: escrito.separacion_dias ?? null,
    plazoDias: escrito.plazo_dias ?? 0,
  };
}
