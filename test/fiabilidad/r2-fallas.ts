/**
 * R2: cada orden que escribe, con una falla de disco en su sentencia número N, para cada N hasta que termina bien (como
 * prueban los anómalos de SQLite, sqlite.org/testing.html). La falla se pone envolviendo el controlador, de dos maneras:
 * falla una sentencia, o fallan ésa y todas las siguientes. Con código 3 nada cambió; con 0 está todo.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvDeFacturas, csvDePagos } from './apoyo/archivos.ts';
import { levantarServidor, ordenDeEnviar, prepararEnvios } from './apoyo/correo.ts';
import { problemasDelEnvio } from './apoyo/envio-con-fallas.ts';
import { type ClaseDeFalla, conFalla, envolverControlador } from './apoyo/fallas-de-sqlite.ts';
import { hallazgosDe, huellaDeBytes, volcar } from './apoyo/libros.ts';
import { type Medicion, medir } from './apoyo/medicion.ts';
import { escriturasDeGestion, gestionDePartida, lecturasDeGestion } from './apoyo/ordenes-de-gestion.ts';
import { cargarPrograma, type Ejecutor } from './apoyo/programa.ts';

const encabezado = 'cliente_id,cliente,numero,emision,vencimiento,moneda,importe';

/** Los archivos de la prueba, chicos para que N sea recorrible. */
const archivos: Readonly<Record<string, string>> = {
  'facturas.csv': csvDeFacturas({ filas: 5, desde: 101, clientes: 4 }),
  'base.csv': csvDeFacturas({ filas: 8, clientes: 4 }),
  'corregidas.csv': `${encabezado}\nK1,Otro nombre,A-0001-00000001,2026-01-02,2026-03-15,ARS,999999.00\nK2,"Cliente número 2, S.A.",A-0001-00000002,2026-01-03,2026-02-02,ARS,168.38\n`,
  'pagos.csv': csvDePagos({ filas: 4, clientes: 4 }),
  'clientes.csv':
    'codigo,razon social,cuit,email,telefono,segmento,plazo\nK1,Uno SA,30-71234567-1,a@b.example,11 4555-0101,mayorista,45\nN9,Nuevo,,,,,\n',
  'con-rechazos.csv': `${encabezado}\nK1,Uno,Z-1,2026-01-02,2026-03-15,ARS,10.00\nK1,Uno,Z-2,2026-01-02,2026-03-15,ARS,no es\nK7,Siete,Z-3,2026-01-02,2026-03-15,ARS,30.00\n`,
  'cartera.csv': `${encabezado}\n${csvDeFacturas({ filas: 8, clientes: 4 })
    .split('\n')
    .slice(1, 6)
    .map((renglon) => renglon.split(',').slice(0, -1).join(','))
    .join('\n')}\n`,
  // Pesa como 5.000 filas: recorre la carga que quita y repone índices y disparadores.
  'pesado.csv': `${encabezado},nota\n${Array.from({ length: 10 }, (_, n) => `K${n},Cliente,P-${n},2026-01-02,2026-03-15,ARS,10.00,${'x'.repeat(55_000)}`).join('\n')}\n`,
  'politica.toml': '[empresa]\nnombre = "Prueba"\n',
};

interface Orden {
  readonly nombre: string;
  readonly argumentos: readonly string[];
  /** Parte de un libro con datos, o de uno que además tiene gestión (si no, de ninguno). */
  readonly conLibro?: boolean | 'con gestión';
  /** Con éxito puede dejar otros archivos al lado. */
  readonly deja?: RegExp;
}

