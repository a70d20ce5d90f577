import { ErrorDeUso } from '../dominio/errores.ts';
import type { ConsolaDeProceso } from './consola.ts';
import { textoJson, type ValorJson } from './json.ts';
import type { Formato, Listado } from './listado.ts';

/** En qué formato escribir (`undefined` = el que convenga al destino) y por dónde. */
export interface Salida {
  readonly formato: Formato | undefined;
  readonly consola: ConsolaDeProceso;
}

/** Escribe un listado. Cada formato se carga sólo si se lo usa. */
export async function presentar<F>(listado: Listado<F>, { formato, consola }: Salida): Promise<void> {
  const elegido = formato ?? (consola.esTerminal ? 'tabla' : 'csv');
  switch (elegido) {
    case 'tabla':
      return (await import('./tabla.ts')).escribirTabla(listado, consola);
    case 'csv':
    case 'csv-excel':
    case 'tsv':
      return (await import('./separado.ts')).escribirSeparado(listado, {
        formato: elegido,
        destino: consola.destino,
      });
    case 'json':
    case 'ndjson':
      return (await import('./json-listado.ts')).escribirJson(listado, {
        formato: elegido,
        destino: consola.destino,
      });
    case 'md':
      return (await import('./markdown.ts')).escribirMarkdown(listado, consola.destino);
    case 'xlsx':
      return (await import('./xlsx.ts')).escribirXlsx(listado, consola.destino);
    case 'ics':
      return (await import('./calendario.ts')).escribirCalendario(listado, consola.destino);
  }
}

/** Escribe un valor JSON con estructura propia. Lanza ErrorDeUso si el formato pedido no es JSON. */
export async function presentarJson(valor: ValorJson, { formato, consola }: Salida): Promise<void> {
  if (formato !== 'json' && formato !== 'ndjson') {
    throw new ErrorDeUso(`esta orden no escribe en formato ${formato ?? 'tabla'}`, {
      sugerencia: 'use --formato json',
    });
  }
  await consola.destino.escribir(`${textoJson(valor, formato === 'json' ? 2 : 0)}\n`);
}
