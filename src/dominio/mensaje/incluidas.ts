import { plantillasDeAcuerdo } from './incluidas-acuerdo.ts';
import { plantillasDeTelefono } from './incluidas-telefono.ts';
import type { Plantilla } from './plantilla.ts';

/**
 * Los correos de la secuencia de fábrica: primero avisan, después preguntan, después piden una fecha. Empiezan por quién
 * escribe, para que la vista previa del buzón no cuente nada; ningún asunto dice que haya una deuda.
 */
const correos: readonly Plantilla[] = [
  {
    codigo: 'aviso',
    tono: 'amable',
    asunto: 'Próximas fechas de {tu|tu|su} cuenta con {empresa}',
    cuerpo: `{saludo}:

{Te|Te|Le} escribimos de {empresa} para que {tengas|tengas|tenga} las fechas a mano.

Se acerca el vencimiento de {facturas}, por {monto}: {vence|la primera vence} el {vencimiento}.
Además queda {vencido} de lo que ya había vencido; está en el detalle.
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.

Si el pago ya está programado, no hace falta nada más. Y si {ves|ves|ve} algún problema para pagar a tiempo, {contanos|cuéntanos|cuéntenos} ahora y lo vemos juntos.`,
  },
  {
    codigo: 'vence-hoy',
    tono: 'amable',
    asunto: 'Recordatorio de {empresa} para hoy',
    cuerpo: `{saludo}:

{Te|Te|Le} escribimos de {empresa}.

Hoy {vence|empiezan a vencer} {facturas}, por {monto}{|; más abajo está la fecha de cada una}.
Además queda {vencido} de lo que ya había vencido; está en el detalle.
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.

Si el pago ya salió, muchas gracias. Si todavía no, {estás|estás|está} a tiempo.`,
  },
  {
    codigo: 'amable',
    tono: 'amable',
    asunto: '{Tu|Tu|Su} cuenta con {empresa}',
    cuerpo: `{saludo}:

{Te|Te|Le} escribimos de {empresa}.

Puede que se haya traspapelado: todavía no vemos el pago de {facturas}, por {monto}. {Venció|Lo más antiguo venció} el {vencimiento}.
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.

¿Nos {decís|dices|dice} qué día {vas|vas|va} a poder pagar? Si hubo algún inconveniente con lo que {recibiste|recibiste|recibió}, también queremos saberlo.`,
  },
  {
    codigo: 'directo',
    tono: 'directo',
    asunto: '{Te|Te|Le} escribimos por {tu|tu|su} cuenta con {empresa}',
    cuerpo: `{saludo}:

{Te|Te|Le} escribimos de {empresa}.

Nos falta recibir el pago de {facturas}, por {monto}. {Venció|Lo más antiguo venció} el {vencimiento}, hace {dias}.
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.

Por favor, {decinos|dinos|díganos} qué día y por qué medio {vas|vas|va} a pagar. Si ahora no {podés|puedes|puede} con todo, {contanos|cuéntanos|cuéntenos} qué pasó y qué parte {podés|puedes|puede} pagar: buscamos una forma que {puedas|puedas|pueda} cumplir.`,
  },
  {
    codigo: 'firme',
    tono: 'firme',
    asunto: 'Necesitamos {tu|tu|su} respuesta: {tu|tu|su} cuenta con {empresa}',
    cuerpo: `{saludo}:

{Te|Te|Le} escribimos de {empresa}.

{Sigue|Siguen} sin pago {facturas}, por {monto}. {Venció|Lo más antiguo venció} el {vencimiento}, hace {dias}.
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.

Para nosotros es importante resolverlo. {Te|Te|Le} pedimos que {hagas|hagas|haga} el pago, o que nos {digas|digas|diga} con fecha y monto cómo {vas|vas|va} a hacerlo.
Esperamos el pago, o {tu|tu|su} propuesta, hasta el {plazo}.

Si el monto no coincide con {tus|tus|sus} registros, o hay algo que nos quedó por resolver, {respondenos|respóndenos|respóndanos} y lo revisamos enseguida.`,
  },
  {
    codigo: 'gracias',
    tono: 'amable',
    asunto: '¡Gracias! Recibimos {tu|tu|su} pago',
    cuerpo: `{saludo}:

{Te|Te|Le} escribimos de {empresa} para dar{te|te|le} las gracias: recibimos {tu|tu|su} pago y {tu|tu|su} cuenta está al día.

Es un gusto trabajar con clientes como {vos|tú|usted}. Si hay algo que podamos hacer mejor, nos gustaría saberlo.`,
  },
];

/** Las plantillas que trae el programa; una propia con el mismo código la reemplaza. */
export const plantillasIncluidas: readonly Plantilla[] = [...correos, ...plantillasDeTelefono, ...plantillasDeAcuerdo];

/** Todas las plantillas con que se puede escribir, por código. */
export type Plantillas = ReadonlyMap<string, Plantilla>;

/** Las incluidas, con las propias en su lugar o además. */
export function reunirPlantillas(propias: readonly Plantilla[]): Plantillas {
  return new Map([...plantillasIncluidas, ...propias].map((plantilla) => [plantilla.codigo, plantilla]));
}
