import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/apoyo/al-terminar.ts'],
    // Las rutas, la zona y el idioma de quien corre las pruebas no deben cambiar ningún resultado.
    // COBRANZAS_TZ pone otra zona: lo usa la medición R19.
    env: { TZ: process.env.COBRANZAS_TZ ?? 'America/Argentina/Buenos_Aires', LANG: 'C', NO_COLOR: '' },
    // Uno más que los dos núcleos: varias pruebas esperan a un servidor, a otro proceso o a un reloj.
    maxWorkers: 3,
    // Ningún módulo guarda nada entre una prueba y otra: compartirlos entre archivos ahorra cargarlos 170 veces.
    isolate: false,
    testTimeout: 20_000,
    restoreMocks: true,
  },
});
