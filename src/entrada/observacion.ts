import { ErrorDeDatos } from '../dominio/errores.ts';
import { candidatosDe } from './campos.ts';
import { ColumnaObservada } from './columna-observada.ts';
import type { ColumnasDeArchivo } from './columnas-de-archivo.ts';
import { type EncabezadoNormal, normalizarEncabezado } from './encabezados.ts';
import type { EncabezadoHallado } from './linea-de-encabezado.ts';
import { esLaMismaFila } from './misma-fila.ts';
import type { Perfil } from './perfiles-incluidos.ts';
import { primeraLlena } from './primera-llena.ts';

/** Lo que se ha visto en las filas de un archivo. Sólo acumula: el resultado no depende del orden de las filas. */
export class Observacion implements ColumnasDeArchivo {
  readonly encabezado: EncabezadoHallado;
  readonly perfil: Perfil | null;
  readonly encabezados: readonly string[];
  readonly normales: readonly EncabezadoNormal[];
  readonly observadas: readonly ColumnaObservada[];
  filas = 0;
  completa = true;
  private readonly pares = new Map<number, boolean>();

  constructor(encabezado: EncabezadoHallado, perfil: Perfil | null) {
    this.encabezado = encabezado;
    this.perfil = perfil;
    this.encabezados = encabezado.encabezados;
    this.normales = this.encabezados.map(normalizarEncabezado);
    this.observadas = this.encabezados.map(() => new ColumnaObservada());
    for (const [una, otra] of paresRivales(this.normales)) this.pares.set(una * 1000 + otra, false);
  }

  observar(linea: number, celdas: readonly string[]): void {
    if (esLaMismaFila(celdas, this.encabezados) || primeraLlena(celdas) === '') return;
    this.filas++;
    const ancho = Math.min(celdas.length, this.observadas.length);
    for (let columna = 0; columna < ancho; columna++) this.observadas[columna]?.observar(celdas[columna] ?? '', linea);
    for (const [par, discrepan] of this.pares) {
      if (discrepan) continue;
      const otra = (celdas[par % 1000] ?? '').trim();
      if (otra !== '' && otra !== (celdas[Math.floor(par / 1000)] ?? '').trim()) this.pares.set(par, true);
    }
  }

  readonly discrepan = (elegida: number, otra: number): boolean => this.pares.get(elegida * 1000 + otra) ?? true;

  /** Columnas de nombre conocido en las que todavía no hay ningún dato: si aparece, podría cambiar lo decidido. */
  get dormidas(): number[] {
    return this.normales.flatMap((normal, columna) => {
      const conocida = (['facturas', 'pagos', 'clientes'] as const).some(
        (tipo) => candidatosDe(normal, tipo).length > 0,
      );
      return conocida && this.observadas[columna]?.llenas === 0 ? [columna] : [];
    });
  }

  /** El error de un archivo que sólo tiene encabezado. */
  sinFilas(nombre: string): ErrorDeDatos {
    return new ErrorDeDatos(`${nombre}: sólo tiene el encabezado (línea ${this.encabezado.linea}), ninguna fila`, {
      sugerencia: 'revise que la exportación haya incluido los datos',
    });
  }
}

/** Pares ordenados de columnas cuyos encabezados pretenden el mismo campo con el mismo rango. */
function paresRivales(normales: readonly EncabezadoNormal[]): [number, number][] {
  const porPretension = new Map<string, number[]>();
  normales.forEach((normal, columna) => {
    for (const tipo of ['facturas', 'pagos', 'clientes'] as const) {
      for (const { campo, rango } of candidatosDe(normal, tipo)) {
        const clave = `${tipo} ${campo} ${rango}`;
        porPretension.set(clave, [...(porPretension.get(clave) ?? []), columna]);
      }
    }
  });
  const rivales = [...porPretension.values()].filter((columnas) => columnas.length > 1);
  return rivales.flatMap((columnas) =>
    columnas.flatMap((una) => columnas.filter((otra) => otra !== una).map((otra) => [una, otra] as [number, number])),
  );
}
