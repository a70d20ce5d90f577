/**
 * Las tablas de hechos y sus columnas, en el orden en que se insertan, se digieren y se verifican; delante van siempre
 * `id` y `operacion_id`. Agregar una columna o una tabla (al final) es tocar esto y una migración.
 */
export const tablas = {
  politicas: ['sha256', 'texto'],
  importaciones: ['archivo', 'sha256', 'tipo', 'opciones', 'resultado'],
  perfiles: ['nombre', 'definicion'],
  clientes: [
    'codigo',
    'nombre',
    'nombre_busqueda',
    'id_fiscal',
    'id_fiscal_normal',
    'segmento',
    'gestor',
    'plazo_dias',
    'nota',
  ],
  datos_contacto: ['cliente_id', 'tipo', 'valor', 'persona', 'vigente'],
  documentos: [
    'importacion_id',
    'linea',
    'cliente_id',
    'tipo',
    'numero',
    'numero_normal',
    'emision',
    'vencimiento',
    'moneda',
    'importe',
    'orden_compra',
    'documento',
    'nota',
  ],
  creditos: [
    'importacion_id',
    'linea',
    'cliente_id',
    'tipo',
    'numero',
    'numero_normal',
    'clave',
    'fecha',
    'moneda',
    'monto',
    'medio',
    'referencia',
    'documento',
    'nota',
    'origen',
  ],
  aplicaciones: ['credito_id', 'documento_id', 'fecha', 'monto', 'reversa_de', 'motivo'],
  reversas: ['documento_id', 'credito_id', 'fecha', 'monto', 'clase', 'motivo'],
  cambios: ['tabla', 'fila_id', 'antes', 'despues'],
  contactos: ['cliente_id', 'fecha', 'hora', 'canal', 'sentido', 'resultado', 'motivo', 'persona', 'nota', 'proximo'],
  acuerdos: [
    'cliente_id',
    'contacto_id',
    'tipo',
    'moneda',
    'total',
    'descuento',
    'creado',
    'caida_cuotas',
    'caida_dias',
    'reemplaza_a',
    'nota',
  ],
  cuotas: ['acuerdo_id', 'numero', 'vencimiento', 'fin', 'monto'],
  acuerdo_documentos: ['acuerdo_id', 'documento_id', 'saldo'],
  acuerdo_hechos: ['acuerdo_id', 'tipo', 'fecha', 'motivo'],
  acuerdo_creditos: ['acuerdo_id', 'credito_id'],
  disputas: ['documento_id', 'fecha', 'monto', 'motivo', 'hasta', 'nota'],
  disputas_resueltas: ['disputa_id', 'fecha', 'resultado', 'nota'],
  pausas: ['cliente_id', 'clase', 'desde', 'hasta', 'motivo'],
  pausas_terminadas: ['pausa_id', 'fecha', 'motivo'],
  canales: ['cliente_id', 'canal', 'permitido', 'fecha', 'motivo'],
  capacidades: ['cliente_id', 'fecha', 'texto'],
  mensajes: [
    'cliente_id',
    'moneda',
    'fecha',
    'hora',
    'paso',
    'secuencia',
    'canal',
    'destino',
    'plantilla',
    'variante',
    'monto',
    'plazo_hasta',
    'asunto',
    'texto',
    'huella',
    'message_id',
  ],
  mensaje_documentos: ['mensaje_id', 'documento_id', 'acuerdo_id', 'vencimiento', 'monto', 'seccion', 'paso'],
  mensaje_estados: ['mensaje_id', 'estado', 'fecha', 'hora', 'intento', 'no_antes', 'detalle'],
} as const satisfies Record<string, readonly string[]>;

/** El nombre de una tabla de hechos. */
export type Tabla = keyof typeof tablas;

/** Las tablas en el orden de la huella. */
export const nombresDeTablas = Object.keys(tablas) as readonly Tabla[];

/** Copias calculadas, fuera de la huella: al nacer valen lo mismo que otra columna. */
export const copiasCalculadas: Partial<Record<Tabla, { readonly copia: string; readonly total: string }>> = {
  documentos: { copia: 'saldo', total: 'importe' },
  creditos: { copia: 'disponible', total: 'monto' },
};

/** Las tablas en las que una fila puede cambiar, dejando su valor anterior en `cambios`. */
export type TablaCambiable = 'clientes' | 'datos_contacto' | 'documentos' | 'creditos';

/** Columnas digeridas de una tabla, en orden, con `id` y `operacion_id` delante. */
export function columnasDigeridas(tabla: Tabla): readonly string[] {
  return ['id', 'operacion_id', ...tablas[tabla]];
}

/** El INSERT de una tabla: sus parámetros son las columnas digeridas y, si la hay, el valor inicial de la copia calculada. */
export function insercionDe(tabla: Tabla): string {
  const copia = copiasCalculadas[tabla];
  const nombres = [...columnasDigeridas(tabla), ...(copia === undefined ? [] : [copia.copia])];
  return `INSERT INTO ${tabla} (${nombres.join(', ')}) VALUES (${nombres.map(() => '?').join(', ')})`;
}
