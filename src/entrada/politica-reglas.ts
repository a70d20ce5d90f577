import * as z from 'zod';
import { esMoneda, exponente, MONTO_MAX } from '../dominio/dinero.ts';
import { esFecha } from '../dominio/fecha.ts';
import { diaDeToml } from './politica-toml.ts';

// El mensaje de cada regla termina la frase «se esperaba …»; el de las que son la frase entera empieza con «!».

/** Un entero entre dos extremos, ambos incluidos. */
export function entero(desde: number, hasta: number) {
  const esperado = `un entero entre ${desde} y ${hasta}`;
  return z.int(esperado).min(desde, esperado).max(hasta, esperado);
}

/** Cuántas veces como mucho, desde una: el 0 no es un tope, y se dice cómo no contactar. */
export function tope(hasta: number) {
  const esperado = `un entero entre 1 y ${hasta}`;
  return z
    .int(esperado)
    .min(0, esperado)
    .max(hasta, esperado)
    .refine(
      (valor) => valor !== 0,
      `!se esperaba ${esperado}, dice 0; para no contactar a un cliente: cobranzas cliente pausar, y para no escribirle a nadie, no ejecute recordatorios enviar`,
    );
}

/** Un texto que puede estar vacío: vacío es como no decirlo. */
export const texto = z.string('un texto').max(2000, 'un texto de hasta 2000 caracteres');
/** Un texto que dice algo. */
export const textoNoVacio = texto.refine((valor) => valor.trim() !== '', 'un texto que no esté vacío');
/** El nombre de algo que después se escribe en la línea de comandos. */
export const nombreCorto = z
  .string('un nombre')
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'un nombre en minúsculas, cifras y guiones');
const correoSimple = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
/** Una dirección de correo, o nada. */
export const direccion = texto.refine((valor) => valor === '' || correoSimple.test(valor), 'una dirección de correo');
/** Una dirección de correo con o sin nombre, o nada; nunca un renglón nuevo, que abriría otro encabezado. */
export const remitente = texto.refine(
  (valor) => valor === '' || correoSimple.test(/^[^<>\r\n]*<([^<>]+)>$/.exec(valor)?.[1] ?? valor),
  'una dirección de correo o «Nombre <dirección>»',
);

/** Una palabra de una lista cerrada. */
export function unaDe<const O extends readonly [string, ...string[]]>(opciones: O) {
  return z.enum(opciones, `una de estas palabras: ${opciones.join(', ')}`);
}

/** Una lista de hasta mil cosas. */
export function listaDe<V extends z.ZodType>(valor: V, esperada: string) {
  return z.array(valor, esperada).max(1000, `${esperada} de a lo sumo 1000`);
}

/** Un porcentaje de 0 a 100 con a lo sumo dos decimales. */
export const porcentaje = z
  .number('un porcentaje entre 0 y 100')
  .min(0, 'un porcentaje entre 0 y 100')
  .max(100, 'un porcentaje entre 0 y 100')
  .refine((valor) => esMultiplo(valor, 100), 'un porcentaje con a lo sumo dos decimales');

/** Puntos de un criterio, de 0 a 100 con a lo sumo un decimal. */
export const puntos = z
  .number('un número de puntos entre 0 y 100')
  .min(0, 'un número de puntos entre 0 y 100')
  .max(100, 'un número de puntos entre 0 y 100')
  .refine((valor) => esMultiplo(valor, 10), 'un número de puntos con a lo sumo un decimal');

/** Dice si el número tiene tantos decimales como ceros tiene la escala; el margen es el de la coma flotante. */
function esMultiplo(valor: number, escala: number): boolean {
  return Math.abs(valor * escala - Math.round(valor * escala)) < 1e-6;
}

/** Una tabla de claves libres, que deben cumplir `esClave`. */
export function tablaPor<V extends z.ZodType>(valor: V, esClave: (clave: string) => boolean, esperada: string) {
  return z.record(z.string(), valor, 'una tabla').superRefine((tabla, contexto) => {
    for (const clave of Object.keys(tabla)) {
      if (!esClave(clave)) contexto.addIssue({ code: 'custom', path: [clave], message: `!se esperaba ${esperada}` });
    }
  });
}

/** Un monto por código de moneda, en unidades mayores, con a lo sumo los decimales de la moneda. */
export const montosPorMoneda = tablaPor(
  z.number('un monto').min(0, 'un monto que no sea negativo'),
  esMoneda,
  'el código de una moneda, como ARS',
).superRefine((tabla, contexto) => {
  for (const [codigo, monto] of Object.entries(tabla)) {
    if (!esMoneda(codigo)) continue;
    const escala = 10 ** exponente(codigo);
    if (!esMultiplo(monto, escala) || monto * escala > MONTO_MAX) {
      contexto.addIssue({
        code: 'custom',
        path: [codigo],
        message: `un monto con a lo sumo ${exponente(codigo)} decimales`,
      });
    }
  }
});

/** Una fecha de TOML sin hora; sale como texto `AAAA-MM-DD`. */
export const diaDelCalendario = z
  .unknown()
  .refine((valor) => esFecha(diaDeToml(valor) ?? ''), 'una fecha AAAA-MM-DD sin comillas')
  .transform((valor) => diaDeToml(valor) ?? '');

/** Una zona que este sistema conoce por su nombre IANA, o nada. */
export const zonaHoraria = texto.refine(
  (zona) => zona === '' || esZonaIana(zona),
  'una zona IANA, como "America/Bogota"',
);

function esZonaIana(zona: string): boolean {
  if (!/^[A-Za-z]/.test(zona)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zona }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
