import { ErrorDeDatos } from '../dominio/errores.ts';
import { type Campo, candidatosDe } from './campos.ts';
import type { ColumnaObservada } from './columna-observada.ts';
import { comillas } from './columnas.ts';
import type { Observacion } from './observacion.ts';
import { citar } from './texto.ts';

interface Falta {
  readonly campo: Campo;
  readonly que: string;
  readonly nombre: string;
  readonly ademas?: string;
}

/** El error de un campo obligatorio sin columna: qué se reconoció, qué encabezados hay y cómo indicar el que falta. */
export function errorDeFalta(
  observacion: Observacion,
  columnas: ReadonlyMap<Campo, number>,
  { campo, que, nombre, ademas }: Falta,
): ErrorDeDatos {
  const usadas = new Set(columnas.values());
  return new ErrorDeDatos(`${nombre}: falta una columna para ${que}`, {
    detalle: [
      ...desmentidas(observacion, usadas, campo),
      `se reconocieron: ${columnas.size === 0 ? 'ninguna' : [...columnas].map(([hallado, columna]) => `${hallado} ← ${citar(observacion.encabezados[columna] ?? '')}`).join(', ')}`,
      `encabezados (línea ${observacion.encabezado.linea}): ${observacion.encabezados
        .filter((encabezado) => encabezado.trim() !== '')
        .map(citar)
        .join(', ')}`,
    ],
    sugerencia:
      ademas ??
      `indique cuál es, por ejemplo --columna ${campo}=${comillas(ejemploPara(campo, observacion, usadas) ?? 'Encabezado')}`,
  });
}

/** Columnas cuyo encabezado promete el campo y cuyo contenido no lo es. */
function desmentidas(observacion: Observacion, usadas: ReadonlySet<number>, campo: Campo): string[] {
  return observacion.encabezados.flatMap((encabezado, columna) => {
    const normal = observacion.normales[columna];
    const [ejemplo] = observacion.observadas[columna]?.distintas ?? [];
    const promete =
      normal !== undefined &&
      candidatosDe(normal, 'facturas').some((candidato) => candidato.campo === campo && candidato.rango >= 4);
    if (!promete || usadas.has(columna) || ejemplo === undefined) return [];
    return [
      `${citar(encabezado)} lo parece por su nombre, pero trae ${citar(ejemplo)}: si las filas están corridas, revise el separador y las comillas`,
    ];
  });
}

/** Dice si lo que trae la columna es de la clase del campo. */
type Clase = (observada: ColumnaObservada) => boolean;

const esFecha: Clase = ({ fechas, llenas }) => fechas / llenas >= 0.5;
const esNombre: Clase = (observada) => observada.conLetras / observada.llenas >= 0.5 && observada.parteDeCodigos < 0.5;
const esCodigo: Clase = (observada) =>
  observada.parteDeCodigos >= 0.5 && !esFecha(observada) && !traeImportes(observada);
const clases: Partial<Record<Campo, Clase>> = {
  importe: traeImportes,
  fecha_pago: esFecha,
  vencimiento: esFecha,
  cliente: esNombre,
  numero: esCodigo,
};

/** El encabezado de una columna libre que podría ser el campo por lo que trae; `null` si ninguna. */
function ejemploPara(campo: Campo, observacion: Observacion, usadas: ReadonlySet<number>): string | null {
  const clase = clases[campo];
  return (
    observacion.encabezados.find((encabezado, columna) => {
      const observada = observacion.observadas[columna];
      return (
        encabezado.trim() !== '' &&
        !usadas.has(columna) &&
        observada !== undefined &&
        observada.llenas > 0 &&
        (clase === undefined || clase(observada))
      );
    }) ?? null
  );
}

/** Dice si la columna trae dinero y no códigos ni cantidades: montos, y alguno con decimales, miles o moneda. */
export function traeImportes(observada: ColumnaObservada): boolean {
  const { formasDeMonto, monedas, pesosSolos } = observada;
  const conMarca = [...formasDeMonto.keys()].some((forma) => forma !== 'entero' && forma !== 'invalida');
  return (
    observada.llenas > 0 &&
    observada.parteDeMontos >= 0.9 &&
    observada.distintosDeCero > 0 &&
    !esFecha(observada) &&
    (conMarca || monedas.size > 0 || pesosSolos !== null)
  );
}
