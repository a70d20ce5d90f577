/**
 * R4: la duda es honesta. Por cada cosa que un servidor de correo puede hacer (las 16 de la investigación y otras), un
 * servidor guionado en otro proceso la hace mientras el binario de verdad envía un mensaje: el estado que queda es el que
 * corresponde a lo que el servidor contestó y a lo que tiene. Después, media hora más tarde y con un servidor sano, sale lo
 * que se puede reintentar, una vez, y nada más.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { politicaConCorreo } from '../apoyo/servidor-de-correo.ts';
import { csvConCorreos, levantarServidor, ordenDeEnviar } from './apoyo/correo.ts';
import { consultar, hallazgosDe } from './apoyo/libros.ts';
import { comoHijo, medir } from './apoyo/medicion.ts';
import { correr } from './apoyo/programa.ts';
import { atender, type Guion, levantarGuionado } from './apoyo/servidor-guionado.ts';

if (comoHijo) {
  atender(JSON.parse(process.argv[3] ?? '{}') as Guion, process.argv[4] ?? '');
  await new Promise(() => {});
}

interface Caso {
  readonly nombre: string;
  readonly guion: Guion | 'nadie atiende';
  /** Los estados por los que pasa, con el punto de partida; vacío si no llega a haber mensaje. */
  readonly estados: string;
  /** El servidor se quedó con el mensaje. */
  readonly loTiene: boolean;
  /** Si no lo tomó y se puede repetir, sale en la corrida siguiente. */
  readonly sale: boolean;
  /** El código con que termina la orden; por omisión, 4. */
  readonly codigo?: number;
  /** Una segunda dirección en la celda del correo: a ésa no le llega. */
  readonly otraDireccion?: string;
  /** Lo que se guarda de lo que dijo el servidor. */
  readonly detalle?: RegExp;
  readonly seguridad?: string;
}

/** Los comportamientos de la tabla de la investigación; van primero. */
const deLaTabla = 16;
const estadosEnOrden =
  "SELECT coalesce(group_concat(estado, ' '), '') FROM (SELECT estado FROM mensaje_estados ORDER BY id)";
const tomado = 'reclamado en-data ';
const casos: readonly Caso[] = [
  // Los 16 de la investigación.
  { nombre: 'nadie atiende', guion: 'nadie atiende', estados: '', loTiene: false, sale: true },
  { nombre: 'no saluda', guion: { saludo: 'calla' }, estados: '', loTiene: false, sale: true },
  { nombre: 'saluda con 421', guion: { saludo: '421 4.3.2 ahora no' }, estados: '', loTiene: false, sale: true },
  {
    nombre: 'MAIL FROM 452',
    guion: { remitente: '452 4.3.1 sin lugar' },
    estados: 'reclamado pendiente',
    loTiene: false,
    sale: true,
    detalle: /^452 4\.3\.1 sin lugar$/,
  },
  {
    nombre: 'RCPT 450',
    guion: { destinatario: '450 4.2.0 en espera' },
    estados: 'reclamado pendiente',
    loTiene: false,
    sale: true,
  },
  {
    nombre: 'RCPT 550',
    guion: { destinatario: '550 5.1.1 no existe' },
    estados: 'reclamado rechazado',
    loTiene: false,
    sale: false,
    detalle: /^550 5\.1\.1 no existe$/,
  },
  {
    // El servidor no puede rechazar a uno de dos: cada mensaje va a una sola dirección.
    nombre: 'dos direcciones en la celda',
    guion: {},
    otraDireccion: 'otro@c.example',
    estados: `${tomado}enviado`,
    loTiene: true,
    sale: false,
    codigo: 0,
  },
  {
    nombre: 'DATA 451',
    guion: { datos: '451 4.3.0 ahora no' },
    estados: 'reclamado pendiente',
    loTiene: false,
    sale: true,
  },
  {
    nombre: 'corta en medio de DATA',
    guion: { enMedio: 'corta' },
    estados: `${tomado}dudoso`,
    loTiene: false,
    sale: false,
  },
  {
    nombre: '451 tras el punto',
    guion: { final: '451 4.3.0 pruebe después' },
    estados: `${tomado}pendiente`,
    loTiene: false,
    sale: true,
  },
  {
    nombre: '554 tras el punto',
    guion: { final: '554 5.6.0 no lo quiero' },
    estados: `${tomado}rechazado`,
    loTiene: false,
    sale: false,
  },
  { nombre: 'calla tras el punto', guion: { final: 'calla' }, estados: `${tomado}dudoso`, loTiene: true, sale: false },
  { nombre: 'FIN tras el punto', guion: { final: 'cierra' }, estados: `${tomado}dudoso`, loTiene: true, sale: false },
  { nombre: 'RST tras el punto', guion: { final: 'corta' }, estados: `${tomado}dudoso`, loTiene: true, sale: false },
  {
    nombre: 'PIPELINING y RCPT 550',
    guion: { anuncia: ['PIPELINING'], destinatario: '550 5.1.1 no existe' },
    estados: 'reclamado rechazado',
    loTiene: false,
    sale: false,
  },
  {
    nombre: '250',
    guion: {},
    estados: `${tomado}enviado`,
    loTiene: true,
    sale: false,
    codigo: 0,
    detalle: /Q123/,
  },
  // Otros que se dan en la práctica.
  {
    nombre: '421 tras el punto',
    guion: { final: '421 4.3.2 me voy' },
    estados: `${tomado}pendiente`,
    loTiene: false,
    sale: true,
  },
  {
    nombre: 'PIPELINING y RCPT 450',
    guion: { anuncia: ['PIPELINING'], destinatario: '450 4.2.0 en espera' },
    estados: 'reclamado pendiente',
    loTiene: false,
    sale: true,
  },
  {
    nombre: 'PIPELINING, RCPT 550 y DATA 503',
    guion: { anuncia: ['PIPELINING'], destinatario: '550 5.1.1 no existe', datos: '503 5.5.1 sin destinatarios' },
    estados: 'reclamado rechazado',
    loTiene: false,
    sale: false,
  },
  {
    nombre: 'no nos deja enviar (RCPT 554 5.7.1)',
    guion: { destinatario: '554 5.7.1 relay denegado' },
    estados: 'reclamado pendiente',
    loTiene: false,
    sale: true,
  },
  {
    nombre: 'no acepta al remitente (MAIL FROM 550)',
    guion: { remitente: '550 5.1.8 remitente desconocido' },
    estados: 'reclamado pendiente',
    loTiene: false,
    sale: true,
  },
  {
    nombre: 'contesta 554 antes del punto',
    guion: { enMedio: '554 5.3.4 demasiado grande' },
    estados: `${tomado}rechazado`,
    loTiene: false,
    sale: false,
  },
  {
    nombre: 'corta antes de MAIL FROM',
    guion: { remitente: 'corta' },
    estados: 'reclamado pendiente',
    loTiene: false,
    sale: true,
  },
  {
    nombre: 'calla al RCPT',
    guion: { destinatario: 'calla' },
    estados: 'reclamado pendiente',
    loTiene: false,
    sale: true,
  },
  {
    nombre: 'pide cifrar y no sabe',
    guion: {},
    seguridad: 'starttls',
    estados: '',
    loTiene: false,
    sale: true,
  },
];

