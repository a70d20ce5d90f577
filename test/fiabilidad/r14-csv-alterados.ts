/**
 * R14: miles de CSV alterados (bits, cortes, bloques repetidos, separadores, codificaciones, comillas, encabezados) entran
 * por `import`. Ninguno puede terminar en un defecto (70), tardar más de 2 s, ni entrar a medias; cada rechazo nombra el
 * archivo, y cada fila rechazada su línea y su columna. Cada caso se repite solo con la semilla y su número.
 */
import { type ChildProcess, fork } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { csvDeFacturas, csvDePagos } from './apoyo/archivos.ts';
import { type Azar, azarCon, semillaDe } from './apoyo/azar.ts';
import { consultar, hallazgosDe, huellaDeBytes, sobrantes } from './apoyo/libros.ts';
import { comoHijo, medir } from './apoyo/medicion.ts';
import { mutar } from './apoyo/mutaciones.ts';
import { cargarPrograma, type Ejecutor, proyecto } from './apoyo/programa.ts';

const milisegundosMax = 2000;
const aLaVez = 2;

/** Lo que un caso dio. */
type Mensaje =
  | { readonly clase: 'empieza'; readonly caso: number }
  | {
      readonly clase: 'termina';
      readonly caso: number;
      readonly codigo: number;
      readonly fallas: string[];
      readonly conLinea: boolean;
    };

const csvDeClientes =
  'codigo,razon social,cuit,email,telefono,segmento,plazo\nC001,Ferretería Ñandú,30-71234567-1,a@b.example,11 4555-0101,mayorista,30\n' +
  'C002,"Pérez, Juan",27-22345678-8,,,minorista,\nC003,Üñi S.A.,,x@y.example,,,15\n';

/** Los archivos que se alteran: los de ejemplo y otros hechos aquí. */
function originales(): Buffer[] {
  const trampas = join(proyecto, 'fixtures/trampas');
  const rutas = [
    join(proyecto, 'fixtures/facturas.csv'),
    ...readdirSync(trampas)
      .sort()
      .map((nombre) => join(trampas, nombre)),
  ];
  const leidos = rutas.filter((ruta) => statSync(ruta).size < 200_000).map((ruta) => readFileSync(ruta));
  const puntoYComa = csvDeFacturas({ filas: 25, clientes: 5 })
    .replaceAll(',', ';')
    .replace(/\.(\d\d)\b/g, ',$1');
  const hechos = [
    csvDeFacturas({ filas: 30, clientes: 6 }),
    puntoYComa,
    csvDePagos({ filas: 20, clientes: 6 }),
    csvDeClientes,
  ];
  // Los sanos pesan más: de ellos salen los casos que llegan lejos.
  const sanos = [...hechos.map((texto) => Buffer.from(texto)), readFileSync(join(proyecto, 'fixtures/facturas.csv'))];
  return [...leidos, ...Array.from({ length: 6 }, () => sanos).flat()];
}

function opcionesAlAzar(azar: Azar, lugar: string): string[] {
  return [
    ...(azar.sucede(0.3) ? ['--parcial', '--rechazos', join(lugar, 'rechazos.csv')] : []),
    ...(azar.sucede(0.4) ? ['--moneda', azar.elegir(['ARS', 'CLP'])] : []),
    ...(azar.sucede(0.2) ? ['--tipo', azar.elegir(['facturas', 'pagos', 'clientes'])] : []),
    ...(azar.sucede(0.2) ? ['--plazo', '30'] : []),
    ...(azar.sucede(0.2) ? ['--decimal', azar.elegir(['coma', 'punto'])] : []),
    ...(azar.sucede(0.2) ? ['--fecha', 'dmy'] : []),
    ...(azar.sucede(0.2) ? ['--actualizar'] : []),
  ];
}