const ordenes: readonly Orden[] = [
  { nombre: 'import en un libro nuevo', argumentos: ['import', 'facturas.csv'] },
  { nombre: 'import de facturas', argumentos: ['import', 'facturas.csv', '--id', 'uno'], conLibro: true },
  { nombre: 'import de pagos', argumentos: ['import', 'pagos.csv'], conLibro: true },
  { nombre: 'import de clientes', argumentos: ['import', 'clientes.csv', '--actualizar'], conLibro: true },
  { nombre: 'import --actualizar', argumentos: ['import', 'corregidas.csv', '--actualizar'], conLibro: true },
  {
    nombre: 'import --cartera-completa',
    argumentos: ['import', 'cartera.csv', '--cartera-completa', '--si'],
    conLibro: true,
  },
  {
    nombre: 'import --parcial --guardar-perfil',
    argumentos: ['import', 'con-rechazos.csv', '--parcial', '--rechazos', 'rechazos.csv', '--guardar-perfil', 'mio'],
    conLibro: true,
    deja: /^rechazos\.csv$/,
  },
  { nombre: 'import de tres archivos', argumentos: ['import', 'clientes.csv', 'facturas.csv', 'pagos.csv'] },
  { nombre: 'import grande', argumentos: ['import', 'pesado.csv'], conLibro: true },
  {
    nombre: 'cliente editar',
    argumentos: [
      'cliente',
      'editar',
      'K1',
      '--nombre',
      'Otro',
      '--plazo',
      '60',
      '--agregar-email',
      'z@z.example',
      '--id',
      'dos',
    ],
    conLibro: true,
  },
  {
    nombre: 'cliente editar con política',
    argumentos: ['cliente', 'editar', 'K2', '--nota', 'ojo', '--politica', 'politica.toml'],
    conLibro: true,
  },
  { nombre: 'libro respaldar', argumentos: ['libro', 'respaldar', 'copia.db'], conLibro: true, deja: /^copia\.db$/ },
  {
    nombre: 'libro restaurar',
    argumentos: ['libro', 'restaurar', 'respaldo.db', '--si'],
    conLibro: true,
    deja: /antes-de-restaurar/,
  },
  ...escriturasDeGestion.map((orden): Orden => ({ ...orden, conLibro: 'con gestión' })),
];

/** Las que leen tampoco pueden tomar una falla del disco por un defecto propio, ni cambiar nada. */
const lecturas: readonly Orden[] = [
  ...lecturasDeGestion.map((orden): Orden => ({ ...orden, conLibro: 'con gestión' })),
  ...deLaCartera(),
];

function deLaCartera(): Orden[] {
  return [
    ['priorizar', '--explicar'],
    ['cliente', 'listar'],
    ['cliente', 'ver', 'K1'],
    ['factura', 'listar'],
    ['factura', 'ver', 'A-0001-00000001'],
    ['pago', 'listar'],
    ['informe', 'antiguedad'],
    ['libro', 'info'],
    ['libro', 'verificar'],
    ['libro', 'bitacora'],
  ].map((argumentos) => ({ nombre: argumentos.join(' '), argumentos, conLibro: true }));
}

/**
 * `recordatorios enviar` confirma muchas veces, así que una falla lo deja a mitad de camino: la corrida siguiente tiene que
 * terminarlo sin repetir ninguno. Devuelve cuántas fallas se probaron.
 */
async function probarEnvios(ejecutar: Ejecutor, { carpeta, falla, completo }: Medicion): Promise<number> {
  const clientes = completo ? 3 : 1;
  const servidor = await levantarServidor(carpeta);
  const molde = join(carpeta, 'envios');
  const lugar = join(carpeta, 'envio');
  mkdirSync(molde);
  const preparado = await prepararEnvios(molde, { clientes, servidor });
  const { politica } = preparado;
  const libro = join(lugar, 'libro.db');
  let puntos = 0;
  for (const clase of ['una vez', 'desde entonces'] satisfies ClaseDeFalla[]) {
    for (let numero = 1; ; numero += 1) {
      rmSync(lugar, { recursive: true, force: true });
      mkdirSync(lugar);
      copyFileSync(preparado.libro, libro);
      const desde = servidor.recibidos().length;
      const { valor, ocurrio } = await conFalla({ numero, clase }, () => ejecutar(ordenDeEnviar(politica), { libro }));
      if (!ocurrio) break;
      puntos += 1;
      const punto = `recordatorios enviar, falla ${clase} en ${numero}`;
      if (valor.codigo !== 3 && valor.codigo !== 0) falla(`${punto}: código ${valor.codigo}: ${valor.errores}`);
      for await (const problema of problemasDelEnvio({ libro, politica, servidor, desde, clientes, ejecutar }))
        falla(`${punto}: ${problema}`);
    }
  }
  await servidor.detener();
  return puntos;
}

