import type { Command } from 'commander';
import type { Cifra } from '../dominio/cifra.ts';
import { type CanalDeContacto, canalesDeContacto } from '../dominio/contacto.ts';
import type { Moneda } from '../dominio/dinero.ts';
import type { EstadoDeDocumento } from '../dominio/documento.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import { type MedioDePago, mediosDePago } from '../dominio/filas.ts';
import { elegirCodigo } from '../dominio/parecidos.ts';
import type { Opciones } from './comando.ts';
import { leerCifra, leerEntero, leerFecha, leerMoneda } from './opciones.ts';

/** Los filtros que comparten los listados; `null` es «no se pidió». */
export interface Filtros {
  readonly cliente: string | null;
  readonly estado: readonly EstadoDeDocumento[] | null;
  /** Emisión de un documento o fecha de un pago, ambos extremos incluidos. */
  readonly desde: Fecha | null;
  readonly hasta: Fecha | null;
  readonly venceDesde: Fecha | null;
  readonly venceHasta: Fecha | null;
  readonly moneda: Moneda | null;
  readonly segmento: string | null;
  readonly gestorAsignado: string | null;
  readonly medio: MedioDePago | null;
  readonly canal: CanalDeContacto | null;
  /** Códigos de la política, sin comprobar. */
  readonly resultado: string | null;
  readonly motivo: string | null;
  readonly numero: string | null;
  readonly montoMinimo: Cifra | null;
  readonly montoMaximo: Cifra | null;
  /** Días de mora mínimos, ≥ 1. */
  readonly dias: number | null;
  /** Filas a lo sumo, ≥ 1. */
  readonly limite: number | null;
}

export type NombreDeFiltro = keyof Filtros;

interface Filtro<V> {
  readonly bandera: string;
  readonly ayuda: string;
  /** Lanza {@link ErrorDeUso} si el texto no sirve. */
  readonly interpretar: (texto: string, bandera: string) => V;
}

const estados = [
  'por-vencer',
  'vencida',
  'pagada',
  'en-acuerdo',
  'en-disputa',
  'castigada',
  'anulada',
] as const satisfies readonly EstadoDeDocumento[];

/** La única declaración de cada filtro; agregar uno es agregar un renglón aquí y su campo en {@link Filtros}. */
const filtros: { readonly [N in NombreDeFiltro]: Filtro<NonNullable<Filtros[N]>> } = {
  cliente: {
    bandera: '--cliente <cliente>',
    ayuda: 'sólo este cliente: id, id fiscal o parte del nombre',
    interpretar: leerTexto,
  },
  estado: {
    bandera: '--estado <estados>',
    ayuda: `sólo estos estados, separados por coma: ${estados.join(' ')}`,
    interpretar: (valor, bandera) => valor.split(',').map((estado) => unoDe(estados, estado.trim(), bandera)),
  },
  desde: {
    bandera: '--desde <fecha>',
    ayuda: 'desde este día, incluido (AAAA-MM-DD)',
    interpretar: leerFecha,
  },
  hasta: {
    bandera: '--hasta <fecha>',
    ayuda: 'hasta este día, incluido (AAAA-MM-DD)',
    interpretar: leerFecha,
  },
  venceDesde: {
    bandera: '--vence-desde <fecha>',
    ayuda: 'vencimiento desde este día, incluido',
    interpretar: leerFecha,
  },
  venceHasta: {
    bandera: '--vence-hasta <fecha>',
    ayuda: 'vencimiento hasta este día, incluido',
    interpretar: leerFecha,
  },
  moneda: {
    bandera: '--moneda <código>',
    ayuda: 'sólo esta moneda (ARS, USD, …)',
    interpretar: leerMoneda,
  },
  segmento: {
    bandera: '--segmento <nombre>',
    ayuda: 'sólo clientes de este segmento',
    interpretar: leerTexto,
  },
  gestorAsignado: {
    bandera: '--gestor-asignado <nombre>',
    ayuda: 'sólo clientes que gestiona esta persona',
    interpretar: leerTexto,
  },
  medio: {
    bandera: '--medio <medio>',
    ayuda: `sólo este medio: ${mediosDePago.join(' ')}`,
    interpretar: (valor, bandera) => unoDe(mediosDePago, valor, bandera),
  },
  canal: {
    bandera: '--canal <canal>',
    ayuda: `sólo por este canal: ${canalesDeContacto.join(' ')}`,
    interpretar: (valor, bandera) => elegirCodigo(valor, { admitidos: canalesDeContacto, bandera }),
  },
  resultado: { bandera: '--resultado <resultado>', ayuda: 'sólo los que terminaron así', interpretar: leerTexto },
  motivo: { bandera: '--motivo <motivo>', ayuda: 'sólo los que dieron este motivo', interpretar: leerTexto },
  numero: {
    bandera: '--numero <número>',
    ayuda: 'sólo este número, como sea que esté escrito',
    interpretar: leerTexto,
  },
  montoMinimo: {
    bandera: '--monto-minimo <monto>',
    ayuda: 'importe mínimo, en la moneda de cada fila',
    interpretar: leerCifra,
  },
  montoMaximo: {
    bandera: '--monto-maximo <monto>',
    ayuda: 'importe máximo, en la moneda de cada fila',
    interpretar: leerCifra,
  },
  dias: {
    bandera: '--dias <n>',
    ayuda: 'sólo facturas con al menos n días de mora',
    interpretar: leerCantidad,
  },
  limite: { bandera: '--limite <n>', ayuda: 'muestra a lo sumo n filas', interpretar: leerCantidad },
};

