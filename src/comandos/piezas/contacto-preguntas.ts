import { canalesDeContacto, huboRespuesta } from '../../dominio/contacto.ts';
import { PROMETE_PAGAR, sugerirProximo } from '../../dominio/contacto-plan.ts';
import type { Contexto, Opciones } from '../comando.ts';
import { leerCifra } from '../opciones.ts';
import type { Preguntas } from './preguntas.ts';
import { type Contestado, type Conversacion, preguntarConCliente } from './preguntas-con-cliente.ts';

/** Pregunta de a uno los datos de un contacto que la orden no trae; `undefined` si la persona no quiso seguir. */
export function preguntarContacto(conversacion: Omit<Conversacion, 'que'>): Promise<Contestado | undefined> {
  const { contexto, dado } = conversacion;
  return preguntarConCliente({ ...conversacion, que: 'el contacto' }, (preguntas, nombre) =>
    preguntarOpciones(preguntas, contexto, { nombre, opciones: dado.opciones }),
  );
}

/** Los códigos de fábrica que una persona escribe con acento. */
const conAcento: ReadonlyMap<string, string> = new Map([
  ['numero-equivocado', 'número equivocado'],
  ['ya-pago', 'dice que ya pagó'],
  ['aviso-problema', 'avisó de un problema'],
  ['mercaderia-o-servicio', 'mercadería o servicio'],
  ['espera-aprobacion', 'espera una aprobación'],
]);

function textoDeCodigo(codigo: string): string {
  return conAcento.get(codigo) ?? codigo.replaceAll('-', ' ');
}

async function preguntarOpciones(
  preguntas: Preguntas,
  { politica: { gestion }, hoy }: Contexto,
  { nombre, opciones }: { readonly nombre: string; readonly opciones: Opciones },
): Promise<Opciones> {
  const codigos = (lista: readonly string[]) => lista.map((valor) => ({ valor, texto: textoDeCodigo(valor) }));
  const canal =
    opciones.canal ??
    (await preguntas.elegir({
      pregunta: `¿Por dónde fue el contacto con ${nombre}?`,
      opciones: codigos(canalesDeContacto),
    }));
  const entrante =
    opciones.entrante ??
    (await preguntas.elegir({
      pregunta: '¿Quién buscó a quién?',
      opciones: [
        { valor: undefined, texto: 'nosotros al cliente' },
        { valor: true, texto: 'el cliente a nosotros' },
      ],
    }));
  const resultado =
    opciones.resultado ??
    (await preguntas.elegir({ pregunta: '¿Cómo terminó?', opciones: codigos(gestion.resultados) }));
  const sentido = entrante === true ? ('entrante' as const) : ('saliente' as const);
  const respondio = huboRespuesta({ sentido, resultado: String(resultado) }, gestion);
  const promesa = await preguntarPromesa(preguntas, { opciones, hoy, promete: resultado === PROMETE_PAGAR });
  const motivo =
    opciones.motivo ??
    (respondio
      ? await preguntas.elegir({
          pregunta: '¿Por qué no pagó?',
          opciones: [{ valor: undefined, texto: 'no lo dijo' }, ...codigos(gestion.motivos)],
        })
      : undefined);
  const escrito = async (clave: 'persona' | 'nota', pregunta: string) =>
    opciones[clave] ?? (await preguntas.opcional({ pregunta, leer: (texto) => texto })) ?? undefined;
  const persona = respondio ? await escrito('persona', '¿Con quién se habló? (Enter si no importa)') : opciones.persona;
  const nota = await escrito('nota', '¿Qué conviene recordar? (Enter si nada)');
  const sugerido = sugerirProximo(
    { fecha: hoy, resultado: String(resultado), sentido, promesa: promesa.promesa === undefined ? null : hoy },
    { gestion, hoy },
  );
  const proximo =
    opciones.proximo ??
    (sugerido === null
      ? undefined
      : ((await preguntas.fechaOpcional({
          pregunta: '¿Cuándo hay que volver a ocuparse? (en blanco, nunca)',
          hoy,
          desde: hoy,
          inicial: sugerido,
        })) ?? 'ninguno'));
  const dichas = { ...opciones, canal, entrante, resultado, ...promesa, motivo, persona, nota, proximo };
  return Object.fromEntries(Object.entries(dichas).filter(([, valor]) => valor !== undefined));
}

async function preguntarPromesa(
  preguntas: Preguntas,
  { opciones, hoy, promete }: { readonly opciones: Opciones; readonly hoy: Contexto['hoy']; readonly promete: boolean },
): Promise<Opciones> {
  const { promesa, monto } = opciones;
  if (!promete || promesa !== undefined) return { promesa, monto };
  const dia = await preguntas.fechaOpcional({
    pregunta: '¿Qué día promete pagar? (Enter si no lo dijo)',
    hoy,
    desde: hoy,
  });
  if (dia === null) return {};
  const escrito = await preguntas.opcional({
    pregunta: '¿Cuánto? (Enter si es todo lo que debe)',
    leer: (texto) => {
      leerCifra(texto, 'el monto');
      return texto;
    },
  });
  return { promesa: dia, monto: escrito ?? undefined };
}
