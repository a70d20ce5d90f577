import type { Moneda } from '../dominio/dinero.ts';
import type { FilaDePago, MedioDePago, MotivoDeOmision } from '../dominio/filas.ts';
import type { Analisis } from './analisis.ts';
import type { Campo } from './campos.ts';
import { Cuentas } from './cuentas.ts';
import { FilaRechazada } from './hipotesis.ts';
import type { InterpreteDeTipo, Lectores } from './interprete-de-tipo.ts';
import { LectorDeClientes, leerCodigo } from './lector-de-clientes.ts';
import { LectorDeMonedas } from './lector-de-monedas.ts';
import { unirNumero } from './numero-de-comprobante.ts';
import { esLineaDeTotal, esSaldoDeExtracto, leerEstadoDePago, leerMedio, leerSentido } from './palabras.ts';
import { primeraLlena } from './primera-llena.ts';
import { estaVacia, limpiarTexto } from './texto.ts';

/** Lee las filas de un archivo de pagos o de un extracto bancario: sólo lo que entra. */
export class InterpreteDePagos implements InterpreteDeTipo {
  private readonly analisis: Analisis;
  private readonly lectores: Lectores;
  private readonly clientes: LectorDeClientes;
  private readonly monedas: LectorDeMonedas;
  private readonly cuentas = new Cuentas();
  private readonly columnaFecha: number;
  private readonly columnaImporte: number;
  private readonly columnaDebe: number;
  private readonly columnaSentido: number;
  private readonly columnaMedio: number;

  constructor(analisis: Analisis, lectores: Lectores) {
    this.analisis = analisis;
    this.lectores = lectores;
    this.clientes = new LectorDeClientes(analisis);
    this.monedas = new LectorDeMonedas(analisis);
    const de = (campo: Campo) => analisis.columnas.get(campo) ?? -1;
    this.columnaFecha = de('fecha_pago');
    this.columnaImporte = analisis.modo === 'debe-haber' ? de('haber') : de('importe');
    this.columnaDebe = analisis.modo === 'debe-haber' ? de('debe') : -1;
    this.columnaSentido = de('tipo');
    this.columnaMedio = de('medio');
  }

  leer(linea: number, celdas: readonly string[]): FilaDePago | MotivoDeOmision {
    const textoFecha = celdas[this.columnaFecha] ?? '';
    const textoImporte = celdas[this.columnaImporte] ?? '';
    const textoDebe = celdas[this.columnaDebe] ?? '';
    const primera = textoFecha === '' || estaVacia(textoFecha) ? primeraLlena(celdas) : '';
    if (textoFecha === '' && primera === '') return 'vacia';
    if (primera !== '' ? esLineaDeTotal(primera) : !/\d/.test(textoFecha) && esLineaDeTotal(textoFecha)) return 'total';
    if (estaVacia(textoImporte) && estaVacia(textoDebe)) return 'relleno';
    if (this.esSaldo(celdas)) return 'relleno';
    const moneda = this.monedas.leer(celdas);
    const monto = this.monto(celdas, moneda, linea);
    if (typeof monto === 'string') return monto;
    if (!this.trajoDinero(celdas)) return 'anulada';
    const fecha = this.lectores.fechas.leer(textoFecha, this.columnaFecha, linea);
    if (fecha === null) throw new FilaRechazada(this.encabezado(this.columnaFecha), '', 'falta la fecha del pago');
    const { medio, palabra } = this.medio(celdas);
    const numero = this.codigo(celdas, 'numero');
    const notas = [...this.partes(celdas, 'nota'), ...(palabra === null ? [] : [`medio: ${palabra}`])];
    const unido = numero === null ? null : unirNumero(numero, '', null);
    return {
      linea,
      cliente: this.clientes.leer(celdas),
      recibo: this.codigo(celdas, 'recibo'),
      numero,
      numeroNormal: unido?.numeroNormal ?? null,
      fecha,
      moneda,
      monto,
      medio,
      referencia: this.partes(celdas, 'referencia').join(' · ') || null,
      nota: notas.join(' · ') || null,
    };
  }

