import { ErrorDeDatos } from '../errores.ts';
import type { Fecha } from '../fecha.ts';
import { armarBloque, type BloqueDeMensaje } from './bloques.ts';
import { bloquesDeMensaje, type NombreDeBloque } from './campos.ts';
import { armarCuadro, type CuadroDeMensaje } from './cuadro.ts';
import { plazoDe, rellenoDe } from './datos.ts';
import { enUnRenglon } from './limpio.ts';
import type { PedidoDeMensaje } from './pedido.ts';
import { llenarRenglon, type Plantilla, parrafosDe, type Relleno } from './plantilla.ts';
import { escribirMensaje } from './redaccion.ts';
import { revisarPlantilla, textoDeProblema } from './revisar.ts';

/** Un mensaje listo para entregar: nada de lo que dice depende ya de la plantilla ni de la política. */
export interface MensajeArmado {
  /** Código de la plantilla. */
  readonly plantilla: string;
  /** Un renglón limpio, de 1 a 150 caracteres. */
  readonly asunto: string;
  /** El texto tal como se entrega, con `\n`. En correos y cartas, de 72 columnas. */
  readonly texto: string;
  /** Lo mismo por partes, para la versión HTML. */
  readonly bloques: readonly BloqueDeMensaje[];
  /** `null` si no menciona ninguna factura. */
  readonly cuadro: CuadroDeMensaje | null;
  /** Último día del plazo que da para pagar, o `null`. */
  readonly plazoHasta: Fecha | null;
}

/** Un asunto que no dice nada de más, para cuando la plantilla pide un dato que no se tiene. */
const asuntoComun = 'Información de {tu|tu|su} cuenta';

/**
 * Arma el mensaje de una decisión: llena la plantilla en una pasada y agrega lo que ella no puso de cómo pagar, cómo
 * contestar y quién firma. Un renglón que usa un campo sin valor no se escribe.
 * @throws ErrorDeDatos si la plantilla no pasa la revisión: nunca sale un mensaje a medio llenar
 */
export function armarMensaje(pedido: PedidoDeMensaje): MensajeArmado {
  const { plantilla, decision, hoy } = pedido;
  exigirPlantillaSana(plantilla);
  const cuadro = cuadroDe(pedido);
  const relleno = rellenoDe(pedido, cuadro);
  const bloques = armarBloques(pedido, relleno, cuadro);
  return {
    plantilla: plantilla.codigo,
    asunto: escribirAsunto(plantilla, relleno),
    texto: escribirMensaje(bloques, decision.canal),
    bloques,
    cuadro,
    plazoHasta: plazoDe({ decision, hoy }),
  };
}

function cuadroDe({ decision, hoy, politica, cliente }: PedidoDeMensaje): CuadroDeMensaje | null {
  const cuenta = cliente.cuentas.find(({ moneda }) => moneda === decision.moneda);
  return armarCuadro(decision, hoy, politica.empresa.pais, cuenta?.unidades);
}

/** El asunto del mensaje, sin armar lo demás. */
export function llenarAsunto(pedido: PedidoDeMensaje): string {
  return escribirAsunto(pedido.plantilla, rellenoDe(pedido, cuadroDe(pedido)));
}

function escribirAsunto({ asunto }: Plantilla, relleno: Relleno): string {
  return enUnRenglon(llenarRenglon(asunto, relleno) ?? llenarRenglon(asuntoComun, relleno) ?? '', 150);
}

function armarBloques(
  pedido: PedidoDeMensaje,
  relleno: Relleno,
  cuadro: CuadroDeMensaje | null,
): readonly BloqueDeMensaje[] {
  const puestos = new Set<NombreDeBloque>();
  const poner = (nombre: NombreDeBloque): readonly BloqueDeMensaje[] => {
    if (puestos.has(nombre)) return [];
    puestos.add(nombre);
    return armarBloque(nombre, { pedido, relleno, cuadro });
  };
  const delCuerpo = parrafosDe(pedido.plantilla.cuerpo).flatMap(({ renglones }): readonly BloqueDeMensaje[] => {
    const nombre = bloquesDeMensaje.find((bloque) => renglones.length === 1 && renglones[0] === `{${bloque}}`);
    if (nombre !== undefined) return poner(nombre);
    const llenos = renglones.flatMap((renglon) => llenarRenglon(renglon, relleno) ?? []);
    return llenos.length === 0 ? [] : [{ tipo: 'parrafo', renglones: llenos }];
  });
  return [...delCuerpo, ...bloquesDeMensaje.flatMap(poner)];
}

const sanas = new WeakSet<Plantilla>();

function exigirPlantillaSana(plantilla: Plantilla): void {
  if (sanas.has(plantilla)) return;
  const [problema] = revisarPlantilla(plantilla);
  if (problema !== undefined) {
    throw new ErrorDeDatos(`la plantilla «${plantilla.codigo}» no se puede enviar: ${textoDeProblema(problema)}`, {
      sugerencia: 'corríjala y compruébela con cobranzas plantilla validar',
    });
  }
  sanas.add(plantilla);
}
