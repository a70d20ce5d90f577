import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OpcionesDeServidor, politicaConCorreo, type ServidorDeCorreo } from '../../apoyo/servidor-de-correo.ts';
import { correr } from './programa.ts';

export { levantarServidor, type ServidorDeCorreo } from '../../apoyo/servidor-de-correo.ts';
export type { OpcionesDeServidor };

/** Un CSV con una factura vencida por cliente; el cliente `n` es `K<n>` y su correo `k<n>@c.example`. */
export function csvConCorreos(clientes: number): string {
  const renglones = ['cliente_id,cliente,email,numero,emision,vencimiento,moneda,importe'];
  for (let numero = 0; numero < clientes; numero += 1) {
    renglones.push(
      `K${numero},"Cliente número ${numero}, S.A.",k${numero}@c.example,A-${numero},2026-05-20,2026-06-20,ARS,${1000 + numero}.50`,
    );
  }
  return `${renglones.join('\n')}\n`;
}

/** Un libro con esos clientes, que deben, y la política con que se les escribe por ese servidor. */
export async function prepararEnvios(
  carpeta: string,
  {
    clientes,
    servidor,
    agregado = '',
  }: { clientes: number; servidor: Pick<ServidorDeCorreo, 'puerto'>; agregado?: string },
): Promise<{ libro: string; politica: string }> {
  const libro = join(carpeta, 'libro.db');
  const csv = join(carpeta, 'facturas.csv');
  const politica = join(carpeta, 'politica.toml');
  writeFileSync(csv, csvConCorreos(clientes));
  writeFileSync(politica, politicaConCorreo(servidor, `${agregado}\n[recordatorios]\nmax_por_corrida = 10000\n`));
  const { codigo, errores } = await correr(['import', csv], { libro });
  if (codigo !== 0) throw new Error(`no se pudo preparar el libro: ${errores}`);
  return { libro, politica };
}

/** La orden que envía, a una hora fija. */
export function ordenDeEnviar(politica: string, ahora = '2026-07-01T10:00'): string[] {
  return ['recordatorios', 'enviar', '--confirmar', '--sin-pagos-recientes', '--politica', politica, '--ahora', ahora];
}
