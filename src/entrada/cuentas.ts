import { conMiles } from '../dominio/cantidad.ts';
import { citar, copiar } from './texto.ts';

/** Cuenta cuántas filas se leyeron de cada manera, para decirlo al terminar. */
export class Cuentas {
  private readonly porFrase = new Map<string, Map<string, number>>();

  /** @param frase lo que pasó con esas filas @param palabra la palabra del archivo que lo causó */
  anotar(frase: string, palabra: string): void {
    let palabras = this.porFrase.get(frase);
    if (palabras === undefined) {
      palabras = new Map();
      this.porFrase.set(frase, palabras);
    }
    const previa = palabras.get(palabra);
    if (previa !== undefined) palabras.set(palabra, previa + 1);
    else if (palabras.size < 50) palabras.set(copiar(palabra), 1);
    else palabras.set('otras', (palabras.get('otras') ?? 0) + 1);
  }

  /** Una línea por frase, con sus palabras y cuántas filas las traían, siempre en el mismo orden. */
  avisos(): string[] {
    return [...this.porFrase]
      .sort(([una], [otra]) => (una < otra ? -1 : 1))
      .map(([frase, palabras]) => {
        const detalle = [...palabras]
          .sort(([una], [otra]) => (una < otra ? -1 : 1))
          .map(([palabra, cantidad]) =>
            palabra === '' ? conMiles(cantidad) : `${citar(palabra)} (${conMiles(cantidad)})`,
          );
        return `${frase}: ${detalle.join(', ')}`;
      });
  }
}
