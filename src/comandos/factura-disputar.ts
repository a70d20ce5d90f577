import { resolverCliente, resolverDeuda } from '../datos/busqueda.ts';
import { leerDisputas, registrarDisputa } from '../datos/disputas.ts';
import type { Operacion } from '../datos/operacion.ts';
import type { Cifra } from '../dominio/cifra.ts';
import { textoLocal } from '../dominio/dinero.ts';
import { estaAbierta } from '../dominio/disputa.ts';
import type { DocumentoAlDia } from '../dominio/documento-al-dia.ts';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { type DisputaHecha, presentarDisputa } from './disputa/presentacion.ts';
import { agregarFiltros, leerFiltros } from './filtros.ts';
import { conEjemplos, montoEnMoneda, opcionCifra, opcionFecha } from './opciones.ts';
import { escribir, opcionesDeEscritura, textoDe, textoObligatorio } from './piezas/escritura.ts';

/** `factura disputar`: el cliente reclama; mientras tanto lo reclamado ni se prioriza ni se recuerda. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('<numero>', 'el número, como sea que esté escrito; la letra se puede omitir');
    agregarFiltros(orden, ['cliente'], { cliente: 'de quién es, si varios clientes tienen ese número' });
    orden
      .requiredOption('--motivo <texto>', 'qué reclama, por ejemplo "mercadería faltante"')
      .addOption(opcionCifra('--monto <monto>', 'cuánto está en disputa (por omisión, todo lo que se debe)'))
      .addOption(opcionFecha('--hasta <fecha>', 'último día en que se espera; después se vuelve a reclamar'))
      .addOption(opcionFecha('--fecha <fecha>', 'qué día reclamó (por omisión, hoy)'))
      .option('--nota <texto>', 'lo que conviene recordar');
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas factura disputar A-1-1234 --motivo "mercadería faltante"', 'toda la factura'],
      ['cobranzas factura disputar 1234 --cliente espiga --monto 250 --motivo precio --hasta 2026-08-31', 'una parte'],
    ]);
  },

  async ejecutar(contexto, [numero = ''], opciones) {
    const pedido = leerPedido(contexto, numero, opciones);
    const escrita = await escribir(contexto, opciones, {
      comando: 'factura disputar',
      accion: (operacion) => disputar(operacion, contexto, pedido),
    });
    await presentarDisputa(contexto, escrita, {
      frase: ({ numero: hallado, enDisputa, moneda }) =>
        `${hallado}: ${textoLocal({ monto: enDisputa, moneda })} ${moneda} en disputa, que ni se priorizan ni se recuerdan`,
      siguiente: ({ numero: hallado, clienteCodigo }) =>
        `cobranzas factura resolver "${hallado}" --cliente "${clienteCodigo}" --resultado a-favor-nuestro`,
    });
    return undefined;
  },
};

interface PedidoDeDisputa {
  readonly numero: string;
  readonly cliente: string | null;
  readonly motivo: string;
  readonly cifra: Cifra | null;
  readonly fecha: Fecha;
  readonly hasta: Fecha | null;
  readonly nota: string | null;
}

function leerPedido({ hoy }: Contexto, numero: string, opciones: Opciones): PedidoDeDisputa {
  const fecha = (opciones.fecha as Fecha | undefined) ?? hoy;
  const hasta = (opciones.hasta as Fecha | undefined) ?? null;
  if (fecha > hoy)
    throw new ErrorDeUso(`el ${fecha} todavía no llegó: una disputa se registra cuando el cliente reclama`);
  if (hasta !== null && hasta < hoy) throw new ErrorDeUso(`--hasta ${hasta} ya pasó: la disputa no regiría ningún día`);
  return {
    numero,
    cliente: leerFiltros(opciones).cliente,
    motivo: textoObligatorio(opciones.motivo, '--motivo'),
    cifra: (opciones.monto as Cifra | undefined) ?? null,
    fecha,
    hasta,
    nota: textoDe(opciones.nota),
  };
}

function disputar(operacion: Operacion, { hoy }: Contexto, pedido: PedidoDeDisputa): DisputaHecha {
  const { libro } = operacion;
  const clienteId = pedido.cliente === null ? null : resolverCliente(libro, pedido.cliente).id;
  const documento = resolverDeuda(libro, pedido.numero, { clienteId, hoy });
  const { id: documentoId, numero, moneda, saldo } = documento;
  const monto = pedido.cifra === null ? null : montoEnMoneda(pedido.cifra, moneda, '--monto');
  exigirDisputable(documento, monto);
  const previa = leerDisputas(libro, documentoId).find((disputa) => estaAbierta(disputa, hoy));
  if (previa !== undefined) {
    throw new ErrorDeDatos(`${numero} ya está en disputa desde el ${previa.fecha}: ${previa.motivo}`, {
      sugerencia: `resuélvala antes con: cobranzas factura resolver "${numero}" --cliente "${documento.clienteCodigo}" --resultado a-favor-nuestro`,
    });
  }
  const { fecha, motivo, hasta, nota } = pedido;
  const disputaId = registrarDisputa(operacion, { documentoId, fecha, monto, motivo, hasta, nota });
  operacion.resumen = `${documento.clienteCodigo}: ${numero} en disputa, ${motivo}`;
  return {
    disputaId,
    operacionId: operacion.id,
    clienteCodigo: documento.clienteCodigo,
    clienteNombre: documento.clienteNombre,
    numero,
    moneda,
    saldo,
    enDisputa: monto ?? saldo,
    motivo,
    desde: fecha,
    hasta,
    resultado: null,
  };
}

function exigirDisputable({ numero, saldo, moneda }: DocumentoAlDia, monto: number | null): void {
  if (saldo <= 0) {
    throw new ErrorDeDatos(`${numero} no debe nada: no hay qué disputar`, {
      sugerencia: `vea por qué con: cobranzas factura ver "${numero}"`,
    });
  }
  if (monto === null || monto <= saldo) return;
  const escribir = (unidades: number) => `${textoLocal({ monto: unidades, moneda })} ${moneda}`;
  throw new ErrorDeDatos(`${numero} debe ${escribir(saldo)}: no se pueden disputar ${escribir(monto)}`, {
    sugerencia: 'quite --monto para disputar todo lo que debe',
  });
}
