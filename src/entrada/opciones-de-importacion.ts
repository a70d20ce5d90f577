import type { Moneda } from '../dominio/dinero.ts';
import type { TipoDeArchivo } from '../dominio/filas.ts';
import type { Campo } from './campos.ts';
import type { OrdenDeFecha } from './fechas.ts';
import type { MarcaDecimal } from './montos.ts';
import type { Perfil } from './perfiles-incluidos.ts';

/** Lo que el usuario, la política y el entorno dicen de antemano sobre un archivo. */
export interface OpcionesDeImportacion {
  readonly tipo?: TipoDeArchivo;
  readonly perfil?: Perfil;
  /** `--columna campo=Encabezado`; el encabezado puede ser `#3` (la tercera) o `-` (ninguna). */
  readonly columnas?: ReadonlyMap<Campo, string>;
  readonly separador?: string;
  readonly codificacion?: string;
  readonly decimal?: MarcaDecimal;
  readonly fecha?: OrdenDeFecha;
  readonly moneda?: Moneda;
  /** La de la política. */
  readonly monedaPredeterminada?: Moneda | null;
  /** `LC_ALL` o `LANG`: su región da la moneda a falta de todo lo demás, y se anuncia. */
  readonly locale?: string | null;
  /** Filas que se miran antes de decidir; 5.000 si no se dice. `Infinity` mira todo el archivo. */
  readonly filasDeMuestra?: number;
}
