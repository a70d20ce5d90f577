import { ErrorDeUso } from './errores.ts';

/** Cuántos candidatos se nombran cuando un texto corresponde a varios. */
export const CANDIDATOS_MAX = 10;

/** Lo que se encontró para un texto que debía nombrar una sola cosa. */
export interface Hallazgo<C> {
  /** El texto como lo escribió el usuario. */
  readonly texto: string;
  /** Qué se buscaba, con artículo y en singular y plural: `['ningún cliente', 'clientes']`. */
  readonly nombres: readonly [ninguno: string, varios: string];
  /** Los primeros que coinciden; basta con {@link CANDIDATOS_MAX}. */
  readonly candidatos: readonly C[];
  /** Cuántos coinciden en total, contando los que no están en `candidatos`. */
  readonly total: number;
  readonly describir: (candidato: C) => string;
  readonly siNinguno: string;
  readonly siVarios: string;
}

/** El único candidato; lanza {@link ErrorDeUso} si no hay ninguno o si hay varios, y entonces los nombra. */
export function elegirUnico<C>(hallazgo: Hallazgo<C>): C {
  const { texto, nombres, candidatos, total, describir, siNinguno, siVarios } = hallazgo;
  const [primero] = candidatos;
  if (primero === undefined) {
    throw new ErrorDeUso(`${nombres[0]} coincide con «${texto}»`, { sugerencia: siNinguno });
  }
  if (total === 1) return primero;
  const detalle = candidatos.slice(0, CANDIDATOS_MAX).map(describir);
  if (total > detalle.length) detalle.push(`… y ${total - detalle.length} más`);
  throw new ErrorDeUso(`«${texto}» coincide con ${total} ${nombres[1]}`, { sugerencia: siVarios, detalle });
}
