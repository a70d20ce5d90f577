import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { celdaHostil, citar, prohibido } from './celdas-hostiles.ts';
import { levantarServidor, ordenDeEnviar, prepararEnvios } from './correo.ts';
import { conCopia } from './libros.ts';
import type { Medicion } from './medicion.ts';
import type { Ejecutor } from './programa.ts';

/** Los encabezados que un mensaje nuestro lleva; cualquier otro lo metió un dato. */
const encabezadosNuestros = new Set([
  ...['from', 'to', 'reply-to', 'subject', 'message-id', 'date', 'auto-submitted', 'mime-version'],
  ...['content-type', 'content-transfer-encoding', 'content-disposition'],
]);
/** Las etiquetas y los atributos de la parte HTML; lo demás lo metió un dato. */
const etiqueta = /<(?!!)\/?([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi;
const etiquetasNuestras =
  /^(?:html|head|meta|title|body|div|p|h[1-6]|table|thead|tbody|tfoot|tr|th|td|caption|strong|em|b|span|br|ul|ol|li|a|hr)$/i;

/** Adonde una celda quiere desviar el mensaje. */
const victima = 'victima@evil.example';

interface Parte {
  readonly encabezados: readonly (readonly [nombre: string, valor: string])[];
  readonly cuerpo: string;
}

function partirMensaje(crudo: string): Parte {
  const fin = crudo.indexOf('\r\n\r\n');
  const renglones = crudo
    .slice(0, fin)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  return {
    encabezados: renglones.map((renglon) => {
      const dosPuntos = renglon.indexOf(':');
      return [renglon.slice(0, dosPuntos).toLowerCase(), renglon.slice(dosPuntos + 1).trim()] as const;
    }),
    cuerpo: crudo.slice(fin + 4),
  };
}

/** Las hojas de un mensaje, sin su codificación. */
function* hojasDe(crudo: string): Generator<{ readonly parte: Parte; readonly texto: string; readonly tipo: string }> {
  const parte = partirMensaje(crudo);
  const valor = (nombre: string): string => parte.encabezados.find(([cual]) => cual === nombre)?.[1] ?? '';
  const tipo = valor('content-type');
  const borde = /boundary="?([^";]+)"?/.exec(tipo)?.[1];
  if (borde !== undefined) {
    for (const trozo of parte.cuerpo.split(`--${borde}`).slice(1, -1)) yield* hojasDe(trozo.replace(/^\r\n/, ''));
    return;
  }
  const codificacion = valor('content-transfer-encoding').toLowerCase();
  const bytes =
    codificacion === 'base64'
      ? Buffer.from(parte.cuerpo, 'base64')
      : codificacion === 'quoted-printable'
        ? Buffer.from(
            parte.cuerpo
              .replace(/=\r\n/g, '')
              .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          )
        : Buffer.from(parte.cuerpo);
  yield { parte, tipo, texto: bytes.toString('utf8') };
}

/** Revisa un mensaje como llegó; da lo que no debería estar. */
function* rarezasDe(crudo: string): Generator<string> {
  const { encabezados } = partirMensaje(crudo);
  const vistos = new Set<string>();
  for (const [nombre] of encabezados) {
    if (!encabezadosNuestros.has(nombre)) yield `encabezado ajeno «${nombre}»`;
    if (vistos.has(nombre)) yield `encabezado repetido «${nombre}»`;
    vistos.add(nombre);
  }
  for (const { tipo, texto, parte } of hojasDe(crudo)) {
    for (const [nombre] of parte.encabezados)
      if (!encabezadosNuestros.has(nombre)) yield `encabezado ajeno «${nombre}» en una parte`;
    const malo = prohibido.exec(texto);
    if (malo !== null) yield `U+${(malo[0].codePointAt(0) ?? 0).toString(16)} en ${tipo}`;
    if (!tipo.startsWith('text/html')) continue;
    const sinEtiquetas = texto
      .replace(/<!doctype html>/i, '')
      .replace(etiqueta, (_, nombre: string, atributos: string) => {
        const ajeno = !etiquetasNuestras.test(nombre) || /\son\w+=|javascript:/i.test(atributos);
        return ajeno ? `<${nombre}` : '';
      });
    const resto = /<[^\s]{0,20}/.exec(sinEtiquetas);
    if (resto !== null) yield `una etiqueta ajena «${resto[0]}» en el HTML`;
  }
}

