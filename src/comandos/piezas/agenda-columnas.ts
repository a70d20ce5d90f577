import type { FichaDeCliente } from '../../datos/fichas.ts';
import { type Pendiente, type TipoDeAgenda, tiposDeAgenda, type Ventana } from '../../dominio/agenda.ts';
import { textoLocal } from '../../dominio/dinero.ts';
import { asegurar } from '../../dominio/errores.ts';
import { type Fecha, ultima } from '../../dominio/fecha.ts';
import type { Calendario, Columna } from '../../salida/listado.ts';

/** Una cosa de la agenda con los datos del cliente. */
export interface FilaDeAgenda extends Pendiente {
  readonly ficha: FichaDeCliente;
}

/** Las columnas de `agenda`; lo atrasado se destaca. */
export function columnasDeAgenda(hoy: Fecha): readonly Columna<FilaDeAgenda>[] {
  return [
    {
      clave: 'fecha',
      titulo: 'Fecha',
      tipo: 'fecha',
      valor: ({ fecha }) => fecha,
      importancia: 9,
      tono: ({ fecha }) => (fecha < hoy ? 'mal' : undefined),
    },
    { clave: 'tipo', titulo: 'Qué', tipo: 'texto', valor: ({ tipo }) => tipo, importancia: 9 },
    { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ ficha }) => ficha.codigo, importancia: 5 },
    { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ ficha }) => ficha.nombre, importancia: 9 },
    { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ dinero }) => dinero?.moneda ?? null, importancia: 9 },
    {
      clave: 'monto',
      titulo: 'Monto',
      tipo: 'monto',
      valor: ({ dinero }) => dinero?.monto ?? null,
      moneda: ({ dinero }) => {
        asegurar(dinero !== null, 'un monto sin moneda');
        return dinero.moneda;
      },
      importancia: 9,
    },
    { clave: 'detalle', titulo: 'Detalle', tipo: 'texto', valor: ({ detalle }) => detalle, importancia: 9 },
    { clave: 'gestor', titulo: 'Gestor', tipo: 'texto', valor: gestorDe, importancia: 3 },
  ];
}

function gestorDe({ ficha, gestor }: FilaDeAgenda): string | null {
  return ficha.gestor ?? gestor;
}

/** Cómo se nombra cada cosa en un calendario y en el resumen. */
const nombres: Readonly<Record<TipoDeAgenda, readonly [una: string, varias: string]>> = {
  'promesa-incumplida': ['promesa incumplida', 'promesas incumplidas'],
  'cuota-vencida': ['cuota vencida', 'cuotas vencidas'],
  'plan-caido': ['plan caído', 'planes caídos'],
  llamada: ['llamada que toca', 'llamadas que tocan'],
  paso: ['próximo paso', 'próximos pasos'],
  mensaje: ['mensaje por resolver', 'mensajes por resolver'],
  promesa: ['promesa', 'promesas'],
  cuota: ['cuota', 'cuotas'],
  descuento: ['descuento por vencer', 'descuentos por vencer'],
  cheque: ['cheque por cobrar', 'cheques por cobrar'],
  vencimiento: ['vencimiento', 'vencimientos'],
  silencio: ['cliente en silencio', 'clientes en silencio'],
};

/** Cuántas cosas hay de cada clase, y cuántas están atrasadas. */
export function resumirAgenda(agenda: readonly Pendiente[], { hoy, hasta }: Ventana): string {
  const cuando = hasta === hoy ? `al ${hoy}` : `del ${hoy} al ${hasta}`;
  if (agenda.length === 0) return `agenda ${cuando}: nada`;
  const cuentas = tiposDeAgenda.flatMap((tipo) => {
    const cuantas = agenda.filter((uno) => uno.tipo === tipo).length;
    return cuantas === 0 ? [] : [`${cuantas} ${nombres[tipo][cuantas === 1 ? 0 : 1]}`];
  });
  const atrasadas = agenda.filter(({ fecha }) => fecha < hoy).length;
  const resto = atrasadas === 0 ? '' : `; de antes de hoy: ${atrasadas}`;
  return `agenda ${cuando}: ${cuentas.join(', ')}${resto}`;
}

/** Lo que no es un compromiso de nadie no suena en el calendario. */
const sinAviso: ReadonlySet<TipoDeAgenda> = new Set(['vencimiento', 'silencio']);

/**
 * La agenda como calendario. Lo atrasado va el día de hoy, que es cuando hay que ocuparse: en su fecha nadie lo vería.
 * @param identidad la del libro, para que las cosas de dos libros no se pisen en un mismo calendario
 */
export function calendarioDeAgenda(hoy: Fecha, identidad: string): Calendario<FilaDeAgenda> {
  return {
    nombre: 'Cobranzas',
    hoy,
    evento: (fila) => {
      const { tipo, clave, fecha, dinero, detalle, ficha } = fila;
      const [nombre] = nombres[tipo];
      const monto = dinero === null ? '' : `, ${textoLocal(dinero)} ${dinero.moneda}`;
      const gestor = gestorDe(fila);
      return {
        uid: `${clave}@${identidad}.cobranzas`,
        fecha: ultima(fecha, hoy),
        titulo: `${nombre.charAt(0).toUpperCase()}${nombre.slice(1)}: ${ficha.nombre}${monto}`,
        descripcion: [
          detalle,
          ...(fecha < hoy ? [`Era para el ${fecha}.`] : []),
          `Cliente: ${ficha.nombre} (${ficha.codigo})`,
          ...(ficha.telefono === null ? [] : [`Teléfono: ${ficha.telefono}`]),
          ...(ficha.email === null ? [] : [`Correo: ${ficha.email}`]),
          ...(gestor === null ? [] : [`Gestor: ${gestor}`]),
        ].join('\n'),
        categoria: nombre,
        conAviso: !sinAviso.has(tipo),
      };
    },
  };
}
