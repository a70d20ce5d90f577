import { abrirParaLeer, type Libro } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { type ContactoDeLista, leerCodigosUsados, recorrerContactos } from '../datos/contactos.ts';
import { elegirCodigo } from '../dominio/parecidos.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando } from './comando.ts';
import { agregarFiltros, leerFiltros } from './filtros.ts';
import { conEjemplos } from './opciones.ts';

const columnas: readonly Columna<ContactoDeLista>[] = [
  { clave: 'contacto_id', titulo: 'Contacto', tipo: 'entero', valor: ({ id }) => id, importancia: 4 },
  { clave: 'fecha', titulo: 'Fecha', tipo: 'fecha', valor: ({ fecha }) => fecha, importancia: 9 },
  { clave: 'hora', titulo: 'Hora', tipo: 'texto', valor: ({ hora }) => hora, importancia: 2 },
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ clienteCodigo }) => clienteCodigo, importancia: 3 },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ clienteNombre }) => clienteNombre, importancia: 9 },
  { clave: 'canal', titulo: 'Canal', tipo: 'texto', valor: ({ canal }) => canal, importancia: 7 },
  { clave: 'sentido', titulo: 'Sentido', tipo: 'texto', valor: ({ sentido }) => sentido, importancia: 2 },
  { clave: 'resultado', titulo: 'Resultado', tipo: 'texto', valor: ({ resultado }) => resultado, importancia: 9 },
  { clave: 'motivo', titulo: 'Motivo', tipo: 'texto', valor: ({ motivo }) => motivo, importancia: 6 },
  { clave: 'persona', titulo: 'Persona', tipo: 'texto', valor: ({ persona }) => persona, importancia: 5 },
  { clave: 'proximo', titulo: 'Próximo', tipo: 'fecha', valor: ({ proximo }) => proximo, importancia: 8 },
  { clave: 'gestor', titulo: 'Gestor', tipo: 'texto', valor: ({ gestor }) => gestor, importancia: 4 },
  { clave: 'nota', titulo: 'Nota', tipo: 'texto', valor: ({ nota }) => nota, importancia: 6 },
];

/** `contacto listar`: qué se habló, con quién y en qué quedó. */
export const comando: Comando = {
  configurar(orden) {
    agregarFiltros(orden, [
      'cliente',
      'desde',
      'hasta',
      'canal',
      'resultado',
      'motivo',
      'segmento',
      'gestorAsignado',
      'limite',
    ]);
    conEjemplos(orden, [
      ['cobranzas contacto listar --cliente espiga --limite 10', 'lo último que se habló con un cliente'],
      ['cobranzas contacto listar --desde 2026-07-01 --resultado promete-pagar', 'las promesas que se oyeron'],
      ['cobranzas contacto listar --motivo error-en-la-factura --formato xlsx --salida errores.xlsx', 'una planilla'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const { resultados, motivos } = contexto.politica.gestion;
      const pedido = {
        ...filtros,
        clienteId: filtros.cliente === null ? null : resolverCliente(libro, filtros.cliente).id,
        sentido: null,
        resultado: elegirConocido(libro, {
          columna: 'resultado',
          escrito: filtros.resultado,
          deLaPolitica: resultados,
        }),
        motivo: elegirConocido(libro, { columna: 'motivo', escrito: filtros.motivo, deLaPolitica: motivos }),
      };
      await contexto.presentar({
        columnas,
        filas: recorrerContactos(libro, pedido, contexto.hoy),
        vacio: 'ningún contacto cumple lo pedido',
      });
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

/** Un código de la política o uno que algún contacto ya tiene: la política de entonces pudo ser otra. */
function elegirConocido(
  libro: Libro,
  pedido: {
    readonly columna: 'resultado' | 'motivo';
    readonly escrito: string | null;
    readonly deLaPolitica: readonly string[];
  },
): string | null {
  const { columna, escrito, deLaPolitica } = pedido;
  if (escrito === null) return null;
  const admitidos = [...new Set([...deLaPolitica, ...leerCodigosUsados(libro, columna)])];
  return elegirCodigo(escrito, { admitidos, bandera: `--${columna}` });
}
