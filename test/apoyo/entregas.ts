import { expect } from 'vitest';
import { Mesa } from './mesa.ts';

/** Una secuencia por WhatsApp y por carta, que se prueba sin ningún servidor de correo. */
export const politicaDeEntregas = `[empresa]
nombre = "Distribuidora Sur"
pais = "AR"
moneda = "ARS"
zona_horaria = "America/Argentina/Buenos_Aires"

[contacto]
preset = "libre"

[[recordatorios.pasos]]
codigo = "wa"
despues = 7
canal = "whatsapp"
plantilla = "whatsapp"

[[recordatorios.pasos]]
codigo = "carta"
despues = 20
canal = "carta"
plantilla = "carta"
separacion_dias = 1

[[recordatorios.pasos]]
codigo = "llamada"
despues = 30
canal = "llamada"
plantilla = "llamada"
separacion_dias = 1
`;

/** La línea de una factura de un cliente con correo y celular, para {@link MesaDeEntregas.abrir}. */
export function lineaDeEntrega(cliente: string, numero: string, vence: string, importe: string): string {
  const [correo, ultima] = [`${cliente.toLowerCase()}@x.example`, cliente.slice(1)];
  return `${cliente},Cliente ${cliente},${correo},011 15-2345-678${ultima},${numero},2026-01-02,${vence},${importe}`;
}

/** Un mensaje de `recordatorios exportar`. */
export interface MensajeExportado {
  readonly mensaje_id: number;
  readonly cliente_id: string;
  readonly canal: string;
  readonly celular: string | null;
  readonly enlace: string | null;
  readonly asunto: string;
  readonly texto: string;
  readonly monto: number;
  readonly problema: string | null;
}

/** Un libro importado el 1 de junio de 2026 con una política que no envía correo. */
export class MesaDeEntregas extends Mesa {
  readonly politica: string;

  private constructor(politica: string) {
    super();
    this.politica = this.escribir(politica, 'politica.toml');
  }

  static async abrir(facturas: readonly string[], politica = politicaDeEntregas): Promise<MesaDeEntregas> {
    const mesa = new MesaDeEntregas(politica);
    const encabezado = 'cliente_id,cliente,email,telefono,numero,emision,vencimiento,importe';
    const { codigo, errores } = await mesa.importar([encabezado, ...facturas], [], { hoy: '2026-06-01' });
    expect(codigo, errores).toBe(0);
    return mesa;
  }

  /** Corre una orden de recordatorios, o cualquiera, ese día a las 10. */
  correr(argumentos: readonly string[], dia: string) {
    const conHora = argumentos[0] === 'recordatorios' && argumentos[1] !== 'cron' ? ['--ahora', `${dia}T10:00`] : [];
    return this.orden([...argumentos, '--politica', this.politica, ...conHora], { hoy: dia });
  }

  async hacer(argumentos: readonly string[], dia: string): Promise<string> {
    const { codigo, errores, salida } = await this.correr(argumentos, dia);
    expect(codigo, errores).toBe(0);
    return salida;
  }

  async exportar(dia: string, opciones: readonly string[] = []): Promise<MensajeExportado[]> {
    const exportar = ['recordatorios', 'exportar', '--confirmar', '--sin-pagos-recientes', '--formato', 'json'];
    const salida = await this.hacer([...exportar, ...opciones], dia);
    return JSON.parse(salida) as MensajeExportado[];
  }

  /** Prepara lo que toca ese día y confirma que se entregó. */
  async entregar(dia: string): Promise<MensajeExportado[]> {
    const mensajes = await this.exportar(dia);
    for (const { mensaje_id } of mensajes)
      await this.hacer(['recordatorios', 'resolver', String(mensaje_id), '--llego'], dia);
    return mensajes;
  }

  async plan(dia: string, opciones: readonly string[] = []) {
    const salida = await this.hacer(['recordatorios', 'plan', '--formato', 'json', ...opciones], dia);
    return JSON.parse(salida) as Record<string, string | number | null>[];
  }

  estados(): string[] {
    return this.consultar<{ texto: string }>(
      "SELECT mensaje_id || ' ' || estado || ' ' || fecha AS texto FROM mensaje_estados ORDER BY id",
    ).map(({ texto }) => texto);
  }
}
