/** Dónde queda algo: lo que sigue es el nombre de un lugar. */
const deLugar = new Set([
  ...['avenida', 'avda', 'av', 'calle', 'pasaje', 'pje', 'plaza', 'plazoleta', 'bulevar', 'boulevard', 'bv', 'bvar'],
  ...['diagonal', 'esquina', 'galeria', 'estacion', 'edificio', 'sucursal'],
]);
/** Lo que puede ir entre la clase de lugar y su nombre. */
const enlaces = new Set(['de', 'del', 'la', 'las', 'el', 'los', 'general', 'gral', 'doctor', 'dr']);

/** Lo que además de un tribunal es el nombre de muchas calles. */
const deCalle = /^(?:juzgado|tribunal|juez|fiscal|polici|notari|abogad|procurador|gendarm|carcel|letrado)/;

/** Dice si esa palabra es el nombre de una calle o una plaza: `Avenida Juzgado 123`, `calle del Juez 40`. */
function esDomicilio(palabras: readonly string[], lugar: number): boolean {
  if (!deCalle.test(palabras[lugar] ?? '')) return false;
  if (deLugar.has(palabras[lugar - 1] ?? '')) return true;
  let antes = lugar - 1;
  while (lugar - antes <= 2 && enlaces.has(palabras[antes] ?? '')) antes--;
  const conNumero = palabras.slice(lugar + 1, lugar + 4).some((palabra) => /^\d+$/.test(palabra));
  return conNumero && deLugar.has(palabras[antes] ?? '');
}

const loQueTardaAlgo =
  /^(?:paso|tramite|clic|minut|segund|hora|rato|tiempo|instante|moment|dia|semana|esfuerzo|paciencia)/;
/** Lo que puede ir entre «demanda» y el tiempo: «en cinco días» no, que eso sí es un juicio. */
const cantidades =
  /^(?:\d+|apenas|solo|solamente|mas|menos|de|casi|como|muy|un|una|unos|unas|poco|poca|pocos|pocas|mucho|mucha|muchos|muchas|algo|algun|alguna|algunos|algunas|nada|ni|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|quince|veinte|treinta|medio|media|demasiado|todo|toda|el|la|su|tu)$/;
const deMercado = /^(?:product|articul|mercad|material|insum|temporada|fin|verano|invierno|enero|diciembre|julio)/;
/** De una cosa, nunca de quien escribe: «demandará», y no «demandaremos». */
const deUnaCosa = /^demand(?:a|an|ara|aran|aria|o|aba|e|ar|arte|arle|arles)$/;

/** Dice si «demandar» es tardar, `te demandará un minuto`, o la demanda de un mercado. */
function esDemora(palabras: readonly string[], lugar: number): boolean {
  if (/^(?:alta|mucha|gran|mayor|fuerte|baja|menor)$/.test(palabras[lugar - 1] ?? '')) return true;
  if (palabras[lugar] === 'demanda' && palabras[lugar + 1] === 'de' && deMercado.test(palabras[lugar + 2] ?? ''))
    return true;
  if (!deUnaCosa.test(palabras[lugar] ?? '')) return false;
  let despues = lugar + 1;
  while (cantidades.test(palabras[despues] ?? '')) despues++;
  return despues - lugar <= 5 && loQueTardaAlgo.test(palabras[despues] ?? '');
}

/** Dice si una expresión judicial hallada desde esa palabra nombra en realidad otra cosa. */
export function noEsJudicial(palabras: readonly string[], desde: number): boolean {
  return esDomicilio(palabras, desde) || ((palabras[desde] ?? '').startsWith('demand') && esDemora(palabras, desde));
}

/** Dice si lo que sigue cambia lo que se dijo: la casa matriz no es la de nadie, y unas medidas «para que no se repita» ayudan. */
export function esOtraCosa(palabras: readonly string[], hasta: number): boolean {
  const sigue = palabras[hasta + 1] ?? '';
  if (palabras[hasta] === 'casa') return sigue === 'matriz' || sigue === 'central';
  return palabras[hasta] === 'medidas' && sigue === 'para';
}
