import type { Fecha } from '../../dominio/fecha.ts';
import type { ClaseDePausa } from '../../dominio/pausa.ts';
import type { Columna } from '../../salida/listado.ts';
import type { Contexto } from '../comando.ts';
import type { Escrita } from '../piezas/escritura.ts';

/** Una pausa recién registrada o recién terminada. */
export interface PausaHecha {
  readonly pausaId: number;
  readonly operacionId: number;
  readonly clienteCodigo: string;
  readonly clienteNombre: string;
  readonly clase: ClaseDePausa;
  readonly desde: Fecha;
  readonly hasta: Fecha | null;
  readonly motivo: string;
  readonly terminada: Fecha | null;
}

const columnas: readonly Columna<PausaHecha>[] = [
  { clave: 'pausa_id', titulo: 'Pausa', tipo: 'entero', valor: ({ pausaId }) => pausaId },
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ clienteCodigo }) => clienteCodigo },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ clienteNombre }) => clienteNombre },
  { clave: 'clase', titulo: 'Tipo de pausa', tipo: 'texto', valor: ({ clase }) => clase },
  { clave: 'desde', titulo: 'Desde', tipo: 'fecha', valor: ({ desde }) => desde },
  { clave: 'hasta', titulo: 'Hasta', tipo: 'fecha', valor: ({ hasta }) => hasta },
  { clave: 'motivo', titulo: 'Motivo', tipo: 'texto', valor: ({ motivo }) => motivo },
  { clave: 'terminada', titulo: 'Terminada', tipo: 'fecha', valor: ({ terminada }) => terminada },
  { clave: 'operacion_id', titulo: 'Operación', tipo: 'entero', valor: ({ operacionId }) => operacionId },
];

/** Escribe las pausas que una orden registró o terminó, y qué puede seguir. */
export async function presentarPausas(
  contexto: Contexto,
  { hecho, repetida, simulada }: Escrita<readonly PausaHecha[]>,
  palabras: {
    readonly frase: (hechas: readonly PausaHecha[]) => string;
    readonly siguiente: (hechas: readonly PausaHecha[]) => string;
  },
): Promise<void> {
  const { consola } = contexto;
  const conNumeros = repetida || !simulada;
  const propias = columnas.filter(({ clave }) => conNumeros || (clave !== 'pausa_id' && clave !== 'operacion_id'));
  await contexto.presentar({ columnas: propias, filas: hecho, unico: hecho.length === 1 });
  if (repetida) return;
  consola.informar(palabras.frase(hecho));
  if (simulada) consola.informar('simulado: no se escribió nada');
  else consola.sugerir(palabras.siguiente(hecho));
}
