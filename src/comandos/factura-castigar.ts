import { aplicar } from '../datos/aplicaciones.ts';
import { resolverCliente, resolverDeuda } from '../datos/busqueda.ts';
import type { Operacion } from '../datos/operacion.ts';
import { leerSaldos } from '../datos/pagos.ts';
import { registrarCredito } from '../datos/registro-de-creditos.ts';
import type { Cifra } from '../dominio/cifra.ts';
import type { DocumentoAlDia } from '../dominio/documento-al-dia.ts';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import { type Fecha, ultima } from '../dominio/fecha.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { agregarFiltros, leerFiltros } from './filtros.ts';
import { conEjemplos, montoEnMoneda, opcionCifra, opcionFecha } from './opciones.ts';
import { armarHecho, type CreditoHecho } from './pago/hecho.ts';
import { escribirMonto, presentarHecho } from './pago/presentacion.ts';
import { conRevision } from './pago/revision.ts';
import { escribir, opcionesDeEscritura, textoDe, textoObligatorio } from './piezas/escritura.ts';

/** `factura castigar`: da por incobrable lo que se debe de una factura, o una parte. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('<numero>', 'el número, como sea que esté escrito; la letra se puede omitir');
    agregarFiltros(orden, ['cliente'], { cliente: 'de quién es, si varios clientes tienen ese número' });
    orden
      .requiredOption('--motivo <texto>', 'por qué no se va a cobrar, por ejemplo "quiebra"')
      .addOption(opcionCifra('--monto <monto>', 'cuánto se da por perdido (por omisión, todo lo que se debe)'))
      .addOption(opcionFecha('--fecha <fecha>', 'desde qué día (por omisión, hoy)'))
      .option('--nota <texto>', 'lo que conviene recordar');
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas factura castigar A-1-1234 --motivo quiebra', 'toda la factura'],
      ['cobranzas factura castigar 1234 --cliente espiga --monto 12.50 --motivo "diferencia menor"', 'una parte'],
    ]);
  },

  async ejecutar(contexto, [numero = ''], opciones) {
    const pedido = leerPedido(contexto, numero, opciones);
    const escrita = await escribir(contexto, opciones, {
      comando: 'factura castigar',
      accion: (operacion) => castigar(operacion, contexto, pedido),
    });
    await presentarHecho(contexto, escrita, {
      nuevo: true,
      documentos: 'Qué se castigó',
      frase: (hecho, cosa) => `${cosa} de ${escribirMonto(hecho, hecho.monto)}: ya no se reclama`,
      siguiente: ({ creditoId }) => `si al final paga: cobranzas pago anular ${creditoId} --motivo "el cliente pagó"`,
    });
    return undefined;
  },
};

interface PedidoDeCastigo {
  readonly numero: string;
  readonly cliente: string | null;
  readonly motivo: string;
  readonly cifra: Cifra | null;
  readonly fecha: Fecha;
  readonly nota: string | null;
}

function leerPedido({ hoy }: Contexto, numero: string, opciones: Opciones): PedidoDeCastigo {
  const fecha = (opciones.fecha as Fecha | undefined) ?? hoy;
  if (fecha > hoy) throw new ErrorDeUso(`el ${fecha} todavía no llegó`);
  return {
    numero,
    cliente: leerFiltros(opciones).cliente,
    motivo: textoObligatorio(opciones.motivo, '--motivo'),
    cifra: (opciones.monto as Cifra | undefined) ?? null,
    fecha,
    nota: textoDe(opciones.nota),
  };
}

function castigar(operacion: Operacion, { hoy }: Contexto, pedido: PedidoDeCastigo): CreditoHecho {
  const { libro } = operacion;
  const cliente = pedido.cliente === null ? null : resolverCliente(libro, pedido.cliente).id;
  const documento = resolverDeuda(libro, pedido.numero, { clienteId: cliente, hoy });
  const { id: documentoId, numero, moneda, emision } = documento;
  const { id: clienteId } = resolverCliente(libro, documento.clienteCodigo);
  const saldo = leerSaldos(libro, [documentoId]).get(documentoId) ?? 0;
  const monto = pedido.cifra === null ? saldo : montoEnMoneda(pedido.cifra, moneda, '--monto');
  exigirCastigable(documento, { saldo, monto });
  const fecha = ultima(pedido.fecha, emision);
  const { motivo } = pedido;
  let creditoId = 0;
  const revisado = conRevision(operacion, { clienteId, hoy }, () => {
    const nota = pedido.nota === null ? motivo : `${motivo}; ${pedido.nota}`;
    creditoId = registrarCredito(operacion, { clienteId, tipo: 'castigo', fecha, moneda, monto, nota });
    return { aplicaciones: aplicar(operacion, creditoId, [{ documentoId, monto, fecha }]), avisos: [] };
  });
  operacion.resumen = `${documento.clienteCodigo}: ${numero} castigada, ${motivo}`;
  return armarHecho(operacion, { creditoId, hoy }, revisado);
}

function exigirCastigable(
  { numero, moneda }: DocumentoAlDia,
  { saldo, monto }: { readonly saldo: number; readonly monto: number },
): void {
  if (saldo === 0) {
    throw new ErrorDeDatos(`${numero} no debe nada: no hay qué castigar`, {
      sugerencia: `vea por qué con: cobranzas factura ver "${numero}"`,
    });
  }
  if (monto <= saldo) return;
  const escrito = escribirMonto({ moneda }, saldo);
  throw new ErrorDeDatos(`${numero} debe ${escrito}: no se pueden castigar ${escribirMonto({ moneda }, monto)}`, {
    sugerencia: 'quite --monto para castigar todo lo que debe',
  });
}
