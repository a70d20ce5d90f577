import type { Moneda } from '../../dominio/dinero.ts';
import type { ResultadoDeDisputa } from '../../dominio/disputa.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { Columna } from '../../salida/listado.ts';
import type { Contexto } from '../comando.ts';
import type { Escrita } from '../piezas/escritura.ts';

/** Una disputa recién abierta o recién resuelta. Montos en unidades menores. */
export interface DisputaHecha {
  readonly disputaId: number;
  readonly operacionId: number;
  readonly clienteCodigo: string;
  readonly clienteNombre: string;
  readonly numero: string;
  readonly moneda: Moneda;
  readonly saldo: number;
  /** Lo que queda en disputa. */
  readonly enDisputa: number;
  readonly motivo: string;
  readonly desde: Fecha;
  readonly hasta: Fecha | null;
  /** `null` mientras sigue abierta. */
  readonly resultado: ResultadoDeDisputa | null;
}

const columnas: readonly Columna<DisputaHecha>[] = [
  { clave: 'disputa_id', titulo: 'Disputa', tipo: 'entero', valor: ({ disputaId }) => disputaId },
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ clienteCodigo }) => clienteCodigo },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ clienteNombre }) => clienteNombre },
  { clave: 'numero', titulo: 'Número', tipo: 'texto', valor: ({ numero }) => numero },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda },
  { clave: 'saldo', titulo: 'Saldo', tipo: 'monto', valor: ({ saldo }) => saldo, moneda: ({ moneda }) => moneda },
  {
    clave: 'en_disputa',
    titulo: 'En disputa',
    tipo: 'monto',
    valor: ({ enDisputa }) => enDisputa,
    moneda: ({ moneda }) => moneda,
  },
  { clave: 'motivo', titulo: 'Motivo', tipo: 'texto', valor: ({ motivo }) => motivo },
  { clave: 'desde', titulo: 'Desde', tipo: 'fecha', valor: ({ desde }) => desde },
  { clave: 'hasta', titulo: 'Hasta', tipo: 'fecha', valor: ({ hasta }) => hasta },
  { clave: 'resultado', titulo: 'Resultado', tipo: 'texto', valor: ({ resultado }) => resultado },
  { clave: 'operacion_id', titulo: 'Operación', tipo: 'entero', valor: ({ operacionId }) => operacionId },
];

/** Escribe una disputa y qué puede seguir. */
export async function presentarDisputa(
  contexto: Contexto,
  { hecho, repetida, simulada }: Escrita<DisputaHecha>,
  palabras: {
    readonly frase: (hecho: DisputaHecha) => string;
    readonly siguiente: (hecho: DisputaHecha) => string;
  },
): Promise<void> {
  const { consola } = contexto;
  const escrita = repetida || !simulada;
  const propias = columnas.filter(({ clave }) => escrita || !clave.endsWith('_id') || clave === 'cliente_id');
  await contexto.presentar({ columnas: propias, filas: [hecho], unico: true });
  if (repetida) return;
  consola.informar(palabras.frase(hecho));
  if (simulada) consola.informar('simulado: no se escribió nada');
  else for (const renglon of palabras.siguiente(hecho).split('\n')) consola.sugerir(renglon);
}
