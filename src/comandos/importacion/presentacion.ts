import type { OperacionRepetida } from '../../datos/operacion.ts';
import { conMiles, contar } from '../../dominio/cantidad.ts';
import { ErrorDeDatos } from '../../dominio/errores.ts';
import type { ResultadoDeImportacion } from '../../dominio/importacion/resultado.ts';
import { jsonDeImportacion, listadoDeImportacion, resumirImportacion } from '../../salida/resumen-importacion.ts';
import type { Contexto } from '../comando.ts';
import type { ArchivoPorImportar } from './archivo.ts';
import type { PedidoDeImportacion } from './pedido.ts';

const rechazosALaVista = 10;

/** Hubo filas rechazadas y no se pidió `--parcial`: no entra nada. */
export class ImportacionRechazada extends ErrorDeDatos {
  constructor(resultados: readonly ResultadoDeImportacion[]) {
    const conRechazos = resultados.filter(({ rechazadas }) => rechazadas > 0);
    const total = conRechazos.reduce((suma, { rechazadas }) => suma + rechazadas, 0);
    const detalle = conRechazos.flatMap(({ archivo, rechazos }) =>
      rechazos.map(
        ({ linea, columna, valor, motivo }) =>
          `${archivo}, línea ${linea}, columna «${columna}»: ${valor === '' ? 'vacía' : `«${valor}»`}: ${motivo}`,
      ),
    );
    super(
      `${conRechazos.map(({ archivo }) => archivo).join(', ')}: ${total === 1 ? 'se rechaza' : 'se rechazan'} ${contar(total, 'fila')} y no se importó nada`,
      {
        detalle: [
          ...detalle.slice(0, rechazosALaVista),
          ...(total > rechazosALaVista ? [`… y ${conMiles(total - rechazosALaVista)} más`] : []),
        ],
        sugerencia:
          'corrija el archivo y repita la orden\no agregue --parcial para que entren las demás filas y éstas queden en un archivo de rechazos',
      },
    );
  }
}

/** Cuenta por la salida de errores qué pasó con cada archivo y, si se pidió un formato, escribe los datos. */
export async function presentarResultados(
  contexto: Contexto,
  resultados: readonly ResultadoDeImportacion[],
  { aplicado }: { aplicado: boolean },
): Promise<void> {
  const { consola } = contexto;
  consola.titulo(aplicado ? 'Importado' : 'Nada se escribió; esto es lo que resultaría');
  for (const resultado of resultados) {
    for (const renglon of resumirImportacion(resultado)) consola.informar(renglon);
    for (const aviso of resultado.avisos) consola.avisar(aviso);
  }
  await escribirDatos(contexto, resultados, { aplicado });
}

/** La orden con esa `--id` ya se había registrado: se dice, y se escriben los mismos datos que entonces. */
export async function presentarRepetida(
  contexto: Contexto,
  { operacionId, resumen, resultado }: OperacionRepetida,
): Promise<undefined> {
  contexto.consola.informar(`ya registrado en la operación ${operacionId}: ${resumen}`);
  await escribirDatos(contexto, JSON.parse(resultado) as ResultadoDeImportacion[], { aplicado: true });
}

async function escribirDatos(
  contexto: Contexto,
  resultados: readonly ResultadoDeImportacion[],
  { aplicado }: { aplicado: boolean },
): Promise<void> {
  const { consola, formato } = contexto;
  if (formato === 'json' || formato === 'ndjson') {
    const valores = resultados.map((resultado) => jsonDeImportacion(resultado, { aplicado }));
    await contexto.presentarJson(valores.length === 1 && valores[0] !== undefined ? valores[0] : valores);
  } else if (formato !== undefined || !consola.esTerminal) {
    await contexto.presentar(listadoDeImportacion(resultados));
  }
}

/** Publica los archivos de rechazos y dice qué sigue; el código es 4 si algo quedó afuera. */
export function terminar(
  { consola }: Contexto,
  pedido: PedidoDeImportacion,
  archivos: readonly ArchivoPorImportar[],
  resultados: readonly ResultadoDeImportacion[],
): number | undefined {
  let conRechazos = false;
  for (const { rechazos } of archivos) {
    if (rechazos === undefined || rechazos.filas === 0) continue;
    conRechazos = true;
    if (pedido.simular) rechazos.descartar();
    else rechazos.publicar();
    consola.avisar(
      `${contar(rechazos.filas, 'fila rechazada', 'filas rechazadas')}${pedido.simular ? '' : ` en ${rechazos.ruta}: ${rechazos.filas === 1 ? 'corríjala' : 'corríjalas'} e impórtelo`}`,
    );
  }
  if (pedido.simular) consola.sugerir('para importar de verdad, repita la orden sin --simular');
  else if (resultados.some(({ tipo }) => tipo === 'clientes') && resultados.length === 1)
    consola.sugerir('siga con: cobranzas import facturas.csv');
  else if (resultados.some(({ nuevas, actualizadas, sinCambios }) => nuevas + actualizadas + sinCambios > 0))
    consola.sugerir('siga con: cobranzas priorizar');
  return conRechazos ? 4 : undefined;
}
