import type { AcuerdoEvaluado, Caida, Cuota, DocumentoAcordado, TipoDeAcuerdo } from './acuerdo.ts';
import { armarCuotas, plazoDe } from './acuerdo-cuotas.ts';
import { elegirDocumentos } from './acuerdo-documentos.ts';
import { excesosDe, exigirLimites } from './acuerdo-limites.ts';
import type { DocumentoPosible, Situacion, Terminos } from './acuerdo-terminos.ts';
import { textoDeEstado } from './acuerdo-texto.ts';
import { type Moneda, porcentajeDe, textoLocal } from './dinero.ts';
import { ErrorDeDatos } from './errores.ts';
import type { Fecha } from './fecha.ts';

/** Un acuerdo decidido, listo para registrar. */
export interface PlanDeAcuerdo {
  readonly tipo: TipoDeAcuerdo;
  readonly moneda: Moneda;
  readonly total: number;
  readonly descuento: number;
  readonly creado: Fecha;
  readonly caida: Caida;
  readonly cuotas: readonly Cuota[];
  readonly documentos: readonly DocumentoAcordado[];
  /** Acuerdos en curso que éste deja sin efecto. */
  readonly reemplaza: readonly number[];
  /** Quién autorizó pasar de qué límite; `null` si no hizo falta. */
  readonly autorizacion: string | null;
  /** Lo que conviene saber antes de darlo por bueno. */
  readonly avisos: readonly string[];
}

/**
 * Decide un acuerdo: qué documentos abarca, cuánto y cuándo se paga, a qué otros reemplaza y si la política lo permite.
 * Lanza {@link ErrorDeDatos} si no se puede, y dice por qué.
 */
export function planificarAcuerdo(terminos: Terminos, situacion: Situacion): PlanDeAcuerdo {
  const { creado, moneda, politica } = situacion;
  const { elegidos, avisos } = elegirDocumentos(terminos, situacion);
  const reemplaza = reemplazadosPor(terminos, situacion, elegidos);
  const comprometido = situacion.adicional ? prometidoSobre(elegidos, situacion) : 0;
  const saldo = elegidos.reduce((suma, documento) => suma + documento.saldo, 0) - comprometido;
  const pago = pagoDe(terminos, saldo, { ...situacion, elegidos });
  const total = pago.cuotas.reduce((suma, { monto }) => suma + monto, 0);
  const excesos = excesosDe({ creado, total, ...pago }, politica);
  const autorizacion = exigirLimites(excesos, situacion.autoriza, { ...politica, cliente: situacion.cliente });
  return {
    tipo: tipoDe(terminos, elegidos, creado),
    moneda,
    total,
    descuento: pago.descuento,
    creado,
    caida: politica.caida,
    cuotas: pago.cuotas,
    documentos: elegidos.map(({ documentoId, saldo: debido }) => ({ documentoId, saldo: debido })),
    reemplaza,
    autorizacion,
    avisos,
  };
}

/** Un descuento pedido como quita cuando nada venció es un pronto pago. */
function tipoDe(terminos: Terminos, documentos: readonly DocumentoPosible[], creado: Fecha): TipoDeAcuerdo {
  if (terminos.clase !== 'quita') return terminos.clase;
  const { hasta } = terminos;
  return documentos.every(({ vencimiento }) => vencimiento >= creado && hasta <= vencimiento) ? 'pronto-pago' : 'quita';
}

interface Pago {
  readonly cuotas: readonly Cuota[];
  readonly descuento: number;
  readonly cantidadDeCuotas: number;
  readonly quitaPuntosBasicos: number;
}

/** La situación con los documentos ya elegidos. */
type SituacionElegida = Omit<Situacion, 'elegidos'> & { readonly elegidos: readonly DocumentoPosible[] };

function pagoDe(terminos: Terminos, saldo: number, situacion: SituacionElegida): Pago {
  if (terminos.clase === 'promesa') return pagoDePromesa(terminos, saldo, situacion);
  if (terminos.clase === 'cuotas') return pagoEnCuotas(terminos, saldo, situacion);
  const { puntosBasicos, hasta } = terminos;
  exigirFutura(hasta, situacion.creado, 'el descuento');
  if (terminos.clase === 'pronto-pago') exigirSinVencer(hasta, situacion.elegidos);
  const descuento = descuentoDe(puntosBasicos, saldo, situacion);
  // El descuento vale hasta un día y ni uno más: no lleva tolerancia.
  const cuotas = [{ numero: 1, vencimiento: hasta, fin: hasta, monto: saldo - descuento }];
  return { cuotas, descuento, cantidadDeCuotas: 1, quitaPuntosBasicos: puntosBasicos };
}

function pagoDePromesa(
  { fecha, monto }: Extract<Terminos, { clase: 'promesa' }>,
  saldo: number,
  situacion: SituacionElegida,
): Pago {
  const { creado, politica, feriados } = situacion;
  exigirFutura(fecha, creado, 'la promesa');
  if (saldo <= 0) {
    throw new ErrorDeDatos('todo lo que debe ya está prometido', {
      sugerencia: 'vea las promesas con: cobranzas acuerdo listar, o quite --adicional para reemplazarlas',
    });
  }
  if (monto !== null && monto > saldo) {
    const [prometido, debe] = [monto, saldo].map((unidades) => escribir(unidades, situacion));
    const hayDisputa = situacion.documentos.some(({ enDisputa }) => enDisputa > 0);
    throw new ErrorDeDatos(`no puede prometer ${prometido}: lo que se puede prometer es ${debe}`, {
      sugerencia: `prometa a lo sumo lo que debe${hayDisputa ? ' y no está en disputa' : ''}, o nombre más facturas con --facturas`,
    });
  }
  const plazo = plazoDe(fecha, { toleranciaDiasHabiles: politica.toleranciaDiasHabiles, feriados });
  return {
    cuotas: [{ numero: 1, ...plazo, monto: monto ?? saldo }],
    descuento: 0,
    cantidadDeCuotas: 1,
    quitaPuntosBasicos: 0,
  };
}

