import { abrirParaLeer, type Libro } from '../datos/abrir.ts';
import { leerCanales } from '../datos/canales.ts';
import {
  type CorteDeCartera,
  leerClientesFiltrados,
  leerCuentasConSaldoAFavor,
  leerCuentasVencidas,
  leerDetalles,
  leerFacturasVencidas,
} from '../datos/cartera.ts';
import { leerUltimosContactos } from '../datos/contactos.ts';
import { leerFichas, leerFichasDeDocumentos } from '../datos/fichas.ts';
import { type HechosDePrioridad, leerHechosDePrioridad } from '../datos/hechos-de-prioridad.ts';
import { leerAjustesPosteriores } from '../datos/saldos.ts';
import { unidadesDesde } from '../dominio/cifra.ts';
import { elegirEstrategia } from '../dominio/estrategias.ts';
import {
  armarLista,
  primeraRetencion,
  type Retencion,
  retencionPorPausa,
  retencionPorSaldoAFavor,
  retencionPropia,
  type Seleccion,
} from '../dominio/lista-prioridad.ts';
import type { Estrategia } from '../dominio/politica.ts';
import { avisosDeAjustes } from '../salida/aviso-de-ajustes.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { agregarFiltros, type Filtros, leerFiltros } from './filtros.ts';
import { conEjemplos, opcionDeLista } from './opciones.ts';
import { columnasDeClientes, columnasDeFacturas } from './priorizar-columnas.ts';

/** Renglones que caben de un vistazo en una terminal. */
const LIMITE_EN_TERMINAL = 20;

