import type { Cuota } from '../../dominio/acuerdo.ts';
import { nombresDeTipo } from '../../dominio/acuerdo-texto.ts';
import { type Moneda, textoLocal } from '../../dominio/dinero.ts';
import type { Columna } from '../../salida/listado.ts';
import type { Contexto } from '../comando.ts';
import { presentarDetalle, seccion } from '../detalle.ts';
import type { Escrita } from '../piezas/escritura.ts';
import type { AcuerdoCreado, DocumentoDeCreado } from './creacion.ts';

/** Lo que se muestra de un acuerdo recién hecho; sin números si se simuló. */
type Mostrado = Omit<AcuerdoCreado, 'acuerdoId' | 'operacionId'> & {
  readonly acuerdoId: number | null;
  readonly operacionId: number | null;
};

const columnas: readonly Columna<Mostrado>[] = [
  { clave: 'acuerdo_id', titulo: 'Acuerdo', tipo: 'entero', valor: ({ acuerdoId }) => acuerdoId },
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ clienteId }) => clienteId },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ cliente }) => cliente },
  { clave: 'tipo', titulo: 'Tipo', tipo: 'texto', valor: ({ tipo }) => tipo },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda },
  { clave: 'total', titulo: 'Total', tipo: 'monto', valor: ({ total }) => total, moneda: ({ moneda }) => moneda },
  {
    clave: 'descuento',
    titulo: 'Descuento',
    tipo: 'monto',
    valor: ({ descuento }) => descuento,
    moneda: ({ moneda }) => moneda,
  },
  { clave: 'creado', titulo: 'Creado', tipo: 'fecha', valor: ({ creado }) => creado },
  { clave: 'nota', titulo: 'Nota', tipo: 'texto', valor: ({ nota }) => nota },
  {
    clave: 'reemplaza',
    titulo: 'Reemplaza a',
    tipo: 'texto',
    valor: ({ reemplazados }) => reemplazados.join(', ') || null,
  },
  { clave: 'operacion_id', titulo: 'Operación', tipo: 'entero', valor: ({ operacionId }) => operacionId },
];

/** Las columnas de una cuota, sin lo que se sabe después de los pagos. */
export function columnasDeCuotas<C extends Cuota>(moneda: Moneda): Columna<C>[] {
  return [
    { clave: 'numero', titulo: 'Cuota', tipo: 'entero', valor: ({ numero }) => numero, importancia: 9 },
    {
      clave: 'vencimiento',
      titulo: 'Vencimiento',
      tipo: 'fecha',
      valor: ({ vencimiento }) => vencimiento,
      importancia: 9,
    },
    { clave: 'fin', titulo: 'Cuenta hasta', tipo: 'fecha', valor: ({ fin }) => fin, importancia: 4 },
    {
      clave: 'monto',
      titulo: 'Monto',
      tipo: 'monto',
      valor: ({ monto }) => monto,
      moneda: () => moneda,
      importancia: 9,
    },
  ];
}

/** Las columnas de un documento acordado. */
export function columnasDeDocumentosAcordados<D extends DocumentoDeCreado>(moneda: Moneda): Columna<D>[] {
  return [
    { clave: 'numero', titulo: 'Número', tipo: 'texto', valor: ({ numero }) => numero, importancia: 9 },
    {
      clave: 'vencimiento',
      titulo: 'Vencimiento',
      tipo: 'fecha',
      valor: ({ vencimiento }) => vencimiento,
      importancia: 6,
    },
    {
      clave: 'saldo',
      titulo: 'Se acuerda',
      tipo: 'monto',
      valor: ({ saldo }) => saldo,
      moneda: () => moneda,
      importancia: 9,
    },
  ];
}

/** Muestra el acuerdo hecho o simulado, y dice qué cambió y qué sigue. */
export async function presentarCreado(
  contexto: Contexto,
  { hecho, repetida, simulada }: Escrita<AcuerdoCreado>,
): Promise<void> {
  const { consola } = contexto;
  const sinNumeros = simulada && !repetida;
  const mostrado: Mostrado = sinNumeros ? { ...hecho, acuerdoId: null, operacionId: null } : hecho;
  const cosa = { columnas, filas: [mostrado], unico: true };
  await presentarDetalle(contexto, {
    cosa,
    secciones: [
      seccion('cuotas', 'Cuotas', { columnas: columnasDeCuotas(hecho.moneda), filas: hecho.cuotas }),
      seccion('documentos', 'Qué abarca', {
        columnas: columnasDeDocumentosAcordados(hecho.moneda),
        filas: hecho.documentos,
      }),
    ],
    presentarPlano: () => contexto.presentar(cosa),
  });
  if (repetida) return;
  for (const aviso of hecho.avisos) consola.avisar(aviso);
  consola.informar(fraseDe(mostrado));
  if (hecho.reemplazados.length > 0) {
    const cuales = hecho.reemplazados.join(', ');
    consola.informar(
      hecho.reemplazados.length === 1 ? `reemplaza al acuerdo ${cuales}` : `reemplaza a los acuerdos ${cuales}`,
    );
  }
  if (sinNumeros) consola.informar('simulado: no se escribió nada');
  else consola.sugerir(`cobranzas acuerdo ver ${hecho.acuerdoId}`);
}

function fraseDe({ acuerdoId, tipo, cliente, moneda, total, descuento, cuotas }: Mostrado): string {
  const escribir = (monto: number) => `${textoLocal({ monto, moneda })} ${moneda}`;
  const numero = acuerdoId === null ? nombresDeTipo[tipo] : `acuerdo ${acuerdoId}, ${nombresDeTipo[tipo]}`;
  const [primera] = cuotas;
  const ultima = cuotas.at(-1);
  const cuando =
    cuotas.length === 1
      ? `el ${primera?.vencimiento} (cuenta hasta el ${primera?.fin} inclusive)`
      : `en ${cuotas.length} pagos, del ${primera?.vencimiento} al ${ultima?.vencimiento}`;
  const gana = descuento === 0 ? '' : `; si cumple, gana un descuento de ${escribir(descuento)}`;
  return `${numero}: ${cliente} paga ${escribir(total)} ${cuando}${gana}`;
}
