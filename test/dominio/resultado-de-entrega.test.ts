import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fecha } from '../../src/dominio/fecha.ts';
import type { EstadoDeMensaje } from '../../src/dominio/recordatorio/tipos.ts';
import { puedePasar } from '../../src/dominio/recordatorio/transiciones.ts';
import {
  enOrdenDeEntrega,
  estadoSegunResultado,
  type ResultadoDeEntrega,
  type ResultadoInformado,
} from '../../src/dominio/resultado-de-entrega.ts';

const resultados = ['enviado', 'rebotado', 'rechazado', 'dudoso', 'en-cola'] as const;
const dias = [null, fecha('2026-06-16'), fecha('2026-06-17')] as const;
type Fila = Pick<ResultadoInformado, 'resultado' | 'fecha'>;

/** Cómo termina un mensaje preparado después de leer esos archivos, uno tras otro. */
function terminar(archivos: readonly (readonly Fila[])[]): EstadoDeMensaje {
  let estado: EstadoDeMensaje = 'preparado';
  const pasados = new Set<EstadoDeMensaje>([estado]);
  for (const { resultado } of archivos.flatMap(enOrdenDeEntrega)) {
    const nuevo = estadoSegunResultado({ estado, pasados }, resultado);
    if (nuevo === null) continue;
    if (nuevo === 'contradice' || !puedePasar(estado, nuevo)) throw new Error(`de ${estado} a ${nuevo}`);
    estado = nuevo;
    pasados.add(estado);
  }
  return estado;
}

const fila = fc.record({ resultado: fc.constantFrom(...resultados), fecha: fc.constantFrom(...dias) });

describe('lo que un programa dice de un mensaje', () => {
  it('las mismas filas, en cualquier orden, repetidas y repartidas en archivos, lo dejan igual', () => {
    fc.assert(
      fc.property(fc.array(fila, { maxLength: 6 }), fc.array(fc.tuple(fc.nat(), fc.nat(4))), (filas, elegidas) => {
        const final = terminar([filas]);
        // Todas una vez, y encima repeticiones, cada una en su archivo y en cualquier lugar.
        const repetidas = elegidas.flatMap(([cual]) => filas.slice(cual % (filas.length || 1)).slice(0, 1));
        const mezcladas = [...filas, ...repetidas]
          .map((una, indice) => ({ una, puesto: elegidas[indice]?.[1] ?? 2 }))
          .sort((una, otra) => una.puesto - otra.puesto)
          .map(({ una }) => [una]);
        expect(terminar(mezcladas)).toBe(final);
        expect(terminar(mezcladas.toReversed())).toBe(final);
        expect(terminar([filas, ...mezcladas])).toBe(final);
      }),
    );
  });

  it('de todo lo que se dijo, vale lo que más dice: que volvió, que llegó, que no se sabe', () => {
    const de = (...dichos: ResultadoDeEntrega[]) => terminar([dichos.map((resultado) => ({ resultado, fecha: null }))]);
    expect(de('en-cola')).toBe('preparado');
    expect(de('en-cola', 'dudoso')).toBe('dudoso');
    expect(de('enviado', 'dudoso')).toBe('enviado');
    expect(de('rechazado', 'enviado', 'dudoso')).toBe('rebotado');
    expect(de('dudoso', 'descartado')).toBe('descartado');
  });

  it('lo que una persona dijo después no lo cambia el resultado que ya se conocía', () => {
    const pasados = new Set<EstadoDeMensaje>(['preparado', 'rebotado', 'enviado']);
    expect(estadoSegunResultado({ estado: 'enviado', pasados }, 'rebotado')).toBeNull();
  });
});
