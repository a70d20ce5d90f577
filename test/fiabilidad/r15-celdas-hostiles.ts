/**
 * R15: mil celdas hostiles entran como nombres, números, notas y referencias, y otras en lo que escribe quien gestiona
 * (persona, nota, motivo, referencia); salen por todas las listas, la ficha, el guion, el calendario, todos los formatos, los
 * mensajes de error, la bitácora y el archivo de rechazos. Ningún byte de control llega a la terminal, ninguna celda queda como
 * fórmula viva y `({}).x` no cambia. Los recordatorios que se les envían llegan a una sola dirección, la del libro, sin
 * encabezados ajenos, controles ni etiquetas.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ical from 'ical.js';
import { leerZip } from '../apoyo/zip.ts';
import { celdaHostil, citar, esFormulaViva, leerSeparado, prohibido } from './apoyo/celdas-hostiles.ts';
import { revisarCorreos } from './apoyo/correo-hostil.ts';
import { gestionHostil } from './apoyo/gestion-al-azar.ts';
import { consultar, hallazgosDe } from './apoyo/libros.ts';
import { type Medicion, medir } from './apoyo/medicion.ts';
import { cargarPrograma, type Ejecutor } from './apoyo/programa.ts';

const celdas = 1000;

/** Escribe clientes, facturas y pagos con celdas hostiles en cada texto, y algunas donde va un importe. */
function sembrarArchivos({ azar, carpeta }: Medicion): string[] {
  const hostil = (): string => citar(celdaHostil(azar));
  const sano = ['cliente_id,cliente,segmento,gestor,persona,email,nota'];
  const facturas = ['cliente_id,cliente,numero,emision,vencimiento,moneda,importe,orden_compra,documento,nota'];
  const pagos = ['cliente_id,recibo,fecha,moneda,monto,medio,referencia,nota'];
  for (let numero = 0; numero < celdas; numero += 1) {
    const id = `H${numero}`;
    const nombre = hostil();
    sano.push([id, nombre, hostil(), hostil(), hostil(), `a${numero}@x.example`, hostil()].join(','));
    const comprobante = citar(`${celdaHostil(azar)}-${numero}`);
    const importe = numero % 20 === 0 ? hostil() : '100.50';
    facturas.push(
      [id, nombre, comprobante, '2026-01-05', '2026-02-05', 'ARS', importe, hostil(), hostil(), hostil()].join(','),
    );
    if (numero % 3 === 0)
      pagos.push(
        [id, citar(`${celdaHostil(azar)}-${numero}`), '2026-03-01', 'ARS', '10.00', hostil(), hostil(), hostil()].join(
          ',',
        ),
      );
  }
  return [sano, facturas, pagos].map((renglones, indice) => {
    const archivo = join(carpeta, `hostil-${indice}.csv`);
    writeFileSync(archivo, `${renglones.join('\n')}\n`);
    return archivo;
  });
}

const listas = [
  ['cliente', 'listar'],
  ['factura', 'listar'],
  ['pago', 'listar'],
  ['priorizar', '--todos', '--explicar'],
  ['priorizar', '--por', 'factura'],
  ['informe', 'antiguedad'],
  ['libro', 'bitacora'],
  ['libro', 'info'],
  ['recordatorios', 'plan'],
  ['contacto', 'listar'],
  ['acuerdo', 'listar'],
  ['acuerdo', 'ver', '1'],
  ['acuerdo', 'proponer', 'H2'],
  ['agenda', '--dias', '30'],
  ['pago', 'listar', '--por-cobrar'],
  ['cliente', 'clasificar'],
  ['informe', 'promesas'],
  ['informe', 'gestion'],
  ['informe', 'motivos'],
  ...['H0', 'H1', 'H5'].flatMap((cliente) => [
    ['ficha', cliente],
    ['guion', cliente],
    ['cliente', 'ver', cliente],
    ['cliente', 'clasificar', cliente],
  ]),
];

/** Cuántos clientes tienen gestión hostil. */
const gestionados = 40;

const separadores = { csv: ',', 'csv-excel': ';', tsv: '\t' } as const;

