import { traducirError } from '../../datos/errores-sqlite.ts';
import type { DatosDeOperacion } from '../../datos/operacion.ts';
import { ordenDeCorrida } from '../../datos/ordenes-sin-hechos.ts';
import { anotarCorrida } from '../../datos/recordatorio/corridas.ts';
import type { Recuperados } from '../../datos/recordatorio/recuperacion.ts';
import type { SesionDeEscritura } from '../../datos/sesion.ts';
import { ErrorDeUsuario } from '../../dominio/errores.ts';
import { type ActaDeCorrida, mereceActa } from '../../dominio/recordatorio/acta.ts';
import { momentoEscrito } from '../../dominio/recordatorio/reintentos.ts';
import type { EstadoDeMensaje, Momento } from '../../dominio/recordatorio/tipos.ts';
import type { ResultadoDeCorrida } from './corrida.ts';

/** Con qué se lleva un acta. */
export interface RecursosDeActa {
  readonly sesion: SesionDeEscritura;
  readonly reloj: () => Momento;
  readonly datos: (hoy: Momento['hoy']) => DatosDeOperacion;
  /** El código del cliente que se pidió; `null` si es para todos. */
  readonly cliente: string | null;
  readonly avisar: (texto: string) => void;
}

/** Junta lo que va pasando en una corrida y al final lo anota, una sola vez. Anotar nunca cambia cómo termina la corrida. */
export class Acta {
  readonly #recursos: RecursosDeActa;
  readonly #inicio: Momento;
  #recuperados: Recuperados = { pendientes: [], dudosos: [] };
  #planeados = 0;
  #otrosCanales = 0;
  #hasta: () => ResultadoDeCorrida = () => ({ hechos: [], retenidos: [], detenida: null });
  #cerrada = false;

  constructor(recursos: RecursosDeActa) {
    this.#recursos = recursos;
    this.#inicio = recursos.reloj();
  }

  /** Lo que una corrida anterior dejó a medias. */
  recuperar(recuperados: Recuperados): void {
    this.#recuperados = recuperados;
  }

  /** Cuántos correos hay para enviar, y cuántos mensajes por otro canal. */
  planear(correos: number, otrosCanales: number): void {
    this.#planeados = correos;
    this.#otrosCanales = otrosCanales;
  }

  /** De dónde se lee lo hecho hasta el momento, también si algo falla. */
  seguir(hasta: () => ResultadoDeCorrida): void {
    this.#hasta = hasta;
  }

  /** La corrida terminó por sí misma. */
  terminar(codigo: number): void {
    this.#anotar(this.#hasta().detenida, codigo);
  }

  /** La corrida no pudo seguir. */
  fallar(error: unknown): void {
    const traducido = traducirError(error, this.#recursos.sesion.libro.ruta);
    const codigo = traducido instanceof ErrorDeUsuario ? traducido.codigo : 70;
    this.#anotar(traducido instanceof Error ? traducido.message : String(traducido), codigo);
  }

  #anotar(detenida: string | null, codigo: number): void {
    if (this.#cerrada) return;
    this.#cerrada = true;
    const { sesion, reloj, datos, avisar } = this.#recursos;
    try {
      const fin = reloj();
      const acta = this.#reunir(fin, { detenida, codigo });
      if (!mereceActa(acta)) return;
      sesion.escribir({ ...datos(fin.hoy), comando: ordenDeCorrida }, (operacion) => anotarCorrida(operacion, acta));
    } catch (error) {
      avisar(`la corrida no se pudo anotar en la bitácora: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #reunir(fin: Momento, final: Pick<ActaDeCorrida, 'detenida' | 'codigo'>): ActaDeCorrida {
    const { hechos, retenidos } = this.#hasta();
    const cuantos = (estado: EstadoDeMensaje): number => hechos.filter((hecho) => hecho.estado === estado).length;
    return {
      inicio: momentoEscrito(this.#inicio),
      fin: momentoEscrito(fin),
      cliente: this.#recursos.cliente,
      planeados: this.#planeados,
      enviados: cuantos('enviado'),
      dudosos: cuantos('dudoso'),
      rechazados: cuantos('rechazado'),
      porReintentar: cuantos('pendiente'),
      retenidos: retenidos.length,
      otrosCanales: this.#otrosCanales,
      recuperados: this.#recuperados.pendientes.length,
      recuperadosDudosos: this.#recuperados.dudosos.length,
      ...final,
    };
  }
}
