import { plegar } from '../dominio/cliente.ts';
import type { TipoDeArchivo } from '../dominio/filas.ts';
import type { Campo } from './campos.ts';
import type { ColumnaObservada } from './columna-observada.ts';
import { monedaDePalabra } from './monedas.ts';
import {
  esLineaDeTotal,
  leerAfirmacion,
  leerEstado,
  leerEstadoDePago,
  leerPlazo,
  leerSentido,
  sentidoDeAfirmacion,
} from './palabras.ts';
import { leerTipoDeComprobante } from './tipo-de-comprobante.ts';

/** Una columna y el campo que su encabezado sugiere. */
export interface Pretension {
  readonly campo: Campo;
  readonly rango: number;
  readonly clave: string;
  readonly observada: ColumnaObservada;
  readonly tipo: TipoDeArchivo;
  /** El archivo tiene una columna de tipos de documento de identidad (DNI, CUIT, NIT). */
  readonly hayIdentidad: boolean;
}

const deDinero: ReadonlySet<Campo> = new Set(['importe', 'saldo', 'pagado', 'neto', 'iva', 'debe', 'haber']);
const deFecha: ReadonlySet<Campo> = new Set(['emision', 'vencimiento', 'fecha_pago']);
const codigoDeCliente = /^(c|cl|cli|clie|cliente|cust|customer|client|cte|ct|deudor|acc|cta)[-_ ]?\d+$/i;
const identidades: ReadonlySet<string> = new Set(
  'dni cuit cuil ruc nit nif nie cif cc ce ti rut rfc pasaporte passport cedula le lc ci consumidor final sin identificar'.split(
    ' ',
  ),
);

/** Dice si lo que hay en la columna puede ser el campo: una columna de fechas nunca es un importe, ni «True» un monto pagado. */
export function esCompatible(pretension: Pretension): boolean {
  const { campo, rango, observada } = pretension;
  if (deDinero.has(campo)) return esDeDinero(campo, observada);
  if (deFecha.has(campo)) return observada.parteDeFechas >= 0.5;
  const prueba = pruebas[campo];
  return prueba === undefined || observada.llenas === 0
    ? campo !== 'estado' || observada.llenas > 0
    : prueba(pretension, rango);
}

/**
 * Dice si la columna se queda con el campo aunque la mayoría de sus celdas no se lean, cuando ninguna otra lo pretende:
 * dejarla de lado daría por buenas fechas o saldos que el archivo trae mal. Sus celdas malas se rechazan una por una.
 */
export function permaneceSinRival({ campo, rango, observada }: Pretension): boolean {
  if (observada.llenas === 0) return false;
  if (deFecha.has(campo)) {
    if (parteConocida(observada, (texto) => leerAfirmacion(texto) !== null) === 1) return false;
    return rango >= 4 || observada.fechas > 0;
  }
  if (campo !== 'saldo' && campo !== 'pagado') return false;
  return observada.montos > 0 && [...observada.distintas].some((texto) => leerAfirmacion(texto) === null);
}

function esDeDinero(campo: Campo, observada: ColumnaObservada): boolean {
  if (observada.parteDeMontos < 0.5) return false;
  // Ceros y unos bajo «Pagado» son un sí o no.
  return (
    campo !== 'pagado' ||
    observada.llenas === 0 ||
    [...observada.distintas].some((texto) => texto !== '0' && texto !== '1')
  );
}

function parteConocida(observada: ColumnaObservada, conoce: (texto: string) => boolean): number {
  const distintas = [...observada.distintas];
  return distintas.length === 0 ? 0 : distintas.filter(conoce).length / distintas.length;
}

const pruebas: Partial<Record<Campo, (pretension: Pretension, rango: number) => boolean>> = {
  estado: ({ observada, clave, tipo }) => {
    const conoce =
      tipo === 'pagos'
        ? (texto: string) => leerEstadoDePago(texto) !== null
        : (texto: string) => leerEstado(texto) !== null;
    const afirma = sentidoDeAfirmacion(clave) !== null;
    return parteConocida(observada, (texto) => conoce(texto) || (afirma && leerAfirmacion(texto) !== null)) >= 0.5;
  },
  numero: ({ observada, hayIdentidad, clave }, rango) => {
    if (hayIdentidad && clave === 'numero documento') return false;
    if (rango === 1 && clave === 'id' && sonCodigosDeCliente(observada)) return false;
    return rango > 4 || (observada.parteDeCodigos >= 0.5 && observada.parteDeFechas < 0.9);
  },
  cliente_id: ({ observada, clave }, rango) => {
    if (clave === 'id' && rango === 1) return sonCodigosDeCliente(observada);
    if (rango === 1) return observada.parteDeCodigos >= 0.9;
    // `partner_id` de Odoo trae el nombre: varias palabras sin cifras no son un código.
    return parteConocida(observada, (texto) => /\S\s+\S/.test(texto) && !/\d/.test(texto)) <= 0.5;
  },
  id_fiscal: ({ observada, hayIdentidad }, rango) => rango > 1 || (hayIdentidad && observada.parteDeCodigos >= 0.9),
  tipo: ({ observada, tipo }, rango) => {
    if (tipo === 'pagos') return parteConocida(observada, (texto) => leerSentido(texto) !== null) === 1;
    if (sonTiposDeIdentidad(observada)) return false;
    return rango > 3 || parteConocida(observada, (texto) => leerTipoDeComprobante(texto, null) !== null) >= 0.5;
  },
  letra: ({ observada }) => parteConocida(observada, (texto) => /^[a-z]{1,2}$/i.test(texto.trim())) >= 0.5,
  moneda: ({ observada }) =>
    observada.conLetras > 0 || parteConocida(observada, (texto) => monedaDePalabra(texto) !== null) >= 0.5,
  plazo: ({ observada }) => parteConocida(observada, (texto) => leerPlazo(texto) !== null) > 0,
  email: ({ observada }) => parteConocida(observada, (texto) => texto.includes('@')) > 0,
  documento: () => true,
};

function sonCodigosDeCliente(observada: ColumnaObservada): boolean {
  return (
    observada.llenas > 0 &&
    [...observada.distintas].every((texto) => codigoDeCliente.test(texto.trim()) || esLineaDeTotal(texto))
  );
}

/** Dice si la columna nombra tipos de documento de identidad (DNI, CUIT, NIT) y no de comprobante. */
export function sonTiposDeIdentidad(observada: ColumnaObservada): boolean {
  return (
    parteConocida(observada, (texto) =>
      plegar(texto)
        .split(' ')
        .some((palabra) => identidades.has(palabra)),
    ) > 0.5
  );
}
