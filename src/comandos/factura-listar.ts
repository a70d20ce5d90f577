import { abrirParaLeer } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { recorrerDocumentos } from '../datos/documentos.ts';
import { estadosAbiertos } from '../dominio/documento.ts';
import { ordenesDeDocumentos } from '../dominio/documento-al-dia.ts';
import { columnasDeDocumentos } from './columnas.ts';
import type { Comando } from './comando.ts';
import { agregarFiltros, leerFiltros, unoDe } from './filtros.ts';
import { conEjemplos } from './opciones.ts';

/** `factura listar`: facturas, notas de débito y de crédito, con su saldo del día. */
export const comando: Comando = {
  configurar(orden) {
    agregarFiltros(
      orden,
      [
        'cliente',
        'estado',
        'dias',
        'desde',
        'hasta',
        'venceDesde',
        'venceHasta',
        'moneda',
        'montoMinimo',
        'montoMaximo',
        'segmento',
        'gestorAsignado',
        'numero',
      ],
      { desde: 'emitidas desde este día, incluido (AAAA-MM-DD)', hasta: 'emitidas hasta este día, incluido' },
    );
    orden.option(
      '--orden <orden>',
      `${ordenesDeDocumentos.join(', ')} (importe y saldo, de mayor a menor)`,
      'vencimiento',
    );
    agregarFiltros(orden, ['limite']);
    conEjemplos(orden, [
      ['cobranzas factura listar --estado vencida', 'lo vencido, primero lo más viejo'],
      [`cobranzas factura listar --cliente espiga --estado ${estadosAbiertos.join(',')}`, 'todo lo abierto'],
      ['cobranzas factura listar --hoy 2026-06-30 --formato csv', 'cómo estaba cada una a fin de junio'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const orden = unoDe(ordenesDeDocumentos, String(opciones.orden), '--orden');
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const clienteId = filtros.cliente === null ? null : resolverCliente(libro, filtros.cliente).id;
      await contexto.presentar({
        columnas: columnasDeDocumentos,
        filas: recorrerDocumentos(libro, { ...filtros, clienteId }, { hoy: contexto.hoy, orden }),
        vacio: 'ningún documento cumple lo pedido',
      });
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};
