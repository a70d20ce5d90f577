import { expect, test } from 'vitest';
import { anotarNuevos, Numerador } from '../../src/entrada/numerador.ts';

/** Manda lotes de valores como números y los vuelve a leer; devuelve también cuántas veces viajó cada valor. */
function pasar(lotes: readonly (readonly string[])[], recordadosMax: number) {
  const numerador = new Numerador<string>(recordadosMax);
  const tabla: string[] = [];
  const viajes = new Map<string, number>();
  const recibidos = lotes.map((lote) => {
    const numeros = lote.map((valor) => numerador.numerar(valor));
    const nuevos = structuredClone(numerador.tomarNuevos());
    anotarNuevos(tabla, nuevos);
    for (const valor of nuevos.valores) viajes.set(valor, (viajes.get(valor) ?? 0) + 1);
    return numeros.map((numero) => tabla[numero]);
  });
  return { recibidos, viajes, tabla };
}

test('con más valores de los que se recuerdan, ninguno se confunde con otro y la tabla no crece', () => {
  const lotes = Array.from({ length: 400 }, (_, lote) =>
    Array.from({ length: 7 }, (_, lugar) => `v${(lote * 7 + lugar * lugar) % 100}`),
  );
  const { recibidos, tabla } = pasar(lotes, 20);
  expect(recibidos).toEqual(lotes);
  expect(tabla.length).toBeLessThanOrEqual(2 * (20 + 7));
});

test('lo que se sigue usando viaja una sola vez', () => {
  const lotes = Array.from({ length: 200 }, (_, lote) => ['siempre', `v${lote}`]);
  const { viajes } = pasar(lotes, 10);
  expect(viajes.get('siempre')).toBe(1);
});

test('los que caben viajan una sola vez', () => {
  const lotes = Array.from({ length: 50 }, (_, lote) => [`v${lote % 10}`, `v${(lote * 3) % 10}`]);
  expect([...pasar(lotes, 10).viajes.values()]).toEqual(Array.from({ length: 10 }, () => 1));
});
