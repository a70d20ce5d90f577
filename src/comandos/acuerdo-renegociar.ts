import type { Operacion } from '../datos/operacion.ts';
import { ErrorDeDatos } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import { exigirTerminable, resolverAcuerdo } from './acuerdo/busqueda.ts';
import { type AcuerdoCreado, crearAcuerdo, type PedidoDeAcuerdo } from './acuerdo/creacion.ts';
import { leerPedidoDeAcuerdo, opcionesDeTerminos } from './acuerdo/opciones.ts';
import { presentarCreado } from './acuerdo/presentacion.ts';
import type { Comando, Contexto } from './comando.ts';
import { conEjemplos } from './opciones.ts';
import { escribir, opcionesDeEscritura } from './piezas/escritura.ts';

/** `acuerdo renegociar`: cambia un acuerdo por otro sobre lo que todavía se debe; el anterior queda como historia. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('<acuerdo_id>', 'el número, el de acuerdo listar');
    opcionesDeTerminos(orden, 'renegociar');
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas acuerdo renegociar 7 --cuotas 4 --primera 2026-08-05', 'lo que queda del plan, en cuatro cuotas'],
      ['cobranzas acuerdo renegociar 7 --promesa 2026-07-20', 'lo que queda, de una vez'],
    ]);
  },

  async ejecutar(contexto, [texto = ''], opciones) {
    const pedido = leerPedidoDeAcuerdo(opciones);
    const creado = (opciones.fecha as Fecha | undefined) ?? contexto.hoy;
    const escrita = await escribir(contexto, opciones, {
      comando: 'acuerdo renegociar',
      accion: (operacion) => renegociar(operacion, contexto, { texto, pedido, creado }),
    });
    await presentarCreado(contexto, escrita);
    return undefined;
  },
};

function renegociar(
  operacion: Operacion,
  contexto: Contexto,
  { texto, pedido, creado }: { readonly texto: string; readonly pedido: PedidoDeAcuerdo; readonly creado: Fecha },
): AcuerdoCreado {
  const { evaluado: anterior, cliente } = resolverAcuerdo(operacion.libro, texto, contexto.hoy);
  exigirTerminable(operacion.libro, anterior, 'renegociar');
  const { id, creado: desde } = anterior.acuerdo;
  if (creado < desde) {
    throw new ErrorDeDatos(`el acuerdo ${id} es del ${desde}: no se pudo renegociar el ${creado}`, {
      sugerencia: 'escriba en --fecha un día desde entonces',
    });
  }
  const hecho = crearAcuerdo(operacion, { contexto, cliente, pedido, creado, contactoId: null, renegocia: anterior });
  operacion.resumen = `${hecho.clienteId}: acuerdo ${id} renegociado en el ${hecho.acuerdoId}, ${hecho.tipo}`;
  return hecho;
}
