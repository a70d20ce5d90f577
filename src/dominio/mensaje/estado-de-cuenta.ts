import type { Moneda } from '../dinero.ts';
import { diasEntre, type Fecha } from '../fecha.ts';
import type { CausaDeRetencion, Retenida } from '../partidas.ts';
import type { Pais, Politica } from '../politica.ts';
import type { ClientePorRecordar, UnidadDeReclamo } from '../recordatorio/tipos.ts';
import { acordadoDe } from './cuadro.ts';
import { nombreDeEmpresa } from './datos.ts';
import { enUnRenglon } from './limpio.ts';

/** Un renglón del estado de cuenta. Los montos, en unidades menores. */
export interface FilaDeEstado {
  /** `A-12`, o `A-12 (cuota)`. */
  readonly numero: string;
  readonly emision: Fecha;
  readonly vencimiento: Fecha;
  readonly importe: number;
  readonly saldo: number;
  /** 0 si no venció. */
  readonly diasMora: number;
  /** `vencida`, `por vencer`, o por qué no se pide ahora: `en revisión`. */
  readonly estado: string;
}

/** Todo lo que un cliente debe en una moneda, para adjuntar a un mensaje. */
export interface EstadoDeCuenta {
  readonly cliente: string;
  readonly clienteId: string;
  /** `''` si no se sabe. */
  readonly empresa: string;
  readonly moneda: Moneda;
  readonly pais: Pais | null;
  readonly hoy: Fecha;
  readonly filas: readonly FilaDeEstado[];
  readonly vencido: number;
  readonly porVencer: number;
  /** Lo que está en disputa, prometido o en un plan al día: se debe, pero no se pide ahora. */
  readonly retenido: number;
  readonly saldoAFavor: number;
  /** Σ saldos − saldo a favor; negativo si sobra. */
  readonly neto: number;
}

/** Arma el estado de cuenta de un cliente en una moneda: todas sus facturas abiertas, también las que hoy no se reclaman. */
export function armarEstadoDeCuenta({
  cliente,
  moneda,
  politica,
  hoy,
}: {
  readonly cliente: ClientePorRecordar;
  readonly moneda: Moneda;
  readonly politica: Politica;
  readonly hoy: Fecha;
}): EstadoDeCuenta {
  const cuenta = cliente.cuentas.find((una) => una.moneda === moneda);
  const unidades = cuenta?.unidades ?? [];
  const sumar = (clase: ClaseDeFila): number =>
    unidades.reduce((suma, unidad) => suma + (claseDe(unidad, hoy) === clase ? unidad.saldo : 0), 0);
  const [vencido, porVencer, retenido] = [sumar('vencida'), sumar('por vencer'), sumar('retenida')];
  const saldoAFavor = cuenta?.saldoAFavor ?? 0;
  return {
    cliente: enUnRenglon(cliente.nombre),
    clienteId: enUnRenglon(cliente.codigo),
    empresa: nombreDeEmpresa(politica),
    moneda,
    pais: politica.empresa.pais,
    hoy,
    filas: unidades.map((unidad) => filaDe(unidad, hoy)).sort(porVencimiento),
    vencido,
    porVencer,
    retenido,
    saldoAFavor,
    neto: vencido + porVencer + retenido - saldoAFavor,
  };
}

/** Cómo se le dice al cliente que algo hoy no se le pide. */
const estadosRetenidos: Readonly<Record<CausaDeRetencion, string>> = {
  disputa: 'en revisión',
  cheque: 'cheque por cobrar',
  promesa: 'pago acordado',
  cuotas: 'en un plan',
  quita: 'descuento ofrecido',
  'pronto-pago': 'descuento ofrecido',
};

/** El resto de una factura de la que se prometió una parte también espera, pero no es lo acordado. */
function estadoDeRetenida({ causa = 'disputa', aparte }: Retenida): string {
  return causa === 'promesa' && aparte === true ? 'en espera' : estadosRetenidos[causa];
}

type ClaseDeFila = 'vencida' | 'por vencer' | 'retenida';

function claseDe({ retenida, vencimiento }: UnidadDeReclamo, hoy: Fecha): ClaseDeFila {
  if (retenida !== null) return 'retenida';
  return vencimiento < hoy ? 'vencida' : 'por vencer';
}

function filaDe(unidad: UnidadDeReclamo, hoy: Fecha): FilaDeEstado {
  const { numero, emision, vencimiento, importe, saldo, retenida } = unidad;
  const clase = claseDe(unidad, hoy);
  return {
    numero: `${enUnRenglon(numero, 60)}${acordadoDe(unidad) === 'cuota' ? ' (cuota)' : ''}`,
    emision,
    vencimiento,
    importe,
    saldo,
    diasMora: Math.max(0, diasEntre({ desde: vencimiento, hasta: hoy })),
    estado: retenida === null ? clase : estadoDeRetenida(retenida),
  };
}

function porVencimiento(una: FilaDeEstado, otra: FilaDeEstado): number {
  if (una.vencimiento !== otra.vencimiento) return una.vencimiento < otra.vencimiento ? -1 : 1;
  return una.numero < otra.numero ? -1 : Number(una.numero > otra.numero);
}
