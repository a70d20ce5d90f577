import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Mesa } from '../apoyo/mesa.ts';

const politica = `[empresa]
nombre = "Distribuidora Sur"
pais = "AR"
moneda = "ARS"
zona_horaria = "America/Argentina/Buenos_Aires"

[correo]
servidor = "127.0.0.1"
puerto = 1
seguridad = "ninguna"
de = "cobros@sur.example"

[recordatorios]
plantillas = "plantillas"
`;

describe('una plantilla propia que no se puede enviar', () => {
  async function preparar(texto: string) {
    const mesa = new Mesa();
    const ruta = mesa.escribir(politica, 'politica.toml');
    mkdirSync(join(dirname(ruta), 'plantillas'));
    writeFileSync(join(dirname(ruta), 'plantillas', 'amable.txt'), texto);
    await mesa.importar([
      'cliente_id,cliente,email,numero,emision,vencimiento,importe',
      'C1,Uno SA,ana@uno.example,A-1,2026-05-20,2026-06-20,1500.50',
    ]);
    return (...orden: string[]) => mesa.orden(['recordatorios', ...orden, '--politica', ruta], { hoy: '2026-07-01' });
  }
  const libre = ['--confirmar', '--sin-pagos-recientes'];

  it.each([
    ['un campo que no existe', 'Debés {montoo}.', 'línea 3: no existe el campo {montoo}; ¿quiso decir {monto}?'],
    ['una amenaza', 'Le embargaremos todo.', 'amenaza, imita a un tribunal o avergüenza'],
  ])('%s: enviar y enviar --simular la rechazan igual, y el plan avisa', async (_, cuerpo, dicho) => {
    const orden = await preparar(`Asunto: Hola {empresa}\n\n${cuerpo}\n`);
    const enviado = await orden('enviar', ...libre);
    const simulado = await orden('enviar', '--simular', ...libre);
    for (const { codigo, errores, salida } of [enviado, simulado]) {
      expect(codigo).toBe(1);
      expect(errores).toContain(dicho);
      expect(salida).toBe('');
    }
    const plan = await orden('plan');
    expect(plan.codigo).toBe(0);
    expect(plan.errores).toContain('enviar no va a salir hasta corregir la plantilla: ');
    expect(plan.errores).toContain(dicho);
    expect(plan.salida).toContain('enviar,C1');
  });

  it('una que está bien no da ningún aviso', async () => {
    const orden = await preparar('Asunto: Hola {empresa}\n\nHola, {cliente}: son {monto}.\n');
    expect((await orden('enviar', '--simular', ...libre)).codigo).toBe(0);
    expect((await orden('plan')).errores).not.toContain('plantilla');
  });
});
