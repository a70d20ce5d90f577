/**
 * R8: ocho procesos escriben a la vez en el mismo libro: importaciones chicas, ediciones con `--id`, y la misma clave pedida
 * por dos procesos. Primero ocho binarios de verdad compiten por crearlo; después ocho procesos que no terminan ejecutan
 * cientos de órdenes cada uno con el programa construido. Nada se pierde; un «ocupado»
 * sólo puede llegar como la negativa prevista (código 3, tras 5 s), a menos de una de cada cien órdenes, y repetirla anda.
 */
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvDeFacturas, csvDePagos, importeDe } from './apoyo/archivos.ts';
import { azarCon, semillaDe } from './apoyo/azar.ts';
import { consultar, hallazgosDe, sobrantes } from './apoyo/libros.ts';
import { comoHijo, medir } from './apoyo/medicion.ts';
import { cargarPrograma, correr } from './apoyo/programa.ts';

const procesos = 8;
const clientes = 40;

/** Lo que un proceso cuenta al terminar. */
interface Cuenta {
  /** Centavos de facturas que importó con éxito. */
  importado: number;
  pagado: number;
  claves: string[];
  /** Órdenes con una clave que otro proceso también usa. */
  compartidas: string[];
  errores: string[];
  /** Lo que tardó cada orden, en milisegundos. */
  esperas: number[];
  /** Veces que una orden se negó porque otro escribía. */
  negadas: number;
}

/** Ejecuta las órdenes de un proceso. */
async function trabajar(numero: number, ordenes: number, carpeta: string, semilla: number): Promise<Cuenta> {
  const ejecutar = await cargarPrograma();
  const azar = azarCon(semillaDe(semilla, numero));
  const libro = join(carpeta, 'libro.db');
  const cuenta: Cuenta = { importado: 0, pagado: 0, claves: [], compartidas: [], errores: [], esperas: [], negadas: 0 };
  const correrAqui = async (argumentos: string[]): Promise<boolean> => {
    for (let vez = 1; ; vez += 1) {
      const desde = performance.now();
      const { codigo, errores } = await ejecutar(argumentos, { libro, gestor: `proceso ${numero}` });
      cuenta.esperas.push(performance.now() - desde);
      if (codigo === 0) return true;
      const error = errores.slice(errores.search(/^error: /m));
      // Tras 5 s de espera la orden se niega con 3 y dice que se repita: se cuenta, y se repite.
      if (codigo === 3 && /^error: otro proceso está escribiendo/.test(error) && vez < 5) {
        cuenta.negadas += 1;
        continue;
      }
      cuenta.errores.push(`${argumentos.join(' ')} → ${codigo}: ${error}`);
      return false;
    }
  };
  for (let orden = 0; orden < ordenes; orden += 1) {
    const clave = `p${numero}-${orden}`;
    const que = azar.real();
    if (que < 0.35) {
      const desde = 100_000 * (numero + 1) + orden * 10;
      const filas = azar.entero(1, 5);
      const archivo = join(carpeta, `f-${clave}.csv`);
      writeFileSync(archivo, csvDeFacturas({ filas, desde, clientes }));
      if (!(await correrAqui(['import', archivo, '--id', clave]))) continue;
      for (let cada = desde; cada < desde + filas; cada += 1) cuenta.importado += importeDe(cada);
      cuenta.claves.push(clave);
    } else if (que < 0.5) {
      const archivo = join(carpeta, `p-${clave}.csv`);
      const desde = 100_000 * (numero + 1) + orden * 10;
      writeFileSync(archivo, csvDePagos({ filas: 1, desde, clientes }));
      if (!(await correrAqui(['import', archivo, '--id', clave]))) continue;
      cuenta.pagado += (100 + (desde % 900)) * 100 + 50;
      cuenta.claves.push(clave);
    } else if (que < 0.9) {
      const cliente = `K${azar.entero(0, clientes - 1)}`;
      if (await correrAqui(['cliente', 'editar', cliente, '--nota', clave, '--id', clave])) cuenta.claves.push(clave);
    } else {
      // La pareja (0 y 1, 2 y 3…) pide lo mismo con la misma clave: entra una vez.
      const compartida = `par${numero >> 1}-${orden % 50}`;
      if (await correrAqui(['cliente', 'editar', `K${orden % clientes}`, '--nota', compartida, '--id', compartida]))
        cuenta.compartidas.push(compartida);
    }
  }
  return cuenta;
}

