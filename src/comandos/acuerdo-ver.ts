import { abrirParaLeer } from '../datos/abrir.ts';
import type { Libro } from '../datos/conexion.ts';
import { leerFichasDeDocumentos } from '../datos/fichas.ts';
import type { AcuerdoEvaluado, CuotaEvaluada } from '../dominio/acuerdo.ts';
import { type Moneda, textoDecimal } from '../dominio/dinero.ts';
import { sumarDias } from '../dominio/fecha.ts';
import type { Columna } from '../salida/listado.ts';
import { resolverAcuerdo } from './acuerdo/busqueda.ts';
import { columnasDeAcuerdos, type FilaDeAcuerdo, tonoDeEstado } from './acuerdo/columnas.ts';
import type { DocumentoDeCreado } from './acuerdo/creacion.ts';
import { columnasDeCuotas, columnasDeDocumentosAcordados } from './acuerdo/presentacion.ts';
import type { Comando, Contexto } from './comando.ts';
import { presentarDetalle, seccion } from './detalle.ts';
import { conEjemplos } from './opciones.ts';

const moneda = ({ evaluado }: FilaDeAcuerdo) => evaluado.acuerdo.moneda;

function monto(clave: string, titulo: string, valor: (evaluado: AcuerdoEvaluado) => number): Columna<FilaDeAcuerdo> {
  return { clave, titulo, tipo: 'monto', valor: ({ evaluado }) => valor(evaluado), moneda };
}

const columnas: readonly Columna<FilaDeAcuerdo>[] = [
  ...columnasDeAcuerdos,
  monto('exigible', 'Exigible', ({ exigible }) => exigible),
  monto('pagado_a_tiempo', 'Pagado a tiempo', ({ pagadoATiempo }) => pagadoATiempo),
  monto('pendiente', 'Pendiente', ({ pendiente }) => pendiente),
  monto('descuento', 'Descuento', ({ acuerdo }) => acuerdo.descuento),
  monto('descuento_otorgado', 'Ya descontado', ({ descuentoOtorgado }) => descuentoOtorgado),
  { clave: 'cumplido_el', titulo: 'Cumplido el', tipo: 'fecha', valor: ({ evaluado }) => evaluado.cumplidoEl },
  { clave: 'caido_el', titulo: 'Caído el', tipo: 'fecha', valor: ({ evaluado }) => evaluado.caidoEl },
  {
    clave: 'reemplaza_a',
    titulo: 'Reemplaza a',
    tipo: 'entero',
    valor: ({ evaluado }) => evaluado.acuerdo.reemplazaA,
  },
  {
    clave: 'motivo',
    titulo: 'Terminó porque',
    tipo: 'texto',
    valor: ({ evaluado }) => evaluado.acuerdo.hecho?.motivo ?? null,
  },
  { clave: 'nota', titulo: 'Nota', tipo: 'texto', valor: ({ evaluado }) => evaluado.acuerdo.nota },
];

function columnasDeCuotasEvaluadas(deMoneda: Moneda): readonly Columna<CuotaEvaluada>[] {
  return [
    ...columnasDeCuotas<CuotaEvaluada>(deMoneda),
    { clave: 'exigible', titulo: 'Exigible', tipo: 'monto', valor: ({ exigible }) => exigible, moneda: () => deMoneda },
    { clave: 'pagado', titulo: 'Pagado', tipo: 'monto', valor: ({ pagado }) => pagado, moneda: () => deMoneda },
    {
      clave: 'pendiente',
      titulo: 'Pendiente',
      tipo: 'monto',
      valor: ({ pendiente }) => pendiente,
      moneda: () => deMoneda,
      importancia: 8,
    },
    {
      clave: 'estado',
      titulo: 'Estado',
      tipo: 'texto',
      valor: ({ estado }) => estado,
      tono: ({ estado }) => tonoDeEstado(estado),
      importancia: 9,
    },
    { clave: 'pagada_el', titulo: 'Pagada el', tipo: 'fecha', valor: ({ pagadaEl }) => pagadaEl, importancia: 3 },
  ];
}

/** `acuerdo ver`: el acuerdo, sus cuotas al día y qué abarca. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('<acuerdo_id>', 'el número, el de acuerdo listar');
    conEjemplos(orden, [
      ['cobranzas acuerdo ver 7', 'sus cuotas, lo pagado y lo que falta'],
      ['cobranzas acuerdo ver 7 --hoy 2026-06-30', 'cómo estaba ese día'],
    ]);
  },

  async ejecutar(contexto, [texto = '']) {
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const { evaluado, cliente } = resolverAcuerdo(libro, texto, contexto.hoy);
      const fila = { evaluado, clienteId: cliente.codigo, cliente: cliente.nombre };
      const cosa = { columnas, filas: [fila], unico: true };
      await presentarDetalle(contexto, {
        cosa,
        secciones: [
          seccion('cuotas', 'Cuotas', {
            columnas: columnasDeCuotasEvaluadas(evaluado.acuerdo.moneda),
            filas: evaluado.cuotas,
          }),
          seccion('documentos', 'Qué abarca', {
            columnas: columnasDeDocumentosAcordados(evaluado.acuerdo.moneda),
            filas: leerAcordados(libro, evaluado),
          }),
        ],
        presentarPlano: () => contexto.presentar(cosa),
      });
      sugerir(contexto, evaluado, cliente.codigo);
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

function leerAcordados(libro: Libro, { acuerdo }: AcuerdoEvaluado): DocumentoDeCreado[] {
  const ids = acuerdo.documentos.map(({ documentoId }) => documentoId);
  const fichas = leerFichasDeDocumentos(libro, ids);
  return acuerdo.documentos.flatMap(({ documentoId, saldo }) => {
    const ficha = fichas.get(documentoId);
    return ficha === undefined ? [] : [{ numero: ficha.numero, vencimiento: ficha.vencimiento, saldo }];
  });
}

/** Días que se dan, en la orden que se sugiere, para pagar lo que queda de un plan que se cayó. */
const DIAS_PARA_RENEGOCIAR = 7;

function sugerir({ consola, hoy }: Contexto, evaluado: AcuerdoEvaluado, codigo: string): void {
  const { acuerdo, estado, vigente, proxima } = evaluado;
  if (vigente) {
    const cuanto = textoDecimal({ monto: proxima?.pendiente ?? evaluado.pendiente, moneda: acuerdo.moneda });
    consola.sugerir(`cuando pague: cobranzas pago registrar "${codigo}" --monto ${cuanto} --moneda ${acuerdo.moneda}`);
  } else if (estado === 'caido')
    consola.sugerir(`cobranzas acuerdo renegociar ${acuerdo.id} --promesa ${sumarDias(hoy, DIAS_PARA_RENEGOCIAR)}`);
  else if (estado === 'incumplida' || estado === 'parcial') consola.sugerir(`cobranzas acuerdo proponer "${codigo}"`);
}
