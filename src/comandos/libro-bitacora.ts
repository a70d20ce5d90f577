import { abrirParaLeer } from '../datos/abrir.ts';
import { leerBitacora, type OperacionDeBitacora } from '../datos/bitacora.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando } from './comando.ts';
import { conEjemplos, opcionesDeBitacora } from './opciones.ts';

const cifrasDeHuella = 12;

const columnas: readonly Columna<OperacionDeBitacora>[] = [
  { clave: 'operacion_id', titulo: 'Operación', tipo: 'entero', valor: ({ id }) => id, importancia: 9 },
  { clave: 'instante', titulo: 'Registrada (UTC)', tipo: 'texto', valor: ({ instante }) => instante },
  { clave: 'hoy', titulo: 'Día', tipo: 'fecha', valor: ({ hoy }) => hoy, importancia: 6 },
  { clave: 'gestor', titulo: 'Gestor', tipo: 'texto', valor: ({ gestor }) => gestor, importancia: 4 },
  { clave: 'comando', titulo: 'Orden', tipo: 'texto', valor: ({ comando: orden }) => orden, importancia: 8 },
  { clave: 'resumen', titulo: 'Resumen', tipo: 'texto', valor: ({ resumen }) => resumen, importancia: 7 },
  { clave: 'version', titulo: 'Versión', tipo: 'texto', valor: ({ version }) => version },
  {
    clave: 'huella',
    titulo: 'Huella',
    tipo: 'texto',
    valor: ({ huella }) => huella.slice(0, cifrasDeHuella),
    tono: () => 'tenue',
  },
];

/** `libro bitacora`: qué se hizo, quién y cuándo, de lo más nuevo a lo más viejo. */
export const comando: Comando = {
  sinPolitica: true,

  configurar(orden) {
    opcionesDeBitacora(orden, 'operaciones');
    conEjemplos(orden, [
      ['cobranzas libro bitacora --limite 10', 'las últimas diez operaciones'],
      ['cobranzas libro bitacora --desde 2026-07-01 --formato csv', 'todo lo hecho desde julio, para una planilla'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const { desde, hasta, limite } = opciones as { desde?: Fecha; hasta?: Fecha; limite?: number };
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const filas = leerBitacora(libro, { desde, hasta, limite });
      await contexto.presentar({ columnas, filas, vacio: 'ninguna operación en esas fechas' });
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};
