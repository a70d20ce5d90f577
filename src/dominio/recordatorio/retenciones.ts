import { contar } from '../cantidad.ts';
import { textoLocal } from '../dinero.ts';
import { type Fecha, sumarDias } from '../fecha.ts';
import type { CausaDeRetencion } from '../partidas.ts';
import { estaVigente, textoDePausa } from '../pausa.ts';
import { problemaDeCanal } from './alcance.ts';
import { textoDeDicho } from './dicho.ts';
import { controlarHorario, primerDiaDeContacto, type Retencion } from './horario.ts';
import { minimoDePaso, minimoGeneral } from './montos.ts';
import type { Propuesta } from './propuesta.ts';
import { momentoEscrito } from './reintentos.ts';
import { relojDeCuenta, separacionDeCuenta } from './reloj.ts';
import type {
  ClientePorRecordar,
  ContactoPrevio,
  ContextoDeRecordatorio,
  CuentaPorRecordar,
  EstadoDeMensaje,
  ReglaDeRecordatorio,
  UnidadDeReclamo,
} from './tipos.ts';

/** Todo lo que una regla puede mirar. */
export interface Caso {
  readonly cliente: ClientePorRecordar;
  readonly cuenta: CuentaPorRecordar;
  /** Los del cliente y los que esta misma decisión ya le suma por otra moneda. */
  readonly contactos: readonly ContactoPrevio[];
  readonly propuesta: Propuesta;
  readonly contexto: ContextoDeRecordatorio;
}

type Resultado = Retencion<ReglaDeRecordatorio> | null;

const retener = (regla: ReglaDeRecordatorio, motivo: string, desde: Fecha | null = null): Resultado => ({
  regla,
  motivo,
  desde,
});

/** Lo que no se debe, o ya está cubierto. */
export function controlarDeuda({ cuenta, propuesta }: Caso): Resultado {
  if (propuesta.esEvento) return null;
  if (cuenta.unidades.length === 0) return retener('pagada', 'no debe nada');
  if (!propuesta.cubierta) return null;
  const aFavor = textoLocal({ monto: cuenta.saldoAFavor, moneda: cuenta.moneda });
  return retener('saldo-a-favor', `su saldo a favor de ${aFavor} ${cuenta.moneda} cubre lo que debe`);
}

/** El cliente entero está apartado. */
export function controlarPausa({ cliente: { pausa }, contexto }: Caso): Resultado {
  if (pausa === null || !estaVigente(pausa, contexto.momento.hoy)) return null;
  const desde = pausa.hasta === null ? null : primerDiaDeContacto(sumarDias(pausa.hasta, 1), contexto);
  return retener(pausa.clase === 'abogado' ? 'abogado' : 'pausa', textoDePausa(pausa), desde);
}

/**
 * Lo que contestó el cliente y todavía nadie resolvió: lo escucha una persona, el día en que quedó en ocuparse, antes de que
 * le llegue un reclamo automático.
 */
export function controlarDicho({ cliente: { dicho = null }, propuesta, contexto }: Caso): Resultado {
  if (dicho === null || propuesta.esEvento || contexto.momento.hoy > dicho.proximo) return null;
  return retener('conversacion', textoDeDicho(dicho), primerDiaDeContacto(sumarDias(dicho.proximo, 1), contexto));
}

const reglaDeCausa: Readonly<Record<CausaDeRetencion, ReglaDeRecordatorio>> = {
  disputa: 'disputa',
  promesa: 'promesa',
  cuotas: 'plan',
  quita: 'plan',
  'pronto-pago': 'plan',
  cheque: 'cheque',
};
const pesoDeRegla: readonly ReglaDeRecordatorio[] = ['disputa', 'promesa', 'plan', 'cheque'];

/** De lo que se debe, nada se puede reclamar. De varios motivos, el primero de la lista de reglas. */
export function controlarRetenidas({ propuesta, contexto }: Caso): Resultado {
  const { paso, reparto } = propuesta;
  if (paso !== null || propuesta.sinMinimo !== null || reparto.vencidas.length > 0) return null;
  const reglaDe = ({ retenida }: UnidadDeReclamo) => reglaDeCausa[retenida?.causa ?? 'disputa'];
  const [fuerte] = reparto.retenidas.toSorted(
    (una, otra) => pesoDeRegla.indexOf(reglaDe(una)) - pesoDeRegla.indexOf(reglaDe(otra)),
  );
  if (fuerte?.retenida == null) return null;
  const { motivo, hasta = null } = fuerte.retenida;
  return retener(reglaDe(fuerte), motivo, hasta === null ? null : primerDiaDeContacto(sumarDias(hasta, 1), contexto));
}

/** Lo que se pide es menos que lo que vale la pena pedir. */
export function controlarMinimo({ cuenta: { moneda }, propuesta, contexto: { politica } }: Caso): Resultado {
  const { vencidas, porVencer, monto, esEvento, sinMinimo } = propuesta;
  if (esEvento || vencidas.length + porVencer.length === 0) return null;
  const general = minimoGeneral(politica.recordatorios, moneda);
  const minimo = sinMinimo === null ? general : minimoDePaso(sinMinimo, politica.recordatorios, moneda);
  if (monto >= minimo) return null;
  const [pedido, exigido] = [monto, minimo].map((uno) => textoLocal({ monto: uno, moneda }));
  const cual = minimo === general ? '' : ` del paso ${sinMinimo?.codigo}`;
  return retener('minimo', `${pedido} ${moneda} no llega al mínimo${cual}, ${exigido}`);
}

