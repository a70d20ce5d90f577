import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leerClave, sinClave } from '../../src/envio/clave.ts';
import { carpetaTemporal } from '../apoyo/ejecutar.ts';

function archivoCon(texto: string, permisos = 0o600, nombre = 'clave'): { carpeta: string; ruta: string } {
  const carpeta = carpetaTemporal();
  const ruta = join(carpeta, nombre);
  writeFileSync(ruta, texto);
  chmodSync(ruta, permisos);
  return { carpeta, ruta };
}

describe('la clave del correo', () => {
  it('se lee del archivo de la política, también con una ruta relativa a ella, sin el fin de renglón', () => {
    const { carpeta, ruta } = archivoCon('se creta\n');
    const rutaPolitica = join(carpeta, 'politica.toml');
    expect(leerClave({ archivo: ruta, rutaPolitica: '/otra/politica.toml', entorno: {} })).toBe('se creta');
    expect(leerClave({ archivo: 'clave', rutaPolitica, entorno: { COBRANZAS_SMTP_CLAVE: 'no' } })).toBe('se creta');
  });

  it('si la política no nombra un archivo, manda la credencial de systemd y después el entorno', () => {
    const { carpeta } = archivoCon('de systemd', 0o400, 'smtp-clave');
    const pedido = { archivo: null, rutaPolitica: '/p.toml' };
    const entorno = { CREDENTIALS_DIRECTORY: carpeta, COBRANZAS_SMTP_CLAVE: 'del entorno' };
    expect(leerClave({ ...pedido, entorno })).toBe('de systemd');
    expect(leerClave({ ...pedido, entorno: { ...entorno, CREDENTIALS_DIRECTORY: '/nada' } })).toBe('del entorno');
    expect(leerClave({ ...pedido, entorno: {} })).toBeNull();
  });

  it.each([
    ['que otros pueden leer', 'x', 0o644, 'otros usuarios pueden leer la clave del correo (permisos 0644)'],
    ['que el grupo puede leer', 'x', 0o640, '(permisos 0640)'],
    ['vacío', '\n', 0o600, 'está vacío o tiene más de un renglón'],
    ['con dos renglones', 'a\nb\n', 0o600, 'está vacío o tiene más de un renglón'],
  ])('no se acepta un archivo %s', (_, texto, permisos, mensaje) => {
    const { ruta } = archivoCon(texto, permisos);
    expect(() => leerClave({ archivo: ruta, rutaPolitica: '/p.toml', entorno: {} })).toThrow(mensaje);
  });

  it('un archivo que falta se dice con su ruta, sin recurrir al entorno', () => {
    const entorno = { COBRANZAS_SMTP_CLAVE: 'x' };
    expect(() => leerClave({ archivo: '/no/esta', rutaPolitica: '/p.toml', entorno })).toThrow(
      'no se puede leer el archivo de la clave del correo: /no/esta',
    );
  });

  it('se borra de lo que conteste el servidor, sola y como viajó', () => {
    const secreto = { usuario: 'ana', clave: 'Ñ$1.*' };
    const viaje = Buffer.from('\0ana\0Ñ$1.*').toString('base64');
    const dicho = `535 Ñ$1.* ${Buffer.from('Ñ$1.*').toString('base64')} ${viaje} fin`;
    expect(sinClave(dicho, secreto)).toBe('535 *** *** *** fin');
    expect(sinClave('535 no', { usuario: null, clave: null })).toBe('535 no');
  });
});
