import * as z from 'zod';
import { esMoneda } from '../dominio/dinero.ts';
import { ErrorDeDatos } from '../dominio/errores.ts';
import { type Campo, campos } from './campos.ts';
import type { Perfil } from './perfiles-incluidos.ts';

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

/** Lee un perfil guardado; lanza `ErrorDeDatos` si no es lo que `perfilAJson` escribe. */
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
