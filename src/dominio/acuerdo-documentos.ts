import type { DocumentoPosible, Situacion, Terminos } from './acuerdo-terminos.ts';
import { textoLocal } from './dinero.ts';
import { ErrorDeDatos } from './errores.ts';

/** Los documentos que abarca el acuerdo y lo que conviene saber de la elección. */
export interface Eleccion {
  readonly elegidos: readonly DocumentoPosible[];
  readonly avisos: readonly string[];
}

/**
 * Los documentos de un acuerdo: los que se piden o, si no se piden, todo lo vencido (lo que no venció, si nada venció o si
 * es un pronto pago) salvo lo que está en disputa o en un plan de cuotas. Una promesa por más que lo vencido toma además
 * lo que vence antes. Lo que está en disputa sólo entra si se lo nombra, y se avisa.
 */
export function elegirDocumentos(terminos: Terminos, situacion: Situacion): Eleccion {
  const { elegidos, documentos } = situacion;
  if (elegidos !== null) {
    const pedidos = documentos.filter(({ documentoId }) => elegidos.includes(documentoId));
    return { elegidos: pedidos, avisos: [...pedidos.flatMap((uno) => avisoDeDisputa(uno, situacion))] };
  }
  const enPlan = documentosEnPlan(situacion);
  const libres = documentos.filter(({ documentoId, enDisputa }) => enDisputa === 0 && !enPlan.has(documentoId));
  const avisos = documentos
    .filter(({ enDisputa, documentoId }) => enDisputa > 0 && !enPlan.has(documentoId))
    .map(({ numero }) => `${numero} queda afuera porque está en disputa; para incluirla, nómbrela con --facturas`);
  const vencidos = libres.filter(({ vencimiento }) => vencimiento < situacion.creado);
  const porVencer = libres.filter(({ vencimiento }) => vencimiento >= situacion.creado);
  const correspondientes = correspondenA(terminos, vencidos, porVencer);
  if (correspondientes.length > 0) return { elegidos: correspondientes, avisos };
  throw sinDocumentos(situacion, enPlan.size);
}

function correspondenA(
  terminos: Terminos,
  vencidos: readonly DocumentoPosible[],
  porVencer: readonly DocumentoPosible[],
): readonly DocumentoPosible[] {
  if (terminos.clase === 'pronto-pago') return porVencer;
  if (vencidos.length === 0) return porVencer;
  if (terminos.clase !== 'promesa' || terminos.monto === null) return vencidos;
  const elegidos = [...vencidos];
  let suma = elegidos.reduce((total, { saldo }) => total + saldo, 0);
  for (const documento of porVencer) {
    if (suma >= terminos.monto) break;
    elegidos.push(documento);
    suma += documento.saldo;
  }
  return elegidos;
}

function documentosEnPlan({ enCurso, renegocia }: Situacion): ReadonlySet<number> {
  const planes = enCurso.filter(({ acuerdo }) => acuerdo.tipo === 'cuotas' && acuerdo.id !== renegocia);
  return new Set(planes.flatMap(({ acuerdo }) => acuerdo.documentos.map(({ documentoId }) => documentoId)));
}

function avisoDeDisputa({ numero, enDisputa, saldo }: DocumentoPosible, { moneda }: Situacion): string[] {
  if (enDisputa === 0) return [];
  const parte = enDisputa < saldo ? ` por ${textoLocal({ monto: enDisputa, moneda })} ${moneda}` : '';
  return [`${numero} está en disputa${parte} y entra igual en el acuerdo, con todo su saldo`];
}

function sinDocumentos({ documentos, moneda }: Situacion, enPlan: number): ErrorDeDatos {
  if (documentos.length === 0) return new ErrorDeDatos(`no debe nada en ${moneda}: no hay qué acordar`);
  if (documentos.every(({ enDisputa }) => enDisputa > 0)) {
    return new ErrorDeDatos('todo lo que debe está en disputa', {
      sugerencia: 'resuelva la disputa (cobranzas factura resolver …) o nombre las facturas con --facturas',
    });
  }
  if (enPlan > 0) {
    return new ErrorDeDatos('todo lo que debe ya está en un plan de cuotas', {
      sugerencia: 'vea el plan con: cobranzas acuerdo listar, y cámbielo con: cobranzas acuerdo renegociar …',
    });
  }
  return new ErrorDeDatos('lo que debe ya venció: no hay pronto pago que ofrecer', {
    sugerencia: 'ofrezca una quita: --quita <porcentaje> --hasta <fecha>',
  });
}
