/**
 * R16: la clave del correo no sale de donde está. Con la clave en un archivo, en una credencial de systemd y en el entorno,
 * por todo lo que puede pasar al enviar (aceptada, rechazada, un servidor que la repite en lo que contesta, depurando, con
 * kill -9, con un archivo mal guardado), se la busca tal cual, en base64 y como viaja al servidor en la salida, los errores y
 * todos los archivos que quedan: el libro, sus laterales, el turno, un respaldo y lo exportado. Y todo archivo es sólo de su dueño.
 */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { politicaConCorreo } from '../apoyo/servidor-de-correo.ts';
import { csvConCorreos, ordenDeEnviar } from './apoyo/correo.ts';
import { comoHijo, medir } from './apoyo/medicion.ts';
import { type Ambiente, correr, esperar, lanzar } from './apoyo/programa.ts';
import { atender, type Guion, levantarGuionado } from './apoyo/servidor-guionado.ts';

if (comoHijo) {
  atender(JSON.parse(process.argv[3] ?? '{}') as Guion, process.argv[4] ?? '');
  await new Promise(() => {});
}

const usuario = 'cobros@sur.example';
const clave = 'Cl4ve-Secreta!ñ"\'$%';
const secretos = [
  clave,
  Buffer.from(clave).toString('base64'),
  Buffer.from(clave).toString('base64').replace(/=+$/, ''),
  Buffer.from(`\0${usuario}\0${clave}`).toString('base64'),
  encodeURIComponent(clave),
  JSON.stringify(clave).slice(1, -1),
];

const lugares = ['archivo', 'credencial', 'entorno'] as const;
type Lugar = (typeof lugares)[number];

interface Caso {
  readonly nombre: string;
  readonly guion: Guion;
  readonly codigo: number;
  readonly permisos?: number;
  readonly matar?: boolean;
  readonly depurar?: boolean;
  readonly lugares?: readonly Lugar[];
  /** Tiene que decir esto. */
  readonly dice: RegExp;
}

const acepta = '235 2.7.0 bien';
const casos: readonly Caso[] = [
  { nombre: 'aceptada', guion: { identidad: acepta }, codigo: 0, dice: /mensajes: 2 enviados/ },
  {
    nombre: 'rechazada',
    guion: { identidad: '535 5.7.8 clave equivocada' },
    codigo: 4,
    dice: /no aceptó el usuario o la clave/,
  },
  {
    nombre: 'rechazada, y la repite',
    guion: { identidad: '535 5.7.8 {viajo} es {clave}' },
    codigo: 4,
    dice: /no aceptó el usuario o la clave/,
  },
  {
    nombre: 'rechazada, y la repite, depurando',
    guion: { identidad: '535 5.7.8 {viajo} es {clave}' },
    codigo: 4,
    depurar: true,
    dice: /no aceptó el usuario o la clave/,
  },
  {
    nombre: 'la repite al rechazar el mensaje',
    guion: { identidad: acepta, final: '554 5.6.0 {clave} {viajo}' },
    codigo: 4,
    dice: /554 5\.6\.0 \*\*\* \*\*\*/,
  },
  {
    nombre: 'la repite al demorar al destinatario, depurando',
    guion: { identidad: acepta, destinatario: '450 4.2.0 {clave}' },
    codigo: 4,
    depurar: true,
    dice: /450 4\.2\.0 \*\*\*/,
  },
  { nombre: 'corta tras identificarse', guion: { identidad: 'corta' }, codigo: 4, dice: /se cortó|no aceptó/ },
  {
    nombre: 'kill -9 mientras envía',
    guion: { identidad: acepta, final: 'calla' },
    codigo: -1,
    matar: true,
    dice: /^/,
  },
  {
    nombre: 'archivo que otros pueden leer',
    guion: { identidad: acepta },
    codigo: 2,
    permisos: 0o644,
    lugares: ['archivo'],
    dice: /otros usuarios pueden leer la clave del correo \(permisos 0644\)/,
  },
];

