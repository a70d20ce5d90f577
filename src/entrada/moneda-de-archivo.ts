import type { Moneda } from '../dominio/dinero.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import type { Asignacion, ColumnasDeArchivo } from './columnas.ts';
import { monedaDePalabra, monedaDeRegion } from './monedas.ts';
import type { OpcionesDeImportacion } from './opciones-de-importacion.ts';
import { citar } from './texto.ts';

/** De dónde sale la moneda de cada fila. */
export interface MonedaDeArchivo {
  /** La de todo el archivo; `null` si la dice cada fila. */
  readonly moneda: Moneda | null;
  /** La que vale cuando la fila no la dice, o dice «$» o «pesos»; `null` = la fila se rechaza. */
  readonly predeterminada: Moneda | null;
  /** Las que se sabe que aparecen. */
  readonly posibles: readonly Moneda[];
  /** Falso si sólo es una suposición (política, región) que un signo en las celdas puede desmentir. */
  readonly firme: boolean;
  readonly valor: string;
  readonly prueba: string;
  readonly forzada: boolean;
}

/**
 * Moneda del archivo: columna, `--moneda`, encabezado o signo inequívoco, perfil, política, región (3-rules: «Currency»).
 * @throws ErrorDeUso si nada la dice
 */
export function decidirMoneda(
  archivo: ColumnasDeArchivo,
  asignacion: Asignacion,
  opciones: OpcionesDeImportacion,
  nombre: string,
): MonedaDeArchivo {
  const respaldo = monedaDeRespaldo(opciones);
  const columna = asignacion.columnas.get('moneda');
  const observada = columna === undefined ? undefined : archivo.observadas[columna];
  if (columna !== undefined && observada !== undefined && observada.llenas > 0) {
    const dichas = [...observada.distintas].map(monedaDePalabra);
    const posibles = [
      ...new Set(dichas.filter((dicha): dicha is Moneda => dicha !== null && dicha !== 'local')),
    ].sort();
    if (respaldo !== null && (dichas.includes('local') || posibles.length === 0) && !posibles.includes(respaldo.codigo))
      posibles.push(respaldo.codigo);
    return {
      moneda: null,
      predeterminada: respaldo?.codigo ?? null,
      posibles,
      firme: true,
      valor: posibles.join(', '),
      prueba: `columna ${citar(archivo.encabezados[columna] ?? '')}`,
      forzada: false,
    };
  }
  if (opciones.moneda !== undefined) return unica(opciones.moneda, 'indicada con --moneda', true, true);
  return deEncabezadoOSigno(archivo, asignacion, respaldo?.codigo ?? null) ?? deRespaldo(respaldo, nombre);
}

function unica(codigo: Moneda, prueba: string, firme: boolean, forzada: boolean): MonedaDeArchivo {
  return { moneda: codigo, predeterminada: codigo, posibles: [codigo], firme, valor: codigo, prueba, forzada };
}

interface Respaldo {
  readonly codigo: Moneda;
  readonly prueba: string;
}

function monedaDeRespaldo(opciones: OpcionesDeImportacion): Respaldo | null {
  if (opciones.moneda !== undefined) return { codigo: opciones.moneda, prueba: 'indicada con --moneda' };
  if (opciones.perfil?.moneda !== undefined)
    return { codigo: opciones.perfil.moneda, prueba: `perfil «${opciones.perfil.nombre}»` };
  if (opciones.monedaPredeterminada) return { codigo: opciones.monedaPredeterminada, prueba: 'moneda de la política' };
  const deRegion = opciones.locale ? monedaDeRegion(opciones.locale) : null;
  return deRegion === null
    ? null
    : { codigo: deRegion, prueba: `región de la configuración ${opciones.locale ?? ''}; si no es, indique --moneda` };
}

function deRespaldo(respaldo: Respaldo | null, nombre: string): MonedaDeArchivo {
  if (respaldo !== null) return unica(respaldo.codigo, respaldo.prueba, false, false);
  throw new ErrorDeUso(`${nombre}: el archivo no dice en qué moneda están los importes`, {
    sugerencia: 'indíquela, por ejemplo --moneda ARS',
  });
}

function deEncabezadoOSigno(
  archivo: ColumnasDeArchivo,
  { columnas }: Asignacion,
  respaldo: Moneda | null,
): MonedaDeArchivo | null {
  const deDinero = (['importe', 'saldo', 'haber', 'neto'] as const).flatMap((campo) => columnas.get(campo) ?? []);
  for (const columna of deDinero) {
    const codigo = archivo.normales[columna]?.moneda ?? null;
    if (codigo !== null) return unica(codigo, `encabezado ${citar(archivo.encabezados[columna] ?? '')}`, true, false);
  }
  const signos = new Map(deDinero.flatMap((columna) => [...(archivo.observadas[columna]?.monedas ?? [])]));
  const [primera, segunda] = [...signos].sort(([una], [otra]) => (una < otra ? -1 : 1));
  if (primera === undefined) return null;
  if (segunda === undefined)
    return unica(primera[0], `signo en la línea ${primera[1].linea}: ${citar(primera[1].texto)}`, true, false);
  const posibles = [...signos.keys()].sort();
  return {
    moneda: null,
    predeterminada: respaldo,
    posibles,
    firme: true,
    valor: posibles.join(', '),
    prueba: 'signo de cada importe',
    forzada: false,
  };
}
