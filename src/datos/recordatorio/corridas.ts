import type { Fecha } from '../../dominio/fecha.ts';
import { type ActaDeCorrida, resumirActa } from '../../dominio/recordatorio/acta.ts';
import type { FiltroDeBitacora } from '../bitacora.ts';
import type { Libro } from '../conexion.ts';
import type { Operacion } from '../operacion.ts';
import { ordenDeCorrida } from '../ordenes-sin-hechos.ts';

/** Una corrida anotada. */
export interface CorridaAnotada extends ActaDeCorrida {
  /** La operación en que quedó. */
  readonly id: number;
  readonly hoy: Fecha;
  readonly gestor: string;
}

/** Deja dicho en la bitácora cómo fue una corrida; no agrega ningún hecho. */
export function anotarCorrida(operacion: Operacion, acta: ActaDeCorrida): void {
  operacion.resumen = resumirActa(acta);
  operacion.resultado = JSON.stringify({
    inicio: acta.inicio,
    fin: acta.fin,
    cliente_id: acta.cliente,
    planeados: acta.planeados,
    enviados: acta.enviados,
    dudosos: acta.dudosos,
    rechazados: acta.rechazados,
    por_reintentar: acta.porReintentar,
    retenidos: acta.retenidos,
    otros_canales: acta.otrosCanales,
    recuperados: acta.recuperados,
    recuperados_dudosos: acta.recuperadosDudosos,
    detenida: acta.detenida,
    codigo: acta.codigo,
  });
}

/** Las corridas anotadas, de la más nueva a la más vieja. */
export function leerCorridas(libro: Libro, { desde, hasta, limite }: FiltroDeBitacora): Iterable<CorridaAnotada> {
  const campo = (nombre: string, como = nombre): string => `resultado ->> '${nombre}' AS ${como}`;
  return libro
    .preparar<CorridaAnotada>(
      `SELECT id, hoy, gestor, ${campo('inicio')}, ${campo('fin')}, ${campo('cliente_id', 'cliente')}, ${campo('planeados')},
         ${campo('enviados')}, ${campo('dudosos')}, ${campo('rechazados')}, ${campo('por_reintentar', 'porReintentar')},
         ${campo('retenidos')}, ${campo('otros_canales', 'otrosCanales')}, ${campo('recuperados')},
         ${campo('recuperados_dudosos', 'recuperadosDudosos')}, ${campo('detenida')}, ${campo('codigo')}
       FROM operaciones
       WHERE comando = ? AND hoy >= coalesce(?, hoy) AND hoy <= coalesce(?, hoy) ORDER BY id DESC LIMIT ?`,
    )
    .iterate(ordenDeCorrida, desde ?? null, hasta ?? null, limite ?? -1);
}
