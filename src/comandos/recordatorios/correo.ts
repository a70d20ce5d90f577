import { type Buzon, leerBuzon } from '../../dominio/direccion-de-correo.ts';
import { ErrorDeUso } from '../../dominio/errores.ts';
import { enUnRenglon } from '../../dominio/mensaje/limpio.ts';
import { leerClave } from '../../envio/clave.ts';
import type { ServidorDeSalida } from '../../envio/smtp.ts';
import type { Contexto } from '../comando.ts';
import { leerEntero } from '../opciones.ts';

/** Por dónde y en nombre de quién sale el correo. */
export interface CorreoConfigurado {
  readonly servidor: ServidorDeSalida;
  /** Si la política da sólo una dirección, con el nombre de la empresa: es lo primero que ve quien lo recibe. */
  readonly de: Buzon;
  readonly responderA: Buzon | null;
  /** El dominio del remitente, para los Message-ID. */
  readonly dominio: string;
}

/** Una hora: más que esto no espera nadie. */
const esperaMaxSegundos = 3600;

/** Lo que hay que agregar a la política para poder enviar. */
const ejemplo = 'en la política: [correo] servidor = "smtp.sur.example", de = "Cobranzas <cobros@sur.example>"…';

/**
 * Reúne lo que hace falta para enviar: el servidor de la política y la clave, de donde esté.
 * @throws {ErrorDeUso} si falta algo, si una dirección no lo es, o si la clave viajaría a la vista
 */
export function configurarCorreo({ politica, rutaPolitica, entorno }: Contexto): CorreoConfigurado {
  const { correo } = politica;
  if (correo?.servidor == null) {
    throw new ErrorDeUso('la política no dice por qué servidor sale el correo', {
      sugerencia: `${ejemplo}\npara empezar una: cobranzas politica crear`,
    });
  }
  const de = buzonDe(correo.de, 'de');
  if (de === null) throw new ErrorDeUso('la política no dice quién envía el correo', { sugerencia: ejemplo });
  const clave = correo.usuario === null ? null : leerClave({ archivo: correo.claveArchivo, rutaPolitica, entorno });
  if (correo.usuario !== null && clave === null) {
    throw new ErrorDeUso(`falta la clave de ${correo.usuario} en ${correo.servidor}`, {
      sugerencia:
        'guárdela en un archivo con permisos 0600 y nómbrelo en clave_archivo de [correo]\no póngala en la credencial smtp-clave de systemd, o en COBRANZAS_SMTP_CLAVE',
    });
  }
  if (clave !== null && correo.seguridad === 'ninguna' && !esLocal(correo.servidor)) {
    throw new ErrorDeUso(`la clave de ${correo.usuario} viajaría sin cifrar hasta ${correo.servidor}`, {
      sugerencia: 'ponga seguridad = "starttls" o "tls" en [correo] de la política',
    });
  }
  const { servidor, puerto, seguridad, usuario } = correo;
  return {
    servidor: { servidor, puerto, seguridad, usuario, clave, esperaMax: leerEspera(entorno.COBRANZAS_SMTP_ESPERA) },
    de: { ...de, nombre: de.nombre ?? (enUnRenglon(politica.empresa.nombre ?? '') || null) },
    responderA: buzonDe(correo.responderA, 'responder_a'),
    dominio: de.direccion.slice(de.direccion.lastIndexOf('@') + 1),
  };
}

function buzonDe(texto: string | null, clave: string): Buzon | null {
  if (texto === null || texto.trim() === '') return null;
  const buzon = leerBuzon(texto);
  if (buzon !== null) return buzon;
  throw new ErrorDeUso(`«${texto}» no es una dirección de correo`, {
    sugerencia: `corrija ${clave} en [correo] de la política: "Cobranzas <cobros@sur.example>" o sólo la dirección`,
  });
}

function leerEspera(texto: string | undefined): number | null {
  if (!texto) return null;
  return leerEntero(texto, 'COBRANZAS_SMTP_ESPERA (segundos)', { min: 1, max: esperaMaxSegundos }) * 1000;
}

function esLocal(servidor: string): boolean {
  return servidor === 'localhost' || servidor === '::1' || /^127\./.test(servidor);
}
