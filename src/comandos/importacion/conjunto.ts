import { resolve } from 'node:path';
import { ErrorDeUso } from '../../dominio/errores.ts';
import type { Contexto } from '../comando.ts';
import type { ArchivoPorImportar } from './archivo.ts';
import type { PedidoDeImportacion } from './pedido.ts';

/**
 * Comprueba que los archivos de una orden puedan ir juntos.
 * @throws ErrorDeUso si la cartera completa viene repartida, o si los rechazos pisarían otro archivo
 */
export function comprobarConjunto(
  { rutaLibro }: Contexto,
  pedido: PedidoDeImportacion,
  archivos: readonly ArchivoPorImportar[],
): void {
  const deFacturas = archivos.filter(({ analisis }) => analisis.tipo === 'facturas').length;
  if (pedido.carteraCompleta && deFacturas !== 1) {
    throw new ErrorDeUso(
      deFacturas === 0
        ? '--cartera-completa sólo vale para facturas, y ningún archivo las trae'
        : '--cartera-completa necesita toda la cartera en un solo archivo: lo que falta en uno puede estar en otro',
      { sugerencia: 'junte las facturas en un archivo, o importe sin --cartera-completa' },
    );
  }
  const ocupadas = new Map([
    [resolve(rutaLibro), 'el libro'],
    ...archivos.map(({ fuente }): [string, string] => [resolve(fuente.ruta), 'un archivo que se importa']),
  ]);
  for (const { rechazos } of archivos) {
    if (rechazos === undefined) continue;
    const ruta = resolve(rechazos.ruta);
    const quien = ocupadas.get(ruta);
    if (quien !== undefined) {
      throw new ErrorDeUso(`los rechazos irían a ${rechazos.ruta}, que es ${quien}`, {
        sugerencia: 'indique otra ruta con --rechazos, o importe los archivos de a uno',
      });
    }
    ocupadas.set(ruta, 'el de los rechazos de otro archivo');
  }
}
