import { type Command, Option } from 'commander';
import { type Cadencia, cadencias } from '../../dominio/acuerdo-cuotas.ts';
import { ErrorDeUso } from '../../dominio/errores.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { Opciones } from '../comando.ts';
import { leerCifra, opcionCifra, opcionDeLista, opcionEntero, opcionFecha, opcionMoneda } from '../opciones.ts';
import { textoDe } from '../piezas/escritura.ts';
import type { PedidoDeAcuerdo, TerminosPedidos } from './creacion.ts';

/** Lo que no se dice igual al acordar que al renegociar. */
const descripciones = {
  crear: {
    facturas: 'qué facturas abarca, separadas por coma; por omisión, lo vencido que no esté en disputa',
    moneda: 'en qué moneda, si debe en varias',
    adicional: 'la promesa se suma a la que ya hay, en vez de reemplazarla',
  },
  renegociar: {
    facturas:
      'qué facturas abarca, separadas por coma; por omisión, las del acuerdo que se renegocia, sin lo que esté en disputa',
    moneda: 'en qué moneda; por omisión, la del acuerdo que se renegocia',
    adicional: 'la promesa se suma a las demás que haya; a la que se renegocia la reemplaza siempre',
  },
} as const;

/** Las opciones con que se dice qué se acuerda. */
export function opcionesDeTerminos(orden: Command, verbo: keyof typeof descripciones): void {
  const { facturas, moneda, adicional } = descripciones[verbo];
  orden
    .addOption(opcionFecha('--promesa <fecha>', 'promete pagar ese día'))
    .addOption(opcionCifra('--monto <monto>', 'cuánto promete; por omisión, todo lo que se acuerda'))
    .addOption(opcionEntero({ indicadores: '--cuotas <n>', descripcion: 'un plan de n cuotas', min: 2, max: 60 }))
    .addOption(opcionFecha('--primera <fecha>', 'vencimiento de la primera cuota'))
    .addOption(
      opcionDeLista({
        indicadores: '--cada <cadencia>',
        descripcion: 'cada cuánto vence una cuota (la quincena es de 15 días)',
        valores: cadencias,
      }).default('mes'),
    )
    .addOption(new Option('--anticipo <monto>', 'además de las cuotas, un pago hoy: un monto o un porcentaje (20%)'))
    .addOption(
      new Option('--quita <porcentaje>', 'un descuento si paga hasta --hasta; con --cuotas, si cumple el plan'),
    )
    .addOption(new Option('--pronto-pago <porcentaje>', 'un descuento por pagar antes del vencimiento, hasta --hasta'))
    .addOption(opcionFecha('--hasta <fecha>', 'último día en que vale el descuento'))
    .addOption(new Option('--facturas <números>', facturas))
    .addOption(opcionMoneda('--moneda <código>', moneda))
    .option('--nota <texto>', 'lo que conviene recordar')
    .option('--autoriza <nombre>', 'quién autoriza pasar de los límites de la política')
    .option('--adicional', adicional)
    .addOption(opcionFecha('--fecha <fecha>', 'el día en que se acordó, si no fue hoy'));
}

const claves = ['promesa', 'cuotas', 'quita', 'prontoPago'] as const;

/** Dice si la orden ya trae lo que se acuerda. */
export function traeTerminos(opciones: Opciones): boolean {
  return claves.some((clave) => opciones[clave] !== undefined);
}

/** Traduce las opciones a lo que se pide acordar. Lanza ErrorDeUso si falta algo, sobra algo o no se entiende. */
export function leerPedidoDeAcuerdo(opciones: Opciones): PedidoDeAcuerdo {
  const terminos = leerTerminos(opciones);
  exigirQueNoSobren(terminos.clase, opciones);
  return {
    ...terminos,
    moneda: (opciones.moneda ?? null) as PedidoDeAcuerdo['moneda'],
    facturas: typeof opciones.facturas === 'string' ? separarNumeros(opciones.facturas) : null,
    nota: textoDe(opciones.nota),
    autoriza: textoDe(opciones.autoriza),
    adicional: opciones.adicional === true,
  };
}

