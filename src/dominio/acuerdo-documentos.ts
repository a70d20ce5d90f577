import type { DocumentoPosible, Situacion, Terminos } from './acuerdo-terminos.ts';
import { textoLocal } from './dinero.ts';
import { ErrorDeDatos } from './errores.ts';
import type { Fecha } from './fecha.ts';

/** Los documentos que abarca el acuerdo y lo que conviene saber de la elección. */
export interface Eleccion {
  readonly elegidos: readonly DocumentoPosible[];
  readonly avisos: readonly string[];
}

/**
 * Los documentos de un acuerdo, con lo que de cada uno se acuerda: los que se piden, enteros o, si no se piden, los del
 * acuerdo que se renegocia o todo lo vencido que no está en un plan de cuotas (lo que no venció, si nada venció o si es un
 * pronto pago). Una promesa por más que lo vencido toma además lo que vence antes. Lo que está en disputa, un documento o una
 * parte, sólo entra si se lo nombra, y se avisa.
 */
export function elegirDocumentos(terminos: Terminos, situacion: Situacion): Eleccion {
  const { elegidos, heredados = null, documentos } = situacion;
  if (elegidos !== null) {
    const pedidos = documentos.filter(({ documentoId }) => elegidos.includes(documentoId));
    return { elegidos: pedidos, avisos: [...pedidos.flatMap((uno) => avisoDeDisputa(uno, situacion))] };
  }
  const enPlan = documentosEnPlan(situacion);
  const posibles = documentos.filter(({ documentoId }) => heredados?.includes(documentoId) ?? !enPlan.has(documentoId));
  const libres = posibles.flatMap(sinLoDisputado);
  const correspondientes = heredados === null ? correspondenA(terminos, libres, situacion.creado) : libres;
  if (correspondientes.length === 0) throw sinDocumentos(situacion, { posibles, libres });
  const abarcados = new Set(correspondientes.map(({ documentoId }) => documentoId));
  return {
    elegidos: correspondientes,
    avisos: posibles.flatMap((uno) => avisoDeExclusion(uno, abarcados.has(uno.documentoId), situacion)),
  };
}

/** Lo que de un documento no está en disputa; nada si lo está entero. */
function sinLoDisputado(documento: DocumentoPosible): DocumentoPosible[] {
  const saldo = documento.saldo - documento.enDisputa;
  return saldo > 0 ? [{ ...documento, saldo, enDisputa: 0 }] : [];
}

function correspondenA(
  terminos: Terminos,
  libres: readonly DocumentoPosible[],
  creado: Fecha,
): readonly DocumentoPosible[] {
  const vencidos = libres.filter(({ vencimiento }) => vencimiento < creado);
  const porVencer = libres.filter(({ vencimiento }) => vencimiento >= creado);
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

/** De un documento con una disputa por una parte y que el acuerdo no abarca, no hay nada que decir. */
function avisoDeExclusion(
  { numero, enDisputa, saldo }: DocumentoPosible,
  abarcado: boolean,
  { moneda }: Situacion,
): string[] {
  if (enDisputa === saldo)
    return [`${numero} queda afuera porque está en disputa; para incluirla, nómbrela con --facturas`];
  if (enDisputa === 0 || !abarcado) return [];
  const [disputado, resto] = [enDisputa, saldo - enDisputa].map(
    (monto) => `${textoLocal({ monto, moneda })} ${moneda}`,
  );
  return [
    `de ${numero} entran ${resto}: los otros ${disputado} quedan afuera porque están en disputa; para incluirla entera, nómbrela con --facturas`,
  ];
}

function sinDocumentos(
  { documentos, moneda }: Situacion,
  {
    posibles,
    libres,
  }: { readonly posibles: readonly DocumentoPosible[]; readonly libres: readonly DocumentoPosible[] },
): ErrorDeDatos {
  if (documentos.length === 0) return new ErrorDeDatos(`no debe nada en ${moneda}: no hay qué acordar`);
  if (libres.length > 0) {
    const que = libres.length === documentos.length ? 'lo que debe' : 'lo que debe y se puede acordar';
    return new ErrorDeDatos(`${que} ya venció: no hay pronto pago que ofrecer`, {
      sugerencia: 'ofrezca una quita: --quita <porcentaje> --hasta <fecha>',
    });
  }
  const resolver = 'resuelva la disputa (cobranzas factura resolver …) o nombre las facturas con --facturas';
  const verPlan = 'vea el plan con: cobranzas acuerdo listar, y cámbielo con: cobranzas acuerdo renegociar …';
  if (posibles.length === 0) {
    return new ErrorDeDatos('todo lo que debe ya está en un plan de cuotas', { sugerencia: verPlan });
  }
  const todos = posibles.length === documentos.length;
  return new ErrorDeDatos(
    todos ? 'todo lo que debe está en disputa' : 'todo lo que se podría acordar está en disputa, y lo demás en un plan',
    { sugerencia: todos ? resolver : `${resolver}\n${verPlan}` },
  );
}
