import { analizarArchivo, type OpcionesDeImportacion } from '../../entrada/analisis.ts';
import type { Fuente } from '../../entrada/fuente.ts';
import { perfilAJson } from '../../entrada/perfil-guardado.ts';
import { ArchivoDeRechazos } from '../../salida/archivo-de-rechazos.ts';
import type { Contexto } from '../comando.ts';
import type { ArchivoPorImportar } from './archivo.ts';
import type { PedidoDeImportacion } from './pedido.ts';

/** Un archivo mientras se decide cómo leerlo; lo aprendido en una lectura fallida vale para la siguiente. */
export interface Entrada {
  readonly fuente: Fuente;
  lectura: OpcionesDeImportacion;
  enConflicto: ReadonlySet<string>;
}

/** Decide cómo leer un archivo y lo cuenta, antes de escribir nada. */
export async function prepararArchivo(
  { consola, politica }: Contexto,
  pedido: PedidoDeImportacion,
  { fuente, lectura, enConflicto }: Entrada,
): Promise<ArchivoPorImportar> {
  const analisis = await analizarArchivo(fuente, lectura);
  consola.titulo(`${fuente.nombre}: cómo se leyó`);
  for (const { aspecto, valor, prueba, forzado } of analisis.evidencias)
    consola.informar(`  ${aspecto.padEnd(12)} ${valor}  (${forzado ? 'indicado' : prueba})`);
  const { columnas: _propias, perfil: _perfil, ...pedida } = pedido.lectura;
  const plazos = [politica.plazos.dias, ...politica.plazos.porSegmento];
  const opciones = JSON.stringify([
    pedida,
    [...(pedido.lectura.columnas ?? [])],
    lectura.perfil === undefined ? null : perfilAJson(lectura.perfil),
    pedido.plazoDias,
    plazos,
  ]);
  return {
    fuente,
    analisis,
    enConflicto,
    identidad: { sha256: await fuente.sha256(), tipo: analisis.tipo, opciones },
    rechazos: pedido.parcial
      ? pedido.rutaDeRechazos === undefined
        ? new ArchivoDeRechazos(rutaDeRechazosDe(fuente.nombre), { conservar: true })
        : new ArchivoDeRechazos(pedido.rutaDeRechazos)
      : undefined,
  };
}

function rutaDeRechazosDe(nombre: string): string {
  return nombre.includes(' ') && nombre.startsWith('entrada')
    ? 'entrada.rechazos.csv'
    : `${nombre.replace(/\.[^./]+$/, '')}.rechazos.csv`;
}
