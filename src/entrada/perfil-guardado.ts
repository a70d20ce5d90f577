import type { Analisis } from './analisis.ts';
import { type Campo, campos } from './campos.ts';
import type { Perfil } from './perfiles-incluidos.ts';

/** Escribe un perfil como JSON, con las claves siempre en el mismo orden. */
export function perfilAJson(perfil: Perfil): string {
  const { nombre, tipo, columnas, separador, codificacion, decimal, fecha, moneda } = perfil;
  const ordenadas = campos.flatMap((campo) => (columnas.has(campo) ? [[campo, columnas.get(campo)] as const] : []));
  const porCampo = Object.fromEntries(ordenadas);
  return JSON.stringify({ nombre, tipo, columnas: porCampo, separador, codificacion, decimal, fecha, moneda });
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
