import type { ClienteConocido, ClienteGuardado } from '../../datos/clientes.ts';
import { normalizarIdFiscal, plegar } from '../../dominio/cliente.ts';
import type { FilaDeDocumento } from '../../dominio/filas.ts';
import { claveDeCliente } from '../../dominio/importacion/cliente.ts';

/**
 * Con qué se reconoce que una fila es de un documento contradictorio al leer otra vez el archivo, cuando sus clientes
 * pueden no existir todavía: por el código si existe y, si no, por lo que la fila dice de él.
 */
export function claveDeConflicto(fila: FilaDeDocumento, hallado: ClienteConocido | undefined): string {
  const { datos } = fila.cliente;
  const deFila = datos === null ? null : claveDeCliente(datos);
  const clave = hallado === undefined ? deFila : { por: 'codigo', valor: hallado.codigo };
  return JSON.stringify([clave?.por, clave?.valor, fila.tipo, fila.numeroNormal]);
}

/** Las formas en que las filas del documento pueden nombrar a su cliente. */
export function clavesDeConflicto({ tipo, numeroNormal }: FilaDeDocumento, cliente: ClienteGuardado): string[] {
  const formas = [
    ['codigo', cliente.codigo],
    ['idFiscal', cliente.idFiscal === null ? null : normalizarIdFiscal(cliente.idFiscal)],
    ['nombre', plegar(cliente.nombre)],
  ];
  return formas.map(([por, valor]) => JSON.stringify([por, valor, tipo, numeroNormal]));
}
