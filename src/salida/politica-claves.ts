import { type Moneda, textoDecimal } from '../dominio/dinero.ts';
import { textoDeHora } from '../dominio/hora.ts';
import {
  criterios,
  diasDeSemana,
  type Estrategia,
  type PasoDeRecordatorio,
  type Politica,
  type ReglaDeSecuencia,
  type Ventana,
} from '../dominio/politica.ts';

/** Una clave de la política, con el nombre y las unidades que lleva en el archivo. */
export interface ClaveDePolitica {
  /** Tablas y clave, como se anidan en el archivo. */
  readonly ruta: readonly string[];
  /** Vacío si no tiene valor. */
  readonly valor: string;
}

/** Todas las claves de la política con su valor, en el orden del archivo. */
export function clavesDePolitica(politica: Politica): ClaveDePolitica[] {
  const { empresa, plazos, acuerdos, gestion, contacto, recordatorios } = politica;
  return [
    clave('estrategia', politica.estrategia),
    clave('empresa.nombre', empresa.nombre),
    clave('empresa.email', empresa.email),
    clave('empresa.telefono', empresa.telefono),
    clave('empresa.pais', empresa.pais),
    clave('empresa.moneda', empresa.moneda),
    clave('empresa.zona_horaria', empresa.zonaHoraria),
    clave('plazos.dias', plazos.dias),
    clave('plazos.por_segmento', tabla(plazos.porSegmento)),
    clave('antiguedad.tramos', politica.antiguedad.tramos.join(', ')),
    clave('clases.limites', politica.clases.limites.join(', ')),
    ...[...politica.estrategias.values()].flatMap(clavesDeEstrategia),
    clave('acuerdos.max_cuotas', acuerdos.cuotasMax),
    clave('acuerdos.max_quita', acuerdos.quitaMaxPuntosBasicos / 100),
    clave('acuerdos.tolerancia_dias', acuerdos.toleranciaDiasHabiles),
    clave('acuerdos.caida', `cuotas = ${acuerdos.caida.cuotas}, dias = ${acuerdos.caida.dias}`),
    clave('acuerdos.min_primer_pago', acuerdos.primerPagoMinPuntosBasicos / 100),
    clave('acuerdos.max_dias_primer_pago', acuerdos.primerPagoDiasMax),
    clave('acuerdos.autorizan', acuerdos.autorizan.join(', ')),
    clave('gestion.resultados', gestion.resultados.join(', ')),
    clave('gestion.resultados_sin_respuesta', gestion.resultadosSinRespuesta.join(', ')),
    clave('gestion.motivos', gestion.motivos.join(', ')),
    clave('gestion.sin_contacto_dias', gestion.sinContactoDias),
    clave('gestion.pausa_por_problema_dias', gestion.pausaPorProblemaDias),
    clave('medios', politica.medios.map(({ nombre }) => nombre).join(', ')),
    ...clavesDeCorreo(politica.correo),
    clave('contacto.preset', contacto.preset),
    clave('contacto.ventanas', presentarVentanas(contacto.ventanas)),
    clave('contacto.max_dia', contacto.diaMax),
    clave('contacto.max_semana', contacto.semanaMax),
    clave('contacto.separacion_dias', contacto.separacionDias),
    clave('contacto.max_canales_semana', contacto.canalesSemanaMax),
    clave('contacto.max_llamadas_semana', contacto.llamadasSemanaMax),
    clave('contacto.feriados_extra', [...contacto.feriadosExtra].join(', ')),
    clave('contacto.feriados_quitar', [...contacto.feriadosQuitados].join(', ')),
    ...clavesDeRecordatorios(recordatorios),
  ];
}

function clave(nombre: string, valor: string | number | null): ClaveDePolitica {
  return { ruta: nombre.split('.'), valor: String(valor ?? '') };
}

function clavesDeEstrategia({ nombre, puntos, diasMoraMin, saldoMin, hasta }: Estrategia): ClaveDePolitica[] {
  return [
    clave(`estrategias.${nombre}.puntos`, tabla(criterios.map((criterio) => [criterio, puntos[criterio]]))),
    clave(`estrategias.${nombre}.dias_minimos`, diasMoraMin),
    clave(`estrategias.${nombre}.monto_minimo`, montos(saldoMin)),
    clave(`estrategias.${nombre}.hasta`, hasta),
  ];
}

