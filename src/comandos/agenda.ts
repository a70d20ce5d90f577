import { abrirParaLeer, type Libro } from '../datos/abrir.ts';
import {
  leerChequesDesdeHoy,
  leerDeudas,
  leerIdentidad,
  leerSaldosDisputados,
  leerVencimientos,
} from '../datos/agenda.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerClientesFiltrados, leerCuentasConSaldoAFavor, leerCuentasVencidas } from '../datos/cartera.ts';
import { leerChequesPorCobrar } from '../datos/cheques.ts';
import { leerUltimosContactos } from '../datos/contactos.ts';
import { leerFichas } from '../datos/fichas.ts';
import { leerRetenciones } from '../datos/hechos-de-prioridad.ts';
import { leerDiasDeUltimoMensaje } from '../datos/recordatorio/ultimos-mensajes.ts';
import {
  armarAgenda,
  clientesConPaso,
  type Pendiente,
  pendientesDeCheques,
  pendientesDePasos,
  pendientesDeSilencio,
  pendientesDeVencimientos,
  tiposDeAgenda,
  type Ventana,
} from '../dominio/agenda.ts';
import { documentosAcordados, pendientesDeAcuerdos } from '../dominio/agenda-acuerdos.ts';
import { sumarDias } from '../dominio/fecha.ts';
import {
  primeraRetencion,
  retencionPorPausa,
  retencionPorSaldoAFavor,
  retencionPropia,
} from '../dominio/lista-prioridad.ts';
import { elegirCodigo } from '../dominio/parecidos.ts';
import { ultimaVez } from '../dominio/silencio.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { agregarFiltros, type Filtros, leerFiltros } from './filtros.ts';
import { conEjemplos, opcionEntero } from './opciones.ts';
import { calendarioDeAgenda, columnasDeAgenda, type FilaDeAgenda, resumirAgenda } from './piezas/agenda-columnas.ts';
import { pendientesDeRecordatorios } from './recordatorios/en-agenda.ts';

/** Renglones que caben de un vistazo en una terminal. */
const LIMITE_EN_TERMINAL = 40;

