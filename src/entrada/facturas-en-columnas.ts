import type { Moneda } from '../dominio/dinero.ts';
import type { TipoDeDocumento } from '../dominio/documento.ts';
import { asegurar } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { ClienteDeFila, ClienteNombrado, EstadoLeido, FilaDeDocumento } from '../dominio/filas.ts';
import { ClienteRecibido } from './cliente-nombrado.ts';
import { filasPorLote } from './lectura.ts';
import { anotarNuevos, Numerador, type ValoresNuevos } from './numerador.ts';

/**
 * Las facturas de un lote, por columnas: así pasan de un hilo a otro por menos de lo que cuesta copiar un objeto por fila.
 * Lo que se repite (clientes, fechas, monedas) va por su número, y el valor una sola vez en todo el archivo.
 */
export interface FacturasEnColumnas {
  /** Nueve por fila, en el orden de {@link EmpacadorDeFacturas.agregar}; -1 = no hay. */
  readonly enteros: Int32Array;
  /** Cinco por fila; `NaN` = no hay. */
  readonly montos: Float64Array;
  readonly numeros: readonly string[];
  readonly numerosNormales: readonly string[];
  /** `null` si ninguna fila del lote lo trae. */
  readonly ordenesCompra: readonly (string | null)[] | null;
  readonly documentos: readonly (string | null)[] | null;
  readonly notas: readonly (string | null)[] | null;
  readonly clientes: ValoresNuevos<ClienteDeFila>;
  readonly textos: ValoresNuevos<string>;
}

const enterosPorFila = 9;
const montosPorFila = 5;

/** Pone facturas en columnas. Los dos arreglos numéricos se usan otra vez en el lote siguiente. */
export class EmpacadorDeFacturas {
  private readonly clientes = new Numerador<ClienteNombrado>();
  private readonly textos = new Numerador<string>();
  private readonly enteros = new Int32Array(filasPorLote * enterosPorFila);
  private readonly montos = new Float64Array(filasPorLote * montosPorFila);
  private numeros: string[] = [];
  private numerosNormales: string[] = [];
  private ordenesCompra: (string | null)[] = [];
  private documentos: (string | null)[] = [];
  private notas: (string | null)[] = [];

  /** Agrega la factura en el lugar que sigue. */
  agregar(fila: FilaDeDocumento): void {
    const lugar = this.numeros.length;
    const { enteros, montos, textos } = this;
    const entero = lugar * enterosPorFila;
    enteros[entero] = fila.linea;
    enteros[entero + 1] = this.clientes.numerar(fila.cliente);
    enteros[entero + 2] = textos.numerar(fila.tipo);
    enteros[entero + 3] = textos.numerar(fila.moneda);
    enteros[entero + 4] = fila.emision === null ? -1 : textos.numerar(fila.emision);
    enteros[entero + 5] = fila.vencimiento === null ? -1 : textos.numerar(fila.vencimiento);
    enteros[entero + 6] = fila.fechaPago === null ? -1 : textos.numerar(fila.fechaPago);
    enteros[entero + 7] = fila.estado === null ? -1 : textos.numerar(fila.estado);
    enteros[entero + 8] = fila.renglon === undefined ? -1 : fila.renglon.firma;
    const monto = lugar * montosPorFila;
    montos[monto] = fila.importe;
    montos[monto + 1] = fila.saldo ?? Number.NaN;
    montos[monto + 2] = fila.pagado ?? Number.NaN;
    montos[monto + 3] = fila.plazoDias ?? Number.NaN;
    montos[monto + 4] = fila.renglon?.monto ?? Number.NaN;
    this.numeros.push(fila.numero);
    this.numerosNormales.push(fila.numeroNormal);
    this.ordenesCompra.push(fila.ordenCompra);
    this.documentos.push(fila.documento);
    this.notas.push(fila.nota);
  }

  /** Ocupa el lugar de una fila que no es una factura. */
  saltear(): void {
    this.numeros.push('');
    this.numerosNormales.push('');
    this.ordenesCompra.push(null);
    this.documentos.push(null);
    this.notas.push(null);
  }

