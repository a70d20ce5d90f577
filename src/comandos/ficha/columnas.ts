import type { ContactoDeLista } from '../../datos/contactos.ts';
import type { DocumentoEnDisputa } from '../../datos/disputas.ts';
import type { MensajeDeLista } from '../../datos/recordatorio/lectura.ts';
import type { AcuerdoEvaluado } from '../../dominio/acuerdo.ts';
import type { Tramo } from '../../dominio/antiguedad.ts';
import type { PermisoDeCanal } from '../../dominio/canal.ts';
import type { CifrasDeConducta } from '../../dominio/clase-cifras.ts';
import type { DatoDeContacto } from '../../dominio/cliente.ts';
import { diasEntre, type Fecha } from '../../dominio/fecha.ts';
import { type DocumentoDeFicha, estadoEnFicha, type MotivoDado, type SaldoDeFicha } from '../../dominio/ficha.ts';
import type { HechosDeRetencion } from '../../dominio/partidas.ts';
import type { MedioDeCobro } from '../../dominio/politica.ts';
import type { Columna } from '../../salida/listado.ts';

/** Una columna de texto sin nada especial. */
function texto<F>(clave: string, titulo: string, valor: (fila: F) => string | null, importancia = 5): Columna<F> {
  return { clave, titulo, tipo: 'texto', valor, importancia };
}

/** Las columnas de los datos de contacto. */
export const columnasDeContactos: readonly Columna<DatoDeContacto>[] = [
  texto('tipo', 'Tipo', ({ tipo }) => tipo),
  texto('valor', 'Dato', ({ valor }) => valor, 9),
  texto('persona', 'Persona', ({ persona }) => persona),
];

/** Las columnas de los mensajes que se le escribieron. */
export const columnasDeMensajesDeFicha: readonly Columna<MensajeDeLista>[] = [
  { clave: 'mensaje_id', titulo: 'Mensaje', tipo: 'entero', valor: ({ id }) => id },
  { clave: 'fecha', titulo: 'Fecha', tipo: 'fecha', valor: ({ fecha }) => fecha, importancia: 9 },
  texto('paso', 'Paso', ({ paso }) => paso, 9),
  texto('canal', 'Canal', ({ canal }) => canal),
  texto('destino', 'Destino', ({ destino }) => destino),
  texto('estado', 'Estado', ({ estado }) => estado, 9),
  texto('moneda', 'Moneda', ({ moneda }) => moneda),
  { clave: 'monto', titulo: 'Monto', tipo: 'monto', valor: ({ monto }) => monto, moneda: ({ moneda }) => moneda },
];

/** Las columnas de lo que pidió sobre cada canal. */
export const columnasDeCanales: readonly Columna<PermisoDeCanal>[] = [
  texto('canal', 'Canal', ({ canal }) => canal, 9),
  texto('permitido', 'Permitido', ({ permitido }) => (permitido ? 'si' : 'no'), 9),
  { clave: 'fecha', titulo: 'Desde', tipo: 'fecha', valor: ({ fecha }) => fecha },
  texto('motivo', 'Motivo', ({ motivo }) => motivo),
];

/** Los saldos de una moneda, con las mismas claves que `informe antiguedad`. */
export function columnasDeSaldos(tramos: readonly Tramo[]): readonly Columna<SaldoDeFicha>[] {
  const monto = (clave: string, titulo: string, valor: (saldo: SaldoDeFicha) => number): Columna<SaldoDeFicha> => ({
    clave,
    titulo,
    tipo: 'monto',
    valor,
    moneda: ({ moneda }) => moneda,
    importancia: 8,
  });
  return [
    texto('moneda', 'Moneda', ({ moneda }) => moneda, 9),
    ...tramos.map(({ clave, titulo }, orden) => monto(clave, titulo, ({ montos }) => montos[orden] ?? 0)),
    monto('total', 'Total', ({ total }) => total),
    monto('en_disputa', 'En disputa', ({ enDisputa }) => enDisputa),
    monto('saldo_a_favor', 'A favor', ({ saldoAFavor }) => saldoAFavor),
    monto('neto', 'Neto', ({ neto }) => neto),
  ];
}

/** Un renglón del cuadro de saldos que se ve en la terminal: un tramo, con una columna por moneda. */
export interface RenglonDeSaldo {
  readonly titulo: string;
  readonly montos: readonly number[];
}

