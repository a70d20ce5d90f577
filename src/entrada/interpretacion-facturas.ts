import type { Moneda } from '../dominio/dinero.ts';
import type { TipoDeDocumento } from '../dominio/documento.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { EstadoLeido, FilaDeDocumento, MotivoDeOmision } from '../dominio/filas.ts';
import type { Analisis } from './analisis.ts';
import type { Campo } from './campos.ts';
import { type ClienteEnCeldas, NombradorDeClientes } from './cliente-nombrado.ts';
import { Cuentas } from './cuentas.ts';
import { LectorDeEstados } from './estado-de-fila.ts';
import { FilaRechazada } from './hipotesis.ts';
import { LectorDeImporte } from './importe-de-fila.ts';
import type { InterpreteDeTipo, Lectores } from './interprete-de-tipo.ts';
import { LectorDeClientes, leerCodigo } from './lector-de-clientes.ts';
import { LectorDeMonedas } from './lector-de-monedas.ts';
import { LectorDePlazos } from './lector-de-plazos.ts';
import { LectorDeRenglones } from './lector-de-renglones.ts';
import { NumeradorDeDeudas, type NumeroDeComprobante, unirNumero } from './numero-de-comprobante.ts';
import { esLineaDeTotal } from './palabras.ts';
import { primeraLlena } from './primera-llena.ts';
import { esCeroContable, estaVacia, limpiarTexto } from './texto.ts';
import { LectorDeTipos } from './tipo-de-fila.ts';

/** Lee las filas de un archivo de facturas. */
export class InterpreteDeFacturas implements InterpreteDeTipo {
  private readonly analisis: Analisis;
  private readonly lectores: Lectores;
  private readonly clientes: LectorDeClientes;
  private readonly nombrador: NombradorDeClientes;
  private readonly monedas: LectorDeMonedas;
  private readonly importes: LectorDeImporte;
  private readonly tipos: LectorDeTipos;
  private readonly estados: LectorDeEstados;
  private readonly cuentas = new Cuentas();
  private readonly numerador = new NumeradorDeDeudas();
  private readonly plazos: LectorDePlazos;
  private readonly renglones: LectorDeRenglones;
  private readonly columna: ReturnType<typeof ubicarColumnas>;
  private readonly columnaImporte: number;
  private readonly columnasDeNota: readonly number[];
  private readonly identificatorias: readonly number[];

  constructor(analisis: Analisis, lectores: Lectores) {
    this.analisis = analisis;
    this.lectores = lectores;
    this.clientes = new LectorDeClientes(analisis);
    this.nombrador = new NombradorDeClientes(this.clientes);
    this.monedas = new LectorDeMonedas(analisis);
    this.importes = new LectorDeImporte(analisis, lectores.montos);
    this.tipos = new LectorDeTipos(analisis, this.cuentas);
    this.estados = new LectorDeEstados(analisis, this.cuentas);
    this.renglones = new LectorDeRenglones(analisis);
    this.plazos = new LectorDePlazos(analisis, this.cuentas);
    this.columnaImporte = this.importes.columnaPrincipal;
    this.columna = ubicarColumnas(analisis);
    this.columnasDeNota = analisis.multiples.get('nota') ?? [];
    this.identificatorias = (['numero', 'cliente_id', 'cliente', 'id_fiscal', 'emision', 'vencimiento'] as const)
      .map((campo) => analisis.columnas.get(campo) ?? -1)
      .filter((columna) => columna >= 0);
  }

  leer(linea: number, celdas: readonly string[]): FilaDeDocumento | MotivoDeOmision {
    const omitida = this.motivoDeOmision(celdas);
    if (omitida !== null) return omitida;
    const estado = this.estados.leer(celdas);
    if (estado === 'borrador') return 'borrador';
    if (estado !== 'anulada') return this.comprobante(linea, celdas, estado);
    // Una anulada que se entiende puede anular la del libro; si no se entiende, no hay nada que reclamarle.
    try {
      return this.comprobante(linea, celdas, estado);
    } catch (rechazada) {
      if (rechazada instanceof FilaRechazada) return 'anulada';
      throw rechazada;
    }
  }

