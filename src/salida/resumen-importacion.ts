import { contar } from '../dominio/cantidad.ts';
import { textoDecimal, textoLocal } from '../dominio/dinero.ts';
import type { MotivoDeOmision } from '../dominio/filas.ts';
import type { ResultadoDeImportacion, TotalDeArchivo } from '../dominio/importacion/resultado.ts';
import { NumeroEscrito, type ValorJson } from './json.ts';
import type { Columna, Listado } from './listado.ts';

const nombresDeOmision: Readonly<Record<MotivoDeOmision, [uno: string, varios: string]>> = {
  vacia: ['vacía', 'vacías'],
  total: ['línea de total', 'líneas de total'],
  relleno: ['sin número ni importe', 'sin número ni importe'],
  repetida: ['repetida', 'repetidas'],
  renglon: ['renglón de un documento ya leído', 'renglones de un documento ya leído'],
  'salida-de-dinero': ['salida de dinero', 'salidas de dinero'],
  'importe-cero': ['de importe cero', 'de importe cero'],
  anulada: ['anulada', 'anuladas'],
  borrador: ['borrador', 'borradores'],
  ajena: ['que no es una deuda', 'que no son una deuda'],
  'encabezado-repetido': ['encabezado repetido', 'encabezados repetidos'],
};

/** Los renglones que cuentan a una persona qué pasó con un archivo: qué entró por moneda, qué quedó afuera y por qué. */
export function resumirImportacion(resultado: ResultadoDeImportacion): string[] {
  const partes = [
    [resultado.nuevas, 'nueva', 'nuevas'],
    [resultado.actualizadas, 'actualizada', 'actualizadas'],
    [resultado.sinCambios, 'sin cambios', 'sin cambios'],
    [resultado.rechazadas, 'rechazada', 'rechazadas'],
    [resultado.omitidas, 'omitida', 'omitidas'],
  ] as const;
  const cuenta = partes.filter(([numero]) => numero > 0).map(([numero, una, varias]) => contar(numero, una, varias));
  const renglones = [
    `${resultado.archivo}: ${contar(resultado.filas, 'fila')} de ${resultado.tipo}: ${cuenta.join(', ') || 'nada que importar'}`,
  ];
  renglones.push(...resultado.totales.map((total) => `  ${textoDeTotal(resultado.tipo, total)}`));
  if (resultado.clientesNuevos > 0)
    renglones.push(`  ${contar(resultado.clientesNuevos, 'cliente nuevo', 'clientes nuevos')}`);
  if (resultado.tipo !== 'pagos' && resultado.pagosNuevos > 0)
    renglones.push(`  ${contar(resultado.pagosNuevos, 'pago informado', 'pagos informados')} en el mismo archivo`);
  const omitidas = Object.entries(resultado.omitidasPorMotivo) as Array<[MotivoDeOmision, number]>;
  if (omitidas.length > 0) {
    renglones.push(
      `  omitidas: ${omitidas.map(([motivo, numero]) => contar(numero, ...nombresDeOmision[motivo])).join(', ')}`,
    );
  }
  return renglones;
}

function textoDeTotal(
  tipo: ResultadoDeImportacion['tipo'],
  { moneda, facturas, importe, saldo }: TotalDeArchivo,
): string {
  const [cosa, resto] = tipo === 'pagos' ? ['pago', 'sin imputar'] : ['documento', 'saldo'];
  return `${moneda}: ${contar(facturas, cosa)} por ${textoLocal({ monto: importe, moneda })}; ${resto} ${textoLocal({ monto: saldo, moneda })}`;
}

/** El objeto JSON del contrato público; los montos se escriben desde el entero, nunca como coma flotante. */
export function jsonDeImportacion(
  resultado: ResultadoDeImportacion,
  { aplicado }: { readonly aplicado: boolean },
): ValorJson {
  const {
    archivo,
    tipo,
    perfil,
    codificacion,
    separador,
    decimal,
    fecha,
    filas,
    nuevas,
    actualizadas,
    rechazadas,
    omitidas,
  } = resultado;
  return {
    archivo,
    tipo,
    perfil,
    codificacion,
    separador,
    decimal,
    fecha,
    filas,
    nuevas,
    actualizadas,
    sin_cambios: resultado.sinCambios,
    rechazadas,
    omitidas,
    clientes_nuevos: resultado.clientesNuevos,
    pagos_nuevos: resultado.pagosNuevos,
    totales: resultado.totales.map(({ moneda, facturas, importe, saldo }) => ({
      moneda,
      facturas,
      importe: new NumeroEscrito(textoDecimal({ monto: importe, moneda })),
      saldo: new NumeroEscrito(textoDecimal({ monto: saldo, moneda })),
    })),
    rechazos: resultado.rechazos.map(({ linea, columna, valor, motivo }) => ({
      linea,
      columna,
      valor,
      motivo,
    })),
    avisos: resultado.avisos,
    omitidas_por_motivo: { ...resultado.omitidasPorMotivo },
    aplicado,
  };
}

/** Una fila por archivo con lo contable, para los formatos de tabla y planilla. */
export function listadoDeImportacion(resultados: readonly ResultadoDeImportacion[]): Listado<ResultadoDeImportacion> {
  const texto = (
    clave: string,
    titulo: string,
    valor: (fila: ResultadoDeImportacion) => string | null,
  ): Columna<ResultadoDeImportacion> => ({ clave, titulo, tipo: 'texto', valor });
  const entero = (
    clave: string,
    titulo: string,
    valor: (fila: ResultadoDeImportacion) => number,
  ): Columna<ResultadoDeImportacion> => ({ clave, titulo, tipo: 'entero', valor, importancia: 5 });
  return {
    filas: resultados,
    columnas: [
      { ...texto('archivo', 'Archivo', (fila) => fila.archivo), importancia: 9 },
      texto('tipo', 'Tipo', (fila) => fila.tipo),
      texto('perfil', 'Perfil', (fila) => fila.perfil),
      texto('codificacion', 'Codificación', (fila) => fila.codificacion),
      texto('separador', 'Separador', (fila) => fila.separador),
      texto('decimal', 'Decimal', (fila) => fila.decimal),
      texto('fecha', 'Fecha', (fila) => fila.fecha),
      entero('filas', 'Filas', (fila) => fila.filas),
      entero('nuevas', 'Nuevas', (fila) => fila.nuevas),
      entero('actualizadas', 'Actualizadas', (fila) => fila.actualizadas),
      entero('sin_cambios', 'Sin cambios', (fila) => fila.sinCambios),
      entero('rechazadas', 'Rechazadas', (fila) => fila.rechazadas),
      entero('omitidas', 'Omitidas', (fila) => fila.omitidas),
      entero('clientes_nuevos', 'Clientes nuevos', (fila) => fila.clientesNuevos),
      entero('pagos_nuevos', 'Pagos nuevos', (fila) => fila.pagosNuevos),
    ],
  };
}
