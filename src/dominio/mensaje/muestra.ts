import type { Moneda } from '../dinero.ts';
import { moneda } from '../dinero.ts';
import { type Fecha, sumarDias } from '../fecha.ts';
import { pasoPorCorreo } from '../paso.ts';
import type { CanalDePaso, Pais, PasoDeRecordatorio, Politica } from '../politica.ts';
import type { ClientePorRecordar, UnidadDeReclamo } from '../recordatorio/tipos.ts';
import type { PedidoDeMensaje } from './pedido.ts';
import type { Plantilla } from './plantilla.ts';

/** Qué se inventa para mostrar una plantilla. */
export interface PedidoDeMuestra {
  readonly plantilla: Plantilla;
  readonly politica: Politica;
  readonly hoy: Fecha;
  /** Cuántas facturas trae, ≥ 1. */
  readonly facturas: number;
}

const monedaDePais: Readonly<Record<Pais, string>> = {
  AR: 'ARS',
  MX: 'MXN',
  ES: 'EUR',
  CO: 'COP',
  CL: 'CLP',
  PE: 'PEN',
  UY: 'UYU',
};

/** Las plantillas incluidas que hablan de lo que todavía no venció. */
const anuncian: ReadonlySet<string> = new Set(['aviso', 'vence-hoy', 'whatsapp-aviso', 'promesa-manana', 'cuota']);
const deAcuerdo: ReadonlySet<string> = new Set(['cuota', 'cuota-vencida']);

/** Un pedido con un cliente y facturas inventados, para leer una plantilla como la leería quien la recibe. */
export function armarMuestra({ plantilla, politica, hoy, facturas }: PedidoDeMuestra): PedidoDeMensaje {
  const paso = pasoQueLaUsa(plantilla, politica);
  const dias = paso.diasDesdeVencimiento;
  const cantidad = plantilla.codigo === 'gracias' ? 0 : facturas;
  const unidades = Array.from({ length: cantidad }, (_, indice) =>
    inventarUnidad(indice, {
      vencimiento: sumarDias(hoy, -dias - (dias > 0 ? 7 * indice : -7 * indice)),
      esCuota: deAcuerdo.has(plantilla.codigo),
    }),
  );
  const enMensaje = unidades.map((unidad) => ({ unidad, paso: paso.codigo }));
  const moneda = monedaDe(politica);
  return {
    plantilla,
    politica,
    hoy,
    cliente: inventarCliente({ unidades, moneda }),
    decision: {
      accion: 'enviar',
      clienteId: 0,
      moneda,
      paso,
      secuencia: 'general',
      canal: paso.canal,
      destino: null,
      plantilla: plantilla.codigo,
      variante: null,
      monto: unidades.reduce((suma, { saldo }) => suma + saldo, 0),
      aFavor: 0,
      vencidas: dias > 0 ? enMensaje : [],
      porVencer: dias > 0 ? [] : enMensaje,
      regla: 'envia',
      motivo: 'muestra',
      desde: null,
    },
  };
}

function monedaDe({ empresa: { moneda: propia, pais } }: Politica): Moneda {
  return propia ?? moneda(pais === null ? 'USD' : monedaDePais[pais]);
}

/** El paso de la política que usa la plantilla o, si ninguno la usa, uno como los que la usarían. */
function pasoQueLaUsa({ codigo }: Plantilla, { recordatorios }: Politica): PasoDeRecordatorio {
  const propio = recordatorios.pasos.find(({ plantilla, plantillaB }) => plantilla === codigo || plantillaB === codigo);
  if (propio !== undefined) return propio;
  const canales: Readonly<Record<string, CanalDePaso>> = {
    whatsapp: 'whatsapp',
    'whatsapp-aviso': 'whatsapp',
    carta: 'carta',
    llamada: 'llamada',
  };
  return pasoPorCorreo({
    codigo,
    diasDesdeVencimiento: anuncian.has(codigo) ? (codigo === 'vence-hoy' ? 0 : -3) : 15,
    canal: canales[codigo] ?? 'email',
    plantilla: codigo,
  });
}

function inventarUnidad(
  indice: number,
  { vencimiento, esCuota }: { readonly vencimiento: Fecha; readonly esCuota: boolean },
): UnidadDeReclamo {
  const saldo = 1_234_500 + indice * 87_650;
  return {
    documentoId: indice + 1,
    numero: `A-0001-${String(1234 + indice).padStart(8, '0')}`,
    acuerdoId: esCuota ? 1 : null,
    emision: sumarDias(vencimiento, -30),
    vencimiento,
    importe: saldo,
    saldo,
    retenida: null,
    promesaIncumplida: false,
    pasosHechos: new Map(),
  };
}

function inventarCliente({
  unidades,
  moneda,
}: {
  readonly unidades: readonly UnidadDeReclamo[];
  readonly moneda: Moneda;
}): ClientePorRecordar {
  return {
    id: 0,
    codigo: 'C-102',
    nombre: 'Panadería La Espiga',
    persona: 'Ana',
    email: 'ana@espiga.example',
    telefono: null,
    segmento: null,
    gestor: null,
    clase: 'B',
    pausa: null,
    canales: new Map(),
    contactos: [],
    destinosMalos: new Set(),
    cuentas: [{ moneda, unidades, saldoAFavor: 0, ultimo: null, enCurso: null }],
  };
}
