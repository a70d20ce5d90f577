import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CanalDeContacto, canalesDeContacto } from '../../../src/dominio/contacto.ts';
import { diasEntre, fecha, sumarDias } from '../../../src/dominio/fecha.ts';
import { armarCuadro } from '../../../src/dominio/mensaje/cuadro.ts';
import type { CausaDeRetencion } from '../../../src/dominio/partidas.ts';
import { type CanalDePaso, canalesDePaso, type PoliticaDeContacto } from '../../../src/dominio/politica.ts';
import { limitesDe } from '../../../src/dominio/presets-contacto.ts';
import type { DiaDeCalendario } from '../../../src/dominio/recordatorio/calendario.ts';
import { decidirCliente } from '../../../src/dominio/recordatorio/decision.ts';
import { ventanaDelDia } from '../../../src/dominio/recordatorio/horario.ts';
import { planificar } from '../../../src/dominio/recordatorio/planificar.ts';
import { darPorEnviado } from '../../../src/dominio/recordatorio/supuestos.ts';
import type { ClientePorRecordar, ContextoDeRecordatorio, Decision } from '../../../src/dominio/recordatorio/tipos.ts';
import {
  type CuentaDicha,
  calendarioDePrueba,
  clientePorRecordar,
  contextoDePrueba,
  hoyDePrueba,
  pasoDePrueba,
  type UnidadDicha,
} from '../../apoyo/recordar.ts';

const dia = (desde: number, hasta: number) =>
  fc.integer({ min: desde, max: hasta }).map((dias) => sumarDias(hoyDePrueba, dias));
const causas: readonly CausaDeRetencion[] = ['disputa', 'cheque', 'promesa', 'cuotas', 'quita', 'pronto-pago'];
const codigos = ['aviso', 'vence-hoy', 'amable', 'directo', 'firme', 'llamada'];

const unidad = fc
  .record({
    vencimiento: dia(-90, 10),
    saldo: fc.integer({ min: 1, max: 1_000_000 }),
    causa: fc.option(fc.constantFrom(...causas), { nil: undefined, freq: 2 }),
    hechos: fc.dictionary(fc.constantFrom(...codigos), dia(-40, 0), { maxKeys: 3 }),
    promesaIncumplida: fc.boolean(),
  })
  .map(({ causa, ...resto }): UnidadDicha => (causa === undefined ? resto : { ...resto, causa }));

const cuenta = (moneda: string) =>
  fc
    .record({
      unidades: fc.array(unidad, { maxLength: 5 }),
      aFavor: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2_000_000 })),
      ultimoReclamo: fc.option(dia(-20, 0), { nil: undefined }),
      ultimo: fc.option(
        fc.tuple(dia(-20, 0), fc.constantFrom(...codigos), fc.option(dia(-5, 10), { nil: undefined })),
        { nil: undefined },
      ),
    })
    .map(({ ultimo, ultimoReclamo, ...comun }): CuentaDicha => {
      const resto = ultimoReclamo === undefined ? comun : { ...comun, ultimoReclamo };
      if (ultimo === undefined) return { moneda, ...resto };
      const [cuando, paso, plazo] = ultimo;
      return { moneda, ...resto, ultimo: plazo === undefined ? [cuando, paso] : [cuando, paso, plazo] };
    });

const cliente = (id: number) =>
  fc
    .record({
      segmento: fc.constantFrom(null, 'mayorista'),
      clase: fc.constantFrom('A', 'D', 'nueva'),
      email: fc.constantFrom('a@b.example', null, 'mal'),
      cuentas: fc.tuple(cuenta('ARS'), cuenta('USD')),
      contactos: fc.array(fc.tuple(dia(-8, 0), fc.constantFrom(...canalesDeContacto)), { maxLength: 4 }),
      prohibidos: fc.subarray([...canalesDePaso]),
      pausada: fc.integer({ min: 0, max: 9 }).map((azar) => azar === 0),
    })
    .map(({ pausada, ...resto }) =>
      clientePorRecordar({
        ...resto,
        id,
        codigo: `C-${id}`,
        ...(pausada ? { pausa: { clase: 'pausa' as const } } : {}),
      }),
    );

