import type { Cliente, DatoDeContacto } from './cliente.ts';
import { ErrorDeUso } from './errores.ts';

/** Un modo de contacto que ya está en el libro. */
export interface ContactoGuardado extends DatoDeContacto {
  readonly id: number;
}

/** Lo que puede cambiar de un cliente; el código nunca cambia porque es su identidad. */
export type CamposEditables = Omit<Cliente, 'codigo'>;

/** Lo que se pide cambiar: un campo ausente se deja como está y `null` lo vacía. */
export interface PedidoDeEdicion {
  readonly campos: Partial<CamposEditables>;
  readonly agregar: readonly DatoDeContacto[];
  readonly quitar: readonly Pick<DatoDeContacto, 'tipo' | 'valor'>[];
}

/** Un dato que cambia, como se le muestra a quien lo pidió. */
export interface DatoCambiado {
  readonly dato: string;
  readonly antes: string | null;
  readonly despues: string | null;
}

/** La decisión completa: lo que se simula y lo que se aplica son este mismo valor. */
export interface PlanDeEdicion {
  readonly campos: Partial<CamposEditables>;
  readonly contactosNuevos: readonly DatoDeContacto[];
  readonly contactosQuitados: readonly number[];
  readonly personas: readonly { readonly id: number; readonly persona: string }[];
  readonly cambios: readonly DatoCambiado[];
}

const nombresDeCampos: Readonly<Record<keyof CamposEditables, string>> = {
  nombre: 'nombre',
  idFiscal: 'id_fiscal',
  segmento: 'segmento',
  gestor: 'gestor',
  plazoDias: 'plazo_dias',
  nota: 'nota',
};

/** Un correo razonable: algo, una arroba y un dominio con punto, sin espacios (RFC 5321 admite rarezas que nadie usa). */
export function esEmail(texto: string): boolean {
  return texto.length <= 254 && /^[^\s@<>(),;:"[\]\\]+@[^\s@.<>(),;:"[\]\\]+(?:\.[^\s@.<>(),;:"[\]\\]+)+$/u.test(texto);
}

/** Un teléfono razonable: de 6 a 20 cifras, con los signos con que se suele escribir. */
export function esTelefono(texto: string): boolean {
  const cifras = texto.replace(/\D/g, '').length;
  return /^[+(\d][\d\s().\-/]*(?:\s*(?:int|ext|interno|anexo)\.?\s*\d+)?$/iu.test(texto) && cifras >= 6 && cifras <= 20;
}

/** Forma comparable de un dato de contacto: el correo en minúsculas, el teléfono sólo con cifras. */
function normalizarContacto({ tipo, valor }: Pick<DatoDeContacto, 'tipo' | 'valor'>): string {
  return tipo === 'email' ? valor.trim().toLowerCase() : valor.replace(/\D/g, '');
}

/**
 * Decide qué cambia de verdad; lo que ya está igual no aparece en el plan.
 * Lanza {@link ErrorDeUso} si el nombre queda vacío o si se quita un contacto que el cliente no tiene.
 */
export function planificarEdicion(
  cliente: Cliente,
  contactos: readonly ContactoGuardado[],
  pedido: PedidoDeEdicion,
): PlanDeEdicion {
  const { campos, cambios: cambiosDeCampos } = planificarCampos(cliente, pedido.campos);
  const quitados = pedido.quitar.map((dato) => buscarQuitado(cliente, contactos, dato));
  const nuevos: DatoDeContacto[] = [];
  const personas: { id: number; persona: string }[] = [];
  const cambios = [...cambiosDeCampos];
  for (const { tipo, ...contacto } of quitados)
    cambios.push({ dato: tipo, antes: contactoTexto(contacto), despues: null });
  for (const dato of pedido.agregar) {
    const igual = (otro: DatoDeContacto) =>
      otro.tipo === dato.tipo && normalizarContacto(otro) === normalizarContacto(dato);
    const previo = contactos.find((otro) => igual(otro) && !quitados.includes(otro));
    if (previo === undefined) {
      if (nuevos.some(igual)) continue;
      nuevos.push(dato);
      cambios.push({ dato: dato.tipo, antes: null, despues: contactoTexto(dato) });
    } else if (dato.persona !== null && dato.persona !== previo.persona) {
      personas.push({ id: previo.id, persona: dato.persona });
      cambios.push({
        dato: dato.tipo,
        antes: contactoTexto(previo),
        despues: contactoTexto({ ...previo, persona: dato.persona }),
      });
    }
  }
  return {
    campos,
    contactosNuevos: nuevos,
    contactosQuitados: quitados.map(({ id }) => id),
    personas,
    cambios,
  };
}

function planificarCampos(cliente: Cliente, pedidos: Partial<CamposEditables>) {
  if (pedidos.nombre !== undefined && pedidos.nombre.trim() === '') {
    throw new ErrorDeUso('el nombre de un cliente no puede quedar vacío', {
      sugerencia: 'escriba el nombre completo con --nombre',
    });
  }
  const cambios: DatoCambiado[] = [];
  const distintos: [string, unknown][] = [];
  for (const campo of Object.keys(nombresDeCampos) as (keyof CamposEditables)[]) {
    const despues = pedidos[campo];
    const antes = cliente[campo];
    if (despues === undefined || despues === antes) continue;
    distintos.push([campo, despues]);
    cambios.push({ dato: nombresDeCampos[campo], antes: texto(antes), despues: texto(despues) });
  }
  return { campos: Object.fromEntries(distintos) as Partial<CamposEditables>, cambios };
}

function buscarQuitado(
  cliente: Cliente,
  contactos: readonly ContactoGuardado[],
  dato: Pick<DatoDeContacto, 'tipo' | 'valor'>,
): ContactoGuardado {
  const delTipo = contactos.filter(({ tipo }) => tipo === dato.tipo);
  const hallado = delTipo.find((otro) => normalizarContacto(otro) === normalizarContacto(dato));
  if (hallado !== undefined) return hallado;
  const nombre = dato.tipo === 'email' ? 'correo' : 'teléfono';
  throw new ErrorDeUso(`${cliente.nombre} no tiene el ${nombre} «${dato.valor}»`, {
    sugerencia: delTipo.length === 0 ? `no tiene ningún ${nombre} que quitar` : `quite uno de los que tiene`,
    detalle: delTipo.map(contactoTexto),
  });
}

function contactoTexto({ valor, persona }: Omit<DatoDeContacto, 'tipo'>): string {
  return persona === null ? valor : `${valor} (${persona})`;
}

function texto(valor: string | number | null): string | null {
  return valor === null ? null : String(valor);
}
