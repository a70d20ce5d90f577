import { resolverCliente, resolverDeuda } from '../datos/busqueda.ts';
import { leerDisputas, registrarResolucion } from '../datos/disputas.ts';
import type { Operacion } from '../datos/operacion.ts';
import { textoLocal } from '../dominio/dinero.ts';
import { estaAbierta, type ResultadoDeDisputa, resultadosDeDisputa } from '../dominio/disputa.ts';
import { asegurar, ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import { textoDeCodigo } from '../dominio/ficha-frases.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { type DisputaHecha, presentarDisputa } from './disputa/presentacion.ts';
import { agregarFiltros, leerFiltros } from './filtros.ts';
import { conEjemplos, opcionDeLista, opcionFecha } from './opciones.ts';
import { escribir, opcionesDeEscritura, textoDe } from './piezas/escritura.ts';

/** `factura resolver`: termina una disputa y dice a favor de quién. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('<numero>', 'el número, como sea que esté escrito; la letra se puede omitir');
    agregarFiltros(orden, ['cliente'], { cliente: 'de quién es, si varios clientes tienen ese número' });
    orden
      .addOption(
        opcionDeLista({
          indicadores: '--resultado <resultado>',
          descripcion: 'cómo terminó',
          valores: resultadosDeDisputa,
        }).makeOptionMandatory(),
      )
      .addOption(opcionFecha('--fecha <fecha>', 'qué día se resolvió (por omisión, hoy)'))
      .option('--nota <texto>', 'qué se acordó');
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas factura resolver A-1-1234 --resultado a-favor-nuestro', 'se vuelve a reclamar'],
      ['cobranzas factura resolver 1234 --resultado parcial --nota "se acredita el faltante"', 'parte y parte'],
    ]);
  },

  async ejecutar(contexto, [numero = ''], opciones) {
    const pedido = leerPedido(contexto, numero, opciones);
    const escrita = await escribir(contexto, opciones, {
      comando: 'factura resolver',
      accion: (operacion) => resolver(operacion, contexto, pedido),
    });
    await presentarDisputa(contexto, escrita, {
      frase: ({ numero: hallado, resultado, saldo, moneda }) =>
        `${hallado}: disputa resuelta ${textoDeCodigo(resultado ?? '')}; se vuelve a reclamar todo lo que debe, ${textoLocal({ monto: saldo, moneda })} ${moneda}`,
      siguiente: siguienteDe,
    });
    return undefined;
  },
};

interface PedidoDeResolver {
  readonly numero: string;
  readonly cliente: string | null;
  readonly resultado: ResultadoDeDisputa;
  readonly fecha: Fecha;
  readonly nota: string | null;
}

function leerPedido({ hoy }: Contexto, numero: string, opciones: Opciones): PedidoDeResolver {
  const fecha = (opciones.fecha as Fecha | undefined) ?? hoy;
  if (fecha > hoy) throw new ErrorDeUso(`el ${fecha} todavía no llegó`);
  return {
    numero,
    cliente: leerFiltros(opciones).cliente,
    resultado: opciones.resultado as ResultadoDeDisputa,
    fecha,
    nota: textoDe(opciones.nota),
  };
}

function resolver(operacion: Operacion, { hoy }: Contexto, pedido: PedidoDeResolver): DisputaHecha {
  const { libro } = operacion;
  const { resultado, fecha, nota } = pedido;
  const clienteId = pedido.cliente === null ? null : resolverCliente(libro, pedido.cliente).id;
  const { id, numero, moneda, saldo, clienteCodigo, clienteNombre } = resolverDeuda(libro, pedido.numero, {
    clienteId,
    hoy,
  });
  const disputas = leerDisputas(libro, id);
  const abiertas = disputas.filter((disputa) => estaAbierta(disputa, hoy) && disputa.resuelta === null);
  const ultima = disputas.at(-1);
  if (abiertas.length === 0) {
    const previa = ultima === undefined ? '' : `; la última fue del ${ultima.fecha}: ${ultima.motivo}`;
    throw new ErrorDeDatos(`${numero} no está en disputa${previa}`, {
      sugerencia: 'vea las que lo están con: cobranzas factura listar --estado en-disputa',
    });
  }
  for (const { id: disputaId, fecha: desde } of abiertas) {
    if (fecha < desde) {
      throw new ErrorDeDatos(`la disputa es del ${desde}: no se pudo resolver el ${fecha}`, {
        sugerencia: 'escriba en --fecha un día desde entonces',
      });
    }
    registrarResolucion(operacion, disputaId, { fecha, resultado, nota });
  }
  const [resuelta] = abiertas;
  asegurar(resuelta !== undefined, 'se resolvió una disputa que no está');
  operacion.resumen = `${clienteCodigo}: ${numero}, disputa ${resultado}`;
  const { id: disputaId, motivo, fecha: desde, hasta } = resuelta;
  const identidad = { disputaId, operacionId: operacion.id, clienteCodigo, clienteNombre, numero, moneda, saldo };
  return { ...identidad, enDisputa: 0, motivo, desde, hasta, resultado };
}

/** Lo que se reconoce al cliente es una nota de crédito de la empresa: aquí no se inventa, se importa y se imputa. */
function siguienteDe({ numero, clienteCodigo, resultado }: DisputaHecha): string {
  if (resultado === 'a-favor-nuestro') return `cobranzas factura ver "${numero}" --cliente "${clienteCodigo}"`;
  return [
    'antes de volver a reclamarla, emita la nota de crédito en su sistema y tráigala: cobranzas import notas-de-credito.csv',
    `después aplíquela: cobranzas pago imputar <pago_id> --factura "${numero}" (el número está en: cobranzas pago listar --todos --sin-imputar --cliente "${clienteCodigo}")`,
  ].join('\n');
}
