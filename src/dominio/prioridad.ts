import type { Moneda } from './dinero.ts';
import type { Criterio, Estrategia } from './politica.ts';

/** Clase del cliente según su conducta de pago (REGLAS: «Clase de cliente»). */
export type ClaseDeCliente = 'A' | 'B' | 'C' | 'D' | 'nueva';

/** Lo que el libro sabe de la conducta de un cliente y pesa en la prioridad. */
export interface Conducta {
  /** Promesas incumplidas en 12 meses, ≥ 0. */
  readonly promesasIncumplidas: number;
  /** Cuántas de ellas son planes de cuotas que se cayeron; ausente si ninguna. */
  readonly planesCaidos?: number;
  /** Días corridos desde el último contacto o el último mensaje que llegó o pudo llegar; `null` = nunca ninguno. */
  readonly diasDeSilencio: number | null;
  /** Lo último fue un mensaje; ausente si no. */
  readonly loUltimoFueMensaje?: true;
  readonly clase: ClaseDeCliente;
}

/** La de quien todavía no tiene historia. */
export const conductaSinHistoria: Conducta = {
  promesasIncumplidas: 0,
  diasDeSilencio: null,
  clase: 'nueva',
};

/** Lo que se ordena: un cliente en una moneda, o una sola de sus facturas. Montos en unidades menores. */
export interface Cuenta {
  /** Identidad pública del cliente; último desempate. */
  readonly codigo: string;
  readonly moneda: Moneda;
  /** Saldo abierto de las facturas que cuentan, > 0. */
  readonly saldoVencido: number;
  /** Media de los días de mora de esas facturas, pesada por su saldo. */
  readonly diasMoraMedios: number;
  /** Día ({@link numeroDeDia}) del vencimiento más viejo de esas facturas. */
  readonly venceDia: number;
  /** Sin ella se toma {@link conductaSinHistoria}. */
  readonly conducta?: Conducta | undefined;
}

/** Una cuenta con sus puntos: décimas enteras, de modo que `puntajeDecimas` es la suma exacta, 0 a 1000. */
export interface Puntuada<C extends Cuenta> {
  readonly cuenta: C;
  readonly puntajeDecimas: number;
  readonly puntosDecimas: Readonly<Record<Criterio, number>>;
  /** Factor del monto sin redondear, 0 a 1: el tamaño de la cuenta frente a la mayor de su moneda. */
  readonly factorMonto: number;
}

/** Con tantos días de mora media, la antigüedad ya da todos sus puntos. */
const DIAS_DE_MORA_PLENOS = 120;
const PROMESAS_PLENAS = 2;
const DIAS_DE_SILENCIO_PLENOS = 30;
/** En sextos, para que los tercios y la mitad sean exactos. */
const sextosDeClase: Readonly<Record<ClaseDeCliente, number>> = { A: 0, B: 2, C: 4, D: 6, nueva: 3 };

/** Mediana y máximo del saldo vencido de las cuentas de una moneda. */
interface Escala {
  readonly mediana: number;
  readonly maximo: number;
  /** ln(1 + S/m), que es el mismo para todas. */
  readonly logaritmoDelMaximo: number;
}

/**
 * Da puntos a cada cuenta y las entrega de la más a la menos urgente (REGLAS: «Prioridad»). El orden de entrada es
 * indiferente. Sólo ordena lo que se llega a pedir, porque de una cartera grande casi siempre se miran las primeras.
 * @param cartera las cuentas cuya mediana y máximo, en cada moneda, son la medida del monto; las que se muestran
 *   pueden ser una parte, y así el puntaje de una cuenta no depende de los filtros
 */
export function* priorizar<C extends Cuenta>(
  cuentas: readonly C[],
  { puntos }: Pick<Estrategia, 'puntos'>,
  cartera: readonly Cuenta[] = cuentas,
): Generator<Puntuada<C>> {
  const escalas = calcularEscalas(cartera);
  const porPuntaje: (C[] | undefined)[] = [];
  for (const cuenta of cuentas) {
    const puntaje = sumarPuntos(calcularPuntos(cuenta, calcularFactorMonto(cuenta, escalas), puntos));
    const iguales = porPuntaje[puntaje];
    if (iguales === undefined) porPuntaje[puntaje] = [cuenta];
    else iguales.push(cuenta);
  }
  for (let puntaje = porPuntaje.length - 1; puntaje >= 0; puntaje--) {
    const iguales = porPuntaje[puntaje] ?? [];
    yield* iguales.map((cuenta) => puntuar(cuenta, calcularFactorMonto(cuenta, escalas), puntos)).sort(desempatar);
  }
}

