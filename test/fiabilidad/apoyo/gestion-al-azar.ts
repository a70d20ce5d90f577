import type { Azar } from './azar.ts';
import { celdaHostil } from './celdas-hostiles.ts';

/** Una orden de gestión al azar sobre los clientes `K0`…`K5` y las facturas de `csvDeFacturas`; puede rechazarse. */
export function gestionAlAzar(azar: Azar): readonly string[] {
  const cliente = `K${azar.entero(0, 5)}`;
  const factura = `A-1-${azar.entero(1, 10)}`;
  const numero = azar.entero(1, 6);
  return azar
    .elegir([
      `pago registrar ${cliente} --monto ${azar.entero(1, 900)}.25`,
      `pago registrar ${cliente} --monto ${azar.entero(1, 900)} --medio cheque --fecha 2026-08-0${azar.entero(1, 9)}`,
      `pago anular ${numero} --motivo error`,
      `pago imputar ${numero} --automatico`,
      `contacto registrar ${cliente} --canal llamada --resultado sin-respuesta`,
      `contacto registrar ${cliente} --canal llamada --promesa 2026-07-1${azar.entero(0, 9)}`,
      `acuerdo crear ${cliente} --cuotas ${azar.entero(2, 4)} --primera 2026-07-20`,
      `acuerdo crear ${cliente} --quita ${azar.entero(1, 10)} --hasta 2026-07-31`,
      `acuerdo anular ${numero} --motivo error`,
      `acuerdo renegociar ${numero} --promesa 2026-07-25`,
      `factura disputar ${factura} --motivo precio`,
      `factura resolver ${factura} --resultado parcial`,
      `factura castigar ${factura} --motivo quiebra`,
      `cliente pausar ${cliente} --motivo vacaciones`,
      `cliente reanudar ${cliente}`,
      `cliente canal ${cliente} --canal email --no`,
      `cliente clasificar ${cliente} --capacidad viernes`,
    ])
    .split(' ');
}

/** Gestión con textos hostiles en todo lo que una persona escribe, sobre los clientes `H0`…`H<cuantos − 1>`. */
export function gestionHostil(azar: Azar, cuantos: number): string[][] {
  const hostil = (): string => celdaHostil(azar);
  return Array.from({ length: cuantos }, (_, numero) => {
    const cliente = `H${numero}`;
    const llamada = ['contacto', 'registrar', cliente, '--canal', 'llamada', `--persona=${hostil()}`];
    return [
      [...llamada, '--resultado', 'contactado', '--proximo', '2026-07-02', `--nota=${hostil()}`],
      ['pago', 'registrar', cliente, '--monto', '5', `--referencia=${hostil()}`, `--nota=${hostil()}`],
      ['pago', 'registrar', cliente, '--monto', '7', '--medio', 'cheque', '--fecha', '2026-07-20'].concat(
        `--referencia=${hostil()}`,
      ),
      numero % 2 === 0
        ? [...llamada, '--promesa', '2026-07-03', '--monto', '20', `--nota=${hostil()}`]
        : ['acuerdo', 'crear', cliente, '--cuotas', '3', '--primera', '2026-07-03', `--nota=${hostil()}`],
      ['cliente', 'clasificar', cliente, `--capacidad=${hostil()}`],
      ['cliente', 'canal', cliente, '--canal', 'email', '--no', `--motivo=${hostil()}`],
      ...(numero % 5 === 0 ? [['cliente', 'pausar', cliente, `--motivo=${hostil()}`]] : []),
    ];
  }).flat();
}
