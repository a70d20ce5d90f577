/**
/**
 * Escribe `fixtures/libros/v<N>.sql`: un libro del esquema vigente hecho con órdenes de verdad. Se usa una vez por versión
 * publicada del esquema: después ese archivo no se toca. Uso: ver docs/FIABILIDAD.md, R17.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { columnasDigeridas, copiasCalculadas, nombresDeTablas } from '../../src/datos/tablas.ts';
import { hallazgosDe } from './apoyo/libros.ts';
import { cargarPrograma } from './apoyo/programa.ts';

const encabezado = 'cliente_id,cliente,id_fiscal,tipo,numero,emision,vencimiento,moneda,importe,saldo,estado';
const archivos: Readonly<Record<string, string>> = {
  'facturas.csv': `${encabezado}
C1,Almacén Sur,30-50001091-2,Factura,A-0001-00000001,2026-05-01,2026-05-01,ARS,100.00,100.00,
C2,Ñandú Norte,,Factura,F-2,2026-06-01,2026-06-01,USD,50.00,50.00,
C1,Almacén Sur,30-50001091-2,Factura,F-3,2026-06-02,2026-06-02,ARS,7.00,7.00,
C2,Ñandú Norte,,Nota de crédito,NC-9,2026-06-05,2026-06-05,USD,-20.00,-5.00,
`,
  'clientes.csv': 'codigo,razon social,email,telefono\nC1,Almacén Sur,a@sur.example,\nC2,Ñandú Norte,,11 4555-0102\n',
  'pagos.csv':
    'cliente_id,factura,recibo,fecha,moneda,monto,medio\nC1,A-0001-00000001,R-1,2026-05-22,ARS,25.00,efectivo\n',
  'corregidas.csv': `${encabezado}
C1,Almacén Sur,30-50001091-2,Factura,A-0001-00000001,2026-05-01,2026-05-15,ARS,110.00,85.00,
C1,Almacén Sur,30-50001091-2,Factura,F-3,2026-06-02,2026-06-02,ARS,7.00,0.00,Anulada
`,
  'politica.toml': `[empresa]
nombre = "Distribuidora Sur SRL"
pais = "AR"

[[recordatorios.pasos]]
codigo = "carta"
despues = 1
canal = "carta"
`,
};

const ordenes: readonly (readonly [hoy: string, ...orden: string[]])[] = [
  ['2026-07-01', 'import', 'facturas.csv', '--guardar-perfil', 'sistema'],
  ['2026-07-01', 'import', 'clientes.csv', '--actualizar'],
  ['2026-07-01', 'import', 'pagos.csv'],
  ['2026-07-01', 'import', 'corregidas.csv', '--actualizar'],
  '2026-07-01 cliente editar C1 --segmento mayorista --nota ojo --id k --politica politica.toml',
  // Una carta a cada uno: la de C1 salió y la de C2 no.
  '2026-07-01 recordatorios exportar --confirmar --canal carta --ahora 2026-07-01T10:00 --politica politica.toml',
  '2026-07-01 recordatorios resolver 1 --llego --ahora 2026-07-01T16:00 --politica politica.toml',
  '2026-07-01 recordatorios resolver 2 --descartar --ahora 2026-07-01T16:05 --politica politica.toml',
  // C2 promete 10,00 de sus 50,00 y cumple; después reclama 12,50, se le acreditan 5,00 y se castigan otros 5,00.
  '2026-07-02 contacto registrar C2 --canal llamada --promesa 2026-07-03 --monto 10 --motivo falta-de-liquidez --hora 10:30',
  '2026-07-03 pago registrar C2 --monto 10 --medio transferencia',
  '2026-07-06 factura disputar F-2 --motivo faltante --monto 12.50 --hasta 2026-08-31',
  '2026-07-07 factura resolver F-2 --resultado parcial',
  '2026-07-08 pago imputar 1 --factura F-2',
  '2026-07-08 factura castigar F-2 --monto 5 --motivo diferencia',
  '2026-07-08 cliente pausar C2 --motivo vacaciones --hasta 2026-08-15',
  '2026-07-09 cliente reanudar C2 --motivo volvió',
  '2026-07-09 cliente clasificar C2 --capacidad viernes',
  '2026-07-09 cliente canal C2 --canal email --no --motivo baja',
  // C1 debe 85,00: dos cuotas de 42,50, un cheque que vuelve, y una quita del 10 % (8,50) que gana pagando 76,50.
  '2026-07-06 acuerdo crear C1 --cuotas 2 --primera 2026-07-20 --facturas A-1-1',
  '2026-07-06 pago registrar C1 --monto 42.50 --factura A-1-1 --medio cheque --fecha 2026-07-15 --referencia cheque-77',
  '2026-07-16 pago anular 5 --motivo rechazado',
  '2026-07-16 acuerdo renegociar 2 --quita 10 --hasta 2026-07-31',
  '2026-07-17 pago registrar C1 --monto 76.50 --medio efectivo --factura A-1-1',
].map((orden) => (typeof orden === 'string' ? orden.split(' ') : orden) as [string, ...string[]]);

function texto(valor: unknown): string {
  if (valor === null) return 'NULL';
  return typeof valor === 'number' ? String(valor) : `'${String(valor).replaceAll("'", "''")}'`;
}

/** El libro entero como SQL: tablas, filas, y al final índices y disparadores, que no dejarían cargarlo. */
function comoSql(ruta: string): string {
  const base = new Database(ruta, { readonly: true });
  const version = String(base.pragma('user_version', { simple: true }));
  const objetos = (clases: string): string[] =>
    base
      .prepare(`SELECT sql || ';' FROM sqlite_schema WHERE type IN (${clases}) AND sql IS NOT NULL ORDER BY rowid`)
      .pluck()
      .all() as string[];
  const deOperacion = (base.pragma('table_info(operaciones)') as { name: string }[]).map(({ name }) => name);
  const filas = [
    ['operaciones', deOperacion] as const,
    ...nombresDeTablas.map((tabla) => [tabla, columnasDe(tabla)] as const),
  ].flatMap(([tabla, columnas]) => {
    const leidas = base
      .prepare(`SELECT ${columnas.join(', ')} FROM ${tabla} ORDER BY id`)
      .raw()
      .all() as unknown[][];
    return leidas.map(
      (fila) => `INSERT INTO ${tabla} (${columnas.join(', ')}) VALUES (${fila.map(texto).join(', ')});`,
    );
  });
  const aplicacion = String(base.pragma('application_id', { simple: true }));
  const partes = [
    `-- Un libro del esquema ${version}, con datos, hecho con test/fiabilidad/generar-libro.ts. No se edita.`,
    'PRAGMA foreign_keys = OFF;',
    `PRAGMA application_id = ${aplicacion};`,
    `PRAGMA user_version = ${version};`,
    'BEGIN;',
    ...objetos("'table'"),
    ...filas,
    ...objetos("'index', 'trigger'"),
    'COMMIT;',
    '',
  ];
  base.close();
  return partes.join('\n');
}

