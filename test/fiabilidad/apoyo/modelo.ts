import {
  type Acuerdo,
  AL_FINAL,
  type Aplicacion,
  type Credito,
  type Dia,
  type Factura,
  type Juicio,
  NUNCA,
  type Terminos,
} from './modelo-hechos.ts';

/**
 * Un libro de cobranzas escrito de otra manera, para comparar: hechos en listas, días como números enteros, y todo lo que se
 * pregunta se recalcula desde cero, un acuerdo día por día. No usa nada del programa. Los montos, en unidades menores.
 */
interface Seguido {
  readonly acuerdo: Acuerdo;
  readonly hecho: Acuerdo['hecho'];
  /** Lo que el acuerdo sacó de cada documento: lo que cobró y el descuento que dio. */
  readonly propio: Map<Factura, number>;
  /** Lo que se castigó de cada documento porque el acuerdo no se cumplía: no se exige, pero nadie lo pagó. */
  readonly perdido: Map<Factura, number>;
  pagado: number;
  aTiempo: number;
  cumplido: Dia | null;
  caido: Dia | null;
  ganado: number;
  prometido: number;
}

const suma = (numeros: Iterable<number>): number => [...numeros].reduce((total, uno) => total + uno, 0);
const porcentaje = (monto: number, parte: number, total: number): number =>
  Number((2n * BigInt(monto) * BigInt(parte) + BigInt(total)) / (2n * BigInt(total)));
const finDe = ({ cuotas }: Acuerdo): Dia => cuotas.at(-1)?.fin ?? 0;
const posterior = ({ valor, op }: Aplicacion, { creado, op: deAcordar }: Acuerdo): boolean =>
  valor > creado || (valor === creado && op > deAcordar);
/** El día hábil siguiente: el día 0 fue jueves. */
const siguienteHabil = (numero: Dia): Dia => numero + ([2, 1, 1, 1, 1, 1, 3][(numero + 5) % 7] ?? 1);

export class Modelo {
  readonly facturas: Factura[] = [];
  readonly creditos: Credito[] = [];
  readonly aplicaciones: Aplicacion[] = [];
  readonly acuerdos: Acuerdo[] = [];
  readonly disputas: { factura: Factura; desde: Dia; hasta: Dia; monto: number; fin: Dia }[] = [];
  readonly pausas: { cliente: string; desde: Dia; hasta: Dia; fin: Dia }[] = [];
  op = 0;

