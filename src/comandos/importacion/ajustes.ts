import type { Fecha } from '../../dominio/fecha.ts';
import type { CuentaDeImportacion } from '../../dominio/importacion/resultado.ts';
import type { Politica } from '../../dominio/politica.ts';

/** Lo que un importador necesita saber, además de las filas. */
export interface AjustesDeImportacion {
  readonly hoy: Fecha;
  readonly politica: Politica;
  /** `--plazo`, en días. */
  readonly plazoDias: number | null;
  /** `--actualizar`: lo que cambió en el archivo cambia en el libro. */
  readonly actualizar: boolean;
  /** Documentos que el archivo contradice: todas sus filas se rechazan. */
  readonly enConflicto: ReadonlySet<string>;
  readonly importacionId: number;
  readonly cuenta: CuentaDeImportacion;
}

/** Por qué una fila no puede entrar: en qué campo, qué dice y el motivo. */
export interface MotivoDeRechazo {
  readonly campo: string;
  readonly valor: string;
  readonly motivo: string;
}

/** Dice si lo que devolvió un paso es un rechazo. Se pregunta por cada fila, y para V8 `in` es mucho más lento. */
export function esRechazo(valor: object): valor is MotivoDeRechazo {
  return (valor as Partial<MotivoDeRechazo>).motivo !== undefined;
}

/** Registra las filas de un tipo de archivo; devuelve el motivo si la fila no puede entrar. */
export interface Importador<F> {
  registrar(fila: F): MotivoDeRechazo | undefined;
}