const contexto = fc
  .record({
    preset: fc.constantFrom('prudente', 'CO', 'CL', 'MX', 'libre'),
    corrimiento: fc.integer({ min: 0, max: 13 }),
    minutos: fc.integer({ min: 0, max: 1439 }),
    feriado: dia(0, 13),
    whatsapp: fc.boolean(),
  })
  .map(({ preset, corrimiento, minutos, feriado, whatsapp }): ContextoDeRecordatorio => {
    const base = contextoDePrueba({
      hoy: sumarDias(hoyDePrueba, corrimiento),
      feriados: [feriado],
      contacto: { preset, ...limitesDe(preset) } as Partial<PoliticaDeContacto>,
    });
    const { pasos } = base.politica.recordatorios;
    const otros = whatsapp ? [pasoDePrueba({ codigo: 'w', diasDesdeVencimiento: 20, canal: 'whatsapp' })] : [];
    const recordatorios = { ...base.politica.recordatorios, pasos: [...pasos, ...otros] };
    return {
      ...base,
      politica: { ...base.politica, recordatorios },
      momento: { hoy: base.momento.hoy, minutos },
    };
  });

const enviadas = (decisiones: readonly Decision[]) => decisiones.filter(({ accion }) => accion === 'enviar');

/** Los contactos de una lista que caen en los siete días que terminan en `hoy`. */
const enSemana = (contactos: readonly { fecha: string; canal: CanalDeContacto | CanalDePaso }[], hoy: string) =>
  contactos.filter((uno) => {
    const pasaron = diasEntre({ desde: fecha(uno.fecha), hasta: fecha(hoy) });
    return pasaron >= 0 && pasaron < 7;
  });

/** Lo que se ve de un calendario. */
const resumidos = (dias: readonly DiaDeCalendario[]) =>
  dias.map(({ fecha: cuando, envios, llamadas }) => [cuando, envios.map(resumida), llamadas.map(resumida)] as const);
const resumida = ({ clienteId, moneda, paso, plantilla, monto, motivo, vencidas, porVencer, desde }: Decision) => [
  `${clienteId} ${moneda} ${paso?.codigo} ${plantilla} ${monto} ${desde}: ${motivo}`,
  ...[...vencidas, ...porVencer].map(({ unidad: parte, paso: propio }) => `${parte.documentoId} ${propio}`),
];

/** El calendario sin ninguna cuenta de más: cada día el plan de todos, y lo que sale se da por entregado. */
function decidirTodosCadaDia(clientes: readonly ClientePorRecordar[], con: ContextoDeRecordatorio, dias: number) {
  const actuales = new Map(clientes.map((uno) => [uno.id, uno]));
  const llamados = new Set<string>();
  const calendario: DiaDeCalendario[] = [];
  for (let pasado = 0; pasado < dias; pasado++) {
    const cuando = sumarDias(con.momento.hoy, pasado);
    const abre = ventanaDelDia(cuando, con)?.desdeMinutos ?? 0;
    const momento = { hoy: cuando, minutos: pasado === 0 ? Math.max(abre, con.momento.minutos) : abre };
    const plan = planificar(actuales.values(), { ...con, momento }, { primerosDeDeudaViejaHoy: 0 });
    const envios = enviadas(plan);
    const llamadas = plan.filter(
      ({ regla, clienteId, moneda }) => regla === 'llamada' && !llamados.has(`${clienteId} ${moneda}`),
    );
    for (const { clienteId, moneda } of llamadas) llamados.add(`${clienteId} ${moneda}`);
    for (const envio of envios) {
      const suyo = actuales.get(envio.clienteId);
      if (suyo !== undefined) actuales.set(envio.clienteId, darPorEnviado(suyo, { envio, fecha: cuando }));
    }
    calendario.push({ fecha: cuando, envios, llamadas });
  }
  return resumidos(calendario);
}

