import { normalizarIdFiscal } from '../dominio/cliente.ts';

/** De qué país es el id según su encabezado; `null` = no se sabe, y entonces no se juzga. */
export type ClaseDeIdFiscal = 'cuit' | 'rut' | 'nif' | 'nit' | 'ruc' | null;

/** Clase de id que nombra un encabezado ya plegado (`cuit cliente`, `rut`, `dni cif`). */
export function claseDeEncabezado(clave: string): ClaseDeIdFiscal {
  const hallada = /\b(cuit|cuil|rut|nif|cif|nit|ruc)\b/.exec(clave)?.[1];
  if (hallada === 'cuil') return 'cuit';
  if (hallada === 'cif') return 'nif';
  return (hallada as ClaseDeIdFiscal | undefined) ?? null;
}

/** Suma ponderada módulo 11 de las cifras con pesos que se repiten desde la derecha. */
function restoModulo11(cifras: string, pesos: readonly number[]): number {
  let suma = 0;
  for (let indice = 0; indice < cifras.length; indice++) {
    suma += Number(cifras.charAt(cifras.length - 1 - indice)) * (pesos[indice % pesos.length] ?? 0);
  }
  return suma % 11;
}

const letrasDeDni = 'TRWAGMYFPDXBNJZSQVHLCKE';

function esNifValido(id: string): boolean {
  const persona = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(id);
  if (persona !== null) {
    const prefijo = { X: '0', Y: '1', Z: '2' }[persona[1] ?? ''] ?? '';
    return letrasDeDni.charAt(Number(prefijo + persona[2]) % 23) === persona[3];
  }
  const entidad = /^([ABCDEFGHJKLMNPQRSUVW])(\d{7})([0-9A-J])$/.exec(id);
  if (entidad === null) return false;
  let suma = 0;
  [...(entidad[2] ?? '')].forEach((cifra, indice) => {
    const doble = Number(cifra) * 2;
    suma += indice % 2 === 1 ? Number(cifra) : Math.floor(doble / 10) + (doble % 10);
  });
  const control = (10 - (suma % 10)) % 10;
  return entidad[3] === String(control) || entidad[3] === 'JABCDEFGHI'.charAt(control);
}

/** Dice si el dígito verificador es correcto; `null` si no se puede saber (clase desconocida, id genérico, NIT sin dígito). */
export function tieneDigitoValido(texto: string, clase: ClaseDeIdFiscal): boolean | null {
  const id = normalizarIdFiscal(texto);
  if (id === null || clase === null) return null;
  if (clase === 'nif') return esNifValido(id);
  if (clase === 'rut' && /^\d{12}$/.test(id)) return restoModulo11(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4]) === 0;
  const cuerpo = id.slice(0, -1);
  if (!/^\d+$/.test(cuerpo)) return false;
  if (clase === 'rut') {
    const control = 11 - restoModulo11(cuerpo, [2, 3, 4, 5, 6, 7]);
    return id.slice(-1) === (control === 11 ? '0' : control === 10 ? 'K' : String(control));
  }
  if (clase === 'nit') {
    if (id.length !== 10) return null;
    const resto = restoModulo11(cuerpo, [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71]);
    return Number(id.slice(-1)) === (resto < 2 ? resto : 11 - resto);
  }
  // CUIT y RUC peruano comparten pesos; en un archivo de RUC de 13 cifras (Ecuador) no se juzga.
  if (id.length !== 11) return clase === 'cuit' ? false : null;
  const control = 11 - restoModulo11(cuerpo, [2, 3, 4, 5, 6, 7]);
  return id.slice(-1) === String(control === 11 ? 0 : control === 10 ? (clase === 'ruc' ? 0 : 9) : control);
}
