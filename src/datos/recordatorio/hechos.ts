import { agruparPor } from '../../dominio/agrupar.ts';
import type { CanalesDeCliente } from '../../dominio/canal.ts';
import type { Moneda } from '../../dominio/dinero.ts';
import { type Fecha, fechaDeNumero, numeroDeDia, sumarDias } from '../../dominio/fecha.ts';
import type { Partida } from '../../dominio/partidas.ts';
import type { Pausa } from '../../dominio/pausa.ts';
import type { Politica } from '../../dominio/politica.ts';
import { codigosDeEvento, estaAlDia } from '../../dominio/recordatorio/eventos.ts';
import { planesCaidos, promesasRotas, separarCuotas } from '../../dominio/recordatorio/partes.ts';
import type { ClientePorRecordar, CuentaPorRecordar, UnidadDeReclamo } from '../../dominio/recordatorio/tipos.ts';
import { SEMANA } from '../../dominio/recordatorio/topes.ts';
import { leerSaldosAFavor } from '../cartera.ts';
import { type Clasificaciones, clasificarClientes } from '../clasificaciones.ts';
import type { Libro } from '../conexion.ts';
import { leerRetenciones } from '../hechos-de-prioridad.ts';
import { hayHechosPosteriores } from '../saldos.ts';
import { PasosRepetidos } from './compactos.ts';
import { type Historial, leerHistorial } from './historial.ts';
import { abrirDetalles, type DetalleDeDocumento, UnidadLeida } from './leidos.ts';
import { leerPagosRecientes } from './pagos-recientes.ts';
import { leerRelacion, type RelacionConClientes } from './relacion.ts';
import { type DocumentoAbierto, leerTandas, type Tanda } from './tandas.ts';

/** De quiénes se leen los hechos y a qué día; `clienteIds` en `null` es de todos los que deben algo. */
export interface PedidoDeClientes {
  readonly hoy: Fecha;
  readonly politica: Politica;
  readonly clienteIds: readonly number[] | null;
}

/**
 * Lee, de a conjuntos y nunca por cliente, todo lo que decide si hoy se le escribe a cada cliente que debe algo o tiene un
 * mensaje en curso, por número interno. La clase y los datos de cada factura se leen recién cuando se los pide, así que el
 * libro tiene que seguir abierto mientras se usan.
 */
export function* leerClientesPorRecordar(libro: Libro, pedido: PedidoDeClientes): Generator<ClientePorRecordar> {
  const comunes = leerComunes(libro, pedido);
  const { hoy, clienteIds } = pedido;
  const enCurso = [...comunes.historial.monedasEnCurso.keys(), ...comunes.pagosRecientes.keys()];
  for (const tanda of leerTandas(libro, { hoy, clienteIds, conPosteriores: comunes.conPosteriores, enCurso })) {
    yield* armarTanda(tanda, comunes);
  }
}

/** Lo que se lee una vez para todos. */
interface Comunes {
  readonly hoy: Fecha;
  readonly conPosteriores: boolean;
  readonly partidas: ReadonlyMap<number, readonly Partida[]>;
  readonly rotas: ReadonlyMap<number, Fecha>;
  readonly caidos: ReadonlyMap<number, Fecha>;
  readonly pausas: ReadonlyMap<number, Pausa>;
  readonly saldosAFavor: ReadonlyMap<number, ReadonlyMap<Moneda, number>>;
  readonly historial: Historial;
  /** Los últimos pagos que se podrían agradecer; vacío si la política no lo pide. */
  readonly pagosRecientes: ReadonlyMap<number, ReadonlyMap<Moneda, Fecha>>;
  readonly relacion: RelacionConClientes;
  readonly clases: () => Clasificaciones;
  readonly detalleDe: DetalleDeDocumento;
  readonly pasosRepetidos: PasosRepetidos;
  /** Los pasos que se hacen llamando, con sus días desde el vencimiento. */
  readonly pasosDeLlamada: readonly { readonly codigo: string; readonly dias: number }[];
}

