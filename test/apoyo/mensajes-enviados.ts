import { Mesa } from './mesa.ts';
import { politicaConCorreo, type ServidorDeCorreo } from './servidor-de-correo.ts';

/** Lo que el servidor de estas pruebas no quiere recibir. */
export const rechazos = { 'no@b.example': '550 5.1.1 no existe' };

/** Un libro con un mensaje enviado (1) y uno rechazado (2). */
export async function prepararMensajes(servidor: ServidorDeCorreo) {
  const mesa = new Mesa();
  const politica = mesa.escribir(politicaConCorreo(servidor), 'politica.toml');
  await mesa.importar([
    'cliente_id,cliente,email,numero,emision,vencimiento,importe',
    'C1,Uno SA,ana@uno.example,A-1,2026-05-20,2026-06-20,2000.00',
    'C2,Dos SA,no@b.example,A-2,2026-05-20,2026-06-20,1000.00',
  ]);
  const orden = (argumentos: readonly string[], hoy = '2026-07-01') =>
    mesa.orden([...argumentos, '--politica', politica], { hoy });
  await orden(['recordatorios', 'enviar', '--confirmar', '--sin-pagos-recientes']);
  return {
    mesa,
    orden,
    resolver: (argumentos: readonly string[], hoy?: string) => orden(['recordatorios', 'resolver', ...argumentos], hoy),
    ultimo: (id: number) =>
      mesa.consultar<{ estado: string; intento: number; detalle: string }>(
        `SELECT estado, intento, detalle FROM mensaje_estados WHERE mensaje_id = ${id} ORDER BY id DESC LIMIT 1`,
      )[0],
  };
}
