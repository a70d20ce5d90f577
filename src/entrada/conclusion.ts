import type { Moneda } from '../dominio/dinero.ts';
import type { TipoDeArchivo } from '../dominio/filas.ts';
import { avisosDeColumnas } from './avisos-de-columnas.ts';
import type { Campo } from './campos.ts';
import { camposDeDinero } from './campos-de-dinero.ts';
import {
  type Asignacion,
  asignarColumnas,
  errorDeConflicto,
  type ParDeColumnas,
  resolverForzadas,
} from './columnas.ts';
import { type ColumnaNombrada, type Decision, decidirDecimal, decidirFecha } from './decisiones.ts';
import type { Evidencia } from './evidencia.ts';
import { evidenciasDeArchivo, evidenciasDeColumnas, evidenciasDeValores } from './evidencias-de-analisis.ts';
import type { OrdenDeFecha } from './fechas.ts';
import { estaEnEspanol } from './idioma.ts';
import { decidirMoneda, type MonedaDeArchivo } from './moneda-de-archivo.ts';
import type { MarcaDecimal } from './montos.ts';
import { elegirModo, type ModoDeImporte } from './obligatorios.ts';
import type { Observacion } from './observacion.ts';
import type { OpcionesDeImportacion } from './opciones-de-importacion.ts';
import { columnasDePerfil } from './perfiles.ts';
import { decidirSistema } from './sistema-de-tipos.ts';
import { detectarTipo, type TipoHallado } from './tipo-de-archivo.ts';
import type { SistemaDeTipos } from './tipo-de-comprobante.ts';

/** Lo que se concluye de un archivo a partir de lo observado. */
export interface Conclusion {
  readonly tipo: TipoDeArchivo;
  readonly perfil: string | null;
  readonly columnas: ReadonlyMap<Campo, number>;
  readonly multiples: ReadonlyMap<Campo, readonly number[]>;
  readonly iguales: readonly ParDeColumnas[];
  readonly decimal: MarcaDecimal;
  readonly fecha: OrdenDeFecha;
  /** `null` = la dice cada fila. */
  readonly moneda: Moneda | null;
  readonly decisionDecimal: Decision<MarcaDecimal>;
  readonly decisionFecha: Decision<OrdenDeFecha>;
  readonly monedaDeArchivo: MonedaDeArchivo;
  readonly modo: ModoDeImporte;
  /** El archivo no trae número de comprobante: se hace uno con el vencimiento. */
  readonly sinNumero: boolean;
  readonly sistemaDeTipos: SistemaDeTipos;
  /** Columnas de nombre conocido que la muestra trajo vacías; un dato en ellas obliga a mirar todo el archivo. */
  readonly dormidas: readonly number[];
  /** La columna de alícuota dice 21 y no 0,21. */
  readonly alicuotaEnPorcentaje: boolean;
  readonly evidencias: readonly Evidencia[];
  readonly avisos: readonly string[];
  /** Algo se decidió por regla y no por prueba: conviene mirar todo el archivo. */
  readonly conDudas: boolean;
}

const deDinero: readonly Campo[] = ['importe', 'saldo', 'pagado', 'neto', 'iva', 'debe', 'haber'];

const deFecha: readonly Campo[] = ['emision', 'vencimiento', 'fecha_pago'];
/** Campos que no hacen falta si el importe viene entero: entre dos columnas para ellos no hay que elegir. */
const prescindibles: ReadonlySet<Campo> = new Set(['neto', 'iva', 'alicuota']);

