import { abrirParaLeer } from '../datos/abrir.ts';
import { leerAcuerdos } from '../datos/acuerdos.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerClientesFiltrados } from '../datos/cartera.ts';
import {
  type CumplimientoDePromesas,
  calcularCumplimiento,
  formulasDePromesas,
  tasaDecimas,
} from '../dominio/acuerdo-tasa.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando, Contexto } from './comando.ts';
import { agregarFiltros, type Filtros, leerFiltros } from './filtros.ts';
import { conEjemplos } from './opciones.ts';

type Fila = CumplimientoDePromesas;

function cuenta(clave: string, titulo: string, valor: (fila: Fila) => number, importancia = 5): Columna<Fila> {
  return { clave, titulo, tipo: 'entero', valor, importancia };
}

function monto(clave: string, titulo: string, valor: (fila: Fila) => number): Columna<Fila> {
  return { clave, titulo, tipo: 'monto', valor, moneda: ({ moneda }) => moneda, importancia: 6 };
}

function tasa(clave: string, titulo: string, valor: (fila: Fila) => number | null): Columna<Fila> {
  return {
    clave,
    titulo,
    tipo: 'decimal',
    importancia: 9,
    valor: (fila) => {
      const decimas = valor(fila);
      return decimas === null ? null : decimas / 10;
    },
  };
}

const columnaDeGestor: Columna<Fila> = {
  clave: 'gestor',
  titulo: 'Gestor',
  tipo: 'texto',
  valor: ({ gestor }) => gestor,
  importancia: 9,
};

const columnasComunes: readonly Columna<Fila>[] = [
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda, importancia: 9 },
  cuenta('promesas', 'Promesas', ({ promesas }) => promesas, 8),
  cuenta('cumplidas', 'Cumplidas', ({ cumplidas }) => cumplidas, 8),
  cuenta('parciales', 'Parciales', ({ parciales }) => parciales),
  cuenta('incumplidas', 'Incumplidas', ({ incumplidas }) => incumplidas),
  cuenta('cumplidas_tarde', 'Tarde', ({ cumplidasTarde }) => cumplidasTarde),
  tasa('tasa_cantidad', '% cantidad', ({ cumplidas, promesas }) => tasaDecimas(cumplidas, promesas)),
  monto('prometido', 'Prometido', ({ prometido }) => prometido),
  monto('cumplido', 'Cumplido', ({ cumplido }) => cumplido),
  monto('pagado_a_tiempo', 'Pagado a tiempo', ({ pagadoATiempo }) => pagadoATiempo),
  tasa('tasa_monto', '% monto', ({ cumplido, prometido }) => tasaDecimas(cumplido, prometido)),
  cuenta('abiertas', 'Abiertas', ({ abiertas }) => abiertas, 3),
  cuenta('sin_juzgar', 'Sin juzgar', ({ sinJuzgar }) => sinJuzgar, 2),
];

/** `informe promesas`: qué parte de lo prometido se cumplió, por gestor y en total. */
export const comando: Comando = {
  configurar(orden) {
    agregarFiltros(orden, ['cliente', 'segmento', 'gestorAsignado', 'moneda', 'desde', 'hasta'], {
      desde: 'promesas cuya ventana se cerró desde este día, incluido',
      hasta: 'promesas cuya ventana se cerró hasta este día, incluido',
    });
    orden.option('--resumen', 'una fila por moneda, sin los gestores');
    conEjemplos(orden, [
      ['cobranzas informe promesas', 'qué se cumplió de lo que tomó cada gestor'],
      ['cobranzas informe promesas --desde 2026-06-01 --hasta 2026-06-30 --resumen', 'el total de junio'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const evaluados = leerSeleccionados(contexto, filtros);
    const periodo = { desde: filtros.desde, hasta: filtros.hasta };
    const totales = calcularCumplimiento(evaluados, periodo, { porGestor: false });
    const vacio = 'no hay promesas que cumplan lo pedido';
    if (opciones.resumen === true) {
      await contexto.presentar({ columnas: columnasComunes, filas: totales, vacio });
    } else {
      const filas = calcularCumplimiento(evaluados, periodo, { porGestor: true });
      await contexto.presentar({ columnas: [columnaDeGestor, ...columnasComunes], filas, vacio });
      if (enTabla(contexto) && filas.length > totales.length) {
        contexto.consola.titulo('Total');
        await contexto.presentar({ columnas: columnasComunes, filas: totales });
      }
    }
    if (totales.length > 0) explicar(contexto, totales);
    return undefined;
  },
};

function enTabla({ consola, formato }: Contexto): boolean {
  return formato === 'tabla' || (formato === undefined && consola.esTerminal);
}

function leerSeleccionados({ rutaLibro, hoy }: Contexto, filtros: Filtros) {
  const libro = abrirParaLeer(rutaLibro);
  try {
    const filtrados = leerClientesFiltrados(libro, filtros);
    const pedido = filtros.cliente === null ? null : resolverCliente(libro, filtros.cliente).id;
    const clientes = pedido === null ? filtrados : [pedido].filter((id) => filtrados?.has(id) ?? true);
    const evaluados = leerAcuerdos(libro, { hoy, ...(clientes === null ? {} : { clienteIds: clientes }) });
    return evaluados.filter(({ acuerdo }) => filtros.moneda === null || acuerdo.moneda === filtros.moneda);
  } finally {
    libro.cerrar();
  }
}

/** El informe dice con qué fórmula y con qué números se hizo cada tasa. */
function explicar({ consola, hoy }: Contexto, totales: readonly Fila[]): void {
  consola.titulo(`Cómo se calcula, al ${hoy}`);
  for (const formula of formulasDePromesas) consola.informar(`  ${formula}`);
  for (const { moneda, promesas, cumplidas } of totales) {
    const tasaTotal = tasaDecimas(cumplidas, promesas);
    const resultado = tasaTotal === null ? 'n/d' : `${String(tasaTotal / 10).replace('.', ',')} %`;
    consola.informar(`  ${moneda}: ${cumplidas} ÷ ${promesas} = ${resultado}`);
  }
}
