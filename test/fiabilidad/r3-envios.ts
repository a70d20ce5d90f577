/**
 * R3: ningún recordatorio se manda dos veces y ninguno se pierde. Mata con SIGKILL el binario de verdad mientras envía 250
 * mensajes a un servidor de correo de verdad, en otro proceso, que tarda de 0 a 40 ms en aceptar cada uno y anota en el disco lo que
 * recibe. Al terminar, cada Message-ID llegó a lo sumo una vez; cada cliente tiene un solo mensaje, `enviado` (y llegó) o
 * `dudoso` (pudo llegar); y las dudas no pasan de los cortes.
 */
import { statSync } from 'node:fs';
import { setTimeout as esperarUnRato } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { levantarServidor, ordenDeEnviar, prepararEnvios } from './apoyo/correo.ts';
import { conCopia, consultar, hallazgosDe } from './apoyo/libros.ts';
import { medir } from './apoyo/medicion.ts';
import { correr, esperar, lanzar } from './apoyo/programa.ts';

interface Final {
  readonly messageId: string;
  readonly destino: string;
  readonly estado: string;
}

function leerFinales(libro: string): Final[] {
  return conCopia(libro, (copia) => {
    const base = new Database(copia);
    try {
      return base
        .prepare(
          `SELECT m.message_id AS messageId, m.destino, e.estado FROM mensajes m
           JOIN mensaje_estados e ON e.id = (SELECT max(id) FROM mensaje_estados WHERE mensaje_id = m.id)`,
        )
        .all() as Final[];
    } finally {
      base.close();
    }
  });
}

await medir('R3', async ({ azar, completo, carpeta, semilla, falla, iguales }) => {
  const cortes = completo ? 100 : 30;
  const clientes = completo ? 250 : 80;
  const servidor = await levantarServidor(carpeta, { demoraMs: [0, 40], semilla });
  process.prependOnceListener('exit', () => void servidor.detener());
  const { libro, politica } = await prepararEnvios(carpeta, { clientes, servidor });
  const orden = ordenDeEnviar(politica);
  const wal = () => statSync(`${libro}-wal`, { throwIfNoEntry: false })?.size ?? 0;

  let muertes = 0;
  for (let corte = 0; corte < cortes; corte += 1) {
    const proceso = lanzar(orden, { libro });
    const fin = esperar(proceso);
    let vive = true;
    void fin.then(() => {
      vive = false;
    });
    // Uno de cada cinco, en cualquier momento desde que nace; los demás, cuando ya escribe en el libro.
    if (azar.sucede(0.2)) await esperarUnRato(azar.real() * 500);
    else {
      const antes = wal();
      while (vive && wal() === antes) await esperarUnRato(1);
      await esperarUnRato(azar.real() * 95);
    }
    proceso.kill('SIGKILL');
    const { codigo, errores } = await fin;
    if (codigo === -1) muertes += 1;
    else if (codigo !== 0 && codigo !== 4) falla(`corte ${corte}: terminó con ${codigo}: ${errores}`);
  }
  // Lo que ya estaba en el servidor al morir el último se anota todavía.
  await esperarUnRato(200);
  const ultima = await correr(orden, { libro });
  if (ultima.codigo !== 0 && ultima.codigo !== 4)
    falla(`la última corrida terminó con ${ultima.codigo}: ${ultima.errores}`);
  const recibidos = servidor.recibidos();
  await servidor.detener();

  const veces = new Map<string, number>();
  for (const { messageId } of recibidos) veces.set(messageId, (veces.get(messageId) ?? 0) + 1);
  const repetidos = [...veces].filter(([, cuantas]) => cuantas > 1);
  for (const [messageId, cuantas] of repetidos) falla(`${messageId} llegó ${cuantas} veces`);
  const porCliente = new Map<string, number>();
  for (const { para } of recibidos) porCliente.set(para.join(), (porCliente.get(para.join()) ?? 0) + 1);
  for (const [para, cuantas] of porCliente) if (cuantas > 1) falla(`${para} recibió ${cuantas} mensajes`);

  const finales = leerFinales(libro);
  iguales(finales.length, clientes, 'mensajes en el libro');
  let enviados = 0;
  let dudosos = 0;
  let llegaron = 0;
  for (const { messageId, destino, estado } of finales) {
    const recibido = veces.has(messageId);
    if (estado === 'enviado') {
      enviados += 1;
      if (!recibido) falla(`el de ${destino} dice enviado y no llegó`);
    } else if (estado === 'dudoso') {
      dudosos += 1;
      if (recibido) llegaron += 1;
    } else falla(`el de ${destino} terminó ${estado}`);
  }
  const conocidos = new Set(finales.map(({ messageId }) => messageId));
  for (const messageId of veces.keys())
    if (!conocidos.has(messageId)) falla(`${messageId} llegó y el libro no lo tiene`);
  if (dudosos > muertes) falla(`${dudosos} dudosos con ${muertes} cortes`);
  if (muertes < cortes / 2)
    falla(`sólo ${muertes} de ${cortes} cortes la encontraron viva: no se probó lo que se dice`);
  iguales(hallazgosDe(libro), '', 'libro verificar');
  iguales(consultar(libro, "SELECT count(*) FROM mensaje_estados WHERE estado = 'descartado'"), 0, 'descartados');
  return {
    cuenta: `${muertes} SIGKILL en ${clientes} mensajes: ${repetidos.length} repetidos, ${clientes - enviados - dudosos} perdidos`,
    detalle: `${enviados} enviados y ${dudosos} dudosos, de los que ${llegaron} habían llegado`,
  };
});