function leerTerminos(opciones: Opciones): TerminosPedidos {
  const pedidas = claves.filter((clave) => opciones[clave] !== undefined);
  if (pedidas.length > 1 && pedidas.join() !== 'cuotas,quita') {
    throw new ErrorDeUso('se pidieron dos acuerdos distintos en una orden', {
      sugerencia: 'deje uno solo de --promesa, --cuotas, --quita y --pronto-pago (--cuotas admite además --quita)',
    });
  }
  if (opciones.promesa !== undefined) {
    const monto =
      opciones.monto === undefined ? null : (opciones.monto as Extract<TerminosPedidos, { clase: 'promesa' }>['monto']);
    return { clase: 'promesa', fecha: opciones.promesa as Fecha, monto };
  }
  if (opciones.cuotas !== undefined) return leerCuotas(opciones);
  const [clase, texto, bandera] =
    opciones.quita === undefined
      ? (['pronto-pago', opciones.prontoPago, '--pronto-pago'] as const)
      : (['quita', opciones.quita, '--quita'] as const);
  if (typeof texto !== 'string') {
    throw new ErrorDeUso('falta decir qué se acuerda', {
      sugerencia:
        'use --promesa <fecha>, --cuotas <n> --primera <fecha>, o --quita <porcentaje> --hasta <fecha>\npara comparar: cobranzas acuerdo proponer <cliente>',
    });
  }
  if (opciones.hasta === undefined) {
    throw new ErrorDeUso(`${bandera} necesita --hasta: hasta qué día vale el descuento`, {
      sugerencia: `por ejemplo: ${bandera} ${texto} --hasta 2026-07-31`,
    });
  }
  return { clase, puntosBasicos: leerPorcentaje(texto, bandera), hasta: opciones.hasta as Fecha };
}

function leerCuotas(opciones: Opciones): TerminosPedidos {
  if (opciones.primera === undefined) {
    throw new ErrorDeUso('un plan necesita --primera: cuándo vence la primera cuota', {
      sugerencia: 'por ejemplo: --cuotas 3 --primera 2026-07-31',
    });
  }
  return {
    clase: 'cuotas',
    cantidad: opciones.cuotas as number,
    primera: opciones.primera as Fecha,
    cada: (opciones.cada ?? 'mes') as Cadencia,
    anticipo: leerAnticipo(opciones.anticipo),
    puntosBasicos: typeof opciones.quita === 'string' ? leerPorcentaje(opciones.quita, '--quita') : 0,
  };
}

function leerAnticipo(texto: unknown): Extract<TerminosPedidos, { clase: 'cuotas' }>['anticipo'] {
  if (typeof texto !== 'string') return null;
  if (texto.trim().endsWith('%')) return { puntosBasicos: leerPorcentaje(texto, '--anticipo') };
  return { cifra: leerCifra(texto, '--anticipo') };
}

/** Lee `10`, `12,5` o `12.5%` como puntos básicos, de 1 a 9.999; lanza ErrorDeUso si no es un porcentaje así. */
export function leerPorcentaje(texto: string, bandera: string): number {
  const partes = /^(\d{1,2})(?:[.,](\d{1,2}))?\s*%?$/.exec(texto.trim());
  const puntos = partes === null ? 0 : Number(partes[1]) * 100 + Number((partes[2] ?? '').padEnd(2, '0'));
  if (puntos > 0) return puntos;
  throw new ErrorDeUso(`«${texto}» no es un valor de ${bandera}: se espera un porcentaje mayor que 0 y menor que 100`, {
    sugerencia: `escríbalo con a lo sumo dos decimales, por ejemplo ${bandera} 10 o ${bandera} 12.5%`,
  });
}

const propias: Readonly<Record<string, readonly [bandera: string, clases: readonly string[]]>> = {
  monto: ['--monto', ['promesa']],
  adicional: ['--adicional', ['promesa']],
  primera: ['--primera', ['cuotas']],
  anticipo: ['--anticipo', ['cuotas']],
  hasta: ['--hasta', ['quita', 'pronto-pago']],
};

function exigirQueNoSobren(clase: string, opciones: Opciones): void {
  for (const [clave, [bandera, clases]] of Object.entries(propias)) {
    if (opciones[clave] === undefined || clases.includes(clase)) continue;
    throw new ErrorDeUso(`${bandera} no tiene sentido en este acuerdo`, {
      sugerencia: `quite ${bandera}: sólo va con --${clases.join(' o --')}`,
    });
  }
}

/** Los números de una lista separada por comas; lanza ErrorDeUso si no hay ninguno. */
export function separarNumeros(texto: string): string[] {
  const numeros = texto.split(',').flatMap((numero) => (numero.trim() === '' ? [] : [numero.trim()]));
  if (numeros.length > 0) return numeros;
  throw new ErrorDeUso('--facturas está vacío', { sugerencia: 'escriba los números separados por coma, o quítelo' });
}
