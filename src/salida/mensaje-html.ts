import type { MensajeArmado } from '../dominio/mensaje/armar.ts';
import type { BloqueDeMensaje } from '../dominio/mensaje/bloques.ts';
import {
  type CuadroDeMensaje,
  FILAS_MAX,
  type FilaDeCuadro,
  nombreDeFila,
  partirSeccion,
  type SeccionDeCuadro,
  tituloDeSeccion,
} from '../dominio/mensaje/cuadro.ts';
import { diasEscritos, escribirMonto, fechaEscrita, nombreDeMoneda } from '../dominio/mensaje/notacion.ts';
import { notaDeRevision, totales } from '../dominio/mensaje/texto.ts';

const signos: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapa un texto para HTML: ningún dato puede abrir una marca ni un atributo. */
function escapar(texto: string): string {
  return texto.replace(/[&<>"']/g, (signo) => signos[signo] ?? '');
}

/** Los estilos van en cada elemento porque muchos programas de correo descartan los demás. */
const estilos = {
  cuerpo: 'margin:0;padding:0;background:#ffffff;color:#202124',
  hoja: "max-width:560px;margin:0 auto;padding:24px 16px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#202124;overflow-wrap:anywhere",
  parrafo: 'margin:0 0 16px',
  tabla: 'width:100%;border-collapse:collapse;margin:8px 0 24px;font-size:15px',
  leyenda: 'text-align:left;color:#5f6368;font-size:13px;padding:0 0 8px',
  seccion: 'text-align:left;padding:12px 0 4px;font-weight:600;border-bottom:2px solid #dadce0',
  celda: 'text-align:left;vertical-align:top;padding:8px 8px 8px 0;border-bottom:1px solid #e8eaed;font-weight:400',
  monto:
    'text-align:right;vertical-align:top;padding:8px 0;border-bottom:1px solid #e8eaed;white-space:nowrap;font-variant-numeric:tabular-nums',
  pie: 'text-align:left;padding:6px 8px 6px 0;font-weight:400',
  pieMonto: 'text-align:right;padding:6px 0;white-space:nowrap;font-variant-numeric:tabular-nums',
  chico: 'color:#5f6368;font-size:13px',
  medios: 'background:#f6f7f9;border-radius:8px;padding:16px;margin:0 0 24px',
  titulo: 'margin:0 0 8px;font-size:16px;font-weight:600',
  firma: 'margin:24px 0 0',
} as const;

/** La versión HTML de un mensaje: el mismo texto, en una hoja que se lee igual en un teléfono y en una pantalla. */
export function htmlDeMensaje({ asunto, bloques }: MensajeArmado): string {
  return `<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapar(asunto)}</title>
</head>
<body style="${estilos.cuerpo}">
<div style="${estilos.hoja}">
${bloques.map(escribirBloque).join('\n')}
</div>
</body>
</html>
`;
}

function escribirBloque(bloque: BloqueDeMensaje): string {
  switch (bloque.tipo) {
    case 'parrafo':
    case 'respuesta':
      return `<p style="${estilos.parrafo}">${enRenglones(bloque.renglones)}</p>`;
    case 'firma':
      return `<p style="${estilos.firma}">${enRenglones(bloque.renglones)}</p>`;
    case 'cuadro':
      return escribirCuadro(bloque.cuadro);
    case 'medios':
      return [
        `<div style="${estilos.medios}">`,
        `<h2 style="${estilos.titulo}">${escapar(bloque.titulo)}</h2>`,
        ...bloque.medios.map(
          ({ nombre, instrucciones }) =>
            `<p style="margin:0 0 8px"><strong>${escapar(nombre)}</strong><br>${instrucciones.map(conEnlaces).join('<br>')}</p>`,
        ),
        `<p style="margin:8px 0 0;${estilos.chico}">${escapar(bloque.nota)}</p>`,
        '</div>',
      ].join('\n');
  }
}

const enRenglones = (renglones: readonly string[]): string => renglones.map(escapar).join('<br>\n');

/** Las direcciones web de las instrucciones de pago se pueden tocar; vienen de la política, nunca de un dato del cliente. */
function conEnlaces(texto: string): string {
  return texto
    .split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:)])/)
    .map((parte, indice) =>
      indice % 2 === 0 ? escapar(parte) : `<a href="${escapar(parte)}" style="color:#1a56db">${escapar(parte)}</a>`,
    )
    .join('');
}

function escribirCuadro(cuadro: CuadroDeMensaje): string {
  const nota = notaDeRevision(cuadro);
  return [
    `<table style="${estilos.tabla}">`,
    `<caption style="${estilos.leyenda}">Importes en ${escapar(nombreDeMoneda(cuadro.moneda))}</caption>`,
    ...cuadro.secciones.map((seccion, indice) => escribirSeccion(cuadro, seccion, indice)),
    ...(nota === null
      ? []
      : [`<tfoot><tr><td colspan="2" style="${estilos.pie};${estilos.chico}">${escapar(nota)}</td></tr></tfoot>`]),
    '</table>',
  ].join('\n');
}

function escribirSeccion(cuadro: CuadroDeMensaje, seccion: SeccionDeCuadro, indice: number): string {
  const { moneda, pais, secciones } = cuadro;
  const { visibles, resto } = partirSeccion(seccion, FILAS_MAX);
  const titulo = secciones.length > 1 ? tituloDeSeccion(seccion) : 'Factura';
  const sumas = totales(cuadro, seccion);
  return [
    '<tbody>',
    `<tr><th scope="col" style="${estilos.seccion}">${titulo}</th><th scope="col" style="${estilos.seccion};text-align:right">${cuadro.hayParciales ? 'Falta pagar' : 'Importe'}</th></tr>`,
    ...visibles.map((fila) => escribirFila(fila, cuadro)),
    ...(resto === null
      ? []
      : [filaDePie([`y ${resto.cantidad} más`, escribirMonto(resto.saldo, moneda, pais)], false)]),
    ...sumas.map((suma, cual) => filaDePie(suma, indice === 0 && cual === sumas.length - 1)),
    '</tbody>',
  ].join('\n');
}

function escribirFila(fila: FilaDeCuadro, { moneda, pais, hayParciales }: CuadroDeMensaje): string {
  const cuando =
    fila.diasMora > 0
      ? `venció el ${fechaEscrita(fila.vencimiento)}, hace ${diasEscritos(fila.diasMora)}`
      : `vence el ${fechaEscrita(fila.vencimiento)}`;
  const esParte = hayParciales && fila.acordado === null && fila.importe !== fila.saldo;
  const de = esParte
    ? `<br><span style="${estilos.chico}">de ${escapar(escribirMonto(fila.importe, moneda, pais))}</span>`
    : '';
  return `<tr><th scope="row" style="${estilos.celda}">${escapar(nombreDeFila(fila))}<br><span style="${estilos.chico}">${cuando}</span></th><td style="${estilos.monto}">${escapar(escribirMonto(fila.saldo, moneda, pais))}${de}</td></tr>`;
}

function filaDePie([texto, monto]: readonly [string, string], fuerte: boolean): string {
  const peso = fuerte ? ';font-weight:600' : '';
  return `<tr><th scope="row" style="${estilos.pie}${peso}">${escapar(texto)}</th><td style="${estilos.pieMonto}${peso}">${escapar(monto)}</td></tr>`;
}
