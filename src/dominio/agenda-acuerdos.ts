import type { AcuerdoEvaluado, CuotaEvaluada } from './acuerdo.ts';
import type { Pendiente, Relacion, TipoDeAgenda, Ventana } from './agenda.ts';
import { type ChequeQueCubre, Cobertura } from './cheques.ts';
import { textoLocal } from './dinero.ts';
import { type Fecha, ultima } from './fecha.ts';

/**
 * Lo que toca por los acuerdos: lo que se espera cobrar hasta el fin de la ventana y lo que no se cumplió. Un
 * incumplimiento queda hasta que alguien se ocupa: un contacto posterior o un acuerdo nuevo, o el pago. Lo que un cheque por
 * cobrar va a cancelar no se da por incumplido.
 */
export function pendientesDeAcuerdos(
  acuerdos: readonly AcuerdoEvaluado[],
  { hoy, hasta }: Ventana,
  { contactos, estaEnPausa, cheques }: Relacion & { readonly cheques: readonly ChequeQueCubre[] },
): Pendiente[] {
  const ultimoCreado = new Map<string, Fecha>();
  for (const { acuerdo, vigente } of acuerdos) {
    const cuenta = `${acuerdo.clienteId} ${acuerdo.moneda}`;
    if (vigente) ultimoCreado.set(cuenta, ultima(acuerdo.creado, ultimoCreado.get(cuenta) ?? acuerdo.creado));
  }
  const sinAtender = (evaluado: AcuerdoEvaluado, desde: Fecha): boolean => {
    const { clienteId, moneda } = evaluado.acuerdo;
    if (estaEnPausa(clienteId)) return false;
    const contacto = contactos.get(clienteId)?.fecha;
    const nuevo = evaluado.vigente ? undefined : ultimoCreado.get(`${clienteId} ${moneda}`);
    return (contacto === undefined || contacto <= desde) && (nuevo === undefined || nuevo < desde);
  };
  const cobertura = new Cobertura(cheques);
  return acuerdos.flatMap((evaluado) => {
    const { estado, cuotas, caidoEl, acuerdo } = evaluado;
    const sinCubrir = (monto: number) => monto - cobertura.tomar(acuerdo, monto);
    if (estado === 'caido') {
      if (caidoEl === null || !sinAtender(evaluado, caidoEl)) return [];
      const monto = sinCubrir(evaluado.pendiente);
      return monto === 0
        ? []
        : [armar(evaluado, { tipo: 'plan-caido', fecha: caidoEl, monto, detalle: 'el plan se cayó' })];
    }
    if (estado === 'incumplida' || estado === 'parcial') {
      const [cuota] = cuotas;
      if (acuerdo.tipo !== 'promesa' || cuota === undefined || !sinAtender(evaluado, cuota.fin)) return [];
      const monto = sinCubrir(evaluado.pendiente);
      return monto === 0 ? [] : [deCuota(evaluado, { ...cuota, pendiente: monto }, 'promesa-incumplida')];
    }
    if (!evaluado.vigente) return [];
    return cuotas.flatMap((cuota) => {
      if (cuota.pendiente === 0) return [];
      if (cuota.estado === 'vencida') {
        const monto = sinAtender(evaluado, cuota.fin) ? sinCubrir(cuota.pendiente) : 0;
        return monto === 0 ? [] : [deCuota(evaluado, { ...cuota, pendiente: monto }, 'cuota-vencida')];
      }
      return cuota.vencimiento <= hasta && cuota.fin >= hoy ? [deCuota(evaluado, cuota, tipoDeCuota(evaluado))] : [];
    });
  });
}

function tipoDeCuota({ acuerdo }: AcuerdoEvaluado): TipoDeAgenda {
  if (acuerdo.tipo === 'cuotas') return 'cuota';
  return acuerdo.tipo === 'promesa' ? 'promesa' : 'descuento';
}

function deCuota(evaluado: AcuerdoEvaluado, cuota: CuotaEvaluada, tipo: TipoDeAgenda): Pendiente {
  const { acuerdo } = evaluado;
  const enMoneda = (monto: number): string => textoLocal({ monto, moneda: acuerdo.moneda });
  const partes = [
    ...(acuerdo.tipo === 'cuotas' ? [`cuota ${cuota.numero} de ${acuerdo.cuotas.length}`] : []),
    ...(tipo === 'descuento' ? [`se le descuentan ${enMoneda(acuerdo.descuento)} si paga`] : []),
    ...(cuota.pagado > 0 ? [`pagó ${enMoneda(cuota.pagado)} de ${enMoneda(cuota.exigible)}`] : []),
    ...(tipo === 'promesa-incumplida' && cuota.pagado === 0 ? ['no pagó'] : []),
  ];
  const { vencimiento: fecha, pendiente: monto } = cuota;
  return {
    ...armar(evaluado, { tipo, fecha, monto, detalle: partes.join(', ') }),
    clave: `acuerdo-${acuerdo.id}-${cuota.numero}`,
  };
}

function armar(
  { acuerdo }: AcuerdoEvaluado,
  { tipo, fecha, monto, detalle }: { tipo: TipoDeAgenda; fecha: Fecha; monto: number; detalle: string },
): Pendiente {
  const { id, clienteId, moneda, gestor, creado } = acuerdo;
  const origen = `acuerdo ${id} del ${creado}`;
  return {
    fecha,
    tipo,
    clave: `acuerdo-${id}`,
    clienteId,
    dinero: { monto, moneda },
    detalle: detalle === '' ? origen : `${detalle} (${origen})`,
    gestor,
  };
}

/** Los documentos que siguen las fechas de un acuerdo en curso, y no la suya. */
export function documentosAcordados(acuerdos: readonly AcuerdoEvaluado[]): ReadonlySet<number> {
  const enCurso = acuerdos.filter(({ vigente }) => vigente);
  return new Set(enCurso.flatMap(({ acuerdo }) => acuerdo.documentos.map(({ documentoId }) => documentoId)));
}
