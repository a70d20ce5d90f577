import { frasesProhibidas } from '../amenazas.ts';
import type { Politica } from '../politica.ts';
import { correoDeRespuesta, nombreDeEmpresa, nombreDicho } from './datos.ts';

/** Lo que a los mensajes les falta porque la política no lo dice, con lo que hay que agregarle; ninguno = están completos. */
export function avisosDeMensajes(politica: Politica): string[] {
  const { empresa, medios } = politica;
  return [
    ...avisoDeNombre(politica),
    ...(medios.length === 0 ? ['los mensajes no dicen cómo pagar: agregue [[medios]] a la política'] : []),
    ...(empresa.telefono === null && correoDeRespuesta(politica) === ''
      ? ['los mensajes no dan un teléfono ni un correo: agréguelos en [empresa] de la política']
      : []),
    ...textosDeLaPolitica(politica).flatMap(([donde, texto]) =>
      frasesProhibidas(texto).map(
        (frase) => `${donde} va en todos los mensajes y dice «${frase}»: puede leerse como una amenaza`,
      ),
    ),
  ];
}

function avisoDeNombre(politica: Politica): string[] {
  if (nombreDicho(politica) !== '') return [];
  const direccion = nombreDeEmpresa(politica);
  const firman = direccion === '' ? '' : `, sólo la dirección ${direccion}`;
  return [`los mensajes no dicen quién escribe${firman}: agregue nombre en [empresa] de la política`];
}

/** Lo que la política agrega a todos los mensajes, con dónde está. */
function textosDeLaPolitica({ correo, medios }: Politica): (readonly [donde: string, texto: string])[] {
  return [
    ['la firma de [correo]', correo?.firma ?? ''],
    ...medios.map(({ nombre, instrucciones }) => [`el medio «${nombre}»`, `${nombre} ${instrucciones}`] as const),
  ];
}
