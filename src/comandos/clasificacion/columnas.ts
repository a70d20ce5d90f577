import type { ClasificacionDetallada } from '../../datos/clasificacion-detallada.ts';
import { atrasoMedioDecimas, explicarClase } from '../../dominio/clase.ts';
import type { CifrasDeConducta } from '../../dominio/clase-cifras.ts';
import type { PlazoSugerido } from '../../dominio/clase-plazo.ts';
import type { Cliente } from '../../dominio/cliente.ts';
import { asegurar } from '../../dominio/errores.ts';
import type { PlazoDeCliente } from '../../dominio/plazo.ts';
import type { LimitesDeClase } from '../../dominio/politica.ts';
import type { Columna } from '../../salida/listado.ts';
import { tonosDeClase } from '../columnas.ts';
import { columnasDeConducta } from '../ficha/columnas.ts';

/** Un cliente clasificado. */
export interface ClienteClasificado extends ClasificacionDetallada {
  readonly cliente: Cliente;
  readonly plazo: PlazoDeCliente;
  readonly sugerido: PlazoSugerido;
}

/** Las columnas de la clasificación de un cliente, sin las cifras de cada moneda. */
export function columnasDeClasificacion(limites: LimitesDeClase): readonly Columna<ClienteClasificado>[] {
  return [
    { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ cliente }) => cliente.codigo, importancia: 6 },
    { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ cliente }) => cliente.nombre, importancia: 9 },
    {
      clave: 'clase',
      titulo: 'Clase',
      tipo: 'texto',
      valor: ({ clasificacion }) => clasificacion.clase,
      tono: ({ clasificacion }) => tonosDeClase[clasificacion.clase],
      importancia: 9,
    },
    {
      clave: 'rompe_promesas',
      titulo: 'Rompe promesas',
      tipo: 'texto',
      valor: ({ clasificacion }) => (clasificacion.rompePromesas ? 'si' : 'no'),
      importancia: 4,
    },
    {
      clave: 'atraso_medio',
      titulo: 'Atraso medio',
      tipo: 'decimal',
      valor: ({ clasificacion: { atraso } }) => (atraso === null ? null : atrasoMedioDecimas(atraso) / 10),
      importancia: 8,
    },
    {
      clave: 'promesas_incumplidas',
      titulo: 'Incumplidas',
      tipo: 'entero',
      valor: ({ clasificacion }) => clasificacion.promesasIncumplidas,
      importancia: 3,
    },
    { clave: 'plazo_dias', titulo: 'Plazo', tipo: 'entero', valor: ({ plazo }) => plazo.dias, importancia: 6 },
    {
      clave: 'plazo_sugerido',
      titulo: 'Conviene',
      tipo: 'entero',
      valor: ({ sugerido }) => sugerido.dias,
      importancia: 7,
    },
    { clave: 'plazo_razon', titulo: 'Porque', tipo: 'texto', valor: ({ sugerido }) => sugerido.razon, importancia: 2 },
    {
      clave: 'explicacion',
      titulo: 'Por qué',
      tipo: 'texto',
      valor: ({ clasificacion }) => explicarClase(clasificacion, limites),
      importancia: 2,
    },
    {
      clave: 'capacidad',
      titulo: 'Capacidad',
      tipo: 'texto',
      valor: ({ capacidad }) => capacidad?.texto ?? null,
      importancia: 2,
    },
  ];
}

/** Un renglón del listado: un cliente en una moneda, o sin moneda si nunca compró. */
export interface RenglonDeClasificacion {
  readonly clasificado: ClienteClasificado;
  readonly cifras: CifrasDeConducta | null;
}

/** Los renglones de un cliente. */
export function renglonesDe(clasificado: ClienteClasificado): RenglonDeClasificacion[] {
  const { cifras } = clasificado;
  return cifras.length === 0
    ? [{ clasificado, cifras: null }]
    : cifras.map((deMoneda) => ({ clasificado, cifras: deMoneda }));
}

/** Las columnas del listado: las de la clasificación y, después, las cifras. */
export function columnasDeListado(limites: LimitesDeClase): Columna<RenglonDeClasificacion>[] {
  const deCliente = columnasDeClasificacion(limites).map(
    ({ valor, tono, moneda: _moneda, ...columna }): Columna<RenglonDeClasificacion> => ({
      ...columna,
      valor: ({ clasificado }) => valor(clasificado),
      tono: ({ clasificado }) => tono?.(clasificado),
    }),
  );
  const deCifras = columnasDeConducta.map(
    ({ valor, tono: _tono, moneda, ...columna }): Columna<RenglonDeClasificacion> => ({
      ...columna,
      importancia: columna.clave === 'moneda' ? 5 : 4,
      valor: ({ cifras }) => (cifras === null ? null : valor(cifras)),
      ...(moneda === undefined
        ? {}
        : {
            moneda: ({ cifras }: RenglonDeClasificacion) => {
              asegurar(cifras !== null, 'un monto sin moneda');
              return moneda(cifras);
            },
          }),
    }),
  );
  return [...deCliente, ...deCifras];
}
