import { Option } from 'commander';
import { abrirSiExiste } from '../datos/abrir.ts';
import { escribirEnLibro } from '../datos/escribir.ts';
import { leerPerfiles, registrarPerfil } from '../datos/importacion/historial.ts';
import { OperacionRepetida } from '../datos/operacion.ts';
import type { ResultadoDeImportacion } from '../dominio/importacion/resultado.ts';
import type { OpcionesDeImportacion } from '../entrada/analisis.ts';
import { campos } from '../entrada/campos.ts';
import { abrirFuente } from '../entrada/fuente.ts';
import { HipotesisRefutada } from '../entrada/interpretacion.ts';
import { CodificacionRefutada } from '../entrada/lector.ts';
import { perfilAJson, perfilDeAnalisis } from '../entrada/perfil-guardado.ts';
import { perfilPorNombre } from '../entrada/perfiles.ts';
import { perfilesIncluidos } from '../entrada/perfiles-incluidos.ts';
import { resumirImportacion } from '../salida/resumen-importacion.ts';
import type { Comando, Contexto } from './comando.ts';
import { type ArchivoPorImportar, ConflictosEnElArchivo, importarArchivo } from './importacion/archivo.ts';
import { comprobarConjunto } from './importacion/conjunto.ts';
import { leerPedido, type PedidoDeImportacion } from './importacion/pedido.ts';
import { type Entrada, prepararArchivo } from './importacion/preparacion.ts';
import { ImportacionRechazada, presentarRepetida, presentarResultados, terminar } from './importacion/presentacion.ts';
import { conEjemplos, conListas, opcionDeLista, opcionEntero, opcionMoneda, opcionSimular } from './opciones.ts';

/** Primero los clientes y al final los pagos: cada uno encuentra lo que necesita del anterior. */
const ordenDeTipos = { clientes: 0, facturas: 1, pagos: 2 } as const;

const vueltasMax = 8;

/** `cobranzas import`: facturas, clientes o pagos desde CSV. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<archivo...>', 'archivos CSV; «-» es la entrada estándar')
      .addOption(
        opcionDeLista({
          indicadores: '--tipo <tipo>',
          descripcion: 'qué contienen; si no, se deduce de las columnas',
          valores: ['facturas', 'clientes', 'pagos'],
        }),
      )
      .option('--perfil <nombre>', 'cómo exporta un programa conocido, o un perfil guardado')
      .addOption(
        new Option('--columna <campo=Encabezado>', 'qué columna es cada campo; se puede repetir').argParser(
          (valor, previos: string[] = []) => [...previos, valor],
        ),
      )
      .option('--separador <signo>', 'coma, punto y coma, tabulación, | o ~')
      .option('--codificacion <nombre>', 'utf-8, utf-16le, utf-16be o windows-1252')
      .addOption(
        opcionDeLista({
          indicadores: '--decimal <signo>',
          descripcion: 'qué separa los decimales',
          valores: ['coma', 'punto'],
        }),
      )
      .addOption(
        opcionDeLista({
          indicadores: '--fecha <orden>',
          descripcion: 'en qué orden van día, mes y año',
          valores: ['dmy', 'mdy', 'ymd'],
        }),
      )
      .addOption(opcionMoneda('--moneda <código>', 'la moneda, si ninguna columna la dice'))
      .addOption(
        opcionEntero({
          indicadores: '--plazo <dias>',
          descripcion: 'días de la emisión al vencimiento, si falta el vencimiento',
          max: 3650,
        }),
      )
      .option('--parcial', 'deja entrar las filas buenas y escribe las demás en el archivo de rechazos')
      .option('--rechazos <ruta>', 'dónde escribirlas; si no, junto al archivo, terminado en .rechazos.csv')
      .option('--actualizar', 'lo que cambió en el archivo cambia en el libro; lo anterior queda en la bitácora')
      .option('--cartera-completa', 'el archivo es todo lo que se debe: lo que falte se da por cancelado')
      .option('--si', 'confirma una cartera completa que cancela más de la mitad de lo abierto')
      .option('--guardar-perfil <nombre>', 'guarda cómo se leyó, para usarlo con --perfil')
      .option('--id <clave>', 'clave propia: repetir la orden con la misma no hace nada');
    opcionSimular(orden);
    conListas(orden, [
      ['Campos para --columna', campos],
      ['Perfiles incluidos', perfilesIncluidos.map(({ nombre }) => nombre)],
    ]);
    conEjemplos(orden, [
      ['cobranzas import facturas.csv', 'importa y dice cómo leyó el archivo'],
      ['cobranzas import facturas.csv --simular', 'muestra lo que pasaría, sin escribir nada'],
      [
        'cobranzas import ventas.csv --columna importe="Imp. Total" --moneda ARS',
        'dice a mano lo que no se pudo deducir',
      ],
      ['cobranzas import clientes.csv facturas.csv pagos.csv', 'varios archivos: entran todos o ninguno'],
      [
        'cobranzas import facturas.csv --parcial --rechazos corregir.csv',
        'entra lo bueno; lo demás se corrige y se importa después',
      ],
    ]);
  },

  async ejecutar(contexto, argumentos, opciones) {
    const pedido = leerPedido(contexto, opciones);
    const lectura = await conPerfil(contexto, pedido);
    const entradas: Entrada[] = [];
    try {
      for (const ruta of argumentos) {
        entradas.push({
          fuente: await abrirFuente(ruta, contexto.entradaEstandar),
          lectura,
          enConflicto: new Set(),
        });
      }
      return await importarHastaQueCierre(contexto, pedido, entradas);
    } finally {
      for (const { fuente } of entradas) await fuente.cerrar();
    }
  },
};

async function conPerfil(
  { rutaLibro }: Contexto,
  { lectura, nombreDePerfil }: PedidoDeImportacion,
): Promise<OpcionesDeImportacion> {
  if (nombreDePerfil === undefined) return lectura;
  const { perfilDeJson } = await import('../entrada/perfil-leido.ts');
  const libro = abrirSiExiste(rutaLibro);
  try {
    const guardados = libro === undefined ? [] : leerPerfiles(libro).map((definicion) => perfilDeJson(definicion));
    return { ...lectura, perfil: perfilPorNombre(nombreDePerfil, guardados) };
  } finally {
    libro?.cerrar();
  }
}

/** Repite la lectura mientras el archivo desmienta lo que se había supuesto; cada vuelta sabe algo más. */
async function importarHastaQueCierre(
  contexto: Contexto,
  pedido: PedidoDeImportacion,
  entradas: readonly Entrada[],
): Promise<number | undefined> {
  for (let vuelta = 1; ; vuelta++) {
    try {
      return await importarUnaVez(contexto, pedido, entradas);
    } catch (error) {
      if (vuelta >= vueltasMax || !(error instanceof LecturaRefutada))
        throw error instanceof LecturaRefutada ? error.causa : error;
      const { entrada, causa } = error;
      if (causa instanceof HipotesisRefutada) entrada.lectura = causa.opciones;
      else if (causa instanceof CodificacionRefutada)
        entrada.lectura = { ...entrada.lectura, codificacion: causa.alternativa };
      else entrada.enConflicto = causa.conflictos;
      contexto.consola.informar(`${entrada.fuente.nombre}: se vuelve a leer desde el principio (${causa.message})`);
    }
  }
}

