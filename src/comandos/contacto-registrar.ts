import { resolverCliente } from '../datos/busqueda.ts';
import { leerCanales } from '../datos/canales.ts';
import { registrarContacto } from '../datos/contactos.ts';
import type { Operacion } from '../datos/operacion.ts';
import { registrarPausa } from '../datos/pausas.ts';
import { canales, sePuedeUsar } from '../dominio/canal.ts';
import { canalesDeContacto } from '../dominio/contacto.ts';
import { AVISO_PROBLEMA, PROMETE_PAGAR, planificarContacto } from '../dominio/contacto-plan.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import { crearAcuerdo } from './acuerdo/creacion.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { conEjemplos, opcionFecha, opcionMoneda } from './opciones.ts';
import { type ContactoHecho, columnasDeContactoHecho, contarContacto } from './piezas/contacto-hecho.ts';
import { leerPedidoDeContacto, type PedidoLeido } from './piezas/contacto-opciones.ts';
import { preguntarContacto } from './piezas/contacto-preguntas.ts';
import { escribir, opcionesDeEscritura } from './piezas/escritura.ts';

const ejemploCompleto =
  'cobranzas contacto registrar C-102 --canal llamada --resultado sin-respuesta --nota "llamar por la tarde"';

/** `contacto registrar`: lo que se habló con un cliente, lo que prometió y qué sigue, en una sola operación. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument(
        '[cliente]',
        'id, id fiscal o una parte del nombre que sólo él tenga; sin él, en una terminal, se pregunta',
      )
      .option('--canal <canal>', `por dónde: ${canalesDeContacto.join(' ')}`)
      .option('--entrante', 'fue el cliente quien buscó a la empresa')
      .option('--resultado <resultado>', `cómo terminó: un código de la política; con --promesa es ${PROMETE_PAGAR}`)
      .option('--motivo <motivo>', 'por qué no paga: un código de la política')
      .option('--persona <nombre>', 'con quién se habló')
      .option('--nota <texto>', 'lo que conviene recordar')
      .option('--proximo <fecha>', 'cuándo volver a ocuparse, o «ninguno»; si no se dice, según el resultado')
      .option('--promesa <fecha>', 'día en que prometió pagar: se registra también la promesa')
      .option('--monto <monto>', 'cuánto prometió; si no se dice, todo lo que debe y no está en disputa')
      .addOption(opcionMoneda('--moneda <código>', 'en qué moneda prometió, si debe en varias'))
      .option('--facturas <números>', 'de qué facturas es la promesa, separadas por coma')
      .addOption(opcionFecha('--fecha <fecha>', 'qué día fue; si no se dice, hoy'))
      .option('--hora <HH:MM>', 'a qué hora fue');
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas contacto registrar C-102 --canal llamada --resultado sin-respuesta', 'no atendió: queda para mañana'],
      [
        'cobranzas contacto registrar espiga --canal llamada --promesa 2026-07-10 --monto 150000 --motivo falta-de-liquidez',
        'prometió pagar: el contacto y la promesa, juntos',
      ],
      [
        'cobranzas contacto registrar espiga --canal whatsapp --entrante --resultado aviso-problema --persona Ana',
        'avisó de un problema: se pausan los recordatorios',
      ],
      ['cobranzas contacto registrar', 'en una terminal, pregunta paso a paso'],
    ]);
  },

  async ejecutar(contexto, argumentos, opciones) {
    const completo = await completar(contexto, argumentos[0], opciones);
    if (completo === undefined) return 130;
    const pedido = leerPedidoDeContacto(completo.opciones, contexto);
    const { hecho, simulada, repetida } = await escribir(contexto, completo.opciones, {
      comando: 'contacto registrar',
      accion: (operacion) => registrar(operacion, { contexto, texto: completo.cliente, pedido }),
    });
    const fila = simulada && !repetida ? { ...hecho, contactoId: null, acuerdoId: null, operacionId: null } : hecho;
    await contexto.presentar({ columnas: columnasDeContactoHecho, filas: [fila], unico: true });
    if (!repetida) contarContacto(contexto.consola, fila, simulada);
    return undefined;
  },
};

/** Pregunta lo que falta si hay a quién; si no, lanza ErrorDeUso con la orden entera. */
async function completar(
  contexto: Contexto,
  cliente: string | undefined,
  opciones: Opciones,
): Promise<{ readonly cliente: string; readonly opciones: Opciones } | undefined> {
  const tieneResultado = opciones.resultado !== undefined || opciones.promesa !== undefined;
  if (cliente !== undefined && opciones.canal !== undefined && tieneResultado) return { cliente, opciones };
  const { interaccion } = contexto;
  if (interaccion !== null) return preguntarContacto({ contexto, interaccion, dado: { cliente, opciones } });
  const faltan = [
    ...(cliente === undefined ? ['<cliente>'] : []),
    ...(opciones.canal === undefined ? ['--canal'] : []),
    ...(tieneResultado ? [] : ['--resultado']),
  ];
  throw new ErrorDeUso(`falta decir ${faltan.join(', ')}`, { sugerencia: `por ejemplo: ${ejemploCompleto}` });
}

/** Decide y registra dentro de la operación. */
function registrar(
  operacion: Operacion,
  { contexto, texto, pedido: { pedido, promesa } }: { contexto: Contexto; texto: string; pedido: PedidoLeido },
): ContactoHecho {
  const { consola, hoy, politica } = contexto;
  const cliente = resolverCliente(operacion.libro, texto);
  const { contacto, proximoSugerido, pausa } = planificarContacto(pedido, { gestion: politica.gestion, hoy });
  const permiso = canales.find((canal) => canal === contacto.canal);
  if (permiso !== undefined && contacto.sentido === 'saliente') {
    const conocidos = leerCanales(operacion.libro, [cliente.id], contacto.fecha).get(cliente.id);
    if (!sePuedeUsar(conocidos, permiso))
      consola.avisar(`${cliente.nombre} pidió que no se lo contacte por ${permiso}`);
  }
  const contactoId = registrarContacto(operacion, cliente.id, contacto);
  const acuerdo =
    pedido.promesa === null
      ? null
      : crearAcuerdo(operacion, {
          contexto,
          cliente,
          pedido: { clase: 'promesa', fecha: pedido.promesa, ...promesa, nota: null, autoriza: null, adicional: false },
          creado: contacto.fecha,
          contactoId,
        });
  if (pausa !== null) {
    registrarPausa(operacion, {
      clienteId: cliente.id,
      clase: 'problema',
      ...pausa,
      motivo: contacto.nota ?? AVISO_PROBLEMA,
    });
  }
  operacion.resumen = `${cliente.codigo}: ${contacto.canal} ${contacto.sentido}, ${contacto.resultado}`;
  return {
    contactoId,
    operacionId: operacion.id,
    clienteId: cliente.codigo,
    cliente: cliente.nombre,
    contacto,
    proximoSugerido,
    acuerdoId: acuerdo?.acuerdoId ?? null,
    promesa: pedido.promesa,
    moneda: acuerdo?.moneda ?? null,
    monto: acuerdo?.total ?? null,
    reemplazados: acuerdo?.reemplazados ?? [],
    avisos: acuerdo?.avisos ?? [],
    pausadoHasta: pausa?.hasta ?? null,
  };
}
