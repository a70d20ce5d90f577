import { textoDeAcuerdo } from '../../dominio/acuerdo-texto.ts';
import { tramosDe } from '../../dominio/antiguedad.ts';
import { explicarClase } from '../../dominio/clase.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import {
  canalesCerrados,
  textoDeCifras,
  textoDeContacto,
  textoDeMonto,
  textoDeMotivos,
} from '../../dominio/ficha-frases.ts';
import type { Parrafo } from '../../salida/hoja.ts';
import type { Contexto } from '../comando.ts';
import { seccion } from '../detalle.ts';
import { columnasDeCheques, prosaDeCheques } from './cheques.ts';
import {
  columnasDeAcuerdos,
  columnasDeCanales,
  columnasDeConducta,
  columnasDeContactos,
  columnasDeDisputas,
  columnasDeDocumentos,
  columnasDeGestiones,
  columnasDeMedios,
  columnasDeMensajesDeFicha,
  columnasDeMotivos,
  columnasDeRenglones,
  columnasDeSaldos,
  renglonesDeSaldos,
} from './columnas.ts';
import type { FichaDelDia } from './lectura.ts';

/** Los documentos que entran en una página; los demás están en JSON y en `factura listar`. */
const DOCUMENTOS_EN_PAGINA = 10;
const ACUERDOS_EN_PAGINA = 4;

const vineta = (texto: string): Parrafo => ({ marca: '•', texto });

/** Las secciones de la ficha, en el orden en que hacen falta al llamar. */
export function seccionesDeFicha(dia: FichaDelDia, { hoy, politica }: Contexto) {
  const { ficha, saldos } = dia;
  const tramos = tramosDe(politica.antiguedad.tramos);
  const numeros = new Map(ficha.documentos.map(({ documentoId, numero }) => [documentoId, numero]));
  const disputas = ficha.disputas.map((disputa) => ({ ...disputa, numero: numeros.get(disputa.documentoId) ?? '' }));
  return [
    seccion(
      'contactos',
      'A quién llamar',
      { columnas: columnasDeContactos, filas: ficha.contactos },
      prosaDeContactos(dia),
    ),
    seccion('canales', 'Canales', { columnas: columnasDeCanales, filas: ficha.canales.values() }, []),
    seccion(
      'saldos',
      'Qué debe',
      { columnas: columnasDeSaldos(tramos), filas: saldos },
      { columnas: columnasDeRenglones(saldos), filas: saldos.length === 0 ? [] : renglonesDeSaldos(saldos, tramos) },
    ),
    seccion(
      'facturas',
      tituloDeFacturas(ficha.documentos.length),
      { columnas: columnasDeDocumentos(dia.hechos, hoy), filas: ficha.documentos },
      { columnas: columnasEnPagina(dia, hoy), filas: ficha.documentos.slice(0, DOCUMENTOS_EN_PAGINA) },
    ),
    seccion('acuerdos', 'Acuerdos', { columnas: columnasDeAcuerdos, filas: ficha.acuerdos }, prosaDeAcuerdos(dia)),
    seccion('disputas', 'En disputa', { columnas: columnasDeDisputas, filas: disputas }, disputas.map(prosaDeDisputa)),
    seccion(
      'cheques',
      'Cheques por cobrar',
      { columnas: columnasDeCheques, filas: ficha.cheques },
      prosaDeCheques(dia),
    ),
    seccion(
      'ultimos_contactos',
      'Qué se habló',
      { columnas: columnasDeGestiones, filas: ficha.gestiones },
      prosaDeGestiones(dia),
    ),
    seccion(
      'mensajes',
      'Qué se le escribió',
      { columnas: columnasDeMensajesDeFicha, filas: ficha.mensajes },
      ficha.mensajes.map((mensaje) => vineta(textoDeMensaje(mensaje))),
    ),
    seccion('motivos', 'Motivos', { columnas: columnasDeMotivos, filas: ficha.motivos }, []),
    seccion(
      'conducta',
      'Cómo compra y paga',
      { columnas: columnasDeConducta, filas: ficha.cifras },
      prosaDeConducta(dia, politica.clases.limites),
    ),
    seccion(
      'medios',
      'Cómo puede pagar',
      { columnas: columnasDeMedios, filas: politica.medios },
      politica.medios.map(({ nombre, instrucciones }) => vineta(`${nombre}: ${instrucciones}`)),
    ),
  ];
}

