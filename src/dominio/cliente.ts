/** Un deudor: la firma o persona a la que se le factura. */
export interface Cliente {
  /** Identidad estable y pública: el código del archivo, si no el id fiscal, si no uno hecho aquí. */
  readonly codigo: string;
  readonly nombre: string;
  readonly idFiscal: string | null;
  readonly segmento: string | null;
  /** Quién lo gestiona. */
  readonly gestor: string | null;
  /** Plazo de pago propio, en días corridos (0 a 3650); `null` = el del segmento o el de la política. */
  readonly plazoDias: number | null;
  readonly nota: string | null;
}

/** Un modo de llegar al cliente; cada uno puede tener varios. */
export interface DatoDeContacto {
  readonly tipo: 'email' | 'telefono';
  readonly valor: string;
  /** A quién se busca en ese dato, si se sabe. */
  readonly persona: string | null;
}

/**
 * Pliega un texto para comparar nombres: sin acentos, en minúsculas, sin puntuación y con espacios simples.
 * `lower()` de SQLite sólo conoce ASCII, así que el libro guarda este texto en una columna de búsqueda.
 */
export function plegar(texto: string): string {
  let plegado = '';
  let separar = false;
  for (let indice = 0; indice < texto.length; indice++) {
    const codigo = texto.charCodeAt(indice);
    if (codigo > 255) return plegarEntero(texto);
    letrasPlegadas[codigo] ??= plegarEntero(String.fromCharCode(codigo));
    const letra = letrasPlegadas[codigo];
    if (letra === '') separar = true;
    else {
      plegado += separar && plegado !== '' ? ` ${letra}` : letra;
      separar = false;
    }
  }
  return plegado;
}

/** Las letras latinas ya plegadas, por su código: ninguna depende de la que tiene al lado, y así cuesta la décima parte. */
const letrasPlegadas: (string | undefined)[] = [];

function plegarEntero(texto: string): string {
  return texto
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Ids fiscales de uso genérico, que no identifican a nadie (RFC genérico del SAT; consumidor final de AFIP, SII y SUNAT). */
const idsGenericos: ReadonlySet<string> = new Set([
  'XAXX010101000',
  'XEXX010101000',
  '666666666',
  '99999999999',
  '00000000000',
  '11111111111',
  '222222222222',
  '000000000',
  '0',
  '1',
  '111111111',
]);

/**
 * Id fiscal en su forma comparable: mayúsculas, sólo letras y cifras. `null` si está vacío o es genérico, porque un
 * id genérico no identifica a nadie.
 */
export function normalizarIdFiscal(texto: string): string | null {
  const limpio = texto.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return limpio === '' || idsGenericos.has(limpio) ? null : limpio;
}
