import { existsSync } from 'node:fs';
import { politicaPredeterminada } from '../dominio/politica-predeterminada.ts';
import { errorDeArchivoExistente, escribirArchivoNuevo } from '../salida/archivo-nuevo.ts';
import { presentarModelo } from '../salida/politica-modelo.ts';
import type { Comando } from './comando.ts';
import { conEjemplos, opcionSimular } from './opciones.ts';

/** `cobranzas politica crear`: escribe un archivo de política comentado, con los valores que ya rigen. */
export const comando: Comando = {
  sinPolitica: true,

  configurar(orden) {
    opcionSimular(orden);
    conEjemplos(orden, [
      ['cobranzas politica crear', 'en su lugar habitual, si todavía no hay ninguno'],
      ['cobranzas politica crear --salida politica.toml', 'en otro lugar'],
      ['cobranzas politica crear --simular', 'lo muestra sin escribirlo'],
    ]);
  },

  async ejecutar({ consola, rutaPolitica, rutaSalida }, _argumentos, opciones) {
    const texto = presentarModelo(politicaPredeterminada);
    const destino = rutaSalida ?? rutaPolitica;
    if (destino !== '-' && existsSync(destino)) throw errorDeArchivoExistente(destino);
    if (opciones.simular === true || rutaSalida !== undefined) await consola.escribir(texto);
    else await escribirArchivoNuevo(rutaPolitica, texto);
    if (opciones.simular === true || destino === '-') return undefined;
    consola.informar(`política escrita en ${destino}`);
    consola.sugerir(`edítela y compruébela con: cobranzas politica validar ${destino}`);
    return undefined;
  },
};
