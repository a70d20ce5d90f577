import type { Cuota } from './acuerdo.ts';
import { plegar } from './cliente.ts';
import { porcentajeDe } from './dinero.ts';
import { ErrorDeDatos } from './errores.ts';
import { diasEntre, type Fecha } from './fecha.ts';
import type { PoliticaDeAcuerdos } from './politica.ts';

/** Lo que se pide conceder, para compararlo con la política. */
export interface Concesion {
  readonly creado: Fecha;
  /** Sin contar el anticipo; 1 si es un solo pago. */
  readonly cantidadDeCuotas: number;
  readonly quitaPuntosBasicos: number;
  readonly cuotas: readonly Cuota[];
  /** La suma de las cuotas, en unidades menores. */
  readonly total: number;
}

/** En qué pasa de la política, cada cosa con su clave. Vacío = todo está permitido. */
export function excesosDe(concesion: Concesion, politica: PoliticaDeAcuerdos): string[] {
  const { creado, cantidadDeCuotas, quitaPuntosBasicos, cuotas, total } = concesion;
  const { cuotasMax, quitaMaxPuntosBasicos, primerPagoMinPuntosBasicos, primerPagoDiasMax } = politica;
  const [primera] = cuotas;
  const excesos: string[] = [];
  if (cantidadDeCuotas > cuotasMax) {
    excesos.push(`${cantidadDeCuotas} cuotas son más que acuerdos.max_cuotas = ${cuotasMax}`);
  }
  if (quitaPuntosBasicos > quitaMaxPuntosBasicos) {
    const [pedida, maxima] = [quitaPuntosBasicos, quitaMaxPuntosBasicos].map(textoDePorcentaje);
    excesos.push(`un descuento del ${pedida} % es más que acuerdos.max_quita = ${maxima}`);
  }
  if (primera === undefined) return excesos;
  const alcanza = primera.monto >= porcentajeDe(total, primerPagoMinPuntosBasicos);
  if (cuotas.length > 1 && !alcanza) {
    const minimo = textoDePorcentaje(primerPagoMinPuntosBasicos);
    excesos.push(`el primer pago es menos que acuerdos.min_primer_pago = ${minimo} (por ciento del total)`);
  }
  const espera = diasEntre({ desde: creado, hasta: primera.vencimiento });
  if (primerPagoDiasMax !== null && espera > primerPagoDiasMax) {
    excesos.push(`el primer pago es a ${espera} días, más que acuerdos.max_dias_primer_pago = ${primerPagoDiasMax}`);
  }
  return excesos;
}

/**
 * Deja pasar los excesos que autoriza alguien de la política; devuelve cómo queda escrito en el acuerdo, o `null` si no
 * hubo excesos. Lanza {@link ErrorDeDatos} con cada límite si no los autoriza nadie que pueda.
 */
export function exigirLimites(
  excesos: readonly string[],
  autoriza: string | null,
  { autorizan, cliente }: Pick<PoliticaDeAcuerdos, 'autorizan'> & { readonly cliente?: string | undefined },
): string | null {
  if (excesos.length === 0) return null;
  const [primero = ''] = excesos;
  const quien = autoriza === null ? undefined : autorizan.find((nombre) => plegar(nombre) === plegar(autoriza));
  if (quien !== undefined) return `autorizó ${quien}: ${excesos.join('; ')}`;
  const pueden =
    autorizan.length === 0
      ? 'la política no dice quién puede autorizar más: agregue nombres en acuerdos.autorizan'
      : `para pasar el límite: --autoriza "${autorizan[0]}" (pueden: ${autorizan.join(', ')})`;
  const mensaje =
    autoriza === null ? `la política no lo permite: ${primero}` : `${autoriza} no puede autorizarlo: ${primero}`;
  throw new ErrorDeDatos(mensaje, {
    detalle: excesos.slice(1),
    sugerencia: `acuerde algo dentro del límite; vea cuáles caben con: cobranzas acuerdo proponer ${cliente === undefined ? '<cliente>' : `"${cliente}"`}\n${pueden}`,
  });
}

/** `12,5`: puntos básicos como porcentaje, con coma y sin ceros de más. */
export function textoDePorcentaje(puntosBasicos: number): string {
  const entero = Math.trunc(puntosBasicos / 100);
  const decimales = String(puntosBasicos % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return decimales === '' ? String(entero) : `${entero},${decimales}`;
}
