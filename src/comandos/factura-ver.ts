import { abrirParaLeer } from '../datos/abrir.ts';
import { resolverCliente, resolverDocumento } from '../datos/busqueda.ts';
import { leerDisputas } from '../datos/disputas.ts';
import {
  type AplicacionDeDocumento,
  type CambioGuardado,
  leerAplicaciones,
  leerCambiosDeDocumento,
  leerOrigen,
  type OrigenDeDocumento,
} from '../datos/documento-detalle.ts';
import { type Moneda, textoDecimal } from '../dominio/dinero.ts';
import { type Disputa, estaAbierta, montoEnDisputa } from '../dominio/disputa.ts';
import type { TipoDeDocumento } from '../dominio/documento.ts';
import type { DocumentoAlDia } from '../dominio/documento-al-dia.ts';
import type { Columna } from '../salida/listado.ts';
import { columnasDeDocumentos } from './columnas.ts';
import type { Comando } from './comando.ts';
import { presentarDetalle, seccion } from './detalle.ts';
import { agregarFiltros, leerFiltros } from './filtros.ts';
import { conEjemplos, opcionDeLista } from './opciones.ts';

const tiposDeDocumento = ['factura', 'nota-debito', 'nota-credito'] as const satisfies readonly TipoDeDocumento[];

interface DocumentoConOrigen {
  readonly documento: DocumentoAlDia;
  /** Unidades menores, de 0 al saldo. */
  readonly enDisputa: number;
  readonly origen: OrigenDeDocumento;
}

const columnas: readonly Columna<DocumentoConOrigen>[] = [
  ...columnasDeDocumentos.map(
    ({ valor, moneda, tono, ...columna }): Columna<DocumentoConOrigen> => ({
      ...columna,
      valor: ({ documento }) => valor(documento),
      tono: ({ documento }) => tono?.(documento),
      ...(moneda === undefined ? {} : { moneda: ({ documento }: DocumentoConOrigen) => moneda(documento) }),
    }),
  ),
  {
    clave: 'orden_compra',
    titulo: 'Orden de compra',
    tipo: 'texto',
    valor: ({ origen }) => origen.ordenCompra,
  },
  {
    clave: 'en_disputa',
    titulo: 'En disputa',
    tipo: 'monto',
    valor: ({ enDisputa }) => enDisputa,
    moneda: ({ documento }) => documento.moneda,
  },
  { clave: 'documento', titulo: 'Documento', tipo: 'texto', valor: ({ origen }) => origen.documento },
  { clave: 'nota', titulo: 'Nota', tipo: 'texto', valor: ({ origen }) => origen.nota },
  { clave: 'archivo', titulo: 'Archivo', tipo: 'texto', valor: ({ origen }) => origen.archivo },
  { clave: 'linea', titulo: 'Línea', tipo: 'entero', valor: ({ origen }) => origen.linea },
  { clave: 'operacion_id', titulo: 'Operación', tipo: 'entero', valor: ({ origen }) => origen.operacionId },
  { clave: 'registrado', titulo: 'Registrado', tipo: 'texto', valor: ({ origen }) => origen.registrado },
];

function columnasDeAplicaciones(moneda: Moneda): readonly Columna<AplicacionDeDocumento>[] {
  return [
    { clave: 'fecha', titulo: 'Fecha', tipo: 'fecha', valor: ({ fecha }) => fecha, importancia: 9 },
    { clave: 'tipo', titulo: 'Tipo', tipo: 'texto', valor: ({ tipo }) => tipo, importancia: 8 },
    { clave: 'pago_id', titulo: 'Pago', tipo: 'entero', valor: ({ creditoId }) => creditoId, importancia: 5 },
    {
      clave: 'monto',
      titulo: 'Monto',
      tipo: 'monto',
      valor: ({ monto }) => monto,
      moneda: () => moneda,
      importancia: 9,
    },
    { clave: 'medio', titulo: 'Medio', tipo: 'texto', valor: ({ medio }) => medio, importancia: 2 },
    {
      clave: 'referencia',
      titulo: 'Referencia',
      tipo: 'texto',
      valor: ({ referencia }) => referencia,
      importancia: 3,
    },
    { clave: 'motivo', titulo: 'Motivo', tipo: 'texto', valor: ({ motivo }) => motivo, importancia: 4 },
  ];
}

