import { plegar } from '../dominio/cliente.ts';
import type { EstadoLeido, MedioDePago } from '../dominio/filas.ts';

/** Lo que dice la columna de estado; `borrador` no es un documento todavía. */
export type EstadoDePalabra = EstadoLeido | 'borrador';

/** Arma un diccionario de formas plegadas a partir de renglones «valor: forma | forma». */
function diccionario<V extends string>(renglones: readonly (readonly [V, string])[]): ReadonlyMap<string, V> {
  return new Map(
    renglones.flatMap(([valor, formas]) => formas.split(' | ').map((forma) => [plegar(forma), valor] as const)),
  );
}

/**
 * «Cancelada» se lee como anulada (REGLAS: «Facturas, notas de crédito y anuladas») aunque en algunos países diga
 * pagada; siempre se avisa.
 */
const estados = diccionario<EstadoDePalabra>([
  [
    'pagada',
    'pagada | pagado | pagadas | paid | paid in full | fully paid | cobrada | cobrado | saldada | saldado | liquidada | liquidado | pago | pagada total | pago total | totalmente pagada | settled | closed | cerrada | cerrado | completada | in payment | en proceso de pago | cobrada total | pago completo | abonada',
  ],
  [
    'pendiente',
    'pendiente | pending | open | abierta | abierto | outstanding | unpaid | no pagada | no pagado | not paid | impaga | impago | sin pagar | por pagar | por cobrar | vencida | vencido | overdue | past due | por vencer | vigente | vigentes | due | emitida | emitido | issued | sent | enviada | enviado | viewed | vista | en mora | mora | moroso | atrasada | atrasado | late | al dia | pendiente de pago | pendiente de cobro | pendiente pago | pendiente cobro | awaiting payment | authorised | authorized | autorizada | autorizado | aprobada | aprobado | approved | posted | publicado | registrada | registrado | contabilizada | confirmada | confirmado | timbrada | timbrado | aceptada | aceptado | activa | activo | active | en gestion | en cobranza | en disputa | disputed | activa vigente | validated | validada | current | due today | no vencida | a vencer | en plazo | adeudada | debe | in process | en proceso | facturada | facturado | vencida sin pago | judicial | promesa de pago | devuelta',
  ],
  [
    'parcial',
    'parcial | parcialmente pagada | parcialmente pagado | partially paid | partial | pago parcial | partial payment | pagada parcial | pagada parcialmente | pagado parcialmente | abonada parcialmente | partially_paid | cobro parcial | cobrada parcialmente | cobrada parcial | part paid | parcialmente cobrada | parcialmente cobrado | pendiente parcial',
  ],
  [
    'anulada',
    'anulada | anulado | cancelada | cancelado | cancelled | canceled | void | voided | deleted | eliminada | eliminado | rechazada | rechazado | rejected | annulled | reversed | revertida | reversado | revertido | baja | dada de baja | nula | nulo | sin efecto',
  ],
  [
    'borrador',
    'borrador | draft | proforma | en borrador | no emitida | por emitir | sin emitir | programada | scheduled',
  ],
]);

/** Lee la palabra de una columna de estado; `null` si no se conoce. */
export function leerEstado(texto: string): EstadoDePalabra | null {
  return estados.get(plegar(texto)) ?? null;
}

const afirmaciones = diccionario<'si' | 'no'>([
  ['si', 'si | s | yes | y | true | verdadero | 1 | x | t | v'],
  ['no', 'no | n | false | falso | 0 | f'],
]);

/** Lee un sí o un no; `null` si no es ninguno de los dos. */
export function leerAfirmacion(texto: string): boolean | null {
  const palabra = afirmaciones.get(plegar(texto));
  return palabra === undefined ? null : palabra === 'si';
}

