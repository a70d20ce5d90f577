/**
 * R20: un año simulado. Una cartera vive día por día: se factura, se cobra, los gestores anotan promesas, disputas, pausas,
 * bajas y pagos que después se deshacen, y dos veces por día corre `recordatorios enviar` contra un servidor de correo de
 * verdad que falla al azar; algunas corridas mueren con SIGKILL. Un mundo escrito aparte sabe a quién no se le debía escribir
 * cada día (R5), el servidor cuenta los mensajes (R3) y al final los saldos son los del mundo (R11).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as esperarUnRato } from 'node:timers/promises';
import { type Fecha, numeroDeDia, sumarDias } from '../../src/dominio/fecha.ts';
import { levantarServidor, politicaConCorreo, type ServidorDeCorreo } from '../apoyo/servidor-de-correo.ts';
import { codigoDe, Mundo, primerDia } from './apoyo/anio-mundo.ts';
import { hallazgosDe } from './apoyo/libros.ts';
import { type Medicion, medir } from './apoyo/medicion.ts';
import { cargarPrograma, type Ejecutor, esperar, lanzar } from './apoyo/programa.ts';

const completas = { dias: 365, clientes: 2000, facturas: 20_000 };
const deEntrega = { dias: 50, clientes: 120, facturas: 900 };
/** De cada mensaje, cuántos encuentran un servidor que falla. */
const fallasDelServidor = 0.05;
/** De cada corrida, cuántas mueren a mitad de camino. */
const cortes = 0.06;
/** Días sin fallas al final, para que lo que falte enviar salga o quede dicho. */
const diasDeCalma = 12;

const politicaDelAnio = `ventanas = { lun-vie = "09:00-18:00" }
max_dia = 1
max_semana = 2
separacion_dias = 2

[recordatorios]
max_por_corrida = 5000
`;

interface Anio {
  readonly medicion: Medicion;
  readonly mundo: Mundo;
  readonly ejecutar: Ejecutor;
  readonly libro: string;
  servidor: ServidorDeCorreo;
  politica: string;
  /** Cuántos mensajes del servidor de hoy ya se miraron. */
  mirados: number;
  readonly vistos: Set<string>;
  readonly cuenta: Record<
    'corridas' | 'cortadas' | 'mensajes' | 'repetidos' | 'dudososQueLlegaron' | 'dudososQueNo',
    number
  >;
}

async function ordenar(anio: Anio, hoy: Fecha, argumentos: readonly string[], entrada?: string): Promise<string> {
  const ambiente = { libro: anio.libro, hoy, ...(entrada === undefined ? {} : { entrada: Buffer.from(entrada) }) };
  const { codigo, salida, errores } = await anio.ejecutar([...argumentos, '--politica', anio.politica], ambiente);
  if (codigo !== 0) anio.medicion.falla(`${hoy} ${argumentos.join(' ')}: terminó con ${codigo}: ${errores}`);
  return salida;
}

const opcionesDeImport = ['--decimal', 'punto', '--fecha', 'ymd'];

/** Lo que pasa en la empresa en media jornada. */
async function trabajar(anio: Anio, hoy: Fecha, porTurno: { facturas: number; anotaciones: number }): Promise<void> {
  const { mundo, medicion } = anio;
  if (porTurno.facturas > 0) {
    const csv = mundo.facturar(hoy, porTurno.facturas);
    await ordenar(anio, hoy, ['import', '-', '--tipo', 'facturas', ...opcionesDeImport], csv);
  }
  const { csv, cuantos } = mundo.cobrar(hoy, 0.02);
  if (cuantos > 0) await ordenar(anio, hoy, ['import', '-', '--tipo', 'pagos', ...opcionesDeImport], csv);
  for (const orden of mundo.anotar(hoy, porTurno.anotaciones)) await ordenar(anio, hoy, orden);
  if (medicion.azar.sucede(0.1)) {
    const clave = mundo.deshacerPago();
    if (clave === null) return;
    const pagos = JSON.parse(await ordenar(anio, hoy, ['pago', 'listar', '--formato', 'json'])) as {
      pago_id: number;
      referencia: string;
    }[];
    const pago = pagos.find(({ referencia }) => referencia === clave);
    if (pago === undefined) medicion.falla(`${hoy}: el libro no tiene el pago ${clave}`);
    else await ordenar(anio, hoy, ['pago', 'anular', String(pago.pago_id), '--motivo', 'rechazado']);
  }
}

