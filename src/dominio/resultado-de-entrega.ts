import type { EstadoDeMensaje } from './recordatorio/tipos.ts';

/** Lo que un programa que entrega mensajes puede decir de uno; `en-cola` es que todavía no sabe nada. */
export type ResultadoDeEntrega = 'enviado' | 'rebotado' | 'rechazado' | 'dudoso' | 'descartado' | 'en-cola';

/**
 * Cuánto se sabe de un mensaje en cada estado. Un resultado sólo se anota si dice más que lo anotado, y por eso el orden de
 * los archivos y de sus filas no cambia cómo termina. Lo que no llegó pesa más que lo entregado: un «enviado» es a menudo lo
 * que se dijo antes de saber que volvía, y darlo por bueno mandaría el paso siguiente a un número malo.
 */
const pesos: Readonly<Record<Exclude<EstadoDeMensaje, 'descartado'>, number>> = {
  pendiente: 0,
  reclamado: 0,
  'en-data': 0,
  preparado: 0,
  dudoso: 1,
  enviado: 2,
  rechazado: 3,
  rebotado: 3,
};

/** Cómo está un mensaje y por qué estados pasó, incluido el de ahora. */
export interface HistoriaDeMensaje {
  readonly estado: EstadoDeMensaje;
  readonly pasados: ReadonlySet<EstadoDeMensaje>;
}

/**
 * El estado que un resultado le deja a un mensaje; `null` si no dice nada nuevo, `contradice` si uno de los dos miente: un
 * mensaje descartado no salió, y no puede haber llegado ni vuelto. Lo que fue rechazado también se anota `rebotado`, para
 * que no dependa de si antes se dijo «enviado».
 */
export function estadoSegunResultado(
  { estado, pasados }: HistoriaDeMensaje,
  resultado: ResultadoDeEntrega,
): EstadoDeMensaje | 'contradice' | null {
  if (resultado === 'en-cola') return null;
  const dicho = resultado === 'rechazado' ? 'rebotado' : resultado;
  if (pasados.has(dicho)) return null;
  if (estado === 'descartado') return dicho === 'dudoso' ? null : 'contradice';
  if (dicho === 'descartado') return pesos[estado] > pesos.dudoso ? 'contradice' : dicho;
  return pesos[dicho] > pesos[estado] ? dicho : null;
}

const orden: readonly ResultadoDeEntrega[] = ['en-cola', 'dudoso', 'descartado', 'enviado', 'rebotado', 'rechazado'];

/** Lo que un archivo dice de un mensaje, en el orden en que pudo pasar: de dos veces lo mismo, primero la más vieja. */
export function enOrdenDeEntrega<F extends { readonly resultado: ResultadoDeEntrega; readonly fecha: string | null }>(
  filas: readonly F[],
): F[] {
  // Sin fecha es lo de hoy, que va al final.
  const dia = ({ fecha }: F): string => fecha ?? '9999-99-99';
  return filas.toSorted(
    (una, otra) =>
      orden.indexOf(una.resultado) - orden.indexOf(otra.resultado) ||
      (dia(una) < dia(otra) ? -1 : Number(dia(una) > dia(otra))),
  );
}