/** Qué significan sí y no bajo un encabezado como «Pagada», «Anulada» o «Impaga»; `null` si el encabezado no es de esos. */
export function sentidoDeAfirmacion(
  clave: string,
): { readonly si: EstadoDePalabra; readonly no: EstadoDePalabra | null } | null {
  const palabra = plegar(clave).replace(/^(is|esta) /, '');
  if (/^(anulad|cancelad)[ao]$|^void/.test(palabra)) return { si: 'anulada', no: null };
  if (/^(pagad|cobrad|saldad|cerrad)[ao]$|^(paid|settled|closed)$/.test(palabra))
    return { si: 'pagada', no: 'pendiente' };
  if (/^(impag|abiert)[ao]$|^(unpaid|open|pendiente)$/.test(palabra)) return { si: 'pendiente', no: 'pagada' };
  return null;
}

/** Estados de un pago o movimiento que no trajo dinero. */
const pagosFallidos: ReadonlySet<string> = new Set(
  'rechazado | rechazada | fallido | fallida | failed | denied | denegado | denegada | reversed | revertido | reversado | devuelto | devuelta | refunded | reembolsado | anulado | anulada | void | voided | cancelado | cancelada | cancelled | canceled | pendiente | pending | en proceso | expirado | expired | declined | rejected | bounced | chargeback | contracargo | borrador | draft | in process'
    .split(' | ')
    .map(plegar),
);
const pagosLogrados: ReadonlySet<string> = new Set(
  'completado | completada | completed | aprobado | aprobada | approved | acreditado | acreditada | pagado | pagada | paid | succeeded | success | successful | ok | confirmado | confirmada | confirmed | cobrado | cleared | settled | procesado | procesada | processed | exitoso | exitosa | realizado | realizada | efectuado | aplicado | posted | publicado | conciliado | activo | received | recibido | finalizado | liquidado | in payment | reconciled'
    .split(' | ')
    .map(plegar),
);

/** Dice si un pago con ese estado trajo dinero; `null` si la palabra no se conoce. */
export function leerEstadoDePago(texto: string): boolean | null {
  const palabra = plegar(texto);
  if (pagosLogrados.has(palabra)) return true;
  return pagosFallidos.has(palabra) ? false : null;
}

const medios = diccionario<MedioDePago>([
  [
    'efectivo',
    'efectivo | cash | contado | caja | efvo | contado efectivo | 01 efectivo | moneda | billetes | petty cash',
  ],
  [
    'transferencia',
    'transferencia | transferencia bancaria | bank transfer | wire transfer | wire | transfer | ach | sepa | spei | pse | neft | rtgs | imps | eft | bank | banco | transf | transferencia electronica | transferencia electronica de fondos | credit transfer | bizum | pix | interbank | bre b | yape | plin | direct deposit | cbu | debin | bacs | tef | giro bancario | 03 transferencia electronica de fondos | bank remittance | banktransfer | transferencia inmediata | domiciliacion | domiciliacion bancaria | recibo domiciliado | direct debit | debito automatico | debito directo | sepa direct debit',
  ],
  [
    'deposito',
    'deposito | deposito bancario | deposit | deposito en efectivo | ingreso en cuenta | bank deposit | consignacion | deposito en cuenta',
  ],
  [
    'tarjeta',
    'tarjeta | card | credit card | debit card | tarjeta de credito | tarjeta de debito | tarjeta credito | tarjeta debito | tdc | tdd | visa | mastercard | amex | pos | punto de venta | tpv | credito | debito | american express | creditcard | 04 tarjeta de credito | 28 tarjeta de debito | datafono',
  ],
  [
    'cheque',
    'cheque | check | cheque diferido | echeq | e cheq | cheque electronico | cheque al dia | cheque nominativo | cheque nominal | chq | cheque a fecha | pagare | letra | 02 cheque nominativo | cheque de terceros',
  ],
  [
    'link',
    'link | link de pago | payment link | mercado pago | mercadopago | mp | paypal | stripe | webpay | khipu | flow | payu | wompi | conekta | openpay | enlace de pago | online | pago online | modo | qr | todo pago | transbank | redsys',
  ],
  [
    'retencion',
    'retencion | retenciones | withholding | retencion iva | retencion iibb | retencion ganancias | retencion suss | certificado de retencion | detraccion',
  ],
  [
    'otro',
    'otro | otros | other | upi | compensacion | canje | nota de credito | wallet | billetera | cripto | crypto | bitcoin',
  ],
]);