/** Hoy no toca ningún paso: falta para el próximo, o no quedan. */
export function controlarPaso({ cuenta, propuesta, contexto }: Caso): Resultado {
  if (propuesta.paso !== null) return null;
  const { vencidas, porVencer, proxima, primeraPorVencer } = propuesta.reparto;
  const hecho = ultimoHecho(vencidas.length > 0 ? vencidas : porVencer);
  if (proxima === null) {
    const motivo = hecho === null ? 'ningún paso es para este cliente' : `no quedan pasos después de ${hecho.codigo}`;
    return retener('sin-paso', motivo);
  }
  const { paso, dia } = proxima;
  const desde = primerDiaDeContacto(relojDeCuenta(cuenta, dia, contexto), contexto);
  if (hecho !== null)
    return retener('paso-hecho', `${hecho.codigo} se hizo el ${hecho.fecha}; ${paso.codigo} toca el ${dia}`, desde);
  if (vencidas.length > 0) return retener('no-vence', `todavía no toca: ${paso.codigo} es el ${dia}`, desde);
  return retener('no-vence', `vence el ${primeraPorVencer}; ${paso.codigo} toca el ${dia}`, desde);
}

/** El paso más reciente que se hizo en alguna de las unidades. */
function ultimoHecho(unidades: Propuesta['reparto']['vencidas']): { codigo: string; fecha: Fecha } | null {
  let ultimo: { codigo: string; fecha: Fecha } | null = null;
  for (const { unidad } of unidades) {
    for (const [codigo, fecha] of unidad.pasosHechos) {
      if (ultimo === null || fecha > ultimo.fecha || (fecha === ultimo.fecha && codigo < ultimo.codigo))
        ultimo = { codigo, fecha };
    }
  }
  return ultimo;
}

const estadoEnPalabras: Readonly<Partial<Record<EstadoDeMensaje, string>>> = {
  reclamado: 'está saliendo',
  'en-data': 'está saliendo',
  dudoso: 'no se sabe si llegó',
  preparado: 'espera que alguien confirme que salió',
  rechazado: 'fue rechazado sin que sea por la dirección: vea por qué y diga qué se hace (recordatorios resolver)',
};

/** Hay un mensaje de esta cuenta que no terminó. Uno pendiente que ya puede reintentarse no se interpone. */
export function controlarEnCurso({ cuenta: { enCurso }, contexto: { momento } }: Caso): Resultado {
  if (enCurso === null) return null;
  const { mensajeId, estado, noAntes } = enCurso;
  if (estado === 'pendiente') {
    if (noAntes === null || noAntes <= momentoEscrito(momento)) return null;
    const [dia, hora] = noAntes.split('T');
    return retener('en-curso', `el mensaje ${mensajeId} se reintenta el ${dia} a las ${hora}`, dia as Fecha);
  }
  return retener('en-curso', `el mensaje ${mensajeId} ${estadoEnPalabras[estado] ?? 'no terminó'}`);
}

/** El cliente no quiere ese canal, o no hay adónde. */
export function controlarDestino({ cliente, propuesta: { paso }, contexto }: Caso): Resultado {
  return paso === null ? null : problemaDeCanal(cliente, paso.canal, contexto);
}

/** El último mensaje de la cuenta dio un plazo que corre, o es muy reciente. */
export function controlarReloj({ cuenta: { ultimo }, propuesta: { paso, esEvento }, contexto }: Caso): Resultado {
  if (paso === null || ultimo === null) return null;
  const { hoy } = contexto.momento;
  if (!esEvento && ultimo.plazoHasta !== null && hoy <= ultimo.plazoHasta) {
    const desde = primerDiaDeContacto(sumarDias(ultimo.plazoHasta, 1), contexto);
    return retener('plazo-dado', `${ultimo.paso} le dio plazo hasta el ${ultimo.plazoHasta}`, desde);
  }
  const separacion = separacionDeCuenta(contexto);
  const dia = sumarDias(ultimo.fecha, separacion);
  if (hoy >= dia) return null;
  const motivo = `${ultimo.paso} salió el ${ultimo.fecha} y hasta ${paso.codigo} deben pasar ${contar(separacion, 'día')}`;
  return retener('separacion', motivo, primerDiaDeContacto(dia, contexto));
}

/** El día y la hora. */
export function controlarMomento({ propuesta: { paso }, contexto }: Caso): Resultado {
  return paso === null ? null : controlarHorario(paso.canal, contexto);
}

/** Una llamada no la hace el programa. */
export function controlarLlamada({ propuesta: { paso, advertencia } }: Caso): Resultado {
  if (paso?.canal !== 'llamada') return null;
  return retener('llamada', `toca llamar: está en la agenda${advertencia === null ? '' : `; ${advertencia}`}`);
}