function columnasDeCambios(moneda: Moneda): readonly Columna<CambioGuardado>[] {
  return [
    { clave: 'instante', titulo: 'Cuándo', tipo: 'texto', valor: ({ instante }) => instante, importancia: 5 },
    { clave: 'gestor', titulo: 'Quién', tipo: 'texto', valor: ({ gestor }) => gestor, importancia: 4 },
    {
      clave: 'comando',
      titulo: 'Con',
      tipo: 'texto',
      valor: ({ comando: nombre }) => nombre,
      importancia: 3,
    },
    { clave: 'dato', titulo: 'Dato', tipo: 'texto', valor: ({ dato }) => dato, importancia: 9 },
    {
      clave: 'antes',
      titulo: 'Antes',
      tipo: 'texto',
      valor: (cambio) => textoDeCambio(cambio, cambio.antes, moneda),
      importancia: 8,
    },
    {
      clave: 'despues',
      titulo: 'Después',
      tipo: 'texto',
      valor: (cambio) => textoDeCambio(cambio, cambio.despues, moneda),
      importancia: 8,
    },
  ];
}

/** Los montos se guardan en unidades menores: se escriben en la moneda del documento. */
function textoDeCambio({ dato }: CambioGuardado, valor: string | number | null, moneda: Moneda): string | null {
  if (typeof valor === 'number' && (dato === 'importe' || dato === 'monto'))
    return textoDecimal({ monto: valor, moneda });
  return valor === null ? null : String(valor);
}

function columnasDeDisputas(moneda: Moneda): readonly Columna<Disputa>[] {
  return [
    { clave: 'disputa_id', titulo: 'Disputa', tipo: 'entero', valor: ({ id }) => id, importancia: 2 },
    { clave: 'desde', titulo: 'Desde', tipo: 'fecha', valor: ({ fecha }) => fecha, importancia: 8 },
    { clave: 'hasta', titulo: 'Hasta', tipo: 'fecha', valor: ({ hasta }) => hasta, importancia: 5 },
    {
      clave: 'monto',
      titulo: 'Monto',
      tipo: 'monto',
      valor: ({ monto }) => monto,
      moneda: () => moneda,
      importancia: 8,
    },
    { clave: 'motivo', titulo: 'Motivo', tipo: 'texto', valor: ({ motivo }) => motivo, importancia: 9 },
    { clave: 'resuelta', titulo: 'Resuelta', tipo: 'fecha', valor: ({ resuelta }) => resuelta?.fecha ?? null },
    { clave: 'resultado', titulo: 'Resultado', tipo: 'texto', valor: ({ resuelta }) => resuelta?.resultado ?? null },
    { clave: 'nota', titulo: 'Nota', tipo: 'texto', valor: ({ nota, resuelta }) => resuelta?.nota ?? nota },
  ];
}

/** `factura ver`: el documento, de dónde salió, qué lo canceló y qué cambió. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('<numero>', 'el número, como sea que esté escrito; la letra se puede omitir');
    agregarFiltros(orden, ['cliente'], { cliente: 'de quién es, si varios clientes tienen ese número' });
    orden.addOption(
      opcionDeLista({
        indicadores: '--tipo <tipo>',
        descripcion: 'qué es, si una factura y una nota tienen ese número',
        valores: tiposDeDocumento,
      }),
    );
    conEjemplos(orden, [
      ['cobranzas factura ver A-0001-00001234', 'la factura y lo que la canceló'],
      ['cobranzas factura ver 1-1234 --cliente espiga', 'la de un cliente, sin la letra ni los ceros'],
    ]);
  },

  async ejecutar(contexto, [numero = ''], opciones) {
    const { hoy } = contexto;
    const { cliente } = leerFiltros(opciones);
    const tipo = opciones.tipo as TipoDeDocumento | undefined;
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const clienteId = cliente === null ? null : resolverCliente(libro, cliente).id;
      const documento = resolverDocumento(libro, numero, { clienteId, tipo: tipo ?? null, hoy });
      const { moneda } = documento;
      // Las notas de crédito se numeran aparte y no se disputan.
      const disputas =
        documento.tipo === 'nota-credito' ? [] : leerDisputas(libro, documento.id).filter(({ fecha }) => fecha <= hoy);
      const abiertas = disputas.filter((disputa) => estaAbierta(disputa, hoy));
      const enDisputa = montoEnDisputa(Math.max(0, documento.saldo), abiertas);
      const cosa = { columnas, filas: [{ documento, enDisputa, origen: leerOrigen(libro, documento) }], unico: true };
      await presentarDetalle(contexto, {
        cosa,
        secciones: [
          seccion('aplicaciones', 'Qué lo canceló', {
            columnas: columnasDeAplicaciones(moneda),
            filas: leerAplicaciones(libro, documento, hoy),
          }),
          seccion('disputas', 'Disputas', { columnas: columnasDeDisputas(moneda), filas: disputas }),
          seccion('cambios', 'Cambios', {
            columnas: columnasDeCambios(moneda),
            filas: leerCambiosDeDocumento(libro, documento),
          }),
        ],
        presentarPlano: () => contexto.presentar(cosa),
      });
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};
