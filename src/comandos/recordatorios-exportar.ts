import { abrirParaLeer } from '../datos/abrir.ts';
import { hayMensajes, type MensajeDeLista, recorrerMensajes, todosLosMensajes } from '../datos/recordatorio/lectura.ts';
import { contar } from '../dominio/cantidad.ts';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import type { CanalDePaso } from '../dominio/politica.ts';
import type { ContextoDeRecordatorio, Momento } from '../dominio/recordatorio/tipos.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { conEjemplos, opcionEntero } from './opciones.ts';
import { escribir, opcionesDeEscritura } from './piezas/escritura.ts';
import { leerPlantillasVigentes } from './piezas/plantillas.ts';
import { exportadoDe, preparar, revisarPreparados, salePor } from './recordatorios/exportacion.ts';
import { columnasDeExportados, type Exportado, enlazadorDe } from './recordatorios/exportados.ts';
import { exigirDiaLlegado, leerReloj, opcionAhora } from './recordatorios/momento.ts';
import { columnasDePlan, resumirEnvios } from './recordatorios/plan-columnas.ts';
import { contextoDeDecision, planificarLibro, type RenglonDePlan } from './recordatorios/planes.ts';
import { exigirDiaVigente, exigirPagosRecientes } from './recordatorios/preparacion.ts';

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
      .option('--confirmar', 'acepta los primeros mensajes de este libro, después de ver el plan')
      .option('--sin-pagos-recientes', 'prepara aunque hace días que el libro no sabe de pagos')
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
    if (opciones.simular !== true) exigirDiaLlegado(contexto, opciones);
    if (opciones.otraVez === true) return volverAExportar(contexto, canales, opciones);
    const plantillas = await leerPlantillasVigentes(contexto);
    const decision = await contextoDeDecision(contexto.politica, leerReloj(contexto, opciones)());
    const { elegidos, primera } = elegirCandidatos(contexto, decision, { canales, opciones });
    if (primera) await pedirConfirmacion(contexto, elegidos);
    const candidatos = elegidos.map((renglon) => renglon.decision);
    const { hecho, simulada, repetida } =
      candidatos.length === 0
        ? { hecho: [], simulada: false, repetida: false }
        : await escribir(contexto, opciones, {
            comando: 'recordatorios exportar',
            hoy: decision.momento.hoy,
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

/**
 * Lo que según el plan sale por esos canales, en el orden en que saldría, y si serían los primeros mensajes del libro y
 * nadie los confirmó. Las mismas guardas que `enviar`: simular no escribe, así que no hay nada que confirmar.
 */
function elegirCandidatos(
  { rutaLibro, politica }: Contexto,
  contexto: ContextoDeRecordatorio,
  { canales, opciones }: { readonly canales: ReadonlySet<CanalDePaso>; readonly opciones: Opciones },
): { readonly elegidos: readonly RenglonDePlan[]; readonly primera: boolean } {
  const libro = abrirParaLeer(rutaLibro);
  try {
    if (opciones.simular !== true) exigirDiaVigente(libro, contexto.momento.hoy);
    const elegidos = planificarLibro(libro, contexto)
      .filter(({ decision }) => salePor(decision, canales))
      .slice(0, limiteDe(opciones));
    if (elegidos.length > 0 && opciones.sinPagosRecientes !== true)
      exigirPagosRecientes(libro, contexto.momento.hoy, politica);
    const sinConfirmar = opciones.confirmar !== true && opciones.simular !== true;
    return { elegidos, primera: elegidos.length > 0 && sinConfirmar && !hayMensajes(libro) };
  } finally {
    libro.cerrar();
  }
}

async function pedirConfirmacion(contexto: Contexto, elegidos: readonly RenglonDePlan[]): Promise<never> {
  await contexto.presentar({ columnas: columnasDePlan, filas: elegidos });
  contexto.consola.informar(resumirEnvios(elegidos));
  throw new ErrorDeDatos('serían los primeros mensajes de este libro: no se preparó ninguno', {
    sugerencia: 'revise el plan de arriba, y los textos con --simular, y repita con --confirmar',
  });
}

/**
 * Los preparados sin resultado, con el texto que se guardó; no escribe nada. Se decide otra vez, y el de quien entretanto
 * pagó, prometió, pidió que no le escriban o cambió de teléfono no se vuelve a entregar: se dice por qué.
 */
async function volverAExportar(
  contexto: Contexto,
  canales: ReadonlySet<CanalDePaso>,
  opciones: Opciones,
): Promise<undefined> {
  const { politica, consola } = contexto;
  const momento = leerReloj(contexto, opciones)();
  const enlazar = await enlazadorDe(politica);
  const { siguen, fuera, descartables } = await revisar(contexto, canales, { opciones, momento });
  const mostradas = siguen.slice(0, limiteDe(opciones)).map((mensaje) => enlazar(exportadoDe(mensaje)));
  await presentar(contexto, mostradas);
  consola.informar(
    `preparados sin resultado: ${mostradas.length}${fuera === 0 ? '' : `; ${contar(fuera, 'que ahora no se puede entregar', 'que ahora no se pueden entregar')}`}`,
  );
  if (descartables > 0)
    consola.sugerir(
      'los que ya no corresponden se descartan con: cobranzas recordatorios resolver <mensaje> --descartar',
    );
  return undefined;
}

async function revisar(
  contexto: Contexto,
  canales: ReadonlySet<CanalDePaso>,
  { opciones, momento }: { readonly opciones: Opciones; readonly momento: Momento },
): Promise<{ readonly siguen: readonly MensajeDeLista[]; readonly fuera: number; readonly descartables: number }> {
  const { politica, consola } = contexto;
  const decision = await contextoDeDecision(politica, momento);
  const libro = abrirParaLeer(contexto.rutaLibro);
  try {
    const preparados = [...recorrerMensajes(libro, { ...todosLosMensajes, estados: ['preparado'] })].reverse();
    const mensajes = preparados.filter(({ canal }) => canales.has(canal));
    const reparoDe = revisarPreparados(libro, mensajes, decision);
    const siguen: MensajeDeLista[] = [];
    let descartables = 0;
    for (const mensaje of mensajes) {
      const reparo = reparoDe(mensaje);
      if (reparo === null) {
        siguen.push(mensaje);
        continue;
      }
      if (!reparo.pasajero) descartables += 1;
      const como = reparo.pasajero ? 'ahora no se puede entregar' : 'ya no corresponde';
      consola.avisar(`el mensaje ${mensaje.id} a ${mensaje.clienteNombre} ${como}: ${reparo.motivo}`);
    }
    if (siguen.length > 0 && opciones.sinPagosRecientes !== true) exigirPagosRecientes(libro, momento.hoy, politica);
    return { siguen, fuera: mensajes.length - siguen.length, descartables };
  } finally {
    libro.cerrar();
  }
}

async function presentar(contexto: Contexto, filas: readonly Exportado[]): Promise<void> {
  await contexto.presentar({ columnas: columnasDeExportados, filas, vacio: 'no hay ningún mensaje para exportar' });
  for (const { cliente, problema } of filas)
    if (problema != null) contexto.consola.avisar(`${cliente}: sin enlace, ${problema}`);
}

function contarExportados({ consola }: Contexto, hecho: readonly Exportado[], simulada: boolean): void {
  const frase = contar(hecho.length, 'mensaje preparado', 'mensajes preparados');
  consola.informar(`${simulada ? 'simulado, no se escribió nada: ' : ''}${frase}`);
  if (hecho.length === 0 || simulada) return;
  consola.informar('todavía no cuentan como enviados: abra cada enlace o entréguelos, y después diga qué pasó');
  consola.sugerir(
    `cobranzas recordatorios resolver ${hecho[0]?.mensajeId} --llego\n    o, si los entregó un programa: cobranzas recordatorios importar-resultados resultados.csv`,
  );
}