/**
 * Manda recordatorios a clientes con nombres, personas, números y correos hostiles, y revisa cada mensaje como llegó: un solo
 * destinatario, que es el del libro; ningún encabezado ajeno; ningún control; ninguna etiqueta ajena. Devuelve cuántos miró.
 */
export async function revisarCorreos(
  ejecutar: Ejecutor,
  { azar, carpeta, falla }: Medicion,
  clientes: number,
): Promise<number> {
  const servidor = await levantarServidor(carpeta);
  const sitio = join(carpeta, 'correos');
  mkdirSync(sitio);
  const { libro, politica } = await prepararEnvios(sitio, { clientes: 1, servidor });
  const renglones = ['cliente_id,cliente,persona,email,numero,emision,vencimiento,moneda,importe'];
  for (let numero = 0; numero < clientes; numero += 1) {
    const sano = `c${numero}@x.example`;
    const correo = azar.sucede(0.5)
      ? sano
      : azar.elegir([
          `${sano}${celdaHostil(azar)}`,
          `${celdaHostil(azar)}${sano}`,
          `${sano}\r\nRCPT TO:<${victima}>`,
          `${sano}, ${victima}`,
          `<${victima}> ${sano}`,
        ]);
    const comprobante = citar(`${celdaHostil(azar)}-${numero}`);
    renglones.push(
      [
        ...[`M${numero}`, citar(celdaHostil(azar)), citar(celdaHostil(azar)), citar(correo), comprobante],
        ...['2026-05-20', '2026-06-20', 'ARS', '100.50'],
      ].join(','),
    );
  }
  const archivo = join(sitio, 'hostil.csv');
  writeFileSync(archivo, `${renglones.join('\n')}\n`);
  await ejecutar(['import', archivo, '--parcial'], { libro });
  const { codigo, salida, errores } = await ejecutar([...ordenDeEnviar(politica), '--formato', 'csv'], { libro });
  if (codigo !== 0 && codigo !== 4) falla(`enviar terminó con ${codigo}: ${errores}`);
  const malo = prohibido.exec(salida + errores);
  if (malo !== null) falla(`enviar: un control U+${(malo[0].codePointAt(0) ?? 0).toString(16)} en lo que dice`);
  const delLibro = leerCorreos(libro);
  const recibidos = servidor.recibidos();
  for (const { para, crudo, messageId } of recibidos) {
    const [destino = ''] = para;
    if (para.length !== 1 || delLibro.get(messageId) !== destino)
      falla(`${messageId} fue a ${JSON.stringify(para)} y en el libro es de ${delLibro.get(messageId)}`);
    if (destino !== victima && crudo.includes(victima)) falla(`el mensaje a ${destino} nombra a ${victima}`);
    for (const rareza of rarezasDe(crudo)) falla(`a ${destino}: ${rareza}`);
  }
  if (recibidos.length < clientes / 4) falla(`sólo salieron ${recibidos.length} de ${clientes}: casi nada se prueba`);
  await servidor.detener();
  return recibidos.length;
}

/** De cada Message-ID, el correo de su cliente: el primero que el libro tiene de él. */
function leerCorreos(libro: string): Map<string, string> {
  return conCopia(libro, (copia) => {
    const base = new Database(copia);
    try {
      const filas = base
        .prepare(
          `SELECT m.message_id, (SELECT valor FROM datos_contacto d
             WHERE d.cliente_id = m.cliente_id AND tipo = 'email' AND vigente = 1 ORDER BY id LIMIT 1)
           FROM mensajes m`,
        )
        .raw()
        .all() as [string, string][];
      return new Map(filas);
    } finally {
      base.close();
    }
  });
}
