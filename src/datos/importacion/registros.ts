import type { Operacion } from '../operacion.ts';
import { AplicacionesDeImportacion } from './aplicaciones.ts';
import { CatalogoDeClientes } from './clientes.ts';
import { RegistroDeDocumentos } from './documentos.ts';
import { RegistroDePagos } from './pagos.ts';

/** Lo que un importador usa del libro. */
export interface Registros {
  readonly clientes: CatalogoDeClientes;
  readonly documentos: RegistroDeDocumentos;
  readonly pagos: RegistroDePagos;
  readonly aplicaciones: AplicacionesDeImportacion;
}

/** Los registros de una operación abierta. */
export function crearRegistros(operacion: Operacion): Registros {
  const aplicaciones = new AplicacionesDeImportacion(operacion);
  return {
    clientes: new CatalogoDeClientes(operacion),
    documentos: new RegistroDeDocumentos(operacion, aplicaciones),
    pagos: new RegistroDePagos(operacion),
    aplicaciones,
  };
}
