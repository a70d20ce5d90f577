import { ErrorDeUso } from '../dominio/errores.ts';

/** Qué corre solo y cada cuánto. */
export interface Programacion {
  /** El programa y sus argumentos, con rutas enteras. */
  readonly orden: readonly string[];
  /** Minutos entre una corrida y la siguiente, un divisor de 60. */
  readonly cadaMinutos: number;
  /** El servidor de correo pide una clave y la política no dice en qué archivo está. */
  readonly faltaClave: boolean;
}

/** El renglón de crontab, con lo que conviene saber arriba. */
export function escribirCrontab({ orden, cadaMinutos, faltaClave }: Programacion): string {
  return [
    '# cobranzas: recordatorios. Agréguelo con: crontab -e',
    '# Corre seguido y decide sola: fuera de horario, o si no hay nada, no hace nada y calla. Lo que escriba llega por',
    '# correo a MAILTO. Si un día no corrió, lo que faltaba sale en la próxima, una sola vez.',
    '# Lo que hizo cada una, y por qué falló la que falló: cobranzas recordatorios corridas',
    ...(faltaClave
      ? ['# Falta la clave del correo: guárdela en un archivo 0600 y nómbrelo en clave_archivo de [correo].']
      : []),
    `${cadaMinutos === 60 ? '0' : `*/${cadaMinutos}`} * * * * ${orden.map(citarParaCrontab).join(' ')}`,
    '',
  ].join('\n');
}

/** El servicio y el temporizador de systemd, cada uno con el nombre de su archivo. */
export function escribirSystemd({ orden, cadaMinutos, faltaClave }: Programacion): string {
  return [
    '# --- ~/.config/systemd/user/cobranzas-recordatorios.service',
    '[Unit]',
    'Description=Recordatorios de cobranza',
    'After=network-online.target',
    '',
    '[Service]',
    'Type=oneshot',
    `ExecStart=${orden.map(citarParaSystemd).join(' ')}`,
    'UMask=0077',
    ...(faltaClave
      ? [
          '# La clave del correo, en un archivo que sólo usted lea:',
          'LoadCredential=smtp-clave:%h/.config/cobranzas/smtp-clave',
        ]
      : []),
    '',
    '# --- ~/.config/systemd/user/cobranzas-recordatorios.timer',
    '[Unit]',
    'Description=Recordatorios de cobranza, cada rato',
    '',
    '[Timer]',
    `OnCalendar=${cadaMinutos === 60 ? 'hourly' : `*:0/${cadaMinutos}`}`,
    '# Si la máquina estaba apagada, corre al encender.',
    'Persistent=true',
    '',
    '[Install]',
    'WantedBy=timers.target',
    '',
    '# Después: systemctl --user daemon-reload && systemctl --user enable --now cobranzas-recordatorios.timer',
    '# Para que corra sin que nadie haya entrado: loginctl enable-linger',
    '',
  ].join('\n');
}

/** Para `/bin/sh` y, antes, para cron, que toma cada `%` como un fin de renglón (crontab(5)). */
function citarParaCrontab(argumento: string): string {
  const citado = /^[\w@+=:,./-]+$/.test(argumento)
    ? argumento
    : `'${exigirUnRenglon(argumento).replaceAll("'", "'\\''")}'`;
  return citado.replaceAll('%', '\\%');
}

/** systemd.service(5), «Command lines»: comillas, y `%` y `$` dobles. */
function citarParaSystemd(argumento: string): string {
  const doble = exigirUnRenglon(argumento).replaceAll('%', '%%').replaceAll('$', '$$$$');
  if (/^[\w@+=:,./%-]+$/.test(doble)) return doble;
  return `"${doble.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function exigirUnRenglon(argumento: string): string {
  if (!/\p{Cc}/u.test(argumento)) return argumento;
  throw new ErrorDeUso('una ruta con saltos de línea u otros controles no se puede poner en cron', {
    sugerencia: 'mueva el libro o la política a una ruta sin esos caracteres',
  });
}
