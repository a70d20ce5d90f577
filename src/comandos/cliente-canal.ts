import { resolverCliente } from '../datos/busqueda.ts';
import { leerCanales, registrarCanal } from '../datos/canales.ts';
import type { Operacion } from '../datos/operacion.ts';
import { type Canal, canales, sePuedeUsar } from '../dominio/canal.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { conEjemplos, opcionDeLista, opcionFecha } from './opciones.ts';
import { escribir, opcionesDeEscritura, textoDe } from './piezas/escritura.ts';

/** Lo que quedó dicho de un canal. */
interface CanalHecho {
  readonly clienteCodigo: string;
  readonly clienteNombre: string;
  readonly canal: Canal;
  readonly permitido: boolean;
  readonly fecha: Fecha;
  readonly motivo: string | null;
  /** `null` si ya estaba así y no hubo nada que anotar. */
  readonly operacionId: number | null;
}

const columnas: readonly Columna<CanalHecho>[] = [
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ clienteCodigo }) => clienteCodigo },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ clienteNombre }) => clienteNombre },
  { clave: 'canal', titulo: 'Canal', tipo: 'texto', valor: ({ canal }) => canal },
  { clave: 'permitido', titulo: 'Se puede usar', tipo: 'texto', valor: ({ permitido }) => (permitido ? 'si' : 'no') },
  { clave: 'fecha', titulo: 'Desde', tipo: 'fecha', valor: ({ fecha }) => fecha },
  { clave: 'motivo', titulo: 'Motivo', tipo: 'texto', valor: ({ motivo }) => motivo },
  { clave: 'operacion_id', titulo: 'Operación', tipo: 'entero', valor: ({ operacionId }) => operacionId },
];

/** `cliente canal`: anota si un cliente acepta que se lo contacte por un canal. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<cliente>', 'id, id fiscal o una parte del nombre que sólo él tenga')
      .addOption(
        opcionDeLista({
          indicadores: '--canal <canal>',
          descripcion: 'de qué canal se trata',
          valores: canales,
        }).makeOptionMandatory(),
      )
      .option('--no', 'pidió que no se lo contacte por ahí')
      .option('--si', 'acepta que se lo contacte por ahí')
      .option('--motivo <texto>', 'qué dijo')
      .addOption(opcionFecha('--fecha <fecha>', 'desde qué día (por omisión, hoy)'));
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas cliente canal espiga --canal email --no --motivo "pidió la baja"', 'no se le escribe más'],
      ['cobranzas cliente canal C-102 --canal whatsapp --si', 'vuelve a aceptarlo'],
    ]);
  },

  async ejecutar(contexto, [cliente = ''], opciones) {
    const pedido = leerPedido(contexto, cliente, opciones);
    const { hecho, repetida, simulada } = await escribir(contexto, opciones, {
      comando: 'cliente canal',
      accion: (operacion) => anotar(operacion, contexto, pedido),
    });
    const propias = simulada && !repetida ? columnas.filter(({ clave }) => clave !== 'operacion_id') : columnas;
    await contexto.presentar({ columnas: propias, filas: [hecho], unico: true });
    if (repetida) return undefined;
    const { consola } = contexto;
    if (hecho.operacionId === null) {
      consola.informar('nada que cambiar: ya estaba así');
      return undefined;
    }
    const puede = hecho.permitido ? 'se puede' : 'no se puede';
    consola.informar(`${hecho.clienteNombre}: desde el ${hecho.fecha} ${puede} usar ${hecho.canal} para contactarlo`);
    if (simulada) consola.informar('simulado: no se escribió nada');
    else consola.sugerir(`cobranzas cliente ver "${hecho.clienteCodigo}"`);
    return undefined;
  },
};

interface PedidoDeCanal {
  readonly cliente: string;
  readonly canal: Canal;
  readonly permitido: boolean;
  readonly fecha: Fecha;
  readonly motivo: string | null;
}

function leerPedido({ hoy }: Contexto, cliente: string, opciones: Opciones): PedidoDeCanal {
  const permitido = opciones.si === true;
  if (permitido === (opciones.no === true)) {
    throw new ErrorDeUso('hay que decir --si o --no, y sólo uno', {
      sugerencia: `cobranzas cliente canal "${cliente}" --canal ${opciones.canal} --no`,
    });
  }
  const fecha = (opciones.fecha as Fecha | undefined) ?? hoy;
  if (fecha > hoy) throw new ErrorDeUso(`el ${fecha} todavía no llegó`);
  return { cliente, canal: opciones.canal as Canal, permitido, fecha, motivo: textoDe(opciones.motivo) };
}

function anotar(operacion: Operacion, { hoy }: Contexto, pedido: PedidoDeCanal): CanalHecho {
  const { libro } = operacion;
  const { cliente: texto, ...permiso } = pedido;
  const { id, codigo, nombre } = resolverCliente(libro, texto);
  const actuales = leerCanales(libro, [id], hoy).get(id);
  const hecho = { clienteCodigo: codigo, clienteNombre: nombre, ...permiso };
  if (sePuedeUsar(actuales, permiso.canal) === permiso.permitido) return { ...hecho, operacionId: null };
  registrarCanal(operacion, id, permiso);
  operacion.resumen = `${codigo}: ${permiso.permitido ? 'se puede usar' : 'no usar'} ${permiso.canal}`;
  return { ...hecho, operacionId: operacion.id };
}
