import * as z from 'zod';
import { tonos } from '../dominio/mensaje/plantilla.ts';
import { plantillaDeTono } from '../dominio/mensaje/tono-de-paso.ts';
import { adjuntosDeMensaje, canalesDePaso, diasDeSemana, presetsDeContacto } from '../dominio/politica.ts';
import { politicaPredeterminada } from '../dominio/politica-predeterminada.ts';
import { secuenciaGeneral } from '../dominio/recordatorio/secuencia.ts';
import {
  diaDelCalendario,
  entero,
  listaDe,
  montosPorMoneda,
  nombreCorto,
  tablaPor,
  texto,
  textoNoVacio,
  tope,
  unaDe,
} from './politica-reglas.ts';

const nombreDeDia = new RegExp(`^(${diasDeSemana.join('|')})(-(${diasDeSemana.join('|')}))?$`);
const esperadaVentana = 'un horario como "08:00-19:00"';
const ventana = z
  .string(esperadaVentana)
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, esperadaVentana)
  .refine((horario) => horario.slice(0, 5) < horario.slice(6), 'un horario que termine después de empezar');
const dias = listaDe(diaDelCalendario, 'una lista de fechas');

/** Cuánto y cuándo se puede contactar a un cliente. */
export const esquemaDeContacto = z.strictObject(
  {
    preset: unaDe(presetsDeContacto).optional(),
    ventanas: tablaPor(
      ventana,
      (clave) => nombreDeDia.test(clave),
      'un día o un tramo de días, como lun o lun-vie',
    ).optional(),
    max_dia: tope(20).optional(),
    max_semana: tope(100).optional(),
    separacion_dias: entero(0, 90).optional(),
    max_canales_semana: entero(1, 7).optional(),
    max_llamadas_semana: tope(100).optional(),
    feriados_extra: dias.optional(),
    feriados_quitar: dias.optional(),
  },
  'una tabla',
);

const segmentos = listaDe(textoNoVacio, 'una lista de segmentos');
const clases = listaDe(unaDe(['A', 'B', 'C', 'D', 'nueva']), 'una lista de clases');

const paso = z
  .strictObject(
    {
      codigo: nombreCorto,
      antes: entero(0, 365).optional(),
      despues: entero(0, 3650).optional(),
      canal: unaDe(canalesDePaso).optional(),
      tono: unaDe(tonos).optional(),
      plantilla: nombreCorto.optional(),
      plantilla_b: nombreCorto.optional(),
      segmentos: segmentos.optional(),
      clases: clases.optional(),
      minimo: montosPorMoneda.optional(),
      separacion_dias: entero(0, 365).optional(),
      plazo_dias: entero(0, 365).optional(),
    },
    'una tabla',
  )
  .superRefine((valor, contexto) => {
    if ((valor.antes === undefined) === (valor.despues === undefined)) {
      contexto.addIssue({ code: 'custom', message: '!cada paso lleva «antes» o «despues», uno de los dos' });
    }
    if (valor.canal === 'llamada' && valor.plantilla_b !== undefined) {
      contexto.addIssue({
        code: 'custom',
        path: ['plantilla_b'],
        message: '!una llamada no manda nada que se pueda comparar',
      });
    }
    const { tono, plantilla, canal = 'email' } = valor;
    if (tono === undefined || plantilla !== undefined) return;
    const diasDesdeVencimiento = valor.antes === undefined ? (valor.despues ?? 0) : -valor.antes;
    if (plantillaDeTono({ tono, canal, diasDesdeVencimiento }) === null) {
      const cuando = diasDesdeVencimiento > 0 ? '' : ' para antes del vencimiento o ese día';
      contexto.addIssue({
        code: 'custom',
        path: ['tono'],
        message: `!no hay una plantilla incluida de tono ${tono} por ${canal}${cuando}; diga cuál con «plantilla»`,
      });
    }
  });

const pasos = listaDe(paso, 'una lista de pasos').superRefine((lista, contexto) => {
  lista.forEach(({ codigo }, orden) => {
    if (lista.findIndex((otro) => otro.codigo === codigo) !== orden) {
      contexto.addIssue({ code: 'custom', path: [orden, 'codigo'], message: 'un código distinto en cada paso' });
    }
  });
});

const secuencias = tablaPor(
  listaDe(nombreCorto, 'una lista de códigos de paso'),
  (clave) => /^[a-z0-9][a-z0-9-]{0,39}$/.test(clave) && clave !== secuenciaGeneral,
  `un nombre en minúsculas, cifras y guiones que no sea ${secuenciaGeneral}`,
);

const regla = z
  .strictObject(
    {
      secuencia: nombreCorto,
      facturas: listaDe(textoNoVacio, 'una lista de números de factura').optional(),
      clientes: listaDe(textoNoVacio, 'una lista de códigos de cliente').optional(),
      segmentos: segmentos.optional(),
      clases: clases.optional(),
    },
    'una tabla',
  )
  .superRefine(({ secuencia: _secuencia, ...alcances }, contexto) => {
    if (Object.values(alcances).every((lista) => lista === undefined || lista.length === 0)) {
      contexto.addIssue({
        code: 'custom',
        message: '!una regla dice a quién: facturas, clientes, segmentos o clases',
      });
    }
  });

const eventos = z.strictObject(
  {
    promesa_antes: entero(0, 30).optional(),
    cuota_antes: entero(0, 30).optional(),
    gracias: z.boolean('true o false').optional(),
  },
  'una tabla',
);

const tratosEscritos = ['vos', 'voseo', 'tu', 'tú', 'usted'] as const;

/** Qué se recuerda, con qué pasos y a quién. */
export const esquemaDeRecordatorios = z
  .strictObject(
    {
      minimo: montosPorMoneda.optional(),
      pagos_recientes_dias: entero(0, 365).optional(),
      max_por_corrida: entero(1, 1_000_000).optional(),
      deuda_vieja_por_dia: entero(0, 1_000_000).optional(),
      pasos: pasos.optional(),
      secuencias: secuencias.optional(),
      reglas: listaDe(regla, 'una lista de reglas').optional(),
      eventos: eventos.optional(),
      plantillas: texto.optional(),
      adjunto: unaDe(adjuntosDeMensaje).optional(),
      trato: unaDe(tratosEscritos).optional(),
    },
    'una tabla',
  )
  .superRefine(({ pasos: escritos, secuencias: propias = {}, reglas = [] }, contexto) => {
    const codigos = (escritos ?? politicaPredeterminada.recordatorios.pasos).map(({ codigo }) => codigo);
    for (const [nombre, lista] of Object.entries(propias)) {
      lista.forEach((codigo, orden) => {
        if (codigos.includes(codigo)) return;
        const message = `el código de un paso (${codigos.join(', ')})`;
        contexto.addIssue({ code: 'custom', path: ['secuencias', nombre, orden], message });
      });
    }
    const nombres = [secuenciaGeneral, ...Object.keys(propias)];
    reglas.forEach(({ secuencia }, orden) => {
      if (nombres.includes(secuencia)) return;
      const message = `una secuencia que exista (${nombres.join(', ')})`;
      contexto.addIssue({ code: 'custom', path: ['reglas', orden, 'secuencia'], message });
    });
  });
