import type { Proceso } from './comandos/contexto.ts';
import { ejemplosDeGrupos } from './comandos/ejemplos-de-grupos.ts';
import { grupos, indice } from './comandos/index.ts';
import { armarProgramaCompleto, leerPedido, type Partes } from './comandos/programa.ts';
import { ErrorDeUsuario } from './dominio/errores.ts';
import { ConsolaDeProceso } from './salida/consola.ts';
import type { Entorno } from './salida/flujo.ts';
import { version } from './version.ts';

/**
 * Ejecuta una línea de órdenes (sin el nombre del programa) y devuelve el código de salida. Es el único lugar que
 * convierte errores en códigos.
 */
export async function main(argumentos: readonly string[], proceso: Proceso): Promise<number> {
  const { entorno } = proceso;
  const consola = new ConsolaDeProceso({
    salida: proceso.salida,
    get errores() {
      return proceso.errores;
    },
    entorno,
    // Se miran antes de leer la orden para que rijan también si no se la entiende.
    sinColor: argumentos.includes('--sin-color'),
    silencio: argumentos.includes('--silencio'),
  });
  try {
    const codigo = await ejecutar(argumentos, proceso, consola);
    await consola.destino.publicar();
    return codigo;
  } catch (error) {
    await consola.destino.descartar();
    return explicar(error, consola, entorno);
  }
}

async function ejecutar(argumentos: readonly string[], proceso: Proceso, consola: ConsolaDeProceso): Promise<number> {
  const partes: Partes = { indice, grupos, ejemplosDeGrupos, version, ancho: consola.ancho };
  const pedido = await leerPedido(argumentos, partes);
  if (pedido.clase === 'texto') {
    if (pedido.codigo === 0) await consola.escribir(pedido.texto);
    else proceso.errores.write(pedido.texto);
    return pedido.codigo;
  }
  const { armarContexto } = await import('./comandos/contexto.ts');
  const contexto = await armarContexto(pedido, {
    proceso,
    version,
    consola,
    programaCompleto: () => armarProgramaCompleto(partes),
  });
  try {
    return (await pedido.comando.ejecutar(contexto, pedido.argumentos, pedido.opciones)) ?? 0;
  } catch (error) {
    throw await traducirDeLectura(error, contexto.rutaLibro);
  }
}

/** Un libro dañado o un disco que falla se descubren también al leer, fuera de toda escritura: no son un defecto del programa. */
async function traducirDeLectura(error: unknown, rutaLibro: string): Promise<unknown> {
  const codigo = (error as NodeJS.ErrnoException | null)?.code;
  if (typeof codigo !== 'string' || !codigo.startsWith('SQLITE_')) return error;
  const { traducirError } = await import('./datos/errores-sqlite.ts');
  return traducirError(error, rutaLibro);
}

/** Dice por la salida de errores qué falló y devuelve su código. */
function explicar(error: unknown, consola: ConsolaDeProceso, entorno: Entorno): number {
  const depurar = entorno.COBRANZAS_DEPURAR === '1';
  const pila = depurar && error instanceof Error ? (error.stack ?? '').split('\n') : [];
  if (error instanceof ErrorDeUsuario) {
    consola.error({
      mensaje: error.message,
      detalle: [...error.detalle, ...pila],
      sugerencia: error.sugerencia,
    });
    return error.codigo;
  }
  const codigo = (error as NodeJS.ErrnoException | null)?.code;
  if (codigo === 'ENOSPC' || codigo === 'EDQUOT') {
    consola.error({
      mensaje: 'no hay espacio para escribir la salida',
      detalle: pila,
      sugerencia:
        'libere espacio y vuelva a pedirla\nsi la orden registraba algo, ya quedó registrado: véalo con cobranzas libro bitacora',
    });
    return 3;
  }
  consola.error({
    mensaje: `defecto del programa: ${error instanceof Error ? error.message : String(error)}`,
    detalle: pila,
    sugerencia: `es una falla de cobranzas ${version}, no suya: repita con COBRANZAS_DEPURAR=1 y envíe lo que muestra a quien lo mantiene`,
  });
  return 70;
}

/**
 * Ejecuta la línea de órdenes de este proceso. Todo lo que se cree queda sólo para su dueño (umask 077); una
 * interrupción termina en el acto: lo que no se confirmó en el libro no ocurrió, y quien hizo un archivo temporal lo borra al salir.
 */
export async function arrancar(): Promise<number> {
  process.umask(0o077);
  for (const [senal, codigo] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(senal, () => {
      process.stderr.write('\ninterrumpido: lo que no se había confirmado no se escribió\n');
      process.exit(codigo);
    });
  }
  return main(process.argv.slice(2), {
    entorno: process.env,
    get entrada() {
      return process.stdin;
    },
    get salida() {
      return process.stdout;
    },
    get errores() {
      return process.stderr;
    },
    ahora: () => new Date(),
  });
}
