import { ErrorDeUso } from './errores.ts';
import type { Fecha } from './fecha.ts';
import type { Criterio, Estrategia } from './politica.ts';

/** La estrategia que rige si nada dice otra cosa, y la que vuelve cuando otra llega a su fecha final. */
export const nombreEstrategiaPredeterminada = 'equilibrada';

function incluida(nombre: string, diasMoraMin: number, puntos: Record<Criterio, number>): Estrategia {
  return { nombre, puntos, diasMoraMin, saldoMin: new Map(), hasta: null };
}

/** La de siempre: el monto pesa más, después la edad. */
export const equilibrada = incluida(nombreEstrategiaPredeterminada, 1, {
  monto: 40,
  antiguedad: 30,
  promesas: 15,
  silencio: 10,
  clase: 5,
});

/**
 * Las estrategias que trae el programa. `crisis` cuenta sólo lo que tiene más de 90 días, o sea desde 91, igual que
 * el último tramo de antigüedad; un archivo de política puede decir otra cosa.
 */
export const estrategiasIncluidas: readonly Estrategia[] = [
  equilibrada,
  incluida('montos', 1, { monto: 70, antiguedad: 15, promesas: 5, silencio: 5, clase: 5 }),
  incluida('antiguas', 1, { monto: 15, antiguedad: 70, promesas: 5, silencio: 5, clase: 5 }),
  incluida('crisis', 91, { monto: 50, antiguedad: 30, promesas: 10, silencio: 5, clase: 5 }),
];

/** La estrategia con la que se hace una lista; `aviso` si no es la que se pidió. */
export interface EstrategiaElegida {
  readonly estrategia: Estrategia;
  readonly aviso: string | null;
}

/**
 * Elige la estrategia: la pedida, si no la de la política; si ya pasó su `hasta` (que todavía cuenta), la
 * predeterminada. Lanza ErrorDeUso si el nombre no existe.
 */
export function elegirEstrategia(
  politica: { readonly estrategia: string; readonly estrategias: ReadonlyMap<string, Estrategia> },
  { pedida, hoy }: { readonly pedida: string | undefined; readonly hoy: Fecha },
): EstrategiaElegida {
  const nombre = pedida ?? politica.estrategia;
  const elegida = politica.estrategias.get(nombre);
  if (elegida === undefined) {
    throw new ErrorDeUso(`no hay ninguna estrategia «${nombre}»`, {
      sugerencia: `use una de estas: ${[...politica.estrategias.keys()].sort().join(', ')}`,
    });
  }
  if (elegida.hasta === null || hoy <= elegida.hasta) return { estrategia: elegida, aviso: null };
  const normal = politica.estrategias.get(nombreEstrategiaPredeterminada);
  const vuelve = normal === undefined || (normal.hasta !== null && normal.hasta < hoy) ? equilibrada : normal;
  return {
    estrategia: vuelve,
    aviso: `la estrategia «${nombre}» rigió hasta el ${elegida.hasta}; se usa «${vuelve.nombre}»`,
  };
}
