import type { Operacion } from '../datos/operacion.ts';
import { leerEstadosPasados, leerMensaje } from '../datos/recordatorio/lectura.ts';
import { registrarEstado } from '../datos/recordatorio/mensajes.ts';
import { agruparPor } from '../dominio/agrupar.ts';
import { contar } from '../dominio/cantidad.ts';
import { ErrorDeDatos } from '../dominio/errores.ts';
import type { EstadoDeMensaje, Momento } from '../dominio/recordatorio/tipos.ts';
import { enOrdenDeEntrega, momentoDeResultado, noticiaDe } from '../dominio/resultado-de-entrega.ts';
import { type FilaDeResultado, leerResultados } from '../entrada/resultados.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando } from './comando.ts';
import { conEjemplos } from './opciones.ts';
import { escribir, opcionesDeEscritura } from './piezas/escritura.ts';
import { leerReloj, opcionAhora } from './recordatorios/momento.ts';

/** Un mensaje con lo que el archivo dijo de él. */
interface Anotado {
  readonly mensajeId: number;
  readonly clienteId: string;
  readonly cliente: string;
  readonly canal: string;
  readonly destino: string | null;
  readonly antes: EstadoDeMensaje;
  readonly estado: EstadoDeMensaje;
  readonly detalle: string | null;
}

/** `recordatorios importar-resultados`: qué pasó con los mensajes que entregó otro programa. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('<archivo>', 'CSV o NDJSON con mensaje_id, estado, fecha y detalle («-» = entrada estándar)');
    opcionAhora(orden);
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas recordatorios importar-resultados resultados.csv', 'lo que devolvió el programa que los entregó'],
      ['cobranzas recordatorios importar-resultados resultados.csv --simular', 'qué cambiaría'],
    ]);
  },

  async ejecutar(contexto, argumentos, opciones) {
    const archivo = argumentos[0] ?? '';
    const filas = await leerResultados(archivo, contexto.entradaEstandar);
    const momento = leerReloj(contexto, opciones)();
    const { hecho, simulada, repetida } = await escribir(contexto, opciones, {
      comando: 'recordatorios importar-resultados',
      hoy: momento.hoy,
      accion: (operacion) => anotar(operacion, filas, { archivo, momento }),
    });
    await contexto.presentar({ columnas, filas: hecho, vacio: 'ningún mensaje cambió' });
    if (repetida) return undefined;
    const { consola } = contexto;
    const prefijo = simulada ? 'simulado, no se escribió nada: ' : '';
    consola.informar(
      `${prefijo}${contar(filas.length, 'resultado leído', 'resultados leídos')}, ${contar(hecho.length, 'mensaje cambió', 'mensajes cambiaron')}${cuentas(hecho)}`,
    );
    if (hecho.some(({ estado }) => estado !== 'enviado' && estado !== 'descartado'))
      consola.sugerir('los que no llegaron: cobranzas recordatorios listar --por-resolver');
    return undefined;
  },
};

/** Anota todo o nada: una fila que no corresponde deja el libro como estaba. */
function anotar(
  operacion: Operacion,
  filas: readonly FilaDeResultado[],
  { archivo, momento }: { readonly archivo: string; readonly momento: Momento },
): Anotado[] {
  const fallas: { readonly linea: number; readonly texto: string }[] = [];
  const fallar = ({ linea, mensajeId }: FilaDeResultado, falla: string) =>
    fallas.push({ linea, texto: `${archivo}, línea ${linea}, mensaje ${mensajeId}: ${falla}` });
  const cambiados = new Map<number, Anotado>();
  for (const fila of [...agruparPor(filas, ({ mensajeId }) => mensajeId).values()].flatMap(enOrdenDeEntrega)) {
    const mensaje = leerMensaje(operacion.libro, fila.mensajeId);
    if (mensaje === undefined) {
      fallar(fila, 'no hay ningún mensaje con ese número');
      continue;
    }
    const historia = { ...mensaje, pasados: leerEstadosPasados(operacion.libro, mensaje.id) };
    const { estado, falla } = noticiaDe(historia, fila, momento.hoy);
    if (falla !== null) fallar(fila, falla);
    if (estado === null) continue;
    registrarEstado(operacion, mensaje.id, {
      estado,
      momento: momentoDeResultado(fila, { ahora: momento, desde: mensaje.estadoFecha }),
      intento: Math.max(1, mensaje.intento),
      noAntes: null,
      detalle: fila.detalle ?? 'lo informó el programa que lo entregó',
    });
    const { id, clienteCodigo, clienteNombre, canal, destino } = mensaje;
    cambiados.set(id, {
      mensajeId: id,
      clienteId: clienteCodigo,
      cliente: clienteNombre,
      canal,
      destino,
      antes: cambiados.get(id)?.antes ?? mensaje.estado,
      estado,
      detalle: fila.detalle,
    });
  }
  const [primera, ...demas] = fallas.toSorted((una, otra) => una.linea - otra.linea).map(({ texto }) => texto);
  if (primera !== undefined) {
    throw new ErrorDeDatos(primera, {
      detalle: demas.slice(0, 20),
      sugerencia: 'corrija o quite esas filas y repita la orden: no se anotó nada',
    });
  }
  operacion.resumen = `${contar(cambiados.size, 'mensaje')} con resultado, de ${archivo}`;
  return [...cambiados.values()];
}

function cuentas(hecho: readonly Anotado[]): string {
  const porEstado = new Map<EstadoDeMensaje, number>();
  for (const { estado } of hecho) porEstado.set(estado, (porEstado.get(estado) ?? 0) + 1);
  if (porEstado.size === 0) return '';
  return `: ${[...porEstado]
    .sort()
    .map(([estado, cuantos]) => `${cuantos} ${estado}`)
    .join(', ')}`;
}

const columnas: readonly Columna<Anotado>[] = [
  { clave: 'mensaje_id', titulo: 'Mensaje', tipo: 'entero', valor: ({ mensajeId }) => mensajeId, importancia: 9 },
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ clienteId }) => clienteId, importancia: 5 },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ cliente }) => cliente, importancia: 9 },
  { clave: 'canal', titulo: 'Canal', tipo: 'texto', valor: ({ canal }) => canal, importancia: 6 },
  { clave: 'destino', titulo: 'Destino', tipo: 'texto', valor: ({ destino }) => destino, importancia: 4 },
  { clave: 'antes', titulo: 'Antes', tipo: 'texto', valor: ({ antes }) => antes, importancia: 3 },
  {
    clave: 'estado',
    titulo: 'Estado',
    tipo: 'texto',
    valor: ({ estado }) => estado,
    importancia: 9,
    tono: ({ estado }) => (estado === 'enviado' ? 'bien' : estado === 'descartado' ? 'tenue' : 'mal'),
  },
  { clave: 'detalle', titulo: 'Detalle', tipo: 'texto', valor: ({ detalle }) => detalle, importancia: 5 },
];
