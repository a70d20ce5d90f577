/** Lo que una plantilla puede pedir entre llaves. */
export interface CampoDeMensaje {
  readonly nombre: string;
  /** Qué pone, para la ayuda. */
  readonly que: string;
  /** Puede ir en el asunto: no dice que haya una deuda. */
  readonly enAsunto: boolean;
  /** Ocupa su propio párrafo; si la plantilla no lo pone, va al final. */
  readonly esBloque: boolean;
}

const dato = (nombre: string, que: string): CampoDeMensaje => ({ nombre, que, enAsunto: false, esBloque: false });
const deAsunto = (nombre: string, que: string): CampoDeMensaje => ({ nombre, que, enAsunto: true, esBloque: false });
const bloque = (nombre: string, que: string): CampoDeMensaje => ({ nombre, que, enAsunto: false, esBloque: true });

/** La lista cerrada de campos. Un campo que no está aquí no se envía nunca. */
export const camposDeMensaje: readonly CampoDeMensaje[] = [
  deAsunto('cliente', 'el nombre del cliente'),
  deAsunto('cliente_id', 'su código'),
  deAsunto('persona', 'a quién se saluda o, si no se sabe, el cliente'),
  dato('saludo', '«Hola, Ana»'),
  deAsunto('empresa', 'el nombre de la empresa'),
  dato('telefono', 'el teléfono de la empresa'),
  dato('correo', 'el correo al que se contesta'),
  deAsunto('hoy', 'el día del mensaje, «miércoles 1 de julio de 2026»'),
  dato('monto', 'lo que se pide, sin lo que tiene a favor'),
  dato('moneda', 'la moneda con su nombre, «pesos argentinos (ARS)»'),
  dato('facturas', '«la factura A-12» o «3 facturas»'),
  dato('cantidad', 'cuántas son'),
  dato('numero', 'el número de la más antigua'),
  dato('vencimiento', 'el vencimiento de la más antigua, «viernes 3 de julio»'),
  dato('dias', 'los días de mora de la más antigua, «28 días»'),
  dato('plazo', 'el último día del plazo que da el paso'),
  dato('saldo_a_favor', 'lo que se descontó por tener saldo a favor'),
  dato('vencido', 'en un paso de antes del vencimiento, lo que además ya venció'),
  dato('por_vencer', 'en un paso de después, lo que todavía no venció'),
  bloque('cuadro', 'el cuadro con las facturas y el total'),
  bloque('medios', 'cómo pagar'),
  bloque('respuesta', 'cómo contestar'),
  bloque('firma', 'la despedida y la firma'),
];

/** Los que ocupan su propio párrafo, en el orden en que se agregan si faltan. */
export const bloquesDeMensaje = ['cuadro', 'medios', 'respuesta', 'firma'] as const;
export type NombreDeBloque = (typeof bloquesDeMensaje)[number];

/** El campo de ese nombre, si existe. */
export function campoLlamado(nombre: string): CampoDeMensaje | undefined {
  return camposDeMensaje.find((campo) => campo.nombre === nombre);
}
