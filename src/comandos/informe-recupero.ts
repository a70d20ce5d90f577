import { abrirParaLeer } from '../datos/abrir.ts';
import { leerCuentasSinMensaje, leerMensajesConPago } from '../datos/recordatorio/recupero.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import { type Fecha, sumarDias } from '../dominio/fecha.ts';
import { DIAS_DE_RECUPERO, porcentajeConDecimal } from '../dominio/gestion.ts';
import {
  type Comparacion,
  compararVariantes,
  type DimensionDeRecupero,
  dimensionesDeRecupero,
  type Recupero,
  resumirRecupero,
  TODOS_LOS_PASOS,
} from '../dominio/recupero.ts';
import { MUESTRA_MIN, type Tasa } from '../dominio/tasa.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando, Contexto } from './comando.ts';
import { agregarFiltros, type Filtros, leerFiltros } from './filtros.ts';
import { conEjemplos, opcionDeLista, opcionEntero } from './opciones.ts';

/** Días del período cuando no se dice desde cuándo. */
const DIAS_DEL_PERIODO = 90;

/** `informe recupero`: cuánto entró después de cada recordatorio, contra quienes no recibieron ninguno. */
export const comando: Comando = {
  configurar(orden) {
    orden.addOption(
      opcionDeLista({
        indicadores: '--por <dimensión>',
        descripcion: 'cómo se agrupan los mensajes de cada paso',
        valores: dimensionesDeRecupero,
      }).default('paso', 'paso'),
    );
    orden.addOption(
      opcionEntero({
        indicadores: '--dias <n>',
        descripcion: 'cuenta lo que entra hasta n días después del mensaje',
        min: 1,
        max: 365,
      }).default(DIAS_DE_RECUPERO, String(DIAS_DE_RECUPERO)),
    );
    agregarFiltros(orden, ['desde', 'hasta', 'moneda'], {
      desde: `mensajes desde este día, incluido (por omisión, ${DIAS_DEL_PERIODO} días)`,
      hasta: 'mensajes hasta este día, incluido (por omisión, el último que ya cumplió los días)',
    });
    conEjemplos(orden, [
      ['cobranzas informe recupero', 'qué parte pagó después de cada paso, y qué parte sin ningún mensaje'],
      ['cobranzas informe recupero --por variante', 'las dos plantillas que se comparan, con su intervalo'],
      ['cobranzas informe recupero --por canal --dias 7', 'correo, WhatsApp y carta, a la semana'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const dias = Number(opciones.dias);
    const por = opciones.por as DimensionDeRecupero;
    const pedido = { ...periodoDe(filtros, contexto.hoy, dias), dias, hoy: contexto.hoy };
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const deMoneda = <F extends { readonly moneda: string }>(filas: readonly F[]) =>
        filas.filter(({ moneda }) => filtros.moneda === null || moneda === filtros.moneda);
      const mensajes = deMoneda(leerMensajesConPago(libro, pedido));
      const usados = new Set(mensajes.map(({ paso }) => paso));
      const pasos = contexto.politica.recordatorios.pasos.filter(({ codigo }) => usados.has(codigo));
      const sinMensaje = deMoneda(leerCuentasSinMensaje(libro, pasos, pedido));
      await contexto.presentar({
        columnas: columnasDe(por),
        filas: resumirRecupero(mensajes, { por, sinMensaje }),
        vacio: `Ningún mensaje del ${pedido.desde} al ${pedido.hasta}.`,
      });
      explicar(contexto, { ...pedido, por });
      if (por === 'variante')
        for (const comparacion of compararVariantes(mensajes))
          contexto.consola.informar(textoDeComparacion(comparacion));
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

/** Sólo mensajes que ya tuvieron todos sus días: los de ayer todavía no pudieron traer nada. */
function periodoDe(filtros: Filtros, hoy: Fecha, dias: number): { readonly desde: Fecha; readonly hasta: Fecha } {
  const ultimo = sumarDias(hoy, -dias);
  const hasta = filtros.hasta === null || filtros.hasta > ultimo ? ultimo : filtros.hasta;
  const desde = filtros.desde ?? sumarDias(hasta, 1 - DIAS_DEL_PERIODO);
  if (desde > hasta) {
    throw new ErrorDeUso(`los mensajes desde el ${desde} todavía no cumplieron ${dias} días`, {
      sugerencia: 'pida desde una fecha anterior, o menos --dias',
    });
  }
  return { desde, hasta };
}

function explicar(
  { consola }: Contexto,
  {
    desde,
    hasta,
    dias,
    por,
  }: { readonly desde: Fecha; readonly hasta: Fecha; readonly dias: number; readonly por: string },
): void {
  consola.informar(`mensajes del ${desde} al ${hasta}: los que ya cumplieron ${dias} días`);
  consola.informar(
    `recuperado = pagos, sin los anulados, de las facturas que nombró el mensaje, hasta ${dias} días después; cada pago es del último mensaje anterior`,
  );
  consola.informar(
    'tasa = cuentas que pagaron algo ÷ cuentas con mensaje × 100; mínimo y máximo: 95 % de confianza (Wilson)',
  );
  consola.informar(
    'sin mensaje: cuentas con facturas que llegaron a la edad de ese paso y ningún mensaje nombró en esos días, con lo que debían y lo que pagaron; no es un sorteo, así que la diferencia orienta y no prueba',
  );
  if (por !== 'paso' && por !== 'variante')
    consola.informar(
      `${TODOS_LOS_PASOS}: los pasos de ese grupo juntos, una cuenta por paso; lo de sin mensaje pesa cada paso como en el grupo`,
    );
  consola.informar(`con menos de ${MUESTRA_MIN} cuentas: datos insuficientes`);
}

function textoDeComparacion({ paso, moneda, a, b, diferencia, conclusion }: Comparacion): string {
  const muestra = (letra: string, { porcentaje, cuentas }: Tasa) =>
    `${letra} ${porcentaje === null ? 'sin tasa' : `${conComa(porcentaje)} %`} (${cuentas} cuentas)`;
  const cuanto =
    diferencia === null
      ? ''
      : `; b − a = ${conComa(diferencia.puntos)} puntos, entre ${conComa(diferencia.minimo)} y ${conComa(diferencia.maximo)}`;
  return `paso ${paso}, ${moneda}: ${muestra('a', a)}, ${muestra('b', b)}${cuanto}: ${conclusion}`;
}

function conComa(numero: number): string {
  return String(numero).replace('.', ',').replace('-', '−');
}

function columnasDe(por: DimensionDeRecupero): readonly Columna<Recupero>[] {
  const montoDe = (clave: string, titulo: string, valor: (fila: Recupero) => number): Columna<Recupero> => ({
    clave,
    titulo,
    tipo: 'monto',
    valor,
    moneda: ({ moneda }) => moneda,
    importancia: 8,
  });
  const entero = (clave: string, titulo: string, valor: (fila: Recupero) => number | null): Columna<Recupero> => ({
    clave,
    titulo,
    tipo: 'entero',
    valor,
    importancia: 6,
  });
  const decimal = (clave: string, titulo: string, valor: (fila: Recupero) => number | null): Columna<Recupero> => ({
    ...entero(clave, titulo, valor),
    tipo: 'decimal',
  });
  return [
    { clave: 'paso', titulo: 'Paso', tipo: 'texto', valor: ({ paso }) => paso, importancia: 9 },
    ...(por === 'paso'
      ? []
      : [
          {
            clave: por,
            titulo: titulos[por],
            tipo: 'texto' as const,
            valor: ({ grupo }: Recupero) => grupo,
            importancia: 9,
          },
        ]),
    { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda, importancia: 9 },
    entero('mensajes', 'Mensajes', ({ mensajes }) => mensajes),
    entero('cuentas', 'Cuentas', ({ tasa }) => tasa.cuentas),
    entero('pagaron', 'Pagaron', ({ tasa }) => tasa.pagaron),
    decimal('tasa', 'Tasa %', ({ tasa }) => tasa.porcentaje),
    decimal('tasa_min', 'Mínimo %', ({ tasa }) => tasa.minimo),
    decimal('tasa_max', 'Máximo %', ({ tasa }) => tasa.maximo),
    montoDe('reclamado', 'Reclamado', ({ reclamado }) => reclamado),
    montoDe('recuperado', 'Recuperado', ({ recuperado }) => recuperado),
    decimal('recupero', 'Recupero %', ({ recuperado, reclamado }) => porcentajeConDecimal(recuperado, reclamado)),
    entero('sin_mensaje_cuentas', 'Sin mensaje', ({ sinMensaje }) => sinMensaje.cuentas),
    entero('sin_mensaje_pagaron', 'Pagaron igual', ({ sinMensaje }) => sinMensaje.pagaron),
    decimal('sin_mensaje_tasa', 'Sin mensaje, tasa %', ({ sinMensaje }) => sinMensaje.porcentaje),
    { ...montoDe('sin_mensaje_reclamado', 'Debían', ({ sinMensaje }) => sinMensaje.reclamado), importancia: 4 },
    { ...montoDe('sin_mensaje_recuperado', 'Entró igual', ({ sinMensaje }) => sinMensaje.recuperado), importancia: 4 },
    decimal('sin_mensaje_recupero', 'Sin mensaje, recupero %', ({ sinMensaje }) => sinMensaje.recupero),
    {
      clave: 'muestra',
      titulo: 'Muestra',
      tipo: 'texto',
      valor: ({ tasa }) => (tasa.porcentaje === null ? 'datos insuficientes' : 'suficiente'),
      importancia: 8,
      tono: ({ tasa }) => (tasa.porcentaje === null ? 'atencion' : undefined),
    },
    {
      clave: 'sin_mensaje_muestra',
      titulo: 'Muestra sin mensaje',
      tipo: 'texto',
      valor: ({ sinMensaje }) => (sinMensaje.porcentaje === null ? 'datos insuficientes' : 'suficiente'),
      importancia: 5,
      tono: ({ sinMensaje }) => (sinMensaje.porcentaje === null ? 'atencion' : undefined),
    },
  ];
}

const titulos: Readonly<Record<DimensionDeRecupero, string>> = {
  paso: 'Paso',
  canal: 'Canal',
  plantilla: 'Plantilla',
  variante: 'Variante',
  secuencia: 'Secuencia',
};
