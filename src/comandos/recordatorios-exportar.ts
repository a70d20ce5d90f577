import { abrirParaLeer } from '../datos/abrir.ts';
import { recorrerMensajes, todosLosMensajes } from '../datos/recordatorio/lectura.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import type { CanalDePaso, ContextoDeRecordatorio, Decision } from '../dominio/recordatorio/tipos.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { conEjemplos, opcionEntero } from './opciones.ts';
import { escribir, opcionesDeEscritura } from './piezas/escritura.ts';
import { leerPlantillasVigentes } from './piezas/plantillas.ts';
import { exportadoDe, preparar, revisarPreparados } from './recordatorios/exportacion.ts';
import { columnasDeExportados, type Exportado, enlazadorDe } from './recordatorios/exportados.ts';
import { leerReloj, opcionAhora } from './recordatorios/momento.ts';
import { contextoDeDecision, planificarLibro } from './recordatorios/planes.ts';

/** Los canales por los que puede entregar otro programa o una persona. */
const exportables = ['whatsapp', 'carta', 'email'] as const satisfies readonly CanalDePaso[];
type Exportable = (typeof exportables)[number];
const porOmision: readonly Exportable[] = ['whatsapp', 'carta'];

/** `recordatorios exportar`: los mensajes que entrega otro programa o una persona, con su texto y su enlace. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .option(
        '--canal <canales>',
        `por cuáles, separados por coma: ${exportables.join(' ')} (por omisión, ${porOmision.join(' y ')})`,
      )
      .option('--otra-vez', 'los ya preparados que todavía no tienen resultado, en vez de los nuevos')
      .addOption(opcionEntero({ indicadores: '--limite <n>', descripcion: 'prepara a lo sumo n mensajes', min: 1 }));
    opcionAhora(orden);
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas recordatorios exportar --salida whatsapp.csv', 'lo de hoy por WhatsApp y por carta, para enviarlo'],
      ['cobranzas recordatorios exportar --formato ndjson | mi-enviador', 'para un programa propio'],
      ['cobranzas recordatorios exportar --otra-vez', 'lo que se preparó y nadie confirmó'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const canales = leerCanalesPedidos(opciones);
    if (opciones.otraVez === true) return volverAExportar(contexto, canales, opciones);
    const plantillas = await leerPlantillasVigentes(contexto.politica);
    const decision = await contextoDeDecision(contexto.politica, leerReloj(contexto, opciones)());
    const candidatos = elegirCandidatos(contexto, decision, { canales, limite: limiteDe(opciones) });
    const { hecho, simulada, repetida } =
      candidatos.length === 0
        ? { hecho: [], simulada: false, repetida: false }
        : await escribir(contexto, opciones, {
            comando: 'recordatorios exportar',
            accion: (operacion) => preparar(operacion, candidatos, { contexto: decision, canales, plantillas }),
          });
    const enlazar = await enlazadorDe(contexto.politica);
    await presentar(
      contexto,
      hecho.map((uno) => ({ ...enlazar(uno), mensajeId: simulada && !repetida ? null : uno.mensajeId })),
    );
    contarExportados(contexto, hecho, simulada);
    return undefined;
  },
};

function leerCanalesPedidos({ canal }: Opciones): ReadonlySet<CanalDePaso> {
  if (typeof canal !== 'string') return new Set(porOmision);
  const pedidos = canal.split(',').map((uno) => {
    const hallado = exportables.find((admitido) => admitido === uno.trim().toLowerCase());
    if (hallado !== undefined) return hallado;
    const sugerencia =
      uno.trim() === 'llamada'
        ? 'las llamadas están en la agenda: cobranzas agenda --tipo llamada'
        : `use uno de: ${exportables.join(', ')}`;
    throw new ErrorDeUso(`«${uno}» no es un valor de --canal`, { sugerencia });
  });
  return new Set(pedidos);
}

function limiteDe({ limite }: Opciones): number {
  return (limite as number | undefined) ?? Number.POSITIVE_INFINITY;
}

/** Los clientes que según el plan reciben un mensaje por esos canales, en el orden en que saldrían. */
function elegirCandidatos(
  { rutaLibro }: Contexto,
  contexto: ContextoDeRecordatorio,
  { canales, limite }: { readonly canales: ReadonlySet<CanalDePaso>; readonly limite: number },
): readonly Decision[] {
  const libro = abrirParaLeer(rutaLibro);
  try {
    return planificarLibro(libro, contexto)
      .map(({ decision }) => decision)
      .filter(({ accion, canal }) => accion === 'enviar' && canal !== null && canales.has(canal))
      .slice(0, limite);
  } finally {
    libro.cerrar();
  }
}

/**
 * Los preparados sin resultado, con el texto que se guardó; no escribe nada. El de quien entretanto pagó, prometió o debe
 * otro monto no se vuelve a entregar: se dice por qué.
 */
async function volverAExportar(
  contexto: Contexto,
  canales: ReadonlySet<CanalDePaso>,
  opciones: Opciones,
): Promise<undefined> {
  const { politica, consola } = contexto;
  const decision = await contextoDeDecision(politica, leerReloj(contexto, opciones)());
  const enlazar = await enlazadorDe(politica);
  const libro = abrirParaLeer(contexto.rutaLibro);
  try {
    const mensajes = [...recorrerMensajes(libro, { ...todosLosMensajes, estados: ['preparado'] })].reverse();
    const porQueNo = revisarPreparados(libro, mensajes, decision);
    const filas: Exportado[] = [];
    for (const mensaje of mensajes) {
      if (!canales.has(mensaje.canal)) continue;
      const motivo = porQueNo(mensaje);
      if (motivo === null) filas.push(enlazar(exportadoDe(mensaje)));
      else consola.avisar(`el mensaje ${mensaje.id} a ${mensaje.clienteNombre} ya no corresponde: ${motivo}`);
    }
    const mostradas = filas.slice(0, limiteDe(opciones));
    await presentar(contexto, mostradas);
    consola.informar(`preparados sin resultado: ${mostradas.length}`);
    if (filas.length < mensajes.length)
      consola.sugerir(
        'los que no corresponden se descartan con: cobranzas recordatorios resolver <mensaje> --descartar',
      );
  } finally {
    libro.cerrar();
  }
  return undefined;
}

async function presentar(contexto: Contexto, filas: readonly Exportado[]): Promise<void> {
  await contexto.presentar({ columnas: columnasDeExportados, filas, vacio: 'no hay ningún mensaje para exportar' });
  for (const { cliente, problema } of filas)
    if (problema != null) contexto.consola.avisar(`${cliente}: sin enlace, ${problema}`);
}

function contarExportados({ consola }: Contexto, hecho: readonly Exportado[], simulada: boolean): void {
  const frase = hecho.length === 1 ? '1 mensaje preparado' : `${hecho.length} mensajes preparados`;
  consola.informar(`${simulada ? 'simulado, no se escribió nada: ' : ''}${frase}`);
  if (hecho.length === 0) return;
  consola.informar('todavía no cuentan como enviados: abra cada enlace o entréguelos, y después diga qué pasó');
  consola.sugerir(
    `cobranzas recordatorios resolver ${hecho[0]?.mensajeId} --llego\n    o, si los entregó un programa: cobranzas recordatorios importar-resultados resultados.csv`,
  );
}
