import type { Fecha } from './fecha.ts';
import type { EstadoDeMensaje, Momento } from './recordatorio/tipos.ts';
import { loLlevaUnaCorrida, puedePasar } from './recordatorio/transiciones.ts';

/** Lo que un programa que entrega mensajes puede decir de uno; `en-cola` es que todavía no sabe nada. */
export type ResultadoDeEntrega = 'enviado' | 'rebotado' | 'rechazado' | 'dudoso' | 'descartado' | 'en-cola';

/** Lo que se dice de un mensaje. */
export interface ResultadoInformado {
  readonly resultado: ResultadoDeEntrega;
  /** El día en que pasó; `null` = no lo dice. */
  readonly fecha: Fecha | null;
  /** Minutos desde la medianoche, si lo dice. */
  readonly minutos: number | null;
}

/** Sin hora, lo que pasó otro día se anota al mediodía: el día es lo que cuenta. */
const MEDIODIA = 12 * 60;

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

/** El estado que lo informado le deja al mensaje (`null` = no dice nada nuevo), o por qué no se puede anotar. */
export function noticiaDe(
  mensaje: HistoriaDeMensaje & { readonly fecha: Fecha },
  { fecha, resultado }: ResultadoInformado,
  hoy: Fecha,
): { readonly estado: EstadoDeMensaje | null; readonly falla: string | null } {
  const porque = (falla: string) => ({ estado: null, falla });
  if (fecha !== null && fecha > hoy) return porque(`la fecha ${fecha} es posterior a hoy (${hoy})`);
  if (fecha !== null && fecha < mensaje.fecha)
    return porque(`la fecha ${fecha} es anterior al mensaje, que es del ${mensaje.fecha}`);
  const estado = estadoSegunResultado(mensaje, resultado);
  if (estado === null) return { estado, falla: null };
  if (loLlevaUnaCorrida(mensaje.estado))
    return porque(`lo envía cobranzas y está ${mensaje.estado}: su resultado no viene de otro programa`);
  if (estado === 'contradice' || !puedePasar(mensaje.estado, estado))
    return porque(`está ${mensaje.estado}: no puede pasar a ${resultado}`);
  return { estado, falla: null };
}

/**
 * Cuándo pasó. Si ya se anotó algo de un día posterior, ese mismo día: los estados de un mensaje no retroceden, y el día más
 * tardío es el que más espera antes de volver a escribir.
 */
export function momentoDeResultado(
  { fecha, minutos }: ResultadoInformado,
  { ahora, desde }: { readonly ahora: Momento; readonly desde: Fecha },
): Momento {
  if (fecha === null) return ahora;
  if (fecha < desde && desde <= ahora.hoy) return { hoy: desde, minutos: MEDIODIA };
  return { hoy: fecha, minutos: minutos ?? (fecha === ahora.hoy ? ahora.minutos : MEDIODIA) };
}

const orden: readonly ResultadoDeEntrega[] = ['en-cola', 'dudoso', 'descartado', 'enviado', 'rebotado', 'rechazado'];

/** Lo que un archivo dice de un mensaje, en el orden en que pudo pasar: de dos veces lo mismo, primero la más vieja. */
export function enOrdenDeEntrega<F extends Pick<ResultadoInformado, 'resultado' | 'fecha'>>(filas: readonly F[]): F[] {
  // Sin fecha es lo de hoy, que va al final.
  const dia = ({ fecha }: F): string => fecha ?? '9999-99-99';
  return filas.toSorted(
    (una, otra) =>
      orden.indexOf(una.resultado) - orden.indexOf(otra.resultado) ||
      (dia(una) < dia(otra) ? -1 : Number(dia(una) > dia(otra))),
  );
}
