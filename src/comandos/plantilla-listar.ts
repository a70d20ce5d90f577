import { llenarAsunto } from '../dominio/mensaje/armar.ts';
import { type CampoDeMensaje, camposDeMensaje } from '../dominio/mensaje/campos.ts';
import { armarMuestra } from '../dominio/mensaje/muestra.ts';
import type { Plantilla } from '../dominio/mensaje/plantilla.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando, Contexto } from './comando.ts';
import { conEjemplos } from './opciones.ts';
import { leerTodas, type PlantillaConOrigen } from './piezas/plantillas.ts';

/** `cobranzas plantilla listar`: con qué textos se puede escribir, de dónde sale cada uno y qué paso lo usa. */
export const comando: Comando = {
  configurar(orden) {
    orden.option('--campos', 'en vez de las plantillas, lo que pueden pedir entre llaves');
    conEjemplos(orden, [
      ['cobranzas plantilla listar', 'las incluidas y las propias'],
      ['cobranzas plantilla listar --campos', 'qué se puede escribir en una propia'],
      ['cobranzas plantilla listar --formato json', 'para otro programa'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    if (opciones.campos === true) return listarCampos(contexto);
    const filas = (await leerTodas(contexto.politica)).map((una) => filaDe(una, contexto));
    await contexto.presentar({ columnas, filas });
    if (filas.some(({ estado }) => estado !== 'bien')) {
      contexto.consola.sugerir('para ver qué corregir: cobranzas plantilla validar');
    } else contexto.consola.sugerir('para leer una como la recibe el cliente: cobranzas plantilla ver amable');
    return undefined;
  },
};

async function listarCampos({ presentar, consola }: Contexto): Promise<undefined> {
  await presentar<CampoDeMensaje>({
    columnas: [
      { clave: 'campo', titulo: 'Campo', tipo: 'texto', valor: ({ nombre }) => `{${nombre}}`, importancia: 9 },
      { clave: 'que', titulo: 'Qué pone', tipo: 'texto', valor: ({ que }) => que, importancia: 8 },
      { clave: 'donde', titulo: 'Dónde va', tipo: 'texto', valor: dondeVa, importancia: 7 },
    ],
    filas: camposDeMensaje,
  });
  consola.informar(
    'Además, {podés|puedes|puede} son las formas en voseo, tú y usted, y {vence|vencen} para una factura o varias. Un renglón que usa un campo sin valor no se escribe.',
  );
  return undefined;
}

function dondeVa({ enAsunto, esBloque }: CampoDeMensaje): string {
  if (esBloque) return 'solo en su párrafo';
  return enAsunto ? 'asunto y cuerpo' : 'cuerpo';
}

interface FilaDePlantilla {
  readonly codigo: string;
  readonly plantilla: Plantilla | null;
  readonly origen: string;
  readonly pasos: string;
  readonly estado: string;
  readonly asunto: string | null;
}

function filaDe(una: PlantillaConOrigen, { politica, hoy }: Contexto): FilaDePlantilla {
  const { codigo, plantilla, archivo, fallas } = una;
  const sana = fallas.length === 0;
  const pasos = politica.recordatorios.pasos.filter((paso) => paso.plantilla === codigo || paso.plantillaB === codigo);
  return {
    codigo,
    plantilla,
    origen: archivo ?? 'incluida',
    pasos: pasos.map((paso) => paso.codigo).join(', '),
    estado: sana ? 'bien' : 'con problemas',
    asunto: plantilla === null || !sana ? null : llenarAsunto(armarMuestra({ plantilla, politica, hoy, facturas: 2 })),
  };
}

const columnas: readonly Columna<FilaDePlantilla>[] = [
  { clave: 'codigo', titulo: 'Plantilla', tipo: 'texto', valor: ({ codigo }) => codigo, importancia: 9 },
  { clave: 'tono', titulo: 'Tono', tipo: 'texto', valor: ({ plantilla }) => plantilla?.tono ?? null, importancia: 4 },
  { clave: 'pasos', titulo: 'La usa', tipo: 'texto', valor: ({ pasos }) => pasos || null, importancia: 6 },
  { clave: 'asunto', titulo: 'Asunto', tipo: 'texto', valor: ({ asunto }) => asunto, importancia: 7 },
  { clave: 'origen', titulo: 'Origen', tipo: 'texto', valor: ({ origen }) => origen, importancia: 5 },
  {
    clave: 'estado',
    titulo: 'Estado',
    tipo: 'texto',
    valor: ({ estado }) => estado,
    importancia: 8,
    tono: ({ estado }) => (estado === 'bien' ? 'bien' : 'mal'),
  },
];
