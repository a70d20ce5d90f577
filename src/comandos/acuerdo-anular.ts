import { revisarDescuentos } from '../datos/acuerdos-descuentos.ts';
import { registrarHechoDeAcuerdo } from '../datos/acuerdos-registro.ts';
import type { Operacion } from '../datos/operacion.ts';
import type { TipoDeAcuerdo } from '../dominio/acuerdo.ts';
import { nombresDeTipo, textoDeEstado } from '../dominio/acuerdo-texto.ts';
import { type Moneda, textoLocal } from '../dominio/dinero.ts';
import { ErrorDeDatos } from '../dominio/errores.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { Columna } from '../salida/listado.ts';
import { exigirTerminable, resolverAcuerdo } from './acuerdo/busqueda.ts';
import { exigirNoFutura } from './acuerdo/creacion.ts';
import type { Comando, Contexto } from './comando.ts';
import { conEjemplos, opcionFecha } from './opciones.ts';
import { escribir, opcionesDeEscritura, textoObligatorio } from './piezas/escritura.ts';

interface AcuerdoAnulado {
  readonly acuerdoId: number;
  readonly clienteId: string;
  readonly cliente: string;
  readonly tipo: TipoDeAcuerdo;
  readonly moneda: Moneda;
  readonly total: number;
  readonly pagado: number;
  readonly estado: string;
  readonly fecha: Fecha;
  readonly motivo: string;
  readonly operacionId: number | null;
}

const columnas: readonly Columna<AcuerdoAnulado>[] = [
  { clave: 'acuerdo_id', titulo: 'Acuerdo', tipo: 'entero', valor: ({ acuerdoId }) => acuerdoId },
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ clienteId }) => clienteId },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ cliente }) => cliente },
  { clave: 'tipo', titulo: 'Tipo', tipo: 'texto', valor: ({ tipo }) => tipo },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda },
  { clave: 'total', titulo: 'Total', tipo: 'monto', valor: ({ total }) => total, moneda: ({ moneda }) => moneda },
  { clave: 'pagado', titulo: 'Pagado', tipo: 'monto', valor: ({ pagado }) => pagado, moneda: ({ moneda }) => moneda },
  { clave: 'estado', titulo: 'Estado', tipo: 'texto', valor: ({ estado }) => estado },
  { clave: 'fecha', titulo: 'Desde', tipo: 'fecha', valor: ({ fecha }) => fecha },
  { clave: 'motivo', titulo: 'Motivo', tipo: 'texto', valor: ({ motivo }) => motivo },
  { clave: 'operacion_id', titulo: 'Operación', tipo: 'entero', valor: ({ operacionId }) => operacionId },
];

/** `acuerdo anular`: deja un acuerdo sin efecto; rigen otra vez los vencimientos originales y lo pagado queda pagado. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<acuerdo_id>', 'el número, el de acuerdo listar')
      .requiredOption('--motivo <texto>', 'por qué se deja sin efecto')
      .addOption(opcionFecha('--fecha <fecha>', 'desde qué día (por omisión, hoy)'));
    opcionesDeEscritura(orden);
    conEjemplos(orden, [
      ['cobranzas acuerdo anular 7 --motivo "se registró en el cliente equivocado"', 'la promesa queda retirada'],
      ['cobranzas acuerdo anular 7 --motivo "el cliente desistió" --simular', 'qué pasaría, sin escribir nada'],
    ]);
  },

  async ejecutar(contexto, [texto = ''], opciones) {
    const { consola } = contexto;
    const motivo = textoObligatorio(opciones.motivo, '--motivo');
    const fecha = (opciones.fecha as Fecha | undefined) ?? contexto.hoy;
    const { hecho, repetida, simulada } = await escribir(contexto, opciones, {
      comando: 'acuerdo anular',
      accion: (operacion) => anular(operacion, contexto, { texto, motivo, fecha }),
    });
    const fila = simulada && !repetida ? { ...hecho, operacionId: null } : hecho;
    await contexto.presentar({ columnas, filas: [fila], unico: true });
    if (repetida) return undefined;
    const { moneda, pagado, tipo, acuerdoId, estado, clienteId } = hecho;
    consola.informar(
      `${nombresDeTipo[tipo]} ${acuerdoId}: ${textoDeEstado(estado)}; quedan pagados ${textoLocal({ monto: pagado, moneda })} ${moneda}`,
    );
    if (simulada) consola.informar('simulado: no se escribió nada');
    else consola.sugerir(`cobranzas cliente ver "${clienteId}"`);
    return undefined;
  },
};

function anular(
  operacion: Operacion,
  { hoy }: Contexto,
  { texto, motivo, fecha }: { readonly texto: string; readonly motivo: string; readonly fecha: Fecha },
): AcuerdoAnulado {
  const { evaluado, cliente } = resolverAcuerdo(operacion.libro, texto, hoy);
  const { id, creado, tipo, moneda, total } = evaluado.acuerdo;
  exigirTerminable(operacion.libro, evaluado, 'anular');
  exigirNoFutura(fecha, hoy);
  if (fecha < creado) {
    throw new ErrorDeDatos(`el acuerdo ${id} es del ${creado}: no se pudo anular el ${fecha}`, {
      sugerencia: 'escriba en --fecha un día desde entonces',
    });
  }
  const esPlan = tipo === 'cuotas';
  registrarHechoDeAcuerdo(operacion, id, { tipo: esPlan ? 'anulado' : 'retirado', fecha, motivo });
  revisarDescuentos(operacion, [cliente.id], hoy);
  operacion.resumen = `${cliente.codigo}: acuerdo ${id} sin efecto, ${motivo}`;
  const { pagado, estado } = resolverAcuerdo(operacion.libro, texto, hoy).evaluado;
  return {
    acuerdoId: id,
    clienteId: cliente.codigo,
    cliente: cliente.nombre,
    tipo,
    moneda,
    total,
    pagado,
    estado,
    fecha,
    motivo,
    operacionId: operacion.id,
  };
}