/** Cada mañana una persona mira los dudosos: busca su Message-ID en el servidor y anota si llegó. */
async function resolverDudosos(anio: Anio, hoy: Fecha): Promise<void> {
  const orden = ['recordatorios', 'listar', '--estado', 'dudoso', '--formato', 'json'];
  const dudosos = JSON.parse(await ordenar(anio, hoy, orden)) as { mensaje_id: number; message_id: string }[];
  for (const { mensaje_id: id, message_id: messageId } of dudosos) {
    const llego = anio.vistos.has(messageId);
    anio.cuenta[llego ? 'dudososQueLlegaron' : 'dudososQueNo'] += 1;
    const resolver = ['recordatorios', 'resolver', String(id), llego ? '--llego' : '--reenviar'];
    await ordenar(anio, hoy, [...resolver, '--ahora', `${hoy}T09:05`]);
  }
}

/** Una corrida de cron; quizá muere. Después mira cada mensaje que llegó. */
async function correrRecordatorios(anio: Anio, hoy: Fecha, hora: string): Promise<void> {
  const { medicion, cuenta } = anio;
  const orden = ['recordatorios', 'enviar', '--confirmar', '--sin-pagos-recientes', '--ahora', `${hoy}T${hora}`];
  const proceso = lanzar([...orden, '--politica', anio.politica], { libro: anio.libro, hoy });
  const fin = esperar(proceso);
  cuenta.corridas += 1;
  const seCorta = medicion.azar.sucede(cortes);
  if (seCorta) {
    cuenta.cortadas += 1;
    await Promise.race([fin, esperarUnRato(150 + medicion.azar.real() * 900)]);
    proceso.kill('SIGKILL');
  }
  const { codigo, errores } = await fin;
  if (!seCorta && codigo !== 0 && codigo !== 4)
    medicion.falla(`${hoy} ${hora}: enviar terminó con ${codigo}: ${errores}`);
  // Lo que ya estaba en viaje al cortarla llega un instante después.
  if (seCorta) await esperarUnRato(300);
  mirarMensajes(anio, hoy, hora);
}

function mirarMensajes(anio: Anio, hoy: Fecha, hora: string): void {
  const { medicion, mundo, cuenta, vistos } = anio;
  const recibidos = anio.servidor.recibidos();
  for (const { messageId, para, crudo } of recibidos.slice(anio.mirados)) {
    cuenta.mensajes += 1;
    if (vistos.has(messageId)) {
      cuenta.repetidos += 1;
      medicion.falla(`${hoy}: ${messageId} llegó dos veces`);
    }
    vistos.add(messageId);
    const [destino = ''] = para;
    const id = Number(/^k(\d+)@/.exec(destino)?.[1] ?? Number.NaN);
    if (para.length !== 1 || Number.isNaN(id)) medicion.falla(`${hoy}: llegó a ${para.join(', ')}`);
    if (hora < '09:00' || hora >= '18:00' || (numeroDeDia(hoy) + 3) % 7 >= 5)
      medicion.falla(`${hoy} ${hora}: fuera de horario a ${destino}`);
    for (const objecion of mundo.objeciones(id, textoPlano(crudo), hoy))
      medicion.falla(`${hoy} ${hora}: a ${codigoDe(id)}: ${objecion}`);
    mundo.clientes[id]?.mensajes.push(hoy);
  }
  anio.mirados = recibidos.length;
}

/** El cuerpo sin las codificaciones del correo: alcanza para leer números de factura. */
function textoPlano(crudo: string): string {
  const base64 = [...crudo.matchAll(/base64\r?\n(?:[\w-]+:.*\r?\n)*\r?\n([A-Za-z0-9+/=\r\n]+)/g)];
  const partes = base64.map(([, cuerpo = '']) => Buffer.from(cuerpo, 'base64').toString('utf8'));
  return [crudo.replace(/=\r?\n/g, ''), ...partes].join('\n');
}

/** Ninguna factura que se podía reclamar quedó sin nombrar por más de `dias` días. */
function exigirQueNadieFalte({ mundo, medicion }: Anio, hoy: Fecha, dias: number): void {
  for (const { numero, cliente, reclamableDesde } of mundo.olvidadas(sumarDias(hoy, -dias)))
    medicion.falla(
      `${hoy}: ${numero} de ${codigoDe(cliente)} se puede reclamar desde ${reclamableDesde} y nadie lo hizo`,
    );
}