/** Concluye cómo leer el archivo. @throws ErrorDeDatos o ErrorDeUso si falta algo o lo observado se contradice */
export function concluir(
  observacion: Observacion,
  opciones: OpcionesDeImportacion,
  nombre: string,
  completo: boolean,
): Conclusion {
  if (observacion.filas === 0) throw observacion.sinFilas(nombre);
  const { perfil } = observacion;
  const conPerfil: OpcionesDeImportacion = perfil === null ? opciones : { ...opciones, perfil };
  const { hallado, asignacion } = asignar(observacion, opciones, nombre);
  const { modo, sinNumero, avisos, evidencia } = elegirModo(observacion, asignacion, hallado.tipo, nombre);
  const esDeClientes = hallado.tipo === 'clientes';
  const monedaDeArchivo = esDeClientes ? sinMoneda : decidirMoneda(observacion, asignacion, conPerfil, nombre);
  const nombradas = (campos: readonly Campo[]): ColumnaNombrada[] =>
    campos.flatMap((campo) => nombrar(observacion, asignacion.columnas.get(campo)));
  const leidos = camposDeDinero(hallado.tipo, modo);
  const decisionDecimal = decidirDecimal({
    columnas: nombradas(leidos),
    otras: nombradas(deDinero.filter((campo) => !leidos.includes(campo))),
    opcion: opciones.decimal ?? perfil?.decimal,
    monedas: monedaDeArchivo.posibles,
    nombre,
  });
  const decisionFecha = decidirFecha({
    columnas: nombradas(deFecha),
    otras: otrasFechas(observacion, asignacion),
    opcion: opciones.fecha ?? perfil?.fecha,
    enEspanol: estaEnEspanol(observacion),
    nombre,
  });
  const { columnas, multiples, iguales } = asignacion;
  return {
    tipo: hallado.tipo,
    perfil: perfil?.nombre ?? null,
    columnas,
    multiples,
    iguales,
    decimal: decisionDecimal.valor,
    fecha: decisionFecha.valor,
    moneda: monedaDeArchivo.moneda,
    decisionDecimal,
    decisionFecha,
    monedaDeArchivo,
    modo,
    sinNumero,
    sistemaDeTipos: decidirSistema(observacion, asignacion, monedaDeArchivo.posibles, perfil),
    dormidas: completo ? [] : observacion.dormidas,
    alicuotaEnPorcentaje: esPorcentaje(observacion, asignacion),
    conDudas: !completo && (decisionFecha.sosten === 'regla' || decisionDecimal.sosten === 'regla'),
    evidencias: [
      ...evidenciasDeArchivo(observacion, hallado, opciones),
      ...evidenciasDeColumnas(observacion, asignacion, opciones),
      ...evidencia,
      ...(esDeClientes ? [] : evidenciasDeValores(decisionDecimal, decisionFecha, monedaDeArchivo)),
    ],
    avisos: [
      ...avisos,
      ...(decisionFecha.aviso === null ? [] : [decisionFecha.aviso]),
      ...avisosDeColumnas(observacion, asignacion, hallado.tipo, usadasPor(asignacion)),
    ],
  };
}

/** Decide el tipo de archivo y qué columna llena cada campo. */
function asignar(
  observacion: Observacion,
  opciones: OpcionesDeImportacion,
  nombre: string,
): { hallado: TipoHallado; asignacion: Asignacion } {
  const { perfil, encabezados } = observacion;
  const forzadas = new Map([
    ...(perfil === null ? [] : columnasDePerfil(perfil, encabezados, perfil === opciones.perfil)),
    ...resolverForzadas(opciones.columnas ?? new Map(), encabezados, nombre),
  ]);
  const asignarComo = (tipo: TipoDeArchivo) => asignarColumnas(observacion, tipo, forzadas);
  const tipoDado = opciones.tipo ?? perfil?.tipo;
  const prueba = opciones.tipo === undefined ? `perfil «${perfil?.nombre ?? ''}»` : 'indicado con --tipo';
  const hallado =
    tipoDado === undefined
      ? detectarTipo(asignarComo('facturas'), asignarComo('pagos'), nombre)
      : { tipo: tipoDado, prueba };
  const asignacion = asignarComo(hallado.tipo);
  for (const conflicto of asignacion.conflictos) {
    const sobra = prescindibles.has(conflicto.campo) && asignacion.columnas.has('importe');
    if (!sobra) throw errorDeConflicto(observacion, conflicto, nombre);
  }
  return { hallado, asignacion };
}

/** Columnas de fecha que no se importan. */
function otrasFechas(observacion: Observacion, asignacion: Asignacion): ColumnaNombrada[] {
  const usadas = usadasPor(asignacion);
  return observacion.observadas.flatMap((observada, columna) =>
    !usadas.has(columna) && observada.llenas > 0 && observada.parteDeFechas > 0.9 ? nombrar(observacion, columna) : [],
  );
}

const sinMoneda: MonedaDeArchivo = {
  moneda: null,
  predeterminada: null,
  posibles: [],
  porSigno: false,
  valor: '',
  prueba: '',
  forzada: false,
};

function nombrar(observacion: Observacion, columna: number | undefined): ColumnaNombrada[] {
  const observada = columna === undefined ? undefined : observacion.observadas[columna];
  return columna === undefined || observada === undefined
    ? []
    : [{ encabezado: observacion.encabezados[columna] ?? '', observada }];
}

function usadasPor({ columnas, multiples, iguales }: Asignacion): ReadonlySet<number> {
  return new Set([...columnas.values(), ...[...multiples.values()].flat(), ...iguales.map(({ otra }) => otra)]);
}

function esPorcentaje(observacion: Observacion, { columnas }: Asignacion): boolean {
  const columna = columnas.get('alicuota');
  const distintas = columna === undefined ? [] : [...(observacion.observadas[columna]?.distintas ?? [])];
  return distintas.some((texto) => !texto.includes('%') && Number(texto.trim().replace(',', '.')) > 1);
}
