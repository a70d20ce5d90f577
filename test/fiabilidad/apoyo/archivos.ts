import { moneda, textoDecimal } from '../../../src/dominio/dinero.ts';
import { fecha, sumarDias } from '../../../src/dominio/fecha.ts';

/** Qué facturas generar. */
export interface Generacion {
  readonly filas: number;
  /** Número de la primera, para que dos archivos no se pisen. */
  readonly desde?: number;
  /** Cuántos clientes se las reparten. */
  readonly clientes?: number;
}

/** Importe de la factura `numero`, en centavos: depende sólo de su número. */
export function importeDe(numero: number): number {
  return 1000 + ((numero * 7919) % 5_000_000);
}

/** Un CSV de facturas en pesos; una de cada siete viene pagada a medias. */
export function csvDeFacturas({ filas, desde = 1, clientes = 200 }: Generacion): string {
  const renglones = ['cliente_id,cliente,numero,emision,vencimiento,moneda,importe,saldo'];
  for (let numero = desde; numero < desde + filas; numero += 1) {
    const cliente = numero % clientes;
    const emision = sumarDias(fecha('2026-01-01'), numero % 150);
    const importe = importeDe(numero);
    const saldo = numero % 7 === 0 ? Math.trunc(importe / 2) : importe;
    const escrito = (monto: number): string => textoDecimal({ monto, moneda: moneda('ARS') });
    renglones.push(
      `K${cliente},"Cliente número ${cliente}, S.A.",A-0001-${String(numero).padStart(8, '0')},${emision},` +
        `${sumarDias(emision, 30)},ARS,${escrito(importe)},${escrito(saldo)}`,
    );
  }
  return `${renglones.join('\n')}\n`;
}

/** Suma de los importes del archivo que hace {@link csvDeFacturas}, en centavos. */
export function totalDe({ filas, desde = 1 }: Generacion): number {
  let total = 0;
  for (let numero = desde; numero < desde + filas; numero += 1) total += importeDe(numero);
  return total;
}

/** Un CSV de pagos de esos clientes, sin decir a qué factura van. */
export function csvDePagos({ filas, desde = 1, clientes = 200 }: Generacion): string {
  const renglones = ['cliente_id,recibo,fecha,moneda,monto,medio,referencia'];
  for (let numero = desde; numero < desde + filas; numero += 1) {
    renglones.push(
      `K${numero % clientes},R-${numero},2026-06-15,ARS,${100 + (numero % 900)}.50,transferencia,op ${numero}`,
    );
  }
  return `${renglones.join('\n')}\n`;
}
