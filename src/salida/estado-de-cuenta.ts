import type { EstadoDeCuenta, FilaDeEstado } from '../dominio/mensaje/estado-de-cuenta.ts';
import type { Destino } from './destino.ts';
import type { Columna } from './listado.ts';
import { escribirSeparado, type FormatoSeparado } from './separado.ts';

/** Un archivo que acompaña a un mensaje. */
export interface Adjunto {
  readonly nombre: string;
  /** Tipo de contenido (RFC 6838). */
  readonly tipo: string;
  readonly contenido: Uint8Array;
}

/** El estado de cuenta como archivo, en el formato que la política pide. El nombre no dice de quién es. */
export async function adjuntarEstadoDeCuenta(estado: EstadoDeCuenta, formato: 'csv' | 'pdf'): Promise<Adjunto> {
  const nombre = `estado-de-cuenta-${estado.hoy}.${formato}`;
  if (formato === 'csv') {
    return { nombre, tipo: 'text/csv; charset=utf-8', contenido: await escribirCsv(estado) };
  }
  const { escribirEstadoEnPdf } = await import('./estado-de-cuenta-pdf.ts');
  return { nombre, tipo: 'application/pdf', contenido: await escribirEstadoEnPdf(estado) };
}

/**
 * Quien lo recibe lo abre en una planilla: donde el decimal es la coma, la planilla espera punto y coma y coma decimal. La
 * marca de UTF-8 del comienzo es lo que le hace leer bien los acentos.
 */
async function escribirCsv(estado: EstadoDeCuenta): Promise<Uint8Array> {
  const formato: FormatoSeparado = estado.pais === 'MX' || estado.pais === 'PE' ? 'csv' : 'csv-excel';
  const partes: Buffer[] = formato === 'csv' ? [Buffer.from('\ufeff')] : [];
  const destino: Destino = {
    cerrado: false,
    escribir: async (datos) => void partes.push(Buffer.from(datos)),
    publicar: async () => undefined,
    descartar: async () => undefined,
  };
  await escribirSeparado({ columnas: columnasDe(estado), filas: renglonesDe(estado) }, { formato, destino });
  return Buffer.concat(partes);
}

/** Un documento o, al final, lo que hay a favor: sin fechas ni importe, porque no es de ningún documento. */
type Renglon = FilaDeEstado | (Pick<FilaDeEstado, 'numero' | 'saldo' | 'estado'> & SinDocumento);
type SinDocumento = { readonly [clave in 'emision' | 'vencimiento' | 'importe' | 'diasMora']: null };

/** Lo que hay a favor va en su renglón y restando, para que la columna del saldo sume lo mismo que el total del PDF. */
function renglonesDe({ filas, saldoAFavor }: EstadoDeCuenta): readonly Renglon[] {
  if (saldoAFavor === 0) return filas;
  const vacios: SinDocumento = { emision: null, vencimiento: null, importe: null, diasMora: null };
  return [...filas, { ...vacios, numero: '', saldo: -saldoAFavor, estado: 'saldo a favor' }];
}

function columnasDe({ moneda }: EstadoDeCuenta): readonly Columna<Renglon>[] {
  const monto = (clave: 'importe' | 'saldo'): Columna<Renglon> => ({
    clave,
    titulo: clave,
    tipo: 'monto',
    valor: (fila) => fila[clave],
    moneda: () => moneda,
  });
  return [
    { clave: 'numero', titulo: 'Factura', tipo: 'texto', valor: ({ numero }) => numero },
    { clave: 'emision', titulo: 'Emisión', tipo: 'fecha', valor: ({ emision }) => emision },
    { clave: 'vencimiento', titulo: 'Vencimiento', tipo: 'fecha', valor: ({ vencimiento }) => vencimiento },
    { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: () => moneda },
    monto('importe'),
    monto('saldo'),
    { clave: 'dias_mora', titulo: 'Días de mora', tipo: 'entero', valor: ({ diasMora }) => diasMora },
    { clave: 'estado', titulo: 'Estado', tipo: 'texto', valor: ({ estado }) => estado },
  ];
}