  private comprobante(
    linea: number,
    celdas: readonly string[],
    estado: EstadoLeido | null,
  ): FilaDeDocumento | MotivoDeOmision {
    const deTipo = this.tipos.leer(celdas);
    if (deTipo.tipo === 'ajeno') return 'ajena';
    const moneda = this.monedas.leer(celdas);
    const importe = this.importes.leer(celdas, moneda, linea);
    if (importe === null) throw new FilaRechazada(this.encabezado(this.columnaImporte), '', 'falta el importe');
    const cliente = this.nombrador.nombrar(celdas);
    const emision = this.fecha(celdas, this.columna.emision, linea);
    const plazoEscrito = emision === null ? null : this.plazos.leerEnVencimiento(celdas);
    const vencimiento = plazoEscrito === null ? this.fecha(celdas, this.columna.vencimiento, linea) : null;
    const plazoDias = plazoEscrito ?? this.plazos.leer(celdas, vencimiento);
    const numero = this.numero(celdas, { letra: deTipo.letra, cliente, vencimiento });
    const anulada = estado === 'anulada';
    const pagos = anulada ? { saldo: null, pagado: null } : this.pagos(celdas, moneda, linea, importe);
    const fechaPago = anulada ? null : this.fecha(celdas, this.columna.fechaPago, linea);
    if (importe === 0) return 'importe-cero';
    const tipo: TipoDeDocumento = importe < 0 ? 'nota-credito' : deTipo.tipo;
    return {
      linea,
      cliente,
      tipo,
      numero: numero.numero,
      numeroNormal: numero.numeroNormal,
      emision,
      vencimiento,
      plazoDias,
      moneda,
      importe: Math.abs(importe),
      saldo: pagos.saldo,
      pagado: pagos.pagado,
      fechaPago,
      estado,
      ordenCompra: textoDe(celdas, this.columna.ordenCompra),
      documento: textoDe(celdas, this.columna.documento),
      nota: this.nota(celdas),
      renglon: this.renglones.leer(celdas, moneda),
    };
  }

  /** Filas que no son comprobantes: vacías, totales y rellenos (REGLAS: «Preámbulo, totales y rellenos»). */
  private motivoDeOmision(celdas: readonly string[]): MotivoDeOmision | null {
    const columnaClave = this.analisis.sinNumero ? this.columna.vencimiento : this.columna.numero;
    const clave = celdas[columnaClave] ?? '';
    if (!estaVacia(clave)) {
      const ultimo = clave.charCodeAt(clave.length - 1);
      if ((ultimo >= 48 && ultimo <= 57) || !esLineaDeTotal(clave)) return null;
      return this.identificatorias.every((columna) => columna === columnaClave || estaVacia(celdas[columna] ?? ''))
        ? 'total'
        : null;
    }
    const primera = primeraLlena(celdas);
    if (primera === '') return 'vacia';
    if (esLineaDeTotal(primera)) return 'total';
    const hayImporte = !estaVacia(celdas[this.columnaImporte] ?? '');
    if (!hayImporte) return 'relleno';
    return this.identificatorias.every((columna) => estaVacia(celdas[columna] ?? '')) ? 'total' : null;
  }

  private encabezado(columna: number): string {
    return this.analisis.encabezados[columna] ?? '';
  }

  private fecha(celdas: readonly string[], columna: number, linea: number): Fecha | null {
    return columna < 0 ? null : this.lectores.fechas.leer(celdas[columna] ?? '', columna, linea);
  }

