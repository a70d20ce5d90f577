import type { Cliente } from '../../dominio/cliente.ts';
import { textoDecimal } from '../../dominio/dinero.ts';
import type { Guion } from '../../dominio/guion.ts';
import type { ClaseDeCliente } from '../../dominio/prioridad.ts';
import type { Trato } from '../../dominio/trato.ts';
import type { Consola } from '../../salida/consola.ts';
import { escribirTitulo, type Parrafo, textoDeParrafos } from '../../salida/hoja.ts';
import { NumeroEscrito, type ValorJson } from '../../salida/json.ts';
import type { Columna } from '../../salida/listado.ts';

/** Una hoja de llamada con a quién es. */
export interface HojaDeLlamada {
  readonly cliente: Pick<Cliente, 'codigo' | 'nombre'>;
  readonly clase: ClaseDeCliente;
  readonly trato: Trato;
  readonly guion: Guion;
}

type NombreDeParte =
  | 'antes'
  | 'objetivo'
  | 'apertura'
  | 'datos'
  | 'preguntas'
  | 'ofertas'
  | 'objeciones'
  | 'cierre'
  | 'verificar';

/** Las partes de la hoja, en el orden en que se usan. */
const partes: readonly { readonly clave: NombreDeParte; readonly titulo: string; readonly marca: string }[] = [
  { clave: 'antes', titulo: 'Antes de llamar', marca: '!' },
  { clave: 'objetivo', titulo: 'Qué se busca', marca: '•' },
  { clave: 'apertura', titulo: 'Para empezar', marca: '—' },
  { clave: 'datos', titulo: 'A mano', marca: '•' },
  { clave: 'preguntas', titulo: 'Para preguntar', marca: '—' },
  { clave: 'ofertas', titulo: 'Qué se puede ofrecer, en orden', marca: 'numero' },
  { clave: 'objeciones', titulo: 'Si dice que…', marca: '•' },
  { clave: 'cierre', titulo: 'Para terminar', marca: '—' },
  { clave: 'verificar', titulo: 'No olvidar', marca: '[ ]' },
];

/** Un renglón de la hoja; en una objeción, también qué se contesta. */
export interface RenglonDeGuion {
  readonly parte: NombreDeParte;
  readonly orden: number;
  readonly texto: string;
  readonly respuesta: string | null;
  readonly motivo: string | null;
}

/** La hoja como renglones, para una planilla. */
export function renglonesDe(guion: Guion): RenglonDeGuion[] {
  return partes.flatMap(({ clave: parte }) =>
    contenidoDe(guion, parte).map((contenido, lugar) => ({ parte, orden: lugar + 1, ...contenido })),
  );
}

function contenidoDe(guion: Guion, parte: NombreDeParte): Omit<RenglonDeGuion, 'parte' | 'orden'>[] {
  if (parte === 'objeciones') {
    return guion.objeciones.map(({ dice, responder, motivo }) => ({ texto: dice, respuesta: responder, motivo }));
  }
  const textos = parte === 'objetivo' ? [guion.objetivo.texto] : guion[parte];
  return textos.map((texto) => ({ texto, respuesta: null, motivo: null }));
}

/** Las columnas de {@link renglonesDe}. */
export const columnasDeRenglones: readonly Columna<RenglonDeGuion>[] = [
  { clave: 'parte', titulo: 'Parte', tipo: 'texto', valor: ({ parte }) => parte },
  { clave: 'orden', titulo: 'Orden', tipo: 'entero', valor: ({ orden }) => orden },
  { clave: 'texto', titulo: 'Texto', tipo: 'texto', valor: ({ texto }) => texto },
  { clave: 'respuesta', titulo: 'Respuesta', tipo: 'texto', valor: ({ respuesta }) => respuesta },
  { clave: 'motivo', titulo: 'Motivo', tipo: 'texto', valor: ({ motivo }) => motivo },
];

/** La hoja como un objeto JSON. */
export function objetoDeGuion({ cliente, clase, trato, guion }: HojaDeLlamada): ValorJson {
  const { objetivo, motivo, objeciones, ...textos } = guion;
  const { monto, moneda } = objetivo;
  return {
    cliente_id: cliente.codigo,
    cliente: cliente.nombre,
    clase,
    trato,
    llamada: motivo,
    objetivo: {
      texto: objetivo.texto,
      moneda,
      monto: monto === null || moneda === null ? null : new NumeroEscrito(textoDecimal({ monto, moneda })),
      fecha: objetivo.fecha,
    },
    ...textos,
    objeciones: objeciones.map((objecion) => ({ ...objecion })),
  };
}

/** Escribe la hoja para leerla mientras se habla. */
export async function escribirGuion({ cliente, clase, guion }: HojaDeLlamada, consola: Consola): Promise<void> {
  const renglones = renglonesDe(guion);
  const encabezado = { marca: '', texto: `${cliente.nombre} (${cliente.codigo}), clase ${clase}` };
  await consola.escribir(textoDeParrafos([encabezado], consola.ancho));
  for (const { clave, titulo, marca } of partes) {
    const deParte = renglones.filter(({ parte }) => parte === clave);
    if (deParte.length === 0) continue;
    await escribirTitulo(titulo, consola);
    await consola.escribir(textoDeParrafos(deParte.map(parrafoDe(marca)), consola.ancho));
  }
}

function parrafoDe(marca: string) {
  return ({ orden, texto, respuesta }: RenglonDeGuion): Parrafo => ({
    marca: marca === 'numero' ? `${orden}.` : marca,
    texto: respuesta === null ? texto : `«${texto}» → ${respuesta}`,
  });
}
