import { abrirParaLeer } from '../datos/abrir.ts';
import { tomarTurno } from '../datos/recordatorio/turno.ts';
import { momentoEscrito } from '../dominio/recordatorio/reintentos.ts';
import type { Comando } from './comando.ts';
import { conEjemplos, opcionEntero, opcionSimular } from './opciones.ts';
import { exigirDiaLlegado, leerReloj, opcionAhora } from './recordatorios/momento.ts';

/** `recordatorios enviar`: decide a quién se le escribe ahora y envía los correos, de a uno y sin repetir ninguno. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .option('--confirmar', 'acepta el primer envío de este libro, después de ver el plan')
      .option('--sin-pagos-recientes', 'envía aunque hace días que el libro no sabe de pagos')
      .option('--cliente <cliente>', 'sólo a este cliente: id, id fiscal o parte del nombre')
      .addOption(opcionEntero({ indicadores: '--limite <n>', descripcion: 'envía a lo sumo n mensajes', min: 1 }));
    opcionAhora(orden);
    opcionSimular(orden);
    conEjemplos(orden, [
      ['cobranzas recordatorios enviar --simular', 'qué saldría ahora, sin enviar nada'],
      ['cobranzas recordatorios enviar --confirmar', 'la primera vez, después de revisar el plan'],
      ['cobranzas recordatorios enviar', 'lo de todos los días; desde cron: cobranzas recordatorios cron'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const reloj = leerReloj(contexto, opciones);
    if (opciones.simular === true) {
      const { simularEnvio } = await import('./recordatorios/envio.ts');
      return simularEnvio(contexto, opciones, reloj());
    }
    exigirDiaLlegado(contexto, opciones);
    abrirParaLeer(contexto.rutaLibro).cerrar();
    const turno = tomarTurno(contexto.rutaLibro, momentoEscrito(reloj()).replace('T', ' '));
    try {
      // Lo demás se carga recién con el turno: quien no lo tiene se entera enseguida.
      const { enviarConTurno } = await import('./recordatorios/envio.ts');
      return await enviarConTurno(contexto, opciones, reloj);
    } finally {
      turno.soltar();
    }
  },
};
