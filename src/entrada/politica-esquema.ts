import * as z from 'zod';
import { esMoneda } from '../dominio/dinero.ts';
import {
  canalesDePaso,
  criterios,
  diasDeSemana,
  paises,
  presetsDeContacto,
  seguridadesDeCorreo,
} from '../dominio/politica.ts';
import {
  diaDelCalendario,
  direccion,
  entero,
  montosPorMoneda,
  nombreCorto,
  porcentaje,
  puntos,
  remitente,
  tablaPor,
  texto,
  textoNoVacio,
  unaDe,
  zonaHoraria,
} from './politica-reglas.ts';

const tramos = z
  .array(entero(1, 3650), 'una lista de días, como [30, 60, 90]')
  .min(1, 'una lista con al menos un límite')
  .max(12, 'una lista con a lo sumo doce límites')
  .refine(
    (dias) => dias.every((dia, orden) => orden === 0 || dia > (dias[orden - 1] ?? 0)),
    'una lista de límites cada vez mayores',
  );

const puntosPorCriterio = z
  .strictObject(
    Object.fromEntries(criterios.map((criterio) => [criterio, puntos.optional()])) as Record<
      (typeof criterios)[number],
      z.ZodOptional<typeof puntos>
    >,
    'una tabla de puntos por criterio',
  )
  .superRefine((tabla, contexto) => {
    const suma = Math.round(criterios.reduce((total, criterio) => total + (tabla[criterio] ?? 0), 0) * 10) / 10;
    if (suma !== 100) contexto.addIssue({ code: 'custom', message: `!los puntos deben sumar 100 y suman ${suma}` });
  });

const estrategia = z.strictObject(
  {
    dias_minimos: entero(1, 3650).optional(),
    monto_minimo: montosPorMoneda.optional(),
    hasta: diaDelCalendario.optional(),
    puntos: puntosPorCriterio.optional(),
  },
  'una tabla',
);

const nombreDeDia = new RegExp(`^(${diasDeSemana.join('|')})(-(${diasDeSemana.join('|')}))?$`);
const esperadaVentana = 'un horario como "08:00-19:00"';
const ventana = z
  .string(esperadaVentana)
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, esperadaVentana)
  .refine((horario) => horario.slice(0, 5) < horario.slice(6), 'un horario que termine después de empezar');

const paso = z
  .strictObject(
    {
      codigo: nombreCorto,
      antes: entero(0, 365).optional(),
      despues: entero(0, 3650).optional(),
      canal: unaDe(canalesDePaso).optional(),
      plantilla: textoNoVacio.optional(),
      segmentos: z.array(textoNoVacio, 'una lista de segmentos').optional(),
    },
    'una tabla',
  )
  .superRefine((valor, contexto) => {
    if ((valor.antes === undefined) === (valor.despues === undefined)) {
      contexto.addIssue({ code: 'custom', message: '!cada paso lleva «antes» o «despues», uno de los dos' });
    }
  });

const pasos = z.array(paso, 'una lista de pasos').superRefine((lista, contexto) => {
  lista.forEach(({ codigo }, orden) => {
    if (lista.findIndex((otro) => otro.codigo === codigo) !== orden) {
      contexto.addIssue({
        code: 'custom',
        path: [orden, 'codigo'],
        message: 'un código distinto en cada paso',
      });
    }
  });
});

/** La forma del archivo de política: cada clave que existe y los valores que admite (2-cli: «The policy file»). */
export const esquemaDePolitica = z.strictObject({
  estrategia: textoNoVacio.optional(),
  empresa: z
    .strictObject(
      {
        nombre: texto.optional(),
        email: direccion.optional(),
        telefono: texto.optional(),
        pais: unaDe(paises).optional(),
        moneda: z.string('el código de una moneda').refine(esMoneda, 'el código de una moneda, como "ARS"').optional(),
        zona_horaria: zonaHoraria.optional(),
      },
      'una tabla',
    )
    .optional(),
  plazos: z
    .strictObject(
      {
        dias: entero(0, 3650).optional(),
        por_segmento: z.record(z.string(), entero(0, 3650), 'una tabla').optional(),
      },
      'una tabla',
    )
    .optional(),
  antiguedad: z.strictObject({ tramos: tramos.optional() }, 'una tabla').optional(),
  estrategias: tablaPor(
    estrategia,
    (clave) => /^[a-z0-9][a-z0-9-]{0,39}$/.test(clave),
    'un nombre en minúsculas, cifras y guiones',
  ).optional(),
  acuerdos: z
    .strictObject(
      {
        max_cuotas: entero(1, 60).optional(),
        max_quita: porcentaje.optional(),
        tolerancia_dias: entero(0, 30).optional(),
        caida: z
          .strictObject({ cuotas: entero(1, 60).optional(), dias: entero(1, 365).optional() }, 'una tabla')
          .optional(),
      },
      'una tabla',
    )
    .optional(),
  medios: z
    .array(z.strictObject({ nombre: textoNoVacio, instrucciones: textoNoVacio }, 'una tabla'), 'una lista de medios')
    .optional(),
  correo: z
    .strictObject(
      {
        servidor: texto.optional(),
        puerto: entero(1, 65_535).optional(),
        seguridad: unaDe(seguridadesDeCorreo).optional(),
        usuario: texto.optional(),
        clave_archivo: texto.optional(),
        de: remitente.optional(),
        responder_a: direccion.optional(),
      },
      'una tabla',
    )
    .optional(),
  contacto: z
    .strictObject(
      {
        preset: unaDe(presetsDeContacto).optional(),
        ventanas: tablaPor(
          ventana,
          (clave) => nombreDeDia.test(clave),
          'un día o un tramo de días, como lun o lun-vie',
        ).optional(),
        max_dia: entero(0, 20).optional(),
        max_semana: entero(0, 100).optional(),
        separacion_dias: entero(0, 90).optional(),
      },
      'una tabla',
    )
    .optional(),
  recordatorios: z
    .strictObject(
      {
        minimo: montosPorMoneda.optional(),
        pagos_recientes_dias: entero(0, 365).optional(),
        max_por_corrida: entero(1, 1_000_000).optional(),
        pasos: pasos.optional(),
      },
      'una tabla',
    )
    .optional(),
});

/** Lo que queda del archivo una vez comprobado, todavía con las claves y las unidades del archivo. */
export type PoliticaEscrita = z.output<typeof esquemaDePolitica>;
