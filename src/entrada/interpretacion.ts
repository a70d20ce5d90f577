import type { Leida } from '../dominio/filas.ts';
import type { Analisis } from './analisis.ts';
import { camposDeDinero } from './campos-de-dinero.ts';
import { FilaRechazada, refutar } from './hipotesis.ts';
import { InterpreteDeClientes } from './interpretacion-clientes.ts';
import { InterpreteDeFacturas } from './interpretacion-facturas.ts';
import { InterpreteDePagos } from './interpretacion-pagos.ts';
import type { FilaLeida, InterpreteDeTipo, Lectores } from './interprete-de-tipo.ts';
import { LectorDeFechas } from './lector-de-fechas.ts';
import { LectorDeMontos } from './lector-de-montos.ts';
import { esLaMismaFila } from './misma-fila.ts';
import { citar, estaVacia } from './texto.ts';

export { HipotesisRefutada } from './hipotesis.ts';

/** Convierte las celdas de cada fila en valores del dominio. */
export interface Interprete {
  /**
   * Lee una fila; cuál de las tres clases de fila sale lo dice `analisis.tipo`. Una fila mala es un valor, no un error.
   * @throws HipotesisRefutada si la fila desmiente la muestra; ErrorDeDatos si contradice lo que ya estaba probado
   */
  interpretar(linea: number, celdas: readonly string[]): Leida<FilaLeida>;
  /** Lo que hay que contar al usuario cuando se leyó todo. */
  terminar(): { readonly avisos: readonly string[] };
}

/** Crea el intérprete de un archivo ya analizado. */
export function crearInterprete(analisis: Analisis): Interprete {
  const lectores: Lectores = { montos: new LectorDeMontos(analisis), fechas: new LectorDeFechas(analisis) };
  const deTipo = crearDeTipo(analisis, lectores);
  const vigilar = crearVigia(analisis, lectores);
  const ancho = analisis.encabezados.length;
  const testigo = Math.max(
    0,
    analisis.encabezados.findIndex((encabezado) => encabezado.trim() !== ''),
  );
  const textoTestigo = analisis.encabezados[testigo];

  const interpretar = (linea: number, celdas: readonly string[]): Leida<FilaLeida> => {
    if (celdas.length === 1 && celdas[0] === '') return { clase: 'omitida', omision: { linea, motivo: 'vacia' } };
    if (celdas[testigo] === textoTestigo && esLaMismaFila(celdas, analisis.encabezados))
      return { clase: 'omitida', omision: { linea, motivo: 'encabezado-repetido' } };
    try {
      if (celdas.length > ancho) comprobarAncho(celdas, ancho);
      comprobarIguales(analisis, linea, celdas);
      if (analisis.dormidas.length > 0) comprobarDormidas(analisis, linea, celdas);
      const leida = deTipo.leer(linea, celdas);
      if (typeof leida !== 'string') return { clase: 'fila', fila: leida };
      vigilar(linea, celdas);
      return { clase: 'omitida', omision: { linea, motivo: leida } };
    } catch (rechazada) {
      if (!(rechazada instanceof FilaRechazada)) throw rechazada;
      vigilar(linea, celdas);
      return {
        clase: 'rechazo',
        rechazo: { linea, columna: rechazada.columna, valor: rechazada.valor, motivo: rechazada.motivo },
      };
    }
  };
  return {
    interpretar,
    terminar: () => ({ avisos: [...deTipo.avisos(), ...lectores.montos.avisos(), ...lectores.fechas.avisos()] }),
  };
}

function crearDeTipo(analisis: Analisis, lectores: Lectores): InterpreteDeTipo {
  if (analisis.tipo === 'clientes') return new InterpreteDeClientes(analisis);
  return analisis.tipo === 'pagos'
    ? new InterpreteDePagos(analisis, lectores)
    : new InterpreteDeFacturas(analisis, lectores);
}

/** Mira los importes y fechas de una fila que no entra: también ellos pueden desmentir la lectura de las demás. */
function crearVigia(
  analisis: Analisis,
  { montos, fechas }: Lectores,
): (linea: number, celdas: readonly string[]) => void {
  const deDinero = camposDeDinero(analisis.tipo, analisis.modo).flatMap((campo) => analisis.columnas.get(campo) ?? []);
  const deFecha = (['emision', 'vencimiento', 'fecha_pago'] as const).flatMap(
    (campo) => analisis.columnas.get(campo) ?? [],
  );
  return (linea, celdas) => {
    for (const columna of deDinero) montos.vigilar(celdas[columna] ?? '', linea, columna);
    for (const columna of deFecha) fechas.vigilar(celdas[columna] ?? '', linea, columna);
  };
}

/** Más celdas que encabezados es casi siempre un separador sin comillas dentro de un dato: todo lo que sigue está corrido. */
function comprobarAncho(celdas: readonly string[], ancho: number): void {
  const sobra = celdas.slice(ancho).find((celda) => celda.trim() !== '');
  if (sobra === undefined) return;
  throw new FilaRechazada(
    '',
    sobra,
    `la fila tiene ${celdas.length} celdas y el encabezado ${ancho}: quizá un dato lleva el separador sin comillas`,
  );
}

function comprobarIguales(analisis: Analisis, linea: number, celdas: readonly string[]): void {
  for (const { campo, elegida, otra } of analisis.iguales) {
    const texto = (celdas[otra] ?? '').trim();
    if (texto === '' || texto === (celdas[elegida] ?? '').trim()) continue;
    throw refutar(
      analisis,
      `en la línea ${linea} las dos columnas que pueden ser «${campo}» dejan de coincidir: ${citar(celdas[elegida] ?? '')} y ${citar(texto)}`,
    );
  }
}

function comprobarDormidas(analisis: Analisis, linea: number, celdas: readonly string[]): void {
  for (const columna of analisis.dormidas) {
    const celda = celdas[columna];
    if (celda === undefined || celda === '' || estaVacia(celda)) continue;
    throw refutar(
      analisis,
      `en la línea ${linea} aparece el primer dato de ${citar(analisis.encabezados[columna] ?? '')}`,
    );
  }
}
