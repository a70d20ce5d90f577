import type { TipoDeAcuerdo } from './acuerdo.ts';
import { type Cadencia, sumarMeses } from './acuerdo-cuotas.ts';
import { elegirDocumentos } from './acuerdo-documentos.ts';
import { textoDePorcentaje } from './acuerdo-limites.ts';
import { type PlanDeAcuerdo, planificarAcuerdo } from './acuerdo-plan.ts';
import type { Situacion, Terminos } from './acuerdo-terminos.ts';
import { esHabil, sumarDiasHabiles } from './dias-habiles.ts';
import { dividirRedondeando, porcentajeDe } from './dinero.ts';
import { diasEntre, type Fecha, sumarDias } from './fecha.ts';
import type { ClaseDeCliente } from './prioridad.ts';

/** Un modo de salir de la deuda que la política permite, con lo que da y lo que cuesta. Montos en unidades menores. */
export interface Propuesta {
  readonly terminos: Terminos;
  readonly plan: PlanDeAcuerdo;
  readonly tipo: TipoDeAcuerdo;
  /** En pocas palabras: `3 cuotas mensuales con anticipo del 20 %`. */
  readonly texto: string;
  /** Lo que entra si se cumple. */
  readonly recibe: number;
  readonly primerPago: { readonly fecha: Fecha; readonly monto: number };
  readonly ultimoPago: Fecha;
  /** Días que se espera cada peso, en promedio ponderado por monto; en décimas. */
  readonly esperaMediaDecimas: number;
  /** Lo que se perdona. */
  readonly seResigna: number;
  readonly recomendada: boolean;
  /** Por qué conviene o no con este cliente. */
  readonly razon: string;
}

/** Cómo se porta el cliente; de eso depende lo que conviene ofrecerle. */
export interface Antecedentes {
  readonly clase: ClaseDeCliente;
  readonly rompePromesas: boolean;
}

interface Trato {
  /** Qué parte de la quita máxima conviene ofrecer, en puntos básicos. */
  readonly quita: number;
  /** Qué parte de las cuotas máximas conviene dar, en puntos básicos. */
  readonly cuotas: number;
  /** Días de plazo de una nueva fecha. */
  readonly dias: number;
  /** Anticipo que conviene pedir, en puntos básicos. */
  readonly anticipo: number;
}

/**
 * Elección nuestra: a quien paga bien se le da tiempo y poco descuento; de quien paga mal conviene cobrar algo hoy, aunque
 * cueste más. Nadie pasa de los límites de la política.
 */
const tratos: Readonly<Record<ClaseDeCliente, Trato>> = {
  A: { quita: 5000, cuotas: 10_000, dias: 30, anticipo: 0 },
  B: { quita: 5000, cuotas: 10_000, dias: 15, anticipo: 0 },
  C: { quita: 7500, cuotas: 6667, dias: 10, anticipo: 2000 },
  D: { quita: 10_000, cuotas: 5000, dias: 7, anticipo: 3000 },
  nueva: { quita: 5000, cuotas: 5000, dias: 15, anticipo: 0 },
};
const tratoDeQuienRompe = { dias: 7, anticipo: 3000 } as const;
/** Días hábiles que vale la oferta de pagar ya. */
const DIAS_DE_PAGO_INMEDIATO = 5;
const DIAS_HASTA_LA_PRIMERA = 7;

/**
 * Los modos de salir que la política permite, para comparar (REGLAS: «Qué se propone acordar»): pagar ya con descuento,
 * de 2 cuotas al máximo, y una nueva fecha. Lanza ErrorDeDatos si no hay nada que acordar.
 */
export function proponerAcuerdos(situacion: Situacion, antecedentes: Antecedentes): Propuesta[] {
  const { clase, rompePromesas } = antecedentes;
  const base = tratos[clase];
  const trato: Trato = rompePromesas
    ? {
        ...base,
        dias: Math.min(base.dias, tratoDeQuienRompe.dias),
        anticipo: Math.max(base.anticipo, tratoDeQuienRompe.anticipo),
      }
    : base;
  const cuotasQueConvienen = Math.max(
    2,
    Number(dividirRedondeando(BigInt(situacion.politica.cuotasMax * trato.cuotas), 10_000n)),
  );
  const posibles = [
    pagarYa(situacion, trato),
    ...enCuotas(situacion, trato),
    { terminos: nuevaFecha(situacion, trato), razon: razonDeFecha(antecedentes, trato) },
  ];
  const propuestas = posibles.map(({ terminos, razon }) => armar(terminos, razon, situacion));
  const elegida = recomendar(propuestas, antecedentes, cuotasQueConvienen);
  return propuestas.map((propuesta) => ({ ...propuesta, recomendada: propuesta === elegida }));
}

interface Posible {
  readonly terminos: Terminos;
  readonly razon: string;
}

/** Con la quita prohibida, o tan chica que no descuenta nada, pagar ya es una promesa a pocos días. */
function pagarYa(situacion: Situacion, { quita }: Trato): Posible {
  const { creado, feriados, politica } = situacion;
  const hasta = dentroDelLimite(sumarDiasHabiles(creado, DIAS_DE_PAGO_INMEDIATO, feriados), situacion);
  const maxima = politica.quitaMaxPuntosBasicos;
  const ofrecida = Math.trunc((maxima * quita) / 10_000 / 100) * 100 || Math.min(maxima, 9999);
  const { saldo, primerVencimiento } = documentosDe(situacion);
  const descuento = porcentajeDe(saldo, ofrecida);
  if (descuento === 0 || descuento >= saldo) {
    return { terminos: { clase: 'promesa', fecha: hasta, monto: null }, razon: 'entra ya y no se resigna nada' };
  }
  const limite = primerVencimiento < creado || hasta < primerVencimiento ? hasta : primerVencimiento;
  const razon = 'entra ya: se resigna algo para no esperar';
  return { terminos: { clase: 'quita', puntosBasicos: ofrecida, hasta: limite }, razon };
}

