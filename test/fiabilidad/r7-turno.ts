/**
 * R7: una sola corrida a la vez. Ocho procesos empiezan a enviar juntos con el mismo libro, y el servidor tarda: uno envía y
 * los otros siete terminan con 3, diciendo quién lo tiene y desde cuándo, en menos de 2 s más que lo que tarda en esa máquina,
 * con ocho procesos que arrancan a la vez, una orden que sólo lee. Una vuelta de cada cinco se mata al que
 * envía: el turno queda libre en el acto.
 */
import { levantarServidor, ordenDeEnviar, prepararEnvios } from './apoyo/correo.ts';
import { hallazgosDe } from './apoyo/libros.ts';
import { medir } from './apoyo/medicion.ts';
import { correr, esperar, lanzar } from './apoyo/programa.ts';

const aLaVez = 8;
const mensajesPorVuelta = 8;
const limiteMilisegundos = 2000;

/** Lo que tardan los ocho, a la vez y con la máquina como está, en una orden que no espera nada: el peor. */
async function medirArranque(libro: string): Promise<number> {
  const desde = performance.now();
  const tiempos = Array.from({ length: aLaVez }, async () => {
    await correr(['libro', 'info'], { libro });
    return performance.now() - desde;
  });
  return Math.max(...(await Promise.all(tiempos)));
}

await medir('R7', async ({ azar, completo, carpeta, semilla, falla, iguales }) => {
  const vueltas = completo ? 50 : 10;
  const servidor = await levantarServidor(carpeta, { demoraMs: [350, 450], semilla });
  const { libro, politica } = await prepararEnvios(carpeta, { clientes: vueltas * mensajesPorVuelta, servidor });
  const orden = [...ordenDeEnviar(politica), '--limite', String(mensajesPorVuelta)];
  const tiempos: number[] = [];
  const arranques: number[] = [];
  let solas = 0;
  let muertes = 0;
  for (let vuelta = 0; vuelta < vueltas; vuelta += 1) {
    const arranque = await medirArranque(libro);
    arranques.push(arranque);
    const desde = performance.now();
    const procesos = Array.from({ length: aLaVez }, () => lanzar(orden, { libro }));
    let terminados = 0;
    const finales = procesos.map(async (proceso) => {
      const final = await esperar(proceso);
      terminados += 1;
      // Cuando ya sólo queda el que envía, a veces se lo mata.
      if (terminados === aLaVez - 1 && vuelta % 5 === 4) {
        muertes += 1;
        for (const otro of procesos) if (otro.exitCode === null) otro.kill('SIGKILL');
      }
      return { ...final, milisegundos: performance.now() - desde, pid: proceso.pid };
    });
    const todos = await Promise.all(finales);
    const negados = todos.filter(({ codigo }) => codigo === 3);
    const enviaron = todos.filter(({ codigo }) => codigo === 0 || codigo === -1);
    iguales(enviaron.length, 1, `vuelta ${vuelta}: corridas que enviaron`);
    iguales(negados.length, aLaVez - 1, `vuelta ${vuelta}: corridas que se negaron`);
    for (const { errores, milisegundos } of negados) {
      tiempos.push(milisegundos);
      if (milisegundos - arranque > limiteMilisegundos)
        falla(
          `vuelta ${vuelta}: se negó en ${Math.round(milisegundos)} ms, con ${Math.round(arranque)} ms de arranque`,
        );
      const quien = `proceso ${enviaron[0]?.pid}`;
      if (!errores.includes(`ya hay un envío de recordatorios en curso (${quien}, desde 2026-07-01 10:00)`))
        falla(`vuelta ${vuelta}: no dice quién lo tiene (${quien}): ${errores.trim()}`);
    }
    if (enviaron.length === 1 && negados.length === aLaVez - 1) solas += 1;
    if (enviaron[0]?.codigo === -1) {
      const siguiente = await correr([...ordenDeEnviar(politica), '--limite', '1'], { libro });
      if (siguiente.codigo !== 0 && siguiente.codigo !== 4)
        falla(
          `vuelta ${vuelta}: muerto quien enviaba, la siguiente terminó con ${siguiente.codigo}: ${siguiente.errores}`,
        );
    }
    await new Promise((listo) => setTimeout(listo, azar.real() * 20));
  }
  const veces = new Map<string, number>();
  for (const { para } of servidor.recibidos()) veces.set(para.join(), (veces.get(para.join()) ?? 0) + 1);
  const repetidos = [...veces.values()].filter((cuantas) => cuantas > 1).length;
  iguales(repetidos, 0, 'clientes que recibieron dos mensajes');
  iguales(hallazgosDe(libro), '', 'libro verificar');
  await servidor.detener();
  const medio = (valores: readonly number[]): number =>
    Math.round(valores.toSorted((uno, otro) => uno - otro)[Math.floor(valores.length / 2)] ?? 0);
  return {
    cuenta: `${solas} de ${vueltas} vueltas de ${aLaVez} con una sola corrida`,
    detalle: `los demás se negaron en ${medio(tiempos)} ms (mediana; el peor, ${Math.round(Math.max(...tiempos))}); los mismos ocho arranques de una orden que sólo lee, ${medio(arranques)} ms; ${muertes} vueltas con kill -9 a quien enviaba`,
  };
});
