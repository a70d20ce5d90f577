import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { abrirParaLeer, type Libro } from '../../../src/datos/abrir.ts';
import { leerClientesPorRecordar } from '../../../src/datos/recordatorio/hechos.ts';
import { moneda } from '../../../src/dominio/dinero.ts';
import { fecha, sumarDias } from '../../../src/dominio/fecha.ts';
import type { Politica } from '../../../src/dominio/politica.ts';
import { politicaPredeterminada } from '../../../src/dominio/politica-predeterminada.ts';
import type { ClientePorRecordar } from '../../../src/dominio/recordatorio/tipos.ts';
import { lineaDeEntrega as linea, MesaDeEntregas } from '../../apoyo/entregas.ts';

const hoy = fecha('2026-07-06');
const conLlamada: Politica = {
  ...politicaPredeterminada,
  recordatorios: {
    ...politicaPredeterminada.recordatorios,
    eventos: { promesaAntesDias: 1, cuotaAntesDias: 3, gracias: true },
  },
};

let mesa: MesaDeEntregas;
let libro: Libro;

/** Un libro con un poco de cada cosa que los recordatorios miran. */
beforeAll(async () => {
  mesa = await MesaDeEntregas.abrir([
    linea('C1', 'A-1', '2026-06-08', '1000'),
    linea('C1', 'A-2', '2026-07-20', '500'),
    linea('C2', 'B-1', '2026-06-08', '900'),
    linea('C3', 'D-1', '2026-06-08', '800'),
    linea('C4', 'E-1', '2026-06-08', '700'),
    linea('C5', 'F-1', '2026-06-08', '600'),
    linea('C5', 'F-2', '2026-06-10', '60'),
    linea('C6', 'G-1', '2026-06-08', '400'),
    linea('C7', 'H-1', '2026-06-08', '300'),
  ]);
  const hacer = (texto: string, dia: string) => mesa.hacer(texto.split(' '), dia);
  await mesa.entregar('2026-06-15');
  await hacer('acuerdo crear C2 --cuotas 3 --primera 2026-06-20 --cada quincena', '2026-06-16');
  await hacer('acuerdo crear C3 --promesa 2026-06-20', '2026-06-16');
  await hacer('factura disputar E-1 --motivo error-en-la-factura --monto 200', '2026-06-16');
  await hacer('pago registrar C5 --monto 100 --medio cheque --fecha 2026-07-30 --factura F-1', '2026-06-17');
  await hacer('cliente pausar C6 --hasta 2026-07-31 --motivo vacaciones', '2026-06-17');
  await hacer('cliente canal C6 --canal email --no --motivo pidió', '2026-06-17');
  await hacer('contacto registrar C1 --canal llamada --resultado sin-respuesta --fecha 2026-07-01', '2026-07-01');
  await hacer('contacto registrar C1 --canal whatsapp --resultado contactado --fecha 2026-06-28', '2026-07-01');
  await hacer('pago registrar C7 --monto 350', '2026-07-03');
  libro = abrirParaLeer(mesa.libro);
});
afterAll(() => libro.cerrar());

/** El valor entero, con lo que se lee recién al pedirlo. */
const entero = ({ cuentas, clase, ...cliente }: ClientePorRecordar) => ({
  ...cliente,
  clase,
  cuentas: cuentas.map(({ unidades, ...cuenta }) => ({
    ...cuenta,
    unidades: unidades.map(
      ({
        documentoId,
        numero,
        acuerdoId,
        emision,
        vencimiento,
        importe,
        saldo,
        retenida,
        promesaIncumplida,
        pasosHechos,
      }) => ({
        documentoId,
        numero,
        acuerdoId,
        emision,
        vencimiento,
        importe,
        saldo,
        retenida,
        promesaIncumplida,
        pasosHechos: [...pasosHechos],
      }),
    ),
  })),
});
const leer = (clienteIds: readonly number[] | null, dia = hoy) =>
  [...leerClientesPorRecordar(libro, { hoy: dia, politica: conLlamada, clienteIds })].map(entero);