  /** El lote; vale hasta que se agregue otra factura. */
  cerrar(): FacturasEnColumnas {
    const { enteros, montos, numeros, numerosNormales } = this;
    const lote = {
      enteros,
      montos,
      numeros,
      numerosNormales,
      ordenesCompra: siHayAlguno(this.ordenesCompra),
      documentos: siHayAlguno(this.documentos),
      notas: siHayAlguno(this.notas),
      clientes: this.tomarClientes(),
      textos: this.textos.tomarNuevos(),
    };
    this.numeros = [];
    this.numerosNormales = [];
    this.ordenesCompra = [];
    this.documentos = [];
    this.notas = [];
    return lote;
  }

  private tomarClientes(): ValoresNuevos<ClienteDeFila> {
    const { numeros, valores } = this.clientes.tomarNuevos();
    return {
      numeros,
      valores: valores.map((cliente) => {
        const { datos } = cliente;
        asegurar(datos !== null, 'hay que mandar un cliente cuyos datos ya se soltaron');
        cliente.soltar();
        return datos;
      }),
    };
  }
}

/** Saca facturas de sus columnas, lote tras lote. Las filas de un mismo cliente comparten el mismo objeto. */
export class DesempacadorDeFacturas {
  private readonly clientes: ClienteNombrado[] = [];
  private readonly textos: string[] = [];

  /** Recibe el lote siguiente, que hay que leer entero antes de recibir otro. */
  recibir({ clientes, textos }: FacturasEnColumnas): void {
    anotarNuevos(this.clientes, {
      numeros: clientes.numeros,
      valores: clientes.valores.map((datos) => new ClienteRecibido(datos)),
    });
    anotarNuevos(this.textos, textos);
  }

  /** La factura en ese lugar del último lote recibido. */
  leer(lote: FacturasEnColumnas, lugar: number): FilaDeDocumento {
    const { enteros, montos } = lote;
    const entero = lugar * enterosPorFila;
    const monto = lugar * montosPorFila;
    const cliente = this.clientes[enteros[entero + 1] ?? 0];
    const numero = lote.numeros[lugar];
    const numeroNormal = lote.numerosNormales[lugar];
    asegurar(cliente !== undefined && numero !== undefined && numeroNormal !== undefined, 'el lote está incompleto');
    const firma = enteros[entero + 8] ?? -1;
    return {
      linea: enteros[entero] ?? 0,
      cliente,
      tipo: this.texto(enteros[entero + 2]) as TipoDeDocumento,
      numero,
      numeroNormal,
      emision: this.textoO(enteros[entero + 4]) as Fecha | null,
      vencimiento: this.textoO(enteros[entero + 5]) as Fecha | null,
      plazoDias: montoO(montos[monto + 3]),
      moneda: this.texto(enteros[entero + 3]) as Moneda,
      importe: montos[monto] ?? 0,
      saldo: montoO(montos[monto + 1]),
      pagado: montoO(montos[monto + 2]),
      fechaPago: this.textoO(enteros[entero + 6]) as Fecha | null,
      estado: this.textoO(enteros[entero + 7]) as EstadoLeido | null,
      ordenCompra: lote.ordenesCompra === null ? null : (lote.ordenesCompra[lugar] ?? null),
      documento: lote.documentos === null ? null : (lote.documentos[lugar] ?? null),
      nota: lote.notas === null ? null : (lote.notas[lugar] ?? null),
      renglon: firma === -1 ? undefined : { firma, monto: montoO(montos[monto + 4]) },
    };
  }

  private texto(numero = -1): string {
    const texto = this.textos[numero];
    asegurar(texto !== undefined, 'un lote nombra un texto que no llegó');
    return texto;
  }

  private textoO(numero = -1): string | null {
    return numero === -1 ? null : this.texto(numero);
  }
}

function montoO(monto = Number.NaN): number | null {
  return Number.isNaN(monto) ? null : monto;
}

function siHayAlguno(textos: readonly (string | null)[]): readonly (string | null)[] | null {
  return textos.some((texto) => texto !== null) ? textos : null;
}