/** Revisa lo que una orden escribió en un formato de texto. */
function revisarTexto(nombre: string, formato: string, salida: string, falla: Medicion['falla']): void {
  const texto = formato === 'csv-excel' ? salida.replace(/^\ufeff/, '') : salida;
  const malo = prohibido.exec(texto);
  if (malo !== null)
    falla(
      `${nombre} ${formato}: U+${(malo[0].codePointAt(0) ?? 0).toString(16)} en «${JSON.stringify(texto.slice(malo.index - 20, malo.index + 20))}»`,
    );
  const separador = separadores[formato as keyof typeof separadores];
  if (separador !== undefined) {
    const filas = leerSeparado(texto, separador);
    const ancho = filas[0]?.length ?? 0;
    for (const fila of filas) {
      if (fila.length !== ancho)
        falla(`${nombre} ${formato}: una fila de ${fila.length} celdas entre filas de ${ancho}: ${fila[0]}`);
      for (const celda of fila)
        if (esFormulaViva(celda)) falla(`${nombre} ${formato}: fórmula viva ${JSON.stringify(celda)}`);
    }
  }
  if (formato === 'json') JSON.parse(texto);
  if (formato === 'ndjson') for (const renglon of texto.trimEnd().split('\n')) JSON.parse(renglon);
  if (formato === 'md')
    for (const tabla of texto.trimEnd().split(/\n(?!\|)/)) {
      const renglones = tabla.split('\n').filter((renglon) => renglon.startsWith('|'));
      const tuberias = new Set(renglones.map((renglon) => renglon.replace(/\\[\\|]/g, '').split('|').length));
      if (tuberias.size > 1) falla(`${nombre} md: filas con distinta cantidad de celdas`);
    }
}

/** Un lector de calendarios ajeno encuentra tantos eventos como cosas hay en la agenda, con sus propiedades y ninguna más. */
async function revisarCalendario(ejecutar: Ejecutor, libro: string, { falla, iguales }: Medicion): Promise<void> {
  const agenda = ['agenda', '--dias', '30'];
  const cosas = JSON.parse((await ejecutar([...agenda, '--formato', 'json'], { libro })).salida) as unknown[];
  const { salida } = await ejecutar([...agenda, '--formato', 'ics'], { libro });
  revisarTexto('agenda', 'ics', salida, falla);
  if (/[^\r]\n|\r[^\n]/.test(salida)) falla('agenda ics: un renglón que no termina en CRLF');
  const eventos = new ical.Component(ical.parse(salida)).getAllSubcomponents('vevent');
  iguales(eventos.length, cosas.length, 'agenda ics: eventos');
  const propias = new Set(['uid', 'dtstamp', 'dtstart', 'dtend', 'summary', 'description', 'categories', 'transp']);
  for (const evento of eventos)
    for (const { name } of evento.getAllProperties())
      if (!propias.has(name)) falla(`agenda ics: la propiedad ${name}, que nadie puso`);
}

/** Abre la planilla y busca fórmulas, vínculos y controles. */
function revisarPlanilla(nombre: string, ruta: string, falla: Medicion['falla']): void {
  for (const [archivo, xml] of leerZip(readFileSync(ruta))) {
    if (/<f[ >/]/.test(xml)) falla(`${nombre} xlsx: hay una fórmula en ${archivo}`);
    if (/externalLink|vbaProject|TargetMode="External"|ddeLink/.test(archivo + xml))
      falla(`${nombre} xlsx: vínculo externo en ${archivo}`);
    if (/[\0-\u0008\u000b\u000c\u000e-\u001f]/.test(xml))
      falla(`${nombre} xlsx: carácter que XML no admite en ${archivo}`);
  }
}

