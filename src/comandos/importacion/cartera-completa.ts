import { contar } from '../../dominio/cantidad.ts';
import { textoLocal } from '../../dominio/dinero.ts';
import { ErrorDeDatos } from '../../dominio/errores.ts';
import { type AusenciaDeCartera, esAusenciaSospechosa } from '../../dominio/importacion/cartera.ts';

/** Cuenta lo que se cancela por no estar en la cartera; lanza si es tanto que hay que confirmarlo con `--si`. */
export function exigirCarteraRazonable(ausencias: readonly AusenciaDeCartera[], confirmada: boolean): string {
  const textos = ausencias
    .filter(({ documentos }) => documentos > 0)
    .map(
      ({ moneda, documentos, saldo, saldoAnterior }) =>
        `${moneda}: ${contar(documentos, 'documento ya no está', 'documentos ya no están')}, por ${textoLocal({ monto: saldo, moneda })} de ${textoLocal({ monto: saldoAnterior, moneda })} abiertos`,
    );
  if (!confirmada && esAusenciaSospechosa(ausencias)) {
    throw new ErrorDeDatos('la cartera completa cancelaría más de la mitad de lo que se debe', {
      detalle: textos,
      sugerencia: 'revise que el archivo esté entero; si es así, repita con --si',
    });
  }
  return textos.join('; ') || 'no falta ningún documento abierto';
}
