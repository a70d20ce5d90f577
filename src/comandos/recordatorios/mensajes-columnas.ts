import type { MensajeDeLista } from '../../datos/recordatorio/lectura.ts';
import type { Columna } from '../../salida/listado.ts';
import { tonosDeEstado } from './resultado.ts';

/** Las columnas de `recordatorios listar`. */
export const columnasDeMensajes: readonly Columna<MensajeDeLista>[] = [
  { clave: 'mensaje_id', titulo: 'Mensaje', tipo: 'entero', valor: ({ id }) => id, importancia: 8 },
  { clave: 'fecha', titulo: 'Fecha', tipo: 'fecha', valor: ({ fecha }) => fecha, importancia: 8 },
  { clave: 'hora', titulo: 'Hora', tipo: 'texto', valor: ({ hora }) => hora, importancia: 3 },
  {
    clave: 'estado',
    titulo: 'Estado',
    tipo: 'texto',
    valor: ({ estado }) => estado,
    tono: ({ estado }) => tonosDeEstado[estado],
    importancia: 9,
  },
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ clienteCodigo }) => clienteCodigo, importancia: 4 },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ clienteNombre }) => clienteNombre, importancia: 9 },
  { clave: 'paso', titulo: 'Paso', tipo: 'texto', valor: ({ paso }) => paso, importancia: 7 },
  { clave: 'canal', titulo: 'Canal', tipo: 'texto', valor: ({ canal }) => canal, importancia: 4 },
  { clave: 'destino', titulo: 'Destino', tipo: 'texto', valor: ({ destino }) => destino, importancia: 6 },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda, importancia: 5 },
  {
    clave: 'monto',
    titulo: 'Monto',
    tipo: 'monto',
    valor: ({ monto }) => monto,
    moneda: ({ moneda }) => moneda,
    importancia: 6,
  },
  { clave: 'asunto', titulo: 'Asunto', tipo: 'texto', valor: ({ asunto }) => asunto, importancia: 3 },
  { clave: 'plantilla', titulo: 'Plantilla', tipo: 'texto', valor: ({ plantilla }) => plantilla, importancia: 1 },
  { clave: 'variante', titulo: 'Variante', tipo: 'texto', valor: ({ variante }) => variante, importancia: 1 },
  {
    clave: 'estado_fecha',
    titulo: 'En ese estado desde',
    tipo: 'fecha',
    valor: ({ estadoFecha }) => estadoFecha,
    importancia: 2,
  },
  {
    clave: 'estado_hora',
    titulo: 'Hora del estado',
    tipo: 'texto',
    valor: ({ estadoHora }) => estadoHora,
    importancia: 1,
  },
  { clave: 'intento', titulo: 'Intento', tipo: 'entero', valor: ({ intento }) => intento, importancia: 2 },
  { clave: 'no_antes', titulo: 'No antes de', tipo: 'texto', valor: ({ noAntes }) => noAntes, importancia: 2 },
  { clave: 'detalle', titulo: 'Detalle', tipo: 'texto', valor: ({ detalle }) => detalle, importancia: 5 },
  { clave: 'message_id', titulo: 'Message-ID', tipo: 'texto', valor: ({ messageId }) => messageId, importancia: 1 },
];

/** Lo que se le dijo al cliente, para quien lo pide. */
export const columnaDeTexto: Columna<MensajeDeLista> = {
  clave: 'texto',
  titulo: 'Texto',
  tipo: 'texto',
  valor: ({ texto }) => texto,
  importancia: 10,
};
