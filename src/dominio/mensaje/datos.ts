import { sumarDias } from '../fecha.ts';
import { fechaHablada } from '../ficha-frases.ts';
import type { Politica } from '../politica.ts';
import type { ClientePorRecordar, Decision, UnidadEnMensaje } from '../recordatorio/tipos.ts';
import { type Trato, tratoDe } from '../trato.ts';
import { acordadoDe, type CuadroDeMensaje, seccionPrincipal } from './cuadro.ts';
import { enUnRenglon } from './limpio.ts';
import { diasEscritos, escribirMonto, nombreDeMoneda } from './notacion.ts';
import type { PedidoDeMensaje } from './pedido.ts';
import type { Relleno } from './plantilla.ts';

/** Cómo se trata a los clientes: lo que dice la política o, si calla, lo que se usa en su país. */
export function tratoVigente({ empresa, recordatorios }: Politica): Trato {
  return recordatorios.trato ?? tratoDe(empresa.pais);
}

/**
 * Cómo se presenta la empresa: su nombre; si la política no lo da, el del remitente, y si tampoco, la dirección desde la que
 * escribe. `''` si no hay nada de eso.
 */
export function nombreDeEmpresa(politica: Politica): string {
  return nombreDicho(politica) || enUnRenglon(direccionDe(politica.correo?.de ?? ''));
}

/** El nombre con que la política presenta a la empresa, propio o del remitente; `''` si no dice ninguno. */
export function nombreDicho({ empresa, correo }: Politica): string {
  const remitente = /^\s*"?([^"<]*?)"?\s*</.exec(correo?.de ?? '')?.[1] ?? '';
  return enUnRenglon(empresa.nombre ?? '') || enUnRenglon(remitente);
}

/** La dirección de `Nombre <dirección>`, o de la que va sola. */
function direccionDe(buzon: string): string {
  return /<([^<>]*)>\s*$/.exec(buzon)?.[1] ?? buzon;
}

/** Un correo al que el cliente puede escribir, si la política da alguno. */
export function correoDeRespuesta({ empresa, correo }: Politica): string {
  return enUnRenglon(direccionDe(correo?.responderA ?? empresa.email ?? correo?.de ?? ''));
}

/** El último día del plazo que da el paso, o `null` si no da ninguno. */
export function plazoDe({ decision, hoy }: Pick<PedidoDeMensaje, 'decision' | 'hoy'>) {
  const dias = decision.paso?.plazoDias ?? 0;
  return dias > 0 ? sumarDias(hoy, dias) : null;
}

/** Las cantidades de las que habla el mensaje, en unidades menores; 0 = no hay. */
function sumasDe({ monto }: Decision, cuadro: CuadroDeMensaje | null) {
  const [pide, aparte] = cuadro?.secciones ?? [];
  const queda = aparte === undefined ? 0 : aparte.total - aparte.aFavor;
  return {
    monto,
    vencido: pide?.seccion === 'por-vencer' ? queda : 0,
    porVencer: pide?.seccion === 'vencida' ? queda : 0,
    aFavor: cuadro?.aFavor ?? 0,
  };
}

/** Los espacios de un monto o de un teléfono no se parten al final de un renglón. */
const inseparable = (texto: string): string => texto.replaceAll(' ', '\u00a0');

/** Todo lo que hace falta para llenar los campos de una plantilla con los datos de una cuenta. */
export function rellenoDe(pedido: PedidoDeMensaje, cuadro: CuadroDeMensaje | null): Relleno {
  const { cliente, decision, politica, hoy } = pedido;
  const plazo = plazoDe(pedido);
  const { pais } = politica.empresa;
  const escribir = (monto: number): string =>
    monto > 0 ? inseparable(escribirMonto(monto, decision.moneda, pais)) : '';
  const principal = seccionPrincipal(decision);
  const sumas = sumasDe(decision, cuadro);
  const unidades = principal === 'vencida' ? decision.vencidas : decision.porVencer;
  const [primera] = cuadro?.secciones.find(({ seccion }) => seccion === principal)?.filas ?? [];
  const { facturas, cuotas } = contar(unidades);
  const cantidad = facturas + cuotas;
  const valores: Readonly<Record<string, string>> = {
    ...datosDePersonas(cliente, politica),
    hoy: `${fechaHablada(hoy, hoy)} de ${hoy.slice(0, 4)}`,
    monto: escribir(sumas.monto),
    moneda: nombreDeMoneda(decision.moneda),
    facturas: nombrarFacturas(unidades),
    cantidad: primera === undefined ? '' : String(cantidad),
    numero: primera?.numero ?? '',
    vencimiento: primera === undefined ? '' : fechaHablada(primera.vencimiento, hoy),
    dias: primera === undefined || primera.diasMora === 0 ? '' : diasEscritos(primera.diasMora),
    plazo: plazo === null ? '' : fechaHablada(plazo, hoy),
    saldo_a_favor: escribir(sumas.aFavor),
    vencido: escribir(sumas.vencido),
    por_vencer: escribir(sumas.porVencer),
  };
  return {
    trato: tratoVigente(politica),
    esUna: cantidad === 1,
    valor: (campo) => (Object.hasOwn(valores, campo) ? (valores[campo] ?? '') : ''),
  };
}

function datosDePersonas(cliente: ClientePorRecordar, politica: Politica): Readonly<Record<string, string>> {
  const nombre = enUnRenglon(cliente.nombre);
  const persona = enUnRenglon(cliente.persona ?? '') || nombre;
  return {
    cliente: nombre,
    cliente_id: enUnRenglon(cliente.codigo),
    persona,
    saludo: persona === '' ? 'Hola' : `Hola, ${persona}`,
    empresa: nombreDeEmpresa(politica),
    telefono: inseparable(enUnRenglon(politica.empresa.telefono ?? '')),
    correo: correoDeRespuesta(politica),
  };
}

/** De cuántas facturas y de cuántas cuotas se habla; una cuota que abarca varias facturas es una sola. */
function contar(unidades: readonly UnidadEnMensaje[]): { readonly facturas: number; readonly cuotas: number } {
  const deCuotas = unidades.filter(({ unidad }) => acordadoDe(unidad) === 'cuota');
  const cuotas = new Set(deCuotas.map(({ unidad }) => `${unidad.acuerdoId} ${unidad.vencimiento}`));
  return { facturas: unidades.length - deCuotas.length, cuotas: cuotas.size };
}

function nombrarFacturas(unidades: readonly UnidadEnMensaje[]): string {
  const { facturas, cuotas } = contar(unidades);
  const [primera] = unidades;
  if (primera === undefined) return '';
  const numero = enUnRenglon(primera.unidad.numero, 60);
  if (facturas + cuotas === 1) {
    if (facturas === 1) return `la factura ${numero}`;
    return unidades.length === 1 ? `la cuota de la factura ${numero}` : 'la cuota del plan';
  }
  const deFacturas = facturas === 1 ? 'una factura' : `${facturas} facturas`;
  const deCuotas = cuotas === 1 ? 'una cuota' : `${cuotas} cuotas`;
  return [...(facturas === 0 ? [] : [deFacturas]), ...(cuotas === 0 ? [] : [deCuotas])].join(' y ');
}