function pagoEnCuotas(
  terminos: Extract<Terminos, { clase: 'cuotas' }>,
  saldo: number,
  situacion: SituacionElegida,
): Pago {
  const { cantidad, primera, cada, puntosBasicos } = terminos;
  const { creado, politica, feriados } = situacion;
  exigirFutura(primera, creado, 'la primera cuota');
  const descuento = puntosBasicos === 0 ? 0 : descuentoDe(puntosBasicos, saldo, situacion);
  const total = saldo - descuento;
  const anticipo = anticipoDe(terminos, total);
  if (anticipo >= total) {
    const [adelanto, acordado] = [anticipo, total].map((unidades) => escribir(unidades, situacion));
    throw new ErrorDeDatos(`el anticipo de ${adelanto} no deja nada para las cuotas: se acuerdan ${acordado}`, {
      sugerencia: 'baje el anticipo, o regístrelo como una promesa: --promesa <fecha>',
    });
  }
  if (total - anticipo < cantidad) {
    throw new ErrorDeDatos(`${escribir(total - anticipo, situacion)} no alcanzan para ${cantidad} cuotas`, {
      sugerencia: 'pida menos cuotas',
    });
  }
  const { toleranciaDiasHabiles } = politica;
  const cuotas = armarCuotas({ total, cantidad, primera, cada, anticipo, creado, toleranciaDiasHabiles, feriados });
  return { cuotas, descuento, cantidadDeCuotas: cantidad, quitaPuntosBasicos: puntosBasicos };
}

function anticipoDe({ anticipo }: Extract<Terminos, { clase: 'cuotas' }>, total: number): number {
  if (anticipo === null) return 0;
  return 'monto' in anticipo ? anticipo.monto : porcentajeDe(total, anticipo.puntosBasicos);
}

function descuentoDe(puntosBasicos: number, saldo: number, situacion: SituacionElegida): number {
  const descuento = porcentajeDe(saldo, puntosBasicos);
  if (descuento > 0 && descuento < saldo) return descuento;
  throw new ErrorDeDatos(`ese porcentaje no da un descuento sobre ${escribir(saldo, situacion)}`, {
    sugerencia: 'el descuento tiene que ser algo, y menos que todo lo que se debe',
  });
}

function exigirFutura(fecha: Fecha, creado: Fecha, cosa: string): void {
  if (fecha >= creado) return;
  throw new ErrorDeDatos(`${cosa} no puede ser para un día que ya pasó: ${fecha} es anterior a ${creado}`, {
    sugerencia: 'escriba una fecha de hoy en adelante; si se acordó antes, agregue --fecha con el día en que se acordó',
  });
}

function exigirSinVencer(hasta: Fecha, documentos: readonly DocumentoPosible[]): void {
  const antes = documentos.find(({ vencimiento }) => vencimiento < hasta);
  if (antes === undefined) return;
  throw new ErrorDeDatos(`${antes.numero} vence el ${antes.vencimiento}: un pronto pago no puede valer hasta después`, {
    sugerencia: 'acorte --hasta, o conceda una quita: --quita <porcentaje> --hasta <fecha>',
  });
}

function compartenDocumento({ acuerdo }: AcuerdoEvaluado, documentos: readonly DocumentoPosible[]): boolean {
  return acuerdo.documentos.some(({ documentoId }) => documentos.some((otro) => otro.documentoId === documentoId));
}

/** Una promesa o un descuento en curso sobre los mismos documentos queda sin efecto; un plan hay que renegociarlo. */
function reemplazadosPor(terminos: Terminos, situacion: Situacion, documentos: readonly DocumentoPosible[]): number[] {
  const { enCurso, renegocia, adicional } = situacion;
  const otros = enCurso.filter((otro) => otro.acuerdo.id !== renegocia && compartenDocumento(otro, documentos));
  const plan = otros.find(({ acuerdo }) => acuerdo.tipo === 'cuotas');
  if (plan !== undefined) {
    const { id } = plan.acuerdo;
    throw new ErrorDeDatos(
      `alguna de esas facturas ya está en el plan de cuotas ${id}, que está ${textoDeEstado(plan.estado)}`,
      {
        sugerencia: `para cambiarlo: cobranzas acuerdo renegociar ${id} …\npara dejarlo sin efecto: cobranzas acuerdo anular ${id} --motivo …`,
      },
    );
  }
  if (!adicional) return otros.map(({ acuerdo }) => acuerdo.id);
  const sinSuma = otros.find(({ acuerdo }) => acuerdo.tipo !== 'promesa');
  if (terminos.clase !== 'promesa' || sinSuma !== undefined) {
    throw new ErrorDeDatos('sólo una promesa se puede sumar a otra promesa', {
      sugerencia: 'quite --adicional para reemplazar lo anterior',
    });
  }
  return [];
}

function prometidoSobre(documentos: readonly DocumentoPosible[], { enCurso }: Situacion): number {
  return enCurso
    .filter((otro) => compartenDocumento(otro, documentos))
    .reduce((suma, { pendiente }) => suma + pendiente, 0);
}

function escribir(monto: number, { moneda }: Pick<Situacion, 'moneda'>): string {
  return `${textoLocal({ monto, moneda })} ${moneda}`;
}
