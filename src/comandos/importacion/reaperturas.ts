import type { AplicacionesDeImportacion } from '../../datos/importacion/aplicaciones.ts';
import type { DocumentoRegistrado } from '../../datos/importacion/procedencia.ts';
import type { FilaDeDocumento } from '../../dominio/filas.ts';
import { saldoQueFalta } from '../../dominio/importacion/documento.ts';
import type { AjustesDeImportacion } from './ajustes.ts';

/** Qué se hace con un documento que el archivo dice que se debe y el libro da por cancelado, en todo o en parte. */
export class Reaperturas {
  readonly #aplicaciones: AplicacionesDeImportacion;
  readonly #ajustes: AjustesDeImportacion;
  readonly #enCarteraCompleta: boolean;

  constructor(aplicaciones: AplicacionesDeImportacion, ajustes: AjustesDeImportacion, enCarteraCompleta: boolean) {
    this.#aplicaciones = aplicaciones;
    this.#ajustes = ajustes;
    this.#enCarteraCompleta = enCarteraCompleta;
  }

  /**
   * Con `--actualizar`, deshace lo que sólo un archivo anterior daba por pagado, hasta el saldo que éste informa; un pago
   * registrado no se deshace nunca. Devuelve cuánto volvió a deberse, en unidades menores; lo que no, se avisa.
   */
  reabrir(fila: FilaDeDocumento, documento: DocumentoRegistrado): number {
    if (documento.tipo === 'nota-credito' || documento.saldo === documento.importe) return 0;
    const faltante = saldoQueFalta(fila, documento, this.#enCarteraCompleta);
    if (faltante === 0) return this.#avisarAusencia(fila, documento);
    const { actualizar, importacionId, cuenta } = this.#ajustes;
    const ejemplo = `${fila.numero}, línea ${fila.linea}`;
    const ajustado = Math.min(faltante, this.#aplicaciones.leerAjustes(documento.id).monto);
    if (ajustado < faltante)
      cuenta.anotar(
        'el archivo informa más saldo que el libro, que tiene pagos registrados; queda el del libro',
        ejemplo,
      );
    if (ajustado === 0) return 0;
    if (!actualizar) {
      cuenta.anotar(
        'el archivo informa más saldo que el libro, porque una importación anterior daba por pagada esa parte; queda el del libro: si el de este archivo es el correcto, use --actualizar',
        ejemplo,
      );
      return 0;
    }
    cuenta.anotar(
      'una importación anterior daba por pagado lo que este archivo informa como adeudado: se deshace y vuelve a deberse',
      ejemplo,
    );
    const motivo = 'un archivo posterior informa que se debe';
    const { linea } = fila;
    return this.#aplicaciones.sustituirAjustes(documento, { faltante: ajustado, motivo }, { importacionId, linea });
  }

  /** El archivo trae, sin decir si se debe, un documento que se canceló por faltar en una cartera completa. */
  #avisarAusencia(
    { saldo, pagado, fechaPago, estado, numero, linea }: FilaDeDocumento,
    documento: DocumentoRegistrado,
  ): 0 {
    const callado = saldo === null && pagado === null && fechaPago === null && estado === null;
    if (callado && documento.saldo === 0 && this.#aplicaciones.leerAjustes(documento.id).porAusencia)
      this.#ajustes.cuenta.anotar(
        'una cartera completa anterior no lo traía y lo canceló; queda cancelado: si se debe, repita con --cartera-completa --actualizar',
        `${numero}, línea ${linea}`,
      );
    return 0;
  }
}
