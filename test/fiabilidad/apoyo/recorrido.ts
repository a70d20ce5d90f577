import type { Resultado } from '../../apoyo/ejecutar.ts';
import type { Azar } from './azar.ts';
import { comparar, juiciosDe } from './comparacion.ts';
import { leyesRotas } from './leyes.ts';
import { Modelo } from './modelo.ts';
import { type Credito, type Dia, dia, type Factura, NUNCA, type Terminos, texto } from './modelo-hechos.ts';

/** Ejecuta una orden sobre un libro, como la escribiría una persona. */
export type Orden = (
  argumentos: readonly string[],
  condiciones: { readonly libro: string; readonly hoy: string; readonly entrada?: Buffer },
) => Promise<Resultado>;

/** Una orden, si debe aceptarse, y lo que el modelo hace con ella. */
interface Paso {
  readonly argumentos: readonly string[];
  readonly entrada?: string;
  /** Lo hace en el modelo; `false` si las reglas no lo permiten. */
  aplicar(): boolean;
}

const clientes = ['C1', 'C2'] as const;
const monedas = ['ARS', 'CLP'] as const;
const encabezado = 'cliente_id,cliente,tipo,numero,emision,vencimiento,moneda,importe';

/** Un monto en unidades menores como se escribe en una orden. */
export function escribir(monto: number, moneda: string): string {
  if (moneda === 'CLP') return String(monto);
  return `${Math.trunc(monto / 100)}.${String(monto % 100).padStart(2, '0')}`;
}

/** Una sucesión de órdenes al azar sobre un libro y sobre el modelo, comparados después de cada una. */
export class Recorrido {
  readonly modelo = new Modelo();
  readonly diferencias: string[] = [];
  /** Las órdenes dadas, para repetirlas. */
  readonly historia: string[] = [];
  aceptadas = 0;
  /** Cuántas veces se vio cada estado de un acuerdo: lo que no se vio no se probó. */
  readonly vistos = new Map<string, number>();
  hoy: Dia = dia('2026-06-15');
  readonly #azar: Azar;
  readonly #orden: Orden;
  readonly #libro: string;
  #numero = 0;
  #ultimoArchivo: { readonly entrada: string; readonly notas: Credito[] } | null = null;

  constructor({ azar, orden, libro }: { azar: Azar; orden: Orden; libro: string }) {
    this.#azar = azar;
    this.#orden = orden;
    this.#libro = libro;
  }

