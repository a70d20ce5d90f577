import type { Clasificacion } from './clase.ts';
import type { PlazoDeCliente } from './plazo.ts';
import type { Politica } from './politica.ts';

/** Las condiciones que convienen a un cliente según cómo paga. */
export interface PlazoSugerido {
  /** Días corridos; 0 = al contado. */
  readonly dias: number;
  readonly razon: string;
}

/** Cuánto se le puede agregar al plazo de quien siempre paga a término. Elección nuestra. */
const DIAS_DE_PREMIO = 15;

/**
 * Sugiere un plazo con su razón (REGLAS: «Clase de cliente»). A quien paga bien se le mantiene o se le alarga; a quien
 * tarda se le acorta, porque en los hechos ya se toma más; a quien no cumple lo que promete, se le vende al contado.
 * @param politica el plazo de un cliente cualquiera y los límites de las clases
 */
export function sugerirPlazo(
  { clase, atraso, rompePromesas }: Clasificacion,
  vigente: PlazoDeCliente,
  { plazos, clases }: Pick<Politica, 'plazos' | 'clases'>,
): PlazoSugerido {
  if (rompePromesas) return { dias: 0, razon: 'rompe promesas: al contado o con anticipo hasta que cumpla' };
  switch (clase) {
    case 'A':
      return atraso !== null && atraso.importePorDias <= 0n
        ? {
            dias: vigente.dias + DIAS_DE_PREMIO,
            razon: 'paga a término: se le puede dar más plazo, o un descuento por pago anticipado',
          }
        : { dias: vigente.dias, razon: 'paga casi a término: conviene mantenerle el plazo' };
    case 'B':
      return {
        dias: vigente.dias,
        razon: 'se atrasa poco: conviene mantener el plazo y avisarle antes de cada vencimiento',
      };
    case 'C':
      return {
        dias: Math.floor(vigente.dias / 2),
        razon: 'se atrasa más de un mes: conviene un plazo más corto o un anticipo',
      };
    case 'D':
      return { dias: 0, razon: 'se atrasa demasiado: al contado o con anticipo hasta que se ponga al día' };
    case 'nueva':
      return atraso !== null && atraso.importePorDias > BigInt(clases.limites[2]) * atraso.importe
        ? { dias: 0, razon: 'no hay historia para juzgarlo, pero lo que debe lleva demasiado: al contado por ahora' }
        : {
            dias: Math.min(vigente.dias, plazos.dias),
            razon: 'todavía no hay historia: no más que el plazo común hasta conocer cómo paga',
          };
  }
}
