import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { escribirCrontab, escribirSystemd } from '../../src/salida/programacion.ts';
import { Mesa } from '../apoyo/mesa.ts';

const orden = [
  '/usr/bin/node',
  "/opt/la 'casa'/100%/$HOME\\x/cobranzas.js",
  'recordatorios',
  'enviar',
  '--libro',
  '/a/b.db',
];

describe('recordatorios cron', () => {
  it('escribe el renglón de crontab y el temporizador con rutas enteras, y no instala nada', async () => {
    const mesa = new Mesa();
    const politica = mesa.escribir(
      '[correo]\nservidor = "smtp.sur.example"\nusuario = "u"\nde = "c@sur.example"\n',
      'p.toml',
    );
    const { codigo, salida, errores } = await mesa.orden(['recordatorios', 'cron', '--politica', politica]);
    expect(codigo, errores).toBe(0);
    expect(salida).toMatch(
      new RegExp(`^\\*/15 \\* \\* \\* \\* /.* recordatorios enviar --libro ${mesa.libro} --politica ${politica}$`, 'm'),
    );
    expect(salida).toContain('OnCalendar=*:0/15\n');
    expect(salida).toContain('Persistent=true');
    expect(salida).toContain('LoadCredential=smtp-clave:');
    expect(salida).toContain('clave_archivo');
    expect(errores).toContain('enviar --confirmar');
  });

  it('sin servidor de correo avisa que no va a salir nada', async () => {
    const { errores } = await new Mesa().orden(['recordatorios', 'cron']);
    expect(errores).toContain('la política todavía no dice por qué servidor sale el correo');
  });

  it('cada uno por separado, con otra frecuencia', async () => {
    const crontab = await new Mesa().orden(['recordatorios', 'cron', '--para', 'crontab', '--cada', '60']);
    expect(crontab.salida).toMatch(/^0 \* \* \* \* /m);
    expect(crontab.salida).not.toContain('[Timer]');
    const systemd = await new Mesa().orden(['recordatorios', 'cron', '--para', 'systemd', '--cada', '60']);
    expect(systemd.salida).toContain('OnCalendar=hourly');
    expect(systemd.salida).not.toContain('* * * *');
  });

  it('una ruta con comillas, espacios, % y $ llega entera al programa', () => {
    const renglon = escribirCrontab({ orden, cadaMinutos: 15, faltaClave: false }).split('\n').at(-2) ?? '';
    expect(renglon).not.toMatch(/[^\\]%/);
    // cron quita la barra que protege a cada %, y /bin/sh parte el resto.
    const deShell = renglon.replace('*/15 * * * * ', '').replaceAll('\\%', '%');
    const partido = execFileSync('/bin/sh', ['-c', `printf '%s\\n' ${deShell}`], { encoding: 'utf8' });
    expect(partido.trimEnd().split('\n')).toEqual(orden);
  });

  it('systemd recibe la misma orden: % y $ dobles, comillas y barras protegidas', () => {
    const unidad = escribirSystemd({ orden, cadaMinutos: 15, faltaClave: false });
    expect(unidad).toContain(
      `ExecStart=/usr/bin/node "/opt/la 'casa'/100%%/$$HOME\\\\x/cobranzas.js" recordatorios enviar --libro /a/b.db\n`,
    );
  });

  it('una ruta con un salto de línea no se escribe: sería otra orden', () => {
    expect(() => escribirCrontab({ orden: ['/a\n* * * * * rm'], cadaMinutos: 15, faltaClave: false })).toThrow(
      /saltos de línea/,
    );
    expect(() => escribirSystemd({ orden: ['/a\nExecStart=rm'], cadaMinutos: 15, faltaClave: false })).toThrow(
      /saltos de línea/,
    );
  });
});