  /**
   * Da `pasos` órdenes; se detiene en la primera diferencia. Compara después de cada una o, con `soloAlFinal`, dos veces al
   * terminar: una diferencia casi siempre dura hasta entonces, y comparar cuesta cinco veces lo que una orden.
   */
  async recorrer(pasos: number, { soloAlFinal = false }: { readonly soloAlFinal?: boolean } = {}): Promise<void> {
    for (let numero = 0; numero < pasos && this.diferencias.length === 0; numero++) {
      if (this.#azar.sucede(0.6)) this.hoy += this.#azar.entero(0, this.#azar.sucede(0.2) ? 20 : 4);
      await this.#darPaso(this.modelo.facturas.length === 0 ? this.#importarFacturas() : this.#elegirPaso());
      if (this.diferencias.length === 0 && !soloAlFinal) await this.#comparar();
    }
    for (let vez = 0; soloAlFinal && vez < 2 && this.diferencias.length === 0; vez++) await this.#comparar();
    if (this.diferencias.length === 0) await this.#verificar();
  }

  async #correr(argumentos: readonly string[], entrada?: string): Promise<Resultado> {
    const hoy = texto(this.hoy);
    const comun = { libro: this.#libro, hoy };
    return this.#orden(argumentos, entrada === undefined ? comun : { ...comun, entrada: Buffer.from(entrada) });
  }

  async #darPaso({ argumentos, entrada, aplicar }: Paso): Promise<void> {
    const escrita = `--hoy ${texto(this.hoy)} ${argumentos.join(' ')}${entrada === undefined ? '' : `\n${entrada}`}`;
    this.historia.push(escrita);
    this.modelo.op += 1;
    const vale = aplicar();
    if (vale) this.aceptadas += 1;
    const esImportacion = argumentos[0] === 'import';
    if (this.#azar.sucede(0.1)) await this.#exigir([...argumentos, '--simular'], { entrada, vale });
    const clave = esImportacion || this.#azar.sucede(0.8) ? [] : ['--id', `clave-${this.historia.length}`];
    await this.#exigir([...argumentos, ...clave], { entrada, vale });
    // Repetir una orden con su clave, o un archivo entero, no cambia nada.
    if (vale && (clave.length > 0 || (esImportacion && this.#azar.sucede(0.3))))
      await this.#exigir([...argumentos, ...clave], { entrada, vale });
  }

  async #exigir(argumentos: readonly string[], { entrada, vale }: { entrada: string | undefined; vale: boolean }) {
    const { codigo, errores } = await this.#correr(argumentos, entrada);
    const seEsperaba = vale ? codigo === 0 : codigo === 1 || codigo === 2;
    if (!seEsperaba) this.#diferir(`terminó con ${codigo}, el modelo ${vale ? 'la acepta' : 'la rechaza'}: ${errores}`);
  }

  #diferir(que: string): void {
    this.diferencias.push(que);
  }

  async #comparar(): Promise<void> {
    const al = this.#azar.sucede(0.5) ? this.hoy : this.hoy + this.#azar.entero(-30, 40);
    const leer = async (...argumentos: string[]): Promise<unknown> => {
      const { codigo, salida, errores } = await this.#orden([...argumentos, '--formato', 'json'], {
        libro: this.#libro,
        hoy: texto(al),
      });
      if (codigo !== 0) this.#diferir(`${argumentos.join(' ')} al ${texto(al)} terminó con ${codigo}: ${errores}`);
      return codigo === 0 ? JSON.parse(salida) : [];
    };
    for (const diferencia of await comparar(this.modelo, { al, azar: this.#azar, leer }))
      this.#diferir(`al ${texto(al)}: ${diferencia}`);
    for (const diferencia of leyesRotas(this.#libro)) this.#diferir(diferencia);
    for (const { acuerdo, estado } of juiciosDe(this.modelo, al)) {
      const visto = `${acuerdo.tipo} ${estado}`;
      this.vistos.set(visto, (this.vistos.get(visto) ?? 0) + 1);
    }
  }

  async #verificar(): Promise<void> {
    const { codigo, salida } = await this.#correr(['libro', 'verificar']);
    if (codigo !== 0) this.#diferir(`libro verificar: ${salida}`);
  }

  #elegirPaso(): Paso {
    const azar = this.#azar;
    const pasos: readonly (() => Paso)[] = [
      () => this.#importarFacturas(),
      () => this.#importarPago(),
      ...Array.from({ length: 4 }, () => () => this.#registrarPago()),
      () => this.#imputarPago(),
      () => this.#anularPago(),
      () => this.#anularPago(),
      ...Array.from({ length: 5 }, () => () => this.#acordar()),
      () => this.#renegociar(),
      () => this.#anularAcuerdo(),
      () => this.#disputar(),
      () => this.#resolver(),
      () => this.#castigar(),
      () => this.#pausar(),
    ];
    return azar.elegir(pasos)();
  }

  #cuenta(): { cliente: string; moneda: string } {
    const conDeuda = this.modelo.facturas.filter((una) => this.modelo.saldo(una) > 0);
    if (conDeuda.length > 0 && this.#azar.sucede(0.9)) return this.#azar.elegir(conDeuda);
    return { cliente: this.#azar.elegir(this.modelo.facturas).cliente, moneda: this.#azar.elegir(monedas) };
  }

  #importarFacturas(): Paso {
    if (this.#ultimoArchivo !== null && this.#azar.sucede(0.1)) {
      const { entrada, notas } = this.#ultimoArchivo;
      // Un archivo repetido no cambia nada, salvo que traiga de vuelta una nota que se anuló: eso se rechaza.
      const aplicar = () => notas.every(({ fin }) => fin === NUNCA);
      return { argumentos: [...importar, 'facturas'], entrada, aplicar };
    }
    const renglones: string[] = [];
    const facturas: Factura[] = [];
    const notas: Omit<Credito, 'id' | 'fin'>[] = [];
    for (let cuantas = this.#azar.entero(1, 3); cuantas > 0; cuantas -= 1) {
      this.#numero += 1;
      const [cliente, moneda] = [this.#azar.elegir(clientes), this.#azar.sucede(0.8) ? 'ARS' : 'CLP'];
      const emision = this.hoy - this.#azar.entero(0, 40);
      const importe = this.#azar.entero(1, 2000);
      if (this.#azar.sucede(0.15)) {
        const fila = [
          cliente,
          `${cliente} SA`,
          'Nota de crédito',
          `NC-${this.#numero}`,
          texto(emision),
          texto(emision),
        ];
        renglones.push([...fila, moneda, escribir(importe, moneda)].join(','));
        notas.push({ cliente, moneda, tipo: 'nota-credito', dia: emision, monto: importe, cheque: false });
      } else {
        const vence = emision + this.#azar.elegir([0, 10, 30, 45]);
        const numero = `F-${this.#numero}`;
        renglones.push(
          [
            cliente,
            `${cliente} SA`,
            'Factura',
            numero,
            texto(emision),
            texto(vence),
            moneda,
            escribir(importe, moneda),
          ].join(','),
        );
        facturas.push({ numero, cliente, moneda, emision, vence, importe });
      }
    }
    const entrada = [encabezado, ...renglones, ''].join('\n');
    const archivo = { entrada, notas: [] as Credito[] };
    this.#ultimoArchivo = archivo;
    return {
      argumentos: [...importar, 'facturas'],
      entrada,
      aplicar: () => {
        this.modelo.facturas.push(...facturas);
        archivo.notas.push(...notas.map((nota) => this.modelo.acreditar(nota)));
        return true;
      },
    };
  }

  #importarPago(): Paso {
    const { cliente, moneda } = this.#cuenta();
    this.#numero += 1;
    const monto = this.#azar.entero(1, 1500);
    const cuando = this.hoy - this.#azar.entero(0, 15);
    const abiertas = this.modelo.de(cliente, moneda).filter((una) => this.modelo.saldo(una) > 0);
    const factura = abiertas.length > 0 && this.#azar.sucede(0.5) ? this.#azar.elegir(abiertas) : null;
    const fila = [cliente, factura?.numero ?? '', `R-${this.#numero}`, texto(cuando), moneda, escribir(monto, moneda)];
    return {
      argumentos: [...importar, 'pagos'],
      entrada: `cliente_id,factura,recibo,fecha,moneda,monto\n${fila.join(',')}\n`,
      aplicar: () => {
        const pago = this.modelo.acreditar({ cliente, moneda, tipo: 'pago', dia: cuando, monto, cheque: false });
        this.modelo.imputar(pago, factura === null ? null : [[factura, null]]);
        return this.#revisar(cliente);
      },
    };
  }

  #registrarPago(): Paso {
    const { cliente, moneda } = this.#cuenta();
    const abiertas = this.modelo.de(cliente, moneda).filter((una) => this.modelo.saldo(una) > 0);
    const debe = abiertas.reduce((total, una) => total + this.modelo.saldo(una), 0);
    const monto = this.#azar.elegir([
      this.#azar.entero(1, 1500),
      Math.max(1, debe),
      this.#montoExigible(cliente, moneda),
    ]);
    const cheque = this.#azar.sucede(0.2);
    const cuando = cheque
      ? this.hoy + this.#azar.entero(1, 20)
      : this.hoy - this.#azar.entero(0, 10) * this.#azar.entero(0, 1);
    const argumentos = ['pago', 'registrar', cliente, '--monto', escribir(monto, moneda), '--moneda', moneda];
    argumentos.push('--fecha', texto(cuando), ...(cheque ? ['--medio', 'cheque'] : []));
    const pago = { cliente, moneda, tipo: 'pago', dia: cuando, monto, cheque } as const;
    const modo = this.#azar.entero(0, 3);
    if (modo === 0) argumentos.push('--a-cuenta');
    const destinos = modo === 1 ? this.#destinos(abiertas, monto) : null;
    argumentos.push(...escribirDestinos(destinos));
    return {
      argumentos,
      aplicar: () => {
        if (!this.#cabe(destinos, monto)) return false;
        const credito = this.modelo.acreditar(pago);
        if (modo !== 0) this.modelo.imputar(credito, destinos);
        return this.#revisar(cliente);
      },
    };
  }

  /** Para que los acuerdos se cumplan de verdad: lo que le falta a alguno, o a su próxima cuota. */
  #montoExigible(cliente: string, moneda: string): number {
    const montos = this.modelo
      .juzgar(cliente, moneda, this.hoy)
      .flatMap(({ pendiente, cuotas }) => [pendiente, ...cuotas.map((cuota) => cuota.pendiente)])
      .filter((pendiente) => pendiente > 0);
    return montos.length === 0 ? this.#azar.entero(1, 300) : this.#azar.elegir(montos);
  }

  #destinos(abiertas: readonly Factura[], monto: number): (readonly [Factura, number | null])[] | null {
    const elegidas = abiertas.filter(() => this.#azar.sucede(0.5)).slice(0, 2);
    if (elegidas.length === 0) return null;
    return elegidas.map((una) => {
      const justo = Math.max(1, Math.min(this.modelo.saldo(una), Math.floor(monto / elegidas.length)));
      return [una, this.#azar.elegir([null, justo, justo + this.#azar.entero(0, 1)])] as const;
    });
  }

  #cabe(destinos: readonly (readonly [Factura, number | null])[] | null, disponible: number): boolean {
    const pedido = (destinos ?? []).reduce((total, [, monto]) => total + (monto ?? 0), 0);
    return pedido <= disponible && (destinos ?? []).every(([una, monto]) => (monto ?? 1) <= this.modelo.saldo(una));
  }

  #imputarPago(): Paso {
    const conResto = this.modelo.creditos.filter((uno) => this.modelo.aFavor(uno) > 0 || this.#azar.sucede(0.05));
    if (conResto.length === 0) return this.#registrarPago();
    const credito = this.#azar.elegir(conResto);
    const disponible = this.modelo.aFavor(credito);
    const abiertas = this.modelo.de(credito.cliente, credito.moneda).filter((una) => this.modelo.saldo(una) > 0);
    const destinos = this.#azar.sucede(0.5) ? this.#destinos(abiertas, disponible) : null;
    const como = destinos === null ? ['--automatico'] : escribirDestinos(destinos);
    return {
      argumentos: ['pago', 'imputar', String(credito.id), ...como],
      aplicar: () => {
        if (disponible === 0 || !this.#cabe(destinos, disponible)) return false;
        this.modelo.imputar(credito, destinos);
        return this.#revisar(credito.cliente);
      },
    };
  }

  #anularPago(): Paso {
    const credito = this.modelo.creditos.length === 0 ? null : this.#azar.elegir(this.modelo.creditos);
    const desde = this.hoy - this.#azar.entero(0, 10) * this.#azar.entero(0, 1);
    return {
      argumentos: ['pago', 'anular', String(credito?.id ?? 999), '--motivo', 'prueba', '--fecha', texto(desde)],
      aplicar: () => {
        if (credito === null || credito.fin !== NUNCA || credito.tipo === 'descuento') return false;
        this.modelo.anular(credito, desde);
        return this.#revisar(credito.cliente);
      },
    };
  }

  #terminos(cliente: string, moneda: string): { terminos: Terminos; argumentos: string[] } {
    const clase = this.#azar.elegir(['promesa', 'promesa', 'cuotas', 'quita'] as const);
    const suyas = this.modelo.de(cliente, moneda).filter((una) => this.modelo.saldo(una, this.hoy) > 0);
    const elegidas = this.#azar.sucede(0.3) ? suyas.filter(() => this.#azar.sucede(0.5)) : [];
    const numeros = elegidas.length === 0 ? null : elegidas.map(({ numero }) => numero);
    const primero = this.hoy + this.#azar.entero(0, 15);
    const argumentos = ['--moneda', moneda, ...(numeros === null ? [] : ['--facturas', numeros.join(',')])];
    const comun = { clase, numeros, monto: null, puntosBasicos: 0, adicional: false };
    if (clase === 'quita') {
      const puntosBasicos = this.#azar.entero(1, 10) * 100;
      argumentos.push('--quita', String(puntosBasicos / 100), '--hasta', texto(primero));
      return { terminos: { ...comun, puntosBasicos, dias: [primero] }, argumentos };
    }
    if (clase === 'cuotas') {
      const cada = this.#azar.elegir([7, 15] as const);
      const dias = Array.from({ length: this.#azar.entero(2, 4) }, (_, orden) => primero + orden * cada);
      const puntosBasicos = this.#azar.sucede(0.3) ? 500 : 0;
      argumentos.push('--cuotas', String(dias.length), '--primera', texto(primero));
      argumentos.push('--cada', cada === 7 ? 'semana' : 'quincena', ...(puntosBasicos === 0 ? [] : ['--quita', '5']));
      return { terminos: { ...comun, puntosBasicos, dias }, argumentos };
    }
    const monto = this.#azar.sucede(0.5) ? this.#azar.entero(1, 1500) : null;
    const adicional = this.#azar.sucede(0.25);
    argumentos.push('--promesa', texto(primero), ...(monto === null ? [] : ['--monto', escribir(monto, moneda)]));
    return { terminos: { ...comun, monto, dias: [primero], adicional }, argumentos };
  }

  #acordar(): Paso {
    const { cliente, moneda } = this.#cuenta();
    const { terminos, argumentos } = this.#terminos(cliente, moneda);
    const hablada = terminos.clase === 'promesa' && !terminos.adicional && this.#azar.sucede(0.5);
    const comando = hablada ? ['contacto', 'registrar', cliente, '--canal', 'llamada'] : ['acuerdo', 'crear', cliente];
    return {
      argumentos: [...comando, ...argumentos, ...(terminos.adicional ? ['--adicional'] : [])],
      aplicar: () => this.modelo.acordar(cliente, moneda, { ...terminos, hoy: this.hoy }) && this.#revisar(cliente),
    };
  }

  #renegociar(): Paso {
    if (this.modelo.acuerdos.length === 0) return this.#acordar();
    const anterior = this.#azar.elegir(this.modelo.acuerdos);
    const { id, cliente, moneda } = anterior;
    const { terminos, argumentos } = this.#terminos(cliente, moneda);
    const simple = { ...terminos, adicional: false, hoy: this.hoy, anterior };
    return {
      argumentos: ['acuerdo', 'renegociar', String(id), ...argumentos],
      aplicar: () => this.#terminable(id) && this.modelo.acordar(cliente, moneda, simple) && this.#revisar(cliente),
    };
  }

