import { enumerar } from '../dominio/cantidad.ts';
import { type Dinero, textoLocal } from '../dominio/dinero.ts';
import type { Fecha } from '../dominio/fecha.ts';

/**
 * Lo que conviene avisar al mirar un día anterior a una importación: cuánto de lo que figura abierto se informó después
 * como ya pagado, sin fecha. Ningún aviso si no hay nada.
 */
export function avisosDeAjustes(ajustes: readonly Dinero[], hoy: Fecha): string[] {
  if (ajustes.length === 0) return [];
  const textos = ajustes.map((ajuste) => `${textoLocal(ajuste)} ${ajuste.moneda}`);
  return [
    `figuran abiertos ${enumerar(textos)} que una importación posterior al ${hoy} informó ya pagados sin decir cuándo`,
  ];
}
