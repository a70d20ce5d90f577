import { elegirEstrategia } from '../dominio/estrategias.ts';
import { avisosDeMensajes } from '../dominio/mensaje/avisos.ts';
import { excesosSobre } from '../dominio/presets-contacto.ts';
import { leerPolitica } from '../entrada/politica-archivo.ts';
import type { Comando } from './comando.ts';
import { conEjemplos } from './opciones.ts';
import { exigirPlantillas } from './piezas/plantillas.ts';

/** `cobranzas politica validar`: revisa un archivo de política sin usarlo. */
export const comando: Comando = {
  sinPolitica: true,

  configurar(orden) {
    orden.argument('[archivo]', 'el archivo que se revisa (por omisión, el de la política vigente)');
    conEjemplos(orden, [
      ['cobranzas politica validar', 'revisa la política vigente'],
      ['cobranzas politica validar nueva.toml', 'revisa una antes de usarla'],
    ]);
  },

  async ejecutar(contexto, [ruta = contexto.rutaPolitica]) {
    const { politica, texto } = await leerPolitica(ruta);
    await exigirPlantillas({ politica, rutaPolitica: ruta, textoDePolitica: texto });
    const { estrategia, aviso } = elegirEstrategia(politica, { pedida: undefined, hoy: contexto.hoy });
    await contexto.presentar({
      columnas: [
        { clave: 'archivo', titulo: 'Archivo', tipo: 'texto', valor: () => ruta, importancia: 9 },
        {
          clave: 'estado',
          titulo: 'Estado',
          tipo: 'texto',
          valor: () => 'valida',
          importancia: 9,
          tono: () => 'bien',
        },
        { clave: 'estrategia', titulo: 'Estrategia que rige', tipo: 'texto', valor: () => estrategia.nombre },
        {
          clave: 'estrategias',
          titulo: 'Estrategias',
          tipo: 'texto',
          valor: () => [...politica.estrategias.keys()].join(', '),
        },
        {
          clave: 'pasos',
          titulo: 'Pasos de recordatorio',
          tipo: 'entero',
          valor: () => politica.recordatorios.pasos.length,
        },
      ],
      filas: [undefined],
      unico: true,
    });
    if (aviso !== null) contexto.consola.avisar(aviso);
    for (const falta of avisosDeMensajes(politica)) contexto.consola.avisar(falta);
    const { pais } = politica.empresa;
    const excesos = pais === null ? [] : excesosSobre(pais, politica.contacto);
    for (const exceso of excesos) contexto.consola.avisar(`contacto: ${exceso} (docs/PRESETS.md)`);
    return undefined;
  },
};