/** Lo que se acordaría si no se dice qué facturas; vienen por vencimiento. */
function documentosDe(situacion: Situacion): { readonly saldo: number; readonly primerVencimiento: Fecha } {
  const { elegidos } = elegirDocumentos({ clase: 'promesa', fecha: situacion.creado, monto: null }, situacion);
  return {
    saldo: elegidos.reduce((suma, documento) => suma + documento.saldo, 0),
    primerVencimiento: elegidos[0]?.vencimiento ?? situacion.creado,
  };
}

function enCuotas(situacion: Situacion, trato: Trato): Posible[] {
  const { creado, politica } = situacion;
  const { saldo } = documentosDe(situacion);
  const puntosBasicos = Math.max(trato.anticipo, politica.primerPagoMinPuntosBasicos);
  const adelanto = porcentajeDe(saldo, puntosBasicos);
  const anticipo = adelanto > 0 ? { puntosBasicos } : null;
  const primera =
    anticipo === null ? dentroDelLimite(sumarDias(creado, DIAS_HASTA_LA_PRIMERA), situacion) : sumarMeses(creado, 1);
  const razon =
    anticipo === null ? 'se cobra todo, de a partes' : 'se cobra todo, con un anticipo que prueba la voluntad de pagar';
  const posibles: Posible[] = [];
  for (let cantidad = 2; cantidad <= politica.cuotasMax && saldo - adelanto >= cantidad; cantidad++) {
    posibles.push({ terminos: { clase: 'cuotas', cantidad, primera, cada: 'mes', anticipo, puntosBasicos: 0 }, razon });
  }
  return posibles;
}

function nuevaFecha(situacion: Situacion, { dias }: Trato): Terminos {
  const { creado, feriados } = situacion;
  const dia = sumarDias(creado, dias);
  const habil = esHabil(dia, feriados) ? dia : sumarDiasHabiles(dia, 1, feriados);
  return { clase: 'promesa', fecha: dentroDelLimite(habil, situacion), monto: null };
}

/** El día, o el último en que la política deja hacer el primer pago. */
function dentroDelLimite(dia: Fecha, { creado, politica }: Situacion): Fecha {
  const { primerPagoDiasMax } = politica;
  if (primerPagoDiasMax === null) return dia;
  const limite = sumarDias(creado, primerPagoDiasMax);
  return limite < dia ? limite : dia;
}

function razonDeFecha({ clase, rompePromesas }: Antecedentes, { dias }: Trato): string {
  if (rompePromesas) return 'ya rompió promesas: sólo si no acepta pagar algo hoy';
  if (clase === 'A' || clase === 'B') return `paga bien: ${dias} días no cuestan nada`;
  return `se cobra todo, pero se espera sin recibir nada; no más de ${dias} días`;
}

function armar(terminos: Terminos, razon: string, situacion: Situacion): Propuesta {
  const plan = planificarAcuerdo(terminos, situacion);
  const [primera] = plan.cuotas;
  const porDias = plan.cuotas.reduce(
    (suma, { monto, vencimiento }) =>
      suma + BigInt(monto) * BigInt(diasEntre({ desde: situacion.creado, hasta: vencimiento })),
    0n,
  );
  return {
    terminos,
    plan,
    tipo: plan.tipo,
    texto: textoDe(terminos, plan),
    recibe: plan.total,
    primerPago: { fecha: primera?.vencimiento ?? situacion.creado, monto: primera?.monto ?? 0 },
    ultimoPago: plan.cuotas.at(-1)?.vencimiento ?? situacion.creado,
    esperaMediaDecimas: Number(dividirRedondeando(porDias * 10n, BigInt(plan.total))),
    seResigna: plan.descuento,
    recomendada: false,
    razon,
  };
}

const adjetivos: Readonly<Record<Cadencia, string>> = {
  semana: 'semanales',
  quincena: 'quincenales',
  mes: 'mensuales',
};

function textoDe(terminos: Terminos, { cuotas }: PlanDeAcuerdo): string {
  if (terminos.clase === 'promesa') return `todo el ${terminos.fecha}`;
  if (terminos.clase !== 'cuotas') {
    return `todo hasta el ${terminos.hasta}, con ${textoDePorcentaje(terminos.puntosBasicos)} % de descuento`;
  }
  const { cantidad, cada, anticipo } = terminos;
  const hoy =
    anticipo !== null && 'puntosBasicos' in anticipo ? `${textoDePorcentaje(anticipo.puntosBasicos)} % hoy y ` : '';
  return `${hoy}${cantidad} cuotas ${adjetivos[cada]} desde el ${cuotas.find((_, orden) => orden === (anticipo === null ? 0 : 1))?.vencimiento}`;
}

/** A quien paga bien, tiempo; a quien paga a medias, cuotas; de quien no paga, lo que se pueda cobrar ya. */
function recomendar(
  propuestas: readonly Propuesta[],
  { clase, rompePromesas }: Antecedentes,
  cuotasQueConvienen: number,
): Propuesta | undefined {
  const fecha = propuestas.at(-1);
  const inmediata = propuestas[0];
  const planes = propuestas.filter(
    ({ terminos }) => terminos.clase === 'cuotas' && terminos.cantidad <= cuotasQueConvienen,
  );
  if (clase === 'D') return inmediata;
  if (rompePromesas || clase === 'C') return planes.at(-1) ?? inmediata;
  return fecha;
}
