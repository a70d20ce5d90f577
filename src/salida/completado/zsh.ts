import { type Arbol, entreComillas, opcionesConValor, pasos, type Valor } from './arbol.ts';

/** Una palabra con su descripción, como la pide `_describe`. */
function descrita(nombre: string, descripcion: string): string {
  return entreComillas(`${nombre.replaceAll(':', '\\:')}:${descripcion}`);
}

/** Qué ofrecer donde se espera ese valor. */
function ofrecer(valor: Valor): string {
  if (valor === 'archivo') return '_files';
  if (valor === 'carpeta') return '_files -/';
  if (typeof valor === 'string') return ':';
  return `compadd -- ${valor.map(entreComillas).join(' ')}`;
}

function clave(ruta: string): string {
  return ruta === '' ? '' : ` ${ruta}`;
}

/** El completado para zsh: se lo guarda como `_cobranzas` en una carpeta de `fpath`, o se lo evalúa. */
export function completadoParaZsh(arbol: Arbol): string {
  const { ordenes, comunes } = arbol;
  const casosDeValor = [
    ...ordenes.flatMap(({ ruta, opciones }) =>
      opciones
        .filter(({ valor }) => valor !== 'nada')
        .map(({ nombre, valor }) => ({ donde: entreComillas(`${clave(ruta)} ${nombre}`), valor })),
    ),
    ...comunes
      .filter(({ valor }) => valor !== 'nada')
      .map(({ nombre, valor }) => ({ donde: `*${entreComillas(` ${nombre}`)}`, valor })),
  ];
  return `#compdef cobranzas
# Completado de cobranzas para zsh.
_cobranzas() {
  local actual="\${words[CURRENT]}" anterior="\${words[CURRENT-1]}" ruta='' palabra
  local -i i
  local -a lista
  if [[ $actual == --*=* ]]; then
    anterior="\${actual%%=*}"
    compset -P '*='
  fi
  for ((i = 2; i < CURRENT; i++)); do
    palabra="\${words[i]}"
    case "$palabra" in
      (${opcionesConValor(arbol).join('|')}) ((i++)); continue ;;
    esac
    case "$ruta $palabra" in
${pasos(arbol)
  .map(({ desde, hasta }) => `      (${entreComillas(desde)}) ruta=${entreComillas(hasta)} ;;`)
  .join('\n')}
    esac
  done
  case "$ruta $anterior" in
${casosDeValor.map(({ donde, valor }) => `    (${donde}) ${ofrecer(valor)}; return ;;`).join('\n')}
  esac
  if [[ $actual == -* ]]; then
    case "$ruta" in
${ordenes
  .map(({ ruta, opciones }) => {
    const todas = [...opciones, ...comunes].map(({ nombre, descripcion }) => descrita(nombre, descripcion));
    return `      (${entreComillas(clave(ruta))}) lista=(${todas.join(' ')}) ;;`;
  })
  .join('\n')}
    esac
    _describe -o 'opción' lista
    return
  fi
  case "$ruta" in
${ordenes
  .map(({ ruta, hijas, argumento }) => {
    const donde = `    (${entreComillas(clave(ruta))})`;
    if (hijas.length === 0) return `${donde} ${ofrecer(argumento)} ;;`;
    return `${donde} lista=(${hijas.map(({ nombre, descripcion }) => descrita(nombre, descripcion)).join(' ')}); _describe 'orden' lista ;;`;
  })
  .join('\n')}
  esac
}
if [[ "\${funcstack[1]}" == _cobranzas ]]; then
  _cobranzas "$@"
else
  compdef _cobranzas cobranzas
fi
`;
}