/** Los saldos puestos a lo alto, para que entren en una terminal angosta aunque los montos sean grandes. */
export function renglonesDeSaldos(saldos: readonly SaldoDeFicha[], tramos: readonly Tramo[]): RenglonDeSaldo[] {
  const todos = columnasDeSaldos(tramos)
    .slice(1)
    .map(({ clave, titulo, valor }) => ({
      clave,
      titulo,
      montos: saldos.map((saldo) => Number(valor(saldo))),
    }));
  // Lo que es cero y no forma parte de la antigüedad no merece un renglón.
  return todos.filter(
    ({ clave, montos }) => !['en_disputa', 'saldo_a_favor'].includes(clave) || montos.some((monto) => monto !== 0),
  );
}

/** Las columnas de {@link renglonesDeSaldos}. */
export function columnasDeRenglones(saldos: readonly SaldoDeFicha[]): readonly Columna<RenglonDeSaldo>[] {
  return [
    texto('tramo', 'Días de mora', ({ titulo }) => titulo, 9),
    ...saldos.map(
      ({ moneda }, orden): Columna<RenglonDeSaldo> => ({
        clave: moneda,
        titulo: moneda,
        tipo: 'monto',
        valor: ({ montos }) => montos[orden] ?? 0,
        moneda: () => moneda,
        importancia: 9,
      }),
    ),
  ];
}

/** Las columnas de los documentos abiertos. */
export function columnasDeDocumentos(hechos: HechosDeRetencion, hoy: Fecha): readonly Columna<DocumentoDeFicha>[] {
  const diasMora = ({ vencimiento }: DocumentoDeFicha) => diasEntre({ desde: vencimiento, hasta: hoy });
  return [
    texto('numero', 'Número', ({ numero }) => numero, 9),
    texto('tipo', 'Tipo', ({ tipo }) => tipo, 0),
    { clave: 'emision', titulo: 'Emisión', tipo: 'fecha', valor: ({ emision }) => emision, importancia: 0 },
    { clave: 'vencimiento', titulo: 'Vence', tipo: 'fecha', valor: ({ vencimiento }) => vencimiento, importancia: 8 },
    texto('moneda', 'Moneda', ({ moneda }) => moneda, 8),
    {
      clave: 'importe',
      titulo: 'Importe',
      tipo: 'monto',
      valor: ({ importe }) => importe,
      moneda: ({ moneda }) => moneda,
      importancia: 0,
    },
    {
      clave: 'saldo',
      titulo: 'Saldo',
      tipo: 'monto',
      valor: ({ saldo }) => saldo,
      moneda: ({ moneda }) => moneda,
      importancia: 9,
    },
    {
      clave: 'dias_mora',
      titulo: 'Mora',
      tipo: 'entero',
      valor: diasMora,
      tono: (documento) => (diasMora(documento) > 0 ? 'mal' : undefined),
      importancia: 8,
    },
    texto('estado', 'Estado', (documento) => estadoEnFicha(documento, hechos, hoy), 7),
  ];
}

/** Las columnas de los acuerdos. */
export const columnasDeAcuerdos: readonly Columna<AcuerdoEvaluado>[] = [
  { clave: 'acuerdo_id', titulo: 'Acuerdo', tipo: 'entero', valor: ({ acuerdo }) => acuerdo.id },
  texto('tipo', 'Tipo', ({ acuerdo }) => acuerdo.tipo),
  texto('moneda', 'Moneda', ({ acuerdo }) => acuerdo.moneda),
  montoDeAcuerdo('total', 'Total', ({ acuerdo }) => acuerdo.total),
  montoDeAcuerdo('pagado', 'Pagado', ({ pagado }) => pagado),
  texto('estado', 'Estado', ({ estado }) => estado),
  {
    clave: 'proxima_cuota',
    titulo: 'Próxima',
    tipo: 'fecha',
    valor: ({ proxima }) => proxima?.vencimiento ?? null,
  },
  montoDeAcuerdo('proximo_monto', 'Próximo monto', ({ proxima }) => proxima?.pendiente ?? null),
  { clave: 'creado', titulo: 'Creado', tipo: 'fecha', valor: ({ acuerdo }) => acuerdo.creado },
  texto('gestor', 'Gestor', ({ acuerdo }) => acuerdo.gestor),
];