/** Cada lista en cada formato, por una tubería y en terminales angostas y anchas, con color y sin él. */
async function revisarListas(
  ejecutar: Ejecutor,
  libro: string,
  { carpeta, falla, iguales }: Medicion,
): Promise<number> {
  let salidas = 0;
  for (const lista of listas) {
    const nombre = lista.slice(0, 2).join(' ');
    for (const formato of ['csv', 'csv-excel', 'tsv', 'json', 'ndjson', 'md']) {
      const { codigo, salida, errores } = await ejecutar([...lista, '--formato', formato], { libro });
      iguales(codigo, 0, `${nombre} ${formato} (${errores.slice(0, 200)})`);
      revisarTexto(nombre, formato, salida, falla);
      revisarTexto(`${nombre} (avisos)`, 'tabla', errores, falla);
      salidas += 1;
    }
    for (const columnas of [60, 220]) {
      const sinColor = await ejecutar([...lista, '--formato', 'tabla'], {
        libro,
        columnas,
        entorno: { NO_COLOR: '1' },
      });
      const conColor = await ejecutar([...lista, '--formato', 'tabla'], {
        libro,
        columnas,
        entorno: { TERM: 'xterm-256color' },
      });
      revisarTexto(`${nombre} ${columnas}`, 'tabla', sinColor.salida + sinColor.errores, falla);
      iguales(
        conColor.salida.replace(/\u001b\[[0-9;]*m/g, '') === sinColor.salida,
        true,
        `${nombre} ${columnas}: con color dice lo mismo`,
      );
      salidas += 2;
    }
    const planilla = join(carpeta, 'salida.xlsx');
    iguales((await ejecutar([...lista, '--salida', planilla], { libro })).codigo, 0, `${nombre} xlsx`);
    revisarPlanilla(nombre, planilla, falla);
    salidas += 1;
  }
  return salidas;
}

/** Detalles y mensajes de error con textos hostiles en los argumentos. */
async function revisarMensajes(ejecutar: Ejecutor, libro: string, { azar, carpeta, falla }: Medicion): Promise<number> {
  let mensajes = 0;
  const revisar = async (argumentos: readonly string[], gestor = 'ana'): Promise<void> => {
    const { codigo, salida, errores } = await ejecutar(argumentos, {
      libro,
      gestor,
      columnas: 100,
      entorno: { NO_COLOR: '1' },
    });
    const nombre = argumentos.slice(0, 2).join(' ');
    if (codigo === 70 || codigo === 3)
      falla(`${nombre}: código ${codigo} con ${JSON.stringify(argumentos)}: ${errores}`);
    revisarTexto(nombre, 'tabla', salida + errores, falla);
    mensajes += 1;
  };
  for (let vez = 0; vez < 60; vez += 1) {
    const hostil = celdaHostil(azar);
    const id = `H${azar.entero(0, celdas - 1)}`;
    await revisar(['cliente', 'ver', id]);
    await revisar(['cliente', 'ver', hostil]);
    await revisar(['factura', 'ver', hostil]);
    await revisar(['factura', 'listar', '--cliente', id]);
    await revisar(['cliente', 'editar', id, '--nota', hostil, `--gestor-asignado=${hostil}`], hostil);
    await revisar(['cliente', 'listar', `--segmento=${hostil}`]);
    await revisar([hostil]);
    await revisar(['priorizar', `--estrategia=${hostil}`]);
    await revisar(['factura', 'listar', `--moneda=${hostil}`]);
    const archivo = join(carpeta, `${hostil.replaceAll(/[/\0]/g, '_')}.csv`);
    writeFileSync(
      archivo,
      `cliente,${citar(hostil)},importe,__proto__,vencimiento\n${citar(hostil)},F-${vez},${citar(hostil)},x,2026-01-01\n`,
    );
    await revisar(['import', archivo, `--columna=numero=${hostil}`, '--moneda', 'ARS']);
    await revisar(['import', archivo, `--perfil=${hostil}`]);
  }
  return mensajes;
}

await medir(
  'R15',
  async (medicion) => {
    const { carpeta, falla, iguales } = medicion;
    const prototipo = Reflect.ownKeys(Object.prototype).length;
    const ejecutar = await cargarPrograma();
    const libro = join(carpeta, 'libro.db');
    const rechazos = join(carpeta, 'rechazos.csv');
    let rechazadas = 0;
    for (const archivo of sembrarArchivos(medicion)) {
      const orden = ['import', archivo, '--parcial', '--rechazos', rechazos, '--formato', 'json'];
      const { codigo, salida, errores } = await ejecutar(orden, { libro, gestor: '=ana\u001b[31m' });
      if (codigo !== 0 && codigo !== 4) falla(`${orden.join(' ')}: ${codigo} ${errores}`);
      revisarTexto('import', 'json', salida, falla);
      revisarTexto('import (avisos)', 'tabla', errores, falla);
      if (!existsSync(rechazos)) continue;
      const filas = leerSeparado(readFileSync(rechazos, 'utf8'), ',');
      rechazadas += filas.length - 1;
      for (const celda of filas.flat())
        if (esFormulaViva(celda)) falla(`rechazos: fórmula viva ${JSON.stringify(celda)}`);
    }
    const entraron = Number(consultar(libro, 'SELECT count(*) FROM documentos'));
    if (entraron < celdas * 0.8) falla(`sólo entraron ${entraron} facturas: casi nada se prueba`);
    let gestion = 0;
    for (const argumentos of gestionHostil(medicion.azar, gestionados)) {
      const { codigo, salida, errores } = await ejecutar(argumentos, { libro, gestor: '@ana\u202e' });
      // A quien su única factura se le rechazó no se le puede pedir nada.
      if (codigo > 2) falla(`${JSON.stringify(argumentos)}: ${codigo} ${errores}`);
      if (codigo === 0) gestion += 1;
      revisarTexto(argumentos.slice(0, 2).join(' '), 'tabla', salida + errores, falla);
    }
    if (gestion < gestionados * 4) falla(`sólo se aceptaron ${gestion} órdenes de gestión`);
    await revisarCalendario(ejecutar, libro, medicion);
    const salidas = await revisarListas(ejecutar, libro, medicion);
    const mensajes = await revisarMensajes(ejecutar, libro, medicion);
    const correos = await revisarCorreos(ejecutar, medicion, medicion.completo ? 1000 : 300);
    iguales(hallazgosDe(libro), '', 'verificar');
    iguales(Reflect.ownKeys(Object.prototype).length, prototipo, 'claves de Object.prototype');
    iguales(({} as Record<string, unknown>).x, undefined, '({}).x');
    return {
      cuenta: `${celdas} filas hostiles y ${gestion} órdenes de gestión, ${salidas} listas, ${mensajes} mensajes y ${correos} correos`,
      detalle: `entraron ${entraron} facturas; ${rechazadas} filas fueron al archivo de rechazos`,
    };
  },
  { enMemoria: true },
);
