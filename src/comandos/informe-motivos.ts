import { abrirParaLeer } from '../datos/abrir.ts';
import { leerClientesFiltrados, leerCuentasVencidas } from '../datos/cartera.ts';
import { leerUltimosMotivos } from '../datos/contactos.ts';
import { type MotivoDeMora, repartirPorMotivo } from '../dominio/motivos.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando } from './comando.ts';
import { agregarFiltros, leerFiltros } from './filtros.ts';
import { conEjemplos } from './opciones.ts';

const columnas: readonly Columna<MotivoDeMora>[] = [
  {
    clave: 'motivo',
    titulo: 'Motivo',
    tipo: 'texto',
    valor: ({ motivo }) => motivo ?? 'sin-motivo',
    tono: ({ motivo }) => (motivo === null ? 'tenue' : undefined),
    importancia: 9,
  },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda, importancia: 9 },
  {
    clave: 'saldo_vencido',
    titulo: 'Vencido',
    tipo: 'monto',
    valor: ({ saldoVencido }) => saldoVencido,
    moneda: ({ moneda }) => moneda,
    importancia: 9,
  },
  { clave: 'porcentaje', titulo: '%', tipo: 'decimal', valor: ({ porcentaje }) => porcentaje, importancia: 8 },
  { clave: 'clientes', titulo: 'Clientes', tipo: 'entero', valor: ({ clientes }) => clientes, importancia: 7 },
  {
    clave: 'dias_mora',
    titulo: 'Mora media',
    tipo: 'decimal',
    valor: ({ diasMoraMedios }) => diasMoraMedios,
    importancia: 5,
  },
];

/** `informe motivos`: por qué no pagan los clientes, según lo último que dijeron. */
export const comando: Comando = {
  configurar(orden) {
    agregarFiltros(orden, ['desde', 'hasta', 'segmento', 'gestorAsignado', 'moneda'], {
      desde: 'sólo los motivos dados desde este día, incluido',
      hasta: 'sólo los motivos dados hasta este día, incluido',
    });
    conEjemplos(orden, [
      ['cobranzas informe motivos', 'cuánto hay vencido por cada motivo'],
      ['cobranzas informe motivos --desde 2026-06-01 --gestor-asignado ana', 'lo que oyó una persona desde junio'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const { hoy, consola } = contexto;
    const hasta = filtros.hasta === null || filtros.hasta > hoy ? hoy : filtros.hasta;
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const clientes = leerClientesFiltrados(libro, filtros);
      const cuentas = leerCuentasVencidas(libro, { hoy, diasMoraMin: 1 }).filter(
        ({ clienteId, moneda }) =>
          (clientes === null || clientes.has(clienteId)) && (filtros.moneda === null || moneda === filtros.moneda),
      );
      const motivos = leerUltimosMotivos(libro, { desde: filtros.desde, hasta });
      await contexto.presentar({
        columnas,
        filas: repartirPorMotivo(cuentas, motivos),
        vacio: `Nadie debe nada vencido al ${hoy}.`,
      });
    } finally {
      libro.cerrar();
    }
    const desde = filtros.desde === null ? '' : `desde el ${filtros.desde} `;
    consola.informar(
      `saldo vencido al ${hoy} de cada cliente, por el último motivo que dio ${desde}hasta el ${hasta}; porcentaje = parte de lo vencido en su moneda`,
    );
    return undefined;
  },
};
