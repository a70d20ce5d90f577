import { resolverCliente } from '../datos/busqueda.ts';
import type { Operacion } from '../datos/operacion.ts';
import { leerMonedasConDeuda, leerPagosIguales } from '../datos/pagos.ts';
import { registrarCredito } from '../datos/registro-de-creditos.ts';
import type { Cifra } from '../dominio/cifra.ts';
import type { Moneda } from '../dominio/dinero.ts';
import { estadosAbiertos } from '../dominio/documento.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import { type MedioDePago, mediosDePago } from '../dominio/filas.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { conEjemplos, montoEnMoneda, opcionCifra, opcionDeLista, opcionFecha, opcionMoneda } from './opciones.ts';
import {
  destinosDe,
  type FacturaHallada,
  type FacturaPedida,
  hallarFacturas,
  opcionFacturas,
} from './pago/destinos.ts';
import { armarHecho, type CreditoHecho } from './pago/hecho.ts';
import { imputarCredito } from './pago/imputacion.ts';
import { escribirMonto, presentarHecho } from './pago/presentacion.ts';
import { conRevision } from './pago/revision.ts';
import { escribir, opcionesDeEscritura, textoDe } from './piezas/escritura.ts';

/** `pago registrar`: anota dinero recibido y a qué facturas cancela. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<cliente>', 'id, id fiscal o una parte del nombre que sólo él tenga')
      .addOption(opcionCifra('--monto <monto>', 'cuánto entró, por ejemplo 1500.50').makeOptionMandatory())
      .addOption(opcionMoneda('--moneda <código>', 'en qué moneda (por omisión, la de las facturas que debe)'))
      .addOption(
        opcionFecha('--fecha <fecha>', 'qué día entró (por omisión, hoy); de un cheque, el día en que se cobra'),
      )
      .addOption(opcionDeLista({ indicadores: '--medio <medio>', descripcion: 'cómo entró', valores: mediosDePago }))
      .option(
        '--referencia <texto>',
        'número de transferencia, de cheque o de certificado; si nombra facturas, se le imputan',
      );
    opcionFacturas(orden, 'qué factura cancela y, si no es entera, por cuánto (se puede repetir)');
    orden
      .option('--a-cuenta', 'no lo imputa a nada: queda a favor del cliente')
      .option('--persona <nombre>', 'quién lo entregó o lo avisó')
      .option('--nota <texto>', 'lo que conviene recordar de este pago');
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas pago registrar espiga --monto 15000 --medio transferencia --referencia "TRF 991"', 'a lo más viejo'],
      ['cobranzas pago registrar C-102 --monto 900 --factura A-1-1234 --factura A-1-1240=250.50', 'a dos facturas'],
      [
        'cobranzas pago registrar espiga --monto 8000 --medio cheque --fecha 2026-08-15',
        'un cheque que se cobra ese día',
      ],
      ['cobranzas pago registrar espiga --monto 350 --medio retencion --factura A-1-1234', 'una retención'],
    ]);
  },

  async ejecutar(contexto, [texto = ''], opciones) {
    const pedido = leerPedido(contexto, texto, opciones);
    const escrita = await escribir(contexto, opciones, {
      comando: 'pago registrar',
      accion: (operacion) => registrar(operacion, contexto, pedido),
    });
    await presentarHecho(contexto, escrita, {
      nuevo: true,
      documentos: 'Qué canceló',
      frase: (hecho, cosa) => fraseDe(hecho, { cosa, hoy: contexto.hoy }),
      siguiente: (hecho) => siguienteDe(hecho, contexto.hoy),
    });
    return undefined;
  },
};

interface PedidoDePago {
  readonly cliente: string;
  readonly cifra: Cifra;
  readonly moneda: Moneda | null;
  readonly fecha: Fecha;
  readonly medio: MedioDePago | null;
  readonly referencia: string | null;
  readonly facturas: readonly FacturaPedida[];
  readonly aCuenta: boolean;
  readonly nota: string | null;
}

function leerPedido({ hoy }: Contexto, cliente: string, opciones: Opciones): PedidoDePago {
  const fecha = (opciones.fecha as Fecha | undefined) ?? hoy;
  const medio = (opciones.medio as MedioDePago | undefined) ?? null;
  const facturas = (opciones.factura ?? []) as readonly FacturaPedida[];
  const aCuenta = opciones.aCuenta === true;
  if (fecha > hoy && medio !== 'cheque') {
    throw new ErrorDeUso(`el ${fecha} todavía no llegó: sólo un cheque se registra con la fecha en que se cobra`, {
      sugerencia:
        'si es un cheque, agregue --medio cheque\nsi el cliente prometió pagar ese día: cobranzas acuerdo crear',
    });
  }
  if (aCuenta && facturas.length > 0) {
    throw new ErrorDeUso('--a-cuenta deja el pago sin imputar y --factura dice a qué imputarlo', {
      sugerencia: 'quite una de las dos',
    });
  }
  const persona = textoDe(opciones.persona);
  const partes = [textoDe(opciones.nota), persona === null ? null : `de ${persona}`].filter((parte) => parte !== null);
  return {
    cliente,
    cifra: opciones.monto as Cifra,
    moneda: (opciones.moneda as Moneda | undefined) ?? null,
    fecha,
    medio,
    referencia: textoDe(opciones.referencia),
    facturas,
    aCuenta,
    nota: partes.length === 0 ? null : partes.join('; '),
  };
}

/** Registra el pago y lo imputa dentro de la operación. */
function registrar(operacion: Operacion, contexto: Contexto, pedido: PedidoDePago): CreditoHecho {
  const { hoy } = contexto;
  const { libro } = operacion;
  const { id: clienteId, codigo, nombre } = resolverCliente(libro, pedido.cliente);
  const { fecha, medio, referencia, nota } = pedido;
  const halladas = hallarFacturas(operacion, pedido.facturas, { clienteId, hoy });
  const moneda =
    pedido.moneda ?? elegirMoneda(contexto, halladas, { nombre, conDeuda: leerMonedasConDeuda(libro, clienteId) });
  const monto = montoEnMoneda(pedido.cifra, moneda, '--monto');
  const destinos = destinosDe(operacion, halladas, moneda);
  const avisos = leerPagosIguales(libro, { clienteId, fecha, moneda, monto, referencia }).map(
    (igual) => `el pago ${igual} es del mismo día, monto y referencia: si es el mismo, anule uno`,
  );
  const debe = leerMonedasConDeuda(libro, clienteId);
  if (pedido.moneda !== null && debe.length > 0 && !debe.includes(moneda))
    avisos.push(`${nombre} no debe nada en ${moneda} y sí en ${enPalabras(debe)}: revise la moneda`);
  let creditoId = 0;
  const revisado = conRevision(operacion, { clienteId, hoy }, () => {
    const pago = { clienteId, tipo: 'pago', fecha, moneda, monto, medio, referencia, nota } as const;
    creditoId = registrarCredito(operacion, pago);
    const modo = pedido.aCuenta ? 'a-cuenta' : destinos.length > 0 ? { destinos } : 'automatico';
    const credito = { id: creditoId, clienteId, moneda, fecha, disponible: monto, referencia };
    const { aplicaciones, sinNada, huboAjuste } = imputarCredito(operacion, credito, modo);
    avisos.push(...sinNada.map((numero) => `a ${numero} no le llegó nada: el pago se terminó antes`));
    if (huboAjuste) avisos.push('un archivo importado ya daba por pagado parte de esto: el pago lo reemplaza');
    return { aplicaciones, avisos };
  });
  operacion.resumen = `${codigo}: pago ${creditoId} de ${escribirMonto({ moneda }, monto)}`;
  return armarHecho(operacion, { creditoId, hoy }, revisado);
}

