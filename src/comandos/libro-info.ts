import { abrirParaLeer } from '../datos/abrir.ts';
import { type EstadoDeLibro, leerEstado } from '../datos/bitacora.ts';
import type { Columna, Listado } from '../salida/listado.ts';
import type { Comando } from './comando.ts';
import { presentarDetalle, seccion } from './detalle.ts';
import { conEjemplos } from './opciones.ts';

type Estado = EstadoDeLibro & { readonly libro: string };
type Abierto = EstadoDeLibro['abiertos'][number];

const columnasDeEstado: readonly Columna<Estado>[] = [
  { clave: 'libro', titulo: 'Libro', tipo: 'texto', valor: ({ libro }) => libro, importancia: 9 },
  { clave: 'bytes', titulo: 'Bytes', tipo: 'entero', valor: ({ bytes }) => bytes },
  { clave: 'esquema', titulo: 'Versión del esquema', tipo: 'entero', valor: ({ esquema }) => esquema },
  { clave: 'operaciones', titulo: 'Operaciones', tipo: 'entero', valor: ({ operaciones }) => operaciones },
  { clave: 'clientes', titulo: 'Clientes', tipo: 'entero', valor: ({ clientes }) => clientes },
  {
    clave: 'documentos',
    titulo: 'Facturas y notas de débito',
    tipo: 'entero',
    valor: ({ documentos }) => documentos,
  },
  { clave: 'creditos', titulo: 'Pagos y otros créditos', tipo: 'entero', valor: ({ creditos }) => creditos },
  {
    clave: 'aplicaciones',
    titulo: 'Aplicaciones',
    tipo: 'entero',
    valor: ({ aplicaciones }) => aplicaciones,
  },
  {
    clave: 'ultima_operacion',
    titulo: 'Última operación',
    tipo: 'entero',
    valor: ({ ultima }) => ultima?.id ?? null,
  },
  {
    clave: 'ultima_orden',
    titulo: 'Última orden',
    tipo: 'texto',
    valor: ({ ultima }) => ultima?.comando ?? null,
  },
  {
    clave: 'ultimo_instante',
    titulo: 'Registrada (UTC)',
    tipo: 'texto',
    valor: ({ ultima }) => ultima?.instante ?? null,
  },
  { clave: 'huella', titulo: 'Huella', tipo: 'texto', valor: ({ ultima }) => ultima?.huella ?? null },
  {
    clave: 'ultima_importacion',
    titulo: 'Última importación',
    tipo: 'texto',
    valor: ({ importacion }) => importacion?.archivo ?? null,
  },
  {
    clave: 'importada',
    titulo: 'Importada (UTC)',
    tipo: 'texto',
    valor: ({ importacion }) => importacion?.instante ?? null,
  },
  { clave: 'sqlite', titulo: 'SQLite', tipo: 'texto', valor: ({ sqlite }) => sqlite },
  { clave: 'modo', titulo: 'Modo', tipo: 'texto', valor: ({ modo }) => modo },
];

const columnasDeAbiertos: readonly Columna<Abierto>[] = [
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda },
  { clave: 'abiertas', titulo: 'Abiertas', tipo: 'entero', valor: ({ documentos }) => documentos },
  {
    clave: 'saldo',
    titulo: 'Saldo',
    tipo: 'monto',
    valor: ({ saldo }) => saldo,
    moneda: ({ moneda }) => moneda,
  },
  {
    clave: 'saldo_a_favor',
    titulo: 'A favor',
    tipo: 'monto',
    valor: ({ a_favor }) => a_favor,
    moneda: ({ moneda }) => moneda,
  },
];

/** `libro info`: dónde está, qué tiene y cuál fue su última operación. */
export const comando: Comando = {
  sinPolitica: true,

  configurar(orden) {
    conEjemplos(orden, [['cobranzas libro info', 'qué hay en el libro y cuánto está abierto en cada moneda']]);
  },

  async ejecutar(contexto) {
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      for (const aviso of libro.avisos) contexto.consola.avisar(aviso);
      const estado = { ...leerEstado(libro), libro: contexto.rutaLibro };
      const cosa: Listado<Estado> = { columnas: columnasDeEstado, filas: [estado], unico: true };
      const abiertos = { columnas: columnasDeAbiertos, filas: estado.abiertos };
      await presentarDetalle(contexto, {
        cosa,
        secciones: [seccion('abiertos', 'Saldo abierto', abiertos)],
        presentarPlano: () => contexto.presentar(cosa),
      });
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};
