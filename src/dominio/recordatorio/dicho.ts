import type { Contacto } from '../contacto.ts';
import { PROMETE_PAGAR } from '../contacto-plan.ts';
import type { DichoDeCliente } from './tipos.ts';

/** Los resultados con que el cliente pide que se espere, y cómo se cuentan. */
const frases: ReadonlyMap<string, string> = new Map([
  ['ya-pago', 'dijo que ya pagó'],
  ['disputa', 'reclamó por lo que debe'],
  [PROMETE_PAGAR, 'prometió pagar'],
  ['pide-plazo', 'pidió más plazo'],
]);

/** Lo que un contacto deja dicho, si pide que se espere hasta el próximo paso; si no, `null`. */
export function dichoDe({
  fecha,
  resultado,
  proximo,
}: Pick<Contacto, 'fecha' | 'resultado' | 'proximo'>): DichoDeCliente | null {
  return proximo !== null && frases.has(resultado) ? { fecha, resultado, proximo } : null;
}

/** Por qué se espera. */
export function textoDeDicho({ fecha, resultado, proximo }: DichoDeCliente): string {
  return `el ${fecha} ${frases.get(resultado)}: se espera hasta el próximo paso, el ${proximo}`;
}
