import { abrirParaLeer, type Libro } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerClientesFiltrados } from '../datos/cartera.ts';
import { avisoDeFeriados } from '../dominio/feriados/feriados.ts';
import { reglasDeRecordatorio } from '../dominio/recordatorio/tipos.ts';
import type { Comando, Opciones } from './comando.ts';
import { agregarFiltros, type Filtros, leerFiltros } from './filtros.ts';
import { conEjemplos, conListas, opcionDeLista } from './opciones.ts';
import { horaDe, leerReloj, opcionAhora } from './recordatorios/momento.ts';
import { columnasDePlan, resumirPlan } from './recordatorios/plan-columnas.ts';
import { contextoDeDecision, planificarLibro, type RenglonDePlan } from './recordatorios/planes.ts';

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
    orden.option('--regla <regla>', 'sólo lo que decidió esta regla');
    agregarFiltros(orden, ['cliente', 'segmento', 'gestorAsignado', 'moneda', 'limite'], {
      limite: `muestra a lo sumo n filas (por omisión, ${LIMITE_EN_TERMINAL} en una terminal y todas si no)`,
    });
    opcionAhora(orden);
    conListas(orden, [['Reglas', reglasDeRecordatorio]]);
    conEjemplos(orden, [
      ['cobranzas recordatorios plan', 'todos los que deben algo: enviar o retener, y por qué'],
      ['cobranzas recordatorios plan --accion enviar', 'sólo los mensajes que saldrían ahora'],
      ['cobranzas recordatorios plan --cliente espiga', 'por qué a este cliente no le sale nada'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const momento = leerReloj(contexto, opciones)();
    const { politica, consola } = contexto;
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const plan = planificarLibro(libro, await contextoDeDecision(politica, momento));
      const aviso = avisoDeFeriados({ pais: politica.empresa.pais, hoy: momento.hoy });
      if (aviso !== null) consola.avisar(aviso);
      const elegidos = elegir(libro, plan, { filtros, opciones });
      const limite = filtros.limite ?? (consola.esTerminal ? LIMITE_EN_TERMINAL : elegidos.length);
      const filas = elegidos.slice(0, limite);
      await contexto.presentar({
        columnas: columnasDePlan,
        filas,
        vacio: `Nadie a quien recordarle nada al ${momento.hoy}.`,
      });
      consola.informar(`plan al ${momento.hoy} a las ${horaDe(momento)}`);
      for (const linea of resumirPlan(elegidos)) consola.informar(linea);
      if (filas.length < elegidos.length && filtros.limite === null)
        consola.sugerir(`se muestran ${filas.length}; para ver más, por ejemplo: --limite ${filas.length * 5}`);
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

/** Los filtros eligen qué se muestra; nunca cambian lo que se decide. */
function elegir(
  libro: Libro,
  plan: readonly RenglonDePlan[],
  { filtros, opciones }: { readonly filtros: Filtros; readonly opciones: Opciones },
): readonly RenglonDePlan[] {
  const pedido = filtros.cliente === null ? null : resolverCliente(libro, filtros.cliente).id;
  const clientes = leerClientesFiltrados(libro, filtros);
  const { accion, regla } = opciones;
  if (pedido === null && clientes === null && filtros.moneda === null && accion === undefined && regla === undefined)
    return plan;
  return plan.filter(
    ({ decision }) =>
      (pedido === null || decision.clienteId === pedido) &&
      (clientes === null || clientes.has(decision.clienteId)) &&
      (filtros.moneda === null || decision.moneda === filtros.moneda) &&
      (accion === undefined || decision.accion === accion) &&
      (regla === undefined || decision.regla === regla),
  );
}
