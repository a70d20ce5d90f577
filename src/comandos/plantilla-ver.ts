import { ErrorDeUso } from '../dominio/errores.ts';
import { armarMensaje } from '../dominio/mensaje/armar.ts';
import { avisosDeMensajes } from '../dominio/mensaje/avisos.ts';
import { tratoVigente } from '../dominio/mensaje/datos.ts';
import { armarMuestra } from '../dominio/mensaje/muestra.ts';
import type { Plantilla } from '../dominio/mensaje/plantilla.ts';
import { elMasParecido } from '../dominio/parecidos.ts';
import type { Politica } from '../dominio/politica.ts';
import { type Trato, tratos } from '../dominio/trato.ts';
import { limpiarConservandoRenglones } from '../salida/limpiar.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { conEjemplos, conListas, opcionDeLista, opcionEntero } from './opciones.ts';
import { leerTodas, type PlantillaConOrigen, textoDeFalla } from './piezas/plantillas.ts';
import { listasDePlantilla } from './plantilla/ayuda.ts';

/** `cobranzas plantilla ver`: un texto lleno con datos inventados, como lo lee quien lo recibe. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<plantilla>', 'el código: cobranzas plantilla listar los muestra')
      .option('--cruda', 'sin llenar, para copiarla y hacer una propia')
      .option('--html', 'la versión HTML, para abrirla en un navegador')
      .addOption(
        opcionDeLista({
          indicadores: '--trato <trato>',
          descripcion: 'cómo se trata al cliente; por omisión, lo que dice la política o se usa en su país',
          valores: tratos,
        }),
      )
      .addOption(
        opcionEntero({
          indicadores: '--facturas <n>',
          descripcion: 'cuántas facturas inventar (2)',
          min: 1,
          max: 100,
        }).default(2, '2'),
      );
    conListas(orden, listasDePlantilla);
    conEjemplos(orden, [
      ['cobranzas plantilla ver amable', 'como lo lee el cliente'],
      ['cobranzas plantilla ver firme --trato usted --facturas 1', 'de usted y con una sola factura'],
      ['cobranzas plantilla ver aviso --html --salida aviso.html', 'para mirarlo en un navegador'],
      ['cobranzas plantilla ver amable --cruda > plantillas/amable.txt', 'para escribir una propia'],
    ]);
  },

  async ejecutar(contexto, [codigo = ''], opciones) {
    const { consola } = contexto;
    const { plantilla, origen } = await elegir(contexto, codigo);
    if (opciones.cruda === true) {
      await consola.escribir(textoDePlantilla(plantilla));
      consola.sugerir('para usar una propia: guárdela en la carpeta recordatorios.plantillas de la política');
      return undefined;
    }
    const armado = armarMensaje(
      armarMuestra({
        plantilla,
        politica: conTrato(contexto.politica, opciones),
        hoy: contexto.hoy,
        facturas: Number(opciones.facturas),
      }),
    );
    if (opciones.html === true) {
      const { htmlDeMensaje } = await import('../salida/mensaje-html.ts');
      await consola.escribir(htmlDeMensaje(armado));
      return undefined;
    }
    if (contexto.formato === 'json' || contexto.formato === 'ndjson') {
      const { asunto, texto } = armado;
      const trato = tratoVigente(conTrato(contexto.politica, opciones));
      await contexto.presentarJson({ codigo, tono: plantilla.tono, origen, trato, asunto, texto });
      return undefined;
    }
    await consola.escribir(limpiarConservandoRenglones(`Asunto: ${armado.asunto}\n\n${armado.texto}`));
    for (const aviso of avisosDeMensajes(contexto.politica)) consola.avisar(aviso);
    consola.informar('El cliente y las facturas son inventados.');
    consola.sugerir(`para cambiar el texto: cobranzas plantilla ver ${codigo} --cruda`);
    return undefined;
  },
};

/** La plantilla de ese código, si se puede enviar. */
async function elegir(
  { politica }: Contexto,
  codigo: string,
): Promise<{ readonly plantilla: Plantilla; readonly origen: string }> {
  const todas = await leerTodas(politica);
  const elegida = todas.find((una) => una.codigo === codigo);
  if (elegida === undefined) throw errorDeCodigo(codigo, todas);
  const { plantilla, archivo, fallas } = elegida;
  if (plantilla === null || fallas.length > 0) {
    const [falla] = fallas;
    throw new ErrorDeUso(falla === undefined ? `la plantilla «${codigo}» no se entiende` : textoDeFalla(falla), {
      sugerencia: 'para ver todo lo que hay que corregir: cobranzas plantilla validar',
    });
  }
  return { plantilla, origen: archivo ?? 'incluida' };
}

function errorDeCodigo(codigo: string, todas: readonly PlantillaConOrigen[]): ErrorDeUso {
  const codigos = todas.map((una) => una.codigo);
  const parecido = elMasParecido(codigo, codigos);
  return new ErrorDeUso(`no hay una plantilla «${codigo}»`, {
    sugerencia: `${parecido === undefined ? '' : `¿quiso decir ${parecido}?\n`}use una de: ${codigos.join(', ')}`,
  });
}

function conTrato(politica: Politica, { trato }: Opciones): Politica {
  if (trato === undefined) return politica;
  return { ...politica, recordatorios: { ...politica.recordatorios, trato: trato as Trato } };
}

/** Una plantilla como se escribe en su archivo. */
function textoDePlantilla({ asunto, tono, cuerpo }: Plantilla): string {
  return `Asunto: ${asunto}\nTono: ${tono}\n\n${cuerpo.trimEnd()}\n`;
}
