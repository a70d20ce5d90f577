import { normalizarNumero } from '../dominio/documento.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { ClienteDeFila } from '../dominio/filas.ts';

/** El número como está escrito y en su forma comparable. */
export interface NumeroDeComprobante {
  readonly numero: string;
  readonly numeroNormal: string;
}

/**
 * Une serie o punto de venta, número y letra cuando vienen en columnas separadas y el número no los trae ya.
 * `numero` queda como está escrito (con su serie); la letra sólo entra en la forma comparable.
 */
export function unirNumero(numero: string, serie: string, letra: string | null): NumeroDeComprobante {
  const normal = normalizar(numero);
  const conSerie = serie !== '' && !contieneSerie(normal, normalizar(serie));
  const escrito = conSerie ? `${serie}-${numero}` : numero;
  const comparable = conSerie ? normalizar(escrito) : normal;
  if (letra === null || letra === '') return { numero: escrito, numeroNormal: comparable };
  return { numero: escrito, numeroNormal: tieneLetra(comparable, letra) ? comparable : `${letra}-${comparable}` };
}

function contieneSerie(numero: string, serie: string): boolean {
  const grupos = numero.split('-');
  const deSerie = serie.split('-');
  // La serie puede venir tras una letra: `A-1-1234` ya contiene el punto de venta 1.
  return (
    grupos.length > deSerie.length &&
    [0, 1].some(
      (desde) =>
        grupos.length > deSerie.length + desde && deSerie.every((grupo, indice) => grupos[desde + indice] === grupo),
    )
  );
}

function tieneLetra(numero: string, letra: string): boolean {
  return numero.split('-').some((grupo, indice) => indice <= 1 && /^[A-Z]+$/.test(grupo) && grupo.endsWith(letra));
}

/** {@link normalizarNumero} con un camino corto para números ASCII, que son casi todos y se leen por millones. */
function normalizar(numero: string): string {
  let resultado = '';
  let clase = 0;
  let ceros = false;
  let seguidas = 0;
  for (let indice = 0; indice < numero.length; indice++) {
    const codigo = numero.charCodeAt(indice);
    if (codigo > 126) return normalizarNumero(numero);
    const esCifra = codigo >= 48 && codigo <= 57;
    const esLetra = !esCifra && ((codigo >= 65 && codigo <= 90) || (codigo >= 97 && codigo <= 122));
    const nueva = esCifra ? 1 : esLetra ? 2 : 0;
    seguidas = nueva === clase ? seguidas + 1 : 1;
    // Punto de venta y número juntos: la regla completa los separa.
    if (seguidas === 12 && esCifra) return normalizarNumero(numero);
    if (nueva !== 0) {
      if (nueva !== clase) {
        if (ceros) resultado += '0';
        if (resultado !== '') resultado += '-';
        ceros = false;
        if (esCifra && codigo === 48) ceros = true;
        else resultado += letraDe(numero, indice, codigo, esLetra);
      } else if (ceros && codigo === 48) {
        // Sigue sin haber más que ceros a la izquierda.
      } else {
        ceros = false;
        resultado += letraDe(numero, indice, codigo, esLetra);
      }
    } else if (ceros) {
      resultado += '0';
      ceros = false;
    }
    clase = nueva;
  }
  if (ceros) resultado += '0';
  return resultado === '' ? normalizarNumero(numero) : resultado;
}

function letraDe(numero: string, indice: number, codigo: number, esLetra: boolean): string {
  return esLetra && codigo >= 97 ? String.fromCharCode(codigo - 32) : (numero[indice] ?? '');
}

/** Hace números estables para un archivo que no los trae: el vencimiento y el orden entre las deudas iguales del cliente. */
export class NumeradorDeDeudas {
  private readonly ordinales = new Map<string, number>();

  numerar({ codigo, idFiscal, nombre }: ClienteDeFila, vencimiento: Fecha): NumeroDeComprobante {
    const base = `S-${vencimiento.replaceAll('-', '')}`;
    const clave = `${codigo ?? idFiscal ?? nombre ?? ''}\u0000${base}`;
    const ordinal = (this.ordinales.get(clave) ?? 0) + 1;
    this.ordinales.set(clave, ordinal);
    const numero = `${base}-${ordinal}`;
    return { numero, numeroNormal: numero };
  }
}
