import { criterios, type Politica } from '../dominio/politica.ts';
import { presentarVentanas } from './politica-claves.ts';

/**
 * El archivo de política para empezar: los valores de `politica` escritos en TOML, cada uno con su explicación; lo que
 * no tiene valor queda comentado. Leerlo sin cambios da la misma política.
 */
export function presentarModelo(politica: Politica): string {
  const { plazos, antiguedad, clases, acuerdos, gestion, contacto, recordatorios } = politica;
  return `# Política de cobranzas. Toda clave es opcional: la que falta vale lo que se ve aquí.
# Compruebe los cambios con: cobranzas politica validar

# Con qué estrategia se ordena la lista de a quién contactar.
estrategia = "${politica.estrategia}"

[empresa]
# nombre = "Distribuidora Sur SRL"
# email = "cobros@sur.example"
# telefono = "+54 11 5555-0000"
# pais = "AR"                         # AR MX ES CO CL PE UY
# moneda = "ARS"                      # la de los archivos que no dicen la suya
# zona_horaria = "America/Argentina/Buenos_Aires"   # sin ella, la de este equipo

# Días para pagar desde la emisión, cuando la factura no dice su vencimiento.
[plazos]
dias = ${plazos.dias}
# por_segmento = { mayorista = 45 }

# Hasta cuántos días de mora llega cada columna del informe de antigüedad.
[antiguedad]
tramos = [${antiguedad.tramos.join(', ')}]

# Hasta cuántos días de atraso medio en el último año un cliente es A, B y C; el resto es D.
[clases]
limites = [${clases.limites.join(', ')}]

# Cada estrategia reparte 100 puntos entre los criterios. Otros datos que admite:
#   monto_minimo = { ARS = 10000 }    # saldo vencido desde el que se contacta
#   hasta = 2026-12-31                # último día en que rige; después vuelve equilibrada
${estrategias(politica)}
# Lo que se puede conceder al negociar.
[acuerdos]
max_cuotas = ${acuerdos.cuotasMax}
max_quita = ${acuerdos.quitaMaxPuntosBasicos / 100}                        # por ciento
tolerancia_dias = ${acuerdos.toleranciaDiasHabiles}                   # días hábiles después de la fecha prometida
caida = { cuotas = ${acuerdos.caida.cuotas}, dias = ${acuerdos.caida.dias} }      # cuotas vencidas, o días de una, que deshacen el plan
min_primer_pago = ${acuerdos.primerPagoMinPuntosBasicos / 100}                   # por ciento del total, en un plan de cuotas
# max_dias_primer_pago = 30           # días hasta el primer pago; sin esto, los que sean
# autorizan = ["Marta Ruiz"]          # quiénes pueden pasar estos límites, con --autoriza

# Las palabras con que se anota cada contacto: cómo terminó y por qué el cliente no paga.
[gestion]
resultados = [
${codigos(gestion.resultados)}]
resultados_sin_respuesta = [${gestion.resultadosSinRespuesta.map(entreComillas).join(', ')}]
motivos = [
${codigos(gestion.motivos)}]
sin_contacto_dias = ${gestion.sinContactoDias}                # con algo vencido y tantos días sin contacto ni mensaje, entra en la agenda
pausa_por_problema_dias = ${gestion.pausaPorProblemaDias}           # sin recordatorios para quien avisa de un problema

# Cómo se le puede pagar; uno por cada medio.
# [[medios]]
# nombre = "Transferencia"
# instrucciones = "CBU 0000… alias SUR.COBROS"

# El servidor por el que sale el correo.
# [correo]
# servidor = "127.0.0.1"
# puerto = 2525
# seguridad = "ninguna"               # ninguna starttls tls
# usuario = ""
# clave_archivo = ""                  # archivo que sólo usted pueda leer; nunca la clave misma
# de = "Cobranzas <cobros@sur.example>"
# responder_a = ""
# firma = "Ana Ruiz, Administración"

# Cuándo y cuánto se puede contactar a un mismo cliente, por todos los canales juntos. El preset fija los límites y cada uno
# que se escriba vale más que el suyo. Orientan; no son consejo legal (docs/PRESETS.md dice de qué norma sale cada uno).
[contacto]
preset = "${contacto.preset}"                   # prudente libre AR MX ES CO CL PE UY
# ventanas = { ${presentarVentanas(contacto.ventanas).replace(/= ([\d:-]+)/g, '= "$1"')} }
# max_dia = ${contacto.diaMax}                         # desde 1; para no contactar a un cliente: cobranzas cliente pausar
# max_semana = ${contacto.semanaMax}                      # en siete días seguidos
# separacion_dias = ${contacto.separacionDias}                 # días entre un contacto y el siguiente
# max_canales_semana = ${contacto.canalesSemanaMax}
# max_llamadas_semana = 1
# feriados_extra = [2026-10-13]       # además de los del país
# feriados_quitar = [2026-12-07]

[recordatorios]
# minimo = { ARS = 5000 }             # por debajo de este monto no se escribe; por omisión, 1
pagos_recientes_dias = ${recordatorios.pagosRecientesDias}              # sin pagos registrados en estos días, no se envía
max_por_corrida = ${recordatorios.porCorridaMax}
# deuda_vieja_por_dia = 50            # primeros mensajes de deuda vieja en un día; por omisión, max_por_corrida
# trato = "usted"                     # vos tu usted; por omisión, como se usa en el país
# plantillas = "plantillas"           # carpeta con sus textos, al lado de este archivo
# adjunto = "pdf"                     # ninguno csv pdf: el estado de cuenta
# eventos = { promesa_antes = 1, cuota_antes = 2, gracias = true }   # mensajes que no reclaman; sin esto no salen
# secuencias = { suave = ["${recordatorios.pasos[0]?.codigo}", "${recordatorios.pasos[2]?.codigo}"] }

# A quién le toca cada secuencia: manda la factura, después el cliente, después el segmento o la clase.
# [[recordatorios.reglas]]
# secuencia = "suave"
# clientes = ["C-102"]                # también facturas, segmentos, clases

# Los pasos de la secuencia, de a uno por corrida: días antes o después del vencimiento (antes = 3 o despues = 7), canal
# (email whatsapp llamada carta) y plantilla. Además, cada paso admite:
#   tono = "firme"                    # amable directo firme: sin plantilla, elige la incluida que habla así; con plantilla,
#                                     # tiene que ser el de ella
#   separacion_dias = 7               # días que deben pasar desde el paso anterior de la misma factura
#   plazo_dias = 7                    # días que el mensaje da para pagar; mientras corren no se escribe otra vez
#   minimo = { ARS = 50000 }          # saldo desde el que se usa
#   segmentos = ["mayorista"]         # sólo para ellos; clases = ["C", "D"], igual
#   plantilla_b = "amable-corta"      # se compara con plantilla: la mitad de los clientes recibe cada una
${pasos(politica)}`;
}

