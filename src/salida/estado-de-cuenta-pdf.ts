import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';
import type { EstadoDeCuenta, FilaDeEstado } from '../dominio/mensaje/estado-de-cuenta.ts';
import { escribirCifra, escribirMonto, fechaEscrita, nombreDeMoneda } from '../dominio/mensaje/notacion.ts';

/** Hoja A4 en puntos, con el margen que imprime cualquier impresora. */
const HOJA = { ancho: 595.28, alto: 841.89, margen: 48 } as const;
const RENGLON = 18;
const gris = rgb(0.38, 0.39, 0.41);
const negro = rgb(0.13, 0.13, 0.14);

interface ColumnaDePdf {
  readonly titulo: string;
  /** Donde empieza el texto o, si va a la derecha, donde termina. */
  readonly x: number;
  readonly ancho: number;
  readonly aLaDerecha: boolean;
  readonly texto: (fila: FilaDeEstado) => string;
}

/** Dónde se está escribiendo. */
interface Pluma {
  readonly documento: PDFDocument;
  readonly comun: PDFFont;
  readonly fuerte: PDFFont;
  hoja: PDFPage;
  y: number;
}

/** El estado de cuenta como PDF, en tantas hojas como haga falta; el mismo estado da siempre los mismos bytes. */
export async function escribirEstadoEnPdf(estado: EstadoDeCuenta): Promise<Uint8Array> {
  const documento = await PDFDocument.create({ updateMetadata: false });
  const dia = new Date(`${estado.hoy}T00:00:00Z`);
  documento.setTitle('Estado de cuenta', { showInWindowTitleBar: true });
  documento.setLanguage('es');
  documento.setCreator('cobranzas');
  documento.setProducer('cobranzas');
  documento.setCreationDate(dia);
  documento.setModificationDate(dia);
  const pluma: Pluma = {
    documento,
    comun: await documento.embedFont(StandardFonts.Helvetica),
    fuerte: await documento.embedFont(StandardFonts.HelveticaBold),
    hoja: documento.addPage([HOJA.ancho, HOJA.alto]),
    y: HOJA.alto - HOJA.margen,
  };
  escribirEncabezado(pluma, estado);
  const columnas = columnasDe(estado);
  escribirTitulos(pluma, columnas);
  for (const fila of estado.filas) {
    if (pluma.y < HOJA.margen + 2 * RENGLON) {
      pasarDeHoja(pluma);
      escribirTitulos(pluma, columnas);
    }
    for (const columna of columnas) escribirCelda(pluma, columna, columna.texto(fila));
    pluma.y -= RENGLON;
  }
  escribirTotales(pluma, estado);
  numerarHojas(pluma);
  return documento.save();
}

function escribirEncabezado(pluma: Pluma, { empresa, cliente, clienteId, moneda, hoy }: EstadoDeCuenta): void {
  const x = HOJA.margen;
  const ancho = HOJA.ancho - 2 * HOJA.margen;
  if (empresa !== '') renglon(pluma, { texto: empresa, x, ancho, tamanio: 12, fuente: pluma.fuerte });
  renglon(pluma, { texto: `Estado de cuenta al ${fechaEscrita(hoy)}`, x, ancho, tamanio: 18, fuente: pluma.fuerte });
  renglon(pluma, { texto: `${cliente} (${clienteId})`, x, ancho, tamanio: 12, fuente: pluma.comun });
  renglon(pluma, {
    texto: `Importes en ${nombreDeMoneda(moneda)}`,
    x,
    ancho,
    tamanio: 10,
    fuente: pluma.comun,
    tenue: true,
  });
  pluma.y -= RENGLON / 2;
}

function columnasDe({ moneda, pais }: EstadoDeCuenta): readonly ColumnaDePdf[] {
  const derecha = HOJA.ancho - HOJA.margen;
  return [
    { titulo: 'Factura', x: 48, ancho: 118, aLaDerecha: false, texto: ({ numero }) => numero },
    { titulo: 'Emisión', x: 172, ancho: 58, aLaDerecha: false, texto: ({ emision }) => fechaEscrita(emision) },
    { titulo: 'Vence', x: 234, ancho: 58, aLaDerecha: false, texto: ({ vencimiento }) => fechaEscrita(vencimiento) },
    {
      titulo: 'Estado',
      x: 296,
      ancho: 92,
      aLaDerecha: false,
      texto: ({ estado, diasMora }) =>
        estado === 'vencida' ? `vencida, ${diasMora} ${diasMora === 1 ? 'día' : 'días'}` : estado,
    },
    {
      titulo: 'Importe',
      x: 468,
      ancho: 78,
      aLaDerecha: true,
      texto: ({ importe }) => escribirCifra(importe, moneda, pais),
    },
    {
      titulo: 'Saldo',
      x: derecha,
      ancho: 76,
      aLaDerecha: true,
      texto: ({ saldo }) => escribirCifra(saldo, moneda, pais),
    },
  ];
}

function escribirTitulos(pluma: Pluma, columnas: readonly ColumnaDePdf[]): void {
  for (const columna of columnas) escribirCelda(pluma, columna, columna.titulo, pluma.fuerte);
  const y = pluma.y - 5;
  pluma.hoja.drawLine({
    start: { x: HOJA.margen, y },
    end: { x: HOJA.ancho - HOJA.margen, y },
    thickness: 0.75,
    color: gris,
  });
  pluma.y -= RENGLON + 2;
}

