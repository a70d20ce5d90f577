import * as z from 'zod';
import { esMoneda } from '../dominio/dinero.ts';
import { criterios, paises, seguridadesDeCorreo } from '../dominio/politica.ts';
import { politicaPredeterminada } from '../dominio/politica-predeterminada.ts';
import { esquemaDeContacto, esquemaDeRecordatorios } from './politica-esquema-recordatorios.ts';
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

const limitesDeClase = z
  .tuple([entero(0, 3650), entero(0, 3650), entero(0, 3650)], 'tres límites en días, como [5, 30, 60]')
  .refine(([a, b, c]) => a < b && b < c, 'tres límites cada vez mayores');

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

/** Códigos sin repetir: se escriben en la línea de comandos y quedan en el libro. */
const codigos = z
  .array(nombreCorto, 'una lista de códigos')
  .min(1, 'una lista con al menos un código')
  .max(60, 'una lista con a lo sumo 60 códigos')
  .refine((lista) => new Set(lista).size === lista.length, 'una lista sin códigos repetidos');

const gestion = z
  .strictObject(
    {
      resultados: codigos.optional(),
      resultados_sin_respuesta: z.array(nombreCorto, 'una lista de códigos').optional(),
      motivos: codigos.optional(),
      sin_contacto_dias: entero(1, 365).optional(),
      pausa_por_problema_dias: entero(1, 90).optional(),
    },
    'una tabla',
  )
  .superRefine(({ resultados, resultados_sin_respuesta: sinRespuesta = [] }, contexto) => {
    const posibles = resultados ?? politicaPredeterminada.gestion.resultados;
    sinRespuesta.forEach((codigo, orden) => {
      if (!posibles.includes(codigo)) {
        contexto.addIssue({
          code: 'custom',
          path: ['resultados_sin_respuesta', orden],
          message: 'uno de los resultados',
        });
      }
    });
  });

/**
 * La forma del archivo de política: cada clave que existe y los valores que admite
 * (REGLAS: «La política y los nombres públicos»).
 */
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
  clases: z.strictObject({ limites: limitesDeClase.optional() }, 'una tabla').optional(),
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
        min_primer_pago: porcentaje.optional(),
        max_dias_primer_pago: entero(0, 365).optional(),
        autorizan: z.array(textoNoVacio, 'una lista de nombres').optional(),
      },
      'una tabla',
    )
    .optional(),
  gestion: gestion.optional(),
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
        firma: texto.optional(),
      },
      'una tabla',
    )
    .optional(),
  contacto: esquemaDeContacto.optional(),
  recordatorios: esquemaDeRecordatorios.optional(),
});

/** Lo que queda del archivo una vez comprobado, todavía con las claves y las unidades del archivo. */
export type PoliticaEscrita = z.output<typeof esquemaDePolitica>;