  saldo(factura: Factura, al: Dia = AL_FINAL): number {
    return factura.importe - suma(this.#rigen(al).flatMap((una) => (una.factura === factura ? [una.monto] : [])));
  }
  aFavor(credito: Credito, al: Dia = AL_FINAL): number {
    if (credito.dia > al || al >= credito.fin) return 0;
    return credito.monto - suma(this.#rigen(al).flatMap((una) => (una.credito === credito ? [una.monto] : [])));
  }
  enDisputa(factura: Factura, al: Dia): number {
    const abiertas = this.disputas.filter(
      (una) => una.factura === factura && una.desde <= al && al <= una.hasta && al < una.fin,
    );
    return Math.min(this.saldo(factura, al), suma(abiertas.map(({ monto }) => monto)));
  }
  estadoDe(factura: Factura, al: Dia): string {
    if (this.saldo(factura, al) === 0) {
      const castigada = this.#rigen(al).some((una) => una.factura === factura && una.credito.tipo === 'castigo');
      return castigada ? 'castigada' : 'pagada';
    }
    if (this.enDisputa(factura, al) > 0) return 'en-disputa';
    const juicios = this.juzgar(factura.cliente, factura.moneda, al);
    if (juicios.some(({ vigente, acuerdo }) => vigente && acuerdo.saldos.has(factura))) return 'en-acuerdo';
    return factura.vence < al ? 'vencida' : 'por-vencer';
  }
  de(cliente: string, moneda: string): Factura[] {
    const suyas = this.facturas.filter((una) => una.cliente === cliente && una.moneda === moneda);
    return suyas.sort((una, otra) => una.vence - otra.vence || (una.numero < otra.numero ? -1 : 1));
  }

  acreditar(credito: Omit<Credito, 'id' | 'fin'>): Credito {
    const nuevo = { ...credito, id: this.creditos.length + 1, fin: NUNCA };
    this.creditos.push(nuevo);
    return nuevo;
  }
  /** Sin destinos, a lo más viejo; un destino sin monto se lleva lo que quepa, después de los que lo tienen. */
  imputar(credito: Credito, destinos: readonly (readonly [Factura, number | null])[] | null): void {
    const conMonto = destinos?.filter(([, monto]) => monto !== null) ?? [];
    const lista = destinos ?? this.de(credito.cliente, credito.moneda).map((una) => [una, null] as const);
    for (const [factura, pedido] of [...conMonto, ...lista.filter(([, monto]) => monto === null)]) {
      const monto = Math.min(pedido ?? NUNCA, this.saldo(factura), this.aFavor(credito));
      if (monto > 0) this.#aplicar(credito, factura, { monto, desde: Math.max(credito.dia, factura.emision) });
    }
  }
  anular(credito: Credito, desde: Dia): void {
    const suyas = this.aplicaciones.filter((una) => una.credito === credito);
    for (const una of suyas) if (una.fin === NUNCA) una.fin = Math.max(desde, una.dia);
    credito.fin = Math.max(desde, credito.dia, ...suyas.map(({ fin }) => fin));
  }
  castigar(factura: Factura, monto: number, el: Dia): void {
    const { cliente, moneda, emision } = factura;
    const desde = Math.max(el, emision);
    const castigo = this.acreditar({ cliente, moneda, tipo: 'castigo', dia: desde, monto, cheque: false });
    this.#aplicar(castigo, factura, { monto, desde });
  }

  /** Hace un acuerdo; `false` si las reglas no lo permiten. `anterior` es el que se renegocia. */
  acordar(cliente: string, moneda: string, terminos: Terminos & { hoy: Dia; anterior?: Acuerdo }): boolean {
    const { clase, dias, puntosBasicos, hoy, anterior } = terminos;
    const vigentes = this.juzgar(cliente, moneda, hoy).filter(
      (juicio) => juicio.vigente && juicio.acuerdo !== anterior,
    );
    const elegidas = this.#elegir(this.de(cliente, moneda), vigentes, terminos);
    const compartidos = vigentes.filter(({ acuerdo }) => elegidas.some((una) => acuerdo.saldos.has(una)));
    if (elegidas.length === 0 || compartidos.some(({ acuerdo }) => acuerdo.tipo === 'cuotas')) return false;
    if (terminos.adicional && compartidos.some(({ acuerdo }) => acuerdo.tipo !== 'promesa')) return false;
    const prometido = terminos.adicional ? suma(compartidos.map(({ pendiente }) => pendiente)) : 0;
    const saldos = new Map(elegidas.map((una) => [una, this.#acordable(una, terminos)]));
    const debe = suma(saldos.values()) - prometido;
    const descuento = clase === 'promesa' ? 0 : porcentaje(debe, puntosBasicos, 10_000);
    const total = clase === 'promesa' ? (terminos.monto ?? debe) : debe - descuento;
    if (total <= 0 || total > debe || total < dias.length || (puntosBasicos > 0 && descuento === 0)) return false;
    const tolera = (vence: Dia): Dia => (clase === 'quita' ? vence : siguienteHabil(vence));
    const base = Math.floor(total / dias.length);
    const cuotas = dias.map((vence, orden) => ({
      vence,
      fin: tolera(vence),
      monto: base + (orden < total - base * dias.length ? 1 : 0),
    }));
    const temprano = elegidas.every(({ vence }) => vence >= hoy && (dias[0] ?? 0) <= vence);
    const tipo = clase === 'quita' && temprano ? 'pronto-pago' : clase;
    const [id, op] = [this.acuerdos.length + 1, this.op];
    this.acuerdos.push({
      id,
      op,
      cliente,
      moneda,
      tipo,
      descuento,
      creado: hoy,
      cuotas,
      saldos,
      hecho: null,
      descuentos: new Set(),
    });
    const terminados = terminos.adicional ? [] : compartidos.map(({ acuerdo }) => acuerdo);
    for (const otro of [...terminados, ...(anterior === undefined ? [] : [anterior])])
      otro.hecho = { cambia: true, dia: hoy, op };
    return true;
  }
  /** Lo disputado sólo se acuerda si se nombra la factura. */
  #acordable(factura: Factura, { hoy, numeros }: Terminos & { hoy: Dia }): number {
    return this.saldo(factura, hoy) - (numeros === null ? this.enDisputa(factura, hoy) : 0);
  }
  #elegir(
    suyas: readonly Factura[],
    vigentes: readonly Juicio[],
    terminos: Terminos & { hoy: Dia; anterior?: Acuerdo },
  ) {
    const { hoy, numeros, anterior } = terminos;
    const debidas = suyas.filter((una) => this.#acordable(una, terminos) > 0);
    if (numeros !== null) return debidas.filter(({ numero }) => numeros.includes(numero));
    if (anterior !== undefined) return debidas.filter((una) => anterior.saldos.has(una));
    const enPlan = (una: Factura) =>
      vigentes.some(({ acuerdo }) => acuerdo.tipo === 'cuotas' && acuerdo.saldos.has(una));
    const libres = debidas.filter((una) => !enPlan(una));
    const vencidas = libres.filter(({ vence }) => vence < hoy);
    if (vencidas.length === 0) return libres;
    for (const una of libres) {
      const alcanza = suma(vencidas.map((otra) => this.#acordable(otra, terminos))) >= (terminos.monto ?? 0);
      if (!alcanza && una.vence >= hoy) vencidas.push(una);
    }
    return vencidas;
  }

  /** Da los descuentos ganados y deshace los que ya no corresponden, hasta que nada cambie. */
  revisarDescuentos(cliente: string, hoy: Dia): void {
    for (const moneda of new Set(this.acuerdos.map((acuerdo) => acuerdo.moneda))) {
      while (this.#deshacerUno(cliente, moneda, hoy) || this.#otorgarUno(cliente, moneda, hoy));
    }
  }
  #horizonte(cliente: string, moneda: string, hoy: Dia): Dia {
    const acordadas = new Set(this.#suyos(cliente, moneda).flatMap(({ saldos }) => [...saldos.keys()]));
    const dias = this.aplicaciones.flatMap((una) => (acordadas.has(una.factura) ? [una.dia, una.fin] : []));
    return Math.max(hoy, ...dias.filter((uno) => uno < NUNCA));
  }
  #deshacerUno(cliente: string, moneda: string, hoy: Dia): boolean {
    for (const { acuerdo, ganado } of this.juzgar(cliente, moneda, this.#horizonte(cliente, moneda, hoy))) {
      const dados = this.aplicaciones.filter((una) => acuerdo.descuentos.has(una.credito) && una.fin === NUNCA);
      if (suma(dados.map(({ monto }) => monto)) <= ganado) continue;
      const deshechos = this.aplicaciones.filter(
        (una) => una.credito.tipo === 'pago' && acuerdo.saldos.has(una.factura) && una.fin !== NUNCA,
      );
      const desde = deshechos.length === 0 ? hoy : Math.max(...deshechos.map(({ fin }) => fin));
      for (const credito of new Set(dados.map((una) => una.credito))) this.anular(credito, desde);
      return true;
    }
    return false;
  }
  #otorgarUno(cliente: string, moneda: string, hoy: Dia): boolean {
    for (const { acuerdo, cumplido, ganado } of this.juzgar(cliente, moneda, this.#horizonte(cliente, moneda, hoy))) {
      const yaDio = this.aplicaciones.some((una) => acuerdo.descuentos.has(una.credito) && una.fin === NUNCA);
      const monto = Math.min(ganado, suma([...acuerdo.saldos.keys()].map((una) => this.saldo(una))));
      if (cumplido === null || yaDio || monto === 0) continue;
      const descuento = this.acreditar({ cliente, moneda, tipo: 'descuento', dia: cumplido, monto, cheque: false });
      acuerdo.descuentos.add(descuento);
      this.imputar(
        descuento,
        [...acuerdo.saldos.keys()].map((una) => [una, null] as const),
      );
      return true;
    }
    return false;
  }

  /** Los acuerdos de una cuenta al día, del más viejo al más nuevo. */
  juzgar(cliente: string, moneda: string, al: Dia): Juicio[] {
    const seguidos = this.#suyos(cliente, moneda)
      .filter(({ creado }) => creado <= al)
      .sort((uno, otro) => uno.creado - otro.creado || uno.id - otro.id)
      .map((acuerdo): Seguido => {
        const rige =
          acuerdo.hecho !== null &&
          acuerdo.hecho.dia <= al &&
          (acuerdo.tipo === 'cuotas' || acuerdo.hecho.dia <= finDe(acuerdo));
        const hecho = rige ? acuerdo.hecho : null;
        return {
          acuerdo,
          hecho,
          propio: new Map(),
          perdido: new Map(),
          pagado: 0,
          aTiempo: 0,
          cumplido: null,
          caido: null,
          ganado: 0,
          prometido: 0,
        };
      });
    const alcanzados = ({ factura }: Aplicacion) => seguidos.filter(({ acuerdo }) => acuerdo.saldos.has(factura));
    const movimientos = this.#rigen(al).filter((una) => alcanzados(una).length > 0);
    const orden = (una: Aplicacion) => [
      Number(una.credito.tipo === 'pago'),
      alcanzados(una).length,
      this.facturas.indexOf(una.factura),
      una.op,
    ];
    movimientos.sort(
      (una, otra) =>
        una.valor - otra.valor ||
        (orden(una)
          .map((n, i) => n - (orden(otra)[i] ?? 0))
          .find((n) => n !== 0) ??
          0),
    );
    const quedan = new Map(this.facturas.map((una) => [una, una.importe]));
    const primero = seguidos[0]?.acuerdo.creado ?? al + 1;
    for (let hoy = Math.min(primero, movimientos[0]?.valor ?? primero); hoy <= al; hoy++) {
      for (const una of movimientos.filter((movimiento) => movimiento.valor === hoy)) {
        if (una.credito.tipo === 'pago') this.#repartir(una, alcanzados(una), quedan);
        for (const { acuerdo, propio } of seguidos)
          if (acuerdo.descuentos.has(una.credito)) propio.set(una.factura, (propio.get(una.factura) ?? 0) + una.monto);
        for (const { acuerdo, perdido } of seguidos) {
          const despues = acuerdo.tipo === 'cuotas' ? posterior(una, acuerdo) : hoy > finDe(acuerdo);
          if (una.credito.tipo === 'castigo' && despues)
            perdido.set(una.factura, (perdido.get(una.factura) ?? 0) + una.monto);
        }
        quedan.set(una.factura, (quedan.get(una.factura) ?? 0) - una.monto);
      }
      for (const seguido of seguidos) this.#decidir(seguido, hoy, quedan);
    }
    return seguidos.map((seguido) => this.#concluir(seguido, al, quedan));
  }
  /** Lo que queda de sus documentos más lo que el propio acuerdo ya les sacó, sin pasar de lo que se debía al acordar. */
  #exige({ acuerdo, propio }: Seguido, quedan: ReadonlyMap<Factura, number>): { exigible: number; descuento: number } {
    const partes = [...acuerdo.saldos].map(([factura, acordado]) =>
      Math.min(acordado, (quedan.get(factura) ?? 0) + (propio.get(factura) ?? 0)),
    );
    const descuento = porcentaje(acuerdo.descuento, suma(partes), suma(acuerdo.saldos.values()));
    return { exigible: Math.min(suma(acuerdo.cuotas.map(({ monto }) => monto)), suma(partes) - descuento), descuento };
  }
  /** Lo que habría que haber pagado, como si nada se hubiera castigado. */
  #loPrometido(seguido: Seguido, quedan: ReadonlyMap<Factura, number>): number {
    const enteras = new Map([...quedan].map(([una, resto]) => [una, resto + (seguido.perdido.get(una) ?? 0)]));
    return this.#exige(seguido, enteras).exigible;
  }
  #falta(seguido: Seguido, quedan: ReadonlyMap<Factura, number>): number {
    return Math.max(0, this.#exige(seguido, quedan).exigible - seguido.pagado);
  }
  /** El dinero es de un solo acuerdo: del más viejo a tiempo y, lo que sobre, del más viejo atrasado. */
  #repartir(pago: Aplicacion, alcanzados: readonly Seguido[], quedan: ReadonlyMap<Factura, number>): void {
    let resto = pago.monto;
    for (const queATiempo of [true, false]) {
      for (const uno of alcanzados) {
        const { acuerdo, hecho } = uno;
        const antes = !posterior(pago, acuerdo);
        const despues = hecho !== null && (pago.valor > hecho.dia || (pago.valor === hecho.dia && pago.op >= hecho.op));
        const aTiempo = acuerdo.tipo === 'cuotas' ? uno.caido === null : pago.valor <= finDe(acuerdo);
        if (antes || despues || aTiempo !== queATiempo) continue;
        const parte = Math.min(resto, this.#falta(uno, quedan));
        uno.propio.set(pago.factura, (uno.propio.get(pago.factura) ?? 0) + parte);
        uno.pagado += parte;
        if (aTiempo) uno.aTiempo += parte;
        resto -= parte;
      }
    }
  }
  /** Al terminar el día: cumplido si no falta nada; un plan se cae con dos cuotas vencidas o una de más de quince días. */
  #decidir(seguido: Seguido, hoy: Dia, quedan: ReadonlyMap<Factura, number>): void {
    const { acuerdo, hecho, cumplido, caido, pagado } = seguido;
    const termino = (hecho !== null && hecho.dia <= hoy) || (acuerdo.tipo !== 'cuotas' && hoy > finDe(acuerdo));
    if (hoy >= acuerdo.creado && hoy <= finDe(acuerdo)) seguido.prometido = this.#exige(seguido, quedan).exigible;
    if (hoy < acuerdo.creado || cumplido !== null || caido !== null || termino) return;
    const { exigible, descuento } = this.#exige(seguido, quedan);
    const hasta = (orden: number) => suma(acuerdo.cuotas.slice(0, orden + 1).map(({ monto }) => monto));
    const vencidasSi = (exige: number) =>
      acuerdo.cuotas.filter(({ fin }, orden) => fin < hoy && pagado < Math.min(hasta(orden), exige));
    if (pagado >= exigible) {
      const prometido = this.#loPrometido(seguido, quedan);
      const seCastigo = acuerdo.tipo === 'cuotas' && pagado < prometido && vencidasSi(prometido).length > 0;
      if (seCastigo) seguido.caido = hoy;
      else [seguido.cumplido, seguido.ganado] = [hoy, descuento];
    } else if (acuerdo.tipo === 'cuotas') {
      const vencidas = vencidasSi(exigible);
      if (vencidas.length >= 2 || vencidas.some(({ vence }) => hoy > vence + 15)) seguido.caido = hoy;
    }
  }
  #concluir(seguido: Seguido, al: Dia, quedan: ReadonlyMap<Factura, number>): Juicio {
    const { acuerdo, hecho, pagado, cumplido, caido, ganado } = seguido;
    const { exigible } = this.#exige(seguido, quedan);
    let [porExigir, porPagar] = [Math.max(0, exigible), pagado];
    const cuotas = acuerdo.cuotas.map(({ monto, fin }) => {
      const suyo = Math.min(monto, porExigir);
      const cubierto = Math.min(suyo, porPagar);
      [porExigir, porPagar] = [porExigir - suyo, porPagar - cubierto];
      const impaga = fin < al ? 'vencida' : cubierto > 0 ? 'parcial' : 'pendiente';
      return { estado: suyo === cubierto ? 'pagada' : impaga, pagado: cubierto, pendiente: suyo - cubierto };
    });
    const falta = this.#falta(seguido, quedan);
    const esPlan = acuerdo.tipo === 'cuotas';
    const porHecho = hecho?.cambia ? ['reemplazada', 'renegociado'] : ['retirada', 'anulado'];
    const pagoTodo = pagado > 0 && pagado >= this.#loPrometido(seguido, quedan);
    const despues = pagoTodo ? 'cumplida-tarde' : seguido.aTiempo > 0 ? 'parcial' : 'incumplida';
    const enCurso = esPlan
      ? [cuotas.some(({ estado }) => estado === 'vencida') ? 'en-falta' : 'vigente']
      : [al <= finDe(acuerdo) ? 'abierta' : despues];
    const decidido = cumplido !== null ? (esPlan ? 'cumplido' : 'cumplida') : caido !== null ? 'caido' : enCurso[0];
    const estado = (hecho === null ? decidido : porHecho[esPlan ? 1 : 0]) ?? '';
    const vigente = ['abierta', 'vigente', 'en-falta'].includes(estado);
    const { prometido, aTiempo } = seguido;
    const delHecho = { pendiente: hecho === null ? falta : 0, ganado: hecho === null ? ganado : 0 };
    return { acuerdo, estado, vigente, pagado, prometido, aTiempo, cuotas, cumplido, ...delHecho };
  }

  #suyos(cliente: string, moneda: string): Acuerdo[] {
    return this.acuerdos.filter((acuerdo) => acuerdo.cliente === cliente && acuerdo.moneda === moneda);
  }
  #rigen(al: Dia): Aplicacion[] {
    return this.aplicaciones.filter((una) => una.dia <= al && al < una.fin);
  }
  /** Rige desde el primer día en que hay lugar, en la factura y en el crédito, ese día y todos los que siguen. */
  #aplicar(credito: Credito, factura: Factura, { monto, desde }: { monto: number; desde: Dia }): void {
    const dias = this.aplicaciones.flatMap((una) => [una.dia, una.fin]).filter((uno) => uno > desde && uno < NUNCA);
    const cabe = (al: Dia): boolean =>
      this.saldo(factura, al) >= monto && (al < credito.dia || this.aFavor(credito, al) >= monto);
    const candidatos = [desde, ...new Set(dias)].sort((uno, otro) => uno - otro);
    const elegido = candidatos.find((uno) => [...candidatos, AL_FINAL].every((al) => al < uno || cabe(al)));
    if (elegido === undefined) throw new Error(`no hay lugar para ${monto} en ${factura.numero}`);
    const valor = Math.max(credito.dia, factura.emision);
    this.aplicaciones.push({ op: this.op, credito, factura, dia: elegido, valor, monto, fin: NUNCA });
  }
}