function montoDeAcuerdo(
  clave: string,
  titulo: string,
  valor: (evaluado: AcuerdoEvaluado) => number | null,
): Columna<AcuerdoEvaluado> {
  return { clave, titulo, tipo: 'monto', valor, moneda: ({ acuerdo }) => acuerdo.moneda };
}

/** Las columnas de los últimos contactos. */
export const columnasDeGestiones: readonly Columna<ContactoDeLista>[] = [
  { clave: 'contacto_id', titulo: 'Contacto', tipo: 'entero', valor: ({ id }) => id },
  { clave: 'fecha', titulo: 'Fecha', tipo: 'fecha', valor: ({ fecha }) => fecha },
  texto('hora', 'Hora', ({ hora }) => hora),
  texto('canal', 'Canal', ({ canal }) => canal),
  texto('sentido', 'Sentido', ({ sentido }) => sentido),
  texto('resultado', 'Resultado', ({ resultado }) => resultado),
  texto('motivo', 'Motivo', ({ motivo }) => motivo),
  texto('persona', 'Persona', ({ persona }) => persona),
  { clave: 'proximo', titulo: 'Próximo', tipo: 'fecha', valor: ({ proximo }) => proximo },
  texto('gestor', 'Gestor', ({ gestor }) => gestor),
  texto('nota', 'Nota', ({ nota }) => nota),
];

/** Las columnas de los motivos que dio. */
export const columnasDeMotivos: readonly Columna<MotivoDado>[] = [
  texto('motivo', 'Motivo', ({ motivo }) => motivo),
  { clave: 'veces', titulo: 'Veces', tipo: 'entero', valor: ({ veces }) => veces },
  { clave: 'ultimo', titulo: 'Última vez', tipo: 'fecha', valor: ({ ultimo }) => ultimo },
];

/** Las cifras de la conducta en una moneda; las décimas se escriben con un decimal. */
export const columnasDeConducta: readonly Columna<CifrasDeConducta>[] = [
  texto('moneda', 'Moneda', ({ moneda }) => moneda, 9),
  { clave: 'compras_anuales', titulo: 'Compras al año', tipo: 'entero', valor: ({ comprasAnuales }) => comprasAnuales },
  {
    clave: 'factura_media',
    titulo: 'Factura media',
    tipo: 'monto',
    valor: ({ facturaMedia }) => facturaMedia,
    moneda: ({ moneda }) => moneda,
  },
  decimas('atraso_mediano', 'Atraso mediano', ({ atrasoMedianoDecimas }) => atrasoMedianoDecimas),
  decimas('a_termino', '% a término', ({ aTerminoDecimas }) => aTerminoDecimas),
  {
    clave: 'facturas_pagadas',
    titulo: 'Pagadas',
    tipo: 'entero',
    valor: ({ facturasPagadas }) => facturasPagadas,
  },
  {
    clave: 'facturas_vencidas',
    titulo: 'Vencidas',
    tipo: 'entero',
    valor: ({ facturasVencidas }) => facturasVencidas,
  },
  { clave: 'primera_compra', titulo: 'Primera compra', tipo: 'fecha', valor: ({ primeraCompra }) => primeraCompra },
  { clave: 'ultima_compra', titulo: 'Última compra', tipo: 'fecha', valor: ({ ultimaCompra }) => ultimaCompra },
];

function decimas<F>(clave: string, titulo: string, valor: (fila: F) => number | null): Columna<F> {
  const enUnidades = (fila: F) => {
    const escrito = valor(fila);
    return escrito === null ? null : escrito / 10;
  };
  return { clave, titulo, tipo: 'decimal', valor: enUnidades };
}

/** Las columnas de lo que está en disputa. */
export const columnasDeDisputas: readonly Columna<DocumentoEnDisputa & { readonly numero: string }>[] = [
  texto('numero', 'Número', ({ numero }) => numero),
  texto('moneda', 'Moneda', ({ moneda }) => moneda),
  { clave: 'monto', titulo: 'Monto', tipo: 'monto', valor: ({ monto }) => monto, moneda: ({ moneda }) => moneda },
  texto('motivo', 'Motivo', ({ motivo }) => motivo),
];

/** Las columnas de los medios de pago. */
export const columnasDeMedios: readonly Columna<MedioDeCobro>[] = [
  texto('nombre', 'Medio', ({ nombre }) => nombre),
  texto('instrucciones', 'Instrucciones', ({ instrucciones }) => instrucciones),
];