/** `cobranzas priorizar`: a quién contactar primero, y por qué. */
export const comando: Comando = {
  configurar(orden) {
    agregarFiltros(orden, ['dias', 'montoMinimo', 'segmento', 'gestorAsignado', 'moneda', 'limite'], {
      dias: 'cuenta sólo las facturas con al menos n días de mora (por omisión, los de la estrategia)',
      montoMinimo: 'saldo vencido mínimo, en la moneda de cada fila (por omisión, el de la estrategia)',
      limite: `muestra a lo sumo n filas (por omisión, ${LIMITE_EN_TERMINAL} en una terminal y todas si no)`,
    });
    orden
      .option('--estrategia <nombre>', 'con qué criterio: equilibrada, montos, antiguas, crisis o una de la política')
      .addOption(
        opcionDeLista({
          indicadores: '--por <unidad>',
          descripcion: 'una fila por cliente o por factura',
          valores: ['cliente', 'factura'],
        }).default('cliente', 'cliente'),
      )
      .option('--explicar', 'agrega los puntos de cada criterio, que suman el puntaje')
      .option('--todos', 'agrega al final a quienes no se contacta, con el motivo');
    conEjemplos(orden, [
      ['cobranzas priorizar --dias 60', 'sólo lo que tiene 60 días de mora o más'],
      ['cobranzas priorizar --estrategia antiguas --explicar', 'lo más viejo primero, con los puntos'],
      ['cobranzas priorizar --gestor-asignado ana --salida hoy.xlsx', 'la planilla del día de una persona'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const pedida = opciones.estrategia as string | undefined;
    const { estrategia, aviso } = elegirEstrategia(contexto.politica, { pedida, hoy: contexto.hoy });
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const pedido = armarPedido(libro, { contexto, filtros, opciones, estrategia });
      if (aviso !== null) contexto.consola.avisar(aviso);
      const ajustes = leerAjustesPosteriores(libro, contexto.hoy);
      for (const texto of avisosDeAjustes(ajustes, contexto.hoy)) contexto.consola.avisar(texto);
      await (opciones.por === 'factura' ? presentarFacturas(libro, pedido) : presentarClientes(libro, pedido));
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

/** Lo que se pidió, con todo lo que faltaba ya decidido. */
interface Pedido {
  readonly contexto: Contexto;
  readonly estrategia: Estrategia;
  /** Los días son los de la opción o, si no, los de la estrategia. */
  readonly corte: CorteDeCartera;
  readonly seleccion: Seleccion;
  readonly limite: number;
  readonly explicar: boolean;
  readonly todos: boolean;
  readonly hechos: HechosDePrioridad;
  readonly retencion: Retencion;
}

function armarPedido(
  libro: Libro,
  {
    contexto,
    filtros,
    opciones,
    estrategia,
  }: { contexto: Contexto; filtros: Filtros; opciones: Opciones; estrategia: Estrategia },
): Pedido {
  const { montoMinimo } = filtros;
  const { hoy, politica } = contexto;
  const corte = { hoy, diasMoraMin: filtros.dias ?? estrategia.diasMoraMin };
  const hechos = leerHechosDePrioridad(libro, { hoy, limites: politica.clases.limites });
  return {
    contexto,
    estrategia,
    corte,
    hechos,
    retencion: primeraRetencion(
      retencionPorPausa(hechos.pausas),
      retencionPropia,
      retencionPorSaldoAFavor(leerCuentasConSaldoAFavor(libro, corte)),
    ),
    seleccion: {
      clientes: leerClientesFiltrados(libro, filtros),
      moneda: filtros.moneda,
      saldoMinDe: (moneda) =>
        montoMinimo === null ? (estrategia.saldoMin.get(moneda) ?? 0) : unidadesDesde(montoMinimo, moneda),
    },
    limite: filtros.limite ?? (contexto.consola.esTerminal ? LIMITE_EN_TERMINAL : Number.POSITIVE_INFINITY),
    explicar: opciones.explicar === true,
    todos: opciones.todos === true,
  };
}

async function presentarClientes(libro: Libro, pedido: Pedido): Promise<void> {
  const { contexto, estrategia, seleccion, corte, hechos, retencion } = pedido;
  const lista = armarLista(leerCuentasVencidas(libro, corte, hechos), estrategia, { seleccion, retencion });
  const puestos = primeros(lista.recorrer(pedido.todos), pedido.limite);
  const clienteIds = puestos.map(({ cuenta }) => cuenta.clienteId);
  const fichas = leerFichas(libro, clienteIds);
  const detalleDe = leerDetalles(libro, corte, clienteIds);
  const contactos = leerUltimosContactos(libro, corte.hoy, clienteIds);
  const canales = leerCanales(libro, clienteIds, corte.hoy);
  const filas = puestos.flatMap((puesto) => {
    const { clienteId, moneda } = puesto.cuenta;
    const ficha = fichas.get(clienteId);
    const detalle = detalleDe(clienteId, moneda);
    const contacto = contactos.get(clienteId);
    return ficha === undefined || detalle === undefined
      ? []
      : [{ puesto, ficha, detalle, contacto, canales: canales.get(clienteId) }];
  });
  await contexto.presentar({
    columnas: columnasDeClientes({ ...pedido, hoy: corte.hoy }),
    filas,
    vacio: vacio(pedido),
  });
  informar(pedido, { lista, mostradas: filas.length, unidad: 'cuenta' });
}

async function presentarFacturas(libro: Libro, pedido: Pedido): Promise<void> {
  const { contexto, estrategia, seleccion, corte, hechos, retencion } = pedido;
  const lista = armarLista(leerFacturasVencidas(libro, corte, hechos), estrategia, { seleccion, retencion });
  const puestos = primeros(lista.recorrer(pedido.todos), pedido.limite);
  const fichas = leerFichas(
    libro,
    puestos.map(({ cuenta }) => cuenta.clienteId),
  );
  const documentos = leerFichasDeDocumentos(
    libro,
    puestos.map(({ cuenta }) => cuenta.documentoId),
  );
  const filas = puestos.flatMap((puesto) => {
    const ficha = fichas.get(puesto.cuenta.clienteId);
    const documento = documentos.get(puesto.cuenta.documentoId);
    return ficha === undefined || documento === undefined ? [] : [{ puesto, ficha, documento }];
  });
  await contexto.presentar({ columnas: columnasDeFacturas(pedido), filas, vacio: vacio(pedido) });
  informar(pedido, { lista, mostradas: filas.length, unidad: 'factura' });
}

function primeros<T>(valores: Iterable<T>, limite: number): T[] {
  const tomados: T[] = [];
  for (const valor of valores) {
    tomados.push(valor);
    if (tomados.length >= limite) break;
  }
  return tomados;
}

function vacio({ corte: { hoy, diasMoraMin } }: Pedido): string {
  return diasMoraMin === 1
    ? `Nadie a quien contactar: no hay nada vencido al ${hoy}.`
    : `Nadie a quien contactar: no hay nada con ${diasMoraMin} días de mora o más al ${hoy}.`;
}

type Unidad = 'cuenta' | 'factura';

interface Cuentas {
  readonly lista: { readonly cuantas: number; readonly cuantasRetenidas: number };
  readonly mostradas: number;
  readonly unidad: Unidad;
}

function informar({ contexto, estrategia, corte, todos, limite }: Pedido, { lista, mostradas, unidad }: Cuentas): void {
  const { consola } = contexto;
  const desde = corte.diasMoraMin === 1 ? '' : `, desde ${corte.diasMoraMin} días de mora`;
  consola.informar(
    `estrategia «${estrategia.nombre}»${desde}, al ${corte.hoy}: ${contar(lista.cuantas, unidad)} por contactar`,
  );
  if (lista.cuantasRetenidas > 0 && !todos) {
    consola.informar(
      `${contar(lista.cuantasRetenidas, unidad)} sin reclamar por ahora: se ven, con el motivo, con --todos`,
    );
  }
  if (limite === LIMITE_EN_TERMINAL && mostradas < lista.cuantas) {
    consola.sugerir(`se muestran ${mostradas}; para ver más, por ejemplo: --limite ${mostradas * 5}`);
  }
}

function contar(cuantas: number, unidad: Unidad): string {
  return `${cuantas} ${cuantas === 1 ? unidad : `${unidad}s`}`;
}
