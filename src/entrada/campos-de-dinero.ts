import type { TipoDeArchivo } from '../dominio/filas.ts';
import type { Campo } from './campos.ts';
import type { ModoDeImporte } from './obligatorios.ts';

/** Campos de dinero que se leen en cada fila según de dónde salga el importe. */
export function camposDeDinero(tipo: TipoDeArchivo, modo: ModoDeImporte): readonly Campo[] {
  const principales: Readonly<Record<ModoDeImporte, readonly Campo[]>> = {
    importe: ['importe'],
    saldo: [],
    'neto-mas-iva': ['neto', 'iva'],
    'neto-por-alicuota': ['neto'],
    'debe-haber': ['debe', 'haber'],
    ninguno: [],
  };
  return tipo === 'facturas' ? [...principales[modo], 'saldo', 'pagado'] : principales[modo];
}