/** `2026-07-01, amable por email a ana@x: enviado; 1.234,00 ARS`. */
function textoDeMensaje(mensaje: FichaDelDia['ficha']['mensajes'][number]): string {
  const { fecha, paso, canal, destino, estado, monto, moneda } = mensaje;
  const adonde = destino === null ? '' : ` a ${destino}`;
  return `${fecha}, ${paso} por ${canal}${adonde}: ${estado}; ${textoDeMonto(monto, moneda)}`;
}

/** Las que entran en 80 columnas. */
function columnasEnPagina({ hechos }: FichaDelDia, hoy: Fecha) {
  const enPagina = ['numero', 'vencimiento', 'moneda', 'saldo', 'dias_mora', 'estado'];
  return columnasDeDocumentos(hechos, hoy).filter(({ clave }) => enPagina.includes(clave));
}

function tituloDeFacturas(cuantas: number): string {
  return cuantas > DOCUMENTOS_EN_PAGINA
    ? `Facturas abiertas (las ${DOCUMENTOS_EN_PAGINA} más viejas de ${cuantas})`
    : 'Facturas abiertas';
}

function prosaDeContactos({ ficha }: FichaDelDia): Parrafo[] {
  const datos = ficha.contactos.map(({ valor, persona }) => vineta(persona === null ? valor : `${valor} (${persona})`));
  const cerrados = canalesCerrados(ficha.canales);
  if (cerrados.length > 0) datos.push(vineta(`pidió que no se use: ${cerrados.join(', ')}`));
  return datos.length === 0 ? [vineta('no hay teléfono ni correo')] : datos;
}

function prosaDeAcuerdos({ ficha }: FichaDelDia): Parrafo[] {
  const primeros = ficha.acuerdos.slice(0, ACUERDOS_EN_PAGINA).map((evaluado) => vineta(textoDeAcuerdo(evaluado)));
  const demas = ficha.acuerdos.length - primeros.length;
  return demas > 0 ? [...primeros, vineta(`y ${demas} más: cobranzas acuerdo listar`)] : primeros;
}

function prosaDeDisputa({
  numero,
  monto,
  moneda,
  motivo,
}: { numero: string } & FichaDelDia['ficha']['disputas'][number]) {
  return vineta(`${numero}: ${textoDeMonto(monto, moneda)}, ${motivo}`);
}

function prosaDeGestiones({ ficha }: FichaDelDia): Parrafo[] {
  const contactos = ficha.gestiones.map((contacto) => vineta(textoDeContacto(contacto)));
  return ficha.motivos.length === 0
    ? contactos
    : [...contactos, vineta(`motivos que dio: ${textoDeMotivos(ficha.motivos)}`)];
}

function prosaDeConducta(dia: FichaDelDia, limites: Contexto['politica']['clases']['limites']): Parrafo[] {
  const { ficha, plazo, plazoSugerido } = dia;
  const { ultimoPago, capacidad, clasificacion } = ficha;
  return [
    vineta(`clase ${clasificacion.clase}: ${explicarClase(clasificacion, limites)}`),
    ...ficha.cifras.map((cifras) => vineta(textoDeCifras(cifras))),
    ...(ultimoPago === null
      ? []
      : [vineta(`último pago: ${textoDeMonto(ultimoPago.monto, ultimoPago.moneda)} el ${ultimoPago.fecha}`)]),
    ...(capacidad === null ? [] : [vineta(`capacidad de pago: ${capacidad.texto} (${capacidad.fecha})`)]),
    vineta(
      `plazo: ${plazo.dias} días, según ${plazo.origen === 'politica' ? 'la política' : `el ${plazo.origen}`}; conviene ${plazoSugerido.dias === 0 ? 'al contado' : `${plazoSugerido.dias} días`} (${plazoSugerido.razon})`,
    ),
  ];
}
