import type { Contacto } from '../../dominio/contacto.ts';
import { PROMETE_PAGAR } from '../../dominio/contacto-plan.ts';
import { type Moneda, textoLocal } from '../../dominio/dinero.ts';
import { asegurar } from '../../dominio/errores.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import { textoDeCodigo } from '../../dominio/ficha-frases.ts';
import type { Consola } from '../../salida/consola.ts';
import type { Columna } from '../../salida/listado.ts';

/** Lo que `contacto registrar` hizo: es lo que se muestra y lo que se repite si vuelve con la misma `--id`. */
export interface ContactoHecho {
  /** `null` si se simuló. */
  readonly contactoId: number | null;
  readonly operacionId: number | null;
  /** El código del cliente. */
  readonly clienteId: string;
  readonly cliente: string;
  readonly contacto: Contacto;
  readonly proximoSugerido: boolean;
  readonly acuerdoId: number | null;
  /** El día prometido. */
  readonly promesa: Fecha | null;
  readonly moneda: Moneda | null;
  /** Lo prometido, en unidades menores. */
  readonly monto: number | null;
  /** Las promesas que ésta reemplaza. */
  readonly reemplazados: readonly number[];
  readonly avisos: readonly string[];
  readonly pausadoHasta: Fecha | null;
}

function texto(clave: string, titulo: string, valor: (hecho: ContactoHecho) => string | null): Columna<ContactoHecho> {
  return { clave, titulo, tipo: 'texto', valor };
}

/** Las de `contacto listar` y, detrás, lo demás que hizo la operación. */
export const columnasDeContactoHecho: readonly Columna<ContactoHecho>[] = [
  { clave: 'contacto_id', titulo: 'Contacto', tipo: 'entero', valor: ({ contactoId }) => contactoId },
  { clave: 'fecha', titulo: 'Fecha', tipo: 'fecha', valor: ({ contacto }) => contacto.fecha },
  texto('hora', 'Hora', ({ contacto }) => contacto.hora),
  texto('cliente_id', 'Id', ({ clienteId }) => clienteId),
  texto('cliente', 'Cliente', ({ cliente }) => cliente),
  texto('canal', 'Canal', ({ contacto }) => contacto.canal),
  texto('sentido', 'Sentido', ({ contacto }) => contacto.sentido),
  texto('resultado', 'Resultado', ({ contacto }) => contacto.resultado),
  texto('motivo', 'Motivo', ({ contacto }) => contacto.motivo),
  texto('persona', 'Persona', ({ contacto }) => contacto.persona),
  { clave: 'proximo', titulo: 'Próximo', tipo: 'fecha', valor: ({ contacto }) => contacto.proximo },
  texto('nota', 'Nota', ({ contacto }) => contacto.nota),
  { clave: 'acuerdo_id', titulo: 'Acuerdo', tipo: 'entero', valor: ({ acuerdoId }) => acuerdoId },
  { clave: 'promesa', titulo: 'Promete para', tipo: 'fecha', valor: ({ promesa }) => promesa },
  texto('moneda', 'Moneda', ({ moneda }) => moneda),
  {
    clave: 'monto',
    titulo: 'Monto',
    tipo: 'monto',
    valor: ({ monto }) => monto,
    moneda: ({ moneda }) => {
      asegurar(moneda !== null, 'una promesa sin moneda');
      return moneda;
    },
  },
  { clave: 'pausado_hasta', titulo: 'En pausa hasta', tipo: 'fecha', valor: ({ pausadoHasta }) => pausadoHasta },
  { clave: 'operacion_id', titulo: 'Operación', tipo: 'entero', valor: ({ operacionId }) => operacionId },
];

/** Dice qué cambió y qué conviene hacer ahora. */
export function contarContacto(consola: Consola, hecho: ContactoHecho, simulado: boolean): void {
  const { contacto, clienteId, cliente, promesa, monto, moneda, pausadoHasta } = hecho;
  for (const aviso of hecho.avisos) consola.avisar(aviso);
  consola.informar(
    simulado
      ? `simulado, no se escribió nada: un contacto con ${cliente} (${clienteId})`
      : `registrado: contacto ${hecho.contactoId} con ${cliente} (${clienteId})`,
  );
  if (promesa !== null && monto !== null && moneda !== null) {
    const numero = hecho.acuerdoId === null ? '' : ` ${hecho.acuerdoId}`;
    consola.informar(`promesa${numero}: ${textoLocal({ monto, moneda })} ${moneda} para el ${promesa}`);
  }
  if (hecho.reemplazados.length > 0) consola.informar(`reemplaza lo acordado antes: ${hecho.reemplazados.join(', ')}`);
  if (pausadoHasta !== null) consola.informar(`sus recordatorios quedan en pausa hasta el ${pausadoHasta}, incluido`);
  if (contacto.proximo !== null) {
    const porque = hecho.proximoSugerido
      ? `, por el resultado «${textoDeCodigo(contacto.resultado)}»; otro día se dice con --proximo`
      : '';
    consola.informar(`próximo paso: ${contacto.proximo}${porque}`);
  }
  consola.sugerir(seguir(hecho));
}

/** La orden que suele venir después, según cómo terminó el contacto. */
function seguir({ contacto, clienteId, acuerdoId, promesa, pausadoHasta }: ContactoHecho): string {
  const cliente = `"${clienteId}"`;
  if (acuerdoId !== null) return `cobranzas acuerdo ver ${acuerdoId}`;
  if (pausadoHasta !== null) return `para volver a recordarle antes: cobranzas cliente reanudar ${cliente}`;
  switch (contacto.resultado) {
    case PROMETE_PAGAR:
      return promesa === null
        ? `cuando diga el día: cobranzas acuerdo crear ${cliente} --promesa AAAA-MM-DD`
        : 'cobranzas agenda';
    case 'pide-plazo':
      return `cobranzas acuerdo proponer ${cliente}`;
    case 'ya-pago':
      return `si el pago llegó: cobranzas pago registrar ${cliente} --monto 1000`;
    case 'disputa':
      return `cobranzas factura disputar <número> --cliente ${cliente}`;
    case 'numero-equivocado':
      return `cobranzas cliente editar ${cliente} --quitar-telefono <número> --agregar-telefono <número>`;
    default:
      return 'cobranzas agenda';
  }
}