  #terminable(id: number): boolean {
    const { cliente, moneda } = this.modelo.acuerdos[id - 1] ?? { cliente: '', moneda: '' };
    const juicio = this.modelo.juzgar(cliente, moneda, this.hoy).find(({ acuerdo }) => acuerdo.id === id);
    return juicio !== undefined && (juicio.vigente || juicio.estado === 'caido');
  }

  #anularAcuerdo(): Paso {
    const acuerdo = this.modelo.acuerdos.length === 0 ? null : this.#azar.elegir(this.modelo.acuerdos);
    return {
      argumentos: ['acuerdo', 'anular', String(acuerdo?.id ?? 999), '--motivo', 'prueba'],
      aplicar: () => {
        if (acuerdo === null || !this.#terminable(acuerdo.id)) return false;
        acuerdo.hecho = { cambia: false, dia: this.hoy, op: this.modelo.op };
        return this.#revisar(acuerdo.cliente);
      },
    };
  }

  #disputar(): Paso {
    const factura = this.#azar.elegir(this.modelo.facturas);
    const saldo = this.modelo.saldo(factura, this.hoy);
    const monto = this.#azar.sucede(0.5) ? this.#azar.entero(1, saldo + 1) : null;
    const hasta = this.#azar.sucede(0.5) ? this.hoy + this.#azar.entero(0, 15) : null;
    const argumentos = ['factura', 'disputar', factura.numero, '--motivo', 'precio'];
    argumentos.push(...(monto === null ? [] : ['--monto', escribir(monto, factura.moneda)]));
    argumentos.push(...(hasta === null ? [] : ['--hasta', texto(hasta)]));
    return {
      argumentos,
      aplicar: () => {
        if (saldo === 0 || (monto ?? 1) > saldo || this.modelo.enDisputa(factura, this.hoy) > 0) return false;
        const comun = { factura, desde: this.hoy, hasta: hasta ?? NUNCA, fin: NUNCA };
        this.modelo.disputas.push({ ...comun, monto: monto ?? factura.importe });
        return true;
      },
    };
  }

  #resolver(): Paso {
    const abiertas = this.modelo.disputas.filter(({ hasta, fin }) => this.hoy <= hasta && fin === NUNCA);
    const disputa = abiertas.length === 0 ? null : this.#azar.elegir(abiertas);
    const factura = disputa?.factura ?? this.#azar.elegir(this.modelo.facturas);
    return {
      argumentos: ['factura', 'resolver', factura.numero, '--resultado', 'a-favor-nuestro'],
      aplicar: () => {
        if (disputa !== null) disputa.fin = this.hoy;
        return disputa !== null;
      },
    };
  }

  #castigar(): Paso {
    const factura = this.#azar.elegir(this.modelo.facturas);
    const saldo = this.modelo.saldo(factura);
    const monto = this.#azar.sucede(0.7) ? this.#azar.entero(1, saldo + 1) : null;
    const cuanto = monto === null ? [] : ['--monto', escribir(monto, factura.moneda)];
    return {
      argumentos: ['factura', 'castigar', factura.numero, '--motivo', 'quiebra', ...cuanto],
      aplicar: () => {
        if (saldo === 0 || (monto ?? 0) > saldo) return false;
        this.modelo.castigar(factura, monto ?? saldo, this.hoy);
        return this.#revisar(factura.cliente);
      },
    };
  }

  #pausar(): Paso {
    const cliente = this.#azar.elegir(clientes);
    const conocido = [...this.modelo.facturas, ...this.modelo.creditos].some((una) => una.cliente === cliente);
    const rigen = this.modelo.pausas.filter(
      (una) => una.cliente === cliente && una.desde <= this.hoy && this.hoy <= una.hasta && this.hoy < una.fin,
    );
    if (rigen.length > 0 || this.#azar.sucede(0.1)) {
      return {
        argumentos: ['cliente', 'reanudar', cliente],
        aplicar: () => {
          for (const una of rigen) una.fin = this.hoy;
          return rigen.length > 0;
        },
      };
    }
    const hasta = this.#azar.sucede(0.5) ? this.hoy + this.#azar.entero(0, 10) : null;
    const cuanto = hasta === null ? [] : ['--hasta', texto(hasta)];
    return {
      argumentos: ['cliente', 'pausar', cliente, '--motivo', 'vacaciones', ...cuanto],
      aplicar: () => {
        if (conocido) this.modelo.pausas.push({ cliente, desde: this.hoy, hasta: hasta ?? NUNCA, fin: NUNCA });
        return conocido;
      },
    };
  }

  #revisar(cliente: string): true {
    this.modelo.revisarDescuentos(cliente, this.hoy);
    return true;
  }
}

const importar = ['import', '-', '--decimal', 'punto', '--fecha', 'ymd', '--tipo'] as const;

function escribirDestinos(destinos: readonly (readonly [Factura, number | null])[] | null): string[] {
  return (destinos ?? []).flatMap(([{ numero, moneda }, monto]) => [
    '--factura',
    monto === null ? numero : `${numero}=${escribir(monto, moneda)}`,
  ]);
}
