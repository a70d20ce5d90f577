import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServidorDeSalida } from '../../src/envio/smtp.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';
import { levantarServidor, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';

// Con certificados de verdad, hechos para la prueba: en qué autoridades se confía se fija al arrancar Node, así que la
// entrega corre en otro proceso.
const carpeta = carpetaTemporal();
const en = (nombre: string) => join(carpeta, nombre);
const programa = `
  import { ConexionDeCorreo } from './src/envio/smtp.ts';
  try {
    const conexion = await ConexionDeCorreo.abrir(JSON.parse(process.argv[2]));
    const sobre = { de: 'cobros@sur.example', para: 'ana@b.example' };
    const mensaje = Buffer.from('Subject: Hola\\r\\n\\r\\nHola\\r\\n');
    const { clase } = await conexion.entregar({ sobre, mensaje, marcar: () => {} });
    await conexion.cerrar();
    console.log(clase);
  } catch (error) {
    console.log(error.message);
  }
`;

/** Una autoridad y un certificado suyo para ese nombre. */
function certificar(nombre: string): void {
  const openssl = (...argumentos: string[]) => execFileSync('openssl', argumentos, { cwd: carpeta, stdio: 'pipe' });
  const ecdsa = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc'];
  openssl('req', '-x509', ...ecdsa, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Autoridad', '-days', '2');
  openssl(
    'req',
    ...ecdsa,
    '-keyout',
    'clave.pem',
    '-out',
    'pedido.pem',
    '-subj',
    `/CN=${nombre}`,
    '-addext',
    `subjectAltName=DNS:${nombre}`,
  );
  openssl(
    'x509',
    '-req',
    '-in',
    'pedido.pem',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-days',
    '2',
    '-copy_extensions',
    'copy',
    '-out',
    'certificado.pem',
  );
}

const servidores: Partial<Record<'starttls' | 'tls' | 'sinCifrado', ServidorDeCorreo>> = {};
beforeAll(async () => {
  certificar('localhost');
  const cifrado = { clave: en('clave.pem'), certificado: en('certificado.pem') };
  servidores.starttls = await levantarServidor(carpeta, { cifrado: { ...cifrado, alConectar: false } });
  servidores.tls = await levantarServidor(carpeta, { cifrado: { ...cifrado, alConectar: true } });
  servidores.sinCifrado = await levantarServidor(carpeta);
  await build({
    stdin: { contents: programa, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: { js: 'const require=nombre=>process.getBuiltinModule(nombre);' },
    outfile: en('entregar.mjs'),
    logLevel: 'error',
  });
});
afterAll(() => Promise.all(Object.values(servidores).map((servidor) => servidor.detener())));

/** Intenta entregar un mensaje y devuelve cómo terminó: la clase de entrega, o lo que se le diría al usuario. */
async function entregar(
  cual: keyof typeof servidores,
  { confia = true, ...otro }: Partial<ServidorDeSalida> & { readonly confia?: boolean } = {},
): Promise<string> {
  const salida: ServidorDeSalida = {
    servidor: 'localhost',
    puerto: servidores[cual]?.puerto ?? 0,
    seguridad: cual === 'tls' ? 'tls' : 'starttls',
    usuario: null,
    clave: null,
    esperaMax: 3000,
    ...otro,
  };
  const { stdout } = await promisify(execFile)(process.execPath, [en('entregar.mjs'), JSON.stringify(salida)], {
    env: { PATH: process.env.PATH, ...(confia ? { NODE_EXTRA_CA_CERTS: en('ca.pem') } : {}) },
  });
  return stdout.trim();
}

const cifrados = (cual: keyof typeof servidores) => servidores[cual]?.recibidos().map(({ cifrado }) => cifrado);

describe('el correo viaja cifrado', () => {
  it('con STARTTLS y con TLS desde el primer byte llega, por una conexión cifrada', async () => {
    expect(await entregar('starttls')).toBe('enviado');
    expect(cifrados('starttls')).toEqual([true]);
    expect(await entregar('tls')).toBe('enviado');
    expect(cifrados('tls')).toEqual([true]);
  });

  it('a un servidor cuyo certificado nadie respalda, o que es de otro nombre, no se le da nada y se dice por qué', async () => {
    for (const cual of ['starttls', 'tls'] as const) {
      const antes = cifrados(cual)?.length;
      expect(await entregar(cual, { confia: false })).toMatch(
        /^no se pudo cifrar la conexión con localhost:\d+: no se conoce a quien firmó su certificado/,
      );
      expect(await entregar(cual, { servidor: '127.0.0.1' })).toMatch(
        /^no se pudo cifrar la conexión con 127\.0\.0\.1:\d+: su certificado es de otro nombre$/,
      );
      expect(cifrados(cual)).toHaveLength(antes ?? -1);
    }
  });

  it('si se pide cifrar y el servidor no lo ofrece, no se sigue sin cifrar', async () => {
    expect(await entregar('sinCifrado')).toMatch(/^localhost:\d+ no ofrece cifrar con STARTTLS$/);
    expect(await entregar('sinCifrado', { seguridad: 'tls' })).toMatch(
      /en ese puerto no se habla TLS desde el comienzo$/,
    );
    expect(cifrados('sinCifrado')).toEqual([]);
    expect(await entregar('sinCifrado', { seguridad: 'ninguna' })).toBe('enviado');
    expect(cifrados('sinCifrado')).toEqual([false]);
  });
});
