import type { Command } from 'commander';
import { abrirParaLeer } from '../../datos/abrir.ts';
import { escribirEnLibro } from '../../datos/escribir.ts';
import { type Operacion, OperacionRepetida } from '../../datos/operacion.ts';
import { ErrorDeUso } from '../../dominio/errores.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { Contexto, Opciones } from '../comando.ts';
import { opcionSimular } from '../opciones.ts';

/** `--id` y `--simular`, que toda orden que escribe admite. */
export function opcionesDeEscritura(orden: Command): void {
  orden.option('--id <clave>', 'clave propia: repetir la orden con la misma no hace nada');
  opcionSimular(orden);
}

/** Lo que una orden hizo, o lo que había hecho la vez anterior. */
export interface Escrita<R> {
  /** Lo que la acción devolvió; tiene que poder guardarse como JSON. */
  readonly hecho: R;
  /** La `--id` ya se había usado: no se hizo nada. */
  readonly repetida: boolean;
  readonly simulada: boolean;
}

interface Pedido<R> {
  readonly comando: string;
  readonly accion: (operacion: Operacion) => R;
  /** El día con que queda anotada; por omisión, el de la orden. */
  readonly hoy?: Fecha;
}

/**
 * Hace la operación de una orden: con `--simular` no queda nada escrito, y si la `--id` ya se usó devuelve lo que se hizo
 * entonces, avisándolo. Sin libro no hay a quién registrarle nada, así que no lo crea: lanza ErrorDeLibro.
 */
export async function escribir<R>(
  contexto: Contexto,
  opciones: Opciones,
  { comando, accion, hoy = contexto.hoy }: Pedido<R>,
): Promise<Escrita<R>> {
  abrirParaLeer(contexto.rutaLibro).cerrar();
  const { gestor, version, textoDePolitica } = contexto;
  const clave = typeof opciones.id === 'string' ? { clave: opciones.id } : {};
  const simulada = opciones.simular === true;
  try {
    const hecho = await escribirEnLibro(
      contexto.rutaLibro,
      { comando, gestor, hoy, version, textoDePolitica, ...clave },
      (operacion) => {
        const resultado = accion(operacion);
        operacion.resultado = JSON.stringify(resultado);
        return resultado;
      },
      { simular: simulada },
    );
    return { hecho, repetida: false, simulada };
  } catch (error) {
    if (!(error instanceof OperacionRepetida)) throw error;
    contexto.consola.informar(`ya registrado en la operación ${error.operacionId}; no se hizo nada`);
    return { hecho: JSON.parse(error.resultado) as R, repetida: true, simulada };
  }
}

/** El texto de una opción sin espacios en los bordes; `null` si no se escribió o quedó vacío. */
export function textoDe(valor: unknown): string | null {
  return typeof valor === 'string' ? valor.normalize('NFC').trim() || null : null;
}

/** Como {@link textoDe}, pero lanza ErrorDeUso si quedó vacío. */
export function textoObligatorio(valor: unknown, bandera: string): string {
  const texto = textoDe(valor);
  if (texto !== null) return texto;
  throw new ErrorDeUso(`${bandera} está vacío`, { sugerencia: `escriba un texto después de ${bandera}` });
}
