import { Option } from 'commander';
import { abrirParaLeer, type Libro } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerClientesFiltrados } from '../datos/cartera.ts';
import { clientesQueFaltan, facturasQueFaltan } from '../datos/recordatorio/nombrados.ts';
import { leerUltimaNoticiaDePagos } from '../datos/recordatorio/pagos-recientes.ts';
import { contar } from '../dominio/cantidad.ts';
import type { Fecha } from '../dominio/fecha.ts';
import { avisoDeFeriados } from '../dominio/feriados/feriados.ts';
import { textoDeHora } from '../dominio/hora.ts';
import { avisosDeMensajes } from '../dominio/mensaje/avisos.ts';
import { elegirCodigo } from '../dominio/parecidos.ts';
import { pagosAlDia } from '../dominio/recordatorio/pagos-al-dia.ts';
import { type Momento, reglasDeRecordatorio } from '../dominio/recordatorio/tipos.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { agregarFiltros, type Filtros, leerFiltros } from './filtros.ts';
import { conEjemplos, conListas, leerEntero, opcionDeLista } from './opciones.ts';
import { exigirPlantillas, type FallaDePlantilla, textoDeFalla } from './piezas/plantillas.ts';
import { leerReloj, opcionAhora } from './recordatorios/momento.ts';
import {
  columnasDeCalendario,
  columnasDePlan,
  resumirCalendario,
  resumirEnvios,
  resumirRetenidos,
} from './recordatorios/plan-columnas.ts';
import {
  calendarioDelLibro,
  contextoDeDecision,
  planificarLibro,
  type RenglonDeCalendario,
  type RenglonDePlan,
} from './recordatorios/planes.ts';

/** Días que se miran si se pide el calendario sin decir cuántos. */
const DIAS_DE_CALENDARIO = 14;
/** Renglones que caben de un vistazo en una terminal. */
const LIMITE_EN_TERMINAL = 40;

