import type { Moneda } from '../dominio/dinero.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import type { Campo } from './campos.ts';
import type { Asignacion } from './columnas.ts';
import type { ColumnasDeArchivo } from './columnas-de-archivo.ts';
import { monedaDePalabra, monedaDeRegion } from './monedas.ts';
import type { OpcionesDeImportacion } from './opciones-de-importacion.ts';
import { type Cita, citar } from './texto.ts';

/** De dónde sale la moneda de cada fila. */
export interface MonedaDeArchivo {
  /** La de todo el archivo; `null` si la dice cada fila. */
  readonly moneda: Moneda | null;
  /** La que vale cuando la fila no la dice, o dice «$» o «pesos»; `null` = la fila se rechaza. */
  readonly predeterminada: Moneda | null;
  /** Las que se sabe que aparecen. */
  readonly posibles: readonly Moneda[];
  /** Una sola moneda, que dicen los signos de las celdas: un «$» suelto que aparezca después la pone en duda. */
  readonly porSigno: boolean;
  readonly valor: string;
  readonly prueba: string;
  readonly forzada: boolean;
}

/**
 * Moneda del archivo: columna, `--moneda`, encabezado o signo inequívoco, perfil, política, región
 * (REGLAS: «Moneda del archivo»).
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
      porSigno: false,
      valor: posibles.join(', '),
      prueba: `columna ${citar(archivo.encabezados[columna] ?? '')}`,
      forzada: false,
    };
  }
  if (opciones.moneda !== undefined) return { ...unica(opciones.moneda, 'indicada con --moneda'), forzada: true };
  return deEncabezadoOSigno(archivo, asignacion, respaldo, nombre) ?? deRespaldo(respaldo, nombre);
}

function unica(codigo: Moneda, prueba: string): MonedaDeArchivo {
  return {
    moneda: codigo,
    predeterminada: codigo,
    posibles: [codigo],
    porSigno: false,
    valor: codigo,
    prueba,
    forzada: false,
  };
}

/** Columnas donde el signo de la celda dice la moneda de la fila, en este orden. */
export const camposConSigno: readonly Campo[] = ['importe', 'saldo', 'haber', 'debe', 'neto'];

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
  if (respaldo !== null) return unica(respaldo.codigo, respaldo.prueba);
  throw new ErrorDeUso(`${nombre}: el archivo no dice en qué moneda están los importes`, {
    sugerencia: 'indíquela, por ejemplo --moneda ARS',
  });
}

function deEncabezadoOSigno(
  archivo: ColumnasDeArchivo,
  { columnas }: Asignacion,
  respaldo: Respaldo | null,
  nombre: string,
): MonedaDeArchivo | null {
  const deDinero = camposConSigno.flatMap((campo) => columnas.get(campo) ?? []);
  for (const columna of deDinero) {
    const codigo = archivo.normales[columna]?.moneda ?? null;
    if (codigo !== null) return unica(codigo, `encabezado ${citar(archivo.encabezados[columna] ?? '')}`);
  }
  const signos = new Map(deDinero.flatMap((columna) => [...(archivo.observadas[columna]?.monedas ?? [])]));
  const [primera, segunda] = [...signos].sort(([una], [otra]) => (una < otra ? -1 : 1));
  if (primera === undefined) return null;
  const [codigo, cita] = primera;
  const pesos = deDinero
    .flatMap((columna) => archivo.observadas[columna]?.pesosSolos ?? [])
    .sort((una, otra) => una.linea - otra.linea)[0];
  if (segunda === undefined && (pesos === undefined || respaldo?.codigo === codigo))
    return { ...unica(codigo, `signo en la línea ${cita.linea}: ${citar(cita.texto)}`), porSigno: true };
  if (pesos !== undefined && respaldo === null) throw errorDePesosSolos(pesos, cita, codigo, nombre);
  const posibles = [
    ...new Set([...signos.keys(), ...(pesos === undefined || respaldo === null ? [] : [respaldo.codigo])]),
  ];
  return {
    moneda: null,
    predeterminada: respaldo?.codigo ?? null,
    posibles: posibles.sort(),
    porSigno: false,
    valor: posibles.join(', '),
    prueba:
      pesos === undefined || respaldo === null
        ? 'signo de cada importe'
        : `signo de cada importe; el «$» solo (línea ${pesos.linea}) es ${respaldo.codigo}: ${respaldo.prueba}`,
    forzada: false,
  };
}

/** Un «$» solo junto a otro signo es de otra moneda, o de la misma: nunca se juntan sin saberlo. */
function errorDePesosSolos(pesos: Cita, otra: Cita, codigo: Moneda, nombre: string): ErrorDeUso {
  return new ErrorDeUso(
    `${nombre}: no se sabe de qué moneda es ${citar(pesos.texto)} (línea ${pesos.linea}): ${citar(otra.texto)} (línea ${otra.linea}) es ${codigo}`,
    {
      sugerencia: `si todo está en una moneda, indíquela, por ejemplo --moneda ${codigo}\nsi son varias, agregue al archivo una columna de moneda, o diga en la política cuál es la de «$»`,
    },
  );
}