/** Lo que el libro tiene de la última importación, comparado con lo que la orden dijo. */
function comparar(libro: string, salida: string, previas: number, codigo: number): string[] {
  const dicho = JSON.parse(salida) as Record<string, unknown> & { totales: { moneda: string; importe: number }[] };
  const cuenta = (clave: string): number => Number(dicho[clave]);
  const suma = ['nuevas', 'actualizadas', 'sin_cambios', 'rechazadas', 'omitidas'].reduce(
    (total, clave) => total + cuenta(clave),
    0,
  );
  const fallas = suma === cuenta('filas') ? [] : [`las cuentas no suman: ${suma} de ${cuenta('filas')} filas`];
  if (codigo === 0 && cuenta('rechazadas') > 0)
    fallas.push(`entró a medias: ${cuenta('rechazadas')} filas rechazadas y código 0`);
  if (cuenta('nuevas') + cuenta('actualizadas') === 0) return fallas;
  const desde = `operacion_id > ${previas}`;
  const consultas: Readonly<Record<string, string>> = {
    clientes: `SELECT count(*) FROM clientes WHERE ${desde}`,
    pagos: `SELECT count(*) FROM creditos WHERE ${desde} AND tipo = 'pago'`,
    facturas: `SELECT (SELECT count(*) FROM documentos WHERE ${desde})
      + (SELECT count(*) FROM creditos WHERE ${desde} AND tipo = 'nota-credito')`,
  };
  const nuevas = consultar(libro, consultas[String(dicho.tipo)] ?? '');
  if (nuevas !== cuenta('nuevas')) fallas.push(`dijo ${cuenta('nuevas')} nuevas y hay ${String(nuevas)}`);
  return fallas;
}

/** Lo que un rechazo tiene que decir. */
function revisarRechazo(archivo: string, errores: string): { fallas: string[]; conLinea: boolean } {
  const error = errores.slice(errores.search(/^error: /m));
  const fallas: string[] = [];
  if (!error.includes(basename(archivo))) fallas.push(`el rechazo no nombra el archivo: ${error.slice(0, 200)}`);
  if (!/^ +→ /m.test(error)) fallas.push(`el rechazo no dice qué hacer: ${error.slice(0, 200)}`);
  if (/se rechazan? \d+ filas?/.test(error) && !/línea \d+, columna «/.test(error))
    fallas.push(`las filas rechazadas no dicen línea y columna: ${error.slice(0, 300)}`);
  return { fallas, conLinea: /línea \d/.test(error) };
}

