// Para medir `recordatorios enviar` contra la biblioteca de correo sola: el servidor, el libro con sus deudores y la política.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Levanta el servidor de las pruebas, que anota en el disco cada mensaje; `demoraMs` es lo que tarda en aceptarlo. */
export async function levantarServidor(raiz, recibidos, demoraMs) {
  const guion = join(raiz, 'test/apoyo/servidor-de-correo.mjs');
  const opciones = JSON.stringify({ demoraMs: [demoraMs, demoraMs] });
  const proceso = spawn(process.execPath, [guion, recibidos, opciones], { stdio: ['pipe', 'pipe', 'inherit'] });
  const puerto = await new Promise((listo, fallar) => {
    proceso.stdout.once('data', (dicho) => listo(Number(String(dicho).trim())));
    proceso.once('error', fallar);
  });
  return { puerto, detener: () => proceso.kill() };
}

/** Una política que envía por ese puerto a cualquier hora, todo en una corrida. */
export function politicaPor(puerto) {
  return `[empresa]
nombre = "Distribuidora Sur"
pais = "AR"
[correo]
servidor = "127.0.0.1"
puerto = ${puerto}
seguridad = "ninguna"
de = "Cobranzas <cobros@sur.example>"
[contacto]
preset = "libre"
[recordatorios]
max_por_corrida = 100000
`;
}

/** Facturas vencidas de tantos clientes con correo, dos de cada uno. */
export function escribirDeudores(ruta, clientes) {
  const filas = ['numero,cliente_id,cliente,email,emision,vencimiento,importe,moneda'];
  for (let cliente = 1; cliente <= clientes; cliente++)
    for (const dia of ['01', '02'])
      filas.push(
        `F-${cliente}-${dia},C${cliente},Cliente ${cliente} SA,c${cliente}@clientes.example,2026-05-${dia},2026-06-${dia},${1000 + cliente}.50,ARS`,
      );
  writeFileSync(ruta, `${filas.join('\n')}\n`);
}

/**
 * Un programa que arma y manda por la biblioteca sola, de a uno y por una conexión, tantos mensajes como el primero que
 * recibió el servidor.
 */
export const bibliotecaSola = `
import { readFileSync } from 'node:fs';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
const [puerto, recibidos, cuantos] = process.argv.slice(2);
const { crudo } = JSON.parse(readFileSync(recibidos, 'utf8').split('\\n')[0]);
const conexion = new SMTPConnection({ host: '127.0.0.1', port: Number(puerto), ignoreTLS: true, logger: false });
await new Promise((listo) => conexion.connect(listo));
for (let numero = 1; numero <= Number(cuantos); numero++) {
  const para = 'c' + numero + '@clientes.example';
  const carta = { from: 'Cobranzas <cobros@sur.example>', to: para, subject: 'Saldo pendiente', text: crudo };
  const mensaje = await new MailComposer(carta).compile().build();
  const sobre = { from: 'cobros@sur.example', to: [para] };
  await new Promise((listo, fallar) => conexion.send(sobre, mensaje, (error) => (error ? fallar(error) : listo())));
}
conexion.quit();
`;
