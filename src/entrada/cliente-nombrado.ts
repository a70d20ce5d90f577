import { CacheAcotada } from '../dominio/cache-acotada.ts';
import type { ClienteDeFila, ClienteNombrado } from '../dominio/filas.ts';
import { LectorDeClientes } from './lector-de-clientes.ts';
import { copiar } from './texto.ts';

/** Cuántos clientes se recuerdan, en cada una de dos generaciones: unos 250 bytes cada uno. */
const RECORDADOS_MAX = 100_000;

/** Un cliente tal como se leyó: una vez mandado a quien lo registra, bastan sus celdas para volver a armarlo. */
export class ClienteEnCeldas implements ClienteNombrado {
  private readonly texto: string;
  private readonly lector: LectorDeClientes;
  private armado: ClienteDeFila | null;
  /** Quien lee el archivo no lo sabe. */
  readonly clienteId = null;

  constructor(texto: string, lector: LectorDeClientes) {
    this.texto = texto;
    this.lector = lector;
    this.armado = lector.armar(texto);
  }

  get datos(): ClienteDeFila {
    return this.armado ?? this.lector.armar(this.texto);
  }

  soltar(): void {
    this.armado = null;
  }
}

/** Dice de qué cliente es cada fila de facturas; las filas con las mismas celdas comparten el mismo objeto. */
export class NombradorDeClientes {
  private readonly lector: LectorDeClientes;
  private readonly recordados = new CacheAcotada<string, ClienteEnCeldas>(RECORDADOS_MAX);

  constructor(lector: LectorDeClientes) {
    this.lector = lector;
  }

  /** @throws FilaRechazada si la fila no nombra a nadie o un código perdió cifras */
  nombrar(celdas: readonly string[]): ClienteEnCeldas {
    const texto = this.lector.juntar(celdas);
    const recordado = this.recordados.leer(texto);
    if (recordado !== undefined) return recordado;
    const propio = copiar(texto);
    const cliente = new ClienteEnCeldas(propio, this.lector);
    if (LectorDeClientes.esAnonimo(cliente.datos)) throw this.lector.rechazoPorAnonimo();
    this.recordados.guardar(propio, cliente);
    return cliente;
  }
}

/** Un cliente tal como llegó a quien lo registra. */
export class ClienteRecibido implements ClienteNombrado {
  datos: ClienteDeFila | null;
  clienteId: number | null = null;

  constructor(datos: ClienteDeFila) {
    this.datos = datos;
  }

  soltar(): void {
    this.datos = null;
  }
}
