import type { NombreDeBloque } from './campos.ts';
import type { CuadroDeMensaje } from './cuadro.ts';
import { nombreDeEmpresa } from './datos.ts';
import { enRenglones, enUnRenglon } from './limpio.ts';
import type { PedidoDeMensaje } from './pedido.ts';
import { llenarRenglon, type Relleno } from './plantilla.ts';

/** Un modo de pagar, con sus instrucciones por renglones. */
export interface MedioEnMensaje {
  readonly nombre: string;
  readonly instrucciones: readonly string[];
}

/** Una parte del mensaje, ya escrita; cada versión (texto, HTML) sólo la dispone. */
export type BloqueDeMensaje =
  | { readonly tipo: 'parrafo' | 'respuesta' | 'firma'; readonly renglones: readonly string[] }
  | { readonly tipo: 'cuadro'; readonly cuadro: CuadroDeMensaje }
  | {
      readonly tipo: 'medios';
      readonly titulo: string;
      readonly medios: readonly MedioEnMensaje[];
      /** Qué poner en la referencia del pago. */
      readonly nota: string;
    };

interface Partes {
  readonly pedido: PedidoDeMensaje;
  readonly relleno: Relleno;
  readonly cuadro: CuadroDeMensaje | null;
}

/** Arma un bloque; la lista vacía si en este mensaje no corresponde. */
export function armarBloque(nombre: NombreDeBloque, partes: Partes): readonly BloqueDeMensaje[] {
  switch (nombre) {
    case 'cuadro':
      return partes.cuadro === null ? [] : [{ tipo: 'cuadro', cuadro: partes.cuadro }];
    case 'medios':
      return partes.cuadro === null ? [] : [armarMedios(partes)];
    case 'respuesta':
      return esLlamada(partes) ? [] : [{ tipo: 'respuesta', renglones: decirRespuesta(partes) }];
    case 'firma':
      return esLlamada(partes) ? [] : [{ tipo: 'firma', renglones: ['Saludos,', ...firmaDe(partes.pedido)] }];
  }
}

/** Lo que se dice por teléfono no lleva cómo contestar ni firma. */
const esLlamada = ({ pedido }: Partes): boolean => pedido.decision.canal === 'llamada';

const sinMedios =
  'Si {necesitás|necesitas|necesita} los datos para pagar, {pedínoslos|pídenoslos|pídanoslos} y {te|te|se} los mandamos enseguida.';
const notaDeMedios =
  'En la referencia del pago, {poné|pon|ponga} {el número de la factura|los números de las facturas}, así lo registramos bien.';

function armarMedios({ pedido: { politica }, relleno }: Partes): BloqueDeMensaje {
  const decir = (frase: string): string => llenarRenglon(frase, relleno) ?? '';
  if (politica.medios.length === 0) return { tipo: 'parrafo', renglones: [decir(sinMedios)] };
  return {
    tipo: 'medios',
    titulo: 'Cómo pagar',
    medios: politica.medios.map(({ nombre, instrucciones }) => ({
      nombre: enUnRenglon(nombre),
      instrucciones: enRenglones(instrucciones),
    })),
    nota: decir(notaDeMedios),
  };
}

/** Cómo contestar, y qué hacer si ya se pagó: la puerta siempre queda abierta. */
function decirRespuesta({ pedido, relleno }: Partes): string[] {
  const { decision, politica } = pedido;
  const vias = [
    ...(decision.canal === 'whatsapp' ? ['responder este mensaje'] : []),
    ...(decision.canal === 'email' || decision.canal === null ? ['responder este correo'] : []),
    ...(decision.canal === 'carta' && relleno.valor('correo') !== '' ? ['escribirnos a {correo}'] : []),
    ...(politica.empresa.telefono === null ? [] : ['llamarnos al {telefono}']),
  ];
  const yaPago =
    'Si ya {pagaste|pagaste|pagó}, ¡gracias! {Contanos|Cuéntanos|Cuéntenos} qué día y por qué medio, y lo registramos.';
  const comoContestar = `Por cualquier duda, o si {necesitás|necesitas|necesita} otra fecha, {podés|puedes|puede} ${vias.join(' o ')}.`;
  const sinDeuda = `Por lo que {necesites|necesites|necesite}, {podés|puedes|puede} ${vias.join(' o ')}.`;
  const frases = [
    ...(decision.vencidas.length > 0 ? [yaPago] : []),
    ...(vias.length === 0 ? [] : [decision.monto > 0 ? comoContestar : sinDeuda]),
  ];
  return frases.flatMap((frase) => llenarRenglon(frase, relleno) ?? []);
}

function firmaDe({ politica }: PedidoDeMensaje): string[] {
  const firma = enRenglones(politica.correo?.firma ?? '');
  const empresa = nombreDeEmpresa(politica);
  return empresa === '' || firma.includes(empresa) ? firma : [...firma, empresa];
}