/** Lanza un proceso de trabajo y espera lo que cuenta. */
function proceso(numero: number, ordenes: number, carpeta: string, semilla: number): Promise<Cuenta> {
  const hijo = fork(process.argv[1] ?? '', ['hijo', String(numero), String(ordenes), carpeta, String(semilla)]);
  return new Promise((listo, fallar) => {
    hijo.once('exit', (codigo) => {
      if (codigo !== 0) fallar(new Error(`el proceso ${numero} terminó con ${codigo}`));
      else listo(JSON.parse(readFileSync(join(carpeta, `cuenta-${numero}.json`), 'utf8')) as Cuenta);
    });
  });
}

if (comoHijo) {
  const [numero = 0, ordenes = 0] = process.argv.slice(3, 5).map(Number);
  const carpeta = process.argv[5] ?? '';
  const cuenta = await trabajar(numero, ordenes, carpeta, Number(process.argv[6]));
  writeFileSync(join(carpeta, `cuenta-${numero}.json`), JSON.stringify(cuenta));
  process.exit(0);
}

await medir('R8', async ({ semilla, completo, carpeta, falla, iguales }) => {
  const ordenes = completo ? 500 : 100;
  const libro = join(carpeta, 'libro.db');
  const base = Array.from({ length: procesos }, (_, numero) => {
    const archivo = join(carpeta, `base-${numero}.csv`);
    writeFileSync(archivo, csvDeFacturas({ filas: clientes, desde: 1 + numero * clientes, clientes }));
    return archivo;
  });
  const primeros = await Promise.all(base.map((archivo) => correr(['import', archivo], { libro })));
  for (const { codigo, errores } of primeros) if (codigo !== 0) falla(`al crear el libro: ${codigo} ${errores}`);

  const desde = performance.now();
  const cuentas = await Promise.all(base.map((_, numero) => proceso(numero, ordenes, carpeta, semilla)));
  const segundos = (performance.now() - desde) / 1000;
  for (const error of cuentas.flatMap(({ errores }) => errores)) falla(error);

  let esperado = 0;
  for (let numero = 1; numero <= procesos * clientes; numero += 1) esperado += importeDe(numero);
  for (const { importado } of cuentas) esperado += importado;
  const pagado = cuentas.reduce((suma, cuenta) => suma + cuenta.pagado, 0);
  const claves = cuentas.flatMap((cuenta) => cuenta.claves);
  const compartidas = new Set(cuentas.flatMap((cuenta) => cuenta.compartidas));
  iguales(consultar(libro, 'SELECT sum(importe) FROM documentos'), esperado, 'total de facturas');
  iguales(
    consultar(libro, "SELECT coalesce(sum(monto), 0) FROM creditos WHERE tipo = 'pago'"),
    pagado,
    'total de pagos',
  );
  iguales(
    consultar(libro, 'SELECT count(*) FROM operaciones'),
    procesos + claves.length + compartidas.size,
    'operaciones',
  );
  const anotadas = String(consultar(libro, 'SELECT json_group_array(clave) FROM operaciones WHERE clave IS NOT NULL'));
  iguales(
    (JSON.parse(anotadas) as string[]).sort().join(),
    [...claves, ...compartidas].sort().join(),
    'las claves del libro',
  );
  // Una edición perdida se vería aquí: cada valor anterior anotado es el nuevo de la edición previa del mismo cliente.
  const rotas = `SELECT count(*) FROM (SELECT antes ->> '$.nota' AS antes,
    lag(despues ->> '$.nota') OVER (PARTITION BY fila_id ORDER BY id) AS previo FROM cambios WHERE tabla = 'clientes')
    WHERE antes IS NOT previo`;
  iguales(consultar(libro, rotas), 0, 'ediciones que pisaron a otra sin verla');
  iguales(hallazgosDe(libro), '', 'verificar');
  iguales(
    sobrantes(libro)
      .filter((nombre) => /db/.test(nombre))
      .join(' '),
    '',
    'archivos que sobran',
  );
  const esperas = cuentas.flatMap((cuenta) => cuenta.esperas).sort((una, otra) => una - otra);
  const negadas = cuentas.reduce((suma, cuenta) => suma + cuenta.negadas, 0);
  const total = procesos * ordenes;
  if (negadas > total / 100) falla(`${negadas} de ${total} órdenes se negaron porque otro escribía`);
  const percentil = (parte: number): number => Math.round(esperas[Math.floor((esperas.length - 1) * parte)] ?? 0);
  return {
    cuenta: `${procesos} procesos × ${ordenes} órdenes`,
    detalle: `${Math.round(total / segundos)} órdenes por segundo; de cada 100, 99 en menos de ${percentil(0.99)} ms y la peor en ${percentil(1)}; ${negadas} se negaron por ocupado y se repitieron`,
  };
});
