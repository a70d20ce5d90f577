import { type Fecha, fecha, numeroDeDia, sumarDias } from '../../../src/dominio/fecha.ts';
import type { Azar } from './azar.ts';

/** Una factura del mundo simulado, en centavos. */
export interface FacturaDelMundo {
  readonly numero: string;
  readonly cliente: number;
  readonly vence: Fecha;
  readonly importe: number;
  saldo: number;
  /** Último día en disputa, o `null`. */
  disputada: Fecha | null;
  /** Último día seguro de una promesa que la abarca, o `null`. */
  prometida: Fecha | null;
  /** Desde cuándo se la puede reclamar por correo sin que nada la retenga, y ya pasó el primer escalón. */
  reclamableDesde: Fecha | null;
  /** Algún mensaje la nombró. */
  nombrada: boolean;
}

export interface ClienteDelMundo {
  readonly id: number;
  readonly facturas: FacturaDelMundo[];
  pausado: Fecha | null;
  sinCorreo: boolean;
  /** Días en que se le escribió, en orden. */
  readonly mensajes: Fecha[];
}

/** Una orden del gestor, ya hecha en el mundo. */
export type OrdenDelDia = readonly string[];

/** Un pago que se registró con una orden y que alguna vez puede volver. */
interface PagoSuelto {
  readonly clave: string;
  readonly factura: FacturaDelMundo;
  readonly monto: number;
}

export const codigoDe = (id: number): string => `K${String(id).padStart(4, '0')}`;
export const correoDe = (id: number): string => `k${id}@deudores.example`;
const pesos = (centavos: number): string => (centavos / 100).toFixed(2);

/** El día hábil siguiente sin mirar feriados: la promesa nunca vence antes de él. */
function diaSiguienteDeSemana(dia: Fecha): Fecha {
  let otro = sumarDias(dia, 1);
  while ((numeroDeDia(otro) + 3) % 7 >= 5) otro = sumarDias(otro, 1);
  return otro;
}

/**
 * Una cartera que vive un año, escrita aparte del programa: quién debe qué, qué prometió, qué disputa y a quién no se le
 * puede escribir. No calcula pasos ni textos: sólo sabe a quién no se le debía escribir un día, y qué saldo queda.
 */
export class Mundo {
  readonly clientes: ClienteDelMundo[];
  readonly #azar: Azar;
  readonly #porNumero = new Map<string, FacturaDelMundo>();
  readonly #pagos: PagoSuelto[] = [];
  #serie = 0;
  #claves = 0;

  constructor(azar: Azar, clientes: number) {
    this.#azar = azar;
    this.clientes = Array.from({ length: clientes }, (_, id) => ({
      id,
      facturas: [],
      pausado: null,
      sinCorreo: false,
      mensajes: [],
    }));
  }

  factura(numero: string): FacturaDelMundo | undefined {
    return this.#porNumero.get(numero);
  }

  get facturas(): Iterable<FacturaDelMundo> {
    return this.#porNumero.values();
  }

