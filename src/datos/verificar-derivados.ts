import { normalizarIdFiscal, plegar } from '../dominio/cliente.ts';
import { normalizarNumero } from '../dominio/documento.ts';
import { columnasDigeridas, type Tabla } from './tablas.ts';

type Revision = (fila: readonly unknown[]) => string | undefined;

/** Columnas que repiten otra en forma comparable: se recalculan y se comparan. */
const revisiones: Partial<Record<Tabla, Revision>> = {
  clientes: revisionDeClientes(),
  documentos: revisionDeNumero('documentos'),
  creditos: revisionDeNumero('creditos'),
};

/** Qué columna derivada no es la que da su origen; `undefined` si todas concuerdan. `fila` va en orden de columnas digeridas. */
export function revisarDerivados(tabla: Tabla, fila: readonly unknown[]): string | undefined {
  return revisiones[tabla]?.(fila);
}

function revisionDeClientes(): Revision {
  const [nombre, busqueda, fiscal, normal] = ['nombre', 'nombre_busqueda', 'id_fiscal', 'id_fiscal_normal'].map(
    (columna) => columnasDigeridas('clientes').indexOf(columna),
  ) as [number, number, number, number];
  return (fila) => {
    if (fila[busqueda] !== plegar(String(fila[nombre]))) return 'nombre_busqueda no es el de nombre';
    const id = fila[fiscal];
    return fila[normal] === (typeof id === 'string' ? normalizarIdFiscal(id) : null)
      ? undefined
      : 'id_fiscal_normal no es el de id_fiscal';
  };
}

/** La forma comparable puede llevar delante la letra del comprobante, que vino en otra columna. */
function revisionDeNumero(tabla: 'documentos' | 'creditos'): Revision {
  const numero = columnasDigeridas(tabla).indexOf('numero');
  const normal = columnasDigeridas(tabla).indexOf('numero_normal');
  return (fila) => {
    const escrito = fila[numero];
    const comparable = fila[normal];
    if (escrito === comparable || escrito === null || comparable === null) return undefined;
    return String(comparable).endsWith(normalizarNumero(String(escrito)))
      ? undefined
      : 'numero_normal no es el de numero';
  };
}
