import { messageIdNuevo } from '../datos/recordatorio/mensajes.ts';
import { type Buzon, leerBuzon } from '../dominio/direccion-de-correo.ts';
import { ErrorDeDatos, ErrorDeUso } from '../dominio/errores.ts';
import { armarMensaje } from '../dominio/mensaje/armar.ts';
import { avisosDeMensajes } from '../dominio/mensaje/avisos.ts';
import { armarMuestra } from '../dominio/mensaje/muestra.ts';
import type { PedidoDeMensaje } from '../dominio/mensaje/pedido.ts';
import { armarMime } from '../envio/mime.ts';
import { ConexionDeCorreo, FallaDeServidor } from '../envio/smtp.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { conEjemplos } from './opciones.ts';
import { leerPlantillasVigentes, plantillaDe } from './piezas/plantillas.ts';
import { adjuntadorDe } from './recordatorios/adjuntos.ts';
import { type CorreoConfigurado, configurarCorreo } from './recordatorios/correo.ts';

/** Una muestra que se envió. */
interface MuestraEnviada {
  readonly plantilla: string;
  readonly asunto: string;
  readonly destino: string;
  readonly resultado: string;
  readonly detalle: string;
}

const columnas: readonly Columna<MuestraEnviada>[] = [
  { clave: 'plantilla', titulo: 'Plantilla', tipo: 'texto', valor: ({ plantilla }) => plantilla, importancia: 9 },
  {
    clave: 'resultado',
    titulo: 'Resultado',
    tipo: 'texto',
    valor: ({ resultado }) => resultado,
    tono: ({ resultado }) => (resultado === 'enviado' ? 'bien' : 'mal'),
    importancia: 9,
  },
  { clave: 'asunto', titulo: 'Asunto', tipo: 'texto', valor: ({ asunto }) => asunto, importancia: 8 },
  { clave: 'destino', titulo: 'Destino', tipo: 'texto', valor: ({ destino }) => destino, importancia: 5 },
  { clave: 'detalle', titulo: 'Detalle', tipo: 'texto', valor: ({ detalle }) => detalle, importancia: 4 },
];

/** `recordatorios probar`: se envía a uno mismo una muestra de cada mensaje, con datos inventados. No toca el libro. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .requiredOption('--a <correo>', 'a quién se envían las muestras: uno mismo')
      .option('--plantilla <código>', 'sólo la de esta plantilla; si no, las de todos los pasos por correo');
    conEjemplos(orden, [
      ['cobranzas recordatorios probar --a ana@sur.example', 'cómo le llega cada mensaje a un cliente'],
      ['cobranzas recordatorios probar --a ana@sur.example --plantilla firme', 'sólo uno'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const para = leerDestino(opciones);
    const { consola, politica } = contexto;
    const correo = configurarCorreo(contexto);
    const muestras = await elegirMuestras(contexto, opciones);
    for (const aviso of avisosDeMensajes(politica)) consola.avisar(aviso);
    const enviadas = await enviarMuestras(contexto, { para, correo, muestras });
    await contexto.presentar({ columnas, filas: enviadas });
    const malas = enviadas.filter(({ resultado }) => resultado !== 'enviado');
    consola.informar(`muestras enviadas a ${para.direccion}: ${enviadas.length - malas.length} de ${muestras.length}`);
    if (malas.length === 0) consola.sugerir('mírelas en su correo; después: cobranzas recordatorios plan');
    return enviadas.length - malas.length === muestras.length ? undefined : 4;
  },
};

function leerDestino({ a }: Opciones): Buzon {
  const para = leerBuzon(String(a));
  if (para !== null) return para;
  throw new ErrorDeUso(`«${String(a)}» no es una dirección de correo`, {
    sugerencia: 'escriba una sola: --a ana@sur.example',
  });
}

/** Las plantillas que salen por correo: la pedida, o las de los pasos de la política. */
async function elegirMuestras(contexto: Contexto, opciones: Opciones): Promise<PedidoDeMensaje[]> {
  const { politica, hoy } = contexto;
  const plantillas = await leerPlantillasVigentes(contexto);
  const deLosPasos = politica.recordatorios.pasos
    .filter(({ canal }) => canal === 'email')
    .flatMap(({ plantilla, plantillaB }) => (plantillaB === null ? [plantilla] : [plantilla, plantillaB]));
  const pedida = opciones.plantilla;
  const codigos = typeof pedida === 'string' ? [pedida] : [...new Set(deLosPasos)];
  const muestras = codigos.map((codigo) =>
    armarMuestra({ plantilla: plantillaDe(plantillas, codigo), politica, hoy, facturas: 2 }),
  );
  const ajena = muestras.find(({ decision }) => decision.canal !== 'email');
  if (ajena !== undefined) {
    throw new ErrorDeDatos(`la plantilla «${ajena.plantilla.codigo}» no sale por correo`, {
      sugerencia: `léala con: cobranzas plantilla ver ${ajena.plantilla.codigo}`,
    });
  }
  return muestras;
}

async function enviarMuestras(
  { politica, hoy, ahora }: Contexto,
  {
    para,
    correo,
    muestras,
  }: { readonly para: Buzon; readonly correo: CorreoConfigurado; readonly muestras: readonly PedidoDeMensaje[] },
): Promise<MuestraEnviada[]> {
  const { htmlDeMensaje } = await import('../salida/mensaje-html.ts');
  const adjuntar = adjuntadorDe(politica, () => ({ hoy, minutos: 0 }));
  const conexion = await conectar(correo);
  const enviadas: MuestraEnviada[] = [];
  try {
    for (const muestra of muestras) {
      if (!conexion.viva) break;
      const armado = armarMensaje(muestra);
      const asunto = `[prueba] ${armado.asunto}`;
      const mensaje = await armarMime({
        de: correo.de,
        para,
        responderA: correo.responderA,
        asunto,
        texto: armado.texto,
        html: htmlDeMensaje(armado),
        adjuntos: await adjuntar(muestra),
        messageId: messageIdNuevo(correo.dominio),
        fecha: ahora(),
      });
      const sobre = { de: correo.de.direccion, para: para.direccion };
      // Una muestra no deja rastro: si se pierde, se pide otra vez.
      const { clase, detalle } = await conexion.entregar({ sobre, mensaje, marcar: () => {} });
      const resultado = clase === 'reintentar' ? 'no salió' : clase;
      enviadas.push({ plantilla: muestra.plantilla.codigo, asunto, destino: para.direccion, resultado, detalle });
    }
  } finally {
    await conexion.cerrar();
  }
  return enviadas;
}

async function conectar({ servidor }: CorreoConfigurado): Promise<ConexionDeCorreo> {
  try {
    return await ConexionDeCorreo.abrir(servidor);
  } catch (error) {
    if (!(error instanceof FallaDeServidor)) throw error;
    throw new ErrorDeDatos(`no se envió nada: ${error.message}`, {
      sugerencia: 'revise [correo] en la política: servidor, puerto, seguridad y usuario',
    });
  }
}