function columnasDe(tabla: (typeof nombresDeTablas)[number]): string[] {
  const copia = copiasCalculadas[tabla];
  return [...columnasDigeridas(tabla), ...(copia === undefined ? [] : [copia.copia])];
}

/** Un libro guardado sin filas en una tabla no probaría que esa tabla se lee. */
function exigirTodasLasTablas(ruta: string): void {
  const base = new Database(ruta, { readonly: true });
  const vacias = nombresDeTablas.filter((tabla) => base.prepare(`SELECT 1 FROM ${tabla}`).get() === undefined);
  base.close();
  if (vacias.length > 0) throw new Error(`sin filas: ${vacias.join(', ')}`);
}

const destino = process.argv[2];
if (destino === undefined) throw new Error('falta decir dónde escribirlo');
const carpeta = mkdtempSync(join(tmpdir(), 'cobranzas-generar-'));
try {
  process.chdir(carpeta);
  const libro = join(carpeta, 'libro.db');
  for (const [nombre, contenido] of Object.entries(archivos)) writeFileSync(nombre, contenido);
  const ejecutar = await cargarPrograma();
  for (const [hoy, ...orden] of ordenes) {
    const { codigo, errores } = await ejecutar(orden, { libro, gestor: 'ana', hoy });
    if (codigo !== 0) throw new Error(`${orden.join(' ')}: ${errores}`);
  }
  exigirTodasLasTablas(libro);
  if (hallazgosDe(libro) !== '') throw new Error(hallazgosDe(libro));
  writeFileSync(destino, comoSql(libro));
} finally {
  rmSync(carpeta, { recursive: true, force: true });
}
