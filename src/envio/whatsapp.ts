/** Lo que un enlace de WhatsApp lleva sin que algún programa lo corte (medida nuestra: ninguna norma la fija). */
export const TEXTO_DE_ENLACE_MAX = 1500;

/** Un enlace, o por qué no se puede hacer. */
export type Enlace =
  | { readonly enlace: string; readonly problema: null }
  | { readonly enlace: null; readonly problema: string };

/**
 * El enlace `https://wa.me/` que abre una conversación con el texto ya escrito. Abrirlo no envía nada: el mensaje queda
 * `preparado` hasta que alguien confirme que lo mandó.
 * @param e164 el celular con su código de país, `+5491123456789`
 */
export function enlaceDeWhatsapp(e164: string, texto: string): Enlace {
  const largo = [...texto].length;
  if (largo > TEXTO_DE_ENLACE_MAX) {
    return { enlace: null, problema: `el texto tiene ${largo} caracteres y el enlace lleva ${TEXTO_DE_ENLACE_MAX}` };
  }
  if (!/^\+\d{8,15}$/.test(e164)) return { enlace: null, problema: `«${e164}» no es un número con código de país` };
  const parametro = encodeURIComponent(texto.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
    /[!'()*]/g,
    (signo) => `%${signo.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return { enlace: `https://wa.me/${e164.slice(1)}?text=${parametro}`, problema: null };
}