/** `cobranzas agenda`: qué toca hoy, qué quedó atrasado y, si se pide, qué viene. */
export const comando: Comando = {
  enCalendario: true,

  configurar(orden) {
    orden.addOption(
      opcionEntero({
        indicadores: '--dias <n>',
        descripcion: 'también lo de los próximos n días; con 0, lo de hoy y lo atrasado',
        max: 366,
      }).default(0, '0'),
    );
    orden.option('--tipo <tipos>', `sólo estas cosas, separadas por coma: ${tiposDeAgenda.join(' ')}`);
    agregarFiltros(orden, ['cliente', 'segmento', 'gestorAsignado', 'moneda', 'limite'], {
      limite: `muestra a lo sumo n filas (por omisión, ${LIMITE_EN_TERMINAL} en una terminal y todas si no)`,
    });
    conEjemplos(orden, [
      ['cobranzas agenda', 'lo de hoy: promesas, cuotas, próximos pasos, vencimientos y a quién nadie llama'],
      ['cobranzas agenda --dias 7 --gestor-asignado ana', 'la semana de una persona'],
      ['cobranzas agenda --dias 30 --salida agenda.ics', 'un archivo que abren los programas de calendario'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const tipos = leerTipos(opciones);
    const ventana = { hoy: contexto.hoy, hasta: sumarDias(contexto.hoy, Number(opciones.dias)) };
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const agenda = elegir(libro, armarAgenda(await reunir(libro, contexto, ventana)), { filtros, tipos });
      const enCalendario = contexto.formato === 'ics';
      const porOmision = contexto.consola.esTerminal && !enCalendario ? LIMITE_EN_TERMINAL : agenda.length;
      const filas = conClientes(libro, agenda.slice(0, filtros.limite ?? porOmision), enCalendario);
      await contexto.presentar({
        columnas: columnasDeAgenda(contexto.hoy),
        filas,
        vacio: `Nada en la agenda al ${ventana.hasta}.`,
        calendario: calendarioDeAgenda(contexto.hoy, leerIdentidad(libro)),
      });
      contexto.consola.informar(resumirAgenda(agenda, ventana));
      const [primera] = filas;
      if (primera !== undefined && !enCalendario) {
        contexto.consola.sugerir(`para empezar: cobranzas ficha "${primera.ficha.codigo}"`);
      }
      if (filas.length < agenda.length && filtros.limite === null) {
        contexto.consola.sugerir(
          `se muestran ${filas.length}; para ver más, por ejemplo: --limite ${filas.length * 5}`,
        );
      }
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

function leerTipos({ tipo }: Opciones): ReadonlySet<string> | null {
  if (typeof tipo !== 'string') return null;
  return new Set(tipo.split(',').map((uno) => elegirCodigo(uno, { admitidos: tiposDeAgenda, bandera: '--tipo' })));
}

/** Todo lo de la ventana, sin orden. */
async function reunir(libro: Libro, { hoy, politica }: Contexto, ventana: Ventana): Promise<Pendiente[]> {
  const corte = { hoy, diasMoraMin: 1 };
  const { acuerdos, ...retenciones } = leerRetenciones(libro, hoy);
  const contactos = leerUltimosContactos(libro, hoy);
  const mensajes = leerDiasDeUltimoMensaje(libro, hoy);
  const ultimaVezDe = (clienteId: number) => ultimaVez(contactos.get(clienteId)?.fecha, mensajes.get(clienteId));
  const relacion = { contactos, estaEnPausa: (clienteId: number) => retenciones.pausas.has(clienteId) };
  const acordados = documentosAcordados(acuerdos);
  const retencion = primeraRetencion(
    retencionPorPausa(retenciones.pausas),
    retencionPropia,
    retencionPorSaldoAFavor(leerCuentasConSaldoAFavor(libro, corte)),
  );
  const enMora = leerCuentasVencidas(libro, corte, { ...retenciones, conductaDe: undefined }).filter(
    (cuenta) => retencion(cuenta) === null,
  );
  const deudas = leerDeudas(libro, hoy, clientesConPaso(contactos, ventana));
  const disputados = leerSaldosDisputados(libro, ventana, acordados);
  return [
    ...pendientesDeAcuerdos(acuerdos, ventana, { ...relacion, cheques: leerChequesPorCobrar(libro, hoy) }),
    ...(await pendientesDeRecordatorios(libro, hoy, politica)),
    ...pendientesDePasos(contactos, deudas, { ...ventana, estaEnPausa: relacion.estaEnPausa }),
    ...pendientesDeCheques(leerChequesDesdeHoy(libro, hoy), ventana),
    ...pendientesDeVencimientos(leerVencimientos(libro, ventana, acordados), disputados, relacion),
    ...pendientesDeSilencio(enMora, ventana, { ultimaVezDe, dias: politica.gestion.sinContactoDias }),
  ];
}

function elegir(
  libro: Libro,
  agenda: readonly Pendiente[],
  { filtros, tipos }: { filtros: Filtros; tipos: ReadonlySet<string> | null },
): Pendiente[] {
  const pedido = filtros.cliente === null ? null : resolverCliente(libro, filtros.cliente).id;
  const clientes = leerClientesFiltrados(libro, filtros);
  return agenda.filter(
    ({ clienteId, tipo, dinero }) =>
      (pedido === null || clienteId === pedido) &&
      (clientes === null || clientes.has(clienteId)) &&
      (tipos === null || tipos.has(tipo)) &&
      (filtros.moneda === null || dinero?.moneda === filtros.moneda),
  );
}

function conClientes(libro: Libro, agenda: readonly Pendiente[], enCalendario: boolean): FilaDeAgenda[] {
  const fichas = leerFichas(
    libro,
    agenda.map(({ clienteId }) => clienteId),
    // Sólo el calendario lleva el teléfono y el correo.
    { sinDatos: !enCalendario },
  );
  return agenda.flatMap((pendiente) => {
    const ficha = fichas.get(pendiente.clienteId);
    return ficha === undefined ? [] : [{ ...pendiente, ficha }];
  });
}