async function comprobarElFinal(anio: Anio, hoy: Fecha): Promise<string> {
  const { medicion, mundo, libro, vistos } = anio;
  const facturas = JSON.parse(await ordenar(anio, hoy, ['factura', 'listar', '--formato', 'json'])) as {
    numero: string;
    saldo: number;
  }[];
  medicion.iguales(facturas.length, [...mundo.facturas].length, 'facturas en el libro');
  for (const { numero, saldo } of facturas)
    medicion.iguales(Math.round(saldo * 100), mundo.factura(numero)?.saldo, `saldo de ${numero}`);
  const hallazgos = hallazgosDe(libro);
  if (hallazgos !== '') medicion.falla(`libro verificar: ${hallazgos}`);
  const mensajes = JSON.parse(await ordenar(anio, hoy, ['recordatorios', 'listar', '--formato', 'json'])) as {
    estado: string;
    message_id: string;
  }[];
  const estados = new Map<string, number>();
  for (const { estado, message_id: id } of mensajes) {
    estados.set(estado, (estados.get(estado) ?? 0) + 1);
    if (estado === 'enviado' && !vistos.has(id)) medicion.falla(`${id} dice enviado y el servidor no lo tiene`);
    if (estado === 'reclamado' || estado === 'en-data') medicion.falla(`${id} quedó ${estado}`);
  }
  const conocidos = new Set(mensajes.map(({ message_id: id }) => id));
  for (const id of vistos) if (!conocidos.has(id)) medicion.falla(`${id} llegó y el libro no lo tiene`);
  return [...estados].map(([estado, cuantos]) => `${estado} ${cuantos}`).join(', ');
}

await medir(
  'R20',
  async (medicion) => {
    const { dias, clientes, facturas } = medicion.completo ? completas : deEntrega;
    const { carpeta, azar, semilla } = medicion;
    const ambiente = { medicion, mundo: new Mundo(azar, clientes), ejecutar: await cargarPrograma() };
    const anio: Anio = {
      ...ambiente,
      libro: join(carpeta, 'libro.db'),
      servidor: await levantarServidor(carpeta, { semilla, fallas: fallasDelServidor }),
      politica: join(carpeta, 'politica.toml'),
      mirados: 0,
      vistos: new Set(),
      cuenta: { corridas: 0, cortadas: 0, mensajes: 0, repetidos: 0, dudososQueLlegaron: 0, dudososQueNo: 0 },
    };
    const usar = (servidor: ServidorDeCorreo): void => {
      const texto = politicaConCorreo(servidor, '').replace('preset = "libre"', politicaDelAnio);
      writeFileSync(anio.politica, texto, { mode: 0o600 });
    };
    usar(anio.servidor);
    let hoy = primerDia;
    const laborables = Math.round((dias * 5) / 7);
    for (let dia = 0; dia < dias + diasDeCalma; dia += 1, hoy = sumarDias(primerDia, dia)) {
      const enCalma = dia >= dias;
      // Cada tanto el servidor es otro, y al final uno que no falla.
      if (dia === dias || (dia > 0 && dia < dias && dia % 10 === 0)) {
        await anio.servidor.detener();
        anio.servidor = await levantarServidor(
          carpeta,
          enCalma ? { semilla } : { semilla: semilla + dia, fallas: fallasDelServidor },
        );
        anio.mirados = 0;
        usar(anio.servidor);
      }
      anio.mundo.amanecer(hoy);
      const esLaborable = (numeroDeDia(hoy) + 3) % 7 < 5;
      const porTurno = {
        facturas: enCalma ? 0 : Math.round(facturas / laborables),
        anotaciones: enCalma ? 0 : Math.ceil(clientes / 60),
      };
      if (esLaborable) {
        await trabajar(anio, hoy, porTurno);
        await resolverDudosos(anio, hoy);
      }
      // Cada tanto cron no corre, y alguna vez corre de noche.
      if (enCalma || azar.sucede(0.93)) await correrRecordatorios(anio, hoy, '10:15');
      if (esLaborable && !enCalma) await trabajar(anio, hoy, { ...porTurno, facturas: 0 });
      if (enCalma || azar.sucede(0.7)) await correrRecordatorios(anio, hoy, '16:30');
      if (azar.sucede(0.1)) await correrRecordatorios(anio, hoy, '22:45');
      if (dia > 40 && dia % 10 === 0) exigirQueNadieFalte(anio, hoy, 25);
    }
    const estados = await comprobarElFinal(anio, sumarDias(hoy, 0));
    await anio.servidor.detener();
    const { corridas, cortadas, mensajes, dudososQueLlegaron, dudososQueNo } = anio.cuenta;
    return {
      cuenta: `${dias} días, ${clientes} clientes, ${[...anio.mundo.facturas].length} facturas, ${mensajes} mensajes`,
      detalle: `${corridas} corridas, ${cortadas} cortadas con SIGKILL; dudosos que habían llegado ${dudososQueLlegaron}, que no ${dudososQueNo}; al final: ${estados}`,
    };
  },
  { enMemoria: true },
);
