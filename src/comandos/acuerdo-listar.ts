import { Option } from 'commander';
import { abrirParaLeer } from '../datos/abrir.ts';
import { leerAcuerdos } from '../datos/acuerdos.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerClientesFiltrados } from '../datos/cartera.ts';
import type { Libro } from '../datos/conexion.ts';
import { leerFichas } from '../datos/fichas.ts';
import { type EstadoDeAcuerdo, estadosDeAcuerdo, tiposDeAcuerdo } from '../dominio/acuerdo.ts';
import { elegirCodigo } from '../dominio/parecidos.ts';
import { columnasDeAcuerdos, type FilaDeAcuerdo } from './acuerdo/columnas.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { agregarFiltros, type Filtros, leerFiltros } from './filtros.ts';
import { conEjemplos, opcionDeLista } from './opciones.ts';

/** `acuerdo listar`: promesas, planes y descuentos, con su estado al día. */
export const comando: Comando = {
  configurar(orden) {
    agregarFiltros(orden, ['cliente', 'moneda', 'segmento', 'gestorAsignado', 'desde', 'hasta'], {
      desde: 'acordados desde este día, incluido',
      hasta: 'acordados hasta este día, incluido',
    });
    orden
      .option('--abiertos', 'sólo los que están en curso: abierta, vigente y en-falta')
      .addOption(opcionDeEstados())
      .addOption(
        opcionDeLista({ indicadores: '--tipo <tipo>', descripcion: 'sólo los de este tipo', valores: tiposDeAcuerdo }),
      );
    agregarFiltros(orden, ['limite']);
    conEjemplos(orden, [
      ['cobranzas acuerdo listar --abiertos', 'lo que está en curso, primero lo que vence antes'],
      ['cobranzas acuerdo listar --estado incumplida,parcial,caido', 'lo que no se cumplió'],
      ['cobranzas acuerdo listar --cliente espiga', 'la historia de un cliente'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      await contexto.presentar({
        columnas: columnasDeAcuerdos,
        filas: leerFilas(libro, contexto, opciones),
        vacio: 'ningún acuerdo cumple lo pedido',
      });
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

function opcionDeEstados(): Option {
  const bandera = '--estado <estados>';
  return new Option(bandera, `sólo estos estados, separados por coma: ${estadosDeAcuerdo.join(' ')}`).argParser(
    (texto) =>
      texto
        .split(',')
        .map((estado) => elegirCodigo(estado.trim(), { admitidos: estadosDeAcuerdo, bandera: '--estado' })),
  );
}

function leerFilas(libro: Libro, { hoy }: Contexto, opciones: Opciones): FilaDeAcuerdo[] {
  // El filtro común de estado es el de los documentos: los de un acuerdo son otros.
  const filtros = leerFiltros({ ...opciones, estado: undefined });
  const estados = opciones.estado as readonly EstadoDeAcuerdo[] | undefined;
  const clienteIds = clientesPedidos(libro, filtros);
  const soloAbiertos = opciones.abiertos === true;
  const evaluados = leerAcuerdos(libro, {
    hoy,
    enVigor: soloAbiertos,
    ...(clienteIds === null ? {} : { clienteIds }),
  }).filter(
    ({ acuerdo, estado, vigente }) =>
      (!soloAbiertos || vigente) &&
      (estados === undefined || estados.includes(estado)) &&
      (opciones.tipo === undefined || acuerdo.tipo === opciones.tipo) &&
      (filtros.moneda === null || acuerdo.moneda === filtros.moneda) &&
      (filtros.desde === null || acuerdo.creado >= filtros.desde) &&
      (filtros.hasta === null || acuerdo.creado <= filtros.hasta),
  );
  const fichas = leerFichas(
    libro,
    evaluados.map(({ acuerdo }) => acuerdo.clienteId),
  );
  const filas = evaluados.map((evaluado) => {
    const ficha = fichas.get(evaluado.acuerdo.clienteId);
    return { evaluado, clienteId: ficha?.codigo ?? '', cliente: ficha?.nombre ?? '' };
  });
  filas.sort(compararFilas);
  return filas.slice(0, filtros.limite ?? filas.length);
}

function clientesPedidos(libro: Libro, filtros: Filtros): Iterable<number> | null {
  const filtrados = leerClientesFiltrados(libro, filtros);
  if (filtros.cliente === null) return filtrados;
  const { id } = resolverCliente(libro, filtros.cliente);
  return filtrados === null || filtrados.has(id) ? [id] : [];
}

/** Primero lo que está en curso, por su próxima cuota; después lo terminado, de lo más nuevo a lo más viejo. */
function compararFilas({ evaluado: uno }: FilaDeAcuerdo, { evaluado: otro }: FilaDeAcuerdo): number {
  const [proximaUna, proximaOtra] = [uno, otro].map(({ proxima }) => proxima?.vencimiento ?? '9999');
  if (proximaUna !== proximaOtra) return (proximaUna ?? '') < (proximaOtra ?? '') ? -1 : 1;
  if (uno.proxima === null && uno.acuerdo.creado !== otro.acuerdo.creado) {
    return uno.acuerdo.creado > otro.acuerdo.creado ? -1 : 1;
  }
  return uno.acuerdo.id - otro.acuerdo.id;
}
