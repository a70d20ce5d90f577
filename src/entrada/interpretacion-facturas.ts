import type { Moneda } from '../dominio/dinero.ts';
import type { TipoDeDocumento } from '../dominio/documento.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { ClienteDeFila, EstadoLeido, FilaDeDocumento, MotivoDeOmision } from '../dominio/filas.ts';
import type { Analisis } from './analisis.ts';
import type { Campo } from './campos.ts';
import { Cuentas } from './cuentas.ts';
import { LectorDeEstados } from './estado-de-fila.ts';
import { FilaRechazada } from './hipotesis.ts';
import { LectorDeImporte } from './importe-de-fila.ts';
import type { InterpreteDeTipo, Lectores } from './interprete-de-tipo.ts';
import { LectorDeClientes, leerCodigo } from './lector-de-clientes.ts';
import { LectorDeMonedas } from './lector-de-monedas.ts';
import { type NumeroDeComprobante, unirNumero } from './numero-de-comprobante.ts';
import { esLineaDeTotal, leerPlazo } from './palabras.ts';
import { primeraLlena } from './primera-llena.ts';
import { copiar, esCeroContable, estaVacia, limpiarTexto } from './texto.ts';
import { LectorDeTipos } from './tipo-de-fila.ts';

/** Lee las filas de un archivo de facturas. */
export class InterpreteDeFacturas implements InterpreteDeTipo {
  private readonly analisis: Analisis;
  private readonly lectores: Lectores;
  private readonly clientes: LectorDeClientes;
  private readonly monedas: LectorDeMonedas;
  private readonly importes: LectorDeImporte;
  private readonly tipos: LectorDeTipos;
  private readonly estados: LectorDeEstados;
  private readonly cuentas = new Cuentas();
  private readonly ordinales = new Map<string, number>();
  private readonly plazos = new Map<string, number | null>();
  private readonly columna: Readonly<
    Record<'numero' | 'serie' | 'emision' | 'vencimiento' | 'plazo' | 'saldo' | 'pagado' | 'fechaPago', number>
  >;
  private readonly columnaImporte: number;
  private readonly identificatorias: readonly number[];

  constructor(analisis: Analisis, lectores: Lectores) {
    this.analisis = analisis;
    this.lectores = lectores;
    this.clientes = new LectorDeClientes(analisis);
    this.monedas = new LectorDeMonedas(analisis);
    this.importes = new LectorDeImporte(analisis, lectores.montos);
    this.tipos = new LectorDeTipos(analisis, this.cuentas);
    this.estados = new LectorDeEstados(analisis, this.cuentas);
    this.columnaImporte = this.importes.columnaPrincipal;
    const de = (campo: Campo) => analisis.columnas.get(campo) ?? -1;
    this.columna = {
      numero: de('numero'),
      serie: de('punto_venta'),
      emision: de('emision'),
      vencimiento: de('vencimiento'),
      plazo: de('plazo'),
      saldo: de('saldo'),
      pagado: de('pagado'),
      fechaPago: de('fecha_pago'),
    };
    this.identificatorias = (['numero', 'cliente_id', 'cliente', 'id_fiscal', 'emision', 'vencimiento'] as const)
      .map(de)
      .filter((columna) => columna >= 0);
  }

