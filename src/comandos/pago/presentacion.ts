import { textoDeEstado } from '../../dominio/acuerdo-texto.ts';
import { textoLocal } from '../../dominio/dinero.ts';
import type { Columna } from '../../salida/listado.ts';
import type { Contexto } from '../comando.ts';
import { presentarDetalle, seccion } from '../detalle.ts';
import type { Escrita } from '../piezas/escritura.ts';
import type { CreditoHecho, DocumentoMovido } from './hecho.ts';
import type { AcuerdoCambiado, DescuentoCambiado } from './revision.ts';

/** Lo hecho, si de verdad quedó escrito, y si el crédito tiene número: uno nuevo que sólo se simuló no lo tiene. */
interface Presentable {
  readonly hecho: CreditoHecho;
  readonly escrito: boolean;
  readonly conNumero: boolean;
}

type ColumnaDeHecho = Columna<Presentable>;

const texto = (clave: string, titulo: string, valor: (hecho: CreditoHecho) => string | null): ColumnaDeHecho => ({
  clave,
  titulo,
  tipo: 'texto',
  valor: ({ hecho }) => valor(hecho),
});

const monto = (clave: string, titulo: string, valor: (hecho: CreditoHecho) => number | null): ColumnaDeHecho => ({
  clave,
  titulo,
  tipo: 'monto',
  valor: ({ hecho }) => valor(hecho),
  moneda: ({ hecho }) => hecho.moneda,
});

const columnasDeHecho: readonly ColumnaDeHecho[] = [
  {
    clave: 'pago_id',
    titulo: 'Pago',
    tipo: 'entero',
    valor: ({ hecho, conNumero }) => (conNumero ? hecho.creditoId : null),
  },
  { clave: 'fecha', titulo: 'Fecha', tipo: 'fecha', valor: ({ hecho }) => hecho.fecha },
  texto('cliente_id', 'Id', ({ clienteCodigo }) => clienteCodigo),
  texto('cliente', 'Cliente', ({ clienteNombre }) => clienteNombre),
  texto('moneda', 'Moneda', ({ moneda }) => moneda),
  monto('monto', 'Monto', (hecho) => hecho.monto),
  monto('imputado', 'Imputado', ({ imputado }) => imputado),
  monto('sin_imputar', 'Sin imputar', ({ sinImputar }) => sinImputar),
  texto('medio', 'Medio', ({ medio }) => medio),
  texto('referencia', 'Referencia', ({ referencia }) => referencia),
  texto('estado', 'Estado', ({ estado }) => estado),
  texto('tipo', 'Tipo', ({ tipo }) => tipo),
  monto('saldo_total', 'El cliente debe', ({ saldoTotal }) => saldoTotal),
  monto('saldo_vencido', 'De eso, vencido', ({ saldoVencido }) => saldoVencido),
  monto('saldo_a_favor', 'A su favor', ({ saldoAFavor }) => saldoAFavor),
  {
    clave: 'operacion_id',
    titulo: 'Operación',
    tipo: 'entero',
    valor: ({ hecho, escrito }) => (escrito ? hecho.operacionId : null),
  },
];

const columnasDeDocumentos: readonly Columna<DocumentoMovido>[] = [
  { clave: 'tipo', titulo: 'Tipo', tipo: 'texto', valor: ({ tipo }) => tipo, importancia: 2 },
  { clave: 'numero', titulo: 'Número', tipo: 'texto', valor: ({ numero }) => numero, importancia: 9 },
  { clave: 'vencimiento', titulo: 'Vencimiento', tipo: 'fecha', valor: (uno) => uno.vencimiento, importancia: 5 },
  { clave: 'fecha', titulo: 'Desde', tipo: 'fecha', valor: ({ fecha }) => fecha, importancia: 3 },
  {
    clave: 'monto',
    titulo: 'Monto',
    tipo: 'monto',
    valor: (uno) => uno.monto,
    moneda: ({ moneda }) => moneda,
    importancia: 9,
  },
  {
    clave: 'saldo',
    titulo: 'Queda',
    tipo: 'monto',
    valor: ({ saldo }) => saldo,
    moneda: ({ moneda }) => moneda,
    importancia: 8,
    tono: ({ saldo }) => (saldo === 0 ? 'bien' : undefined),
  },
];

/** Los acuerdos que cambiaron de estado, para la sección de una orden. */
export const columnasDeAcuerdos: readonly Columna<AcuerdoCambiado>[] = [
  { clave: 'acuerdo_id', titulo: 'Acuerdo', tipo: 'entero', valor: ({ id }) => id, importancia: 9 },
  { clave: 'tipo', titulo: 'Tipo', tipo: 'texto', valor: ({ tipo }) => tipo, importancia: 8 },
  { clave: 'antes', titulo: 'Estaba', tipo: 'texto', valor: ({ antes }) => antes, importancia: 7 },
  { clave: 'despues', titulo: 'Quedó', tipo: 'texto', valor: ({ despues }) => despues, importancia: 9 },
];

