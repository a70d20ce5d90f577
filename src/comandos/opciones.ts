import { type Command, Option } from 'commander';
import { type Cifra, interpretarCifra, unidadesExactas } from '../dominio/cifra.ts';
import { esMoneda, exponente, MONTO_MAX, type Moneda, textoLocal } from '../dominio/dinero.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import { esFecha, type Fecha } from '../dominio/fecha.ts';
import { agregarEjemplos, agregarListas, type Ejemplo, type ListaDeAyuda } from '../salida/ayuda.ts';
import { formatos } from '../salida/listado.ts';

/** Agrega a la ayuda de la orden líneas de ejemplo, cada una con lo que hace. */
export function conEjemplos(orden: Command, ejemplos: readonly Ejemplo[]): void {
  agregarEjemplos(orden, ejemplos);
}

/** Agrega a la ayuda de la orden los valores que admite una opción, cuando son muchos. */
export function conListas(orden: Command, listas: readonly ListaDeAyuda[]): void {
  agregarListas(orden, listas);
}

/** Las opciones que toda orden admite, antes o después de su nombre. */
export function agregarOpcionesComunes(programa: Command): void {
  programa
    .option('--libro <ruta>', 'el libro (COBRANZAS_LIBRO; si no, el de la carpeta de datos del usuario)')
    .option('--politica <ruta>', 'la política (COBRANZAS_POLITICA; si no, la de la carpeta de configuración)')
    .option('--hoy <AAAA-MM-DD>', 'el día para el que se razona (COBRANZAS_HOY; si no, hoy)')
    .option('--gestor <nombre>', 'quién actúa (COBRANZAS_GESTOR; si no, el usuario del sistema)')
    .addOption(new Option('--formato <formato>', 'cómo se escribe; tabla en una terminal, csv si no').choices(formatos))
    .option('--salida <ruta>', 'escribe en ese archivo, entero o nada')
    .option('--sin-color', 'sin colores (también NO_COLOR)')
    .option('--silencio', 'calla lo que no son datos, avisos ni errores');
}

/** `--simular`: decide y muestra lo mismo, sin escribir nada. */
export function opcionSimular(orden: Command): void {
  orden.option('--simular', 'muestra lo que haría, sin escribir nada');
}

/** Lee un entero de lo que se escribió en `donde`; lanza ErrorDeUso si no lo es o está fuera de los límites. */
export function leerEntero(
  texto: string,
  donde: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER, sugerencia = 'escriba sólo cifras, por ejemplo 7' } = {},
): number {
  const numero = /^[+-]?\d{1,15}$/.test(texto) ? Number(texto) : Number.NaN;
  if (numero >= min && numero <= max) return numero;
  const limites = max === Number.MAX_SAFE_INTEGER ? `desde ${min}` : `de ${min} a ${max}`;
  throw new ErrorDeUso(`«${texto}» no es un valor de ${donde}: se espera un número entero ${limites}`, { sugerencia });
}

/** Lee una fecha de lo que se escribió en `donde`; lanza ErrorDeUso si no existe en el calendario. */
export function leerFecha(texto: string, donde: string): Fecha {
  if (esFecha(texto)) return texto;
  throw new ErrorDeUso(`«${texto}» no es un valor de ${donde}: se espera una fecha que exista, AAAA-MM-DD`, {
    sugerencia: 'escriba el año, el mes y el día con guiones, por ejemplo 2026-07-31',
  });
}

/** Lee un código de moneda, en mayúsculas o minúsculas; lanza ErrorDeUso si no es ISO 4217. */
export function leerMoneda(texto: string, donde: string): Moneda {
  const codigo = texto.toUpperCase();
  if (esMoneda(codigo)) return codigo;
  throw new ErrorDeUso(`«${texto}» no es un valor de ${donde}: se espera un código de moneda ISO 4217`, {
    sugerencia: 'escriba las tres letras de la moneda, por ejemplo ARS, MXN, EUR o USD',
  });
}

/** Lee un monto de lo que se escribió en `donde`; lanza ErrorDeUso si no lo es o si no se sabe cuál (`1.500`). */
export function leerCifra(texto: string, donde: string): Cifra {
  const cifra = interpretarCifra(texto);
  if (cifra !== undefined) return cifra;
  throw new ErrorDeUso(`«${texto}» no es un valor de ${donde}: no se sabe qué monto es`, {
    sugerencia: 'escríbalo sin miles y con punto decimal, por ejemplo 1500 o 1500.50',
  });
}

/**
 * La cifra escrita en `donde` como unidades menores de `moneda`, > 0. Lanza ErrorDeUso si es cero, si es más de lo que
 * se acepta o si tiene más decimales que la moneda: un monto que se registra no se redondea.
 */
export function montoEnMoneda(cifra: Cifra, moneda: Moneda, donde: string): number {
  const monto = unidadesExactas(cifra, moneda);
  if (monto === undefined) {
    const decimales = exponente(moneda) === 0 ? 'no tiene decimales' : `tiene ${exponente(moneda)} decimales`;
    throw new ErrorDeUso(`el monto de ${donde} tiene más decimales que su moneda: ${moneda} ${decimales}`);
  }
  if (monto > 0 && monto <= MONTO_MAX) return monto;
  const max = textoLocal({ monto: MONTO_MAX, moneda });
  throw new ErrorDeUso(`el monto de ${donde} tiene que ser mayor que cero y no pasar de ${max} ${moneda}`);
}

/** Opción cuyo valor es un monto, todavía sin moneda. */
export function opcionCifra(indicadores: string, descripcion: string): Option {
  return new Option(indicadores, descripcion).argParser((texto) => leerCifra(texto, indicadores));
}

/** Opción cuyo valor es un entero entre `min` (0) y `max`. */
export function opcionEntero({
  indicadores,
  descripcion,
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
}: {
  indicadores: string;
  descripcion: string;
  min?: number;
  max?: number;
}): Option {
  return new Option(indicadores, descripcion).argParser((texto) => leerEntero(texto, indicadores, { min, max }));
}

/** Opción cuyo valor es una de las palabras dadas. */
export function opcionDeLista({
  indicadores,
  descripcion,
  valores,
}: {
  indicadores: string;
  descripcion: string;
  valores: readonly string[];
}): Option {
  return new Option(indicadores, descripcion).choices(valores);
}

/** Opción cuyo valor es una fecha AAAA-MM-DD. */
export function opcionFecha(indicadores: string, descripcion: string): Option {
  return new Option(indicadores, descripcion).argParser((texto) => leerFecha(texto, indicadores));
}

/** `--desde`, `--hasta` y `--limite` de lo que la bitácora guarda por día de trabajo; `que`: cómo se llama, en plural. */
export function opcionesDeBitacora(orden: Command, que: string): void {
  orden
    .addOption(opcionFecha('--desde <fecha>', 'desde ese día de trabajo, incluido'))
    .addOption(opcionFecha('--hasta <fecha>', 'hasta ese día de trabajo, incluido'))
    .addOption(
      opcionEntero({ indicadores: '--limite <n>', descripcion: `a lo sumo n ${que}, las más nuevas`, min: 1 }),
    );
}

/** Opción cuyo valor es un código de moneda ISO 4217. */
export function opcionMoneda(indicadores: string, descripcion: string): Option {
  return new Option(indicadores, descripcion).argParser((texto) => leerMoneda(texto, indicadores));
}
