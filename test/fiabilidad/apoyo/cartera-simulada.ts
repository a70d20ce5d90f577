import type { CanalDeContacto } from '../../../src/dominio/contacto.ts';
import { moneda } from '../../../src/dominio/dinero.ts';
import { type Fecha, fecha, sumarDias } from '../../../src/dominio/fecha.ts';
import type { CausaDeRetencion } from '../../../src/dominio/partidas.ts';
import type { PasoDeRecordatorio } from '../../../src/dominio/politica.ts';
import type { ClientePorRecordar, Decision, UnidadDeReclamo } from '../../../src/dominio/recordatorio/tipos.ts';
import type { Azar } from './azar.ts';

const monedas = ['ARS', 'USD'] as const;
const causas: readonly CausaDeRetencion[] = ['disputa', 'promesa', 'cuotas', 'cheque'];

/** Una factura de la simulación. */
interface Parte {
  readonly id: number;
  readonly moneda: string;
  readonly vencimiento: Fecha;
  readonly saldo: number;
  pagada: boolean;
  retenida: CausaDeRetencion | null;
  readonly hechos: Map<string, Fecha>;
}

/** Un cliente que compra, paga, promete, discute y recibe llamadas de una persona. */
export class ClienteSimulado {
  readonly contactos: { readonly dia: Fecha; readonly canal: CanalDeContacto }[] = [];
  private partes: Parte[] = [];
  private readonly ultimos = new Map<string, { fecha: Fecha; paso: string; plazoHasta: Fecha | null }>();
  private pausada = false;
  private prohibido: 'email' | 'whatsapp' | null = null;
  private facturas = 0;
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }

  /** Lo que pasa en un día sin que el programa intervenga. */
  vivir(dia: Fecha, azar: Azar): void {
    if (azar.sucede(0.12)) this.facturar(sumarDias(dia, azar.entero(-40, 6)), azar);
    for (const parte of this.partes) {
      if (azar.sucede(0.01)) parte.pagada = true;
      if (azar.sucede(0.03)) parte.retenida = azar.sucede(0.5) ? azar.elegir(causas) : null;
    }
    this.partes = this.partes.filter(({ pagada }) => !pagada);
    if (azar.sucede(0.02)) this.pausada = azar.sucede(0.3);
    if (azar.sucede(0.01)) this.prohibido = azar.elegir([null, null, 'email', 'whatsapp'] as const);
    if (azar.sucede(0.06)) {
      const canal = azar.elegir(['llamada', 'visita', 'email', 'whatsapp', 'carta', 'otro'] as const);
      this.contactos.push({ dia, canal });
    }
  }

  private facturar(vencimiento: Fecha, azar: Azar): void {
    this.facturas += 1;
    this.partes.push({
      id: this.id * 10_000 + this.facturas,
      moneda: azar.sucede(0.75) ? monedas[0] : monedas[1],
      vencimiento,
      saldo: azar.entero(1000, 900_000),
      pagada: false,
      retenida: null,
      hechos: new Map(),
    });
  }

  /** Como lo leería el programa ese día. */
  comoSeLee(hoy: Fecha): ClientePorRecordar {
    return {
      id: this.id,
      codigo: `C-${this.id}`,
      nombre: `Cliente ${this.id}`,
      persona: null,
      email: 'x@y.example',
      telefono: '+34 612 345 678',
      segmento: null,
      gestor: null,
      clase: 'B',
      pausa: this.pausada
        ? {
            id: 1,
            clienteId: this.id,
            clase: 'pausa',
            desde: fecha('2020-01-01'),
            hasta: null,
            motivo: 'x',
            terminada: null,
          }
        : null,
      canales: new Map(
        this.prohibido === null
          ? []
          : [[this.prohibido, { canal: this.prohibido, permitido: false, fecha: fecha('2020-01-01'), motivo: null }]],
      ),
      contactos: this.contactos
        .filter(({ dia }) => dia > sumarDias(hoy, -7))
        .map(({ dia, canal }) => ({ fecha: dia, canal })),
      destinosMalos: new Set(),
      cuentas: monedas.map((codigo) => ({
        moneda: moneda(codigo),
        unidades: this.partes.filter((parte) => parte.moneda === codigo).map(unidadDe),
        saldoAFavor: 0,
        ultimo: this.ultimos.get(codigo) ?? null,
        enCurso: null,
      })),
    };
  }

  /** Queda hecho lo que se decidió; devuelve lo que no debía mencionarse. */
  anotar({ moneda: codigo, vencidas, porVencer, canal }: Decision, paso: PasoDeRecordatorio, hoy: Fecha): string[] {
    const indebidas: string[] = [];
    if (this.pausada) indebidas.push('en pausa');
    if (canal === this.prohibido) indebidas.push(`por ${canal}, que pidió que no`);
    for (const { unidad, paso: propio } of [...vencidas, ...porVencer]) {
      const parte = this.partes.find(({ id }) => id === unidad.documentoId);
      if (parte === undefined || parte.pagada || parte.retenida !== null) indebidas.push(`por ${unidad.documentoId}`);
      if (propio === null) continue;
      if (parte?.hechos.has(propio)) indebidas.push(`${propio} otra vez`);
      parte?.hechos.set(propio, hoy);
    }
    const plazoHasta = paso.plazoDias === 0 ? null : sumarDias(hoy, paso.plazoDias);
    this.ultimos.set(codigo, { fecha: hoy, paso: paso.codigo, plazoHasta });
    this.contactos.push({ dia: hoy, canal: paso.canal });
    return indebidas;
  }

  /** Alguien llamó porque la agenda lo pedía. */
  llamar(codigo: string, paso: PasoDeRecordatorio, hoy: Fecha): void {
    this.contactos.push({ dia: hoy, canal: 'llamada' });
    const desde = sumarDias(hoy, -paso.diasDesdeVencimiento);
    for (const parte of this.partes)
      if (parte.moneda === codigo && parte.vencimiento <= desde) parte.hechos.set(paso.codigo, hoy);
  }
}

function unidadDe({ id, vencimiento, saldo, retenida, hechos }: Parte): UnidadDeReclamo {
  return {
    documentoId: id,
    numero: String(id),
    acuerdoId: null,
    emision: sumarDias(vencimiento, -30),
    vencimiento,
    importe: saldo,
    saldo,
    retenida: retenida === null ? null : { motivo: retenida, paso: 'esperar', causa: retenida, hasta: null },
    promesaIncumplida: false,
    pasosHechos: new Map(hechos),
  };
}
