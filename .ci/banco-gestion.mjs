// Un libro con la gestión de un equipo: contactos con promesa y planes de cuotas, hechos con órdenes de verdad.
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

class FlujoNulo extends Writable {
  texto = '';
  _write(parte, _codificacion, listo) {
    this.texto += parte;
    listo();
  }
}

/** Corre una orden dentro de este proceso, con el programa construido en `carpeta`. */
async function cargar(carpeta, entorno) {
  const { main } = await import(pathToFileURL(join(carpeta, 'dist/main.js')).href);
  return async (argumentos) => {
    const errores = new FlujoNulo();
    const codigo = await main(argumentos, {
      entorno,
      entrada: Readable.from([]),
      salida: new FlujoNulo(),
      errores,
      ahora: () => new Date(),
    });
    return { codigo, errores: errores.texto };
  };
}

/**
 * Registra `cuantos` contactos, la mitad con promesa, y un plan de cuotas cada cuatro, de clientes distintos. Al que no debe
 * nada no se le puede pedir una promesa: se sigue con otro.
 */
export async function sembrarGestion(carpeta, { cuantos, entorno }) {
  const orden = await cargar(carpeta, entorno);
  const hechos = { contactos: 0, acuerdos: 0 };
  for (let numero = 1; hechos.contactos < cuantos && numero < cuantos * 3; numero++) {
    const cliente = `C${String(numero).padStart(7, '0')}`;
    const conPromesa =
      numero % 2 === 0 ? ['--promesa', '2026-07-10', '--moneda', 'ARS'] : ['--resultado', 'sin-respuesta'];
    const { codigo } = await orden(['contacto', 'registrar', cliente, '--canal', 'llamada', ...conPromesa]);
    if (codigo !== 0) continue;
    hechos.contactos++;
    if (numero % 2 === 0) hechos.acuerdos++;
    else if (numero % 4 === 1) {
      const plan = ['acuerdo', 'crear', cliente, '--moneda', 'ARS', '--cuotas', '3', '--primera', '2026-07-15'];
      if ((await orden(plan)).codigo === 0) hechos.acuerdos++;
    }
  }
  return hechos;
}
