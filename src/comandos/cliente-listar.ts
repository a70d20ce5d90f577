import { abrirParaLeer } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerClasificaciones } from '../datos/clasificaciones.ts';
import { leerSaldosDeClientes } from '../datos/saldos-de-clientes.ts';
import { ordenarClientes, ordenesDeClientes } from '../dominio/saldo-cliente.ts';
import { columnasDeClientes } from './columnas.ts';
import type { Comando } from './comando.ts';
import { agregarFiltros, leerFiltros, unoDe } from './filtros.ts';
import { conEjemplos } from './opciones.ts';

/** `cliente listar`: cada cliente en cada moneda, con lo que debe. */
export const comando: Comando = {
  configurar(orden) {
    agregarFiltros(orden, ['cliente', 'segmento', 'gestorAsignado', 'moneda']);
    orden.option('--orden <orden>', `${ordenesDeClientes.join(', ')} (saldo y vencido, de mayor a menor)`, 'nombre');
    agregarFiltros(orden, ['limite']);
    conEjemplos(orden, [
      ['cobranzas cliente listar', 'todos los clientes, por nombre'],
      ['cobranzas cliente listar --orden vencido --limite 10', 'los diez que más deben vencido'],
      ['cobranzas cliente listar --segmento mayorista --formato csv', 'los mayoristas, para una planilla'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const orden = unoDe(ordenesDeClientes, String(opciones.orden), '--orden');
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const clienteId = filtros.cliente === null ? null : resolverCliente(libro, filtros.cliente).id;
      const { hoy, politica } = contexto;
      const filas = leerSaldosDeClientes(libro, { ...filtros, clienteId }, hoy);
      const clientes = clienteId === null ? null : [clienteId];
      const clases = leerClasificaciones(libro, { hoy, limites: politica.clases.limites, clientes });
      await contexto.presentar({
        columnas: columnasDeClientes((id) => clases.de(id).clase),
        filas: ordenarClientes(filas, orden).slice(0, filtros.limite ?? undefined),
        vacio: 'ningún cliente cumple lo pedido',
      });
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};
