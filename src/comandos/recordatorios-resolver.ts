import type { Operacion } from '../datos/operacion.ts';
import { leerMensaje, type MensajeDeLista } from '../datos/recordatorio/lectura.ts';
import { registrarEstado } from '../datos/recordatorio/mensajes.ts';
import { agruparPor } from '../dominio/agrupar.ts';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import type { EstadoDeMensaje, Momento } from '../dominio/recordatorio/tipos.ts';
import { loLlevaUnaCorrida, puedePasar } from '../dominio/recordatorio/transiciones.ts';
import type { Comando, Opciones } from './comando.ts';
import { conEjemplos, leerEntero } from './opciones.ts';
import { escribir, opcionesDeEscritura, textoDe } from './piezas/escritura.ts';
import { columnasDeMensajes } from './recordatorios/mensajes-columnas.ts';
import { leerReloj, opcionAhora } from './recordatorios/momento.ts';

/** Lo que una persona puede decir de un mensaje. */
const salidas = {
  llego: { estado: 'enviado', frase: 'llegó', porque: 'lo confirmó una persona' },
  reenviar: { estado: 'pendiente', frase: 'sale de nuevo en la próxima corrida', porque: 'se pidió enviarlo de nuevo' },
  reboto: { estado: 'rebotado', frase: 'volvió sin entregarse', porque: 'volvió sin entregarse' },
  descartar: { estado: 'descartado', frase: 'no se envía', porque: 'lo descartó una persona' },
} as const satisfies Record<string, { estado: EstadoDeMensaje; frase: string; porque: string }>;
type Salida = keyof typeof salidas;

/** Lo que es verdad de un mensaje que se descarta según cómo estaba; de los demás, que no se envía. */
const alDescartar: Readonly<Partial<Record<EstadoDeMensaje, string>>> = {
  dudoso: 'pudo haber llegado, así que cuenta como enviado; no se vuelve a enviar ni queda por resolver',
  rechazado: 'no llegó y no se vuelve a enviar',
  rebotado: 'no llegó y no se vuelve a enviar; ese dato no se usa hasta corregirlo',
  preparado: 'no hay que entregarlo',
};

/** Un mensaje después de lo que se dijo, y cómo estaba antes. */
interface Resuelto extends MensajeDeLista {
  readonly previo: EstadoDeMensaje;
}

function fraseDe(salida: Salida, previo: EstadoDeMensaje): string {
  return (salida === 'descartar' ? alDescartar[previo] : undefined) ?? salidas[salida].frase;
}

