import { resolverCliente } from '../datos/busqueda.ts';
import type { Operacion } from '../datos/operacion.ts';
import { asignarCliente, type CreditoGuardado, leerCredito } from '../datos/pagos.ts';
import { estadosAbiertos } from '../dominio/documento.ts';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import { type Fecha, ultima } from '../dominio/fecha.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { agregarFiltros, leerFiltros } from './filtros.ts';
import { conEjemplos, leerEntero, opcionFecha } from './opciones.ts';
import { destinosDe, type FacturaPedida, hallarFacturas, opcionFacturas } from './pago/destinos.ts';
import { armarHecho, type CreditoHecho } from './pago/hecho.ts';
import { imputarCredito } from './pago/imputacion.ts';
import { escribirMonto, presentarHecho } from './pago/presentacion.ts';
import { conRevision } from './pago/revision.ts';
import { escribir, opcionesDeEscritura } from './piezas/escritura.ts';

/** `pago imputar`: decide a qué se aplica dinero que está a favor, una nota de crédito o un cobro sin identificar. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('<pago_id>', 'el número del pago o del crédito, el de pago listar');
    opcionFacturas(orden, 'qué factura cancela y, si no es entera, por cuánto (se puede repetir)');
    orden.option('--automatico', 'a lo que nombra la referencia o, si no nombra nada, a lo más viejo');
    agregarFiltros(orden, ['cliente'], { cliente: 'de quién es el cobro, si todavía no se sabía' });
    orden
      .option('--a-cuenta', 'con --cliente: dice de quién es sin imputarlo a nada')
      .addOption(opcionFecha('--fecha <fecha>', 'desde qué día cancela (por omisión, el día en que entró el dinero)'));
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas pago listar --todos --sin-imputar', 'qué hay para imputar'],
      ['cobranzas pago imputar 12 --automatico', 'a lo más viejo'],
      ['cobranzas pago imputar 12 --factura A-1-1234 --factura A-1-1240=250', 'a dos facturas'],
      ['cobranzas pago imputar 31 --cliente espiga', 'un cobro del banco que era de La Espiga'],
    ]);
  },

  async ejecutar(contexto, [texto = ''], opciones) {
    const pedido = leerPedido(contexto, texto, opciones);
    const escrita = await escribir(contexto, opciones, {
      comando: 'pago imputar',
      accion: (operacion) => imputarGuardado(operacion, contexto, pedido),
    });
    await presentarHecho(contexto, escrita, { documentos: 'Qué canceló', frase: fraseDe, siguiente: siguienteDe });
    return undefined;
  },
};

interface PedidoDeImputar {
  readonly creditoId: number;
  readonly facturas: readonly FacturaPedida[];
  readonly cliente: string | null;
  readonly aCuenta: boolean;
  readonly fecha: Fecha | null;
}

function leerPedido({ hoy }: Contexto, texto: string, opciones: Opciones): PedidoDeImputar {
  const facturas = (opciones.factura ?? []) as readonly FacturaPedida[];
  const { cliente } = leerFiltros(opciones);
  const automatico = opciones.automatico === true;
  const aCuenta = opciones.aCuenta === true;
  const fecha = (opciones.fecha as Fecha | undefined) ?? null;
  if (Number(automatico) + Number(aCuenta) + Number(facturas.length > 0) > 1) {
    throw new ErrorDeUso('--factura, --automatico y --a-cuenta no se usan juntas', { sugerencia: 'elija una' });
  }
  if (cliente === null && (aCuenta || !(automatico || facturas.length > 0))) {
    throw new ErrorDeUso('no se dijo a qué imputarlo', {
      sugerencia: 'use --factura <número>, --automatico, o --cliente si todavía no se sabe de quién es',
    });
  }
  if (fecha !== null && fecha > hoy) throw new ErrorDeUso(`el ${fecha} todavía no llegó`);
  return { creditoId: leerEntero(texto, '<pago_id>', { min: 1 }), facturas, cliente, aCuenta, fecha };
}

/** Dice de quién es el crédito, si hacía falta, y lo imputa. */
function imputarGuardado(operacion: Operacion, contexto: Contexto, pedido: PedidoDeImputar): CreditoHecho {
  const { hoy } = contexto;
  const credito = exigirDisponible(leerCredito(operacion.libro, pedido.creditoId), pedido, hoy);
  const { id: creditoId, moneda, disponible, referencia } = credito;
  const clienteId = identificar(operacion, credito, pedido.cliente);
  const halladas = hallarFacturas(operacion, pedido.facturas, { clienteId, hoy });
  const destinos = destinosDe(operacion, halladas, moneda);
  const fecha = pedido.fecha === null ? credito.fecha : ultima(pedido.fecha, credito.fecha);
  const revisado = conRevision(operacion, { clienteId, hoy }, () => {
    const modo = pedido.aCuenta ? 'a-cuenta' : destinos.length > 0 ? { destinos } : 'automatico';
    const porImputar = { id: creditoId, clienteId, moneda, fecha, disponible, referencia };
    const { aplicaciones, sinNada, huboAjuste } = imputarCredito(operacion, porImputar, modo);
    const avisos = sinNada.map((numero) => `a ${numero} no le llegó nada: lo disponible se terminó antes`);
    if (huboAjuste) avisos.push('un archivo importado ya daba por pagado parte de esto: el pago lo reemplaza');
    return { aplicaciones, avisos };
  });
  const hecho = armarHecho(operacion, { creditoId, hoy }, revisado);
  operacion.resumen = `${hecho.clienteCodigo}: pago ${creditoId}, imputado ${escribirMonto(hecho, hecho.imputado)}`;
  return hecho;
}

