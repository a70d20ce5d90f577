import type { SentidoDeContacto } from './contacto.ts';
import { huboRespuesta } from './contacto.ts';
import type { Moneda } from './dinero.ts';
import { compararNombres } from './orden.ts';
import type { PoliticaDeGestion } from './politica.ts';

/**
 * Un pago se atribuye al contacto que lo precede a lo sumo tantos días (REGLAS: «Gestión y contactabilidad»; elección
 * nuestra).
 */
export const DIAS_DE_RECUPERO = 15;

/** Cuántos contactos de una clase hizo un gestor. */
export interface CuentaDeContactos {
  readonly gestor: string;
  readonly sentido: SentidoDeContacto;
  readonly resultado: string;
  readonly cuantos: number;
}

/** Lo que un gestor acordó en una moneda. Unidades menores. */
export interface CuentaDeAcuerdos {
  readonly gestor: string;
  readonly moneda: Moneda;
  readonly promesas: number;
  readonly otros: number;
  readonly comprometido: number;
}

/** Lo que entró en una moneda; `gestor` es `null` si no hubo contacto en los días anteriores. Unidades menores. */
export interface CuentaDePagos {
  readonly gestor: string | null;
  readonly moneda: Moneda;
  readonly pagos: number;
  readonly recuperado: number;
}

/** Lo que el libro dice de la gestión en un período. */
export interface HechosDeGestion {
  readonly contactos: readonly CuentaDeContactos[];
  /** Con cuántos clientes distintos habló o quiso hablar cada gestor. */
  readonly clientes: ReadonlyMap<string, number>;
  readonly acuerdos: readonly CuentaDeAcuerdos[];
  readonly pagos: readonly CuentaDePagos[];
}

/** Los contactos de un gestor: no tienen moneda. */
export interface ContactosDeGestor {
  /** Veces que la empresa buscó a un cliente. */
  readonly intentos: number;
  /** De los intentos, cuántos encontraron a alguien. */
  readonly contactos: number;
  /** Veces que un cliente buscó a la empresa. */
  readonly entrantes: number;
  readonly clientes: number;
}

/** Un gestor en una moneda; el que no acordó ni cobró nada no tiene moneda. */
export interface GestionDeGestor {
  /** `null`: lo que entró sin que nadie hubiera contactado al cliente. */
  readonly gestor: string | null;
  readonly moneda: Moneda | null;
  /** Sólo en la primera fila de cada gestor: sumar la columna no cuenta dos veces un contacto. */
  readonly deContactos: ContactosDeGestor | null;
  readonly promesas: number;
  readonly otrosAcuerdos: number;
  readonly comprometido: number;
  readonly pagos: number;
  readonly recuperado: number;
}

/** Porcentaje con un decimal, mitad hacia arriba; `null` si no hay de qué. */
export function porcentajeConDecimal(parte: number, total: number): number | null {
  if (total === 0) return null;
  return Number((BigInt(parte) * 2000n + BigInt(total)) / (BigInt(total) * 2n)) / 10;
}

/** Reúne los hechos por gestor y moneda, por nombre; lo que entró sin contacto, al final. */
export function resumirGestion(hechos: HechosDeGestion, politica: PoliticaDeGestion): GestionDeGestor[] {
  const contactos = contarContactos(hechos, politica);
  const filas = new Map<string, GestionDeGestor>();
  const sumar = (gestor: string | null, moneda: Moneda, suma: Partial<GestionDeGestor>): void => {
    const clave = JSON.stringify([gestor, moneda]);
    filas.set(clave, { ...(filas.get(clave) ?? vacia(gestor, moneda)), ...suma });
  };
  for (const { gestor, moneda, promesas, otros, comprometido } of hechos.acuerdos)
    sumar(gestor, moneda, { promesas, otrosAcuerdos: otros, comprometido });
  for (const { gestor, moneda, pagos, recuperado } of hechos.pagos) sumar(gestor, moneda, { pagos, recuperado });
  const conMoneda = new Set([...filas.values()].map(({ gestor }) => gestor));
  const sinMoneda = [...contactos.keys()].filter((gestor) => !conMoneda.has(gestor));
  const ordenadas = [...filas.values(), ...sinMoneda.map((gestor) => vacia(gestor, null))].sort(comparar);
  return ordenadas.map((fila, puesto) => {
    const esPrimera = ordenadas[puesto - 1]?.gestor !== fila.gestor;
    const deContactos = fila.gestor === null || !esPrimera ? null : (contactos.get(fila.gestor) ?? sinContactos);
    return { ...fila, deContactos };
  });
}

const sinContactos: ContactosDeGestor = { intentos: 0, contactos: 0, entrantes: 0, clientes: 0 };

function vacia(gestor: string | null, moneda: Moneda | null): GestionDeGestor {
  return {
    gestor,
    moneda,
    deContactos: null,
    promesas: 0,
    otrosAcuerdos: 0,
    comprometido: 0,
    pagos: 0,
    recuperado: 0,
  };
}

function contarContactos(
  { contactos, clientes }: HechosDeGestion,
  politica: PoliticaDeGestion,
): ReadonlyMap<string, ContactosDeGestor> {
  const porGestor = new Map<string, ContactosDeGestor>();
  for (const cuenta of contactos) {
    const { gestor, sentido, cuantos } = cuenta;
    const previa = porGestor.get(gestor) ?? { ...sinContactos, clientes: clientes.get(gestor) ?? 0 };
    const esIntento = sentido === 'saliente';
    porGestor.set(gestor, {
      ...previa,
      intentos: previa.intentos + (esIntento ? cuantos : 0),
      contactos: previa.contactos + (esIntento && huboRespuesta(cuenta, politica) ? cuantos : 0),
      entrantes: previa.entrantes + (esIntento ? 0 : cuantos),
    });
  }
  return porGestor;
}

function comparar(una: GestionDeGestor, otra: GestionDeGestor): number {
  if (una.gestor !== otra.gestor) {
    if (una.gestor === null) return 1;
    if (otra.gestor === null) return -1;
    return compararNombres(una.gestor, otra.gestor) || (una.gestor < otra.gestor ? -1 : 1);
  }
  return (una.moneda ?? '') < (otra.moneda ?? '') ? -1 : 1;
}