function clavesDeCorreo(correo: Politica['correo']): ClaveDePolitica[] {
  if (correo === null) return [clave('correo', null)];
  return [
    clave('correo.servidor', correo.servidor),
    clave('correo.puerto', correo.puerto),
    clave('correo.seguridad', correo.seguridad),
    clave('correo.usuario', correo.usuario),
    clave('correo.clave_archivo', correo.claveArchivo),
    clave('correo.de', correo.de),
    clave('correo.responder_a', correo.responderA),
    clave('correo.firma', correo.firma),
  ];
}

function clavesDeRecordatorios(recordatorios: Politica['recordatorios']): ClaveDePolitica[] {
  const { eventos, secuencias } = recordatorios;
  return [
    clave('recordatorios.minimo', montos(recordatorios.saldoMin)),
    clave('recordatorios.pagos_recientes_dias', recordatorios.pagosRecientesDias),
    clave('recordatorios.max_por_corrida', recordatorios.porCorridaMax),
    clave('recordatorios.deuda_vieja_por_dia', recordatorios.deudaViejaDiaMax),
    clave('recordatorios.trato', recordatorios.trato),
    clave('recordatorios.plantillas', recordatorios.carpetaDePlantillas),
    clave('recordatorios.adjunto', recordatorios.adjunto),
    clave('recordatorios.eventos.promesa_antes', eventos.promesaAntesDias),
    clave('recordatorios.eventos.cuota_antes', eventos.cuotaAntesDias),
    clave('recordatorios.eventos.gracias', String(eventos.gracias)),
    clave('recordatorios.pasos', recordatorios.pasos.map(presentarPaso).join(', ')),
    clave(
      'recordatorios.secuencias',
      [...secuencias].map(([nombre, pasos]) => `${nombre} = ${pasos.join(' ')}`).join(', '),
    ),
    clave('recordatorios.reglas', recordatorios.reglas.map(presentarRegla).join('; ')),
  ];
}

/** `aviso (3 antes)`, `llamada (37 después, llamada)`, `reclamo (20 después, tono firme, plantilla firme)`. */
function presentarPaso({ codigo, diasDesdeVencimiento: dias, canal, tono, plantilla }: PasoDeRecordatorio): string {
  const partes = [
    dias < 0 ? `${-dias} antes` : dias === 0 ? 'ese día' : `${dias} después`,
    ...(canal === 'email' ? [] : [canal]),
    ...(tono === null ? [] : [`tono ${tono}`]),
    ...(plantilla === codigo ? [] : [`plantilla ${plantilla}`]),
  ];
  return `${codigo} (${partes.join(', ')})`;
}

/** `suave para clientes C-1 C-2, clases A`. */
function presentarRegla({ secuencia, ...alcances }: ReglaDeSecuencia): string {
  const alcance = Object.entries(alcances).flatMap(([que, cuales]: [string, readonly string[]]) =>
    cuales.length === 0 ? [] : [`${que} ${cuales.join(' ')}`],
  );
  return `${secuencia} para ${alcance.join(', ')}`;
}

function tabla(pares: Iterable<readonly [string, string | number]>): string {
  return [...pares].map(([nombre, valor]) => `${nombre} = ${valor}`).join(', ');
}

function montos(porMoneda: ReadonlyMap<Moneda, number>): string {
  return tabla([...porMoneda].map(([moneda, monto]) => [moneda, textoDecimal({ monto, moneda })]));
}

/** Las ventanas como se escriben en el archivo, juntando los días seguidos de igual horario: `lun-vie = 08:00-19:00`. */
export function presentarVentanas(ventanas: Politica['contacto']['ventanas']): string {
  const tramos: { desde: string; hasta: string; horario: string; orden: number }[] = [];
  for (const [orden, dia] of diasDeSemana.entries()) {
    const ventana = ventanas.get(dia);
    if (ventana === undefined) continue;
    const horario = presentarHorario(ventana);
    const anterior = tramos.at(-1);
    if (anterior?.horario === horario && anterior.orden === orden - 1) Object.assign(anterior, { hasta: dia, orden });
    else tramos.push({ desde: dia, hasta: dia, horario, orden });
  }
  return tabla(tramos.map(({ desde, hasta, horario }) => [desde === hasta ? desde : `${desde}-${hasta}`, horario]));
}

function presentarHorario({ desdeMinutos, hastaMinutos }: Ventana): string {
  return `${textoDeHora(desdeMinutos)}-${textoDeHora(hastaMinutos)}`;
}
