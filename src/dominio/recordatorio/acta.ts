import { contar } from '../cantidad.ts';

/** Lo que se anota de una corrida cuando termina, bien o mal. */
export interface ActaDeCorrida {
  /** Día y hora de la empresa, `AAAA-MM-DDTHH:MM`. */
  readonly inicio: string;
  readonly fin: string;
  /** El código del cliente que se pidió; `null` si fue para todos. */
  readonly cliente: string | null;
  /** Correos que al empezar había que enviar. */
  readonly planeados: number;
  readonly enviados: number;
  readonly dudosos: number;
  readonly rechazados: number;
  readonly porReintentar: number;
  /** Los que al llegarles el turno ya no correspondían. */
  readonly retenidos: number;
  /** Los que tocan por un canal que no es el correo. */
  readonly otrosCanales: number;
  /** De una corrida anterior que se cortó: los que vuelven a la cola y los que pudieron llegar. */
  readonly recuperados: number;
  readonly recuperadosDudosos: number;
  /** Por qué no llegó al final, si no llegó. */
  readonly detenida: string | null;
  /** Con qué código terminó. */
  readonly codigo: number;
}

/** Dice si la corrida dejó algo que contar: la que no tuvo nada que enviar y no falló no se anota, y cron corre cada rato. */
export function mereceActa({ planeados, recuperados, recuperadosDudosos, codigo }: ActaDeCorrida): boolean {
  return planeados + recuperados + recuperadosDudosos > 0 || codigo !== 0;
}

/** La corrida en una frase: `corrida de las 10:15: 12 enviados, 1 dudoso, 2 retenidos; se detuvo: se pidió parar`. */
export function resumirActa(acta: ActaDeCorrida): string {
  const { inicio, cliente, recuperados, recuperadosDudosos, detenida } = acta;
  const quien = cliente === null ? '' : `, sólo ${cliente}`;
  const partes = [`corrida de las ${inicio.slice(-5)}${quien}: ${contarMensajes(acta)}`];
  if (recuperados + recuperadosDudosos > 0)
    partes.push(
      `la anterior se había cortado: ${unidas([
        [recuperados, 'vuelve a la cola', 'vuelven a la cola'],
        [recuperadosDudosos, 'dudoso', 'dudosos'],
      ])}`,
    );
  if (detenida !== null) partes.push(`se detuvo: ${detenida}`);
  return partes.join('; ');
}

function contarMensajes({ enviados, dudosos, rechazados, porReintentar, retenidos }: ActaDeCorrida): string {
  return (
    unidas([
      [enviados, 'enviado', 'enviados'],
      [dudosos, 'dudoso', 'dudosos'],
      [rechazados, 'rechazado', 'rechazados'],
      [porReintentar, 'por reintentar', 'por reintentar'],
      [retenidos, 'retenido', 'retenidos'],
    ]) || 'ningún mensaje'
  );
}

function unidas(cuentas: readonly (readonly [cuantos: number, uno: string, varios: string])[]): string {
  return cuentas
    .filter(([cuantos]) => cuantos > 0)
    .map(([cuantos, uno, varios]) => contar(cuantos, uno, varios))
    .join(', ');
}