  leer(linea: number, celdas: readonly string[]): FilaDeDocumento | MotivoDeOmision {
    const omitida = this.motivoDeOmision(celdas);
    if (omitida !== null) return omitida;
    const estado = this.estados.leer(celdas);
    if (estado === 'anulada') return 'anulada';
    if (estado === 'borrador') return 'borrador';
    const deTipo = this.tipos.leer(celdas);
    if (deTipo.tipo === 'ajeno') return 'ajena';
    const moneda = this.monedas.leer(celdas);
    const importe = this.importes.leer(celdas, moneda, linea);
    if (importe === null) throw new FilaRechazada(this.encabezado(this.columnaImporte), '', 'falta el importe');
    const cliente = this.clientes.leer(celdas);
    if (LectorDeClientes.esAnonimo(cliente)) throw this.clientes.rechazoPorAnonimo();
    const emision = this.fecha(celdas, this.columna.emision, linea);
    const vencimiento = this.fecha(celdas, this.columna.vencimiento, linea);
    const plazoDias = this.plazo(celdas, vencimiento);
    const numero = this.numero(celdas, { letra: deTipo.letra, cliente, vencimiento });
    const pagos = this.pagos(celdas, moneda, linea, importe);
    const fechaPago = this.fecha(celdas, this.columna.fechaPago, linea);
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
      estado: estado as EstadoLeido | null,
      ordenCompra: this.texto(celdas, 'orden_compra'),
      documento: this.texto(celdas, 'documento'),
      nota: this.nota(celdas),
    };
  }

  /** Filas que no son comprobantes: vacías, totales y rellenos (3-rules: «Preamble, totals, fillers»). */
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

  private plazo(celdas: readonly string[], vencimiento: Fecha | null): number | null {
    const texto = celdas[this.columna.plazo];
    if (texto === undefined || texto === '') return null;
    let dias = this.plazos.get(texto);
    if (dias === undefined) {
      dias = estaVacia(texto) ? null : leerPlazo(texto);
      if (this.plazos.size < 1000) this.plazos.set(copiar(texto), dias);
    }
    if (dias !== null || estaVacia(texto)) return dias;
    if (vencimiento === null)
      throw new FilaRechazada(
        this.encabezado(this.columna.plazo),
        texto,
        'no es un plazo en días, y la fila no tiene vencimiento',
      );
    this.cuentas.anotar('plazos que no se entienden; rige el vencimiento de la fila', limpiarTexto(texto));
    return null;
  }

  private numero(
    celdas: readonly string[],
    { letra, cliente, vencimiento }: { letra: string | null; cliente: ClienteDeFila; vencimiento: Fecha | null },
  ): NumeroDeComprobante {
    if (this.analisis.sinNumero) return this.numeroHecho(cliente, vencimiento);
    const texto = limpiarTexto(celdas[this.columna.numero] ?? '');
    if (estaVacia(texto))
      throw new FilaRechazada(this.encabezado(this.columna.numero), '', 'falta el número de comprobante');
    const serie = celdas[this.columna.serie] ?? '';
    return unirNumero(
      leerCodigo(texto, this.encabezado(this.columna.numero)),
      estaVacia(serie) ? '' : leerCodigo(limpiarTexto(serie), this.encabezado(this.columna.serie)),
      letra,
    );
  }

  /** Número estable para un archivo que no lo trae: el vencimiento y el orden entre las deudas iguales del cliente. */
  private numeroHecho(cliente: ClienteDeFila, vencimiento: Fecha | null): NumeroDeComprobante {
    if (vencimiento === null)
      throw new FilaRechazada(
        this.encabezado(this.columna.vencimiento),
        '',
        'falta el vencimiento, y el archivo no trae número de comprobante',
      );
    const base = `S-${vencimiento.replaceAll('-', '')}`;
    const clave = `${cliente.codigo ?? cliente.idFiscal ?? cliente.nombre ?? ''}\u0000${base}`;
    const ordinal = (this.ordinales.get(clave) ?? 0) + 1;
    this.ordinales.set(clave, ordinal);
    const numero = `${base}-${ordinal}`;
    return { numero, numeroNormal: numero };
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
    const texto = celdas[columna];
    if (texto === undefined) return null;
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

  private texto(celdas: readonly string[], campo: Campo): string | null {
    const columna = this.analisis.columnas.get(campo);
    const celda = columna === undefined ? '' : (celdas[columna] ?? '');
    return celda === '' || estaVacia(celda) ? null : limpiarTexto(celda) || null;
  }

  private nota(celdas: readonly string[]): string | null {
    const columnas = this.analisis.multiples.get('nota');
    if (columnas === undefined) return null;
    const partes = columnas
      .map((columna) => celdas[columna] ?? '')
      .filter((celda) => celda !== '' && !estaVacia(celda))
      .map(limpiarTexto);
    return partes.length === 0 ? null : partes.join(' · ');
  }

  avisos(): string[] {
    return [...this.cuentas.avisos(), ...this.clientes.avisos()];
  }
}
