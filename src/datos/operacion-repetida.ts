/** No es un error: la orden con esa `--id` ya se había registrado. El comando dice «ya registrado» y termina con 0. */
export class OperacionRepetida extends Error {
  readonly operacionId: number;
  readonly resumen: string;
  /** Lo que el comando guardó en `operacion.resultado` la primera vez. */
  readonly resultado: string;

  constructor({ id, resumen, resultado }: { id: number; resumen: string; resultado: string }) {
    super(`ya registrado en la operación ${id}`);
    this.name = 'OperacionRepetida';
    this.operacionId = id;
    this.resumen = resumen;
    this.resultado = resultado;
  }
}
