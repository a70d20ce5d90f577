import { resolverCliente } from '../datos/busqueda.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import { type Fecha, sumarDias } from '../dominio/fecha.ts';
import { crearAcuerdo } from './acuerdo/creacion.ts';
import { leerPedidoDeAcuerdo, opcionesDeTerminos, traeTerminos } from './acuerdo/opciones.ts';
import { presentarCreado } from './acuerdo/presentacion.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { conEjemplos } from './opciones.ts';
import { escribir, opcionesDeEscritura } from './piezas/escritura.ts';

/** `acuerdo crear`: una promesa, un plan de cuotas, una quita o un descuento por pronto pago. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('[cliente]', 'id, id fiscal o una parte del nombre que sólo él tenga');
    opcionesDeTerminos(orden, 'crear');
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas acuerdo crear espiga --promesa 2026-07-10', 'promete pagar ese día todo lo vencido'],
      [
        'cobranzas acuerdo crear espiga --promesa 2026-07-10 --monto 15000 --facturas A-1234',
        'una parte de una factura',
      ],
      ['cobranzas acuerdo crear C-102 --cuotas 3 --primera 2026-07-31 --anticipo 20%', 'un anticipo hoy y tres cuotas'],
      ['cobranzas acuerdo crear C-102 --quita 10 --hasta 2026-07-15', 'si paga hasta ese día, se le perdona el 10 %'],
    ]);
  },

  async ejecutar(contexto, [cliente], opciones) {
    const completo = await completar(contexto, cliente, opciones);
    if (completo === undefined) return 130;
    const pedido = leerPedidoDeAcuerdo(completo.opciones);
    const creado = (opciones.fecha as Fecha | undefined) ?? contexto.hoy;
    const escrita = await escribir(contexto, opciones, {
      comando: 'acuerdo crear',
      accion: (operacion) => {
        const deQuien = resolverCliente(operacion.libro, completo.cliente);
        const hecho = crearAcuerdo(operacion, { contexto, cliente: deQuien, pedido, creado, contactoId: null });
        operacion.resumen = `${hecho.clienteId}: acuerdo ${hecho.acuerdoId}, ${hecho.tipo}`;
        return hecho;
      },
    });
    await presentarCreado(contexto, escrita);
    return undefined;
  },
};

/** Pregunta lo que falta si hay a quién; si no, lanza ErrorDeUso. `undefined` si la persona no quiso seguir. */
async function completar(
  contexto: Contexto,
  cliente: string | undefined,
  opciones: Opciones,
): Promise<{ readonly cliente: string; readonly opciones: Opciones } | undefined> {
  if (cliente !== undefined && traeTerminos(opciones)) return { cliente, opciones };
  if (contexto.interaccion !== null) {
    const { preguntarAcuerdo } = await import('./acuerdo/preguntas.ts');
    return preguntarAcuerdo({ contexto, interaccion: contexto.interaccion, dado: { cliente, opciones } });
  }
  const quien = cliente === undefined ? 'C-102' : `"${cliente}"`;
  throw new ErrorDeUso(
    cliente === undefined ? 'falta decir con qué cliente se acuerda' : 'falta decir qué se acuerda',
    {
      sugerencia: `por ejemplo: cobranzas acuerdo crear ${quien} --promesa ${sumarDias(contexto.hoy, 7)}\npara comparar lo que se puede ofrecer: cobranzas acuerdo proponer ${quien}`,
    },
  );
}