function leerComunes(libro: Libro, { hoy, politica, clienteIds }: PedidoDeClientes): Comunes {
  const conPosteriores = hayHechosPosteriores(libro, hoy);
  const { acuerdos, partidas, pausas } = leerRetenciones(libro, hoy, clienteIds);
  const dias = Math.max(SEMANA, politica.contacto.separacionDias);
  const pedido = { hoy, desde: sumarDias(hoy, 1 - dias), clienteIds, gestion: politica.gestion };
  const [rotas, caidos] = [promesasRotas(acuerdos), planesCaidos(acuerdos)];
  const incumplidos = new Set([...rotas.keys(), ...caidos.keys()]);
  let clases: Clasificaciones | undefined;
  return {
    hoy,
    conPosteriores,
    pausas,
    partidas: agruparPor(separarCuotas(partidas, acuerdos), ({ documentoId }) => documentoId),
    rotas,
    caidos,
    saldosAFavor: leerSaldosAFavor(libro, hoy, conPosteriores, clienteIds),
    historial: leerHistorial(libro, { ...pedido, avisos: pasosQueAvisan(politica), incumplidos }),
    pagosRecientes: politica.recordatorios.eventos.gracias ? leerPagosRecientes(libro, { hoy, clienteIds }) : new Map(),
    relacion: leerRelacion(libro, pedido),
    clases: () => {
      const { limites } = politica.clases;
      clases ??= clasificarClientes(libro, { hoy, limites, clientes: clienteIds }, acuerdos);
      return clases;
    },
    detalleDe: abrirDetalles(libro),
    pasosRepetidos: new PasosRepetidos(),
    pasosDeLlamada: politica.recordatorios.pasos
      .filter(({ canal }) => canal === 'llamada')
      .map(({ codigo, diasDesdeVencimiento }) => ({ codigo, dias: diasDesdeVencimiento })),
  };
}

/** Los pasos que no reclaman nada vencido. */
function pasosQueAvisan({ recordatorios }: Politica): ReadonlySet<string> {
  const avisos = recordatorios.pasos.filter(({ diasDesdeVencimiento }) => diasDesdeVencimiento <= 0);
  return new Set([...Object.values(codigosDeEvento), ...avisos.map(({ codigo }) => codigo)]);
}

const sinCanales: CanalesDeCliente = new Map();

function* armarTanda({ fichas, documentos }: Tanda, comunes: Comunes): Generator<ClientePorRecordar> {
  const { historial, relacion, pausas } = comunes;
  for (const [id, ficha] of fichas) {
    const deMensajes = historial.contactosDe(id);
    const registrados = relacion.contactos.get(id);
    yield {
      ...ficha,
      // Cuesta una pasada por los pagos y casi ninguna política la mira.
      get clase() {
        return comunes.clases().de(id).clase;
      },
      pausa: pausas.get(id) ?? null,
      dicho: relacion.dichos.get(id) ?? null,
      canales: relacion.canales.get(id) ?? sinCanales,
      contactos: registrados === undefined ? deMensajes : [...deMensajes, ...registrados],
      destinosMalos: historial.destinosMalosDe(id),
      equivocadoEl: relacion.equivocados.get(id) ?? null,
      cuentas: armarCuentas(id, documentos.get(id) ?? [], comunes),
    };
  }
}

