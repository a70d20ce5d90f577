import type { Azar } from './azar.ts';
import type { Modelo } from './modelo.ts';
import { type Dia, type Juicio, texto } from './modelo-hechos.ts';

/** Con qué se compara: el día, y cómo se le pide algo al programa como JSON. */
interface Comparacion {
  readonly al: Dia;
  readonly azar: Azar;
  leer(...argumentos: string[]): Promise<unknown>;
}

type Fila = Record<string, string | number | null>;
type Retrato = ReadonlyMap<string, string>;

const enMenores = (valor: unknown, moneda: unknown): number => Math.round(Number(valor) * (moneda === 'CLP' ? 1 : 100));

/** Lo que el programa muestra y el modelo no, o al revés; vacío si dicen lo mismo. */
export async function comparar(modelo: Modelo, comparacion: Comparacion): Promise<string[]> {
  const { al, leer } = comparacion;
  return [
    ...distintos('factura', documentosDe(modelo, al), await documentosLeidos(leer)),
    ...distintos('antigüedad', antiguedadDe(modelo, al), await antiguedadLeida(leer)),
    ...distintos('acuerdo', acuerdosDe(modelo, al), await acuerdosLeidos(leer)),
    ...distintos('promesas en', promesasDe(modelo, al), await promesasLeidas(leer)),
    ...(await compararCuotas(modelo, comparacion)),
  ];
}

function distintos(que: string, esperado: Retrato, leido: Retrato): string[] {
  const claves = new Set([...esperado.keys(), ...leido.keys()]);
  return [...claves].flatMap((clave) => {
    const [debe, dice] = [esperado.get(clave) ?? 'nada', leido.get(clave) ?? 'nada'];
    return debe === dice ? [] : [`${que} ${clave}: el programa dice ${dice} y el modelo ${debe}`];
  });
}

function documentosDe(modelo: Modelo, al: Dia): Retrato {
  const facturas = modelo.facturas.filter(({ emision }) => emision <= al);
  const notas = modelo.creditos.filter((uno) => uno.tipo === 'nota-credito' && uno.dia <= al);
  return new Map([
    ...facturas.map((una) => [una.numero, `${modelo.saldo(una, al)} ${modelo.estadoDe(una, al)}`] as const),
    ['notas de crédito', String(notas.reduce((total, una) => total + modelo.aFavor(una, al), 0))],
  ]);
}

async function documentosLeidos(leer: Comparacion['leer']): Promise<Retrato> {
  const filas = (await leer('factura', 'listar')) as Fila[];
  const notas = filas.filter(({ tipo }) => tipo === 'nota-credito');
  const facturas = filas.filter(({ tipo }) => tipo !== 'nota-credito');
  return new Map([
    ...facturas.map(
      ({ numero, saldo, moneda, estado }) => [String(numero), `${enMenores(saldo, moneda)} ${estado}`] as const,
    ),
    ['notas de crédito', String(notas.reduce((total, { saldo, moneda }) => total - enMenores(saldo, moneda), 0))],
  ]);
}

const tramos = ['por_vencer', 'd1_30', 'd31_60', 'd61_90', 'd91_mas'] as const;
const columnas = [...tramos, 'saldo_a_favor', 'en_disputa'] as const;

function antiguedadDe(modelo: Modelo, al: Dia): Retrato {
  const cuentas = new Map<string, number[]>();
  const sumar = (cuenta: { cliente: string; moneda: string }, columna: number, monto: number): void => {
    const clave = `${cuenta.cliente} ${cuenta.moneda}`;
    const montos = cuentas.get(clave) ?? columnas.map(() => 0);
    montos[columna] = (montos[columna] ?? 0) + monto;
    cuentas.set(clave, montos);
  };
  for (const factura of modelo.facturas.filter(({ emision }) => emision <= al)) {
    const mora = al - factura.vence;
    sumar(factura, mora <= 0 ? 0 : Math.min(4, Math.ceil(mora / 30)), modelo.saldo(factura, al));
    sumar(factura, 6, modelo.enDisputa(factura, al));
  }
  for (const credito of modelo.creditos) sumar(credito, 5, modelo.aFavor(credito, al));
  return new Map(
    [...cuentas].filter(([, montos]) => montos.some((uno) => uno !== 0)).map(([c, m]) => [c, m.join(' ')]),
  );
}

async function antiguedadLeida(leer: Comparacion['leer']): Promise<Retrato> {
  const filas = (await leer('informe', 'antiguedad')) as Fila[];
  const retratos = filas.map((fila) => {
    const montos = columnas.map((columna) => enMenores(fila[columna], fila.moneda));
    const total = tramos.reduce((suma, tramo) => suma + enMenores(fila[tramo], fila.moneda), 0);
    const cuadra = total === enMenores(fila.total, fila.moneda) ? '' : ' y el total no es la suma';
    return [`${fila.cliente_id} ${fila.moneda}`, montos.join(' ') + cuadra] as const;
  });
  return new Map(retratos.filter(([, montos]) => montos !== columnas.map(() => 0).join(' ')));
}

