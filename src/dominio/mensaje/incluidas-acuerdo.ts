import type { Plantilla } from './plantilla.ts';

/** Lo que se escribe por una promesa o un plan de cuotas: recuerda lo convenido, nunca lo reprocha. */
export const plantillasDeAcuerdo: readonly Plantilla[] = [
  {
    codigo: 'promesa-manana',
    tono: 'amable',
    asunto: 'Lo que acordamos: {tu|tu|su} cuenta con {empresa}',
    cuerpo: `{saludo}:

{Te|Te|Le} escribimos de {empresa} sólo para recordar lo que acordamos: quedan {monto} por pagar para el {vencimiento}.
Además queda {vencido} de lo que ya había vencido; está en el detalle.
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.

Si sigue en pie, no hace falta que {respondas|respondas|responda}. Si algo cambió, {avisanos|avísanos|avísenos} antes de esa fecha y lo vemos juntos.`,
  },
  {
    codigo: 'cuota',
    tono: 'amable',
    asunto: 'Próxima fecha de {tu|tu|su} plan con {empresa}',
    cuerpo: `{saludo}:

{Te|Te|Le} escribimos de {empresa} por el plan que acordamos.

Se acerca {la cuota|lo que sigue} del plan: {monto}, para el {vencimiento}.
Además queda {vencido} de lo que ya había vencido; está en el detalle.
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.

Si el pago ya está programado, no hace falta nada más. Si {ves|ves|ve} que no {vas|vas|va} a llegar a esa fecha, {avisanos|avísanos|avísenos} ahora: es más fácil ajustarlo antes.`,
  },
  {
    codigo: 'promesa-incumplida',
    tono: 'directo',
    asunto: 'Sobre lo que acordamos: {tu|tu|su} cuenta con {empresa}',
    cuerpo: `{saludo}:

{Te|Te|Le} escribimos de {empresa}.

Habíamos quedado en un pago que todavía no se completó. Hoy falta pagar {monto}, de {facturas}.
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.

Queremos entender qué pasó. ¿Qué fecha y qué monto {te|te|le} sirven esta vez?`,
  },
  {
    codigo: 'cuota-vencida',
    tono: 'directo',
    asunto: '{Tu|Tu|Su} plan con {empresa}',
    cuerpo: `{saludo}:

{Te|Te|Le} escribimos de {empresa} por el plan que acordamos.

Todavía nos falta recibir {la cuota que vencía|lo que vencía desde} el {vencimiento}: {monto}.
Además está por vencer lo que sigue del plan: {por_vencer}.
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.

Si lo {ponés|pones|pone} al día, el plan sigue como lo acordamos. Si {tuviste|tuviste|tuvo} un problema, {contanos|cuéntanos|cuéntenos} cuál y vemos cómo seguir con el plan.`,
  },
  {
    codigo: 'plan-terminado',
    tono: 'directo',
    asunto: 'Sobre el plan que acordamos: {tu|tu|su} cuenta con {empresa}',
    cuerpo: `{saludo}:

{Te|Te|Le} escribimos de {empresa}.

El plan de cuotas que habíamos acordado terminó sin completarse. Lo que falta pagar es {monto}, de {facturas}, con sus fechas originales.
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.

Queremos entender qué pasó. ¿Qué fecha y qué monto {te|te|le} sirven para retomarlo?`,
  },
];
