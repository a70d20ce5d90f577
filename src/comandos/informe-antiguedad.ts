import { abrirParaLeer, type Libro } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerClientesFiltrados } from '../datos/cartera.ts';
import { type AntiguedadDeCliente, leerAntiguedades } from '../datos/cartera-antiguedad.ts';
import { type FichaDeCliente, leerFichas } from '../datos/fichas.ts';
import { leerAjustesPosteriores } from '../datos/saldos.ts';
import { type Antiguedad, netoDe, resumirPorMoneda, type Tramo, totalDe, tramosDe } from '../dominio/antiguedad.ts';
import { type Moneda, textoLocal } from '../dominio/dinero.ts';
import { compararNombres } from '../dominio/orden.ts';
import { avisosDeAjustes } from '../salida/aviso-de-ajustes.ts';
import { presentarBarras } from '../salida/barras.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando, Contexto } from './comando.ts';
import { agregarFiltros, type Filtros, leerFiltros } from './filtros.ts';
import { conEjemplos } from './opciones.ts';

/** `cobranzas informe antiguedad`: cuánto debe cada cliente según los días de mora. */
export const comando: Comando = {
  configurar(orden) {
    agregarFiltros(orden, ['cliente', 'segmento', 'gestorAsignado', 'moneda', 'limite']);
    orden.option('--resumen', 'una fila por moneda, sin los clientes');
    conEjemplos(orden, [
      ['cobranzas informe antiguedad', 'un cliente por fila, por tramo de días de mora'],
      ['cobranzas informe antiguedad --resumen --hoy 2026-06-30', 'el total de cada tramo al cierre de junio'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const tramos = tramosDe(contexto.politica.antiguedad.tramos);
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const ajustes = leerAjustesPosteriores(libro, contexto.hoy);
      for (const texto of avisosDeAjustes(ajustes, contexto.hoy)) contexto.consola.avisar(texto);
      const antiguedades = leerSeleccionadas(libro, { contexto, filtros, tramos });
      const resumen = resumirPorMoneda(antiguedades, tramos);
      const vacio = `Nadie debe nada al ${contexto.hoy}.`;
      if (opciones.resumen === true) {
        await contexto.presentar({ columnas: columnasDeMontos(tramos), filas: resumen, vacio });
      } else {
        const columnas = [...columnasDeCliente, ...columnasDeMontos(tramos)];
        await contexto.presentar({
          columnas,
          filas: ordenarFilas(libro, antiguedades, filtros.limite),
          vacio,
        });
      }
      if (enTabla(contexto)) await contexto.consola.escribir(barrasDe(resumen, { tramos, contexto }));
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

function enTabla({ consola, formato }: Contexto): boolean {
  return consola.esTerminal && (formato === undefined || formato === 'tabla');
}

function leerSeleccionadas(
  libro: Libro,
  { contexto, filtros, tramos }: { contexto: Contexto; filtros: Filtros; tramos: readonly Tramo[] },
): AntiguedadDeCliente[] {
  const pedido = filtros.cliente === null ? null : resolverCliente(libro, filtros.cliente).id;
  const clientes = leerClientesFiltrados(libro, filtros);
  return leerAntiguedades(libro, { hoy: contexto.hoy, tramos }).filter(
    ({ clienteId, moneda }) =>
      (pedido === null || clienteId === pedido) &&
      (clientes === null || clientes.has(clienteId)) &&
      (filtros.moneda === null || moneda === filtros.moneda),
  );
}

interface FilaDeMontos extends Antiguedad {
  readonly moneda: Moneda;
}

interface Fila extends FilaDeMontos {
  readonly ficha: FichaDeCliente;
}

function ordenarFilas(libro: Libro, antiguedades: readonly AntiguedadDeCliente[], limite: number | null): Fila[] {
  const fichas = leerFichas(
    libro,
    antiguedades.map(({ clienteId }) => clienteId),
  );
  const filas = antiguedades.flatMap((antiguedad) => {
    const ficha = fichas.get(antiguedad.clienteId);
    return ficha === undefined ? [] : [{ ...antiguedad, ficha }];
  });
  filas.sort(
    (una, otra) =>
      compararNombres(una.ficha.nombre, otra.ficha.nombre) ||
      compararNombres(una.ficha.codigo, otra.ficha.codigo) ||
      compararNombres(una.moneda, otra.moneda),
  );
  return filas.slice(0, limite ?? filas.length);
}

const columnasDeCliente: readonly Columna<Fila>[] = [
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ ficha }) => ficha.codigo, importancia: 3 },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ ficha }) => ficha.nombre, importancia: 9 },
];

function columnasDeMontos(tramos: readonly Tramo[]): Columna<FilaDeMontos>[] {
  const monto = (clave: string, titulo: string, valor: (fila: FilaDeMontos) => number): Columna<FilaDeMontos> => ({
    clave,
    titulo,
    tipo: 'monto',
    valor,
    moneda: ({ moneda }) => moneda,
  });
  return [
    { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda, importancia: 9 },
    ...tramos.map(({ clave, titulo }, orden) => ({
      ...monto(clave, titulo, ({ montos }) => montos[orden] ?? 0),
      // En una terminal angosta lo último que se oculta es lo más viejo.
      importancia: 8 - (tramos.length - 1 - orden) / tramos.length,
    })),
    { ...monto('total', 'Total', totalDe), importancia: 9 },
    { ...monto('saldo_a_favor', 'A favor', ({ saldoAFavor }) => saldoAFavor), importancia: 2 },
    { ...monto('neto', 'Neto', netoDe), importancia: 4 },
    { ...monto('en_disputa', 'En disputa', ({ enDisputa }) => enDisputa), importancia: 3 },
  ];
}

function barrasDe(
  resumen: readonly FilaDeMontos[],
  { tramos, contexto }: { tramos: readonly Tramo[]; contexto: Contexto },
): string {
  const bloques = resumen.map(({ moneda, montos }) =>
    presentarBarras(
      tramos.map(({ titulo }, orden) => {
        const monto = montos[orden] ?? 0;
        return { titulo, valor: monto, texto: `${textoLocal({ monto, moneda })} ${moneda}` };
      }),
      { ancho: contexto.consola.ancho, soloAscii: contexto.entorno.TERM === 'dumb' },
    ),
  );
  return bloques.map((bloque) => `\n${bloque}`).join('');
}
