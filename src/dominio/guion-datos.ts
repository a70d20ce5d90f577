import type { AcuerdoEvaluado } from './acuerdo.ts';
import { textoDeAcuerdo } from './acuerdo-texto.ts';
import type { Canal } from './canal.ts';
import { atrasoMedioDecimas, type Clasificacion, textoDeDias } from './clase.ts';
import type { Contacto } from './contacto.ts';
import type { CuentaDePartidas } from './cuentas-de-partidas.ts';
import type { Feriados } from './dias-habiles.ts';
import { diasEntre, type Fecha, fechaDeNumero } from './fecha.ts';
import type { DocumentoDeFicha, MotivoDado, SaldoDeFicha, SituacionDeCliente } from './ficha.ts';
import { textoDeCodigo, textoDeContacto, textoDeMonto } from './ficha-frases.ts';
import type { MotivoDeLlamada } from './guion-frases.ts';
import type { ClaseDePausa } from './pausa.ts';
import type { MedioDeCobro } from './politica.ts';
import type { Trato } from './trato.ts';

/** Por qué el cliente disputa un documento. */
export interface DisputaDeGuion {
  readonly documentoId: number;
  /** Código de la política o texto libre. */
  readonly motivo: string;
}

/** Todo lo que se sabe del cliente y de la empresa antes de llamar. */
export interface PedidoDeGuion {
  readonly hoy: Fecha;
  readonly trato: Trato;
  readonly feriados: Feriados;
  /** Quién llama y en nombre de quién. */
  readonly gestor: string;
  readonly empresa: string | null;
  readonly cliente: string;
  readonly clienteId: string;
  /** A quién se busca, si se sabe. */
  readonly persona: string | null;
  readonly clasificacion: Clasificacion;
  readonly situacion: SituacionDeCliente;
  readonly documentos: readonly DocumentoDeFicha[];
  readonly saldos: readonly SaldoDeFicha[];
  /** Primero los que están en curso. */
  readonly acuerdos: readonly AcuerdoEvaluado[];
  /** Las abiertas. */
  readonly disputas: readonly DisputaDeGuion[];
  readonly gestiones: readonly Contacto[];
  readonly motivos: readonly MotivoDado[];
  /** Los motivos de la política. */
  readonly motivosAdmitidos: readonly string[];
  readonly medios: readonly MedioDeCobro[];
  readonly canalesCerrados: readonly Canal[];
  readonly tieneTelefono: boolean;
  readonly tieneEmail: boolean;
  /** Lo que la política permite ofrecer, en orden. */
  readonly ofertas: readonly string[];
}

const FACTURAS_A_MANO = 5;

const pausas: Readonly<Record<ClaseDePausa, string>> = {
  pausa: 'no llamar: está en pausa',
  problema: 'no reclamar: avisó que tiene un problema',
  abogado: 'no llamar: el caso está derivado y lo sigue otra persona',
};

/** Lo que hay que saber antes de marcar. */
export function advertir({ situacion, canalesCerrados, tieneTelefono }: PedidoDeGuion): string[] {
  const { pausa, cuentas } = situacion;
  const retenida = cuentas[0]?.retenida ?? null;
  return [
    ...(pausa === null ? [] : [`${pausas[pausa.clase]}${pausa.hasta === null ? '' : ` hasta el ${pausa.hasta}`}`]),
    ...(retenida === null ? [] : [`no reclamar: ${retenida.motivo}`]),
    ...(canalesCerrados.length === 0 ? [] : [`pidió que no se lo contacte por: ${canalesCerrados.join(', ')}`]),
    ...(tieneTelefono ? [] : ['no hay teléfono: conseguirlo antes']),
  ];
}