  /** Factura `cuantas` hoy; devuelve el archivo que las trae. */
  facturar(hoy: Fecha, cuantas: number): string {
    const renglones = ['cliente_id,cliente,email,numero,emision,vencimiento,moneda,importe'];
    for (let vez = 0; vez < cuantas; vez += 1) {
      this.#serie += 1;
      const cliente = this.#azar.entero(0, this.clientes.length - 1);
      const numero = `A-0001-${String(this.#serie).padStart(8, '0')}`;
      const importe = this.#azar.entero(500_000, 90_000_000);
      const vence = sumarDias(hoy, this.#azar.elegir([0, 7, 15, 30]));
      const factura = {
        numero,
        cliente,
        vence,
        importe,
        saldo: importe,
        disputada: null,
        prometida: null,
        reclamableDesde: null,
        nombrada: false,
      };
      this.clientes[cliente]?.facturas.push(factura);
      this.#porNumero.set(numero, factura);
      renglones.push(
        `${codigoDe(cliente)},Cliente ${cliente} S.A.,${correoDe(cliente)},${numero},${hoy},${vence},ARS,${pesos(importe)}`,
      );
    }
    return `${renglones.join('\n')}\n`;
  }

  /** Los cobros del banco de hoy: el archivo de pagos y cuántos trae. */
  cobrar(hoy: Fecha, probabilidad: number): { readonly csv: string; readonly cuantos: number } {
    const renglones = ['cliente_id,factura,recibo,fecha,moneda,monto,medio'];
    for (const factura of this.#porNumero.values()) {
      if (factura.saldo === 0 || hoy < sumarDias(factura.vence, -2) || !this.#azar.sucede(probabilidad)) continue;
      const monto = this.#azar.sucede(0.7) ? factura.saldo : this.#azar.entero(1, factura.saldo);
      factura.saldo -= monto;
      this.#claves += 1;
      const recibo = `R-${this.#claves}`;
      renglones.push(
        `${codigoDe(factura.cliente)},${factura.numero},${recibo},${hoy},ARS,${pesos(monto)},transferencia`,
      );
    }
    return { csv: `${renglones.join('\n')}\n`, cuantos: renglones.length - 1 };
  }

  /** Lo que un gestor anota en un rato: promesas, disputas, pausas, bajas, pagos en mano y cheques que vuelven. */
  anotar(hoy: Fecha, cuantas: number): OrdenDelDia[] {
    const ordenes: OrdenDelDia[] = [];
    for (let vez = 0; vez < cuantas; vez += 1) {
      const orden = this.#anotarUna(hoy, this.#azar.elegir(this.clientes));
      if (orden !== null) ordenes.push([...orden, '--id', `n-${++this.#claves}`]);
    }
    return ordenes;
  }

  #anotarUna(hoy: Fecha, cliente: ClienteDelMundo): OrdenDelDia | null {
    // El libro conoce a un cliente desde su primera factura.
    if (cliente.facturas.length === 0) return null;
    const abiertas = cliente.facturas.filter(({ saldo }) => saldo > 0);
    const libres = abiertas.filter((una) => !this.estaRetenida(una, hoy));
    const codigo = codigoDe(cliente.id);
    const [factura] = libres;
    const azar = this.#azar.real();
    if (azar < 0.35 && factura !== undefined) {
      const dia = sumarDias(hoy, this.#azar.entero(0, 12));
      factura.prometida = diaSiguienteDeSemana(dia);
      const canal = this.#azar.elegir(['llamada', 'whatsapp'] as const);
      return [
        'contacto',
        'registrar',
        codigo,
        '--canal',
        canal,
        '--entrante',
        '--promesa',
        dia,
        '--facturas',
        factura.numero,
      ];
    }
    if (azar < 0.5 && factura !== undefined) {
      factura.disputada = sumarDias(hoy, this.#azar.entero(1, 20));
      return ['factura', 'disputar', factura.numero, '--motivo', 'falta mercadería', '--hasta', factura.disputada];
    }
    if (azar < 0.58 && cliente.pausado === null) {
      cliente.pausado = sumarDias(hoy, this.#azar.entero(1, 25));
      return ['cliente', 'pausar', codigo, '--motivo', 'vacaciones', '--hasta', cliente.pausado];
    }
    if (azar < 0.61 && !cliente.sinCorreo) {
      cliente.sinCorreo = true;
      return ['cliente', 'canal', codigo, '--canal', 'email', '--no', '--motivo', 'pidió la baja'];
    }
    if (azar < 0.9 && factura !== undefined) {
      const monto = this.#azar.entero(1, factura.saldo);
      factura.saldo -= monto;
      const clave = `p-${++this.#claves}`;
      this.#pagos.push({ clave, factura, monto });
      const medio = this.#azar.elegir(['efectivo', 'transferencia'] as const);
      const destino = ['--monto', pesos(monto), '--medio', medio, '--factura', factura.numero];
      return ['pago', 'registrar', codigo, ...destino, '--referencia', clave];
    }
    return null;
  }

  /** Un pago registrado a mano que hoy se deshace; quien llama sabe su número en el libro. */
  deshacerPago(): string | null {
    if (this.#pagos.length === 0) return null;
    const [pago] = this.#pagos.splice(this.#azar.entero(0, this.#pagos.length - 1), 1);
    if (pago === undefined) return null;
    pago.factura.saldo += pago.monto;
    return pago.clave;
  }

  /** Lo que no se puede reclamar hoy de ninguna manera. */
  estaRetenida({ saldo, disputada, prometida }: FacturaDelMundo, hoy: Fecha): boolean {
    return saldo === 0 || (disputada !== null && hoy <= disputada) || (prometida !== null && hoy <= prometida);
  }

  /** Pasa el día: las pausas terminan, y se anota desde cuándo debería haberse reclamado cada factura. */
  amanecer(hoy: Fecha): void {
    for (const cliente of this.clientes) {
      if (cliente.pausado !== null && cliente.pausado < hoy) cliente.pausado = null;
      for (const factura of cliente.facturas) {
        const reclamable =
          cliente.pausado === null &&
          !cliente.sinCorreo &&
          !this.estaRetenida(factura, hoy) &&
          sumarDias(factura.vence, 7) <= hoy;
        if (!reclamable) factura.reclamableDesde = null;
        else factura.reclamableDesde ??= hoy;
      }
    }
  }

  /** Las facturas que nadie reclamó nunca, pudiendo, desde ese día o antes. */
  olvidadas(desde: Fecha): FacturaDelMundo[] {
    return [...this.#porNumero.values()].filter(
      ({ reclamableDesde, nombrada }) => reclamableDesde !== null && reclamableDesde <= desde && !nombrada,
    );
  }

  /** Por qué no se le debía escribir `texto` a ese cliente ese día; vacío si está bien. */
  objeciones(id: number, texto: string, hoy: Fecha): string[] {
    const cliente = this.clientes[id];
    if (cliente === undefined) return ['no es un cliente'];
    const fallas: string[] = [];
    if (cliente.sinCorreo) fallas.push('había pedido la baja del correo');
    if (cliente.pausado !== null && hoy <= cliente.pausado) fallas.push(`estaba en pausa hasta ${cliente.pausado}`);
    const nombradas = new Set(texto.match(/A-0001-\d{8}/g) ?? []);
    if (nombradas.size === 0) fallas.push('no nombra ninguna factura');
    for (const numero of nombradas) {
      const factura = this.#porNumero.get(numero);
      if (factura !== undefined) factura.nombrada = true;
      if (factura === undefined || factura.cliente !== id) fallas.push(`nombra ${numero}, que no es suya`);
      else if (this.estaRetenida(factura, hoy)) fallas.push(`nombra ${numero}: ${JSON.stringify(factura)}`);
    }
    const recientes = cliente.mensajes.filter((dia) => dia > sumarDias(hoy, -7));
    const ultimo = recientes.at(-1);
    if (ultimo !== undefined && ultimo > sumarDias(hoy, -2)) fallas.push(`se le había escrito el ${ultimo}`);
    if (recientes.length >= 2) fallas.push(`se le había escrito ${recientes.join(' y ')}`);
    return fallas;
  }
}

/** El primer día del año simulado: un lunes. */
export const primerDia: Fecha = fecha('2026-01-05');