const columnasDeDescuentos: readonly Columna<DescuentoCambiado>[] = [
  { clave: 'acuerdo_id', titulo: 'Acuerdo', tipo: 'entero', valor: ({ acuerdoId }) => acuerdoId, importancia: 8 },
  { clave: 'pago_id', titulo: 'Crédito', tipo: 'entero', valor: ({ creditoId }) => creditoId, importancia: 5 },
  { clave: 'cambio', titulo: 'Descuento', tipo: 'texto', valor: ({ cambio }) => cambio, importancia: 9 },
  {
    clave: 'monto',
    titulo: 'Monto',
    tipo: 'monto',
    valor: (uno) => uno.monto,
    moneda: ({ moneda }) => moneda,
    importancia: 9,
  },
];

const nombres: Readonly<Record<string, string>> = { 'nota-credito': 'nota de crédito' };

/** El crédito por su nombre: «pago 7», «nota de crédito 3»; sin número si todavía no lo tiene. */
function nombrar({ creditoId, tipo }: CreditoHecho, conNumero: boolean): string {
  return `${nombres[tipo] ?? tipo}${conNumero ? ` ${creditoId}` : ''}`;
}

/** Qué se dice de una orden, según lo que hizo. */
export interface Palabras {
  /** La orden hace el crédito, no cambia uno que ya estaba. */
  readonly nuevo?: boolean;
  /** Título de la lista de documentos. */
  readonly documentos: string;
  /** Una frase con lo hecho; `cosa` es el crédito por su nombre: «pago 7», o «pago» si sólo se simuló. */
  readonly frase: (hecho: CreditoHecho, cosa: string) => string;
  /** La orden que sigue. */
  readonly siguiente: (hecho: CreditoHecho) => string;
}

/** Escribe lo que hizo una orden con un crédito, lo que cambió en los acuerdos y qué puede seguir. */
export async function presentarHecho(
  contexto: Contexto,
  { hecho, repetida, simulada }: Escrita<CreditoHecho>,
  { nuevo = false, documentos, frase, siguiente }: Palabras,
): Promise<void> {
  const { consola } = contexto;
  const escrito = repetida || !simulada;
  const conNumero = escrito || !nuevo;
  const cosa = { columnas: columnasDeHecho, filas: [{ hecho, escrito, conNumero }], unico: true };
  await presentarDetalle(contexto, {
    cosa,
    secciones: [
      seccion('aplicaciones', documentos, { columnas: columnasDeDocumentos, filas: hecho.documentos }),
      seccion('acuerdos', 'Acuerdos que cambiaron', { columnas: columnasDeAcuerdos, filas: hecho.acuerdos }),
      seccion('descuentos', 'Descuentos', { columnas: columnasDeDescuentos, filas: hecho.descuentos }),
    ],
    presentarPlano: () => contexto.presentar(cosa),
  });
  if (repetida) return;
  for (const aviso of hecho.avisos) consola.avisar(aviso);
  consola.informar(frase(hecho, nombrar(hecho, conNumero)));
  informarAcuerdos(contexto, hecho);
  if (simulada) consola.informar('simulado: no se escribió nada');
  else consola.sugerir(siguiente(hecho));
}

/** Dice qué acuerdos cambiaron de estado y qué descuentos se dieron o se deshicieron. */
export function informarAcuerdos(
  { consola, formato }: Contexto,
  { acuerdos, descuentos }: Pick<CreditoHecho, 'acuerdos' | 'descuentos'>,
): void {
  // En una tabla ya están a la vista.
  if (consola.esTerminal && (formato === undefined || formato === 'tabla')) return;
  for (const { id, tipo, antes, despues } of acuerdos) {
    consola.informar(
      `acuerdo ${id} (${tipo}): ${antes === null ? '' : `estaba ${textoDeEstado(antes)}, `}quedó ${textoDeEstado(despues)}`,
    );
  }
  for (const { acuerdoId, cambio, ...descuento } of descuentos) {
    consola.informar(`descuento ${cambio} por el acuerdo ${acuerdoId}: ${textoLocal(descuento)} ${descuento.moneda}`);
  }
}

/** El monto con su moneda, como se le dice a una persona: `1.234,50 ARS`. */
export function escribirMonto(hecho: Pick<CreditoHecho, 'moneda'>, unidades: number): string {
  return `${textoLocal({ monto: unidades, moneda: hecho.moneda })} ${hecho.moneda}`;
}
