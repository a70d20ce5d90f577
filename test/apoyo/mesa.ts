import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Condiciones, carpetaTemporal, ejecutar, type Resultado } from './ejecutar.ts';

/** El objeto JSON que escribe `import`. */
export interface Importacion {
  readonly filas: number;
  readonly nuevas: number;
  readonly actualizadas: number;
  readonly sin_cambios: number;
  readonly rechazadas: number;
  readonly omitidas: number;
  readonly clientes_nuevos: number;
  readonly pagos_nuevos: number;
  readonly totales: readonly { moneda: string; facturas: number; importe: number; saldo: number }[];
  readonly rechazos: readonly { linea: number; columna: string; valor: string; motivo: string }[];
  readonly avisos: readonly string[];
  readonly omitidas_por_motivo: Readonly<Record<string, number>>;
  readonly aplicado: boolean;
  readonly [clave: string]: unknown;
}

/** Lo que dejó una importación. */
export interface Importada extends Resultado {
  readonly ruta: string;
  readonly json: Importacion;
}

/** Una carpeta con un libro que todavía no existe, donde se escriben archivos y se importan. */
export class Mesa {
  readonly carpeta = carpetaTemporal();
  readonly libro = join(this.carpeta, 'libro.db');
  #archivos = 0;

  /** Escribe un archivo en la carpeta y devuelve su ruta; las líneas se unen con saltos. */
  escribir(contenido: readonly string[] | string | Buffer, nombre = `archivo${++this.#archivos}.csv`): string {
    const ruta = join(this.carpeta, nombre);
    writeFileSync(ruta, Array.isArray(contenido) ? `${contenido.join('\n')}\n` : (contenido as string | Buffer));
    return ruta;
  }

  orden(argumentos: readonly string[], condiciones: Condiciones = {}): Promise<Resultado> {
    return ejecutar(argumentos, { libro: this.libro, ...condiciones });
  }

  /** Importa unas líneas en pesos argentinos, salvo que las opciones digan otra cosa. */
  async importar(
    lineas: readonly string[] | string | Buffer,
    opciones: readonly string[] = [],
    condiciones: Condiciones = {},
  ): Promise<Importada> {
    const ruta = this.escribir(lineas);
    const moneda = opciones.includes('--moneda') ? [] : ['--moneda', 'ARS'];
    const resultado = await this.orden(['import', ruta, ...moneda, ...opciones, '--formato', 'json'], condiciones);
    return { ...resultado, ruta, json: (resultado.salida === '' ? {} : JSON.parse(resultado.salida)) as Importacion };
  }

  /** Las filas que da una consulta sobre el libro. */
  consultar<F = Record<string, unknown>>(sql: string): F[] {
    const base = new Database(this.libro, { readonly: true, fileMustExist: true });
    try {
      return base.prepare(sql).all() as F[];
    } finally {
      base.close();
    }
  }

  /** Los documentos del libro: cliente, número, vencimiento, importe y saldo en unidades menores. */
  documentos(): string[] {
    return this.consultar<{ texto: string }>(
      `SELECT c.codigo || ' ' || d.numero || ' ' || d.vencimiento || ' ' || d.importe || ' ' || d.saldo AS texto
       FROM documentos d JOIN clientes c ON c.id = d.cliente_id ORDER BY c.codigo, d.numero_normal`,
    ).map(({ texto }) => texto);
  }

  /** Los créditos: tipo, fecha, monto, disponible y origen. */
  creditos(): string[] {
    return this.consultar<{ texto: string }>(
      "SELECT tipo || ' ' || fecha || ' ' || monto || ' ' || disponible || ' ' || origen AS texto FROM creditos ORDER BY id",
    ).map(({ texto }) => texto);
  }

  /** Tamaño, fecha y contenido del libro y sus vecinos; `null` si no existe. */
  huella(): string | null {
    return huellaDelLibro(this.libro);
  }
}

/** Tamaño, fecha y contenido de un libro; `null` si no existe. Dos iguales dicen que nadie lo tocó. */
export function huellaDelLibro(ruta: string): string | null {
  if (!existsSync(ruta)) return null;
  const { size, mtimeMs } = statSync(ruta);
  const wal = existsSync(`${ruta}-wal`) ? statSync(`${ruta}-wal`).size : 0;
  return `${size} ${mtimeMs} ${wal} ${createHash('sha256').update(readFileSync(ruta)).digest('hex')}`;
}
