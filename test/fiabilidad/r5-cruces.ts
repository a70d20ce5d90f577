/**
 * R5: a quien pagó, prometió, disputa, está en pausa o pidió que no le escriban, no le sale nada. Mientras el binario de
 * verdad envía un plan ya hecho a un servidor que tarda, otro proceso registra esos hechos en los mismos clientes, en
 * momentos al azar: ningún mensaje suelta sus últimos bytes después de un hecho que lo impide, ni llega al servidor.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as esperarUnRato } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { levantarServidor, ordenDeEnviar, prepararEnvios } from './apoyo/correo.ts';
import { conCopia, hallazgosDe } from './apoyo/libros.ts';
import { medir } from './apoyo/medicion.ts';
import { cargarPrograma, esperar, lanzar } from './apoyo/programa.ts';

const clientesPorVuelta = 50;
const hechosPorVuelta = 25;

/** Lo que puede pasarle a un cliente mientras se envía; cada uno impide escribirle. */
const hechos: readonly ((codigo: string, numero: number) => string[])[] = [
  (codigo, numero) => ['pago', 'registrar', codigo, '--monto', `${1000 + numero}.50`],
  (codigo) => ['acuerdo', 'crear', codigo, '--promesa', '2026-07-10'],
  (_codigo, numero) => ['factura', 'disputar', `A-${numero}`, '--motivo', 'error-en-la-factura'],
  (codigo) => ['cliente', 'pausar', codigo, '--motivo', 'vacaciones'],
  (codigo) => ['cliente', 'canal', codigo, '--canal', 'email', '--no'],
  (codigo) => ['cliente', 'pausar', codigo, '--clase', 'abogado', '--motivo', 'juicio'],
  (codigo) => ['contacto', 'registrar', codigo, '--canal', 'llamada', '--resultado', 'contactado'],
];

/** Las operaciones en que salieron los últimos bytes del mensaje a cada cliente, por su código. */
function leerSalidas(libro: string): Map<string, number> {
  return conCopia(libro, (copia) => {
    const base = new Database(copia);
    try {
      const filas = base
        .prepare(
          `SELECT c.codigo, e.operacion_id FROM mensaje_estados e JOIN mensajes m ON m.id = e.mensaje_id
           JOIN clientes c ON c.id = m.cliente_id WHERE e.estado = 'en-data'`,
        )
        .raw()
        .all() as [string, number][];
      return new Map(filas);
    } finally {
      base.close();
    }
  });
}

await medir('R5', async ({ azar, completo, carpeta, semilla, falla, iguales }) => {
  const vueltas = completo ? 20 : 6;
  const ejecutar = await cargarPrograma();
  const cuenta = { antes: 0, tarde: 0, prohibidos: 0 };
  for (let vuelta = 0; vuelta < vueltas; vuelta += 1) {
    const lugar = join(carpeta, `vuelta-${vuelta}`);
    mkdirSync(lugar);
    const servidor = await levantarServidor(lugar, {
      demoraMs: [5, 40],
      // En la mitad, lo que pasa entre el reclamo y los últimos bytes.
      demoraDelDestinatarioMs: vuelta % 2 === 0 ? 0 : 25,
      semilla: semilla + vuelta,
    });
    const { libro, politica } = await prepararEnvios(lugar, {
      clientes: clientesPorVuelta,
      servidor,
      agregado: 'max_dia = 1',
    });
    const fin = esperar(lanzar(ordenDeEnviar(politica), { libro }));
    while (servidor.recibidos().length === 0) await esperarUnRato(2);
    /** La operación en que quedó cada hecho. */
    const operaciones = new Map<string, number>();
    const faltan = Array.from({ length: clientesPorVuelta }, (_, numero) => numero);
    for (let hecho = 0; hecho < hechosPorVuelta; hecho += 1) {
      const [numero = 0] = faltan.splice(azar.entero(0, faltan.length - 1), 1);
      const codigo = `K${numero}`;
      const orden = azar.elegir(hechos)(codigo, numero);
      const { codigo: salio, errores, salida } = await ejecutar([...orden, '--formato', 'json'], { libro });
      if (salio !== 0) throw new Error(`${orden.join(' ')}: ${errores}`);
      const operacion = Number(/"operacion_id":\s*(\d+)/.exec(salida)?.[1]);
      if (Number.isNaN(operacion)) throw new Error(`${orden.join(' ')}: no dice su operación: ${salida}`);
      operaciones.set(codigo, operacion);
      await esperarUnRato(azar.real() * 25);
    }
    const { codigo, errores } = await fin;
    iguales(codigo, 0, `vuelta ${vuelta}: enviar (${errores.trim()})`);
    const salidas = leerSalidas(libro);
    const recibieron = new Set(servidor.recibidos().map(({ para }) => para.join().replace(/^k(\d+)@.*/, 'K$1')));
    for (const [cliente, operacion] of operaciones) {
      const salida = salidas.get(cliente);
      if (salida !== undefined && salida < operacion) cuenta.tarde += 1;
      else {
        cuenta.antes += 1;
        if (salida === undefined && !recibieron.has(cliente)) continue;
        cuenta.prohibidos += 1;
        falla(`vuelta ${vuelta}: a ${cliente} se le escribió (operación ${salida}) después del hecho ${operacion}`);
      }
    }
    // Los demás lo reciben: no se evita el error callando.
    iguales(recibieron.size, salidas.size, `vuelta ${vuelta}: recibidos`);
    const sinHecho = clientesPorVuelta - operaciones.size;
    const sinHechoRecibieron = [...recibieron].filter((cliente) => !operaciones.has(cliente)).length;
    iguales(sinHechoRecibieron, sinHecho, `vuelta ${vuelta}: recibieron de los que no pasó nada`);
    iguales(hallazgosDe(libro), '', `vuelta ${vuelta}: libro verificar`);
    await servidor.detener();
  }
  const total = vueltas * hechosPorVuelta;
  if (cuenta.antes < total / 5)
    falla(`sólo ${cuenta.antes} de ${total} hechos llegaron a tiempo: no se probó lo que se dice`);
  return {
    cuenta: `${total} cruces: ${cuenta.prohibidos} mensajes de más`,
    detalle: `${cuenta.antes} hechos llegaron antes que el mensaje y lo detuvieron; ${cuenta.tarde}, cuando ya salía o había salido`,
  };
});
