import * as z from 'zod';
import { esMoneda } from '../dominio/dinero.ts';
import { ErrorDeDatos } from '../dominio/errores.ts';
import type { Analisis } from './analisis.ts';
import { type Campo, campos } from './campos.ts';
import type { Perfil } from './perfiles.ts';

const esquema = z.strictObject({
  nombre: z.string().min(1).max(80),
  tipo: z.enum(['facturas', 'clientes', 'pagos']).optional(),
  columnas: z.partialRecord(z.enum(campos), z.string().min(1).max(200)),
  separador: z.string().min(1).max(3).optional(),
  codificacion: z.string().min(1).max(40).optional(),
  decimal: z.enum(['coma', 'punto']).optional(),
  fecha: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  moneda: z.string().refine(esMoneda).optional(),
});

/** Escribe un perfil como JSON, con las claves siempre en el mismo orden. */
export function perfilAJson(perfil: Perfil): string {
  const { nombre, tipo, columnas, separador, codificacion, decimal, fecha, moneda } = perfil;
  const ordenadas = campos.flatMap((campo) => (columnas.has(campo) ? [[campo, columnas.get(campo)] as const] : []));
  const porCampo = Object.fromEntries(ordenadas);
  return JSON.stringify({ nombre, tipo, columnas: porCampo, separador, codificacion, decimal, fecha, moneda });
}

/** Lee un perfil guardado; lanza `ErrorDeDatos` si no es lo que {@link perfilAJson} escribe. */
export function perfilDeJson(texto: string): Perfil {
  const leido = esquema.safeParse(JSON.parse(texto));
  if (!leido.success) {
    throw new ErrorDeDatos('un perfil guardado no se entiende con esta versión', {
      sugerencia: 'guárdelo de nuevo con --guardar-perfil',
    });
  }
  const { columnas, nombre, ...opcionales } = leido.data;
  const definidos: Partial<Perfil> = Object.fromEntries(
    Object.entries(opcionales).filter(([, valor]) => valor !== undefined),
  );
  return { ...definidos, nombre, columnas: new Map(Object.entries(columnas) as [Campo, string][]) };
}

/** El perfil que repite lo que se decidió para un archivo: sus columnas por encabezado, su dialecto y su notación. */
export function perfilDeAnalisis(nombre: string, analisis: Analisis): Perfil {
  const { tipo, columnas, encabezados, decimal, fecha, moneda, dialecto, decisionDecimal, decisionFecha } = analisis;
  // Lo que este archivo no necesitó o no probó, que lo pruebe el siguiente.
  const probado = (sosten: string) => sosten === 'opcion' || sosten === 'prueba';
  const porEncabezado = [...columnas].map(([campo, indice]): [Campo, string] => {
    const texto = encabezados[indice] ?? '';
    const unico = texto.trim() !== '' && encabezados.filter((otro) => otro === texto).length === 1;
    return [campo, unico ? texto : `#${indice + 1}`];
  });
  return {
    nombre,
    tipo,
    columnas: new Map(porEncabezado),
    separador: dialecto.separador,
    codificacion: dialecto.codificacion,
    ...(probado(decisionDecimal.sosten) ? { decimal } : {}),
    ...(probado(decisionFecha.sosten) ? { fecha } : {}),
    ...(moneda === null ? {} : { moneda }),
  };
}