await medir(
  'R2',
  async (medicion) => {
    const { carpeta, iguales } = medicion;
    envolverControlador();
    const ejecutar = await cargarPrograma();
    const molde = join(carpeta, 'molde');
    mkdirSync(molde);
    for (const [nombre, texto] of Object.entries(archivos)) writeFileSync(join(molde, nombre), texto);
    const base = join(molde, 'base.db');
    iguales((await ejecutar(['import', join(molde, 'base.csv')], { libro: base })).codigo, 0, 'el libro de partida');
    iguales(
      (await ejecutar(['import', join(molde, 'clientes.csv'), '--actualizar'], { libro: join(molde, 'respaldo.db') }))
        .codigo,
      0,
      'el respaldo',
    );

    const conGestion = join(molde, 'gestion.db');
    copyFileSync(base, conGestion);
    for (const argumentos of gestionDePartida) {
      const { codigo, errores } = await ejecutar(argumentos, { libro: conGestion });
      if (codigo !== 0) throw new Error(`${argumentos.join(' ')}: ${errores}`);
    }

    const lugar = join(carpeta, 'lugar');
    const libro = join(lugar, 'libro.db');
    process.chdir(carpeta);
    /** Deja la carpeta como antes de la orden. */
    const preparar = (conLibro: boolean | 'con gestión'): void => {
      rmSync(lugar, { recursive: true, force: true });
      mkdirSync(lugar);
      for (const nombre of [...Object.keys(archivos), 'respaldo.db'])
        copyFileSync(join(molde, nombre), join(lugar, nombre));
      if (conLibro !== false) copyFileSync(conLibro === true ? base : conGestion, libro);
      process.chdir(lugar);
    };

    let puntos = 0;
    const porOrden: string[] = [];
    for (const { nombre, argumentos, conLibro = false, deja } of [...ordenes, ...lecturas]) {
      preparar(conLibro);
      const antes = volcar(libro);
      const bytes = huellaDeBytes(libro);
      const habia = readdirSync(lugar).sort().join(' ');
      const { valor: sana, sentencias } = await conFalla({ numero: Number.POSITIVE_INFINITY, clase: 'una vez' }, () =>
        ejecutar(argumentos, { libro }),
      );
      if (sana.codigo !== 0 && sana.codigo !== 4) throw new Error(`${nombre} no anda ni sin fallas: ${sana.errores}`);
      const despues = volcar(libro);
      porOrden.push(`${nombre} ${sentencias}`);
      for (const clase of ['una vez', 'desde entonces'] satisfies ClaseDeFalla[]) {
        for (let numero = 1; ; numero += 1) {
          preparar(conLibro);
          const { valor, ocurrio } = await conFalla({ numero, clase }, () => ejecutar(argumentos, { libro }));
          if (!ocurrio) break;
          puntos += 1;
          const punto = `${nombre}, falla ${clase} en ${numero} de ${sentencias}`;
          if (valor.codigo === sana.codigo) {
            iguales(volcar(libro), despues, `${punto}: dijo que sí y el libro`);
          } else if (!(nombre === 'libro verificar' && valor.codigo === 1)) {
            // `libro verificar` cuenta como hallazgo lo que no se deja leer.
            iguales(
              valor.codigo,
              3,
              `${punto}: código (${valor.errores.slice(valor.errores.search(/^error: /m)).slice(0, 200)})`,
            );
            if (huellaDeBytes(libro) !== bytes) {
              iguales(volcar(libro), antes, `${punto}: el libro`);
              if (existsSync(libro)) iguales(hallazgosDe(libro), '', `${punto}: verificar`);
            }
          }
          const hay = readdirSync(lugar).filter(
            (archivo) => archivo !== 'libro.db' && !(valor.codigo === sana.codigo && deja?.test(archivo)),
          );
          iguales(hay.sort().join(' '), habia.replace(/ ?\blibro\.db\b/, ''), `${punto}: archivos`);
        }
      }
    }
    process.chdir(carpeta);
    const enEnvios = await probarEnvios(ejecutar, medicion);
    return {
      cuenta: `${puntos + enEnvios} fallas en ${ordenes.length + 1} órdenes que escriben (${enEnvios} en recordatorios enviar) y ${lecturas.length} que leen`,
      detalle: `sentencias por orden: ${porOrden.join(', ')}`,
    };
  },
  { enMemoria: true },
);