/** `recordatorios resolver`: una persona dice qué pasó con un mensaje dudoso, rechazado, rebotado o enviado a mano. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<mensaje...>', 'número de cada mensaje, como lo muestra recordatorios listar')
      .option('--llego', 'el cliente lo recibió: cuenta como enviado')
      .option('--reenviar', 'no llegó: vuelve a la cola y sale en la próxima corrida')
      .option('--reboto', 'volvió sin entregarse: no se le escribe más a esa dirección hasta corregirla')
      .option(
        '--descartar',
        'ya no importa: no se envía más; si era dudoso pudo llegar y cuenta igual, y una dirección mala sigue mala',
      )
      .option('--detalle <texto>', 'cómo se supo');
    opcionAhora(orden);
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas recordatorios resolver 57 --llego --detalle "lo confirmó Ana por teléfono"', 'un dudoso que llegó'],
      ['cobranzas recordatorios resolver 57 --reenviar', 'un dudoso que no llegó'],
      ['cobranzas recordatorios resolver 58 59 --reboto', 'dos que volvieron'],
    ]);
  },

  async ejecutar(contexto, argumentos, opciones) {
    const ids = argumentos.map((texto) => leerEntero(texto, '<mensaje>', { min: 1 }));
    const salida = leerSalida(opciones);
    const momento = leerReloj(contexto, opciones)();
    const { hecho, simulada, repetida } = await escribir(contexto, opciones, {
      comando: 'recordatorios resolver',
      hoy: momento.hoy,
      accion: (operacion) => resolver(operacion, { ids, salida, momento, detalle: textoDe(opciones.detalle) }),
    });
    await contexto.presentar({ columnas: columnasDeMensajes, filas: hecho });
    if (repetida) return undefined;
    const { consola } = contexto;
    for (const { id, clienteNombre, previo } of hecho)
      consola.informar(
        `${simulada ? 'simulado, no se escribió nada: ' : ''}mensaje ${id} de ${clienteNombre}: ${fraseDe(salida, previo)}`,
      );
    consola.sugerir(seguir(salida, hecho));
    return undefined;
  },
};

function leerSalida(opciones: Opciones): Salida {
  const elegidas = (Object.keys(salidas) as Salida[]).filter((salida) => opciones[salida] === true);
  const [elegida] = elegidas;
  if (elegida !== undefined && elegidas.length === 1) return elegida;
  throw new ErrorDeUso(
    elegidas.length === 0 ? 'falta decir qué pasó con el mensaje' : 'se dijo más de una cosa del mismo mensaje',
    { sugerencia: 'use una de: --llego, --reenviar, --reboto, --descartar' },
  );
}

function resolver(
  operacion: Operacion,
  pedido: {
    readonly ids: readonly number[];
    readonly salida: Salida;
    readonly momento: Momento;
    readonly detalle: string | null;
  },
): Resuelto[] {
  const { salida, momento, detalle } = pedido;
  const ids = [...new Set(pedido.ids)];
  const { estado, porque } = salidas[salida];
  const previos = new Map<number, EstadoDeMensaje>();
  for (const id of ids) {
    const mensaje = leerMensaje(operacion.libro, id);
    if (mensaje === undefined) throw sinMensaje(id);
    if (loLlevaUnaCorrida(mensaje.estado) || !puedePasar(mensaje.estado, estado)) throw noSePuede(mensaje, salida);
    previos.set(id, mensaje.estado);
    registrarEstado(operacion, id, {
      estado,
      momento,
      // Una orden de una persona no gasta los reintentos de antes.
      intento: estado === 'pendiente' ? 0 : mensaje.intento,
      noAntes: null,
      detalle: detalle ?? porque,
    });
  }
  operacion.resumen = resumir(previos, salida);
  return [...previos].flatMap(([id, previo]) => {
    const mensaje = leerMensaje(operacion.libro, id);
    return mensaje === undefined ? [] : [{ ...mensaje, previo }];
  });
}

/** Los que terminan igual, juntos: `mensajes 1, 2: llegó`. */
function resumir(previos: ReadonlyMap<number, EstadoDeMensaje>, salida: Salida): string {
  const porFrase = agruparPor(previos, ([, previo]) => fraseDe(salida, previo));
  const partes = [...porFrase].map(
    ([frase, suyos]) =>
      `${suyos.length === 1 ? 'mensaje' : 'mensajes'} ${suyos.map(([id]) => id).join(', ')}: ${frase}`,
  );
  return partes.join('; ');
}

function sinMensaje(id: number): ErrorDeUso {
  return new ErrorDeUso(`no hay ningún mensaje ${id}`, {
    sugerencia: 'vea los números con: cobranzas recordatorios listar',
  });
}

const explicaciones: Readonly<Partial<Record<EstadoDeMensaje, string>>> = {
  pendiente: 'espera otro intento, que sale solo',
  reclamado: 'lo está enviando una corrida, o se cortó: la próxima lo retoma sola',
  'en-data': 'lo está enviando una corrida, o se cortó: la próxima lo dará por dudoso',
  enviado: 'ya salió; sólo puede decirse que rebotó',
  descartado: 'ya se descartó',
  preparado: 'todavía no salió: se exporta y se envía con otro programa',
};

function noSePuede({ id, estado }: MensajeDeLista, salida: Salida): ErrorDeDatos {
  const porque = explicaciones[estado];
  return new ErrorDeDatos(`del mensaje ${id} no se puede decir --${salida}: está ${estado}`, {
    sugerencia: `${porque === undefined ? 'un mensaje así admite otra salida' : `ese mensaje ${porque}`}: cobranzas recordatorios resolver --help`,
  });
}

function seguir(salida: Salida, [primero]: readonly MensajeDeLista[]): string {
  if (salida === 'reboto' && primero !== undefined) {
    const cliente = `"${primero.clienteCodigo}"`;
    return `corrija la dirección: cobranzas cliente editar ${cliente} --quitar-email ${primero.destino ?? '<correo>'} --agregar-email <correo>`;
  }
  return salida === 'reenviar'
    ? 'cobranzas recordatorios plan'
    : 'los que faltan: cobranzas recordatorios listar --por-resolver';
}
