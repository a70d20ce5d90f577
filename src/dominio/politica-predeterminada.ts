import { estrategiasIncluidas, nombreEstrategiaPredeterminada } from './estrategias.ts';
import { pasoPorCorreo } from './paso.ts';
import type { Politica } from './politica.ts';
import { limitesDe } from './presets-contacto.ts';

/**
 * Lo que rige sin archivo de política, y lo que rige de cada clave que el archivo no dice
 * (REGLAS: «La política y los nombres públicos»). Es el único lugar donde están escritos estos números.
 */
export const politicaPredeterminada: Politica = {
  empresa: { nombre: null, email: null, telefono: null, pais: null, moneda: null, zonaHoraria: null },
  plazos: { dias: 30, porSegmento: new Map() },
  antiguedad: { tramos: [30, 60, 90] },
  clases: { limites: [5, 30, 60] },
  estrategia: nombreEstrategiaPredeterminada,
  estrategias: new Map(estrategiasIncluidas.map((estrategia) => [estrategia.nombre, estrategia])),
  acuerdos: {
    cuotasMax: 6,
    quitaMaxPuntosBasicos: 1000,
    toleranciaDiasHabiles: 1,
    caida: { cuotas: 2, dias: 15 },
    primerPagoMinPuntosBasicos: 0,
    primerPagoDiasMax: null,
    autorizan: [],
  },
  gestion: {
    resultados: [
      'contactado',
      'sin-respuesta',
      'ocupado',
      'numero-equivocado',
      'mensaje-dejado',
      'promete-pagar',
      'pide-plazo',
      'disputa',
      'ya-pago',
      'se-niega',
      'aviso-problema',
      'derivado',
    ],
    resultadosSinRespuesta: ['sin-respuesta', 'ocupado', 'numero-equivocado', 'mensaje-dejado'],
    motivos: [
      'olvido',
      'falta-de-liquidez',
      'factura-no-recibida',
      'error-en-la-factura',
      'mercaderia-o-servicio',
      'espera-aprobacion',
      'cierre-o-vacaciones',
      'cambio-de-responsable',
      'cheque-rechazado',
      'otro',
    ],
    sinContactoDias: 15,
    pausaPorProblemaDias: 7,
  },
  medios: [],
  correo: null,
  contacto: {
    preset: 'prudente',
    ...limitesDe('prudente'),
    feriadosExtra: new Set(),
    feriadosQuitados: new Set(),
  },
  recordatorios: {
    saldoMin: new Map(),
    pagosRecientesDias: 3,
    porCorridaMax: 500,
    deudaViejaDiaMax: 500,
    pasos: [
      pasoPorCorreo({ codigo: 'aviso', diasDesdeVencimiento: -3, plantilla: 'aviso' }),
      pasoPorCorreo({ codigo: 'vence-hoy', diasDesdeVencimiento: 0, plantilla: 'vence-hoy' }),
      pasoPorCorreo({ codigo: 'amable', diasDesdeVencimiento: 7, plantilla: 'amable', separacionDias: 7 }),
      pasoPorCorreo({ codigo: 'directo', diasDesdeVencimiento: 15, plantilla: 'directo', separacionDias: 7 }),
      pasoPorCorreo({
        codigo: 'firme',
        diasDesdeVencimiento: 30,
        plantilla: 'firme',
        separacionDias: 10,
        plazoDias: 7,
      }),
      pasoPorCorreo({
        codigo: 'llamada',
        diasDesdeVencimiento: 37,
        canal: 'llamada',
        plantilla: 'llamada',
        separacionDias: 7,
      }),
    ],
    secuencias: new Map(),
    reglas: [],
    eventos: { promesaAntesDias: null, cuotaAntesDias: null, gracias: false },
    carpetaDePlantillas: null,
    adjunto: 'ninguno',
    trato: null,
  },
};
