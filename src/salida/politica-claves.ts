import { type Moneda, textoDecimal } from '../dominio/dinero.ts';
import { criterios, diasDeSemana, type Estrategia, type Politica, type Ventana } from '../dominio/politica.ts';

/** Una clave de la política, con el nombre y las unidades que lleva en el archivo. */
export interface ClaveDePolitica {
  /** Tablas y clave, como se anidan en el archivo. */
  readonly ruta: readonly string[];
  /** Vacío si no tiene valor. */
  readonly valor: string;
}

/** Todas las claves de la política con su valor, en el orden del archivo. */
export function clavesDePolitica(politica: Politica): ClaveDePolitica[] {
  const { empresa, plazos, acuerdos, contacto, recordatorios } = politica;
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
    ...[...politica.estrategias.values()].flatMap(clavesDeEstrategia),
    clave('acuerdos.max_cuotas', acuerdos.cuotasMax),
    clave('acuerdos.max_quita', acuerdos.quitaMaxPuntosBasicos / 100),
    clave('acuerdos.tolerancia_dias', acuerdos.toleranciaDiasHabiles),
    clave('acuerdos.caida', `cuotas = ${acuerdos.caida.cuotas}, dias = ${acuerdos.caida.dias}`),
    clave('medios', politica.medios.map(({ nombre }) => nombre).join(', ')),
    ...clavesDeCorreo(politica.correo),
    clave('contacto.preset', contacto.preset),
    clave('contacto.ventanas', presentarVentanas(contacto.ventanas)),
    clave('contacto.max_dia', contacto.diaMax),
    clave('contacto.max_semana', contacto.semanaMax),
    clave('contacto.separacion_dias', contacto.separacionDias),
    clave('recordatorios.minimo', montos(recordatorios.saldoMin)),
    clave('recordatorios.pagos_recientes_dias', recordatorios.pagosRecientesDias),
    clave('recordatorios.max_por_corrida', recordatorios.porCorridaMax),
    clave('recordatorios.pasos', recordatorios.pasos.map(({ codigo }) => codigo).join(', ')),
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
  ];
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
  const hora = (minutos: number) =>
    [Math.trunc(minutos / 60), minutos % 60].map((parte) => String(parte).padStart(2, '0')).join(':');
  return `${hora(desdeMinutos)}-${hora(hastaMinutos)}`;
}
