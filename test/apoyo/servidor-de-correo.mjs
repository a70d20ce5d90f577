// Un servidor de correo de verdad, en su propio proceso: escribe cada mensaje recibido en un archivo antes de aceptarlo.
// Uso: node servidor-de-correo.mjs <archivo de recibidos> <opciones en JSON>; dice su puerto en la salida.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as esperar } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

const [archivo = '', texto = '{}'] = process.argv.slice(2);
const {
  demoraMs = [0, 0],
  demoraDelDestinatarioMs = 0,
  aceptaCuando,
  contestaCuando,
  usuario,
  clave,
  rechazos = {},
  semilla = 1,
  fallas = 0,
  siempre,
  cifrado,
  aLaVez,
  inactividadMs,
} = JSON.parse(texto);
const recibidos = openSync(archivo, 'a', 0o600);
let saludadas = 0;

let estado = semilla | 0;
/** Mulberry32 (dominio público, T. Ettinger). */
function azar() {
  estado = (estado + 0x6d2b79f5) | 0;
  let mezcla = Math.imul(estado ^ (estado >>> 15), 1 | estado);
  mezcla = (mezcla + Math.imul(mezcla ^ (mezcla >>> 7), 61 | mezcla)) ^ mezcla;
  return ((mezcla ^ (mezcla >>> 14)) >>> 0) / 4294967296;
}

/** Un rechazo escrito como `550 5.1.1 no existe`. */
function errorDe(respuesta) {
  const [codigo, ...resto] = respuesta.split(' ');
  return Object.assign(new Error(resto.join(' ')), { responseCode: Number(codigo) });
}

/** De cada diez fallas, cuántas de cada clase. */
const clases = [
  'saludo',
  'destinatario',
  'destinatario',
  'despues',
  'despues',
  'corte',
  'corte',
  'duda',
  'duda',
  'duda',
];

/** La falla que le toca a este mensaje, si alguna; cada sesión la sortea una vez por mensaje. */
function sortear(sesion) {
  const sorteada = fallas > 0 && azar() < fallas ? clases[Math.floor(azar() * clases.length)] : undefined;
  sesion.falla = siempre ?? sorteada;
}

/** Espera a que exista ese archivo; sin nombre no espera. */
async function esperarArchivo(ruta) {
  while (ruta !== undefined && !existsSync(ruta)) await esperar(5);
}

/** Corta la conexión sin aviso, como un servidor que se cae. */
function cortar({ id }) {
  for (const conexion of servidor.connections) if (conexion.session?.id === id) conexion._socket?.destroy();
}

const servidor = new SMTPServer({
  authOptional: usuario === undefined,
  allowInsecureAuth: true,
  ...(cifrado === undefined
    ? { disabledCommands: ['STARTTLS'] }
    : { secure: cifrado.alConectar, key: readFileSync(cifrado.clave), cert: readFileSync(cifrado.certificado) }),
  disableReverseLookup: true,
  logger: false,
  ...(aLaVez === undefined ? {} : { maxClients: aLaVez }),
  ...(inactividadMs === undefined ? {} : { socketTimeout: inactividadMs }),
  onAuth(dado, _sesion, listo) {
    if (dado.username === usuario && dado.password === clave) listo(null, { user: usuario });
    else listo(errorDe('535 5.7.8 clave equivocada'));
  },
  onConnect(sesion, listo) {
    saludadas += 1;
    sortear(sesion);
    const ocupado = sesion.falla === 'saludo';
    listo(ocupado ? errorDe('421 4.3.2 ahora no') : null);
  },
  onMailFrom(_remitente, sesion, listo) {
    sortear(sesion);
    listo(null);
  },
  async onRcptTo({ address }, sesion, listo) {
    if (demoraDelDestinatarioMs > 0) await esperar(demoraDelDestinatarioMs);
    await esperarArchivo(aceptaCuando);
    if (sesion.falla === 'destinatario') return listo(errorDe('450 4.2.0 ahora no'));
    return listo(rechazos[address] === undefined ? null : errorDe(rechazos[address]));
  },
  async onData(flujo, sesion, listo) {
    const { envelope, falla } = sesion;
    const partes = [];
    if (falla === 'corte') return cortar(sesion);
    try {
      for await (const parte of flujo) partes.push(parte);
    } catch (error) {
      // Se cortó antes del punto final: no hay mensaje.
      return listo(error);
    }
    if (falla === 'despues') return listo(errorDe('451 4.3.0 pruebe más tarde'));
    const crudo = Buffer.concat(partes).toString('utf8');
    const renglon = JSON.stringify({
      de: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
      para: envelope.rcptTo.map(({ address }) => address),
      crudo,
      cifrado: sesion.secure,
      conexion: sesion.id,
      saludadas,
      instante: new Date().toISOString(),
    });
    writeSync(recibidos, `${renglon}\n`);
    fsyncSync(recibidos);
    if (falla === 'duda') return cortar(sesion);
    const [desde, hasta] = demoraMs;
    if (hasta > 0) await esperar(desde + azar() * (hasta - desde));
    await esperarArchivo(contestaCuando);
    return listo(null);
  },
});
// Al cliente se lo puede matar con la conexión abierta.
servidor.on('error', () => {});
servidor.listen(0, '127.0.0.1', () => process.stdout.write(`${servidor.server.address().port}\n`));
process.once('SIGTERM', () => {
  servidor.close(() => {
    closeSync(recibidos);
    process.exit(0);
  });
  setTimeout(() => process.exit(0), 500).unref();
});
// Sin quien lo haya levantado no queda suelto.
process.stdin.resume();
process.stdin.once('end', () => process.exit(0));
