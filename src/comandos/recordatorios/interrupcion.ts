const senales = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Lo más que se espera a terminar el mensaje en curso después de que se pide parar, en milisegundos. */
const esperaMax = 15_000;

/** Escucha los pedidos de parar mientras se envía. */
export interface Interrupcion {
  /** El código con que hay que terminar, si se pidió parar. */
  readonly codigo: number | undefined;
  /** Deja las señales como estaban. */
  dejar(): void;
}

/**
 * Mientras se envía, la primera señal pide parar al terminar el mensaje en curso; la segunda, o una espera demasiado
 * larga, para en el acto, y lo que estaba saliendo queda para que la corrida siguiente lo dé por dudoso.
 */
export function escucharInterrupcion(avisar: (texto: string) => void): Interrupcion {
  const nombres = Object.keys(senales) as (keyof typeof senales)[];
  const previos = new Map(nombres.map((senal) => [senal, process.listeners(senal)]));
  let codigo: number | undefined;
  let reloj: NodeJS.Timeout | undefined;
  const propios = new Map(
    nombres.map((senal) => [
      senal,
      () => {
        if (codigo !== undefined) process.exit(codigo);
        codigo = senales[senal];
        avisar('se pidió parar: termina el mensaje en curso; otra vez para en el acto');
        reloj = setTimeout(() => process.exit(codigo), esperaMax);
        reloj.unref();
      },
    ]),
  );
  for (const [senal, propio] of propios) {
    process.removeAllListeners(senal);
    process.on(senal, propio);
  }
  return {
    get codigo() {
      return codigo;
    },
    dejar() {
      clearTimeout(reloj);
      for (const [senal, propio] of propios) process.off(senal, propio);
      for (const [senal, oyentes] of previos) for (const oyente of oyentes) process.on(senal, oyente as () => void);
    },
  };
}