/** `recordatorios plan`: a quién se le escribiría ahora, a quién no, y por qué. No escribe nada. */
export const comando: Comando = {
  configurar(orden) {
    orden.addOption(
      opcionDeLista({
        indicadores: '--accion <acción>',
        descripcion: 'sólo lo que se envía o sólo lo que se retiene',
        valores: ['enviar', 'retener'],
      }),
    );
    orden.addOption(
      new Option(
        '--calendario [días]',
        `lo que saldría los próximos días (${DIAS_DE_CALENDARIO}) si nadie paga y todo se entrega`,
      )
        .argParser((texto: string) => leerEntero(texto, '--calendario', { min: 1, max: 366 }))
        .preset(DIAS_DE_CALENDARIO),
    );
    orden.option('--regla <regla>', 'sólo lo que decidió esta regla');
    agregarFiltros(orden, ['cliente', 'segmento', 'gestorAsignado', 'moneda', 'limite'], {
      limite: `muestra a lo sumo n filas (por omisión, ${LIMITE_EN_TERMINAL} en una terminal y todas si no)`,
    });
    opcionAhora(orden);
    conListas(orden, [['Reglas', reglasDeRecordatorio]]);
    conEjemplos(orden, [
      ['cobranzas recordatorios plan', 'todos los que deben algo: enviar o retener, y por qué'],
      ['cobranzas recordatorios plan --accion enviar', 'sólo los mensajes que saldrían ahora'],
      ['cobranzas recordatorios plan --calendario 7', 'lo que saldría cada día de la semana que viene'],
      ['cobranzas recordatorios plan --cliente espiga', 'por qué a este cliente no le sale nada'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const momento = leerReloj(contexto, opciones)();
    const { politica, consola } = contexto;
    avisarDePlantillas(contexto, await exigirPlantillas(contexto));
    for (const falta of avisosDeMensajes(politica)) consola.avisar(falta);
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const decision = await contextoDeDecision(politica, momento);
      const aviso = avisoDeFeriados({ pais: politica.empresa.pais, hoy: momento.hoy });
      if (aviso !== null) consola.avisar(aviso);
      avisarDeNombrados(libro, contexto);
      const mostrar = { contexto, filtros, elegir: filtroDe(libro, { filtros, opciones }) };
      if (typeof opciones.calendario === 'number') {
        await mostrarCalendario(calendarioDelLibro(libro, decision, opciones.calendario), mostrar);
      } else {
        await mostrarPlan(planificarLibro(libro, decision), momento, mostrar);
        avisarDePagosViejos(libro, contexto, momento.hoy);
      }
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

interface Muestra {
  readonly contexto: Contexto;
  readonly filtros: Filtros;
  readonly elegir: (renglon: RenglonDePlan) => boolean;
}

async function mostrarPlan(plan: readonly RenglonDePlan[], momento: Momento, muestra: Muestra): Promise<void> {
  const { consola } = muestra.contexto;
  const elegidos = plan.filter(muestra.elegir);
  const filas = elegidos.slice(0, limiteDe(muestra, elegidos.length));
  const vacio = `Nadie a quien recordarle nada al ${momento.hoy}.`;
  await muestra.contexto.presentar({ columnas: columnasDePlan, filas, vacio });
  consola.informar(`plan al ${momento.hoy} a las ${textoDeHora(momento.minutos)}`);
  consola.informar(resumirEnvios(elegidos));
  consola.informar(resumirRetenidos(elegidos));
  sugerirMas(muestra, { mostradas: filas.length, todas: elegidos.length });
}

async function mostrarCalendario(calendario: readonly RenglonDeCalendario[], muestra: Muestra): Promise<void> {
  const elegidos = calendario.filter(muestra.elegir);
  const filas = elegidos.slice(0, limiteDe(muestra, elegidos.length));
  await muestra.contexto.presentar({
    columnas: columnasDeCalendario,
    filas,
    vacio: 'En esos días no saldría ningún mensaje.',
  });
  for (const linea of resumirCalendario(elegidos)) muestra.contexto.consola.informar(linea);
  muestra.contexto.consola.informar('si nadie pagara y todo se entregara: cada corrida decide de nuevo');
  muestra.contexto.consola.informar('lo prometido que nadie pague se vuelve a reclamar al pasar su tolerancia');
  sugerirMas(muestra, { mostradas: filas.length, todas: elegidos.length });
}

function limiteDe({ filtros, contexto }: Muestra, todas: number): number {
  return filtros.limite ?? (contexto.consola.esTerminal ? LIMITE_EN_TERMINAL : todas);
}

function sugerirMas(
  { filtros, contexto }: Muestra,
  { mostradas, todas }: { readonly mostradas: number; readonly todas: number },
): void {
  if (mostradas < todas && filtros.limite === null)
    contexto.consola.sugerir(`se muestran ${mostradas}; para ver más, por ejemplo: --limite ${mostradas * 5}`);
}

/** El plan no depende de los textos, pero con uno así `enviar` no sale. */
function avisarDePlantillas({ consola }: Contexto, [falla, ...demas]: readonly FallaDePlantilla[]): void {
  if (falla === undefined) return;
  const otras = demas.length === 0 ? '' : `, y ${contar(demas.length, 'falla más', 'fallas más')}`;
  consola.avisar(`enviar no va a salir hasta corregir la plantilla: ${textoDeFalla(falla)}${otras}`);
}

/** Un código mal escrito en una regla deja a su cliente con la secuencia de todos, y nadie se entera. */
function avisarDeNombrados(libro: Libro, { politica, consola }: Contexto): void {
  const { reglas } = politica.recordatorios;
  const faltan = [
    ...clientesQueFaltan(
      libro,
      reglas.flatMap(({ clientes }) => clientes),
    ).map((codigo) => `cliente «${codigo}»`),
    ...facturasQueFaltan(
      libro,
      reglas.flatMap(({ facturas }) => facturas),
    ).map((numero) => `factura «${numero}»`),
  ];
  if (faltan.length > 0)
    consola.avisar(`las reglas de la política nombran lo que el libro no tiene: ${faltan.join(', ')}`);
}

/** El plan es el mismo, pero `enviar` no lo va a cumplir sin que se lo digan. */
function avisarDePagosViejos(libro: Libro, { politica, consola }: Contexto, hoy: Fecha): void {
  const noticia = leerUltimaNoticiaDePagos(libro, hoy);
  if (pagosAlDia(noticia, hoy, politica.recordatorios)) return;
  const desde =
    noticia === null ? 'el libro no tiene ningún pago' : `lo último que el libro supo de pagos es del ${noticia}`;
  consola.avisar(`${desde}: enviar no va a salir sin --sin-pagos-recientes`);
}

/** Los filtros eligen qué se muestra; nunca cambian lo que se decide. */
function filtroDe(
  libro: Libro,
  { filtros, opciones }: { readonly filtros: Filtros; readonly opciones: Opciones },
): (renglon: RenglonDePlan) => boolean {
  const pedido = filtros.cliente === null ? null : resolverCliente(libro, filtros.cliente).id;
  const clientes = leerClientesFiltrados(libro, filtros);
  const { accion } = opciones;
  const regla =
    typeof opciones.regla === 'string'
      ? elegirCodigo(opciones.regla, { admitidos: reglasDeRecordatorio, bandera: '--regla' })
      : undefined;
  return ({ decision }) =>
    (pedido === null || decision.clienteId === pedido) &&
    (clientes === null || clientes.has(decision.clienteId)) &&
    (filtros.moneda === null || decision.moneda === filtros.moneda) &&
    (accion === undefined || decision.accion === accion) &&
    (regla === undefined || decision.regla === regla);
}