function exigirDisponible(
  credito: CreditoGuardado | undefined,
  { creditoId, cliente }: PedidoDeImputar,
  hoy: Fecha,
): CreditoGuardado {
  if (credito === undefined || (credito.fecha > hoy && credito.medio !== 'cheque')) {
    throw new ErrorDeUso(`no hay ningún pago ${creditoId} al ${hoy}`, {
      sugerencia: 'vea los números con: cobranzas pago listar --todos --sin-imputar',
    });
  }
  if (credito.anulado !== null) {
    throw new ErrorDeDatos(`el pago ${creditoId} está anulado: ${credito.anulado}`, {
      sugerencia: 'si el dinero entró, regístrelo con: cobranzas pago registrar',
    });
  }
  if (credito.disponible === 0) {
    throw new ErrorDeDatos(`el pago ${creditoId} ya está imputado entero`, {
      sugerencia: `para imputarlo a otra cosa, anúlelo y vuelva a registrarlo: cobranzas pago anular ${creditoId} --motivo "otra imputación"`,
    });
  }
  if (credito.clienteId === null && cliente === null) {
    throw new ErrorDeDatos(`todavía no se sabe de quién es el pago ${creditoId}`, {
      sugerencia: 'diga de quién es con --cliente <cliente>',
    });
  }
  return credito;
}

/** De quién es el crédito; si se dijo y no era de nadie, o si nunca se aplicó, pasa a ser del cliente que se dice. */
function identificar(operacion: Operacion, credito: CreditoGuardado, texto: string | null): number {
  const { id, clienteId, clienteNombre, tipo, seAplico } = credito;
  const pedido = texto === null ? null : resolverCliente(operacion.libro, texto).id;
  if (clienteId !== null && (pedido === null || pedido === clienteId)) return clienteId;
  if (pedido === null) throw new Error('defecto interno: un crédito sin cliente llegó a imputarse');
  if (clienteId !== null && (seAplico || tipo !== 'pago')) {
    const porque = tipo === 'pago' ? 'y ya canceló facturas suyas' : 'según su documento';
    throw new ErrorDeDatos(`el crédito ${id} es de ${clienteNombre}, ${porque}`, {
      sugerencia: `si está mal, anúlelo y regístrelo de nuevo: cobranzas pago anular ${id} --motivo "era de otro"`,
    });
  }
  asignarCliente(operacion, id, pedido);
  return pedido;
}

function fraseDe(hecho: CreditoHecho, cosa: string): string {
  const { imputado, sinImputar, clienteNombre } = hecho;
  const resto =
    sinImputar === 0 ? 'no queda nada por imputar' : `quedan ${escribirMonto(hecho, sinImputar)} por imputar`;
  return `${cosa} de ${clienteNombre}: imputado ${escribirMonto(hecho, imputado)}; ${resto}`;
}

function siguienteDe({ clienteCodigo, sinImputar }: CreditoHecho): string {
  return sinImputar > 0
    ? `cobranzas factura listar --cliente "${clienteCodigo}" --estado ${estadosAbiertos.join(',')}`
    : `cobranzas cliente ver "${clienteCodigo}"`;
}
