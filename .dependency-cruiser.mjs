/** Las capas de docs/ARQUITECTURA.md, comprobadas por máquina. */
const capas = 'comandos|entrada|datos|salida|envio|dominio';
const soloEn = (nombre, capa, paquetes) => ({
  name: nombre,
  severity: 'error',
  comment: `Sólo ${capa} importa ${paquetes}: mueva el código a esa capa o reciba el valor ya hecho.`,
  from: { path: '^src/', pathNot: `^src/(${capa})` },
  to: { path: `node_modules/(${paquetes})/` },
});

export default {
  forbidden: [
    {
      name: 'dominio-puro',
      severity: 'error',
      comment:
        'El dominio son reglas: sin node, sin librerías (salvo date-fns), sin otras capas. Reciba el dato como argumento.',
      from: { path: '^src/dominio/' },
      to: { pathNot: '^src/dominio/|node_modules/date-fns' },
    },
    ...['entrada', 'datos', 'salida', 'envio'].map((capa) => ({
      name: `${capa}-no-ve-a-sus-pares`,
      severity: 'error',
      comment:
        'entrada, datos, salida y envio no se ven entre sí: lo que pasa de una a otra es un valor del dominio que lleva un comando.',
      from: { path: `^src/${capa}/` },
      to: { path: `^src/(${capas})/|^src/main`, pathNot: `^src/(${capa}|dominio)/` },
    })),
    {
      name: 'un-comando-no-llama-a-otro',
      severity: 'error',
      comment:
        'Los comandos comparten reglas (dominio) y piezas (comando, opciones, filtros, contexto, programa), nunca a otro comando.',
      from: { path: '^src/comandos/[^/]+\\.ts$', pathNot: '^src/comandos/(index|programa|completar)\\.ts$' },
      to: {
        path: '^src/comandos/[^/]+\\.ts$',
        pathNot:
          '^src/comandos/(comando|opciones|filtros|contexto|programa|proceso|traduccion|columnas|detalle|priorizar-columnas)\\.ts$',
      },
    },
    {
      name: 'sin-ciclos',
      severity: 'error',
      comment: 'Un ciclo esconde una pieza que falta.',
      from: { path: '^src/' },
      to: { circular: true },
    },
    soloEn('sqlite-solo-en-datos', 'datos/', 'better-sqlite3'),
    soloEn(
      'color-y-tablas-solo-en-salida',
      'salida/',
      'chalk|cli-table3|string-width|write-excel-file|@cantoo/pdf-lib',
    ),
    soloEn('lectura-solo-en-entrada', 'entrada/', 'csv-parse|zod|smol-toml|iconv-lite'),
    soloEn('correo-solo-en-envio', 'envio/', 'nodemailer'),
    soloEn('commander-solo-en-comandos', 'comandos/|main|salida/ayuda', 'commander'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
