import { type Command, Option } from 'commander';
import { ErrorDeDatos, ErrorDeUso } from '../../dominio/errores.ts';
import { esFecha, type Fecha, fecha } from '../../dominio/fecha.ts';
import type { Momento } from '../../dominio/recordatorio/tipos.ts';
import type { Contexto, Opciones } from '../comando.ts';
import { hoyEnZona } from '../contexto.ts';

const bandera = '--ahora <AAAA-MM-DDTHH:MM>';

/** `--ahora`: el día y la hora de reloj de la empresa para los que se decide. */
export function opcionAhora(orden: Command): void {
  orden.addOption(
    new Option(bandera, 'día y hora para los que se decide (COBRANZAS_AHORA; si no, el reloj)').argParser((texto) =>
      leerMomento(texto, '--ahora'),
    ),
  );
}

/**
 * De dónde sale el momento en que se decide: `--ahora` o COBRANZAS_AHORA, que mandan sobre el día de `--hoy`; si no, la hora
 * del reloj en la zona de la empresa y el día de la orden, o el del reloj si eran el mismo. Se llama cada vez que hace
 * falta: una corrida larga pasa de hora y de día.
 */
export function leerReloj({ hoy, ahora, entorno, politica }: Contexto, opciones: Opciones): () => Momento {
  const pedido = momentoPedido(entorno, opciones);
  if (pedido !== undefined) return () => pedido;
  const momentoDe = relojDeZona(politica.empresa.zonaHoraria);
  if (momentoDe(ahora()).hoy === hoy) return () => momentoDe(ahora());
  return () => ({ ...momentoDe(ahora()), hoy });
}

function momentoPedido(entorno: Contexto['entorno'], { ahora }: Opciones): Momento | undefined {
  if (ahora !== undefined) return ahora as Momento;
  return entorno.COBRANZAS_AHORA ? leerMomento(entorno.COBRANZAS_AHORA, 'COBRANZAS_AHORA') : undefined;
}

/**
 * Con `--hoy` se mira otro día, pero no se escribe a nadie como si ya hubiera llegado: saldría antes de tiempo y los días
 * que faltan ya no se podría enviar. Quien da el momento entero, con `--ahora`, pone el reloj a sabiendas.
 * @throws {ErrorDeDatos} si el día pedido es posterior al de la empresa
 */
export function exigirDiaLlegado({ hoy, ahora, entorno, politica }: Contexto, opciones: Opciones): void {
  if (momentoPedido(entorno, opciones) !== undefined) return;
  const real = hoyEnZona(ahora(), politica.empresa.zonaHoraria);
  if (hoy <= real) return;
  throw new ErrorDeDatos(`todavía no es ${hoy}: hoy es ${real}, y no se le escribe a nadie con fecha adelantada`, {
    sugerencia: 'para ver qué saldría ese día: repita con --simular\npara lo de hoy: quite --hoy (o COBRANZAS_HOY)',
  });
}

function leerMomento(texto: string, donde: string): Momento {
  const [, dia = '', hora = '', minuto = ''] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})$/.exec(texto) ?? [];
  if (esFecha(dia) && Number(hora) < 24 && Number(minuto) < 60)
    return { hoy: dia as Fecha, minutos: Number(hora) * 60 + Number(minuto) };
  throw new ErrorDeUso(`«${texto}» no es un valor de ${donde}: se espera un día y una hora que existan`, {
    sugerencia: 'escríbalos así: 2026-07-31T09:30',
  });
}

/** Dice el día y la hora que marca el reloj de una zona. */
function relojDeZona(zona: string | null): (instante: Date) => Momento {
  const formato = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    calendar: 'gregory',
    numberingSystem: 'latn',
    ...(zona === null ? {} : { timeZone: zona }),
  });
  return (instante) => {
    const partes = formato.formatToParts(instante);
    const parte = (tipo: string): string => partes.find(({ type }) => type === tipo)?.value ?? '';
    const hoy = fecha(`${parte('year')}-${parte('month')}-${parte('day')}`);
    return { hoy, minutos: Number(parte('hour')) * 60 + Number(parte('minute')) };
  };
}
