import type { Operacion } from '../datos/operacion.ts';
import { leerMensaje, type MensajeDeLista } from '../datos/recordatorio/lectura.ts';
import { registrarEstado } from '../datos/recordatorio/mensajes.ts';
import { contar } from '../dominio/cantidad.ts';
import { ErrorDeDatos } from '../dominio/errores.ts';
import type { EstadoDeMensaje, Momento } from '../dominio/recordatorio/tipos.ts';
import { puedePasar } from '../dominio/recordatorio/transiciones.ts';
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

/** Sin hora, lo que pasó otro día se anota al mediodía: el día es lo que cuenta. */
const MEDIODIA = 12 * 60;

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
  const fallas: string[] = [];
  const cambiados = new Map<number, Anotado>();
  for (const fila of filas) {
    const mensaje = leerMensaje(operacion.libro, fila.mensajeId);
    const falla = mensaje === undefined ? 'no hay ningún mensaje con ese número' : porQueNo(mensaje, fila, momento);
    if (mensaje === undefined || falla !== null) {
      fallas.push(`${archivo}, línea ${fila.linea}, mensaje ${fila.mensajeId}: ${falla}`);
      continue;
    }
    const estado = estadoQueQueda(mensaje, fila);
    if (estado === null) continue;
    registrarEstado(operacion, mensaje.id, {
      estado,
      momento: momentoDe(fila, momento),
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
  const [primera, ...demas] = fallas;
  if (primera !== undefined) {
    throw new ErrorDeDatos(primera, {
      detalle: demas.slice(0, 20),
      sugerencia: 'corrija o quite esas filas y repita la orden: no se anotó nada',
    });
  }
  operacion.resumen = `${cambiados.size} mensajes con resultado, de ${archivo}`;
  return [...cambiados.values()];
}

/** Por qué una fila no se puede anotar, o `null`. */
function porQueNo(mensaje: MensajeDeLista, fila: FilaDeResultado, { hoy }: Momento): string | null {
  const { fecha } = fila;
  if (fecha !== null && fecha > hoy) return `la fecha ${fecha} es posterior a hoy (${hoy})`;
  if (fecha !== null && fecha < mensaje.fecha)
    return `la fecha ${fecha} es anterior al mensaje, que es del ${mensaje.fecha}`;
  const estado = estadoQueQueda(mensaje, fila);
  if (estado === null || puedePasar(mensaje.estado, estado)) return null;
  const delCorreo = mensaje.estado === 'pendiente' || mensaje.estado === 'reclamado' || mensaje.estado === 'en-data';
  return delCorreo
    ? `lo envía cobranzas y está ${mensaje.estado}: su resultado no viene de otro programa`
    : `está ${mensaje.estado}: no puede pasar a ${estado}`;
}

const definitivos: ReadonlySet<EstadoDeMensaje> = new Set(['enviado', 'rebotado', 'rechazado', 'descartado']);

/** El estado en que queda, o `null` si la fila no dice nada nuevo. Las filas de un mismo mensaje pueden venir en cualquier orden. */
function estadoQueQueda({ estado }: MensajeDeLista, { resultado }: FilaDeResultado): EstadoDeMensaje | null {
  if (resultado === 'en-cola' || resultado === estado) return null;
  if (resultado === 'dudoso' && definitivos.has(estado)) return null;
  // De lo que se dio por dudoso o por enviado y no llegó, se dice que volvió.
  return resultado === 'rechazado' && (estado === 'dudoso' || estado === 'enviado' || estado === 'rebotado')
    ? estado === 'rebotado'
      ? null
      : 'rebotado'
    : resultado;
}

function momentoDe({ fecha, minutos }: FilaDeResultado, ahora: Momento): Momento {
  if (fecha === null) return ahora;
  return { hoy: fecha, minutos: minutos ?? (fecha === ahora.hoy ? ahora.minutos : MEDIODIA) };
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
