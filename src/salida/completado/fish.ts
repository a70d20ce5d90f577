import { type Arbol, type OpcionCompletable, opcionesConValor, pasos, type Valor } from './arbol.ts';

/** Texto entre comillas simples para fish, que escapa distinto que POSIX. */
function citar(texto: string): string {
  return `'${texto.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Los indicadores de `complete` para lo que sigue a una opción. */
function indicadores(valor: Valor): string {
  if (valor === 'nada') return '';
  if (valor === 'archivo') return ' -rF';
  if (valor === 'carpeta') return " -xa '(__fish_complete_directories)'";
  if (valor === 'libre') return ' -x';
  return ` -xa ${citar(valor.join(' '))}`;
}

function renglonDeOpcion({ nombre, descripcion, valor }: OpcionCompletable, condicion: string): string {
  return `complete -c cobranzas${condicion} -l ${nombre.replace(/^--/, '')}${indicadores(valor)} -d ${citar(descripcion)}`;
}

/** Lo que se ofrece donde va un argumento. */
function renglonDeArgumento(valor: Valor, condicion: string): string[] {
  if (valor === 'archivo') return [`complete -c cobranzas${condicion} -F`];
  if (valor === 'carpeta') return [`complete -c cobranzas${condicion} -a '(__fish_complete_directories)'`];
  if (typeof valor === 'string') return [];
  return [`complete -c cobranzas${condicion} -a ${citar(valor.join(' '))}`];
}

/** El completado para fish: se lo guarda en `~/.config/fish/completions/cobranzas.fish`. */
export function completadoParaFish(arbol: Arbol): string {
  const renglones = arbol.ordenes.flatMap(({ ruta, hijas, opciones, argumento }) => {
    const condicion = ` -n ${citar(`__cobranzas_en '${ruta}'`)}`;
    return [
      ...hijas.map(
        ({ nombre, descripcion }) => `complete -c cobranzas${condicion} -a ${nombre} -d ${citar(descripcion)}`,
      ),
      ...opciones.map((opcion) => renglonDeOpcion(opcion, condicion)),
      ...renglonDeArgumento(argumento, condicion),
    ];
  });
  return `# Completado de cobranzas para fish.
function __cobranzas_ruta
    set -l ruta ''
    set -l saltar 0
    for palabra in (commandline -opc)[2..-1]
        if test $saltar = 1
            set saltar 0
            continue
        end
        switch $palabra
            case ${opcionesConValor(arbol).join(' ')}
                set saltar 1
                continue
        end
        switch "$ruta $palabra"
${pasos(arbol)
  .map(({ desde, hasta }) => `            case ${citar(desde)}\n                set ruta ${citar(hasta)}`)
  .join('\n')}
        end
    end
    string trim -- $ruta
end
function __cobranzas_en
    test "$(__cobranzas_ruta)" = "$argv[1]"
end
complete -c cobranzas -f
${renglones.join('\n')}
${arbol.comunes.map((opcion) => renglonDeOpcion(opcion, '')).join('\n')}
`;
}
