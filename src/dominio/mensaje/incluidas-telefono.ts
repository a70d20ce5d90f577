import type { Plantilla } from './plantilla.ts';

/** Lo que va al teléfono o por carta: lo mismo que los correos, más corto o más formal. */
export const plantillasDeTelefono: readonly Plantilla[] = [
  {
    codigo: 'llamada',
    tono: 'directo',
    asunto: 'Llamada por {tu|tu|su} cuenta con {empresa}',
    cuerpo: `{saludo}.
{Te|Te|Le} hablo de {empresa}.
¿{Tenés|Tienes|Tiene} un minuto?

{Te|Te|Le} llamo por {facturas}, por {monto}. {Venció|Lo más antiguo venció} el {vencimiento}, hace {dias}.

¿Qué pasó con este pago? ¿Qué {necesitás|necesitas|necesita} de nosotros para poder hacerlo?

Entonces, ¿qué día y qué monto anoto? Si algo cambia antes de esa fecha, {avisame|avísame|avíseme} y lo vemos.`,
  },
  {
    codigo: 'whatsapp-aviso',
    tono: 'amable',
    asunto: 'Próximas fechas de {tu|tu|su} cuenta con {empresa}',
    cuerpo: `{saludo}.
{Te|Te|Le} escribimos de {empresa}.

Se acerca el vencimiento de {facturas}, por {monto}: {vence|la primera vence} el {vencimiento}.
Además queda {vencido} de lo que ya había vencido.

Si el pago ya está programado, no hace falta nada más.`,
  },
  {
    codigo: 'whatsapp',
    tono: 'amable',
    asunto: '{Tu|Tu|Su} cuenta con {empresa}',
    cuerpo: `{saludo}.
{Te|Te|Le} escribimos de {empresa}.

Todavía no vemos el pago de {facturas}, por {monto}. ¿Nos {decís|dices|dice} qué día {vas|vas|va} a poder hacerlo?
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.`,
  },
  {
    codigo: 'carta',
    tono: 'directo',
    asunto: '{Tu|Tu|Su} cuenta con {empresa}',
    cuerpo: `{hoy}

{cliente}
Código de cliente: {cliente_id}

{saludo}:

{Te|Te|Le} escribimos de {empresa}.
Nos falta recibir el pago de {facturas}, por {monto}. {Venció|Lo más antiguo venció} el {vencimiento}, hace {dias}.
Ya descontamos {saldo_a_favor} que {tenés|tienes|tiene} a favor.

{cuadro}

Por favor, {decinos|dinos|díganos} qué día y por qué medio {vas|vas|va} a pagar. Si ahora no {podés|puedes|puede} con todo, buscamos juntos una forma que {puedas|puedas|pueda} cumplir.
Esperamos {tu|tu|su} respuesta hasta el {plazo}.`,
  },
];
