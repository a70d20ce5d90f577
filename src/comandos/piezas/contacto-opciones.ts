import type { Cifra } from '../../dominio/cifra.ts';
import { canalesDeContacto } from '../../dominio/contacto.ts';
import { type PedidoDeContacto, PROMETE_PAGAR } from '../../dominio/contacto-plan.ts';
import type { Moneda } from '../../dominio/dinero.ts';
import { ErrorDeUso } from '../../dominio/errores.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import { elegirCodigo } from '../../dominio/parecidos.ts';
import type { Contexto, Opciones } from '../comando.ts';
import { leerCifra, leerFecha } from '../opciones.ts';

/** Cuánto promete, en qué moneda y de qué facturas; `null` es «todo» o «la única que haya». */
export interface DetalleDePromesa {
  readonly monto: Cifra | null;
  readonly moneda: Moneda | null;
  readonly facturas: readonly string[] | null;
}

/** Lo que se pidió registrar. */
export interface PedidoLeido {
  readonly pedido: PedidoDeContacto;
  readonly promesa: DetalleDePromesa;
}

/** Las opciones que sólo hablan de la promesa. */
const dePromesa = ['monto', 'moneda', 'facturas'] as const;

/** Lee las opciones de `contacto registrar`. Lanza ErrorDeUso si falta una o no se entiende. */
export function leerPedidoDeContacto(
  opciones: Opciones,
  { politica, hoy }: Pick<Contexto, 'politica' | 'hoy'>,
): PedidoLeido {
  const { resultados, motivos } = politica.gestion;
  const promesa = leerFechaDada(opciones.promesa, '--promesa');
  const sueltas = dePromesa.filter((nombre) => opciones[nombre] !== undefined);
  if (promesa === null && sueltas.length > 0) {
    throw new ErrorDeUso(`--${sueltas[0]} habla de una promesa, y no se dijo para qué día es`, {
      sugerencia: 'agregue --promesa AAAA-MM-DD',
    });
  }
  const motivo = leerTexto(opciones.motivo);
  const pedido: PedidoDeContacto = {
    fecha: leerFechaDada(opciones.fecha, '--fecha') ?? hoy,
    hora: leerHora(leerTexto(opciones.hora)),
    canal: elegirCodigo(String(opciones.canal), { admitidos: canalesDeContacto, bandera: '--canal' }),
    sentido: opciones.entrante === true ? 'entrante' : 'saliente',
    resultado: elegirCodigo(String(opciones.resultado ?? PROMETE_PAGAR), {
      admitidos: resultados,
      bandera: '--resultado',
    }),
    motivo: motivo === null ? null : elegirCodigo(motivo, { admitidos: motivos, bandera: '--motivo' }),
    persona: leerTexto(opciones.persona),
    nota: leerTexto(opciones.nota),
    proximo: leerProximo(leerTexto(opciones.proximo)),
    promesa,
  };
  const monto = leerTexto(opciones.monto);
  return {
    pedido,
    promesa: {
      monto: monto === null ? null : leerCifra(monto, '--monto'),
      moneda: (opciones.moneda as Moneda | undefined) ?? null,
      facturas:
        leerTexto(opciones.facturas)
          ?.split(',')
          .map((numero) => numero.trim()) ?? null,
    },
  };
}

function leerTexto(valor: unknown): string | null {
  return typeof valor === 'string' ? valor.normalize('NFC').trim() || null : null;
}

function leerFechaDada(valor: unknown, bandera: string): Fecha | null {
  return typeof valor === 'string' ? leerFecha(valor, bandera) : null;
}

function leerProximo(texto: string | null): Fecha | 'sugerir' | null {
  if (texto === null) return 'sugerir';
  return texto === 'ninguno' ? null : leerFecha(texto, '--proximo');
}

function leerHora(texto: string | null): string | null {
  if (texto === null) return null;
  const partes = /^(\d{1,2})[:.h](\d{2})$/.exec(texto);
  if (partes === null || Number(partes[1]) > 23 || Number(partes[2]) > 59) {
    throw new ErrorDeUso(`«${texto}» no es un valor de --hora: se espera una hora de 00:00 a 23:59`, {
      sugerencia: 'escriba la hora y los minutos con dos puntos, por ejemplo 09:30; o quite --hora',
    });
  }
  return `${partes[1]?.padStart(2, '0')}:${partes[2]}`;
}