function entreComillas(codigo: string): string {
  return `"${codigo}"`;
}

function codigos(lista: readonly string[]): string {
  return lista.map((codigo) => `  ${entreComillas(codigo)},\n`).join('');
}

function estrategias({ estrategias: todas }: Politica): string {
  return [...todas.values()]
    .map(({ nombre, puntos, diasMoraMin }) => {
      const reparto = criterios.map((criterio) => `${criterio} = ${puntos[criterio]}`).join(', ');
      return `[estrategias.${nombre}]\ndias_minimos = ${diasMoraMin}\npuntos = { ${reparto} }\n`;
    })
    .join('\n');
}

function pasos({ recordatorios }: Politica): string {
  return recordatorios.pasos
    .map(({ codigo, diasDesdeVencimiento: dias, canal, tono, plantilla, separacionDias, plazoDias }) => {
      const cuando = dias < 0 ? `antes = ${-dias}` : `despues = ${dias}`;
      return `[[recordatorios.pasos]]
codigo = "${codigo}"
${cuando}
canal = "${canal}"
${tono === null ? '' : `tono = "${tono}"\n`}plantilla = "${plantilla}"
${separacionDias === null ? '' : `separacion_dias = ${separacionDias}\n`}${plazoDias === 0 ? '' : `plazo_dias = ${plazoDias}\n`}`;
    })
    .join('\n');
}