  private numero(
    celdas: readonly string[],
    { letra, cliente, vencimiento }: { letra: string | null; cliente: ClienteEnCeldas; vencimiento: Fecha | null },
  ): NumeroDeComprobante {
    if (this.analisis.sinNumero) {
      if (vencimiento !== null) return this.numerador.numerar(cliente.datos, vencimiento);
      const encabezado = this.encabezado(this.columna.vencimiento);
      throw new FilaRechazada(encabezado, '', 'falta el vencimiento, y el archivo no trae número de comprobante');
    }
    const texto = limpiarTexto(celdaEn(celdas, this.columna.numero));
    if (estaVacia(texto))
      throw new FilaRechazada(this.encabezado(this.columna.numero), '', 'falta el número de comprobante');
    const serie = celdaEn(celdas, this.columna.serie);
    return unirNumero(
      leerCodigo(texto, this.encabezado(this.columna.numero)),
      estaVacia(serie) ? '' : leerCodigo(limpiarTexto(serie), this.encabezado(this.columna.serie)),
      letra,
    );
  }

  private pagos(
    celdas: readonly string[],
    moneda: Moneda,
    linea: number,
    importe: number,
  ): { saldo: number | null; pagado: number | null } {
    return {
      saldo: this.parcial(celdas, this.columna.saldo, { moneda, linea, importe, nombre: 'saldo' }),
      pagado: this.parcial(celdas, this.columna.pagado, { moneda, linea, importe, nombre: 'pagado' }),
    };
  }

  /** Saldo o pagado: entre 0 y el importe. En una nota de crédito puede venir con el signo del importe. */
  private parcial(
    celdas: readonly string[],
    columna: number,
    { moneda, linea, importe, nombre }: { moneda: Moneda; linea: number; importe: number; nombre: string },
  ): number | null {
    const texto = celdaEn(celdas, columna);
    if (texto === '') return null;
    const leido = this.lectores.montos.leer(texto, columna, moneda, linea);
    if (leido === null) return esCeroContable(texto) ? 0 : null;
    const propio = importe < 0 ? Math.abs(leido) : leido;
    if (propio < 0 && nombre === 'saldo')
      throw new FilaRechazada(this.encabezado(columna), texto, 'el saldo es negativo');
    if (Math.abs(propio) > Math.abs(importe))
      throw new FilaRechazada(
        this.encabezado(columna),
        texto,
        `el ${nombre} es mayor que el importe (${limpiarTexto(celdas[this.columnaImporte] ?? '')})`,
      );
    return Math.abs(propio);
  }

  private nota(celdas: readonly string[]): string | null {
    let nota: string | null = null;
    for (const columna of this.columnasDeNota) {
      const celda = celdaEn(celdas, columna);
      if (estaVacia(celda)) continue;
      nota = nota === null ? limpiarTexto(celda) : `${nota} · ${limpiarTexto(celda)}`;
    }
    return nota;
  }

  avisos(): string[] {
    return [...this.cuentas.avisos(), ...this.clientes.avisos()];
  }
}

/** Dónde está cada campo que se lee fila por fila; -1 si el archivo no lo trae. */
function ubicarColumnas({ columnas }: Analisis) {
  const de = (campo: Campo) => columnas.get(campo) ?? -1;
  return {
    numero: de('numero'),
    serie: de('punto_venta'),
    emision: de('emision'),
    vencimiento: de('vencimiento'),
    saldo: de('saldo'),
    pagado: de('pagado'),
    fechaPago: de('fecha_pago'),
    ordenCompra: de('orden_compra'),
    documento: de('documento'),
  };
}

/** La celda, o '' si la columna o la celda faltan. Pedirle a V8 el elemento -1 de un arreglo cuesta 0,2 µs. */
function celdaEn(celdas: readonly string[], columna: number): string {
  return columna < 0 ? '' : (celdas[columna] ?? '');
}

function textoDe(celdas: readonly string[], columna: number): string | null {
  const celda = celdaEn(celdas, columna);
  return estaVacia(celda) ? null : limpiarTexto(celda) || null;
}