/** Lo que conviene tener a mano, de lo que más a lo que menos se usa. */
export function reunirDatos(pedido: PedidoDeGuion, cuenta: CuentaDePartidas | null): string[] {
  const { clasificacion, acuerdos, gestiones, medios, saldos } = pedido;
  const aFavor = saldos.filter(({ saldoAFavor }) => saldoAFavor > 0);
  const incumplido = acuerdos.find(
    ({ vigente, estado }) => !vigente && ['incumplida', 'parcial', 'caido'].includes(estado),
  );
  const { atraso } = clasificacion;
  const medio = atraso === null ? '' : `, con un atraso medio de ${textoDeDias(atrasoMedioDecimas(atraso))}`;
  return [
    ...datosDeSaldo(pedido, cuenta),
    ...datosDeDisputas(pedido),
    ...aFavor.map(({ saldoAFavor, moneda }) => `tiene a favor ${textoDeMonto(saldoAFavor, moneda)}`),
    ...acuerdos.filter(({ vigente }) => vigente).map((evaluado) => `en curso: ${textoDeAcuerdo(evaluado)}`),
    ...(incumplido === undefined ? [] : [`no se cumplió: ${textoDeAcuerdo(incumplido)}`]),
    ...gestiones.slice(0, 1).map((contacto) => `último contacto: ${textoDeContacto(contacto)}`),
    `clase ${clasificacion.clase}${medio}`,
    ...medios.map(({ nombre, instrucciones }) => `se puede pagar por ${nombre}: ${instrucciones}`),
  ];
}

function datosDeSaldo({ documentos, situacion, hoy }: PedidoDeGuion, cuenta: CuentaDePartidas | null): string[] {
  const reclamadas = situacion.cuentas.filter(({ retenida }) => retenida === null);
  const totales = reclamadas.map(
    ({ saldoVencido, moneda, facturasVencidas, venceDia }) =>
      `${textoDeMonto(saldoVencido, moneda)} por reclamar en ${facturasVencidas} ${facturasVencidas === 1 ? 'factura' : 'facturas'}; lo más antiguo venció el ${fechaDeNumero(venceDia)}`,
  );
  const otras = situacion.cuentas.filter((una) => una.retenida !== null && una !== cuenta);
  const visibles = documentos.slice(0, FACTURAS_A_MANO).map(({ numero, saldo, moneda, vencimiento }) => {
    const dias = diasEntre({ desde: vencimiento, hasta: hoy });
    const cuando =
      dias > 0 ? `venció el ${vencimiento}, hace ${dias} ${dias === 1 ? 'día' : 'días'}` : `vence el ${vencimiento}`;
    return `${numero}: ${textoDeMonto(saldo, moneda)}, ${cuando}`;
  });
  const demas = documentos.length - visibles.length;
  return [
    ...totales,
    ...visibles,
    ...(demas > 0 ? [`y ${demas} ${demas === 1 ? 'factura' : 'facturas'} más`] : []),
    ...otras.map(
      ({ saldoVencido, moneda, retenida }) => `no reclamar ${textoDeMonto(saldoVencido, moneda)}: ${retenida?.motivo}`,
    ),
  ];
}

/** Qué se disputa y por qué. */
function datosDeDisputas({ documentos, disputas }: PedidoDeGuion): string[] {
  const numeroDe = new Map(documentos.map(({ documentoId, numero }) => [documentoId, numero]));
  return disputas.flatMap(({ documentoId, motivo }) => {
    const numero = numeroDe.get(documentoId);
    return numero === undefined ? [] : [`en disputa: ${numero} (${textoDeCodigo(motivo)})`];
  });
}

/** Lo que no hay que olvidar. */
export function listarVerificaciones(
  { clienteId, tieneTelefono, tieneEmail }: PedidoDeGuion,
  motivo: MotivoDeLlamada,
): string[] {
  const faltan = [...(tieneTelefono ? [] : ['un teléfono']), ...(tieneEmail ? [] : ['un correo'])];
  const alCobrar = [
    'decir cuánto, de qué facturas y desde cuándo',
    'preguntar el motivo y escuchar sin interrumpir',
    'salir con un monto, una fecha y un medio',
    'no ofrecer nada que no esté en esta hoja',
  ];
  return [
    'comprobar que habla la persona indicada antes de mencionar el saldo; a nadie más se le dice',
    ...(motivo === 'cobrar' ? alCobrar : []),
    faltan.length === 0
      ? 'confirmar que el teléfono y el correo siguen siendo los mismos'
      : `pedir ${faltan.join(' y ')}`,
    `anotar lo que se habló: cobranzas contacto registrar "${clienteId}"`,
  ];
}
