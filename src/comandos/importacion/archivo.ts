import { conCargaMasiva } from '../../datos/carga.ts';
import { CarteraCompleta } from '../../datos/importacion/cartera.ts';
import { revisarTodosLosDescuentos } from '../../datos/importacion/descuentos.ts';
import {
  type IdentidadDeImportacion,
  importacionVigente,
  registrarImportacion,
} from '../../datos/importacion/historial.ts';
import { crearRegistros } from '../../datos/importacion/registros.ts';
import type { Operacion } from '../../datos/operacion.ts';
import { textoDecimal } from '../../dominio/dinero.ts';
import type { FilaDeCliente, FilaDeDocumento, FilaDePago } from '../../dominio/filas.ts';
import { CuentaDeImportacion, type ResultadoDeImportacion } from '../../dominio/importacion/resultado.ts';
import type { Analisis } from '../../entrada/analisis.ts';
import type { Campo } from '../../entrada/campos.ts';
import type { Fuente } from '../../entrada/fuente.ts';
import { leerFilas } from '../../entrada/lector-de-filas.ts';
import type { LoteInterpretado } from '../../entrada/lote-interpretado.ts';
import type { ArchivoDeRechazos } from '../../salida/archivo-de-rechazos.ts';
import type { Contexto } from '../comando.ts';
import type { AjustesDeImportacion, Importador, MotivoDeRechazo } from './ajustes.ts';
import { exigirCarteraRazonable } from './cartera-completa.ts';
import { ImportadorDeClientes } from './clientes.ts';
import { ImportadorDeFacturas } from './facturas.ts';
import { ImportadorDePagos } from './pagos.ts';
import type { PedidoDeImportacion } from './pedido.ts';

/** Los pagos sin factura nombrada se imputan por antigüedad: mientras se importan, buscan lo abierto de cada cliente. */
const indicesQueLee = { facturas: [], clientes: [], pagos: ['documentos_abiertos'] } as const;

/** Si el archivo no agregó nada en ninguna, no hay importación que anotar. */
const tablasDeHechos = [
  'documentos',
  'creditos',
  'clientes',
  'datos_contacto',
  'aplicaciones',
  'reversas',
  'cambios',
] as const;

/** Un archivo por importar y lo que se sabe de él. */
export interface ArchivoPorImportar {
  readonly fuente: Fuente;
  readonly analisis: Analisis;
  readonly identidad: IdentidadDeImportacion;
  /** Documentos que una lectura anterior del archivo encontró contradictorios. */
  readonly enConflicto: ReadonlySet<string>;
  readonly rechazos: ArchivoDeRechazos | undefined;
}

/** El archivo trae documentos que se contradicen: hay que volver a leerlo dejando afuera todas sus filas. */
export class ConflictosEnElArchivo extends Error {
  readonly conflictos: ReadonlySet<string>;

  constructor(conflictos: ReadonlySet<string>) {
    super('documentos contradictorios');
    this.conflictos = conflictos;
  }
}

/** Lee, interpreta y registra un archivo entero dentro de la operación abierta. */
export async function importarArchivo(
  contexto: Contexto,
  { operacion, archivo, pedido }: { operacion: Operacion; archivo: ArchivoPorImportar; pedido: PedidoDeImportacion },
): Promise<ResultadoDeImportacion> {
  const { fuente, analisis, identidad } = archivo;
  if (!pedido.actualizar && !pedido.carteraCompleta) {
    const vigente = importacionVigente(operacion.libro, identidad);
    if (vigente !== undefined)
      return {
        ...vigente,
        archivo: fuente.nombre,
        avisos: ['este archivo ya se importó y nada cambió desde entonces'],
      };
  }
  const cuenta = new CuentaDeImportacion();
  const ajustes: AjustesDeImportacion = {
    hoy: contexto.hoy,
    politica: contexto.politica,
    plazoDias: pedido.plazoDias,
    actualizar: pedido.actualizar,
    enConflicto: archivo.enConflicto,
    importacionId: operacion.proximoId('importaciones'),
    cuenta,
  };
  const cartera = pedido.carteraCompleta && analisis.tipo === 'facturas' ? new CarteraCompleta(operacion) : undefined;
  const { importador, conflictos } = crearImportador(operacion, analisis, ajustes, cartera);
  const avisos = await conCargaMasiva(operacion, indicesQueLee[analisis.tipo], (entreLotes) =>
    recorrer(contexto, archivo, cuenta, { importador, entreLotes }),
  );
  if (pedido.parcial && conflictos.size > archivo.enConflicto.size)
    throw new ConflictosEnElArchivo(new Set([...conflictos, ...archivo.enConflicto]));
  if (cartera !== undefined) {
    cuenta.anotar('cartera completa', exigirCarteraRazonable(cartera.medir(), pedido.si));
    cartera.cancelarAusentes(contexto.hoy, ajustes.importacionId);
  }
  for (const { acuerdoId, cambio, ...descuento } of revisarTodosLosDescuentos(operacion, contexto.hoy)) {
    cuenta.anotar(
      `descuentos de acuerdos: ${cambio}`,
      `acuerdo ${acuerdoId}, ${textoDecimal(descuento)} ${descuento.moneda}`,
    );
  }
  await fuente.asegurarIntacta();
  const resultado = cerrarCuenta(archivo, cuenta, [
    ...analisis.avisos,
    ...cuenta.avisosDeFecha(contexto.hoy),
    ...cuenta.avisos,
    ...avisos,
  ]);
  if (tablasDeHechos.some((tabla) => operacion.cuenta(tabla) > 0))
    registrarImportacion(operacion, identidad, resultado);
  return resultado;
}

