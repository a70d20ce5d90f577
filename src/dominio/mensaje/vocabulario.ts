const pagos = ['pago', 'transferencia', 'deposito', 'cuota'];
const noLlego = ['no lleg', 'no ingres', 'no fue', 'no figur', 'no aparec', 'no se acredit', 'no entr', 'no esta'];
const noLoVemos = [
  ...[
    'no recib',
    'no vimos',
    'no vemos',
    'no nos lleg',
    'no lleg',
    'no registr',
    'no encontr',
    'no figur',
    'no ingres',
  ],
  ...['sin noticias', 'sin novedad', 'sin recibir', 'esper', 'falta', 'seguimos sin'],
];

/**
 * Palabras que en un asunto le cuentan la deuda a quien comparte la pantalla o el buzón. Cada entrada es el comienzo de una
 * palabra, o una expresión, sin acentos; `a … b` es una seguida de la otra, con pocas palabras en el medio.
 */
export const comienzosDeDeuda: readonly string[] = [
  ...pagos.flatMap((pago) => [
    ...noLlego.map((falta) => `${pago} … ${falta}`),
    ...noLoVemos.map((falta) => `${falta} … ${pago}`),
  ]),
  'abonar',
  'adeud',
  'atras',
  'cobr',
  'debe',
  'debes',
  'deud',
  'exigible',
  'factura abierta',
  'facturas abiertas',
  'falta de pago',
  'impag',
  'incumpl',
  'insolut',
  'intereses',
  'mora',
  'no pag',
  'pagar',
  'pague',
  'pendiente',
  'por pagar',
  'reclam',
  'regulariz',
  'saldo',
  'sin pagar',
  'vencid',
  'vencio',
];

/** Palabras que convierten un recordatorio en publicidad (Perú la prohíbe sin permiso: Ley 32323). */
export const comienzosDePromocion: readonly string[] = [
  'aprovech',
  'black friday',
  'catalogo',
  'compre ',
  'cupon',
  'cyber',
  'descuento exclusivo',
  'envio gratis',
  'gratis',
  'hot sale',
  'imperdible',
  'lanzamiento',
  'liquidacion total',
  'newsletter',
  'nuevos productos',
  'nuestros productos',
  'nuestros servicios',
  'oferta especial',
  'ofertas',
  'promo',
  'rebaja',
  'sorteo',
  'suscrib',
];

/** Un monto escrito con su moneda, `$ 5000` o `200 dólares`: en un asunto dice la deuda aunque no diga ninguna palabra. */
export const montoEscrito =
  /(?:[$€₡₲]|S\/|(?<!\p{L})(?:ARS|BOB|BRL|CLP|COP|EUR|MXN|PEN|PYG|USD|UYU))\s*\d[\d.,]*|\d[\d.,]*\s*(?:[$€₡₲]|(?:ARS|BOB|BRL|CLP|COP|EUR|MXN|PEN|PYG|USD|UYU|pesos?|d[oó]lar(?:es)?|euros?|soles|guaran[ií]es|reales|bolivianos)(?!\p{L}))/iu;