describe('leyes de la decisión', () => {
  it('lo pagado, prometido, disputado o pausado, o por un canal prohibido, nunca sale', () => {
    fc.assert(
      fc.property(cliente(1), contexto, (uno, con) => {
        for (const decision of enviadas(decidirCliente(uno, con))) {
          const propia = uno.cuentas.find(({ moneda }) => moneda === decision.moneda);
          const mencionadas = [...decision.vencidas, ...decision.porVencer];
          expect(uno.pausa).toBeNull();
          expect(uno.canales.has(decision.canal as CanalDePaso)).toBe(false);
          expect(mencionadas.length).toBeGreaterThan(0);
          for (const { unidad: parte } of mencionadas) {
            expect(parte.retenida).toBeNull();
            expect(propia?.unidades).toContain(parte);
          }
          const sumar = (unidades: Decision['vencidas']) =>
            unidades.reduce((total, { unidad: parte }) => total + parte.saldo, 0);
          const [vencido, porVencer] = [sumar(decision.vencidas), sumar(decision.porVencer)];
          const aFavor = propia?.saldoAFavor ?? 0;
          const pedido =
            (decision.paso?.diasDesdeVencimiento ?? 0) > 0
              ? vencido - aFavor
              : porVencer - Math.max(0, aFavor - vencido);
          expect(decision.monto).toBe(pedido);
          expect(decision.monto).toBeGreaterThanOrEqual(100);
          const descontado = Math.min(aFavor, vencido + porVencer);
          expect(decision.aFavor).toBe(descontado);
          expect(armarCuadro(decision, con.momento.hoy, null)).toMatchObject({
            monto: decision.monto,
            aFavor: descontado,
          });
        }
      }),
      { numRuns: 600 },
    );
  });

  it('lo vencido está en vencidas y lo demás no, y nadie avanza un paso que ya tenía ni dos a la vez', () => {
    fc.assert(
      fc.property(cliente(1), contexto, (uno, con) => {
        for (const decision of enviadas(decidirCliente(uno, con))) {
          for (const { unidad: parte } of decision.vencidas) expect(parte.vencimiento < con.momento.hoy).toBe(true);
          for (const { unidad: parte } of decision.porVencer) expect(parte.vencimiento >= con.momento.hoy).toBe(true);
          for (const { unidad: parte, paso } of [...decision.vencidas, ...decision.porVencer]) {
            if (paso === null) continue;
            expect(parte.pasosHechos.has(paso)).toBe(false);
            const dicho = con.politica.recordatorios.pasos.find(({ codigo }) => codigo === paso);
            const edad = diasEntre({ desde: parte.vencimiento, hasta: con.momento.hoy });
            expect(dicho?.diasDesdeVencimiento).toBeLessThanOrEqual(edad);
            expect(dicho?.canal).not.toBe('llamada');
          }
          const guia = [...decision.vencidas, ...decision.porVencer].some(({ paso }) => paso === decision.paso?.codigo);
          expect(guia).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('los límites de contacto valen para el cliente entero', () => {
    fc.assert(
      fc.property(cliente(1), contexto, (uno, con) => {
        const { hoy, minutos } = con.momento;
        const { contacto } = con.politica;
        const salen = enviadas(decidirCliente(uno, con)).map(({ canal }) => ({
          fecha: hoy,
          canal: canal as CanalDePaso,
        }));
        if (salen.length === 0) return;
        const semana = enSemana([...uno.contactos, ...salen], hoy);
        const deHoy = semana.filter((una) => una.fecha === hoy).length;
        if (contacto.diaMax !== null) expect(deHoy).toBeLessThanOrEqual(contacto.diaMax);
        if (contacto.semanaMax !== null) expect(semana.length).toBeLessThanOrEqual(contacto.semanaMax);
        for (const { fecha: previo } of uno.contactos)
          expect(diasEntre({ desde: previo, hasta: hoy })).toBeGreaterThanOrEqual(contacto.separacionDias);
        const ventana = contacto.ventanas.get(
          (['lun', 'mar', 'mie', 'jue', 'vie', 'sab', 'dom'] as const)[semanaDe(hoy)] as 'lun',
        );
        expect(ventana).toBeDefined();
        expect(minutos).toBeGreaterThanOrEqual(ventana?.desdeMinutos ?? 0);
        expect(minutos).toBeLessThan(ventana?.hastaMinutos ?? 0);
        if (contacto.preset !== 'libre') expect(con.feriados.has(hoy)).toBe(false);
        if (contacto.canalesSemanaMax !== null) {
          const previos = new Set(enSemana(uno.contactos, hoy).map(({ canal }) => canal));
          const usados = new Set(semana.map(({ canal }) => canal));
          expect(usados.size).toBeLessThanOrEqual(Math.max(contacto.canalesSemanaMax, previos.size));
        }
      }),
      { numRuns: 600 },
    );
  });

  it('el orden de las unidades, las cuentas y los clientes no cambia nada', () => {
    const muestra = fc.tuple(cliente(1), cliente(2), cliente(3), contexto, fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(muestra, ([uno, dos, tres, con, maximo]) => {
        const { recordatorios } = con.politica;
        const acotado = {
          ...con,
          politica: {
            ...con.politica,
            recordatorios: { ...recordatorios, porCorridaMax: maximo, deudaViejaDiaMax: maximo - 1 },
          },
        };
        const revuelto = (original: ClientePorRecordar): ClientePorRecordar => ({
          ...original,
          contactos: original.contactos.toReversed(),
          cuentas: original.cuentas.map((una) => ({ ...una, unidades: una.unidades.toReversed() })).toReversed(),
        });
        const derecho = planificar([uno, dos, tres], acotado, { primerosDeDeudaViejaHoy: 0 });
        const alReves = planificar([tres, dos, uno].map(revuelto), acotado, { primerosDeDeudaViejaHoy: 0 });
        expect(alReves).toEqual(derecho);
        const porCorreo = enviadas(derecho).filter(({ canal }) => canal === 'email').length;
        expect(porCorreo).toBeLessThanOrEqual(maximo);
        expect(enviadas(derecho).length - porCorreo).toBeLessThanOrEqual(maximo);
      }),
      { numRuns: 300 },
    );
  });

  it('decidir dos veces da lo mismo, y después de enviar no sale otra vez el mismo día', () => {
    fc.assert(
      fc.property(cliente(1), contexto, (uno, con) => {
        expect(decidirCliente(uno, con)).toEqual(decidirCliente(uno, con));
        const { recordatorios } = con.politica;
        // Sin separación propia, lo único que frena el paso que sigue es que ya salió uno.
        const pasos = recordatorios.pasos.map((paso) => ({ ...paso, separacionDias: null }));
        const seguidos = { ...con, politica: { ...con.politica, recordatorios: { ...recordatorios, pasos } } };
        const [hoy] = calendarioDePrueba([uno], seguidos, { dias: 1 });
        const envios = hoy?.envios ?? [];
        const monedas = envios.map(({ moneda }) => moneda);
        expect(new Set(monedas).size).toBe(monedas.length);
        const enviado = envios.map((envio) => ({ envio, fecha: con.momento.hoy })).reduce(darPorEnviado, uno);
        for (const { moneda, accion } of decidirCliente(enviado, seguidos))
          if (monedas.includes(moneda)) expect(accion).toBe('retener');
      }),
      { numRuns: 300 },
    );
  });

  it('en cualquier mes simulado cada paso sale una vez por unidad, en orden, y los días sin correr no se acumulan', () => {
    fc.assert(
      fc.property(cliente(1), contexto, fc.integer({ min: 1, max: 12 }), (uno, con, sinCorrer) => {
        const despues = {
          ...con,
          momento: { hoy: sumarDias(con.momento.hoy, sinCorrer), minutos: con.momento.minutos },
        };
        const hechos = new Map<string, number>();
        const dias = new Map<string, string>();
        for (const { fecha: cuando, envios } of calendarioDePrueba([uno], despues, { dias: 30 })) {
          for (const envio of envios) {
            expect(dias.get(envio.moneda)).not.toBe(cuando);
            dias.set(envio.moneda, cuando);
            for (const { unidad: parte, paso } of [...envio.vencidas, ...envio.porVencer]) {
              if (paso === null) continue;
              const orden = con.politica.recordatorios.pasos.find(
                ({ codigo }) => codigo === paso,
              )?.diasDesdeVencimiento;
              const clave = `${parte.documentoId}`;
              expect(orden).toBeGreaterThan(hechos.get(clave) ?? Number.NEGATIVE_INFINITY);
              hechos.set(clave, orden ?? 0);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('con facturas nuevas cada semana la más vieja llega al último paso, y entre dos reclamos pasa su separación', () => {
    const inicio = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(inicio, fc.integer({ min: 1, max: 9 }), contexto, (viejaHace, cada, con) => {
        const { hoy } = con.momento;
        const nuevas = Array.from({ length: 20 }, (_, orden) => ({ vencimiento: sumarDias(hoy, orden * cada) }));
        const vieja = { vencimiento: sumarDias(hoy, -viejaHace) };
        const uno = clientePorRecordar({ cuentas: [{ unidades: [vieja, ...nuevas] }] });
        const [primera] = uno.cuentas[0]?.unidades ?? [];
        const pasos = con.politica.recordatorios.pasos.filter(({ canal }) => canal === 'email');
        const sinLlamadas = {
          ...con,
          politica: { ...con.politica, recordatorios: { ...con.politica.recordatorios, pasos } },
        };
        const hechos: string[] = [];
        let previo: string | null = null;
        for (const { fecha: cuando, envios } of calendarioDePrueba([uno], sinLlamadas, { dias: 110 })) {
          for (const { paso, vencidas } of envios) {
            const propio =
              vencidas.find(({ unidad: parte }) => parte.documentoId === primera?.documentoId)?.paso ?? null;
            if (propio !== null) hechos.push(propio);
            if (paso === null || paso.diasDesdeVencimiento <= 0) continue;
            if (previo !== null)
              expect(diasEntre({ desde: fecha(previo), hasta: cuando })).toBeGreaterThanOrEqual(
                paso.separacionDias ?? 0,
              );
            previo = cuando;
          }
        }
        expect(hechos).toEqual(['amable', 'directo', 'firme']);
      }),
      { numRuns: 100 },
    );
  });

  it('el calendario es lo mismo que decidir a todos cada día', () => {
    const clientes = fc.tuple(cliente(1), cliente(2), cliente(3), cliente(4));
    const antes = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null });
    const extras = fc.record({ promesaAntesDias: antes, cuotaAntesDias: antes, cartas: fc.boolean(), tope: fc.nat(3) });
    fc.assert(
      fc.property(clientes, contexto, extras, (todos, con, { cartas, tope, ...eventos }) => {
        const { recordatorios } = con.politica;
        const carta = pasoDePrueba({ codigo: 'c', diasDesdeVencimiento: 10, canal: 'carta', separacionDias: 3 });
        const pasos = cartas ? [...recordatorios.pasos, carta] : recordatorios.pasos;
        const limites = { porCorridaMax: tope + 1, deudaViejaDiaMax: tope };
        const acotado = {
          ...con,
          politica: {
            ...con.politica,
            recordatorios: { ...recordatorios, ...limites, pasos, eventos: { ...eventos, gracias: false } },
          },
        };
        const esperado = decidirTodosCadaDia(todos, acotado, 45);
        expect(resumidos(calendarioDePrueba(todos, acotado, { dias: 45 }))).toEqual(esperado);
      }),
      { numRuns: 200 },
    );
  });

  it('«desde» nunca promete de más: antes de ese día, si nada cambia, no sale', () => {
    fc.assert(
      fc.property(cliente(1), contexto, (uno, con) => {
        const unaCuenta = { ...uno, cuentas: uno.cuentas.slice(0, 1) };
        const [decision] = decidirCliente(unaCuenta, con);
        if (decision?.accion !== 'retener' || decision.desde === null) return;
        for (let espera = 1; espera < 15; espera++) {
          const hoy = sumarDias(con.momento.hoy, espera);
          if (hoy >= decision.desde) break;
          const [otra] = decidirCliente(unaCuenta, { ...con, momento: { hoy, minutos: 12 * 60 } });
          // Un aviso por vencer puede llegar antes que el reclamo del que se habla.
          if (otra?.accion === 'enviar') expect(otra.paso?.codigo).not.toBe(decision.paso?.codigo ?? '');
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Lunes 0, domingo 6, por una cuenta que no es la del programa: el 2026-07-01 es miércoles. */
function semanaDe(hoy: string): number {
  const corridos = diasEntre({ desde: hoyDePrueba, hasta: fecha(hoy) });
  return (((corridos + 2) % 7) + 7) % 7;
}