  private encabezado(columna: number): string {
    return this.analisis.encabezados[columna] ?? '';
  }

  /** «Saldo inicial» y semejantes no son movimientos aunque traigan importe. */
  private esSaldo(celdas: readonly string[]): boolean {
    return (this.analisis.multiples.get('referencia') ?? []).some((columna) => {
      const texto = celdas[columna] ?? '';
      return (
        texto.length < 60 &&
        /^\s*(saldo|opening|closing|balance|beginning|ending|starting|initial|final)/i.test(texto) &&
        esSaldoDeExtracto(texto)
      );
    });
  }

  private monto(celdas: readonly string[], moneda: Moneda, linea: number): number | MotivoDeOmision {
    const { montos } = this.lectores;
    const entra = montos.leer(celdas[this.columnaImporte] ?? '', this.columnaImporte, moneda, linea) ?? 0;
    const sale =
      this.columnaDebe < 0 ? 0 : (montos.leer(celdas[this.columnaDebe] ?? '', this.columnaDebe, moneda, linea) ?? 0);
    if (entra !== 0 && sale !== 0)
      throw new FilaRechazada(
        this.encabezado(this.columnaDebe),
        celdas[this.columnaDebe] ?? '',
        'la fila trae a la vez dinero que entra y que sale',
      );
    if (sale !== 0 || entra < 0) return 'salida-de-dinero';
    if (entra === 0) return 'importe-cero';
    if (this.columnaSentido < 0) return entra;
    const texto = celdas[this.columnaSentido] ?? '';
    const sentido = leerSentido(texto);
    if (sentido === null)
      throw new FilaRechazada(this.encabezado(this.columnaSentido), texto, 'no se sabe si el dinero entra o sale');
    return sentido === 'entra' ? entra : 'salida-de-dinero';
  }

  private trajoDinero(celdas: readonly string[]): boolean {
    for (const columna of this.analisis.multiples.get('estado') ?? []) {
      const texto = celdas[columna] ?? '';
      if (estaVacia(texto)) continue;
      const trajo = leerEstadoDePago(texto);
      if (trajo === false) {
        this.cuentas.anotar('pagos que no trajeron dinero y no se importan, por su estado', limpiarTexto(texto));
        return false;
      }
      if (trajo === null)
        this.cuentas.anotar('estados que no se conocen y no se tomaron en cuenta', limpiarTexto(texto));
    }
    return true;
  }

  private medio(celdas: readonly string[]): { medio: MedioDePago | null; palabra: string | null } {
    const texto = celdas[this.columnaMedio] ?? '';
    if (texto === '' || estaVacia(texto)) return { medio: null, palabra: null };
    const leido = leerMedio(texto);
    if (leido !== null && leido !== 'otro') return { medio: leido, palabra: null };
    if (leido === null)
      this.cuentas.anotar(
        'medios de pago que no se conocen, guardados como «otro» con la palabra en la nota',
        limpiarTexto(texto),
      );
    return { medio: 'otro', palabra: limpiarTexto(texto) };
  }

  private codigo(celdas: readonly string[], campo: Campo): string | null {
    const columna = this.analisis.columnas.get(campo) ?? -1;
    const texto = celdas[columna] ?? '';
    return texto === '' || estaVacia(texto) ? null : leerCodigo(limpiarTexto(texto), this.encabezado(columna));
  }

  /** Lo que dicen las columnas de un campo que junta varias, sin repetir. */
  private partes(celdas: readonly string[], campo: Campo): string[] {
    const columnas = this.analisis.multiples.get(campo);
    if (columnas === undefined) return [];
    return [
      ...new Set(
        columnas
          .map((columna) => celdas[columna] ?? '')
          .filter((celda) => celda !== '' && !estaVacia(celda))
          .map(limpiarTexto),
      ),
    ];
  }

  avisos(): string[] {
    return [...this.cuentas.avisos(), ...this.clientes.avisos()];
  }
}
