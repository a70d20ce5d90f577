import type { FilaDeCliente, MotivoDeOmision } from '../dominio/filas.ts';
import type { Analisis } from './analisis.ts';
import type { InterpreteDeTipo } from './interprete-de-tipo.ts';
import { LectorDeClientes } from './lector-de-clientes.ts';
import { esLineaDeTotal } from './palabras.ts';
import { primeraLlena } from './primera-llena.ts';

/** Lee las filas de un archivo de clientes. */
export class InterpreteDeClientes implements InterpreteDeTipo {
  private readonly clientes: LectorDeClientes;

  constructor(analisis: Analisis) {
    this.clientes = new LectorDeClientes(analisis);
  }

  leer(linea: number, celdas: readonly string[]): FilaDeCliente | MotivoDeOmision {
    const cliente = this.clientes.leer(celdas);
    if (!LectorDeClientes.esAnonimo(cliente)) {
      if (
        cliente.idFiscal === null &&
        esLineaDeTotal(primeraLlena(celdas)) &&
        (cliente.nombre === null || cliente.codigo === null)
      )
        return 'total';
      return { linea, cliente };
    }
    const primera = primeraLlena(celdas);
    if (primera === '') return 'vacia';
    if (esLineaDeTotal(primera)) return 'total';
    if (cliente.contactos.length === 0) return 'relleno';
    throw this.clientes.rechazoPorAnonimo();
  }

  avisos(): string[] {
    return this.clientes.avisos();
  }
}
