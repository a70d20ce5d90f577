import type { Canal, CanalesDeCliente } from './canal.ts';
import { contar } from './cantidad.ts';
import { textoDeDias } from './clase.ts';
import type { CifrasDeConducta } from './clase-cifras.ts';
import type { Contacto } from './contacto.ts';
import { type Moneda, textoLocal } from './dinero.ts';
import { type Fecha, numeroDeDia } from './fecha.ts';
import type { MotivoDado } from './ficha.ts';

/** `12.345,50 ARS`. */
export function textoDeMonto(monto: number, moneda: Moneda): string {
  return `${textoLocal({ monto, moneda })} ${moneda}`;
}

const dias = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'] as const;
const meses = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
] as const;

/** La fecha como se dice: `viernes 3 de julio`; con el año, si no es el de `hoy`. */
export function fechaHablada(fecha: Fecha, hoy: Fecha): string {
  // El día 0 fue jueves: con 3 de más, el lunes es 0.
  const dia = dias[(((numeroDeDia(fecha) + 3) % 7) + 7) % 7];
  const anio = fecha.slice(0, 4) === hoy.slice(0, 4) ? '' : ` de ${fecha.slice(0, 4)}`;
  return `${dia} ${Number(fecha.slice(8))} de ${meses[Number(fecha.slice(5, 7)) - 1]}${anio}`;
}

/** Los códigos que trae la política y no se leen bien con sólo cambiar los guiones por espacios. */
const codigosConAcento: Readonly<Record<string, string>> = {
  'numero-equivocado': 'número equivocado',
  'ya-pago': 'ya pagó',
  'aviso-problema': 'avisó un problema',
  'mercaderia-o-servicio': 'mercadería o servicio',
  'espera-aprobacion': 'espera aprobación',
};

/** Un código de la política como se lee: `falta-de-liquidez` es «falta de liquidez». */
export function textoDeCodigo(codigo: string): string {
  return codigosConAcento[codigo] ?? codigo.replaceAll('-', ' ');
}

/** Un contacto en una frase: `2026-06-20, llamada con Ana: pide plazo (falta de liquidez). «Paga el viernes.»`. */
export function textoDeContacto({ fecha, canal, sentido, resultado, motivo, persona, nota }: Contacto): string {
  const quien = persona === null ? '' : ` con ${persona}`;
  const como = sentido === 'entrante' ? `${canal} de ellos` : canal;
  const porque = motivo === null ? '' : ` (${textoDeCodigo(motivo)})`;
  return `${fecha}, ${como}${quien}: ${textoDeCodigo(resultado)}${porque}${nota === null ? '' : `. «${nota}»`}`;
}

/** Los motivos que dio, del más reciente al más viejo: `olvido (2 veces), falta de liquidez`. */
export function textoDeMotivos(motivos: readonly MotivoDado[]): string {
  return motivos
    .map(({ motivo, veces }) => textoDeCodigo(motivo) + (veces === 1 ? '' : ` (${veces} veces)`))
    .join(', ');
}

/** Cómo compra y paga en una moneda, en una frase. */
export function textoDeCifras(cifras: CifrasDeConducta): string {
  const { moneda, comprasAnuales, facturaMedia, atrasoMedianoDecimas, aTerminoDecimas } = cifras;
  const compra =
    facturaMedia === null
      ? 'sin compras en 12 meses'
      : `${comprasAnuales} ${comprasAnuales === 1 ? 'compra' : 'compras'} en 12 meses, de ${textoDeMonto(facturaMedia, moneda)} en promedio`;
  const pago =
    atrasoMedianoDecimas === null || aTerminoDecimas === null
      ? []
      : [
          `atraso mediano de ${textoDeDias(atrasoMedianoDecimas)}`,
          `${textoDePorcentaje(aTerminoDecimas)} a término (${contar(cifras.facturasPagadas, 'pagada')}, ${contar(cifras.facturasVencidas, 'vencida')})`,
        ];
  const historia =
    cifras.primeraCompra === null ? [] : [`compró entre ${cifras.primeraCompra} y ${cifras.ultimaCompra}`];
  return `${moneda}: ${[compra, ...pago, ...historia].join('; ')}`;
}

function textoDePorcentaje(decimas: number): string {
  const decimal = decimas % 10;
  return `${Math.trunc(decimas / 10)}${decimal === 0 ? '' : `,${decimal}`} %`;
}

/** Los canales por los que pidió que no se lo contacte. */
export function canalesCerrados(canales: CanalesDeCliente): Canal[] {
  return [...canales.values()].filter(({ permitido }) => !permitido).map(({ canal }) => canal);
}