/** Medio de pago que nombra el texto; `null` si la palabra no se conoce (se guarda como `otro` y la palabra va a la nota). */
export function leerMedio(texto: string): MedioDePago | null {
  return medios.get(plegar(texto)) ?? null;
}

const alContado: ReadonlySet<string> = new Set(
  'contado | cash | al contado | due on receipt | upon receipt | on receipt | a la vista | inmediato | pago inmediato | prepago | anticipado | pago anticipado | contra entrega | cod | pronto pago | immediate payment | immediate | efectivo | contado inmediato | cdo | de contado | pue | prepaid | al recibir | contra factura'
    .split(' | ')
    .map(plegar),
);

/** Días corridos del plazo (0 a 3650) que dice el texto; `null` si no se entiende o nombra varios (`30/60`). */
export function leerPlazo(texto: string): number | null {
  const palabra = plegar(texto.replace(/^(\d+)[.,]0+$/, '$1'));
  if (alContado.has(palabra)) return 0;
  const hallado =
    /^(?:net|neto|n|credito|cta cte|cuenta corriente|cc|a|plazo|transferencia|cheque|term|terms|due in)? ?(\d{1,4}) ?(?:d|ds|dia|dias|day|days|dd|d f f|dff|dias fecha factura|dias fecha|dias ff|dias de plazo|dias corridos|dias naturales|dias netos|net|dias neto|dias credito|dias de credito|days net)?$/.exec(
      palabra,
    );
  const dias = Number(hallado?.[1] ?? Number.NaN);
  return dias <= 3650 ? dias : null;
}

const lineasDeTotal =
  /^(sub ?total(es)?|total(es)?( general(es)?| final(es)?| facturas?| clientes?| ventas?| cartera| vencido| a cobrar| por cobrar| del? \p{L}+.*| for .+)?|suma(s|toria)?( total(es)?)?|gran total|grand total|totals?|saldo total|sum|resumen)( ?\(?\p{L}{3}\)?)?$/u;

/** Dice si el texto de la primera celda encabeza una línea de totales. */
export function esLineaDeTotal(texto: string): boolean {
  return texto.length <= 60 && lineasDeTotal.test(plegar(texto));
}

const saldosDeExtracto =
  /^((initial|final) available balance|saldo (inicial|anterior|final|de apertura|apertura|de cierre|cierre|al inicio|al cierre|disponible|ultimo extracto)( .*)?|(opening|closing|beginning|ending|starting) balance( .*)?|balance (brought|carried) forward|balance forward)$/;

/** Dice si el concepto de un extracto es un saldo y no un movimiento. */
export function esSaldoDeExtracto(texto: string): boolean {
  return saldosDeExtracto.test(plegar(texto));
}

const sentidos = diccionario<'entra' | 'sale'>([
  ['entra', 'c | cr | credito | credit | abono | haber | h | ingreso | entrada | in | deposito | deposit | cobro'],
  ['sale', 'd | dr | db | debito | debit | cargo | debe | egreso | salida | out | retiro | withdrawal | gasto'],
]);

/** Sentido del dinero que nombra la columna de débito o crédito de un extracto; `null` si no se conoce. */
export function leerSentido(texto: string): 'entra' | 'sale' | null {
  const signo = texto.trim();
  if (signo === '+' || signo === '-') return signo === '+' ? 'entra' : 'sale';
  return sentidos.get(plegar(texto)) ?? null;
}
