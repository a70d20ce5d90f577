/** Donde empieza una orden que se puede copiar: partirla la rompería. */
const inicioDeOrden = /(?<=^|[ («])cobranzas [a-z]/;

/**
 * Parte en renglones de a lo sumo `ancho` caracteres lo que se le dice a una persona. Lo que sigue al primero se alinea
 * detrás de la flecha o, si no hay, con dos espacios más; una orden queda entera, aunque no entre.
 */
export function partirDicho(texto: string, ancho: number): string {
  return texto
    .split('\n')
    .map((renglon) => ([...renglon].length <= ancho ? renglon : partirRenglon(renglon, ancho)))
    .join('\n');
}

function partirRenglon(renglon: string, ancho: number): string {
  const [marca = ''] = /^ *(→ )?/.exec(renglon) ?? [];
  const sangria = ' '.repeat(marca.includes('→') ? marca.length : marca.length + 2);
  const dicho = renglon.slice(marca.length);
  const donde = dicho.search(inicioDeOrden);
  const palabras =
    donde < 0 ? dicho.split(' ') : [...dicho.slice(0, donde).split(' ').slice(0, -1), dicho.slice(donde)];
  const renglones: string[] = [];
  let actual = marca;
  let vacio = true;
  for (const palabra of palabras) {
    const siguiente = vacio ? `${actual}${palabra}` : `${actual} ${palabra}`;
    if (!vacio && [...siguiente].length > ancho) {
      renglones.push(actual);
      actual = `${sangria}${palabra}`;
    } else actual = siguiente;
    vacio = false;
  }
  return [...renglones, actual].join('\n');
}