const cliente = (codigo: string, dia = hoy) => {
  const hallado = leer(null, dia).find((uno) => uno.codigo === codigo);
  if (hallado === undefined) throw new Error(`no está ${codigo}`);
  return hallado;
};

describe('los hechos que deciden un recordatorio', () => {
  it('leídos de todos juntos o de a un cliente son los mismos, cualquier día', () => {
    for (let dia = fecha('2026-06-10'); dia <= hoy; dia = sumarDias(dia, 1)) {
      const juntos = leer(null, dia);
      const ids = mesa.consultar<{ id: number }>('SELECT id FROM clientes ORDER BY id').map(({ id }) => id);
      expect(ids.flatMap((id) => leer([id], dia))).toEqual(juntos);
      expect(leer(ids, dia)).toEqual(juntos);
    }
  });

  it('las partes de cada cuenta suman lo que se debe', () => {
    const debido = mesa.consultar<{ codigo: string; saldo: number }>(
      // El cheque a cobrar después de hoy todavía no canceló nada.
      `SELECT c.codigo, sum(d.saldo + coalesce((SELECT sum(monto) FROM aplicaciones
         WHERE documento_id = d.id AND fecha > '${hoy}'), 0)) AS saldo
       FROM documentos d JOIN clientes c ON c.id = d.cliente_id GROUP BY c.codigo HAVING saldo > 0 ORDER BY c.codigo`,
    );
    const partes = leer(null)
      .filter(({ cuentas }) => cuentas.some(({ unidades }) => unidades.length > 0))
      .map(({ codigo, cuentas }) => ({
        codigo,
        saldo: cuentas.flatMap(({ unidades }) => unidades).reduce((suma, { saldo }) => suma + saldo, 0),
      }));
    expect(partes).toEqual(debido);
  });

  it('un plan da una parte por cuota con su día: la atrasada se reclama y las demás esperan', () => {
    const partes = cliente('C2', fecha('2026-06-27')).cuentas[0]?.unidades.map(
      ({ vencimiento, saldo, acuerdoId, retenida }) => [vencimiento, saldo, acuerdoId, retenida?.causa ?? null],
    );
    expect(partes).toEqual([
      ['2026-06-20', 30_000, 1, null],
      ['2026-07-05', 30_000, 1, 'cuotas'],
      ['2026-07-20', 30_000, 1, 'cuotas'],
    ]);
  });

  it('una promesa que no se cumplió se dice hasta que un mensaje la nombra', async () => {
    expect(cliente('C3', fecha('2026-06-18')).cuentas[0]?.unidades[0]?.retenida?.causa).toBe('promesa');
    expect(cliente('C3').cuentas[0]?.unidades).toMatchObject([
      { retenida: null, promesaIncumplida: true, vencimiento: '2026-06-08' },
    ]);
    const otra = await MesaDeEntregas.abrir(['C1,Uno,,011 15-2345-6789,A-1,2026-01-02,2026-06-08,1000']);
    await otra.hacer(['acuerdo', 'crear', 'C1', '--promesa', '2026-06-18'], '2026-06-16');
    await otra.entregar('2026-06-25');
    const suyo = abrirParaLeer(otra.libro);
    try {
      const rota = (dia: string) =>
        [...leerClientesPorRecordar(suyo, { hoy: fecha(dia), politica: conLlamada, clienteIds: null })][0]?.cuentas[0]
          ?.unidades[0]?.promesaIncumplida;
      expect([rota('2026-06-18'), rota('2026-06-24'), rota('2026-06-26')]).toEqual([false, true, false]);
    } finally {
      suyo.cerrar();
    }
  });

  it('lo disputado y lo que un cheque va a cubrir van aparte, con su causa', () => {
    const causas = (codigo: string) =>
      cliente(codigo).cuentas[0]?.unidades.map(({ numero, saldo, retenida }) => [
        numero,
        saldo,
        retenida?.causa ?? null,
      ]);
    expect(causas('C4')).toEqual([
      ['E-1', 50_000, null],
      ['E-1', 20_000, 'disputa'],
    ]);
    expect(causas('C5')).toEqual([
      ['F-1', 50_000, null],
      ['F-1', 10_000, 'cheque'],
      ['F-2', 6000, null],
    ]);
  });

  it('la llamada hecha desde el día en que tocaba deja hecho ese paso, y la de antes no', () => {
    const politica = {
      ...conLlamada,
      recordatorios: {
        ...conLlamada.recordatorios,
        pasos: conLlamada.recordatorios.pasos.map((paso) =>
          paso.canal === 'llamada' ? { ...paso, diasDesdeVencimiento: 23 } : paso,
        ),
      },
    };
    const hechos = (dias: number) => {
      const pasos = politica.recordatorios.pasos.map((paso) =>
        paso.canal === 'llamada' ? { ...paso, diasDesdeVencimiento: dias } : paso,
      );
      const pedido = { ...politica, recordatorios: { ...politica.recordatorios, pasos } };
      const [primero] = leerClientesPorRecordar(libro, { hoy, politica: pedido, clienteIds: [1] });
      return [...(primero?.cuentas[0]?.unidades[0]?.pasosHechos.keys() ?? [])];
    };
    // Se lo llamó el 1 de julio, 23 días después del vencimiento.
    expect(hechos(23)).toContain('llamada');
    expect(hechos(24)).not.toContain('llamada');
  });

  it('cuenta los contactos de siete días seguidos, registrados y mensajes, y la pausa y los canales', () => {
    expect(cliente('C1').contactos).toEqual([{ fecha: '2026-07-01', canal: 'llamada' }]);
    expect(cliente('C1', fecha('2026-06-21')).contactos).toEqual([{ fecha: '2026-06-15', canal: 'whatsapp' }]);
    expect(cliente('C1', fecha('2026-06-22')).contactos).toEqual([]);
    expect(cliente('C6')).toMatchObject({ pausa: { motivo: 'vacaciones' } });
    expect(cliente('C6').canales.get('email')?.permitido).toBe(false);
  });

  it('lo que dicen los mensajes: el último, los pasos hechos y nada antes de que pasaran', () => {
    expect(cliente('C1').cuentas[0]).toMatchObject({ ultimo: { fecha: '2026-06-15', paso: 'wa' }, enCurso: null });
    expect(
      cliente('C1').cuentas[0]?.unidades.map(({ pasosHechos }) => pasosHechos.filter(([paso]) => paso === 'wa')),
    ).toEqual([[['wa', '2026-06-15']], []]);
    expect(cliente('C1', fecha('2026-06-14')).cuentas[0]?.ultimo).toBeNull();
  });

  it('quien con su pago quedó al día está, para agradecerle, con lo que le sobra a favor', () => {
    expect(cliente('C7').cuentas).toMatchObject([{ unidades: [], saldoAFavor: 5000, alDiaDesde: '2026-07-03' }]);
    const sinGracias = [...leerClientesPorRecordar(libro, { hoy, politica: politicaPredeterminada, clienteIds: null })];
    expect(sinGracias.map(({ codigo }) => codigo)).not.toContain('C7');
  });

  it('a nadie se le agradece estar al día si algo está vencido, prometido, en disputa o castigado, en cualquier moneda', async () => {
    const linea = (cliente: string, numero: string, vence: string, importe: string, moneda: string) =>
      `${cliente},Cliente ${cliente},${numero},2026-01-02,${vence},${importe},${moneda}`;
    const otra = await MesaDeEntregas.abrir(['Z,Zeta,,,Z-1,2026-01-02,2026-09-08,10']);
    await otra.importar(
      [
        'cliente_id,cliente,numero,emision,vencimiento,importe,moneda',
        linea('P', 'P-1', '2026-06-08', '1000', 'ARS'),
        linea('U', 'U-1', '2026-06-08', '1000', 'ARS'),
        linea('U', 'U-2', '2026-06-20', '50', 'USD'),
        linea('D', 'D-1', '2026-06-08', '1000', 'ARS'),
        linea('K', 'K-1', '2026-06-08', '1000', 'ARS'),
        linea('B', 'B-1', '2026-06-08', '1000', 'ARS'),
        linea('B', 'B-2', '2026-08-08', '50', 'USD'),
      ],
      [],
      { hoy: '2026-06-01' },
    );
    const hacer = (texto: string) => otra.hacer(texto.split(' '), '2026-07-05');
    await hacer('acuerdo crear P --promesa 2026-07-20');
    await hacer('pago registrar P --monto 250 --moneda ARS');
    await hacer('pago registrar U --monto 1000 --moneda ARS');
    await hacer('factura disputar D-1 --motivo error-en-la-factura --monto 500');
    await hacer('pago registrar D --monto 500 --moneda ARS');
    await hacer('pago registrar B --monto 1000 --moneda ARS');
    await hacer('pago registrar K --monto 400 --moneda ARS');
    await hacer('factura castigar K-1 --cliente K --motivo incobrable');
    const suyo = abrirParaLeer(otra.libro);
    try {
      const agradecidos = [...leerClientesPorRecordar(suyo, { hoy, politica: conLlamada, clienteIds: null })]
        .filter(({ cuentas }) => cuentas.some(({ alDiaDesde }) => (alDiaDesde ?? null) !== null))
        .map(({ codigo }) => codigo);
      expect(agradecidos).toEqual(['B']);
    } finally {
      suyo.cerrar();
    }
  });

  describe('si después de un mensaje cambia el vencimiento', () => {
    /** Los pasos hechos de cada parte, con el vencimiento que tiene después de corregirlo. */
    async function alCorregir(
      vencimiento: string | null,
      ordenes: readonly (readonly [orden: string, dia: string])[],
      visto = hoy,
    ) {
      const encabezado = 'cliente_id,cliente,email,telefono,numero,emision,vencimiento,importe';
      const con = (vence: string) => `M1,Eme,m@x.example,011 15-2345-6781,M-1,2026-01-02,${vence},900`;
      const otra = await MesaDeEntregas.abrir([con('2026-06-01')]);
      for (const [orden, dia] of ordenes) {
        if (orden === 'entregar') await otra.entregar(dia);
        else await otra.hacer(orden.split(' '), dia);
      }
      if (vencimiento !== null)
        await otra.importar([encabezado, con(vencimiento)], ['--actualizar'], { hoy: '2026-07-01' });
      const suyo = abrirParaLeer(otra.libro);
      try {
        const [unico] = leerClientesPorRecordar(suyo, { hoy: visto, politica: conLlamada, clienteIds: null });
        return unico?.cuentas[0]?.unidades.map((una) => [una.vencimiento, ...una.pasosHechos.keys()]);
      } finally {
        suyo.cerrar();
      }
    }

    it('una corrección no hace volver ningún paso, y una prórroga empieza de nuevo', async () => {
      const entregado = [['entregar', '2026-06-10']] as const;
      expect(await alCorregir('2026-06-02', entregado)).toEqual([['2026-06-02', 'wa']]);
      expect(await alCorregir('2026-05-20', entregado)).toEqual([['2026-05-20', 'wa']]);
      expect(await alCorregir('2026-06-10', entregado)).toEqual([['2026-06-10']]);
      expect(await alCorregir('2026-07-20', entregado)).toEqual([['2026-07-20']]);
    });

    it('lo que se dijo de una cuota no vale para la factura entera, ni al revés', async () => {
      const enCuotas = (primera: string, dia: string) =>
        [`acuerdo crear M1 --cuotas 2 --primera ${primera} --cada mes`, dia] as const;
      const deCuota = [enCuotas('2026-06-05', '2026-06-01'), ['entregar', '2026-06-15']] as const;
      expect(await alCorregir(null, deCuota, fecha('2026-06-16'))).toEqual([['2026-06-05', 'wa'], ['2026-07-05']]);
      const anulado = ['acuerdo anular 1 --motivo error', '2026-06-16'] as const;
      expect(await alCorregir(null, [...deCuota, anulado])).toEqual([['2026-06-01']]);
      const deFactura = [['entregar', '2026-06-10'], enCuotas('2026-06-25', '2026-06-20')] as const;
      expect(await alCorregir(null, deFactura, fecha('2026-06-28'))).toEqual([['2026-06-25'], ['2026-07-25']]);
    });
  });

  it('un número equivocado lo es hasta que se corrige el teléfono', async () => {
    const otra = await MesaDeEntregas.abrir(['T1,Te,t@x.example,011 15-2345-6781,T-1,2026-01-02,2026-06-01,900']);
    const equivocadoEl = () => {
      const suyo = abrirParaLeer(otra.libro);
      try {
        const [todos] = leerClientesPorRecordar(suyo, { hoy, politica: conLlamada, clienteIds: null });
        const [uno] = leerClientesPorRecordar(suyo, { hoy, politica: conLlamada, clienteIds: [1] });
        expect(uno?.equivocadoEl).toBe(todos?.equivocadoEl);
        return todos?.equivocadoEl;
      } finally {
        suyo.cerrar();
      }
    };
    const editar = (...cambios: readonly string[]) => otra.hacer(['cliente', 'editar', 'T1', ...cambios], '2026-07-03');
    const marcar = (dia: string) =>
      otra.hacer(
        ['contacto', 'registrar', 'T1', '--canal', 'llamada', '--resultado', 'numero-equivocado', '--fecha', dia],
        dia,
      );
    expect(equivocadoEl()).toBeNull();
    await marcar('2026-07-02');
    expect(equivocadoEl()).toBe('2026-07-02');
    // El que se agrega no es todavía el que se usa: los mensajes van al primero.
    await editar('--agregar-telefono', '011 15-2345-6782');
    expect(equivocadoEl()).toBe('2026-07-02');
    await editar('--quitar-telefono', '011 15-2345-6781');
    expect(equivocadoEl()).toBeNull();
    await marcar('2026-07-04');
    expect(equivocadoEl()).toBe('2026-07-04');
    await otra.hacer(
      ['cliente', 'editar', 'T1', '--quitar-telefono', '011 15-2345-6782', '--agregar-telefono', '011 15-2345-6783'],
      '2026-07-04',
    );
    expect(equivocadoEl()).toBeNull();
  });

  it('el último reclamo de una cuenta no es un aviso ni un recordatorio de lo acordado', () => {
    expect(cliente('C1').cuentas[0]).toMatchObject({ ultimoReclamo: '2026-06-15' });
    expect(cliente('C7').cuentas[0]?.ultimoReclamo).toBe('2026-06-15');
    expect(cliente('C1', fecha('2026-06-14')).cuentas[0]?.ultimoReclamo).toBeNull();
  });

  it('las dos monedas de un cliente son dos cuentas, en orden', async () => {
    const otra = await MesaDeEntregas.abrir(['C1,Uno,,,A-1,2026-01-02,2026-06-08,1000']);
    await otra.importar(
      ['cliente_id,cliente,numero,emision,vencimiento,importe,moneda', 'C1,Uno,U-1,2026-01-02,2026-06-08,70,USD'],
      [],
      { hoy: '2026-06-01' },
    );
    const suyo = abrirParaLeer(otra.libro);
    try {
      const [unico] = leerClientesPorRecordar(suyo, { hoy, politica: conLlamada, clienteIds: null });
      expect(unico?.cuentas.map((cuenta) => cuenta.moneda)).toEqual([moneda('ARS'), moneda('USD')]);
    } finally {
      suyo.cerrar();
    }
  });
});
