import { agruparPor } from '../../dominio/agrupar.ts';
import { contar, enumerar } from '../../dominio/cantidad.ts';
import { textoLocal } from '../../dominio/dinero.ts';
import type { Decision, ReglaDeRecordatorio } from '../../dominio/recordatorio/tipos.ts';
import { contarDocumentos } from '../../dominio/recordatorio/unidades.ts';
import type { Columna } from '../../salida/listado.ts';
import type { RenglonDeCalendario, RenglonDePlan } from './planes.ts';

/** Las columnas de `recordatorios plan` (REGLAS: «La política y los nombres públicos»). */
export const columnasDePlan: readonly Columna<RenglonDePlan>[] = [
  {
    clave: 'accion',
    titulo: 'Acción',
    tipo: 'texto',
    valor: ({ decision }) => decision.accion,
    importancia: 9,
    tono: ({ decision }) => (decision.accion === 'enviar' ? 'bien' : 'tenue'),
  },
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ cliente }) => cliente.codigo, importancia: 5 },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ cliente }) => cliente.nombre, importancia: 9 },
  {
    clave: 'paso',
    titulo: 'Paso',
    tipo: 'texto',
    valor: ({ decision }) => decision.paso?.codigo ?? null,
    importancia: 8,
  },
  { clave: 'canal', titulo: 'Canal', tipo: 'texto', valor: ({ decision }) => decision.canal, importancia: 6 },
  { clave: 'destino', titulo: 'Destino', tipo: 'texto', valor: ({ decision }) => decision.destino, importancia: 4 },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ decision }) => decision.moneda, importancia: 7 },
  {
    clave: 'monto',
    titulo: 'Monto',
    tipo: 'monto',
    valor: ({ decision }) => decision.monto,
    moneda: ({ decision }) => decision.moneda,
    importancia: 9,
  },
  {
    clave: 'facturas',
    titulo: 'Facturas',
    tipo: 'entero',
    valor: ({ decision: { vencidas, porVencer } }) => contarDocumentos([...vencidas, ...porVencer]),
    importancia: 5,
  },
  { clave: 'motivo', titulo: 'Motivo', tipo: 'texto', valor: ({ decision }) => decision.motivo, importancia: 9 },
];

/** Las de `recordatorios plan --calendario`: las mismas, con el día; una llamada dice `llamar`. */
export const columnasDeCalendario: readonly Columna<RenglonDeCalendario>[] = [
  { clave: 'fecha', titulo: 'Fecha', tipo: 'fecha', valor: ({ fecha }) => fecha, importancia: 9 },
  ...columnasDePlan.map(
    (columna): Columna<RenglonDeCalendario> =>
      columna.clave === 'accion'
        ? { ...columna, valor: ({ decision }) => (decision.regla === 'llamada' ? 'llamar' : decision.accion) }
        : columna,
  ),
];

/** Cuántos mensajes y llamadas hay cada día del calendario. */
export function resumirCalendario(renglones: readonly RenglonDeCalendario[]): string[] {
  return [...agruparPor(renglones, ({ fecha }) => fecha)].map(([fecha, suyos]) => {
    const envios = suyos.filter(({ decision }) => decision.accion === 'enviar');
    const llamadas = suyos.length - envios.length;
    const deLlamadas = llamadas === 0 ? '' : `; ${contar(llamadas, 'llamada')}`;
    return `${fecha}: ${contar(envios.length, 'mensaje')}${envios.length === 0 ? '' : totalesDe(envios)}${deLlamadas}`;
  });
}

/** Cuántos salen y por cuánto, en una línea. */
export function resumirEnvios(renglones: readonly RenglonDePlan[]): string {
  const salen = renglones.filter(({ decision }) => decision.accion === 'enviar');
  return salen.length === 0 ? 'por enviar: ninguno' : `por enviar: ${salen.length}${totalesDe(salen)}`;
}

/** Cuántos quedan por cada regla, de la más frecuente a la menos, en una línea. */
export function resumirRetenidos(renglones: readonly RenglonDePlan[]): string {
  const reglas = new Map<ReglaDeRecordatorio, number>();
  for (const { decision } of renglones)
    if (decision.accion === 'retener') reglas.set(decision.regla, (reglas.get(decision.regla) ?? 0) + 1);
  if (reglas.size === 0) return 'retenidos: ninguno';
  const porRegla = [...reglas].sort(([una, cuantas], [otra, otras]) => otras - cuantas || (una < otra ? -1 : 1));
  const total = porRegla.reduce((suma, [, cuantas]) => suma + cuantas, 0);
  return `retenidos: ${total} (${porRegla.map(([regla, cuantas]) => `${cuantas} ${regla}`).join(', ')})`;
}

function totalesDe(renglones: readonly RenglonDePlan[]): string {
  const totales = new Map<Decision['moneda'], number>();
  for (const { decision } of renglones)
    totales.set(decision.moneda, (totales.get(decision.moneda) ?? 0) + decision.monto);
  const montos = [...totales].sort().map(([moneda, monto]) => `${textoLocal({ monto, moneda })} ${moneda}`);
  return `, por ${enumerar(montos)}`;
}
