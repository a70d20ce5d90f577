import { presetsDeContactoDescritos } from '../dominio/presets-contacto.ts';
import { clavesDePolitica } from '../salida/politica-claves.ts';
import type { Comando } from './comando.ts';
import { conEjemplos } from './opciones.ts';

/** `cobranzas politica ver`: la política vigente, clave por clave, y de dónde sale cada una. */
export const comando: Comando = {
  configurar(orden) {
    conEjemplos(orden, [
      ['cobranzas politica ver', 'la política que rige'],
      ['cobranzas politica ver --politica otra.toml', 'la que regiría con ese archivo'],
    ]);
  },

  async ejecutar(contexto) {
    const { politica, textoDePolitica, rutaPolitica, consola } = contexto;
    const estaEscrita = await lectorDeOrigen(textoDePolitica);
    const { preset } = politica.contacto;
    const vieneDelPreset = ([tabla, clave = '']: readonly string[]) =>
      tabla === 'contacto' &&
      clave !== 'preset' &&
      !clave.startsWith('feriados') &&
      estaEscrita(['contacto', 'preset']);
    const filas = clavesDePolitica(politica).map(({ ruta, valor }) => ({
      clave: ruta.join('.'),
      valor,
      origen: estaEscrita(ruta) ? 'archivo' : vieneDelPreset(ruta) ? `preset ${preset}` : 'predeterminada',
    }));
    await contexto.presentar({
      columnas: [
        { clave: 'clave', titulo: 'Clave', tipo: 'texto', valor: ({ clave }) => clave, importancia: 9 },
        {
          clave: 'valor',
          titulo: 'Valor',
          tipo: 'texto',
          valor: ({ valor }) => valor || null,
          importancia: 9,
        },
        {
          clave: 'origen',
          titulo: 'De dónde sale',
          tipo: 'texto',
          valor: ({ origen }) => origen,
          importancia: 5,
        },
      ],
      filas,
    });
    const { ley, verificadoEl } = presetsDeContactoDescritos[preset];
    consola.informar(
      `preset ${preset}: ${ley === null ? 'ninguna norma fija horas o cantidades' : `${ley} (leída el ${verificadoEl})`}; orienta, no es consejo legal`,
    );
    if (textoDePolitica === null)
      consola.sugerir('no hay archivo de política; para hacer uno: cobranzas politica crear');
    else consola.informar(`archivo de política: ${rutaPolitica}`);
    return undefined;
  },
};

async function lectorDeOrigen(texto: string | null): Promise<(ruta: readonly string[]) => boolean> {
  if (texto === null) return () => false;
  const { ubicarClaves } = await import('../entrada/politica-lineas.ts');
  return ubicarClaves(texto).estaEscrita;
}