/** Cuántos casos a la vez: casi todo el tiempo se espera a un servidor callado. */
const aLaVez = 3;

await medir('R4', async ({ carpeta, iguales }) => {
  const sano = await levantarServidor(carpeta);
  let bien = 0;
  const probar = async (caso: Caso, numero: number): Promise<void> => {
    const { nombre, guion } = caso;
    let fallas = 0;
    const comparar = (obtenido: unknown, esperado: unknown, que: string): void => {
      if (obtenido !== esperado) fallas += 1;
      iguales(obtenido, esperado, `${nombre}: ${que}`);
    };
    const lugar = join(carpeta, `caso-${numero}`);
    mkdirSync(lugar);
    const libro = join(lugar, 'libro.db');
    const csv = join(lugar, 'facturas.csv');
    const destino = `k${numero}@c.example`;
    const celda = caso.otraDireccion === undefined ? destino : `${destino}; ${caso.otraDireccion}`;
    writeFileSync(csv, csvConCorreos(1).replace('k0@c.example', celda));
    comparar((await correr(['import', csv], { libro })).codigo, 0, 'importar');
    const servidor = await levantarGuionado(guion === 'nadie atiende' ? {} : guion, join(lugar, 'recibidos'));
    if (guion === 'nadie atiende') servidor.detener();
    const politica = join(lugar, 'politica.toml');
    const texto = politicaConCorreo(servidor);
    writeFileSync(politica, caso.seguridad === undefined ? texto : texto.replace('"ninguna"', `"${caso.seguridad}"`));
    const entorno = { COBRANZAS_SMTP_ESPERA: '1' };
    const { codigo, errores } = await correr(ordenDeEnviar(politica), { libro, entorno });
    comparar(codigo, caso.codigo ?? 4, `código (${errores.trim().split('\n').at(-1)})`);
    comparar(consultar(libro, estadosEnOrden), caso.estados, 'estados');
    comparar(servidor.recibidos().length, caso.loTiene ? 1 : 0, 'mensajes en el servidor');
    if (caso.otraDireccion !== undefined)
      comparar(servidor.recibidos().join().includes(caso.otraDireccion), false, 'nombra la otra dirección');
    const detalle = String(consultar(libro, 'SELECT detalle FROM mensaje_estados ORDER BY id DESC'));
    comparar(caso.detalle?.test(detalle) ?? true, true, `el detalle guardado («${detalle}»)`);
    servidor.detener();

    // Media hora después, con un servidor sano.
    writeFileSync(politica, politicaConCorreo(sano));
    const segunda = await correr(ordenDeEnviar(politica, '2026-07-01T10:31'), { libro });
    comparar(segunda.codigo, 0, `la corrida siguiente (${segunda.errores.trim()})`);
    const salieron = sano.recibidos().filter(({ para }) => para.join() === destino).length;
    comparar(salieron, caso.sale ? 1 : 0, 'mensajes que salen en la corrida siguiente');
    const tercera = await correr(ordenDeEnviar(politica, '2026-07-01T20:00'), { libro });
    comparar(`${tercera.codigo}${tercera.salida}`, '0', 'la tercera no tiene nada que hacer');
    comparar(hallazgosDe(libro), '', 'libro verificar');
    if (fallas === 0) bien += 1;
  };
  const pendientes = [...casos.entries()];
  await Promise.all(
    Array.from({ length: aLaVez }, async () => {
      for (let siguiente = pendientes.shift(); siguiente !== undefined; siguiente = pendientes.shift())
        await probar(siguiente[1], siguiente[0]);
    }),
  );
  await sano.detener();
  return {
    cuenta: `${bien} de ${casos.length} comportamientos (${deLaTabla} de la tabla y ${casos.length - deLaTabla} más)`,
  };
});
