import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { escribirCrontab, escribirSystemd, type Programacion } from '../salida/programacion.ts';
import type { Comando, Contexto } from './comando.ts';
import { conEjemplos, opcionDeLista } from './opciones.ts';

/** `recordatorios cron`: escribe lo que hay que agregar al sistema para que los recordatorios salgan solos. No instala nada. */
export const comando: Comando = {
  configurar(orden) {
    orden.addOption(
      opcionDeLista({
        indicadores: '--para <sistema>',
        descripcion: 'sólo para uno (por omisión, los dos)',
        valores: ['crontab', 'systemd'],
      }),
    );
    orden.addOption(
      opcionDeLista({
        indicadores: '--cada <minutos>',
        descripcion: 'cada cuántos minutos mira si hay algo que enviar',
        valores: ['5', '10', '15', '20', '30', '60'],
      }).default('15', '15'),
    );
    conEjemplos(orden, [
      ['cobranzas recordatorios cron', 'el renglón de crontab y el temporizador de systemd'],
      ['(crontab -l; cobranzas recordatorios cron --para crontab) | crontab -', 'lo agrega al crontab'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const { consola } = contexto;
    const programacion = { ...ordenDe(contexto), cadaMinutos: Number(opciones.cada) };
    const partes = [
      ...(opciones.para === 'systemd' ? [] : [escribirCrontab(programacion)]),
      ...(opciones.para === 'crontab' ? [] : [escribirSystemd(programacion)]),
    ];
    if (contexto.formato === 'json' || contexto.formato === 'ndjson') {
      await contexto.presentarJson({ orden: programacion.orden, cada_minutos: programacion.cadaMinutos });
      return undefined;
    }
    await consola.escribir(partes.join('\n'));
    if (contexto.politica.correo?.servidor == null)
      consola.avisar('la política todavía no dice por qué servidor sale el correo: nada va a salir hasta que lo diga');
    consola.informar('cada corrida que envía algo o falla queda anotada: cobranzas recordatorios corridas');
    consola.sugerir('la primera vez, a mano: cobranzas recordatorios enviar --confirmar');
    return undefined;
  },
};

/** La orden que cron va a correr: rutas enteras, porque cron no está en ninguna carpeta ni tiene el PATH de nadie. */
function ordenDe({ rutaLibro, rutaPolitica, politica }: Contexto): Omit<Programacion, 'cadaMinutos'> {
  const { correo } = politica;
  return {
    orden: [
      process.execPath,
      resolve(process.argv[1] ?? 'cobranzas'),
      'recordatorios',
      'enviar',
      '--libro',
      resolve(rutaLibro),
      ...(existsSync(rutaPolitica) ? ['--politica', resolve(rutaPolitica)] : []),
    ],
    faltaClave: correo?.usuario != null && correo.claveArchivo === null,
  };
}
