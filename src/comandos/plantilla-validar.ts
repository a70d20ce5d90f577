import { ErrorDeDatos } from '../dominio/errores.ts';
import { avisosDeMensajes } from '../dominio/mensaje/avisos.ts';
import { leerArchivoDePlantilla } from '../entrada/plantillas.ts';
import type { Comando, Contexto } from './comando.ts';
import { conEjemplos, conListas } from './opciones.ts';
import {
  conOrigen,
  exigirTonos,
  leerPlantillasVigentes,
  leerTodas,
  type PlantillaConOrigen,
  textoDeFalla,
} from './piezas/plantillas.ts';
import { listasDePlantilla } from './plantilla/ayuda.ts';

/** `cobranzas plantilla validar`: revisa las plantillas sin enviar nada. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('[archivo...]', 'los archivos que se revisan (por omisión, todas las plantillas vigentes)');
    conListas(orden, listasDePlantilla);
    conEjemplos(orden, [
      ['cobranzas plantilla validar', 'todas: las incluidas y las de la carpeta de la política'],
      ['cobranzas plantilla validar amable.txt', 'una antes de usarla'],
    ]);
  },

  async ejecutar(contexto, archivos) {
    const { politica, consola } = contexto;
    const plantillas =
      archivos.length === 0
        ? await leerTodas(politica)
        : (await Promise.all(archivos.map(leerArchivoDePlantilla))).map(conOrigen);
    exigirSanas(plantillas);
    // También dice si un paso pide una plantilla que no existe o que habla con otro tono.
    if (archivos.length === 0) await leerPlantillasVigentes(contexto);
    else await exigirTonos(contexto, new Map(plantillas.map(({ codigo, plantilla }) => [codigo, plantilla])));
    await presentar(contexto, plantillas);
    for (const aviso of avisosDeMensajes(politica)) consola.avisar(aviso);
    const sinUso = plantillas.filter((una) => una.archivo !== null && !tieneUso(una, contexto));
    for (const { codigo } of sinUso) consola.informar(`ningún paso de la política usa la plantilla «${codigo}»`);
    return undefined;
  },
};

function exigirSanas(plantillas: readonly PlantillaConOrigen[]): void {
  const [falla, ...demas] = plantillas.flatMap(({ fallas }) => fallas);
  if (falla === undefined) return;
  throw new ErrorDeDatos(textoDeFalla(falla), {
    detalle: demas.map(textoDeFalla),
    sugerencia: 'corrija el archivo; para ver los campos: cobranzas plantilla listar --campos',
  });
}

/** Una propia que reemplaza a una incluida se usa donde se usaba la otra. */
function tieneUso({ codigo, reemplaza }: PlantillaConOrigen, { politica }: Contexto): boolean {
  return (
    reemplaza ||
    politica.recordatorios.pasos.some(({ plantilla, plantillaB }) => plantilla === codigo || plantillaB === codigo)
  );
}

async function presentar(contexto: Contexto, filas: readonly PlantillaConOrigen[]): Promise<void> {
  await contexto.presentar<PlantillaConOrigen>({
    columnas: [
      { clave: 'codigo', titulo: 'Plantilla', tipo: 'texto', valor: ({ codigo }) => codigo, importancia: 9 },
      {
        clave: 'archivo',
        titulo: 'Archivo',
        tipo: 'texto',
        valor: ({ archivo }) => archivo ?? 'incluida',
        importancia: 5,
      },
      { clave: 'tono', titulo: 'Tono', tipo: 'texto', valor: ({ plantilla }) => plantilla?.tono ?? null },
      {
        clave: 'estado',
        titulo: 'Estado',
        tipo: 'texto',
        valor: () => 'valida',
        importancia: 9,
        tono: () => 'bien',
      },
    ],
    filas,
  });
}
