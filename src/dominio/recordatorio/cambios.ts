import { type Fecha, numeroDeDia } from '../fecha.ts';
import type { Politica } from '../politica.ts';
import { DIAS_DE_GRACIAS } from './eventos.ts';
import { DIAS_DE_BUSQUEDA } from './horario.ts';
import { DIAS_DE_DEUDA_VIEJA } from './planificar.ts';
import { DIAS_DE_ESPERA_DE_LLAMADA, separacionDeCuenta } from './reloj.ts';
import type { ClientePorRecordar, CuentaPorRecordar } from './tipos.ts';
import { SEMANA } from './topes.ts';

/**
 * Cuándo puede cambiar lo decidido de un cliente sólo porque pasan los días. Toda regla compara hoy con una fecha del
 * cliente corrida un plazo fijo o de la política; aquí está la lista de esos plazos. Un día de más cuesta decidir otra vez;
 * uno de menos lo encuentra la prueba que compara el calendario con decidir a todos cada día. La hora y los feriados son
 * iguales para todos y no están: los mira quien llama.
 */
export class DiasDeCambio {
  /** De menor a mayor, en días desde la fecha. */
  readonly #plazos: readonly number[];
  /** El primer plazo mayor que cada edad, desde la anterior al primer plazo. */
  readonly #siguientes: readonly number[];

  constructor(politica: Politica) {
    this.#plazos = plazosDe(politica);
    const [primero = 0, ultimo = 0] = [this.#plazos[0], this.#plazos.at(-1)];
    this.#siguientes = Array.from({ length: ultimo - primero + 1 }, (_, lugar) => {
      const edad = primero - 1 + lugar;
      return this.#plazos.find((plazo) => plazo > edad) ?? ultimo;
    });
  }

  /** El primer día ({@link numeroDeDia}) después de `dia` en que algo puede cambiar; infinito si no hay ninguno. */
  proximo(cliente: ClientePorRecordar, dia: number): number {
    let proximo = Number.POSITIVE_INFINITY;
    const mirar = (fecha: Fecha | null | undefined) => {
      if (fecha === null || fecha === undefined) return;
      const base = numeroDeDia(fecha);
      const plazo = this.#siguienteA(dia - base);
      if (plazo !== undefined && base + plazo < proximo) proximo = base + plazo;
    };
    mirar(cliente.pausa?.desde);
    mirar(cliente.pausa?.hasta);
    mirar(cliente.pausa?.terminada);
    mirar(cliente.dicho?.proximo);
    for (const { fecha } of cliente.contactos) mirar(fecha);
    for (const cuenta of cliente.cuentas) mirarCuenta(cuenta, mirar);
    return proximo;
  }

  #siguienteA(edad: number): number | undefined {
    const primero = this.#plazos[0] ?? 0;
    return edad < primero ? primero : this.#siguientes[edad - primero + 1];
  }
}

function mirarCuenta(cuenta: CuentaPorRecordar, mirar: (fecha: Fecha | null | undefined) => void): void {
  mirar(cuenta.ultimo?.fecha);
  mirar(cuenta.ultimo?.plazoHasta);
  mirar(cuenta.ultimoReclamo);
  mirar(cuenta.alDiaDesde);
  mirar((cuenta.enCurso?.noAntes?.slice(0, 10) ?? null) as Fecha | null);
  for (const { vencimiento, pasosHechos } of cuenta.unidades) {
    mirar(vencimiento);
    if (pasosHechos.size > 0) for (const hecho of pasosHechos.values()) mirar(hecho);
  }
}

function plazosDe(politica: Politica): number[] {
  const { pasos, eventos } = politica.recordatorios;
  const { separacionDias } = politica.contacto;
  const simples = [
    // El día mismo y el siguiente: vencer, un plazo dado, una pausa, un reintento.
    0,
    1,
    SEMANA,
    separacionDias,
    separacionDeCuenta({ politica }),
    ...pasos.flatMap((paso) => [paso.diasDesdeVencimiento, paso.separacionDias ?? 0]),
  ];
  const tardios = [DIAS_DE_ESPERA_DE_LLAMADA, DIAS_DE_DEUDA_VIEJA].flatMap((dias) =>
    simples.map((plazo) => plazo + dias + 1),
  );
  return [...new Set([...simples, ...tardios, ...plazosDeEventos(eventos)])].sort((uno, otro) => uno - otro);
}

/** Lo acordado se recuerda antes si en esos días no se puede contactar: cualquier día de la búsqueda puede ser. */
function plazosDeEventos({
  promesaAntesDias,
  cuotaAntesDias,
  gracias,
}: Politica['recordatorios']['eventos']): number[] {
  const deGracias = gracias ? [DIAS_DE_GRACIAS + 1] : [];
  if (promesaAntesDias === null && cuotaAntesDias === null) return deGracias;
  const antes = Math.max(promesaAntesDias ?? 0, cuotaAntesDias ?? 0, DIAS_DE_BUSQUEDA + 1);
  return [...deGracias, ...Array.from({ length: antes + 1 }, (_, dias) => -dias)];
}
