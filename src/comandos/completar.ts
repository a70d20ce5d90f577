import { Argument, type Command, type Option } from 'commander';
import { asegurar } from '../dominio/errores.ts';
import type { Arbol, OpcionCompletable, OrdenCompletable, Valor } from '../salida/completado/arbol.ts';
import { completadoParaBash } from '../salida/completado/bash.ts';
import { completadoParaFish } from '../salida/completado/fish.ts';
import { completadoParaZsh } from '../salida/completado/zsh.ts';
import type { Comando } from './comando.ts';
import { conEjemplos } from './opciones.ts';

const escritores: Readonly<Record<string, (arbol: Arbol) => string>> = {
  bash: completadoParaBash,
  zsh: completadoParaZsh,
  fish: completadoParaFish,
};

/** Qué se completa según cómo se nombra el valor en la ayuda. */
function valorDe(nombre: string, opciones: readonly string[] | undefined): Valor {
  if (opciones !== undefined) return opciones;
  if (/ruta|archivo/.test(nombre)) return 'archivo';
  return nombre.includes('carpeta') ? 'carpeta' : 'libre';
}

function opcionCompletable(opcion: Option): OpcionCompletable[] {
  if (opcion.long === undefined || opcion.long === null || opcion.hidden) return [];
  const lleva = opcion.required || opcion.optional;
  const valor = lleva ? valorDe(opcion.flags, opcion.argChoices) : 'nada';
  return [{ nombre: opcion.long, descripcion: opcion.description, valor }];
}

/** La orden y todas las que reúne. */
function recorrer(orden: Command, ruta: string): OrdenCompletable[] {
  const [argumento] = orden.registeredArguments;
  const propia: OrdenCompletable = {
    ruta,
    hijas: orden.commands.map((una) => ({
      nombre: una.name(),
      descripcion: una.description(),
      alias: una.aliases(),
    })),
    opciones: orden.parent === null ? [] : orden.options.flatMap(opcionCompletable),
    argumento: argumento === undefined ? 'nada' : valorDe(argumento.name(), argumento.argChoices),
  };
  return [propia, ...orden.commands.flatMap((una) => recorrer(una, `${ruta} ${una.name()}`.trim()))];
}

/** `completar`: escribe el programa que le enseña al intérprete de órdenes a completar las nuestras. */
export const comando: Comando = {
  sinPolitica: true,
  configurar(orden) {
    orden.addArgument(new Argument('<interprete>', 'el intérprete de órdenes').choices(Object.keys(escritores)));
    conEjemplos(orden, [
      ['eval "$(cobranzas completar bash)"', 'completa en esta terminal de bash; en ~/.bashrc, en todas'],
      ['cobranzas completar zsh > ~/.zfunc/_cobranzas', 'en una carpeta que esté en fpath'],
      ['cobranzas completar fish > ~/.config/fish/completions/cobranzas.fish', 'para fish'],
    ]);
  },
  async ejecutar(contexto, [interprete = '']) {
    const escribir = escritores[interprete];
    asegurar(escribir !== undefined, `intérprete sin completado: ${interprete}`);
    const programa = await contexto.programaCompleto();
    const ayuda: OpcionCompletable = { nombre: '--help', descripcion: 'muestra esta ayuda', valor: 'nada' };
    const arbol: Arbol = {
      ordenes: recorrer(programa, ''),
      comunes: [...programa.options.flatMap(opcionCompletable), ayuda],
    };
    await contexto.consola.escribir(escribir(arbol));
    return undefined;
  },
};