type PuntosDecimas = Readonly<Record<Criterio, number>>;

function puntuar<C extends Cuenta>(cuenta: C, factorMonto: number, puntos: Estrategia['puntos']): Puntuada<C> {
  const puntosDecimas = calcularPuntos(cuenta, factorMonto, puntos);
  return { cuenta, puntajeDecimas: sumarPuntos(puntosDecimas), puntosDecimas, factorMonto };
}

function sumarPuntos({ monto, antiguedad, promesas, silencio, clase }: PuntosDecimas): number {
  return monto + antiguedad + promesas + silencio + clase;
}

function calcularPuntos(cuenta: Cuenta, factorMonto: number, puntos: Estrategia['puntos']): PuntosDecimas {
  const { promesasIncumplidas, diasDeSilencio, clase } = cuenta.conducta ?? conductaSinHistoria;
  const diasCallados = diasDeSilencio ?? DIAS_DE_SILENCIO_PLENOS;
  return {
    monto: enDecimas(puntos.monto, factorMonto, 1),
    antiguedad: enDecimas(puntos.antiguedad, cuenta.diasMoraMedios, DIAS_DE_MORA_PLENOS),
    promesas: enDecimas(puntos.promesas, promesasIncumplidas, PROMESAS_PLENAS),
    silencio: enDecimas(puntos.silencio, diasCallados, DIAS_DE_SILENCIO_PLENOS),
    clase: enDecimas(puntos.clase, sextosDeClase[clase], 6),
  };
}

/**
 * Los puntos de un criterio en décimas, redondeados una vez, mitad hacia arriba. Se multiplica antes de dividir para
 * que con enteros una mitad justa (15 días de 120) sea justa.
 */
function enDecimas(puntos: number, valor: number, pleno: number): number {
  return Math.floor((Math.min(valor, pleno) * Math.round(puntos * 10)) / pleno + 0.5);
}

/** ln(1 + s/m) ÷ ln(1 + S/m): crece con el saldo cada vez más despacio, para que uno enorme no aplaste al resto. */
function calcularFactorMonto({ moneda, saldoVencido }: Cuenta, escalas: ReadonlyMap<Moneda, Escala>): number {
  const escala = escalas.get(moneda);
  if (escala === undefined || saldoVencido >= escala.maximo) return 1;
  return Math.log1p(saldoVencido / escala.mediana) / escala.logaritmoDelMaximo;
}

function calcularEscalas(cuentas: readonly Cuenta[]): ReadonlyMap<Moneda, Escala> {
  const saldos = new Map<Moneda, number[]>();
  for (const { moneda, saldoVencido } of cuentas) {
    const lista = saldos.get(moneda);
    if (lista === undefined) saldos.set(moneda, [saldoVencido]);
    else lista.push(saldoVencido);
  }
  return new Map([...saldos].map(([moneda, lista]) => [moneda, escalaDe(Float64Array.from(lista).sort())]));
}

function escalaDe(crecientes: Float64Array): Escala {
  const medio = crecientes.length >> 1;
  const alta = crecientes[medio] ?? 0;
  const mediana = crecientes.length % 2 === 1 ? alta : ((crecientes[medio - 1] ?? 0) + alta) / 2;
  const maximo = crecientes.at(-1) ?? 0;
  return { mediana, maximo, logaritmoDelMaximo: Math.log1p(maximo / mediana) };
}

/**
 * A igual puntaje va primero el saldo mayor, después el vencimiento más viejo y el código del cliente. Entre monedas
 * distintas «saldo mayor» es el que está más cerca del mayor de su moneda, porque dos monedas no se comparan.
 */
function desempatar(una: Puntuada<Cuenta>, otra: Puntuada<Cuenta>): number {
  return (
    otra.factorMonto - una.factorMonto ||
    otra.cuenta.saldoVencido - una.cuenta.saldoVencido ||
    una.cuenta.venceDia - otra.cuenta.venceDia ||
    compararCodigos(una.cuenta.codigo, otra.cuenta.codigo) ||
    compararCodigos(una.cuenta.moneda, otra.cuenta.moneda)
  );
}

function compararCodigos(uno: string, otro: string): number {
  return uno === otro ? 0 : uno < otro ? -1 : 1;
}