/** Los documentos vienen por moneda y vencimiento. */
function armarCuentas(
  clienteId: number,
  documentos: readonly DocumentoAbierto[],
  comunes: Comunes,
): CuentaPorRecordar[] {
  const { historial, saldosAFavor } = comunes;
  const porMoneda = new Map<Moneda, UnidadDeReclamo[]>();
  let desordenadas = false;
  for (const documento of documentos) {
    let unidades = porMoneda.get(documento.moneda);
    if (unidades === undefined) {
      unidades = [];
      porMoneda.set(documento.moneda, unidades);
    }
    const partidas = comunes.partidas.get(documento.id);
    if (partidas === undefined) {
      unidades.push(armarUnidad(clienteId, documento, entera(documento), comunes));
    } else {
      desordenadas = true;
      for (const partida of partidas) {
        const vencimiento = fechaDeNumero(partida.venceDia);
        unidades.push(armarUnidad(clienteId, documento, { ...partida, vencimiento }, comunes));
      }
    }
  }
  // Quien ya no debe nada y tiene un mensaje sin terminar también se decide: hay que descartarlo.
  const pagos = comunes.pagosRecientes.get(clienteId);
  for (const moneda of [...(historial.monedasEnCurso.get(clienteId) ?? []), ...(pagos?.keys() ?? [])])
    if (!porMoneda.has(moneda)) porMoneda.set(moneda, []);
  const monedas = porMoneda.size === 1 ? [...porMoneda.keys()] : [...porMoneda.keys()].sort();
  const alDia = pagos !== undefined && [...porMoneda.values()].every((unidades) => estaAlDia(unidades, comunes.hoy));
  return monedas.map((moneda) => {
    const unidades = porMoneda.get(moneda) ?? [];
    return {
      moneda,
      unidades: desordenadas ? unidades.sort(compararUnidades) : unidades,
      saldoAFavor: saldosAFavor.get(clienteId)?.get(moneda) ?? 0,
      ultimo: historial.ultimoDe(clienteId, moneda),
      ultimoReclamo: historial.ultimoReclamoDe(clienteId, moneda),
      enCurso: historial.enCursoDe(clienteId, moneda),
      alDiaDesde: alDia ? (pagos.get(moneda) ?? null) : null,
    };
  });
}

/** Lo que una parte del documento tiene de propio. */
type Parte = Pick<UnidadDeReclamo, 'vencimiento' | 'saldo' | 'acuerdoId' | 'retenida'>;

function entera({ vencimiento, saldo }: DocumentoAbierto): Parte {
  return { vencimiento, saldo, acuerdoId: null, retenida: null };
}

function armarUnidad(
  clienteId: number,
  { id }: DocumentoAbierto,
  { vencimiento, saldo, acuerdoId, retenida }: Parte,
  comunes: Comunes,
): UnidadDeReclamo {
  const nombrado = comunes.historial.nombradoEl(id) ?? '';
  const sinDecir = (desde: Fecha | undefined) => desde !== undefined && nombrado < desde;
  return new UnidadLeida(comunes.detalleDe, {
    documentoId: id,
    acuerdoId,
    vencimiento,
    saldo,
    retenida,
    // Se lo recuerda una vez: después de un mensaje que ya la nombró vuelve el tono del paso.
    promesaIncumplida: sinDecir(comunes.rotas.get(id)),
    planCaido: sinDecir(comunes.caidos.get(id)),
    pasosHechos: pasosHechosDe(clienteId, { documentoId: id, vencimiento, acuerdoId }, comunes),
  });
}

/** Lo que dejaron hecho los mensajes, y los pasos de llamada que alguien ya hizo desde el día en que tocaban. */
function pasosHechosDe(
  clienteId: number,
  parte: Pick<UnidadDeReclamo, 'documentoId' | 'vencimiento' | 'acuerdoId'>,
  { historial, relacion, pasosDeLlamada, pasosRepetidos }: Comunes,
): ReadonlyMap<string, Fecha> {
  const llamada = relacion.llamadas.get(clienteId);
  let hechos = historial.pasosDe(parte, pasosRepetidos);
  if (llamada === undefined) return hechos;
  const dias = numeroDeDia(llamada) - numeroDeDia(parte.vencimiento);
  for (const { codigo, dias: umbral } of pasosDeLlamada)
    if (dias >= umbral) hechos = pasosRepetidos.con(hechos, codigo, llamada);
  return hechos;
}

function compararUnidades(una: UnidadDeReclamo, otra: UnidadDeReclamo): number {
  if (una.vencimiento !== otra.vencimiento) return una.vencimiento < otra.vencimiento ? -1 : 1;
  return una.documentoId - otra.documentoId || Number(una.retenida !== null) - Number(otra.retenida !== null);
}
