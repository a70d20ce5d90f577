// Construye dist/: un archivo por orden, cargado sólo cuando hace falta, con las bibliotecas adentro (salvo better-sqlite3).
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const raiz = dirname(dirname(fileURLToPath(import.meta.url)));
const { version } = JSON.parse(readFileSync(join(raiz, 'package.json'), 'utf8'));

const principal = 'src/main.ts';
const trabajador = 'src/entrada/lector-trabajador.ts';

const opciones = {
  absWorkingDir: raiz,
  entryPoints: [principal, trabajador].filter((ruta) => existsSync(join(raiz, ruta))),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  entryNames: '[name]',
  chunkNames: 'partes/[name]-[hash]',
  external: ['better-sqlite3'],
  // Lo que queda adentro y es CommonJS pide módulos de Node con require, que en un módulo ES no existe.
  banner: { js: 'const require=nombre=>process.getBuiltinModule(nombre);' },
  define: { VERSION_DEL_PAQUETE: JSON.stringify(version) },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** Módulos chicos que casi toda orden usa: viajan con main, que siempre se carga. */
const enMain = [
  'src/dominio/politica-predeterminada.ts',
  'src/dominio/estrategias.ts',
  'src/dominio/cliente.ts',
  'src/dominio/canal.ts',
  'src/dominio/parecidos.ts',
  'src/comandos/contexto.ts',
  'src/salida/celda.ts',
  'src/salida/json.ts',
  'src/salida/por-tandas.ts',
  'src/salida/separado.ts',
];
/** Lo que leen casi todas las órdenes que abren el libro: un solo archivo para todas ellas. */
const conLibro = [
  'src/datos/abrir.ts',
  'src/datos/errores-sqlite.ts',
  'src/datos/cartera.ts',
  'src/datos/canales.ts',
  'src/datos/fichas.ts',
  'src/dominio/clase.ts',
  'src/dominio/lista-prioridad.ts',
  'src/dominio/prioridad-motivo.ts',
  'src/salida/aviso-de-ajustes.ts',
  'src/comandos/filtros.ts',
];

/** Dice si un módulo lleva a otro sin pasar por una carga a pedido. */
function alcanza(entradas, desde, hasta, vistos = new Set()) {
  if (desde === hasta) return true;
  if (vistos.has(desde)) return false;
  vistos.add(desde);
  return (entradas[desde]?.imports ?? []).some(
    ({ path, kind }) => kind !== 'dynamic-import' && alcanza(entradas, path, hasta, vistos),
  );
}

/**
 * Lo que se carga a pedido supone main ya cargado, y las órdenes que abren el libro comparten lo que leen. Decírselo a
 * esbuild evita que parta el arranque en una docena de archivos chicos: cada uno cuesta casi un milisegundo al empezar.
 */
function juntarArchivos(previos) {
  return {
    name: 'juntar-archivos',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const modulos = previos.get(path);
        if (modulos === undefined) return undefined;
        const imports = modulos.map((modulo) => `import ${JSON.stringify(join(raiz, modulo))};`).join('\n');
        return { contents: `${imports}\n${readFileSync(path, 'utf8')}`, loader: 'ts', resolveDir: dirname(path) };
      });
    },
  };
}

rmSync(join(raiz, 'dist'), { recursive: true, force: true });
const ensayo = await build({ ...opciones, write: false });
const aPedido = Object.values(ensayo.metafile.outputs)
  .map(({ entryPoint }) => entryPoint)
  .filter((ruta) => ruta?.startsWith('src/') && ruta !== principal && ruta !== trabajador);
const previos = aPedido.map((ruta) => [
  ruta,
  [principal, ...(alcanza(ensayo.metafile.inputs, ruta, 'src/datos/abrir.ts') ? conLibro : [])],
]);
const { metafile } = await build({
  ...opciones,
  plugins: [
    juntarArchivos(new Map([[principal, enMain], ...previos].map(([ruta, otros]) => [join(raiz, ruta), otros]))),
  ],
});

// Las licencias de lo que queda adentro viajan con el programa.
const paquetes = new Set(
  Object.keys(metafile.inputs)
    .map((ruta) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(ruta)?.[0])
    .filter((carpeta) => carpeta !== undefined),
);
const licencias = [...paquetes].sort().map((carpeta) => {
  const datos = JSON.parse(readFileSync(join(raiz, carpeta, 'package.json'), 'utf8'));
  const archivo = readdirSync(join(raiz, carpeta)).find((nombre) => /^licen[cs]e/i.test(nombre));
  const texto = archivo === undefined ? '' : readFileSync(join(raiz, carpeta, archivo), 'utf8').trim();
  return `${datos.name} ${datos.version} (${datos.license})\n\n${texto}`;
});
writeFileSync(join(raiz, 'dist/LICENCIAS.txt'), `${licencias.join(`\n\n${'-'.repeat(78)}\n\n`)}\n`);
