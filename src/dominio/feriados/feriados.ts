import type { Feriados } from '../dias-habiles.ts';
import { type Fecha, fecha } from '../fecha.ts';
import type { Pais, PoliticaDeContacto } from '../politica.ts';
import { tablaDeFeriados } from './tabla.ts';

/**
 * Los días que no se trabaja en el país, con los que la empresa agrega y quita: no son hábiles y no se contacta a nadie.
 * Son los nacionales; los de una provincia, un municipio o una elección se agregan en la política. También los puentes y
 * los días sin bancos, que no lo son para todos: ante la duda, se espera. `null` = no se sabe el país.
 */
export function feriadosDe(
  pais: Pais | null,
  { feriadosExtra, feriadosQuitados }: Pick<PoliticaDeContacto, 'feriadosExtra' | 'feriadosQuitados'>,
): Feriados {
  const dias = new Set<Fecha>(pais === null ? [] : delPais(pais));
  for (const dia of feriadosQuitados) dias.delete(dia);
  for (const dia of feriadosExtra) dias.add(dia);
  return dias;
}

function delPais(pais: Pais): Fecha[] {
  return Object.entries(tablaDeFeriados[pais]).flatMap(([anio, dias]) =>
    dias.split(' ').map((dia) => fecha(`${anio}-${dia}`)),
  );
}

/** Qué hay que avisar de los feriados que se usan el día `hoy`, o `null` si se conocen. */
export function avisoDeFeriados({ pais, hoy }: { readonly pais: Pais | null; readonly hoy: Fecha }): string | null {
  if (pais === null)
    return 'no se conocen los feriados: la política no dice el país (escriba pais = "AR", o el suyo, en [empresa])';
  const anio = Number(hoy.slice(0, 4));
  if (tablaDeFeriados[pais][anio] !== undefined) return null;
  return `no se conocen los feriados de ${anio}: agréguelos en feriados_extra, en [contacto], o actualice el programa`;
}
