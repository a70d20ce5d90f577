import type { TipoDeArchivo } from '../../dominio/filas.ts';
import type { ResultadoDeImportacion } from '../../dominio/importacion/resultado.ts';
import type { Libro } from '../conexion.ts';
import type { Operacion } from '../operacion.ts';

/** Lo que identifica una importación: el contenido del archivo y cómo se pidió leerlo. */
export interface IdentidadDeImportacion {
  readonly sha256: string;
  readonly tipo: TipoDeArchivo;
  /** Opciones que cambian lo que entra, como JSON. */
  readonly opciones: string;
}

/** Deja constancia de la importación con su resultado. */
export function registrarImportacion(
  operacion: Operacion,
  { sha256, tipo, opciones }: IdentidadDeImportacion,
  resultado: ResultadoDeImportacion,
): void {
  const { rechazos: _sinRechazos, ...resumen } = resultado;
  operacion.agregar('importaciones', [resultado.archivo, sha256, tipo, opciones, JSON.stringify(resumen)]);
}

/**
 * El resultado de haber importado ya ese mismo archivo, si desde entonces nada cambió en el libro: volver a leerlo no
 * podría agregar nada. `undefined` si no se importó, si tuvo rechazos o si hubo movimientos posteriores.
 */
export function importacionVigente(
  libro: Libro,
  { sha256, tipo, opciones }: IdentidadDeImportacion,
): ResultadoDeImportacion | undefined {
  const previa = libro
    .preparar<{ operacion_id: number; resultado: string }>(
      'SELECT operacion_id, resultado FROM importaciones WHERE sha256 = ? AND tipo = ? AND opciones = ? ORDER BY id DESC LIMIT 1',
    )
    .get(sha256, tipo, opciones);
  if (previa === undefined) return undefined;
  const tablas = ['clientes', 'datos_contacto', 'documentos', 'creditos', 'aplicaciones', 'reversas', 'cambios'];
  const ultimas = tablas.map((tabla) => `coalesce((SELECT operacion_id FROM ${tabla} ORDER BY id DESC LIMIT 1), 0)`);
  const ultima = libro
    .preparar(`SELECT max(${ultimas.join(', ')})`)
    .pluck()
    .get() as number;
  if (ultima > previa.operacion_id) return undefined;
  const resultado = { ...(JSON.parse(previa.resultado) as ResultadoDeImportacion), rechazos: [] };
  if (resultado.rechazadas > 0) return undefined;
  const { nuevas, actualizadas, sinCambios } = resultado;
  return {
    ...resultado,
    nuevas: 0,
    actualizadas: 0,
    sinCambios: nuevas + actualizadas + sinCambios,
    clientesNuevos: 0,
    pagosNuevos: 0,
  };
}

/** Las definiciones vigentes de los perfiles guardados, como JSON. */
export function leerPerfiles(libro: Libro): string[] {
  const consulta = libro.preparar(
    'SELECT definicion FROM perfiles WHERE id IN (SELECT max(id) FROM perfiles GROUP BY nombre) ORDER BY nombre',
  );
  return consulta.pluck().all() as string[];
}

/** Guarda un perfil; si el nombre ya existe, el nuevo lo reemplaza y el anterior queda en el libro. */
export function registrarPerfil(operacion: Operacion, nombre: string, definicion: string): void {
  if (!leerPerfiles(operacion.libro).includes(definicion)) operacion.agregar('perfiles', [nombre, definicion]);
}
