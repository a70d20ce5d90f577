import { asegurar } from './errores.ts';

/** Un día del calendario, `AAAA-MM-DD`, sin hora ni zona, ya validado con {@link esFecha}. */
export type Fecha = string & { readonly __fecha: unique symbol };

const forma = /^(\d{4})-(\d{2})-(\d{2})$/;
const diasPorMes = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Dice si el año es bisiesto en el calendario gregoriano. */
function esBisiesto(anio: number): boolean {
  return (anio % 4 === 0 && anio % 100 !== 0) || anio % 400 === 0;
}

/** Dice si año, mes (1 a 12) y día forman una fecha que existe, entre 1900 y 2199. */
export function existeFecha(anio: number, mes: number, dia: number): boolean {
  if (anio < 1900 || anio > 2199 || mes < 1 || mes > 12 || dia < 1) return false;
  return dia <= (mes === 2 && esBisiesto(anio) ? 29 : (diasPorMes[mes - 1] ?? 0));
}

/** Dice si el texto es una fecha `AAAA-MM-DD` que existe en el calendario. */
export function esFecha(texto: string): texto is Fecha {
  const partes = forma.exec(texto);
  return partes !== null && existeFecha(Number(partes[1]), Number(partes[2]), Number(partes[3]));
}

/** Convierte un texto que se sabe correcto; lanza un defecto si no lo es. */
export function fecha(texto: string): Fecha {
  asegurar(esFecha(texto), `«${texto}» no es una fecha AAAA-MM-DD`);
  return texto;
}

/** Arma una fecha con sus partes; `undefined` si no existe en el calendario. */
export function fechaDePartes(anio: number, mes: number, dia: number): Fecha | undefined {
  if (!existeFecha(anio, mes, dia)) return undefined;
  return `${anio}-${mes < 10 ? '0' : ''}${mes}-${dia < 10 ? '0' : ''}${dia}` as Fecha;
}

/**
 * Número de orden del día, 0 = 1970-01-01, por aritmética entera del calendario gregoriano (años que empiezan en
 * marzo, ciclos de 400 años), para que ningún huso ni cambio de hora pueda mover un día.
 */
export function numeroDeDia(dia: Fecha): number {
  const mes = dosCifras(dia, 5);
  const anio = dosCifras(dia, 0) * 100 + dosCifras(dia, 2) - (mes <= 2 ? 1 : 0);
  const ciclo = Math.floor(anio / 400);
  const anioDelCiclo = anio - ciclo * 400;
  const diaDelAnio = Math.floor((153 * (mes + (mes > 2 ? -3 : 9)) + 2) / 5) + dosCifras(dia, 8) - 1;
  const diaDelCiclo = anioDelCiclo * 365 + Math.floor(anioDelCiclo / 4) - Math.floor(anioDelCiclo / 100) + diaDelAnio;
  return ciclo * 146_097 + diaDelCiclo - 719_468;
}

/** Sin cortar el texto: decidir de una cartera suma y resta millones de días. */
function dosCifras(texto: string, lugar: number): number {
  return (texto.charCodeAt(lugar) - 48) * 10 + texto.charCodeAt(lugar + 1) - 48;
}

/** Los días ya escritos: pocos, y se repiten en toda la cartera. */
const escritos = new Map<number, Fecha>();

/** El inverso de {@link numeroDeDia}. */
export function fechaDeNumero(numero: number): Fecha {
  let escrito = escritos.get(numero);
  if (escrito === undefined) {
    escrito = escribirNumero(numero);
    escritos.set(numero, escrito);
  }
  return escrito;
}

function escribirNumero(numero: number): Fecha {
  const desplazado = numero + 719_468;
  const ciclo = Math.floor(desplazado / 146_097);
  const diaDelCiclo = desplazado - ciclo * 146_097;
  const anioDelCiclo = Math.floor(
    (diaDelCiclo -
      Math.floor(diaDelCiclo / 1460) +
      Math.floor(diaDelCiclo / 36_524) -
      Math.floor(diaDelCiclo / 146_096)) /
      365,
  );
  const diaDelAnio = diaDelCiclo - (365 * anioDelCiclo + Math.floor(anioDelCiclo / 4) - Math.floor(anioDelCiclo / 100));
  const mesDesdeMarzo = Math.floor((5 * diaDelAnio + 2) / 153);
  const dia = diaDelAnio - Math.floor((153 * mesDesdeMarzo + 2) / 5) + 1;
  const mes = mesDesdeMarzo < 10 ? mesDesdeMarzo + 3 : mesDesdeMarzo - 9;
  const resultado = fechaDePartes(anioDelCiclo + ciclo * 400 + (mes <= 2 ? 1 : 0), mes, dia);
  asegurar(resultado !== undefined, `día fuera del calendario admitido: ${numero}`);
  return resultado;
}

/** Suma días corridos (negativos para restar). */
export function sumarDias(dia: Fecha, dias: number): Fecha {
  return fechaDeNumero(numeroDeDia(dia) + dias);
}

/** Días corridos entre dos fechas: positivo si `hasta` es posterior a `desde`. */
export function diasEntre({ desde, hasta }: { desde: Fecha; hasta: Fecha }): number {
  return numeroDeDia(hasta) - numeroDeDia(desde);
}

/** La mayor de dos fechas. */
export function ultima(una: Fecha, otra: Fecha): Fecha {
  return una > otra ? una : otra;
}
