import type { Operacion } from '../datos/operacion.ts';
import { anularCredito, type CreditoGuardado, leerCredito } from '../datos/pagos.ts';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { conEjemplos, leerEntero, opcionFecha } from './opciones.ts';
import { armarHecho, type CreditoHecho } from './pago/hecho.ts';
import { escribirMonto, presentarHecho } from './pago/presentacion.ts';
import { conRevision } from './pago/revision.ts';
import { escribir, opcionesDeEscritura, textoObligatorio } from './piezas/escritura.ts';

/** `pago anular`: deshace un pago, un cheque rechazado o un castigo; lo que cancelaba se vuelve a deber. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<pago_id>', 'el número del pago o del crédito, el de pago listar')
      .requiredOption('--motivo <texto>', 'por qué, por ejemplo "cheque rechazado"')
      .addOption(opcionFecha('--fecha <fecha>', 'desde qué día ya no cuenta (por omisión, hoy)'));
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas pago anular 12 --motivo "cheque rechazado"', 'lo que pagaba se vuelve a deber'],
      ['cobranzas pago anular 12 --motivo "era de otro cliente" --simular', 'qué pasaría, sin escribir nada'],
    ]);
  },

  async ejecutar(contexto, [texto = ''], opciones) {
    const pedido = leerPedido(contexto, texto, opciones);
    const escrita = await escribir(contexto, opciones, {
      comando: 'pago anular',
      accion: (operacion) => anular(operacion, contexto, pedido),
    });
    await presentarHecho(contexto, escrita, {
      documentos: 'Qué se vuelve a deber',
      frase: (hecho, cosa) => {
        const anulado = hecho.tipo === 'nota-credito' ? 'anulada' : 'anulado';
        return `${cosa} de ${escribirMonto(hecho, hecho.monto)}: ${anulado} (${pedido.motivo})`;
      },
      siguiente: ({ clienteCodigo }) =>
        clienteCodigo === null ? 'cobranzas pago listar --sin-imputar' : `cobranzas cliente ver "${clienteCodigo}"`,
    });
    return undefined;
  },
};

interface PedidoDeAnular {
  readonly creditoId: number;
  readonly motivo: string;
  readonly fecha: Fecha;
}

function leerPedido({ hoy }: Contexto, texto: string, opciones: Opciones): PedidoDeAnular {
  const fecha = (opciones.fecha as Fecha | undefined) ?? hoy;
  if (fecha > hoy) throw new ErrorDeUso(`el ${fecha} todavía no llegó: un pago se anula desde hoy o desde antes`);
  return {
    creditoId: leerEntero(texto, '<pago_id>', {
      min: 1,
      sugerencia: 'vea los números con: cobranzas pago listar --todos',
    }),
    motivo: textoObligatorio(opciones.motivo, '--motivo'),
    fecha,
  };
}

function anular(operacion: Operacion, { hoy }: Contexto, { creditoId, motivo, fecha }: PedidoDeAnular): CreditoHecho {
  const credito = exigirAnulable(leerCredito(operacion.libro, creditoId), creditoId, hoy);
  const revisado = conRevision(operacion, { clienteId: credito.clienteId, hoy }, () => {
    const { deshechas } = anularCredito(operacion, credito, { fecha, motivo });
    const aplicaciones = deshechas.map(({ aplicacion, fecha: dia }) => ({ ...aplicacion, fecha: dia }));
    return { aplicaciones, avisos: [] };
  });
  operacion.resumen = `${credito.clienteCodigo ?? 'sin identificar'}: pago ${creditoId} anulado, ${motivo}`;
  return armarHecho(operacion, { creditoId, hoy }, revisado);
}

function exigirAnulable(credito: CreditoGuardado | undefined, creditoId: number, hoy: Fecha): CreditoGuardado {
  if (credito === undefined || (credito.fecha > hoy && credito.medio !== 'cheque')) {
    throw new ErrorDeUso(`no hay ningún pago ${creditoId} al ${hoy}`, {
      sugerencia: 'vea los números con: cobranzas pago listar --todos',
    });
  }
  if (credito.anulado !== null) {
    throw new ErrorDeDatos(`el pago ${creditoId} ya está anulado: ${credito.anulado}`, {
      sugerencia:
        'no hay nada más que deshacer; si se anuló por error, regístrelo de nuevo con: cobranzas pago registrar',
    });
  }
  if (credito.acuerdoId !== null) {
    throw new ErrorDeDatos(`el crédito ${creditoId} es el descuento del acuerdo ${credito.acuerdoId}, que se cumplió`, {
      sugerencia: 'se deshace solo si se anula el pago que lo ganó',
    });
  }
  return credito;
}
