import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { agregarFiltros, leerFiltros, type NombreDeFiltro } from '../../src/comandos/filtros.ts';
import { ErrorDeUso } from '../../src/dominio/errores.ts';

const nombres: readonly NombreDeFiltro[] = [
  'cliente',
  'estado',
  'desde',
  'hasta',
  'venceDesde',
  'venceHasta',
  'moneda',
  'segmento',
  'gestorAsignado',
  'medio',
  'canal',
  'resultado',
  'motivo',
  'numero',
  'montoMinimo',
  'montoMaximo',
  'dias',
  'limite',
];

function leer(...argumentos: string[]) {
  const orden = new Command().exitOverride();
  agregarFiltros(orden, nombres);
  orden.parse(argumentos, { from: 'user' });
  return leerFiltros(orden.opts());
}

describe('los filtros compartidos', () => {
  test('sin pedir nada, todos son null', () => {
    expect(Object.values(leer())).toEqual(nombres.map(() => null));
    expect(Object.keys(leer()).sort()).toEqual([...nombres].sort());
  });

  test('cada opción llega a su campo, ya con su tipo', () => {
    expect(
      leer(
        '--cliente',
        ' Espiga ',
        '--estado',
        'vencida, pagada',
        '--desde',
        '2026-01-01',
        '--hasta',
        '2026-01-01',
        '--vence-desde',
        '2026-02-01',
        '--vence-hasta',
        '2026-03-01',
        '--moneda',
        'usd',
        '--segmento',
        'mayorista',
        '--gestor-asignado',
        'Ana',
        '--medio',
        'cheque',
        '--canal',
        'Llamada',
        '--resultado',
        'se-niega',
        '--motivo',
        'olvido',
        '--numero',
        'A-1',
        '--monto-minimo',
        '1.000,50',
        '--monto-maximo',
        '2000',
        '--dias',
        '60',
        '--limite',
        '20',
      ),
    ).toEqual({
      cliente: 'Espiga',
      estado: ['vencida', 'pagada'],
      desde: '2026-01-01',
      hasta: '2026-01-01',
      venceDesde: '2026-02-01',
      venceHasta: '2026-03-01',
      moneda: 'USD',
      segmento: 'mayorista',
      gestorAsignado: 'Ana',
      medio: 'cheque',
      canal: 'llamada',
      resultado: 'se-niega',
      motivo: 'olvido',
      numero: 'A-1',
      montoMinimo: 10_005_000n,
      montoMaximo: 20_000_000n,
      dias: 60,
      limite: 20,
    });
  });

  test.each([
    ['una fecha que no existe', ['--desde', '2026-02-30'], '2026-02-30'],
    ['un estado desconocido', ['--estado', 'vencida,rota'], 'rota'],
    ['una moneda desconocida', ['--moneda', 'PESO'], 'PESO'],
    ['un monto que puede ser miles o decimales', ['--monto-minimo', '1.500'], '1.500'],
    ['un límite de cero', ['--limite', '0'], '--limite'],
    ['días con decimales', ['--dias', '1.5'], '1.5'],
    ['un texto vacío', ['--cliente', ' '], '--cliente está vacío'],
    ['fechas al revés', ['--desde', '2026-02-01', '--hasta', '2026-01-31'], '--desde es mayor que --hasta'],
    ['vencimientos al revés', ['--vence-desde', '2026-02-01', '--vence-hasta', '2026-01-31'], '--vence-desde es mayor'],
    ['montos al revés', ['--monto-minimo', '100', '--monto-maximo', '99.99'], '--monto-minimo es mayor'],
  ])('%s es un error de uso', (_nombre, argumentos, texto) => {
    expect(() => leer(...argumentos)).toThrow(ErrorDeUso);
    expect(() => leer(...argumentos)).toThrow(texto);
  });
});
