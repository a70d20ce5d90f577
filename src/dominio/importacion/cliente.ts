import { type Cliente, normalizarIdFiscal, plegar } from '../cliente.ts';
import type { ClienteDeFila } from '../filas.ts';

/** Por qué dato se busca al cliente de una fila: código, si no id fiscal, si no nombre plegado (REGLAS: «Clientes»). */
export type ClaveDeCliente =
  | { readonly por: 'codigo'; readonly valor: string }
  | { readonly por: 'idFiscal'; readonly valor: string }
  | { readonly por: 'nombre'; readonly valor: string };

/** La clave con la que se busca al cliente, o `null` si la fila no nombra a nadie (un id fiscal genérico no nombra a nadie). */
export function claveDeCliente(fila: ClienteDeFila): ClaveDeCliente | null {
  if (fila.codigo !== null) return { por: 'codigo', valor: fila.codigo };
  const idFiscal = fila.idFiscal === null ? null : normalizarIdFiscal(fila.idFiscal);
  if (idFiscal !== null) return { por: 'idFiscal', valor: idFiscal };
  const nombre = fila.nombre === null ? '' : plegar(fila.nombre);
  return nombre === '' ? null : { por: 'nombre', valor: nombre };
}

/**
 * El código con que nace un cliente: el del archivo; si no, su id fiscal; si no, uno hecho con su nombre, igual en
 * cualquier libro y en cualquier orden de importación.
 */
export function codigoNuevo(fila: ClienteDeFila, clave: ClaveDeCliente): string {
  if (clave.por === 'codigo') return clave.valor;
  if (clave.por === 'idFiscal') return (fila.idFiscal ?? clave.valor).trim();
  return clave.valor.toUpperCase().replaceAll(' ', '-');
}

/** El cliente que nace de una fila. Sin nombre, lleva por ahora el código: una fila posterior puede traerlo. */
export function clienteNuevo(fila: ClienteDeFila, clave: ClaveDeCliente): Cliente {
  const codigo = codigoNuevo(fila, clave);
  return {
    codigo,
    nombre: fila.nombre ?? codigo,
    idFiscal: fila.idFiscal,
    segmento: fila.segmento,
    gestor: fila.gestor,
    plazoDias: fila.plazoDias,
    nota: fila.nota,
  };
}

/** Los datos de un cliente que un archivo puede completar o cambiar. */
export type CampoDeCliente = 'nombre' | 'idFiscal' | 'segmento' | 'gestor' | 'plazoDias' | 'nota';

/** Un dato del cliente que la fila trae distinto. */
export interface CambioDeCliente {
  readonly campo: CampoDeCliente;
  readonly antes: string | number | null;
  readonly despues: string | number;
  /** Completar lo que faltaba no pide permiso; pisar lo que había, sí (`--actualizar`). */
  readonly completa: boolean;
}

/** Compara lo que dice la fila con lo que sabe el libro; los nombres y los ids fiscales se comparan en forma plegada. */
export function cambiosDeCliente(fila: ClienteDeFila, actual: Cliente): CambioDeCliente[] {
  const cambios: CambioDeCliente[] = [];
  const anotar = (
    campo: CampoDeCliente,
    antes: string | number | null,
    despues: string | number | null,
    iguales: boolean,
  ) => {
    if (despues === null || iguales) return;
    const provisional = campo === 'nombre' && antes === actual.codigo;
    cambios.push({ campo, antes, despues, completa: antes === null || provisional });
  };
  anotar('nombre', actual.nombre, fila.nombre, fila.nombre !== null && plegar(fila.nombre) === plegar(actual.nombre));
  const mismoId =
    fila.idFiscal !== null &&
    actual.idFiscal !== null &&
    (normalizarIdFiscal(fila.idFiscal) ?? fila.idFiscal) === (normalizarIdFiscal(actual.idFiscal) ?? actual.idFiscal);
  anotar('idFiscal', actual.idFiscal, fila.idFiscal, mismoId);
  for (const campo of ['segmento', 'gestor', 'plazoDias', 'nota'] as const) {
    anotar(campo, actual[campo], fila[campo], fila[campo] === actual[campo]);
  }
  return cambios;
}

/** Por qué otro cliente puede ser el mismo que uno nuevo, aunque tenga otro código: id fiscal, código o nombre. */
export function clavesParecidas({
  codigo,
  nombre,
  idFiscal,
}: Cliente): readonly { readonly clave: ClaveDeCliente; readonly porque: string }[] {
  const idNormal = idFiscal === null ? null : normalizarIdFiscal(idFiscal);
  const otrosCodigos = new Set([codigo.toLowerCase(), codigo.toUpperCase()]);
  otrosCodigos.delete(codigo);
  return [
    ...(idNormal === null
      ? []
      : [{ clave: { por: 'idFiscal', valor: idNormal }, porque: 'el mismo id fiscal' } as const]),
    ...[...otrosCodigos].map(
      (valor) => ({ clave: { por: 'codigo', valor }, porque: 'el mismo código salvo mayúsculas' }) as const,
    ),
    ...(nombre === codigo
      ? []
      : [{ clave: { por: 'nombre', valor: plegar(nombre) }, porque: 'el mismo nombre' } as const]),
  ];
}