/** Todos los acuerdos juzgados al día. */
export function juiciosDe(modelo: Modelo, al: Dia): Juicio[] {
  const cuentas = new Map(modelo.acuerdos.map(({ cliente, moneda }) => [`${cliente} ${moneda}`, { cliente, moneda }]));
  return [...cuentas.values()].flatMap(({ cliente, moneda }) => modelo.juzgar(cliente, moneda, al));
}

function acuerdosDe(modelo: Modelo, al: Dia): Retrato {
  return new Map(
    juiciosDe(modelo, al).map(({ acuerdo, estado, pagado, cuotas, vigente }) => {
      const impaga = vigente ? cuotas.findIndex(({ pendiente }) => pendiente > 0) : -1;
      const vence = acuerdo.cuotas[impaga]?.vence;
      const proxima = vence === undefined ? 'ninguna' : `${texto(vence)} ${cuotas[impaga]?.pendiente}`;
      return [String(acuerdo.id), `${acuerdo.tipo} ${estado}, pagado ${pagado}, próxima ${proxima}`];
    }),
  );
}

async function acuerdosLeidos(leer: Comparacion['leer']): Promise<Retrato> {
  const filas = (await leer('acuerdo', 'listar')) as Fila[];
  return new Map(
    filas.map(({ acuerdo_id: id, tipo, estado, pagado, moneda, proxima_cuota: dia, proximo_monto: monto }) => {
      const proxima = dia === null ? 'ninguna' : `${dia} ${enMenores(monto, moneda)}`;
      return [String(id), `${tipo} ${estado}, pagado ${enMenores(pagado, moneda)}, próxima ${proxima}`];
    }),
  );
}

const cuentas = ['promesas', 'cumplidas', 'parciales', 'incumplidas', 'cumplidas_tarde'] as const;
const estadosContados = ['', 'cumplida', 'parcial', 'incumplida', 'cumplida-tarde'] as const;

/** Las promesas juzgadas: con la ventana cerrada, que nadie terminó y de las que algo hubo que pagar. */
function promesasDe(modelo: Modelo, al: Dia): Retrato {
  const retrato = new Map<string, number[]>();
  for (const { acuerdo, estado, prometido, aTiempo } of juiciosDe(modelo, al)) {
    const cerrada = (acuerdo.cuotas.at(-1)?.fin ?? al) < al;
    const cuenta = estadosContados.indexOf(estado as (typeof estadosContados)[number]);
    const monto = Math.max(prometido, aTiempo);
    if (acuerdo.tipo !== 'promesa' || !cerrada || cuenta < 1 || monto === 0) continue;
    const cifras = retrato.get(acuerdo.moneda) ?? [0, 0, 0, 0, 0, 0, 0, 0];
    const suma = [1, ...[1, 2, 3, 4].map((una) => Number(una === cuenta)), monto, cuenta === 1 ? monto : 0, aTiempo];
    retrato.set(
      acuerdo.moneda,
      cifras.map((cifra, orden) => cifra + (suma[orden] ?? 0)),
    );
  }
  return new Map([...retrato].map(([moneda, cifras]) => [moneda, cifras.join(' ')]));
}

async function promesasLeidas(leer: Comparacion['leer']): Promise<Retrato> {
  const filas = (await leer('informe', 'promesas', '--resumen')) as Fila[];
  const conAlguna = filas.filter(({ promesas }) => promesas !== 0);
  return new Map(
    conAlguna.map((fila) => {
      const montos = [fila.prometido, fila.cumplido, fila.pagado_a_tiempo].map((uno) => enMenores(uno, fila.moneda));
      return [String(fila.moneda), [...cuentas.map((cuenta) => fila[cuenta]), ...montos].join(' ')];
    }),
  );
}

async function compararCuotas(modelo: Modelo, { al, azar, leer }: Comparacion): Promise<string[]> {
  const planes = juiciosDe(modelo, al).filter(({ acuerdo }) => acuerdo.tipo === 'cuotas');
  if (planes.length === 0) return [];
  const { acuerdo, cuotas } = azar.elegir(planes);
  const visto = (await leer('acuerdo', 'ver', String(acuerdo.id))) as { cuotas?: Fila[] };
  const leidas = (visto.cuotas ?? []).map(({ vencimiento, fin, estado, pagado, pendiente }) =>
    [vencimiento, fin, estado, enMenores(pagado, acuerdo.moneda), enMenores(pendiente, acuerdo.moneda)].join(' '),
  );
  const debidas = cuotas.map(({ estado, pagado, pendiente }, orden) => {
    const { vence = 0, fin = 0 } = acuerdo.cuotas[orden] ?? {};
    return [texto(vence), texto(fin), estado, pagado, pendiente].join(' ');
  });
  const enPalabras = (lista: readonly string[]): string => lista.join('; ');
  if (enPalabras(leidas) === enPalabras(debidas)) return [];
  return [
    `cuotas del acuerdo ${acuerdo.id}: el programa dice ${enPalabras(leidas)} y el modelo ${enPalabras(debidas)}`,
  ];
}
