import { leerAcuerdos } from '../../datos/acuerdos.ts';
import { leerClienteDeAcuerdo, leerHechoDeAcuerdo } from '../../datos/acuerdos-cliente.ts';
import type { ClienteGuardado } from '../../datos/clientes.ts';
import type { Libro } from '../../datos/conexion.ts';
import type { AcuerdoEvaluado } from '../../dominio/acuerdo.ts';
import { ErrorDeDatos, ErrorDeUso } from '../../dominio/errores.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import { leerEntero } from '../opciones.ts';

/** Un acuerdo y de quién es. */
export interface AcuerdoHallado {
  readonly evaluado: AcuerdoEvaluado;
  readonly cliente: ClienteGuardado;
}

/** El acuerdo con ese número, juzgado al día. Lanza ErrorDeUso si no existe o si a ese día todavía no existía. */
export function resolverAcuerdo(libro: Libro, texto: string, hoy: Fecha): AcuerdoHallado {
  const id = leerEntero(texto, '<acuerdo_id>', {
    min: 1,
    sugerencia: 'vea los números con: cobranzas acuerdo listar',
  });
  const cliente = leerClienteDeAcuerdo(libro, id);
  const evaluados = cliente === undefined ? [] : leerAcuerdos(libro, { hoy, clienteIds: [cliente.id] });
  const evaluado = evaluados.find(({ acuerdo }) => acuerdo.id === id);
  if (evaluado !== undefined && cliente !== undefined) return { evaluado, cliente };
  throw new ErrorDeUso(`no hay ningún acuerdo ${id} al ${hoy}`, {
    sugerencia: 'vea los números con: cobranzas acuerdo listar',
  });
}

/**
 * Sólo se termina, y una sola vez, lo que está en curso o un plan caído. Lanza ErrorDeDatos si ya terminó, aunque sea un
 * día posterior al que se trabaja, y dice cómo.
 */
export function exigirTerminable(libro: Libro, { acuerdo, estado }: AcuerdoEvaluado, verbo: string): void {
  const { id } = acuerdo;
  if (estado !== 'abierta' && estado !== 'vigente' && estado !== 'en-falta' && estado !== 'caido') {
    throw new ErrorDeDatos(`el acuerdo ${id} no se puede ${verbo}: su estado es «${estado}»`, {
      sugerencia:
        'lo que ya terminó queda en la historia; para lo que se sigue debiendo, haga otro: cobranzas acuerdo crear …',
    });
  }
  const hecho = leerHechoDeAcuerdo(libro, id);
  if (hecho === undefined) return;
  const { tipo, fecha, motivo } = hecho;
  throw new ErrorDeDatos(
    `el acuerdo ${id} no se puede ${verbo}: ya terminó el ${fecha}, ${tipo}${motivo === null ? '' : ` (${motivo})`}`,
    { sugerencia: `un acuerdo termina una sola vez; vea en qué quedó con: cobranzas acuerdo ver ${id} --hoy ${fecha}` },
  );
}
