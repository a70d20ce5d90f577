import { moneda } from '../dominio/dinero.ts';
import { equilibrada } from '../dominio/estrategias.ts';
import { fecha } from '../dominio/fecha.ts';
import {
  type Criterio,
  criterios,
  type Estrategia,
  type Politica,
  type SeguridadDeCorreo,
} from '../dominio/politica.ts';
import { politicaPredeterminada } from '../dominio/politica-predeterminada.ts';
import { contactoDe, montosDe, recordatoriosDe, rutaDesde } from './politica-conversion-recordatorios.ts';
import type { PoliticaEscrita } from './politica-esquema.ts';

/**
 * Pasa lo escrito, ya comprobado, a la política del dominio; lo que no se dijo queda como en la predeterminada. Los
 * archivos que nombra se buscan desde `carpeta`, la del archivo de política.
 */
export function convertirPolitica(escrita: PoliticaEscrita, carpeta: string): Politica {
  const base = politicaPredeterminada;
  const { empresa = {}, plazos = {}, acuerdos = {} } = escrita;
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
    correo: correoDe(escrita, carpeta),
    contacto: contactoDe(escrita),
    recordatorios: recordatoriosDe(escrita, carpeta),
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

function correoDe({ correo }: PoliticaEscrita, carpeta: string): Politica['correo'] {
  if (correo === undefined) return null;
  const seguridad = correo.seguridad ?? 'starttls';
  return {
    servidor: correo.servidor || null,
    puerto: correo.puerto ?? puertoHabitual[seguridad],
    seguridad,
    usuario: correo.usuario || null,
    claveArchivo: rutaDesde(carpeta, correo.clave_archivo),
    de: correo.de || null,
    responderA: correo.responder_a || null,
    firma: correo.firma || null,
  };
}