/** La moneda que no se dijo: la de las facturas nombradas, la única en que el cliente debe o la de la empresa. */
function elegirMoneda(
  { politica }: Contexto,
  halladas: readonly FacturaHallada[],
  { nombre, conDeuda }: { readonly nombre: string; readonly conDeuda: readonly Moneda[] },
): Moneda {
  const [primera] = halladas;
  if (primera !== undefined) return primera.documento.moneda;
  const [unica, otra] = conDeuda;
  if (unica !== undefined && otra === undefined) return unica;
  if (unica === undefined && politica.empresa.moneda !== null) return politica.empresa.moneda;
  const porque = unica === undefined ? 'no debe nada' : `debe en ${enPalabras(conDeuda)}`;
  throw new ErrorDeUso(`${nombre} ${porque}: falta decir en qué moneda pagó`, {
    sugerencia: `agregue --moneda, por ejemplo --moneda ${unica ?? 'ARS'}`,
  });
}

/** `ARS, CLP y USD`. */
function enPalabras(monedas: readonly Moneda[]): string {
  const [ultima = '', ...demas] = monedas.toReversed();
  return demas.length === 0 ? ultima : `${demas.toReversed().join(', ')} y ${ultima}`;
}

function fraseDe(hecho: CreditoHecho, { cosa, hoy }: { readonly cosa: string; readonly hoy: Fecha }): string {
  const { monto, imputado, sinImputar, fecha } = hecho;
  const deQue = sinImputar === 0 ? 'todo imputado' : `imputado ${escribirMonto(hecho, imputado)}`;
  const resto = sinImputar === 0 ? '' : `; ${escribirMonto(hecho, sinImputar)} a favor del cliente`;
  const cobro = fecha > hoy ? `; se cobra el ${fecha}: hasta entonces no cuenta como pagado` : '';
  return `${cosa} de ${escribirMonto(hecho, monto)}: ${deQue}${resto}${cobro}`;
}

function siguienteDe({ creditoId, fecha, clienteCodigo, saldoTotal, sinImputar }: CreditoHecho, hoy: Fecha): string {
  if (fecha > hoy) return `si lo rechazan: cobranzas pago anular ${creditoId} --motivo "cheque rechazado"`;
  const debe = saldoTotal !== null && saldoTotal > 0;
  if (debe && sinImputar > 0) return `cobranzas pago imputar ${creditoId} --automatico`;
  return debe
    ? `cobranzas factura listar --cliente "${clienteCodigo}" --estado ${estadosAbiertos.join(',')}`
    : `cobranzas cliente ver "${clienteCodigo}"`;
}
