import { resolverCliente } from '../datos/busqueda.ts';
import type { Operacion } from '../datos/operacion.ts';
import { leerPausas, registrarPausa } from '../datos/pausas.ts';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import { type ClaseDePausa, clasesDePausa, pausaQueLoImpide, textoDePausa } from '../dominio/pausa.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { conEjemplos, opcionDeLista, opcionFecha } from './opciones.ts';
import { type PausaHecha, presentarPausas } from './pausa/presentacion.ts';
import { escribir, opcionesDeEscritura, textoObligatorio } from './piezas/escritura.ts';

/** `cliente pausar`: deja de contactar a un cliente por un tiempo, con su motivo. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<cliente>', 'id, id fiscal o una parte del nombre que sólo él tenga')
      .requiredOption('--motivo <texto>', 'por qué no se lo contacta')
      .addOption(opcionFecha('--hasta <fecha>', 'último día de la pausa (por omisión, hasta reanudarlo)'))
      .addOption(
        opcionDeLista({
          indicadores: '--clase <clase>',
          descripcion: 'una pausa, un problema por aclarar o el abogado',
          valores: clasesDePausa,
        }).default('pausa', 'pausa'),
      )
      .addOption(opcionFecha('--fecha <fecha>', 'primer día de la pausa (por omisión, hoy)'));
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas cliente pausar espiga --motivo vacaciones --hasta 2026-08-15', 'hasta ese día inclusive'],
      ['cobranzas cliente pausar C-102 --clase abogado --motivo "se inició juicio"', 'hasta reanudarlo'],
    ]);
  },

  async ejecutar(contexto, [texto = ''], opciones) {
    const pedido = leerPedido(contexto, texto, opciones);
    const escrita = await escribir(contexto, opciones, {
      comando: 'cliente pausar',
      accion: (operacion) => pausar(operacion, pedido),
    });
    await presentarPausas(contexto, escrita, {
      frase: ([hecha]) => (hecha === undefined ? '' : `${hecha.clienteNombre}: ${textoDePausa(hecha)}`),
      siguiente: ([hecha]) => `cobranzas cliente reanudar "${hecha?.clienteCodigo ?? texto}"`,
    });
    return undefined;
  },
};

interface PedidoDePausa {
  readonly cliente: string;
  readonly clase: ClaseDePausa;
  readonly desde: Fecha;
  readonly hasta: Fecha | null;
  readonly motivo: string;
}

function leerPedido({ hoy }: Contexto, cliente: string, opciones: Opciones): PedidoDePausa {
  const desde = (opciones.fecha as Fecha | undefined) ?? hoy;
  const hasta = (opciones.hasta as Fecha | undefined) ?? null;
  if (hasta !== null && (hasta < desde || hasta < hoy)) {
    throw new ErrorDeUso(`--hasta ${hasta} es anterior al primer día: la pausa no regiría ningún día`);
  }
  const motivo = textoObligatorio(opciones.motivo, '--motivo');
  return { cliente, clase: opciones.clase as ClaseDePausa, desde, hasta, motivo };
}

function pausar(operacion: Operacion, pedido: PedidoDePausa): PausaHecha[] {
  const { libro } = operacion;
  const { cliente: texto, ...pausa } = pedido;
  const cliente = resolverCliente(libro, texto);
  const previa = pausaQueLoImpide(leerPausas(libro, cliente.id), pausa);
  if (previa !== null) {
    throw new ErrorDeDatos(`${cliente.nombre} ya está ${textoDePausa(previa)}`, {
      sugerencia: `para cambiarla, reanúdelo antes con: cobranzas cliente reanudar "${cliente.codigo}"`,
    });
  }
  const pausaId = registrarPausa(operacion, { clienteId: cliente.id, ...pausa });
  operacion.resumen = `${cliente.codigo}: ${textoDePausa(pausa)}`;
  const { codigo: clienteCodigo, nombre: clienteNombre } = cliente;
  return [{ pausaId, operacionId: operacion.id, clienteCodigo, clienteNombre, ...pausa, terminada: null }];
}
