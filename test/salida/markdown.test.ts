import { expect, test } from 'vitest';
import { listadoDePrueba } from '../apoyo/listados.ts';
import { presentado } from '../apoyo/presentado.ts';

test('md alinea los números y no deja que un nombre forme celdas, enlaces ni HTML', async () => {
  const filas = [{ cliente: 'a|b <img> [x](y)', dias: 3, monto: 123_456_789 }];
  const { salida } = await presentado(listadoDePrueba(filas), { formato: 'md' });
  expect(salida).toBe(
    '| Cliente | Mora | Saldo | Puntaje | Vencimiento |\n| --- | ---: | ---: | ---: | --- |\n' +
      '| a\\|b \\<img\\> \\[x\\](y) | 3 | 1.234.567,89 |  |  |\n',
  );
});

test('una sola cosa en md es una tabla de dos columnas', async () => {
  const { salida } = await presentado(listadoDePrueba([{ cliente: 'Ana', dias: 3, monto: 100 }], true), {
    formato: 'md',
  });
  expect(salida).toContain('| Cliente | Ana |\n');
});