function crearImportador(
  operacion: Operacion,
  { tipo }: Analisis,
  ajustes: AjustesDeImportacion,
  cartera: CarteraCompleta | undefined,
): { importador: ImportadorDeFilas; conflictos: ReadonlySet<string> } {
  const registros = crearRegistros(operacion);
  if (tipo === 'clientes') {
    return { importador: new ImportadorDeClientes(registros.clientes, ajustes), conflictos: new Set() };
  }
  if (tipo === 'pagos') return { importador: new ImportadorDePagos(registros, ajustes), conflictos: new Set() };
  const importador = new ImportadorDeFacturas(registros, ajustes, cartera);
  return { importador, conflictos: importador.conflictos };
}

/** Lo que registra las filas de cualquiera de los tres tipos; cuál de ellos es lo dice el análisis. */
type ImportadorDeFilas = Importador<FilaDeDocumento & FilaDePago & FilaDeCliente>;

/** Registra cada fila del archivo; devuelve lo que quien las interpretó quiere avisar. */
async function recorrer(
  { consola }: Contexto,
  archivo: ArchivoPorImportar,
  cuenta: CuentaDeImportacion,
  { importador, entreLotes }: { importador: ImportadorDeFilas; entreLotes: () => void },
): Promise<readonly string[]> {
  const { fuente, analisis, rechazos } = archivo;
  const progreso = consola.progreso(`Importando ${fuente.nombre}`, fuente.bytes);
  let deLectura: readonly string[] = [];
  try {
    for await (const lote of leerFilas(fuente, analisis, {
      conCeldas: rechazos !== undefined,
      alAvanzar: (bytes) => progreso.avanzar(bytes),
      alTerminar: (avisos) => {
        deLectura = avisos;
      },
    })) {
      entreLotes();
      registrarLote(lote, archivo, cuenta, importador);
    }
  } finally {
    progreso.terminar();
  }
  return deLectura;
}

function registrarLote(
  lote: LoteInterpretado,
  { analisis, rechazos }: ArchivoPorImportar,
  cuenta: CuentaDeImportacion,
  importador: ImportadorDeFilas,
): void {
  for (let lugar = 0; lugar < lote.cuantas; lugar++) {
    cuenta.filas++;
    const leida = lote.leer(lugar);
    if (leida.clase === 'omitida') {
      cuenta.omitir(leida.omision);
      continue;
    }
    let rechazo = leida.clase === 'rechazo' ? leida.rechazo : undefined;
    if (leida.clase === 'fila') {
      const motivo = importador.registrar(leida.fila as FilaDeDocumento & FilaDePago & FilaDeCliente);
      if (motivo !== undefined)
        rechazo = {
          linea: leida.fila.linea,
          columna: encabezadoDe(analisis, motivo),
          valor: motivo.valor,
          motivo: motivo.motivo,
        };
    }
    if (rechazo === undefined) continue;
    cuenta.rechazar(rechazo);
    rechazos?.agregar(analisis.encabezados, lote.celdas(lugar), rechazo);
  }
}

function encabezadoDe({ columnas, encabezados }: Analisis, { campo }: MotivoDeRechazo): string {
  const indice = columnas.get(campo as Campo);
  return (indice === undefined ? undefined : encabezados[indice]) ?? campo;
}

function cerrarCuenta(
  { fuente, analisis }: ArchivoPorImportar,
  cuenta: CuentaDeImportacion,
  avisos: readonly string[],
): ResultadoDeImportacion {
  const {
    filas,
    nuevas,
    actualizadas,
    sinCambios,
    rechazadas,
    omitidas,
    omitidasPorMotivo,
    clientesNuevos,
    pagosNuevos,
    totales,
    rechazos,
  } = cuenta;
  return {
    archivo: fuente.nombre,
    tipo: analisis.tipo,
    perfil: analisis.perfil,
    codificacion: analisis.dialecto.codificacion,
    separador: analisis.dialecto.separador,
    decimal: analisis.decimal,
    fecha: analisis.fecha,
    filas,
    nuevas,
    actualizadas,
    sinCambios,
    rechazadas,
    omitidas,
    omitidasPorMotivo,
    clientesNuevos,
    pagosNuevos,
    totales,
    rechazos,
    avisos,
  };
}
