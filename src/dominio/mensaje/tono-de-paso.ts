import type { CanalDePaso, PasoDeRecordatorio } from '../politica.ts';
import { plantillasIncluidas } from './incluidas.ts';
import type { Plantilla, Tono } from './plantilla.ts';

/** Lo que de un paso decide qué plantilla le da un tono. */
type PasoConTono = Pick<PasoDeRecordatorio, 'canal' | 'diasDesdeVencimiento'> & { readonly tono: Tono };

/** Antes del vencimiento nada se reclama: sólo hay avisos, y son amables. */
const deAviso: Readonly<Partial<Record<CanalDePaso, readonly [antes: string, eseDia: string]>>> = {
  email: ['aviso', 'vence-hoy'],
  whatsapp: ['whatsapp-aviso', 'whatsapp-aviso'],
};
/** Las que están escritas para su canal; con otro tono vale el correo de ese tono, menos en una llamada, que es un guion. */
const delCanal: Readonly<Partial<Record<CanalDePaso, string>>> = {
  whatsapp: 'whatsapp',
  carta: 'carta',
  llamada: 'llamada',
};

/**
 * El código de la plantilla incluida que habla con el tono de un paso que no dice la suya; `null` si el programa no trae
 * ninguna así para ese canal y ese momento.
 */
export function plantillaDeTono({ tono, canal, diasDesdeVencimiento: dias }: PasoConTono): string | null {
  if (dias <= 0) return tono === 'amable' ? (deAviso[canal]?.[dias < 0 ? 0 : 1] ?? null) : null;
  const propia = plantillasIncluidas.find(({ codigo }) => codigo === delCanal[canal]);
  if (propia?.tono === tono) return propia.codigo;
  return canal === 'llamada' ? null : tono;
}

/** Un paso que pide un tono y una plantilla que habla con otro. */
export interface DesacuerdoDeTono {
  /** Lugar del paso en la política, desde 0. */
  readonly orden: number;
  readonly paso: string;
  readonly tono: Tono;
  readonly plantilla: string;
  readonly tonoDePlantilla: Tono;
}

/** Los pasos que dicen un tono que no es el de su plantilla, o el de aquella con la que se compara. */
export function desacuerdosDeTono(
  pasos: readonly PasoDeRecordatorio[],
  plantillas: ReadonlyMap<string, Pick<Plantilla, 'tono'> | null>,
): DesacuerdoDeTono[] {
  return pasos.flatMap(({ codigo: paso, tono, plantilla, plantillaB }, orden) =>
    [plantilla, plantillaB].flatMap((pedida) => {
      const suyo = pedida === null ? undefined : plantillas.get(pedida)?.tono;
      if (tono === null || pedida === null || suyo === undefined || suyo === tono) return [];
      return [{ orden, paso, tono, plantilla: pedida, tonoDePlantilla: suyo }];
    }),
  );
}
