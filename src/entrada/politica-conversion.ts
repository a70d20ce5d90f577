import { exponente, type Moneda, moneda } from '../dominio/dinero.ts';
import { equilibrada } from '../dominio/estrategias.ts';
import { fecha } from '../dominio/fecha.ts';
import {
  type Criterio,
  criterios,
  type DiaDeSemana,
  diasDeSemana,
  type Estrategia,
  type Politica,
  type SeguridadDeCorreo,
  type Ventana,
} from '../dominio/politica.ts';
import { politicaPredeterminada } from '../dominio/politica-predeterminada.ts';
import type { PoliticaEscrita } from './politica-esquema.ts';

/** Pasa lo escrito, ya comprobado, a la política del dominio; lo que no se dijo queda como en la predeterminada. */
export function convertirPolitica(escrita: PoliticaEscrita): Politica {
  const base = politicaPredeterminada;
  const { empresa = {}, plazos = {}, acuerdos = {}, recordatorios = {} } = escrita;
  return {
    empresa: {
      nombre: empresa.nombre || null,
      email: empresa.email || null,
      telefono: empresa.telefono || null,
      pais: empresa.pais ?? null,
      moneda: empresa.moneda === undefined ? null : moneda(empresa.moneda),
      zonaHoraria: empresa.zona_horaria || null,
    },
    plazos: {
      dias: plazos.dias ?? base.plazos.dias,
      porSegmento: new Map(Object.entries(plazos.por_segmento ?? {})),
    },
    antiguedad: { tramos: escrita.antiguedad?.tramos ?? base.antiguedad.tramos },
    clases: { limites: escrita.clases?.limites ?? base.clases.limites },
    estrategia: escrita.estrategia ?? base.estrategia,
    estrategias: estrategiasDe(escrita),
    acuerdos: {
      cuotasMax: acuerdos.max_cuotas ?? base.acuerdos.cuotasMax,
      quitaMaxPuntosBasicos:
        acuerdos.max_quita === undefined ? base.acuerdos.quitaMaxPuntosBasicos : Math.round(acuerdos.max_quita * 100),
      toleranciaDiasHabiles: acuerdos.tolerancia_dias ?? base.acuerdos.toleranciaDiasHabiles,
      caida: {
        cuotas: acuerdos.caida?.cuotas ?? base.acuerdos.caida.cuotas,
        dias: acuerdos.caida?.dias ?? base.acuerdos.caida.dias,
      },
      primerPagoMinPuntosBasicos:
        acuerdos.min_primer_pago === undefined
          ? base.acuerdos.primerPagoMinPuntosBasicos
          : Math.round(acuerdos.min_primer_pago * 100),
      primerPagoDiasMax: acuerdos.max_dias_primer_pago ?? base.acuerdos.primerPagoDiasMax,
      autorizan: acuerdos.autorizan ?? base.acuerdos.autorizan,
    },
    gestion: gestionDe(escrita),
    medios: escrita.medios ?? base.medios,
    correo: correoDe(escrita),
    contacto: contactoDe(escrita),
    recordatorios: {
      ...base.recordatorios,
      saldoMin: montosDe(recordatorios.minimo),
      pagosRecientesDias: recordatorios.pagos_recientes_dias ?? base.recordatorios.pagosRecientesDias,
      porCorridaMax: recordatorios.max_por_corrida ?? base.recordatorios.porCorridaMax,
      pasos: pasosDe(escrita) ?? base.recordatorios.pasos,
    },
  };
}

/** Lo que una estrategia no dice viene de la incluida del mismo nombre o, si el nombre es nuevo, de `equilibrada`. */
function estrategiasDe(escrita: PoliticaEscrita): ReadonlyMap<string, Estrategia> {
  const estrategias = new Map(politicaPredeterminada.estrategias);
  for (const [nombre, dicha] of Object.entries(escrita.estrategias ?? {})) {
    const base = estrategias.get(nombre) ?? equilibrada;
    const puntos = dicha.puntos;
    estrategias.set(nombre, {
      nombre,
      diasMoraMin: dicha.dias_minimos ?? base.diasMoraMin,
      saldoMin: dicha.monto_minimo === undefined ? base.saldoMin : montosDe(dicha.monto_minimo),
      hasta: dicha.hasta === undefined ? base.hasta : fecha(dicha.hasta),
      puntos:
        puntos === undefined
          ? base.puntos
          : (Object.fromEntries(criterios.map((criterio) => [criterio, puntos[criterio] ?? 0])) as Record<
              Criterio,
              number
            >),
    });
  }
  return estrategias;
}

/** Unidades menores: el esquema ya comprobó que el monto tiene a lo sumo los decimales de su moneda. */
function montosDe(tabla: Readonly<Record<string, number>> = {}): ReadonlyMap<Moneda, number> {
  return new Map(
    Object.entries(tabla).map(([codigo, monto]) => [
      moneda(codigo),
      Math.round(monto * 10 ** exponente(moneda(codigo))),
    ]),
  );
}

/** Quien cambia los resultados y no dice cuáles son sin respuesta conserva los conocidos que sigan en su lista. */
function gestionDe({ gestion = {} }: PoliticaEscrita): Politica['gestion'] {
  const base = politicaPredeterminada.gestion;
  const resultados = gestion.resultados ?? base.resultados;
  return {
    resultados,
    resultadosSinRespuesta:
      gestion.resultados_sin_respuesta ?? base.resultadosSinRespuesta.filter((codigo) => resultados.includes(codigo)),
    motivos: gestion.motivos ?? base.motivos,
    sinContactoDias: gestion.sin_contacto_dias ?? base.sinContactoDias,
    pausaPorProblemaDias: gestion.pausa_por_problema_dias ?? base.pausaPorProblemaDias,
  };
}

/** Puertos de RFC 5321 (25), RFC 6409 (587) y RFC 8314 (465). */
const puertoHabitual: Readonly<Record<SeguridadDeCorreo, number>> = { ninguna: 25, starttls: 587, tls: 465 };

function correoDe({ correo }: PoliticaEscrita): Politica['correo'] {
  if (correo === undefined) return null;
  const seguridad = correo.seguridad ?? 'starttls';
  return {
    servidor: correo.servidor || null,
    puerto: correo.puerto ?? puertoHabitual[seguridad],
    seguridad,
    usuario: correo.usuario || null,
    claveArchivo: correo.clave_archivo || null,
    de: correo.de || null,
    responderA: correo.responder_a || null,
    firma: null,
  };
}

function contactoDe({ contacto = {} }: PoliticaEscrita): Politica['contacto'] {
  const base = politicaPredeterminada.contacto;
  return {
    ...base,
    preset: contacto.preset ?? base.preset,
    ventanas: contacto.ventanas === undefined ? base.ventanas : ventanasDe(contacto.ventanas),
    diaMax: contacto.max_dia ?? base.diaMax,
    semanaMax: contacto.max_semana ?? base.semanaMax,
    separacionDias: contacto.separacion_dias ?? base.separacionDias,
  };
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

function pasosDe({ recordatorios }: PoliticaEscrita): Politica['recordatorios']['pasos'] | undefined {
  return recordatorios?.pasos?.map(
    ({ codigo, antes, despues, canal = 'email', plantilla = codigo, segmentos = [] }) => ({
      codigo,
      diasDesdeVencimiento: antes === undefined ? (despues ?? 0) : -antes,
      canal,
      plantilla,
      plantillaB: null,
      segmentos,
      clases: [],
      saldoMin: new Map(),
      separacionDias: null,
      plazoDias: 0,
    }),
  );
}