/** Lo que se supuso de un archivo resultó falso. */
class LecturaRefutada extends Error {
  readonly entrada: Entrada;
  readonly causa: HipotesisRefutada | CodificacionRefutada | ConflictosEnElArchivo;

  constructor(entrada: Entrada, causa: HipotesisRefutada | CodificacionRefutada | ConflictosEnElArchivo) {
    super('lectura refutada');
    this.entrada = entrada;
    this.causa = causa;
  }
}

async function refutable<T>(entrada: Entrada, lectura: () => Promise<T>): Promise<T> {
  try {
    return await lectura();
  } catch (error) {
    if (
      error instanceof HipotesisRefutada ||
      error instanceof CodificacionRefutada ||
      error instanceof ConflictosEnElArchivo
    ) {
      throw new LecturaRefutada(entrada, error);
    }
    throw error;
  }
}

async function importarUnaVez(
  contexto: Contexto,
  pedido: PedidoDeImportacion,
  entradas: readonly Entrada[],
): Promise<number | undefined> {
  const archivos: { entrada: Entrada; archivo: ArchivoPorImportar }[] = [];
  for (const entrada of entradas)
    archivos.push({
      entrada,
      archivo: await refutable(entrada, () => prepararArchivo(contexto, pedido, entrada)),
    });
  comprobarConjunto(
    contexto,
    pedido,
    archivos.map(({ archivo }) => archivo),
  );
  archivos.sort((uno, otro) => ordenDeTipos[uno.archivo.analisis.tipo] - ordenDeTipos[otro.archivo.analisis.tipo]);
  const datos = {
    comando: 'import',
    gestor: contexto.gestor,
    hoy: contexto.hoy,
    version: contexto.version,
    textoDePolitica: contexto.textoDePolitica,
    ...(pedido.clave === undefined ? {} : { clave: pedido.clave }),
  };
  const resultados: ResultadoDeImportacion[] = [];
  try {
    await escribirEnLibro(
      contexto.rutaLibro,
      datos,
      async (operacion) => {
        // La acción puede correr otra vez desde cero.
        resultados.length = 0;
        for (const { archivo } of archivos) archivo.rechazos?.descartar();
        for (const { entrada, archivo } of archivos) {
          resultados.push(await refutable(entrada, () => importarArchivo(contexto, { operacion, archivo, pedido })));
          if (pedido.guardarPerfil !== undefined)
            registrarPerfil(
              operacion,
              pedido.guardarPerfil,
              perfilAJson(perfilDeAnalisis(pedido.guardarPerfil, archivo.analisis)),
            );
        }
        if (!pedido.parcial && resultados.some(({ rechazadas }) => rechazadas > 0))
          throw new ImportacionRechazada(resultados);
        operacion.resumen = resultados.map((resultado) => resumirImportacion(resultado)[0]).join('; ');
        if (pedido.clave !== undefined) operacion.resultado = JSON.stringify(resultados);
      },
      { simular: pedido.simular },
    );
  } catch (error) {
    for (const { archivo } of archivos) archivo.rechazos?.descartar();
    if (error instanceof OperacionRepetida) return presentarRepetida(contexto, error);
    if (!(error instanceof ImportacionRechazada)) throw error;
    await presentarResultados(contexto, resultados, { aplicado: false });
    throw error;
  }
  await presentarResultados(contexto, resultados, { aplicado: !pedido.simular });
  return terminar(
    contexto,
    pedido,
    archivos.map(({ archivo }) => archivo),
    resultados,
  );
}
