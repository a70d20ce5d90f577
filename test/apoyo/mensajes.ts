import { moneda } from '../../src/dominio/dinero.ts';
import { fecha } from '../../src/dominio/fecha.ts';
import { armarMensaje, type MensajeArmado } from '../../src/dominio/mensaje/armar.ts';
import { reunirPlantillas } from '../../src/dominio/mensaje/incluidas.ts';
import type { PedidoDeMensaje } from '../../src/dominio/mensaje/pedido.ts';
import type { Plantilla } from '../../src/dominio/mensaje/plantilla.ts';
import type { CausaDeRetencion } from '../../src/dominio/partidas.ts';
import { pasoPorCorreo } from '../../src/dominio/paso.ts';
import type { CanalDePaso, Politica } from '../../src/dominio/politica.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';
import type { ClientePorRecordar, Decision, UnidadDeReclamo } from '../../src/dominio/recordatorio/tipos.ts';

/** El día de los mensajes de prueba, un miércoles. */
export const hoyDeMensaje = fecha('2026-07-01');

/** Lo que una unidad de prueba dice de sí; el resto es de relleno. */
export interface DatosDeUnidad {
  readonly numero?: string;
  readonly vencimiento: string;
  readonly saldo: number;
  readonly importe?: number;
  readonly acuerdoId?: number | undefined;
  readonly causa?: CausaDeRetencion;
  readonly documentoId?: number;
}

/** Una unidad de reclamo de prueba. */
export function unidad(datos: DatosDeUnidad): UnidadDeReclamo {
  const { numero, vencimiento, saldo, importe, acuerdoId, causa, documentoId = 1 } = datos;
  return {
    documentoId,
    numero: numero ?? `A-0001-${vencimiento.replaceAll('-', '')}`,
    acuerdoId: acuerdoId ?? null,
    emision: fecha('2026-01-02'),
    vencimiento: fecha(vencimiento),
    importe: importe ?? saldo,
    saldo,
    retenida: causa === undefined ? null : { motivo: causa, paso: 'esperar', causa },
    promesaIncumplida: false,
    pasosHechos: new Map(),
  };
}

/** Cómo es el mensaje de prueba; lo que no se dice es lo más común. */
export interface DatosDeMensaje {
  readonly plantilla?: string | Plantilla;
  readonly canal?: CanalDePaso;
  readonly moneda?: string;
  readonly vencidas?: readonly DatosDeUnidad[];
  readonly porVencer?: readonly DatosDeUnidad[];
  readonly retenidas?: readonly DatosDeUnidad[];
  readonly aFavor?: number;
  readonly plazoDias?: number;
  readonly cliente?: Partial<ClientePorRecordar>;
  readonly politica?: Politica;
}

/** Una política con empresa, medios y firma: lo que tendría quien ya configuró sus mensajes. */
export function politicaDeMensaje(cambios: Partial<Politica> = {}): Politica {
  return {
    ...politicaPredeterminada,
    empresa: {
      ...politicaPredeterminada.empresa,
      nombre: 'Distribuidora Sur SRL',
      email: 'cobros@sur.example',
      telefono: '+54 11 4321-5678',
      pais: 'AR',
    },
    medios: [
      { nombre: 'Transferencia', instrucciones: 'CBU 0110599520000001234567, alias SUR.COBROS' },
      { nombre: 'Tarjeta', instrucciones: 'https://pagos.sur.example/c/102' },
    ],
    correo: {
      servidor: '127.0.0.1',
      puerto: 2525,
      seguridad: 'ninguna',
      usuario: null,
      claveArchivo: null,
      de: 'Cobranzas <cobros@sur.example>',
      responderA: null,
      firma: 'Ana Ruiz, Administración',
    },
    ...cambios,
  };
}

/** Todo lo que hace falta para armar un mensaje. */
export function pedidoDeMensaje(datos: DatosDeMensaje = {}): PedidoDeMensaje {
  const { vencidas = [], porVencer = [], retenidas = [], aFavor = 0, canal = 'email' } = datos;
  const codigo = moneda(datos.moneda ?? 'ARS');
  const paraMensaje = (una: DatosDeUnidad) => ({ unidad: unidad(una), paso: 'amable' });
  const base = (vencidas.length > 0 ? vencidas : porVencer).reduce((suma, { saldo }) => suma + saldo, 0);
  const { plantilla = 'amable', plazoDias = 0, politica = politicaDeMensaje() } = datos;
  const elegida = typeof plantilla === 'string' ? reunirPlantillas([]).get(plantilla) : plantilla;
  if (elegida === undefined) throw new Error(`no hay plantilla ${plantilla}`);
  const decision: Decision = {
    accion: 'enviar',
    clienteId: 1,
    moneda: codigo,
    paso: pasoPorCorreo({
      codigo: 'amable',
      diasDesdeVencimiento: 7,
      canal,
      plantilla: elegida.codigo,
      plazoDias,
    }),
    canal,
    destino: 'ana@espiga.example',
    plantilla: elegida.codigo,
    variante: null,
    secuencia: 'general',
    monto: base - aFavor,
    aFavor,
    vencidas: vencidas.map(paraMensaje),
    porVencer: porVencer.map(paraMensaje),
    regla: 'envia',
    motivo: 'toca el paso',
    desde: null,
  };
  const cliente: ClientePorRecordar = {
    id: 1,
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
    cuentas: [
      {
        moneda: codigo,
        unidades: [...retenidas, ...vencidas, ...porVencer].map(unidad),
        saldoAFavor: aFavor,
        ultimo: null,
        enCurso: null,
      },
    ],
    ...datos.cliente,
  };
  return { cliente, decision, plantilla: elegida, politica, hoy: hoyDeMensaje };
}

/** Monedas con dos decimales y con ninguno. */
export const monedas = ['ARS', 'CLP', 'EUR', 'USD', 'MXN', 'PYG'] as const;

/** El mensaje de prueba, armado. */
export function mensaje(datos: DatosDeMensaje = {}): MensajeArmado {
  return armarMensaje(pedidoDeMensaje(datos));
}
