import { describe, expect, it } from 'vitest';
import { MesaDeEntregas, politicaDeEntregas } from '../apoyo/entregas.ts';

const uno = 'C1,Uno SA,ana@uno.example,011 15-2345-6789,A-1,2026-01-02,2026-06-08,1000.50';
const dos = 'C2,"=Dos, SA",,+54 9 11 2345 6780,B-1,2026-01-02,2026-06-08,2000';
const fijo = 'C3,Tres SA,,011 4321-0000,D-1,2026-01-02,2026-06-08,300';

describe('recordatorios exportar', () => {
  it('prepara cada mensaje una vez, con su texto y su enlace', async () => {
    const mesa = await MesaDeEntregas.abrir([uno, dos]);
    const mensajes = await mesa.exportar('2026-06-15');
    expect(mensajes.map(({ cliente_id, celular }) => [cliente_id, celular])).toEqual([
      ['C2', '5491123456780'],
      ['C1', '5491123456789'],
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

  it('el celular lleva sólo dígitos en todo formato: en csv también sirve tal cual', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const exportar = ['recordatorios', 'exportar', '--confirmar', '--sin-pagos-recientes', '--formato', 'csv'];
    expect(await mesa.hacer(exportar, '2026-06-15')).toContain(',011 15-2345-6789,5491123456789,ARS,');
  });

  it('con --simular muestra lo mismo sin número y sin escribir', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const antes = mesa.huella();
    const [simulado] = await mesa.exportar('2026-06-15', ['--simular']);
    expect(simulado?.mensaje_id).toBeNull();
    const { errores } = await mesa.correr(
      ['recordatorios', 'exportar', '--sin-pagos-recientes', '--simular'],
      '2026-06-15',
    );
    expect(errores).toContain('simulado, no se escribió nada: 1 mensaje preparado');
    // Todavía no hay ningún mensaje del que decir qué pasó.
    expect(errores).not.toContain('recordatorios resolver');
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
      ['recordatorios', 'exportar', '--otra-vez', '--sin-pagos-recientes', '--formato', 'json'],
      '2026-06-16',
    );
    expect(JSON.parse(salida)).toEqual([]);
    expect(errores).toMatch(/el mensaje \d a Uno SA ya no corresponde: no debe nada/);
    expect(errores).toMatch(/el mensaje \d a =Dos, SA ya no corresponde: cambió lo que debe/);
  });

  it('una celda que parece una fórmula sale desactivada en el CSV', async () => {
    const mesa = await MesaDeEntregas.abrir([dos]);
    const exportar = ['recordatorios', 'exportar', '--confirmar', '--sin-pagos-recientes'];
    expect(await mesa.hacer(exportar, '2026-06-15')).toContain(`"'=Dos, SA"`);
  });

  it('por llamada no se exporta nada: dice dónde están', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const { codigo, errores } = await mesa.correr(['recordatorios', 'exportar', '--canal', 'llamada'], '2026-06-15');
    expect(codigo).toBe(2);
    expect(errores).toContain('cobranzas agenda --tipo llamada');
  });

  it('otra vez: tampoco lo de quien pidió que no le escriban o cambió de teléfono', async () => {
    const mesa = await MesaDeEntregas.abrir([uno, dos]);
    await mesa.exportar('2026-06-15');
    await mesa.hacer(['cliente', 'canal', 'C1', '--canal', 'whatsapp', '--no', '--motivo', 'pidió'], '2026-06-15');
    const telefonos = ['--quitar-telefono', '+54 9 11 2345 6780', '--agregar-telefono', '+54 9 11 2345 6799'];
    await mesa.hacer(['cliente', 'editar', 'C2', ...telefonos], '2026-06-15');
    const { salida, errores } = await mesa.correr(
      ['recordatorios', 'exportar', '--otra-vez', '--formato', 'json'],
      '2026-06-16',
    );
    expect(JSON.parse(salida)).toEqual([]);
    expect(errores).toMatch(/a Uno SA ya no corresponde: pidió que no se lo contacte por WhatsApp/);
    expect(errores).toMatch(/a =Dos, SA ya no corresponde: ahora su dato es \+54 9 11 2345 6799/);
    expect(errores).toContain('resolver <mensaje> --descartar');
  });

  it('otra vez: fuera del horario no se entrega ahora, y no dice que se descarte', async () => {
    const conHorario = politicaDeEntregas.replace(
      'preset = "libre"',
      'preset = "libre"\nventanas = { lun-vie = "09:00-18:00" }',
    );
    const mesa = await MesaDeEntregas.abrir([uno], conHorario);
    await mesa.exportar('2026-06-15');
    const otraVez = ['recordatorios', 'exportar', '--otra-vez', '--sin-pagos-recientes', '--formato', 'json'];
    const { salida, errores } = await mesa.orden(
      [...otraVez, '--politica', mesa.politica, '--ahora', '2026-06-15T22:00'],
      { hoy: '2026-06-15' },
    );
    expect(JSON.parse(salida)).toEqual([]);
    expect(errores).toContain('a Uno SA ahora no se puede entregar');
    expect(errores).not.toContain('--descartar');
    expect(await mesa.exportar('2026-06-15', ['--otra-vez'])).toHaveLength(1);
  });

  it('otra vez: a quien ya pagó no se le entrega, porque no debe nada, aunque se agradezcan los pagos', async () => {
    const mesa = await MesaDeEntregas.abrir(
      [uno.replace('ana@uno.example', '')],
      `${politicaDeEntregas}[recordatorios]\neventos = { gracias = true }\n`,
    );
    await mesa.exportar('2026-06-15');
    await mesa.hacer(['pago', 'registrar', 'C1', '--monto', '1000.50'], '2026-06-15');
    const { errores } = await mesa.correr(['recordatorios', 'exportar', '--otra-vez'], '2026-06-15');
    expect(errores).toContain('el mensaje 1 a Uno SA ya no corresponde: no debe nada');
  });

  it('lo que se prepara con --ahora queda anotado ese día, y no el del reloj', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const orden = ['recordatorios', 'exportar', '--confirmar', '--sin-pagos-recientes', '--politica', mesa.politica];
    // El reloj de las pruebas está detenido en el 1 de julio.
    expect((await mesa.orden([...orden, '--ahora', '2026-06-15T10:00'])).codigo).toBe(0);
    await mesa.hacer(['recordatorios', 'resolver', '1', '--llego'], '2026-06-15');
    const dias = mesa.consultar<{ comando: string; hoy: string }>('SELECT comando, hoy FROM operaciones ORDER BY id');
    expect(dias.slice(1).map(({ hoy }) => hoy)).toEqual(['2026-06-15', '2026-06-15']);
  });

  it('pide lo mismo que enviar: que el libro sepa de pagos, y confirmar los primeros', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const antes = mesa.huella();
    const exportar = ['recordatorios', 'exportar'];
    const sinPagos = await mesa.correr([...exportar, '--confirmar'], '2026-06-15');
    expect(sinPagos.codigo).toBe(1);
    expect(sinPagos.errores).toContain('el libro no tiene ningún pago registrado');
    const sinConfirmar = await mesa.correr([...exportar, '--sin-pagos-recientes'], '2026-06-15');
    expect(sinConfirmar.codigo).toBe(1);
    expect(sinConfirmar.salida).toContain('Uno SA');
    expect(sinConfirmar.errores).toContain('serían los primeros mensajes de este libro: no se preparó ninguno');
    expect(mesa.huella()).toBe(antes);
  });

  it('no prepara nada con un día que todavía no llegó, salvo que se le dé la hora o se simule', async () => {
    const mesa = await MesaDeEntregas.abrir([uno]);
    const exportar = ['recordatorios', 'exportar', '--confirmar', '--sin-pagos-recientes', '--politica', mesa.politica];
    const { codigo, errores } = await mesa.orden(exportar, { hoy: '2026-07-02' });
    expect(codigo).toBe(1);
    expect(errores).toContain('todavía no es 2026-07-02: hoy es 2026-07-01');
    expect((await mesa.orden([...exportar, '--simular'], { hoy: '2026-07-02' })).codigo).toBe(0);
    expect(mesa.estados()).toEqual([]);
  });
});
