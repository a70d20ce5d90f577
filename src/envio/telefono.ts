import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import type { Pais } from '../dominio/politica.ts';

/** Un celular listo para un enlace, o por qué no se puede usar ese teléfono. */
export type Celular =
  | { readonly e164: string; readonly problema: null }
  | { readonly e164: null; readonly problema: string };

/**
 * El celular que escribió una persona, con su código de país (E.164: `+5491123456789`). Sólo vale el que se sabe que es un
 * celular: de un fijo, o de un número argentino sin 9 ni 15, no se sabe si tiene WhatsApp, y no se adivina.
 * @param pais el de la empresa, para los números escritos sin código; `null` = no se sabe
 */
export function normalizarCelular(telefono: string, pais: Pais | null): Celular {
  const escrito = sinMarcasViejas(telefono, pais);
  if (pais === null && !escrito.startsWith('+'))
    return conProblema(telefono, 'no dice de qué país es: escríbalo con + y el código, o ponga el país en la política');
  const numero = parsePhoneNumberFromString(escrito, pais === null ? undefined : (pais satisfies CountryCode));
  if (numero === undefined) return conProblema(telefono, 'no se entiende como teléfono');
  if (numero.ext !== undefined) return conProblema(telefono, 'tiene un interno: es un fijo');
  if (!numero.isValid()) return conProblema(telefono, porQueNo(numero.country ?? pais));
  return { e164: numero.number, problema: null };
}

function conProblema(telefono: string, porque: string): Celular {
  return { e164: null, problema: `«${telefono}» ${porque}` };
}

function porQueNo(pais: string | null): string {
  const consejo = pais === 'AR' ? ': en la Argentina un celular lleva 9 después del 54, o 15' : '';
  return `no se sabe si es un celular${consejo}`;
}

/**
 * México dejó en 2019 el 1 después del 52 y los prefijos 044, 045 y 01, pero siguen en las agendas (y WhatsApp todavía
 * muestra 521): se quitan antes de leer el número.
 */
function sinMarcasViejas(telefono: string, pais: Pais | null): string {
  const digitos = telefono.replace(/[\s().·-]/g, '');
  const conCodigo = /^(?:\+|00)52(?:1|044|045|01)(\d{10})$/.exec(digitos);
  if (conCodigo !== null) return `+52${conCodigo[1]}`;
  if (pais !== 'MX') return telefono.trim();
  const local = /^(?:52)?(?:1|044|045|01)(\d{10})$/.exec(digitos);
  return local === null ? telefono.trim() : `+52${local[1]}`;
}
