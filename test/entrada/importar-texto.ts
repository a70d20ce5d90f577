import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moneda } from '../../src/dominio/dinero.ts';
import type { FilaDeCliente, FilaDeDocumento, FilaDePago, Rechazo } from '../../src/dominio/filas.ts';
import { type Analisis, analizarArchivo, type OpcionesDeImportacion } from '../../src/entrada/analisis.ts';
import { abrirFuente } from '../../src/entrada/fuente.ts';
import { HipotesisRefutada } from '../../src/entrada/interpretacion.ts';
import { leerFilas } from '../../src/entrada/lector-de-filas.ts';

export interface Importado {
  readonly analisis: Analisis;
  readonly filas: (FilaDeDocumento | FilaDePago | FilaDeCliente)[];
  readonly facturas: FilaDeDocumento[];
  readonly pagos: FilaDePago[];
  readonly clientes: FilaDeCliente[];
  readonly rechazos: Rechazo[];
  /** Cuántas filas se omitieron por cada motivo. */
  readonly omitidas: Record<string, number>;
  readonly avisos: string[];
  /** Cuántas veces hubo que analizar de nuevo. */
  readonly vueltas: number;
}

/** Importa un texto como lo hará la orden `import`: analiza, interpreta y vuelve a empezar si una fila desmiente la muestra. */
export async function importarTexto(
  texto: string,
  pedidas: OpcionesDeImportacion = { moneda: moneda('USD') },
): Promise<Importado> {
  const carpeta = mkdtempSync(join(tmpdir(), 'importar-'));
  const ruta = join(carpeta, 'archivo.csv');
  writeFileSync(ruta, texto);
  const fuente = await abrirFuente(ruta);
  try {
    let opciones = pedidas;
    for (let vueltas = 0; vueltas < 3; vueltas++) {
      const analisis = await analizarArchivo(fuente, opciones);
      const importado: Importado = {
        analisis,
        filas: [],
        facturas: [],
        pagos: [],
        clientes: [],
        rechazos: [],
        omitidas: {},
        avisos: [],
        vueltas,
      };
      try {
        const alTerminar = (avisos: readonly string[]) => importado.avisos.push(...analisis.avisos, ...avisos);
        for await (const lote of leerFilas(fuente, analisis, { conCeldas: false, alTerminar })) {
          for (let lugar = 0; lugar < lote.cuantas; lugar++) {
            const leida = lote.leer(lugar);
            if (leida.clase === 'rechazo') importado.rechazos.push(leida.rechazo);
            else if (leida.clase === 'omitida')
              importado.omitidas[leida.omision.motivo] = (importado.omitidas[leida.omision.motivo] ?? 0) + 1;
            else {
              importado.filas.push(leida.fila);
              if ('importe' in leida.fila) importado.facturas.push(leida.fila);
              else if ('monto' in leida.fila) importado.pagos.push(leida.fila);
              else importado.clientes.push(leida.fila);
            }
          }
        }
      } catch (error) {
        if (!(error instanceof HipotesisRefutada)) throw error;
        opciones = error.opciones;
        continue;
      }
      return importado;
    }
    throw new Error('el análisis no se estabilizó');
  } finally {
    await fuente.cerrar();
    rmSync(carpeta, { recursive: true });
  }
}

/** Encabezado de la columna que llena cada campo. */
export function columnasPorNombre({ analisis }: Importado): Record<string, string> {
  return Object.fromEntries(
    [...analisis.columnas].map(([campo, columna]) => [campo, analisis.encabezados[columna] ?? '']),
  );
}
