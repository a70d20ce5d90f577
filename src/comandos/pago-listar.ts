import { abrirParaLeer, type Libro } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerChequesPorCobrar } from '../datos/cheques.ts';
import { type CreditoAlDia, type FiltroDeCreditos, recorrerCreditos } from '../datos/creditos.ts';
import { leerFichas } from '../datos/fichas.ts';
import type { EstadoDeCredito } from '../dominio/credito.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Columna, Tono } from '../salida/listado.ts';
import type { Comando } from './comando.ts';
import { agregarFiltros, leerFiltros } from './filtros.ts';
import { conEjemplos } from './opciones.ts';

const tonos: Readonly<Partial<Record<EstadoDeCredito, Tono>>> = {
  imputado: 'bien',
  'sin-imputar': 'atencion',
  'sin-identificar': 'atencion',
  'por-cobrar': 'atencion',
  anulado: 'tenue',
};

const monedaDe = ({ moneda }: CreditoAlDia) => moneda;

const columnas: readonly Columna<CreditoAlDia>[] = [
  { clave: 'pago_id', titulo: 'Pago', tipo: 'entero', valor: ({ id }) => id, importancia: 8 },
  { clave: 'fecha', titulo: 'Fecha', tipo: 'fecha', valor: ({ fecha }) => fecha, importancia: 9 },
  {
    clave: 'cliente_id',
    titulo: 'Id',
    tipo: 'texto',
    valor: ({ clienteCodigo }) => clienteCodigo,
    importancia: 3,
  },
  {
    clave: 'cliente',
    titulo: 'Cliente',
    tipo: 'texto',
    valor: ({ clienteNombre }) => clienteNombre,
    importancia: 9,
  },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: monedaDe, importancia: 8 },
  {
    clave: 'monto',
    titulo: 'Monto',
    tipo: 'monto',
    valor: ({ monto }) => monto,
    moneda: monedaDe,
    importancia: 9,
  },
  {
    clave: 'imputado',
    titulo: 'Imputado',
    tipo: 'monto',
    valor: ({ imputado }) => imputado,
    moneda: monedaDe,
    importancia: 4,
  },
  {
    clave: 'sin_imputar',
    titulo: 'Sin imputar',
    tipo: 'monto',
    valor: ({ sinImputar }) => sinImputar,
    moneda: monedaDe,
    importancia: 9,
  },
  { clave: 'medio', titulo: 'Medio', tipo: 'texto', valor: ({ medio }) => medio, importancia: 2 },
  {
    clave: 'referencia',
    titulo: 'Referencia',
    tipo: 'texto',
    valor: ({ referencia }) => referencia,
    importancia: 2,
  },
  {
    clave: 'estado',
    titulo: 'Estado',
    tipo: 'texto',
    valor: ({ estado }) => estado,
    tono: ({ estado }) => tonos[estado],
    importancia: 9,
  },
];

const columnaDeTipo: Columna<CreditoAlDia> = {
  clave: 'tipo',
  titulo: 'Tipo',
  tipo: 'texto',
  valor: ({ tipo }) => tipo,
  importancia: 7,
};

/** `pago listar`: los pagos y cuánto de cada uno ya cancela facturas. */
export const comando: Comando = {
  configurar(orden) {
    agregarFiltros(orden, ['cliente', 'desde', 'hasta', 'moneda', 'medio']);
    orden.option('--sin-imputar', 'sólo los que tienen algo sin imputar');
    orden.option('--por-cobrar', 'sólo los cheques recibidos que todavía no se cobraron');
    orden.option('--todos', 'también notas de crédito, descuentos, castigos y ajustes; agrega la columna tipo');
    agregarFiltros(orden, ['limite']);
    conEjemplos(orden, [
      ['cobranzas pago listar --limite 20', 'los veinte más recientes'],
      ['cobranzas pago listar --sin-imputar', 'dinero que todavía no cancela nada'],
      ['cobranzas pago listar --cliente espiga --desde 2026-01-01', 'lo que pagó un cliente este año'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const todos = opciones.todos === true;
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const clienteId = filtros.cliente === null ? null : resolverCliente(libro, filtros.cliente).id;
      const pedidos = {
        ...filtros,
        clienteId,
        tipo: todos ? null : ('pago' as const),
        sinImputar: opciones.sinImputar === true,
      };
      const cheques = leerPorCobrar(libro, contexto.hoy, pedidos);
      if (opciones.porCobrar === true) {
        await contexto.presentar({ columnas, filas: cheques, vacio: 'ningún cheque por cobrar cumple lo pedido' });
        return undefined;
      }
      await contexto.presentar({
        columnas: todos ? [...columnas, columnaDeTipo] : columnas,
        filas: recorrerCreditos(libro, pedidos, contexto.hoy),
        vacio: 'ningún pago cumple lo pedido',
      });
      if (cheques.length > 0) {
        contexto.consola.informar(`además, cheques por cobrar: ${cheques.length}; se ven con --por-cobrar`);
      }
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

/** Los cheques por cobrar que cumplen lo pedido, como pagos: lo imputado es lo que van a cancelar. */
function leerPorCobrar(libro: Libro, hoy: Fecha, filtro: FiltroDeCreditos): CreditoAlDia[] {
  const { medio, moneda, desde, hasta, limite } = filtro;
  const cheques = leerChequesPorCobrar(libro, hoy, filtro.clienteId).filter(
    ({ fecha, ...cheque }) =>
      (medio === null || medio === 'cheque') &&
      (moneda === null || cheque.moneda === moneda) &&
      (desde === null || fecha >= desde) &&
      (hasta === null || fecha <= hasta) &&
      (!filtro.sinImputar || cheque.imputado < cheque.monto),
  );
  const fichas = leerFichas(
    libro,
    cheques.map(({ clienteId }) => clienteId),
  );
  return cheques.slice(0, limite ?? cheques.length).map((cheque) => {
    const { creditoId: id, clienteId, moneda: codigo, fecha, monto, imputado, referencia } = cheque;
    const { codigo: clienteCodigo = null, nombre: clienteNombre = null } = fichas.get(clienteId) ?? {};
    const quien = { id, tipo: 'pago', fecha, clienteCodigo, clienteNombre, moneda: codigo } as const;
    const montos = { monto, imputado, sinImputar: monto - imputado };
    return { ...quien, ...montos, medio: 'cheque', referencia, estado: 'por-cobrar' };
  });
}
