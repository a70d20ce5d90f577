import { resolverCliente } from '../datos/busqueda.ts';
import type { Operacion } from '../datos/operacion.ts';
import { leerPausas, registrarFinDePausa } from '../datos/pausas.ts';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import { pausasPorTerminar } from '../dominio/pausa.ts';
import type { Comando, Contexto } from './comando.ts';
import { conEjemplos, opcionFecha } from './opciones.ts';
import { type PausaHecha, presentarPausas } from './pausa/presentacion.ts';
import { escribir, opcionesDeEscritura, textoDe } from './piezas/escritura.ts';

/** `cliente reanudar`: termina las pausas de un cliente; desde ese día se lo vuelve a contactar. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<cliente>', 'id, id fiscal o una parte del nombre que sólo él tenga')
      .option('--motivo <texto>', 'por qué se lo vuelve a contactar')
      .addOption(opcionFecha('--fecha <fecha>', 'desde qué día (por omisión, hoy)'));
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas cliente reanudar espiga', 'vuelve a la lista desde hoy'],
      ['cobranzas cliente reanudar C-102 --motivo "se aclaró el problema"', 'con su motivo'],
    ]);
  },

  async ejecutar(contexto, [cliente = ''], opciones) {
    const fecha = (opciones.fecha as Fecha | undefined) ?? contexto.hoy;
    if (fecha > contexto.hoy) {
      throw new ErrorDeUso(`el ${fecha} todavía no llegó`, {
        sugerencia: 'para que la pausa termine sola un día, póngale ese día con: cobranzas cliente pausar … --hasta',
      });
    }
    const motivo = textoDe(opciones.motivo);
    const escrita = await escribir(contexto, opciones, {
      comando: 'cliente reanudar',
      accion: (operacion) => reanudar(operacion, contexto, { cliente, fecha, motivo }),
    });
    await presentarPausas(contexto, escrita, {
      frase: ([hecha]) => `${hecha?.clienteNombre ?? cliente}: se lo puede contactar desde el ${fecha}`,
      siguiente: ([hecha]) => `cobranzas cliente ver "${hecha?.clienteCodigo ?? cliente}"`,
    });
    return undefined;
  },
};

function reanudar(
  operacion: Operacion,
  { hoy }: Contexto,
  pedido: { readonly cliente: string; readonly fecha: Fecha; readonly motivo: string | null },
): PausaHecha[] {
  const { libro } = operacion;
  const { fecha, motivo } = pedido;
  const cliente = resolverCliente(libro, pedido.cliente);
  const porTerminar = pausasPorTerminar(leerPausas(libro, cliente.id), hoy);
  if (porTerminar.length === 0) {
    throw new ErrorDeDatos(`${cliente.nombre} no está en pausa`, {
      sugerencia: `vea cómo está con: cobranzas cliente ver "${cliente.codigo}"`,
    });
  }
  for (const { id, desde } of porTerminar) {
    if (fecha < desde) {
      throw new ErrorDeDatos(`la pausa es del ${desde}: no se pudo reanudar el ${fecha}`, {
        sugerencia: 'escriba en --fecha un día desde entonces',
      });
    }
    registrarFinDePausa(operacion, id, { fecha, motivo });
  }
  operacion.resumen = `${cliente.codigo}: se reanuda${motivo === null ? '' : `, ${motivo}`}`;
  const { codigo: clienteCodigo, nombre: clienteNombre } = cliente;
  return porTerminar.map(({ id, clase, desde, hasta, motivo: porque }) => {
    const pausa = { clase, desde, hasta, motivo: porque, terminada: fecha };
    return { pausaId: id, operacionId: operacion.id, clienteCodigo, clienteNombre, ...pausa };
  });
}