/** Corre un caso en este proceso. */
async function probar(
  ejecutar: Ejecutor,
  lista: readonly Buffer[],
  lugar: string,
  numero: number,
  semilla: number,
): Promise<Mensaje> {
  const azar = azarCon(semillaDe(semilla, numero));
  rmSync(lugar, { recursive: true, force: true });
  mkdirSync(lugar);
  const archivo = join(lugar, 'datos.csv');
  const libro = join(lugar, 'libro.db');
  const bytes = mutar(azar.elegir(lista), azar.elegir(lista), azar);
  writeFileSync(archivo, bytes);
  const sobreUno = azar.sucede(0.3);
  if (sobreUno) copyFileSync(join(lugar, '../base.db'), libro);
  const antes = huellaDeBytes(libro);
  const opciones = opcionesAlAzar(azar, lugar);
  const desde = performance.now();
  const { codigo, salida, errores } = await ejecutar(['import', archivo, '--formato', 'json', ...opciones], { libro });
  const tardo = performance.now() - desde;
  const fallas: string[] = [];
  let conLinea = false;
  if (![0, 1, 2, 4].includes(codigo)) fallas.push(`código ${codigo}: ${errores.slice(errores.search(/^error: /m))}`);
  if (tardo > milisegundosMax) fallas.push(`tardó ${Math.round(tardo)} ms`);
  if (/[\0-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/.test(salida + errores))
    fallas.push('dejó pasar un carácter de control');
  if (codigo === 1 || codigo === 2) {
    if (huellaDeBytes(libro) !== antes) fallas.push('rechazó el archivo y el libro cambió');
    const rechazo = revisarRechazo(archivo, errores);
    fallas.push(...rechazo.fallas);
    conLinea = rechazo.conLinea;
  } else if (codigo === 0 || codigo === 4) {
    fallas.push(...comparar(libro, salida, sobreUno ? 1 : 0, codigo));
    if (existsSync(libro)) {
      const hallazgos = hallazgosDe(libro);
      if (hallazgos !== '') fallas.push(`verificar: ${hallazgos}`);
    }
  }
  const sobran = sobrantes(libro, codigo === 4 ? ['datos.csv', 'rechazos.csv'] : ['datos.csv']);
  if (sobran.length > 0) fallas.push(`quedaron ${sobran.join(' ')}`);
  return { clase: 'termina', caso: numero, codigo, fallas, conLinea };
}

if (comoHijo) {
  const [desde = 0, hasta = 0, semilla = 1] = process.argv.slice(3, 6).map(Number);
  const ejecutar = await cargarPrograma();
  const lista = originales();
  const lugar = join(process.argv[6] ?? '', `caso-${process.pid}`);
  const enviar = (mensaje: Mensaje): Promise<void> =>
    new Promise((listo) => {
      process.send?.(mensaje, () => listo());
    });
  for (let caso = desde; caso < hasta; caso += aLaVez) {
    await enviar({ clase: 'empieza', caso });
    const resultado = await probar(ejecutar, lista, lugar, caso, semilla).catch(
      (error: Error): Mensaje => ({
        clase: 'termina',
        caso,
        codigo: -1,
        fallas: [String(error.stack)],
        conLinea: false,
      }),
    );
    await enviar(resultado);
  }
  rmSync(lugar, { recursive: true, force: true });
  process.exit(0);
}

await medir(
  'R14',
  async ({ semilla, completo, carpeta, falla }) => {
    const casos = completo ? 10_000 : 2000;
    const ejecutar = await cargarPrograma();
    const sano = join(proyecto, 'fixtures/facturas.csv');
    await ejecutar(['import', sano], { libro: join(carpeta, 'base.db') });
    const codigos = new Map<number, number>();
    let conLinea = 0;
    let colgados = 0;

    /** Vigila a un hijo: si un caso no vuelve, lo mata, lo anota y sigue con el siguiente. */
    const vigilar = async (primero: number): Promise<void> => {
      let actual = primero;
      while (actual < casos) {
        const argumentos = ['hijo', actual, casos, semilla, carpeta].map(String);
        const hijo: ChildProcess = fork(process.argv[1] ?? '', argumentos);
        let alarma: NodeJS.Timeout | undefined;
        await new Promise<void>((listo) => {
          hijo.on('message', (mensaje: Mensaje) => {
            clearTimeout(alarma);
            actual = mensaje.caso;
            if (mensaje.clase === 'empieza') {
              // El caso mismo mide sus 2 s; esto es para el que no vuelve nunca.
              alarma = setTimeout(() => hijo.kill('SIGKILL'), 5 * milisegundosMax);
              return;
            }
            codigos.set(mensaje.codigo, (codigos.get(mensaje.codigo) ?? 0) + 1);
            if (mensaje.conLinea) conLinea += 1;
            for (const texto of mensaje.fallas) falla(`caso ${mensaje.caso}: ${texto}`);
            actual += aLaVez;
          });
          hijo.once('exit', () => {
            clearTimeout(alarma);
            listo();
          });
        });
        if (actual < casos) {
          colgados += 1;
          falla(`caso ${actual}: no terminó (o se llevó consigo al proceso)`);
          actual += aLaVez;
        }
      }
    };
    await Promise.all(Array.from({ length: aLaVez }, (_, primero) => vigilar(primero)));
    const rechazados = (codigos.get(1) ?? 0) + (codigos.get(2) ?? 0);
    if ((codigos.get(0) ?? 0) < casos / 20 || rechazados < casos / 20)
      falla('casi todos los casos terminan igual: no se prueba nada');
    const detalle = [...codigos]
      .sort(([uno], [otro]) => uno - otro)
      .map(([codigo, cuenta]) => `código ${codigo}: ${cuenta}`);
    return {
      cuenta: `${casos} archivos`,
      detalle: `${detalle.join(', ')}; ${colgados} colgados; de ${rechazados} rechazos, ${conLinea} dicen la línea y los demás son del archivo entero`,
    };
  },
  { enMemoria: true },
);
