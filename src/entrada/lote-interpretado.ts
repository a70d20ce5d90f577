import { asegurar } from '../dominio/errores.ts';
import type { FilaDeCliente, FilaDeDocumento, FilaDePago, Leida, TipoDeArchivo } from '../dominio/filas.ts';
import { DesempacadorDeFacturas, EmpacadorDeFacturas, type FacturasEnColumnas } from './facturas-en-columnas.ts';
import type { FilaLeida } from './interprete-de-tipo.ts';

/** Lo que se hizo con una fila que no entra. */
type Apartada = Exclude<Leida<FilaLeida>, { readonly clase: 'fila' }>;

/** Filas seguidas de un archivo, ya interpretadas, de manera que copiarlas a otro hilo cueste poco. */
export interface LoteEmpacado {
  /** Cuánto del archivo se lleva leído. */
  readonly bytesLeidos: number;
  readonly cuantas: number;
  /** Las que no entran, por su lugar en el lote. */
  readonly apartadas: ReadonlyMap<number, Apartada>;
  /** Las demás, si el archivo es de facturas. */
  readonly facturas: FacturasEnColumnas | null;
  /** Las demás, si es de otra cosa; `null` en el lugar de una apartada. */
  readonly filas: readonly (FilaDePago | FilaDeCliente | null)[];
  /** Las celdas de cada fila, si quien importa las pidió. */
  readonly celdas: readonly (readonly string[])[] | null;
}

/** Junta filas interpretadas en lotes. */
export class Empacador {
  private readonly facturas: EmpacadorDeFacturas | null;
  private readonly conCeldas: boolean;
  private apartadas = new Map<number, Apartada>();
  private filas: (FilaDePago | FilaDeCliente | null)[] = [];
  private celdas: (readonly string[])[] = [];
  private cuantas = 0;

  constructor(tipo: TipoDeArchivo, conCeldas: boolean) {
    this.facturas = tipo === 'facturas' ? new EmpacadorDeFacturas() : null;
    this.conCeldas = conCeldas;
  }

  agregar(leida: Leida<FilaLeida>, celdas: readonly string[]): void {
    if (leida.clase !== 'fila') {
      this.apartadas.set(this.cuantas, leida);
      if (this.facturas === null) this.filas.push(null);
      else this.facturas.saltear();
    } else if (this.facturas === null) this.filas.push(leida.fila as FilaDePago | FilaDeCliente);
    else this.facturas.agregar(leida.fila as FilaDeDocumento);
    if (this.conCeldas) this.celdas.push(celdas);
    this.cuantas++;
  }

  /** El lote, que vale hasta que se agregue otra fila. */
  cerrar(bytesLeidos: number): LoteEmpacado {
    const { cuantas, apartadas, filas, celdas } = this;
    this.apartadas = new Map();
    this.filas = [];
    this.celdas = [];
    this.cuantas = 0;
    const facturas = this.facturas === null ? null : this.facturas.cerrar();
    return { bytesLeidos, cuantas, apartadas, facturas, filas, celdas: this.conCeldas ? celdas : null };
  }
}

/** Filas seguidas de un archivo, ya interpretadas. Se lee antes de pedir el lote siguiente. */
export interface LoteInterpretado {
  readonly cuantas: number;
  /** Lo que se leyó en ese lugar, desde 0. */
  leer(lugar: number): Leida<FilaLeida>;
  /** Las celdas que había en ese lugar; sólo si se pidieron. */
  celdas(lugar: number): readonly string[];
}

/** Abre, en orden, los lotes de un archivo. */
export class Desempacador {
  private readonly facturas = new DesempacadorDeFacturas();

  abrir(lote: LoteEmpacado): LoteInterpretado {
    const { cuantas, apartadas, facturas, filas } = lote;
    if (facturas !== null) this.facturas.recibir(facturas);
    return {
      cuantas,
      leer: (lugar) => {
        const apartada = apartadas.size === 0 ? undefined : apartadas.get(lugar);
        if (apartada !== undefined) return apartada;
        if (facturas !== null) return { clase: 'fila', fila: this.facturas.leer(facturas, lugar) };
        const fila = filas[lugar];
        asegurar(fila !== undefined && fila !== null, 'el lote no trae esa fila');
        return { clase: 'fila', fila };
      },
      celdas: (lugar) => {
        const celdas = lote.celdas?.[lugar];
        asegurar(celdas !== undefined, 'las celdas de la fila no se pidieron');
        return celdas;
      },
    };
  }
}