/**
 * Declara en la orden los filtros nombrados, en ese orden.
 * @param ayudas textos que reemplazan a los comunes donde el listado le da al filtro un sentido más preciso
 */
export function agregarFiltros(
  orden: Command,
  nombres: readonly NombreDeFiltro[],
  ayudas: Partial<Record<NombreDeFiltro, string>> = {},
): void {
  for (const nombre of nombres) orden.option(filtros[nombre].bandera, ayudas[nombre] ?? filtros[nombre].ayuda);
}

/** Lee los filtros pedidos. Lanza {@link ErrorDeUso} si un valor no sirve o si un par deja afuera todo. */
export function leerFiltros(opciones: Opciones): Filtros {
  const leidos = Object.fromEntries(
    Object.entries(filtros).map(([nombre, { bandera, interpretar }]) => {
      const escrito = opciones[nombre];
      return [nombre, typeof escrito === 'string' ? interpretar(escrito, sinArgumento(bandera)) : null];
    }),
  ) as unknown as Filtros;
  exigirOrden('--desde', leidos.desde, '--hasta', leidos.hasta);
  exigirOrden('--vence-desde', leidos.venceDesde, '--vence-hasta', leidos.venceHasta);
  exigirOrden('--monto-minimo', leidos.montoMinimo, '--monto-maximo', leidos.montoMaximo);
  return leidos;
}

/** Uno de los valores admitidos; lanza {@link ErrorDeUso} que los nombra a todos. */
export function unoDe<V extends string>(admitidos: readonly V[], valor: string, bandera: string): V {
  const hallado = admitidos.find((admitido) => admitido === valor);
  if (hallado !== undefined) return hallado;
  throw new ErrorDeUso(`«${valor}» no es un valor de ${bandera}`, {
    sugerencia: `use uno de: ${admitidos.join(', ')}`,
  });
}

function sinArgumento(bandera: string): string {
  return bandera.slice(0, bandera.indexOf(' '));
}

function leerTexto(valor: string, bandera: string): string {
  const limpio = valor.normalize('NFC').trim();
  if (limpio === '')
    throw new ErrorDeUso(`${bandera} está vacío`, { sugerencia: `escriba un valor o quite ${bandera}` });
  return limpio;
}

function leerCantidad(valor: string, bandera: string): number {
  return leerEntero(valor, bandera, { min: 1, max: 999_999_999 });
}

function exigirOrden(
  banderaMenor: string,
  menor: string | bigint | null,
  banderaMayor: string,
  mayor: string | bigint | null,
): void {
  if (menor === null || mayor === null || menor <= mayor) return;
  throw new ErrorDeUso(`${banderaMenor} es mayor que ${banderaMayor}: nada puede cumplir los dos`, {
    sugerencia: `intercambie los valores de ${banderaMenor} y ${banderaMayor}`,
  });
}
