import { type Arbol, entreComillas, type OpcionCompletable, opcionesConValor, pasos, type Valor } from './arbol.ts';

/** Qué ofrecer donde se espera ese valor. */
function ofrecer(valor: Valor): string {
  if (valor === 'archivo') return '_cobranzas_rutas -f';
  if (valor === 'carpeta') return '_cobranzas_rutas -d';
  if (typeof valor === 'string') return ':';
  return `_cobranzas_palabras ${entreComillas(valor.join(' '))}`;
}

function casoDeOpcion(ruta: string | undefined, { nombre, valor }: OpcionCompletable): string {
  const donde =
    ruta === undefined
      ? `*${entreComillas(` ${nombre}`)}`
      : entreComillas(`${ruta === '' ? '' : ` ${ruta}`} ${nombre}`);
  return `    ${donde}) ${ofrecer(valor)}; return ;;`;
}

/** El completado para bash (3.2 o posterior): se lo guarda o se lo evalúa con `eval "$(cobranzas completar bash)"`. */
export function completadoParaBash(arbol: Arbol): string {
  const { ordenes, comunes } = arbol;
  const conValor = (opciones: readonly OpcionCompletable[]): OpcionCompletable[] =>
    opciones.filter(({ valor }) => valor !== 'nada');
  const nombres = (opciones: readonly OpcionCompletable[]): string => opciones.map(({ nombre }) => nombre).join(' ');
  return `# Completado de cobranzas para bash.
_cobranzas_palabras() { COMPREPLY=($(compgen -W "$1" -- "$actual")); }
_cobranzas_rutas() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen "$1" -- "$actual"))
}
_cobranzas() {
  local actual="\${COMP_WORDS[COMP_CWORD]}" anterior="\${COMP_WORDS[COMP_CWORD-1]}" ruta='' palabra i
  COMPREPLY=()
  # bash parte «--formato=csv» en tres palabras.
  if [[ $actual == '=' ]]; then
    actual=''
  elif [[ $anterior == '=' ]]; then
    anterior="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    palabra="\${COMP_WORDS[i]}"
    case "$palabra" in
      ${opcionesConValor(arbol).join('|')})
        [[ "\${COMP_WORDS[i+1]}" == '=' ]] && ((i++))
        ((i++))
        continue ;;
    esac
    case "$ruta $palabra" in
${pasos(arbol)
  .map(({ desde, hasta }) => `      ${entreComillas(desde)}) ruta=${entreComillas(hasta)} ;;`)
  .join('\n')}
    esac
  done
  case "$ruta $anterior" in
${ordenes.flatMap(({ ruta, opciones }) => conValor(opciones).map((opcion) => casoDeOpcion(ruta, opcion))).join('\n')}
${conValor(comunes)
  .map((opcion) => casoDeOpcion(undefined, opcion))
  .join('\n')}
  esac
  if [[ $actual == -* ]]; then
    case "$ruta" in
${ordenes
  .map(({ ruta, opciones }) => {
    const palabras = entreComillas(nombres([...opciones, ...comunes]));
    return `      ${entreComillas(ruta === '' ? '' : ` ${ruta}`)}) _cobranzas_palabras ${palabras} ;;`;
  })
  .join('\n')}
    esac
    return
  fi
  case "$ruta" in
${ordenes
  .map(({ ruta, hijas, argumento }) => {
    const valor = hijas.length > 0 ? hijas.map(({ nombre }) => nombre) : argumento;
    return `    ${entreComillas(ruta === '' ? '' : ` ${ruta}`)}) ${ofrecer(valor)} ;;`;
  })
  .join('\n')}
  esac
}
complete -F _cobranzas cobranzas
`;
}
