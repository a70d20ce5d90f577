/**
 * Palabras que en un asunto le cuentan la deuda a quien comparte la pantalla o el buzón. Cada entrada es el comienzo de una
 * palabra, o una expresión, sin acentos.
 */
export const comienzosDeDeuda: readonly string[] = [
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
