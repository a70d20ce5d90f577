import { describe, expect, it } from 'vitest';
import { MesaDeEntregas } from '../apoyo/entregas.ts';

const uno = 'C1,Uno SA,ana@uno.example,011 15-2345-6789,A-1,2026-01-02,2026-06-08,1000.50';
const dos = 'C2,"=Dos, SA",,+54 9 11 2345 6780,B-1,2026-01-02,2026-06-08,2000';
const fijo = 'C3,Tres SA,,011 4321-0000,D-1,2026-01-02,2026-06-08,300';

describe('recordatorios exportar', () => {
  it('prepara cada mensaje una vez, con su texto y su enlace', async () => {
    const mesa = await MesaDeEntregas.abrir([uno, dos]);
    const mensajes = await mesa.exportar('2026-06-15');
    expect(mensajes.map(({ cliente_id, celular }) => [cliente_id, celular])).toEqual([
      ['C2', '+5491123456780'],
      ['C1', '+5491123456789'],
    ]);
    for (const { enlace, texto, monto } of mensajes) {
      expect(new URL(String(enlace)).searchParams.get('text')).toBe(texto);
      expect(texto).toContain(monto === 2000 ? '2.000,00' : '1.000,50');
      expect(texto).not.toMatch(/[{}]/);
    }
    expect(await mesa.exportar('2026-06-15')).toEqual([]);
    expect(await mesa.exportar('2026-06-16')).toEqual([]);
    expect(mesa.estados()).toEqual(['1 preparado 2026-06-15', '2 preparado 2026-06-15']);
    expect((await mesa.correr(['libro', 'verificar'], '2026-06-16')).codigo).toBe(0);
  });

  it('con --simular muestra lo mismo sin número y sin escribir', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const antes = mesa.huella();
    const [simulado] = await mesa.exportar('2026-06-15', ['--simular']);
    expect(simulado?.mensaje_id).toBeNull();
    expect(mesa.huella()).toBe(antes);
    const [real] = await mesa.exportar('2026-06-15');
    expect({ ...real, mensaje_id: null }).toEqual(simulado);
  });

  it('repetir con la misma --id no prepara otra vez y da lo mismo', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const primero = await mesa.exportar('2026-06-15', ['--id', 'lunes']);
    expect(await mesa.exportar('2026-06-15', ['--otra-vez'])).toMatchObject([
      { mensaje_id: 1, texto: primero[0]?.texto },
    ]);
    expect(mesa.estados()).toHaveLength(1);
  });

  it('a un teléfono que puede ser fijo no se le prepara nada, y el plan dice por qué', async () => {
    const mesa = await MesaDeEntregas.abrir([fijo]);
    expect(await mesa.exportar('2026-06-15')).toEqual([]);
    expect(await mesa.plan('2026-06-15')).toMatchObject([
      { accion: 'retener', motivo: expect.stringContaining('no se sabe si es un celular') },
    ]);
  });

  it('otra vez: lo que ya se pagó no se vuelve a entregar, y dice por qué', async () => {
    const mesa = await MesaDeEntregas.abrir([uno, dos]);
    await mesa.exportar('2026-06-15');
    await mesa.hacer(['pago', 'registrar', 'C1', '--monto', '1000.50'], '2026-06-15');
    await mesa.hacer(['pago', 'registrar', 'C2', '--monto', '5'], '2026-06-15');
    const { salida, errores } = await mesa.correr(
      ['recordatorios', 'exportar', '--otra-vez', '--formato', 'json'],
      '2026-06-16',
    );
    expect(JSON.parse(salida)).toEqual([]);
    expect(errores).toMatch(/el mensaje \d a Uno SA ya no corresponde: no debe nada/);
    expect(errores).toMatch(/el mensaje \d a =Dos, SA ya no corresponde: cambió lo que debe/);
  });

  it('una celda que parece una fórmula sale desactivada en el CSV', async () => {
    const mesa = await MesaDeEntregas.abrir([dos]);
    expect(await mesa.hacer(['recordatorios', 'exportar'], '2026-06-15')).toContain(`"'=Dos, SA"`);
  });

  it('por llamada no se exporta nada: dice dónde están', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const { codigo, errores } = await mesa.correr(['recordatorios', 'exportar', '--canal', 'llamada'], '2026-06-15');
    expect(codigo).toBe(2);
    expect(errores).toContain('cobranzas agenda --tipo llamada');
  });
});
