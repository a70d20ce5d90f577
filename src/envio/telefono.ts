import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
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
  if (!numero.isValid()) return conProblema(telefono, porQueNo(numero, escrito));
  return { e164: numero.number, problema: null };
}

function conProblema(telefono: string, porque: string): Celular {
  return { e164: null, problema: `«${telefono}» ${porque}` };
}

/** Cómo es un celular donde no se escribe igual que un fijo, y cuántos números tiene sin el código del país. */
const comoEs: Readonly<Partial<Record<string, { readonly numeros: number; readonly dice: string }>>> = {
  AR: { numeros: 11, dice: 'en la Argentina un celular lleva 9 después del 54, o 15 después del código de área' },
  CL: { numeros: 9, dice: 'en Chile un celular tiene 9 números y empieza con 9' },
  CO: { numeros: 10, dice: 'en Colombia un celular tiene 10 números y empieza con 3' },
  ES: { numeros: 9, dice: 'en España un celular tiene 9 números y empieza con 6 o 7' },
  MX: { numeros: 10, dice: 'en México un teléfono tiene 10 números, con el código de área' },
  PE: { numeros: 9, dice: 'en el Perú un celular tiene 9 números y empieza con 9' },
  UY: { numeros: 8, dice: 'en el Uruguay un celular empieza con 09 y tiene 9 números' },
};

function porQueNo(numero: PhoneNumber, escrito: string): string {
  const { country, nationalNumber } = numero;
  const forma = country === undefined ? undefined : comoEs[country];
  if (country === 'AR') {
    const falta = loQueFaltaEnArgentina(escrito, nationalNumber);
    if (falta !== null) return falta;
  } else if (!numero.isPossible()) {
    if (forma === undefined) return 'no tiene los números que lleva un teléfono de ese país';
    return `${nationalNumber.length < forma.numeros ? 'le faltan números' : 'le sobran números'}: ${forma.dice}`;
  }
  return `no se sabe si es un celular${forma === undefined ? '' : `: ${forma.dice}`}`;
}

/** Qué le falta o le sobra a un número argentino para ser un celular; `null` si está entero y sólo no dice que lo es. */
function loQueFaltaEnArgentina(escrito: string, nacional: string): string | null {
  const local = escrito
    .replace(/\D/g, '')
    .replace(/^(?:00)?54(?=\d{8})/, '')
    .replace(/^0/, '');
  if (/^8[01]0/.test(local)) return 'no es un celular: es un número de atención (0800, 0810)';
  if (/^15\d{6,8}$/.test(local)) return 'le falta el código de área antes del 15: en Buenos Aires, 11 15…';
  if (/^9\d{8}$/.test(local)) return 'le falta el código de área después del 9: en Buenos Aires, 9 11…';
  // Leído con su 15, el número lo cambia por el 9: con área son 11.
  if (nacional.startsWith('9') && nacional.length !== 11)
    return `${nacional.length < 11 ? 'le faltan números' : 'le sobran números'}: con el código de área y sin el 15 son 10`;
  if (local.length > 10) return 'le sobran números: con el código de área y sin el 15 son 10';
  if (local.length === 10) return null;
  if (local.length < 6 || local.length === 9) return 'le faltan números: con el código de área y sin el 15 son 10';
  return 'le falta el código de área, y el 15 que lleva un celular: en Buenos Aires, 11 15…';
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
