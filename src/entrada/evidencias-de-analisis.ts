import type { Asignacion } from './columnas.ts';
import type { Decision } from './decisiones.ts';
import type { Evidencia } from './evidencia.ts';
import type { OrdenDeFecha } from './fechas.ts';
import type { MonedaDeArchivo } from './moneda-de-archivo.ts';
import type { MarcaDecimal } from './montos.ts';
import type { Observacion } from './observacion.ts';
import type { OpcionesDeImportacion } from './opciones-de-importacion.ts';
import { citar } from './texto.ts';
import type { TipoHallado } from './tipo-de-archivo.ts';

/** Evidencias del encabezado, el perfil y el tipo de archivo. */
export function evidenciasDeArchivo(
  observacion: Observacion,
  hallado: TipoHallado,
  opciones: OpcionesDeImportacion,
): Evidencia[] {
  const { encabezado, perfil } = observacion;
  const pedido = perfil !== null && perfil === opciones.perfil;
  return [
    {
      aspecto: 'encabezado',
      valor: encabezado.linea === 0 ? 'ninguno' : `línea ${encabezado.linea}`,
      prueba:
        encabezado.linea === 0
          ? 'las columnas se dieron por su orden'
          : `${encabezado.reconocidos} encabezados conocidos`,
      forzado: encabezado.linea === 0,
    },
    ...(perfil === null
      ? []
      : [
          {
            aspecto: 'perfil' as const,
            valor: perfil.nombre,
            prueba: pedido ? 'indicado con --perfil' : 'sus encabezados están todos',
            forzado: pedido,
          },
        ]),
    { aspecto: 'tipo', valor: hallado.tipo, prueba: hallado.prueba, forzado: opciones.tipo !== undefined },
  ];
}

/** Qué columna llena cada campo, y por qué. */
export function evidenciasDeColumnas(
  observacion: Observacion,
  { columnas }: Asignacion,
  opciones: OpcionesDeImportacion,
): Evidencia[] {
  return [...columnas].map(([campo, columna]) => {
    const forzado = opciones.columnas?.has(campo) ?? false;
    const dePerfil = !forzado && (observacion.perfil?.columnas.has(campo) ?? false);
    return {
      aspecto: 'columna',
      valor: `${campo} ← ${citar(observacion.encabezados[columna] ?? '')}`,
      prueba: forzado
        ? 'indicada con --columna'
        : dePerfil
          ? `perfil «${observacion.perfil?.nombre ?? ''}»`
          : 'encabezado conocido',
      forzado,
    };
  });
}

/** Marca decimal, orden de las fechas y moneda. */
export function evidenciasDeValores(
  decimal: Decision<MarcaDecimal>,
  fecha: Decision<OrdenDeFecha>,
  moneda: MonedaDeArchivo,
): Evidencia[] {
  return [
    { aspecto: 'decimal', valor: decimal.valor, prueba: decimal.prueba, forzado: decimal.sosten === 'opcion' },
    { aspecto: 'fecha', valor: fecha.valor, prueba: fecha.prueba, forzado: fecha.sosten === 'opcion' },
    { aspecto: 'moneda', valor: moneda.valor, prueba: moneda.prueba, forzado: moneda.forzada },
  ];
}