await medir('R16', async ({ carpeta, completo, falla, iguales }) => {
  let mirados = 0;
  let corridas = 0;
  /** Busca los secretos en un texto. */
  const buscar = (contenido: Buffer, donde: string): void => {
    mirados += 1;
    for (const secreto of secretos)
      if (contenido.includes(secreto)) falla(`${donde}: está la clave (${secreto.slice(0, 3)}…)`);
  };
  for (const [numero, caso] of casos.entries()) {
    const todos = caso.lugares ?? lugares;
    for (const lugar of completo ? todos : todos.slice(numero % todos.length).slice(0, 1)) {
      const nombre = `${caso.nombre}, en ${lugar}`;
      const sitio = join(carpeta, `caso-${numero}-${lugar}`);
      const secreta = join(carpeta, `secreto-${numero}-${lugar}`);
      for (const nueva of [sitio, secreta]) mkdirSync(nueva);
      const libro = join(sitio, 'libro.db');
      const csv = join(sitio, 'facturas.csv');
      const politica = join(sitio, 'politica.toml');
      const archivo = join(secreta, 'smtp-clave');
      if (lugar !== 'entorno') writeFileSync(archivo, `${clave}\n`);
      if (lugar !== 'entorno') chmodSync(archivo, caso.permisos ?? 0o600);
      const servidor = await levantarGuionado(caso.guion, join(secreta, 'recibidos'));
      const conUsuario = `usuario = "${usuario}"\n${lugar === 'archivo' ? `clave_archivo = "${archivo}"\n` : ''}`;
      writeFileSync(politica, politicaConCorreo(servidor).replace('[contacto]', `${conUsuario}\n[contacto]`), {
        mode: 0o600,
      });
      writeFileSync(csv, csvConCorreos(2), { mode: 0o600 });
      const entorno: Record<string, string> = {
        COBRANZAS_SMTP_ESPERA: '2',
        ...(caso.depurar ? { COBRANZAS_DEPURAR: '1', NODE_DEBUG: 'net,tls' } : {}),
        ...(lugar === 'entorno' ? { COBRANZAS_SMTP_CLAVE: clave } : {}),
        ...(lugar === 'credencial' ? { CREDENTIALS_DIRECTORY: secreta } : {}),
      };
      const ambiente: Ambiente = { libro, entorno };
      await correr(['import', csv], ambiente);
      const proceso = lanzar(ordenDeEnviar(politica), ambiente);
      const fin = esperar(proceso);
      if (caso.matar) {
        while (servidor.recibidos().length === 0) await new Promise((listo) => setTimeout(listo, 5));
        proceso.kill('SIGKILL');
      }
      const { codigo, salida, errores } = await fin;
      corridas += 1;
      iguales(codigo, caso.codigo, `${nombre}: código (${errores.trim()})`);
      if (!caso.dice.test(salida + errores)) falla(`${nombre}: no dice lo que debe: ${salida}${errores}`);
      buscar(Buffer.from(salida), `${nombre}: la salida`);
      buscar(Buffer.from(errores), `${nombre}: los errores`);
      // Lo que el programa muestra y copia después.
      for (const orden of [
        ['recordatorios', 'listar', '--texto', '--formato', 'json'],
        ['libro', 'bitacora', '--formato', 'json'],
        ['politica', 'ver', '--politica', politica],
        ['recordatorios', 'probar', '--a', 'yo@sur.example', '--plantilla', 'amable', '--politica', politica],
        ['libro', 'respaldar', join(sitio, 'respaldo.db')],
        ['recordatorios', 'listar', '--salida', join(sitio, 'mensajes.xlsx')],
      ]) {
        const { salida: dicho, errores: dichos } = await correr(orden, ambiente);
        buscar(Buffer.from(dicho + dichos), `${nombre}: ${orden.slice(0, 2).join(' ')}`);
      }
      servidor.detener();
      if (caso.matar) copyFileSync(`${libro}-wal`, join(sitio, 'copia-wal'));
      for (const resto of readdirSync(sitio)) {
        const ruta = join(sitio, resto);
        buscar(readFileSync(ruta), `${nombre}: el archivo ${resto}`);
        const permisos = statSync(ruta).mode & 0o777;
        if (resto !== 'copia-wal') iguales(permisos.toString(8), '600', `${nombre}: permisos de ${resto}`);
      }
    }
  }
  return {
    cuenta: `${corridas} envíos, ${mirados} textos y archivos mirados: la clave en ninguno`,
    detalle: `${casos.map(({ nombre }) => nombre).join('; ')}`,
  };
});
