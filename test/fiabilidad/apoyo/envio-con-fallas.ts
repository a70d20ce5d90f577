import Database from 'better-sqlite3';
import { ordenDeEnviar, type ServidorDeCorreo } from './correo.ts';
import { conCopia, hallazgosDe } from './libros.ts';
import type { Ejecutor } from './programa.ts';

/** Un envío que quizá falló a mitad de camino. */
export interface EnvioProbado {
  readonly libro: string;
  readonly politica: string;
  readonly servidor: Pick<ServidorDeCorreo, 'recibidos'>;
  /** Cuántos mensajes tenía el servidor antes. */
  readonly desde: number;
  /** A cuántos clientes se les tiene que escribir. */
  readonly clientes: number;
  readonly ejecutar: Ejecutor;
}

/**
 * Después de una corrida que falló, el libro se verifica, la corrida siguiente termina lo que falta y nadie recibió dos veces:
 * cada cliente tiene un mensaje `enviado` que llegó, o uno `dudoso`. Da lo que no se cumple.
 */
export async function* problemasDelEnvio(envio: EnvioProbado): AsyncGenerator<string> {
  const { libro, politica, servidor, desde, clientes, ejecutar } = envio;
  const antes = hallazgosDe(libro);
  if (antes !== '') yield `tras la falla, verificar: ${antes}`;
  const { codigo, errores } = await ejecutar(ordenDeEnviar(politica, '2026-07-01T10:31'), { libro });
  if (codigo !== 0 && codigo !== 4) yield `la corrida siguiente terminó con ${codigo}: ${errores}`;
  const despues = hallazgosDe(libro);
  if (despues !== '') yield `después, verificar: ${despues}`;
  const recibidos = servidor.recibidos().slice(desde);
  const porDestino = new Map<string, number>();
  for (const { para } of recibidos) porDestino.set(para.join(), (porDestino.get(para.join()) ?? 0) + 1);
  for (const [destino, veces] of porDestino) if (veces > 1) yield `${destino} recibió ${veces} mensajes`;
  const llegaron = new Set(recibidos.map(({ messageId }) => messageId));
  const finales = leerFinales(libro);
  if (finales.length !== clientes) yield `hay ${finales.length} mensajes para ${clientes} clientes`;
  for (const { messageId, destino, estado } of finales) {
    if (estado === 'enviado' ? !llegaron.has(messageId) : estado !== 'dudoso')
      yield `el de ${destino} quedó ${estado}${llegaron.has(messageId) ? ' y llegó' : ''}`;
  }
}

function leerFinales(libro: string): { messageId: string; destino: string; estado: string }[] {
  return conCopia(libro, (copia) => {
    const base = new Database(copia);
    try {
      return base
        .prepare(
          `SELECT m.message_id AS messageId, m.destino, e.estado FROM mensajes m
           JOIN mensaje_estados e ON e.id = (SELECT max(id) FROM mensaje_estados WHERE mensaje_id = m.id)`,
        )
        .all() as { messageId: string; destino: string; estado: string }[];
    } finally {
      base.close();
    }
  });
}
