import { type Antecedentes, type Propuesta, proponerAcuerdos } from './acuerdo-propuestas.ts';
import type { Situacion } from './acuerdo-terminos.ts';
import { ErrorDeDatos } from './errores.ts';
import { textoDeMonto } from './ficha-frases.ts';

/** Más ofertas que éstas no se pueden decir por teléfono. */
const OFERTAS_MAX = 4;

/**
 * Lo que se puede ofrecer al cobrar, dentro de la política: primero lo que conviene con este cliente y después, por si lo
 * rechaza, lo demás en el orden en que lo compara `acuerdo proponer`. De los planes de cuotas quedan el que conviene y el
 * más largo. Vacío si no hay nada que acordar: por ejemplo, si todo está ya en un plan.
 */
export function prepararOfertas(situacion: Situacion, antecedentes: Antecedentes): string[] {
  const propuestas = proponerSiSePuede(situacion, antecedentes);
  const planMasLargo = propuestas.findLast(({ tipo }) => tipo === 'cuotas');
  const decibles = propuestas.filter(
    (propuesta) => propuesta.tipo !== 'cuotas' || propuesta.recomendada || propuesta === planMasLargo,
  );
  return decibles
    .toSorted((una, otra) => Number(otra.recomendada) - Number(una.recomendada))
    .slice(0, OFERTAS_MAX)
    .map(describir);
}

function proponerSiSePuede(situacion: Situacion, antecedentes: Antecedentes): readonly Propuesta[] {
  try {
    return proponerAcuerdos(situacion, antecedentes);
  } catch (error) {
    if (error instanceof ErrorDeDatos) return [];
    throw error;
  }
}

function describir({ texto, plan, recibe, primerPago, seResigna, razon }: Propuesta): string {
  const monto = (unidades: number) => textoDeMonto(unidades, plan.moneda);
  const primero = plan.cuotas.length > 1 ? `; el primer pago, ${monto(primerPago.monto)} el ${primerPago.fecha}` : '';
  const resigna = seResigna === 0 ? '' : `; se resignan ${monto(seResigna)}`;
  return `${texto}: se reciben ${monto(recibe)}${primero}${resigna} (${razon})`;
}