function escribirCelda(
  { hoja, y, comun }: Pluma,
  { x, ancho, aLaDerecha }: ColumnaDePdf,
  texto: string,
  fuente: PDFFont = comun,
): void {
  const { escrito, tamanio } = ajustar(enLatino(texto), { ancho, tamanio: 10, fuente });
  const desde = aLaDerecha ? x - fuente.widthOfTextAtSize(escrito, tamanio) : x;
  hoja.drawText(escrito, { x: desde, y, size: tamanio, font: fuente, color: negro });
}

function escribirTotales(pluma: Pluma, estado: EstadoDeCuenta): void {
  const { moneda, pais, vencido, porVencer, retenido, saldoAFavor, neto } = estado;
  const renglones: (readonly [string, number])[] = [
    ...(vencido > 0 ? [['Vencido', vencido] as const] : []),
    ...(porVencer > 0 ? [['Por vencer', porVencer] as const] : []),
    ...(retenido > 0 ? [['Acordado o en revisión', retenido] as const] : []),
    ...(saldoAFavor > 0 ? [['Saldo a favor', -saldoAFavor] as const] : []),
    ['Total', neto],
  ];
  if (pluma.y < HOJA.margen + (renglones.length + 1) * RENGLON) pasarDeHoja(pluma);
  const derecha = HOJA.ancho - HOJA.margen;
  pluma.hoja.drawLine({
    start: { x: HOJA.margen, y: pluma.y + 12 },
    end: { x: derecha, y: pluma.y + 12 },
    thickness: 0.75,
    color: gris,
  });
  pluma.y -= 6;
  renglones.forEach(([texto, monto], indice) => {
    const fuente = indice === renglones.length - 1 ? pluma.fuerte : pluma.comun;
    const columna = { titulo: '', texto: () => '', x: HOJA.margen, ancho: 300, aLaDerecha: false };
    escribirCelda(pluma, columna, texto, fuente);
    escribirCelda(
      pluma,
      { ...columna, x: derecha, ancho: 160, aLaDerecha: true },
      escribirMonto(monto, moneda, pais),
      fuente,
    );
    pluma.y -= RENGLON;
  });
}

function renglon(
  pluma: Pluma,
  {
    texto,
    x,
    ancho,
    tamanio,
    fuente,
    tenue = false,
  }: {
    readonly texto: string;
    readonly x: number;
    readonly ancho: number;
    readonly tamanio: number;
    readonly fuente: PDFFont;
    readonly tenue?: boolean;
  },
): void {
  const ajustado = ajustar(enLatino(texto), { ancho, tamanio, fuente });
  pluma.y -= tamanio;
  pluma.hoja.drawText(ajustado.escrito, {
    x,
    y: pluma.y,
    size: ajustado.tamanio,
    font: fuente,
    color: tenue ? gris : negro,
  });
  pluma.y -= tamanio * 0.7;
}

/** Achica lo que no entra y, si ni así entra, lo corta con puntos suspensivos: un monto nunca llega a eso. */
function ajustar(
  texto: string,
  { ancho, tamanio, fuente }: { ancho: number; tamanio: number; fuente: PDFFont },
): { escrito: string; tamanio: number } {
  for (let menor = tamanio; menor >= tamanio * 0.6; menor -= 0.5) {
    if (fuente.widthOfTextAtSize(texto, menor) <= ancho) return { escrito: texto, tamanio: menor };
  }
  const minimo = tamanio * 0.6;
  let corto = texto;
  while (corto.length > 1 && fuente.widthOfTextAtSize(`${corto}…`, minimo) > ancho) corto = corto.slice(0, -1);
  return { escrito: `${corto}…`, tamanio: minimo };
}

function pasarDeHoja(pluma: Pluma): void {
  pluma.hoja = pluma.documento.addPage([HOJA.ancho, HOJA.alto]);
  pluma.y = HOJA.alto - HOJA.margen - RENGLON;
}

function numerarHojas({ documento, comun }: Pluma): void {
  const hojas = documento.getPages();
  if (hojas.length === 1) return;
  hojas.forEach((hoja, indice) => {
    hoja.drawText(`${indice + 1} de ${hojas.length}`, { x: HOJA.margen, y: 28, size: 9, font: comun, color: gris });
  });
}

/** Las letras que las fuentes de todo PDF saben dibujar (WinAnsi); de las demás, la letra sin su marca o «?». */
function enLatino(texto: string): string {
  return [...texto.replaceAll('\u00a0', ' ')]
    .map((letra) => (enWinAnsi.test(letra) ? letra : sinMarca(letra)))
    .join('');
}

const enWinAnsi = /^[\u0020-\u007e\u00a1-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]$/;

const sinDescomponer: Readonly<Record<string, string>> = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i' };

function sinMarca(letra: string): string {
  const base = sinDescomponer[letra] ?? letra.normalize('NFD').replace(/\p{M}/gu, '');
  return enWinAnsi.test(base) ? base : '?';
}
