import type { PasoDeRecordatorio } from './politica.ts';

/** Un paso por correo, con lo que casi todos comparten y lo propio de éste. */
export function pasoPorCorreo(
  propio: Pick<PasoDeRecordatorio, 'codigo' | 'diasDesdeVencimiento' | 'plantilla'> & Partial<PasoDeRecordatorio>,
): PasoDeRecordatorio {
  return {
    canal: 'email',
    tono: null,
    plantillaB: null,
    segmentos: [],
    clases: [],
    saldoMin: new Map(),
    separacionDias: null,
    plazoDias: 0,
    ...propio,
  };
}
