import { abrirParaLeer } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerCanales } from '../datos/canales.ts';
import { leerClasificaciones } from '../datos/clasificaciones.ts';
import { type ClienteGuardado, leerContactos } from '../datos/clientes.ts';
import { leerPausas } from '../datos/pausas.ts';
import {
  leerMovimiento,
  leerSaldosDeClientes,
  type Movimiento,
  todosLosClientes,
} from '../datos/saldos-de-clientes.ts';
import type { PermisoDeCanal } from '../dominio/canal.ts';
import type { DatoDeContacto } from '../dominio/cliente.ts';
import { estadosAbiertos } from '../dominio/documento.ts';
import { estaVigente, type Pausa } from '../dominio/pausa.ts';
import { type PlazoDeCliente, plazoDe } from '../dominio/plazo.ts';
import type { ClaseDeCliente } from '../dominio/prioridad.ts';
import { ordenarClientes } from '../dominio/saldo-cliente.ts';
import type { Columna } from '../salida/listado.ts';
import { columnasDeClientes, columnasDeSaldo, tonosDeClase } from './columnas.ts';
import type { Comando } from './comando.ts';
import { presentarDetalle, seccion } from './detalle.ts';
import { conEjemplos } from './opciones.ts';

interface Identidad {
  readonly cliente: ClienteGuardado;
  readonly plazo: PlazoDeCliente;
  readonly movimiento: Movimiento;
  readonly clase: ClaseDeCliente;
}

const columnasDeIdentidad: readonly Columna<Identidad>[] = [
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ cliente }) => cliente.codigo },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ cliente }) => cliente.nombre },
  { clave: 'id_fiscal', titulo: 'Id fiscal', tipo: 'texto', valor: ({ cliente }) => cliente.idFiscal },
  { clave: 'segmento', titulo: 'Segmento', tipo: 'texto', valor: ({ cliente }) => cliente.segmento },
  {
    clave: 'clase',
    titulo: 'Clase',
    tipo: 'texto',
    valor: ({ clase }) => clase,
    tono: ({ clase }) => tonosDeClase[clase],
  },
  { clave: 'gestor', titulo: 'Gestor', tipo: 'texto', valor: ({ cliente }) => cliente.gestor },
  { clave: 'plazo_dias', titulo: 'Plazo (días)', tipo: 'entero', valor: ({ plazo }) => plazo.dias },
  { clave: 'plazo_de', titulo: 'Plazo según', tipo: 'texto', valor: ({ plazo }) => plazo.origen },
  { clave: 'facturas', titulo: 'Facturas', tipo: 'entero', valor: ({ movimiento }) => movimiento.facturas },
  {
    clave: 'ultima_factura',
    titulo: 'Última factura',
    tipo: 'fecha',
    valor: ({ movimiento }) => movimiento.ultimaFactura,
  },
  { clave: 'pagos', titulo: 'Pagos', tipo: 'entero', valor: ({ movimiento }) => movimiento.pagos },
  {
    clave: 'ultimo_pago',
    titulo: 'Último pago',
    tipo: 'fecha',
    valor: ({ movimiento }) => movimiento.ultimoPago,
  },
  { clave: 'nota', titulo: 'Nota', tipo: 'texto', valor: ({ cliente }) => cliente.nota },
];

const columnasDeContacto: readonly Columna<DatoDeContacto>[] = [
  { clave: 'tipo', titulo: 'Tipo', tipo: 'texto', valor: ({ tipo }) => tipo },
  { clave: 'valor', titulo: 'Dato', tipo: 'texto', valor: ({ valor }) => valor, importancia: 9 },
  { clave: 'persona', titulo: 'Persona', tipo: 'texto', valor: ({ persona }) => persona, importancia: 5 },
];

const columnasDePausa: readonly Columna<Pausa>[] = [
  { clave: 'pausa_id', titulo: 'Pausa', tipo: 'entero', valor: ({ id }) => id, importancia: 2 },
  { clave: 'clase', titulo: 'Clase', tipo: 'texto', valor: ({ clase }) => clase, importancia: 9 },
  { clave: 'desde', titulo: 'Desde', tipo: 'fecha', valor: ({ desde }) => desde, importancia: 5 },
  { clave: 'hasta', titulo: 'Hasta', tipo: 'fecha', valor: ({ hasta }) => hasta, importancia: 8 },
  { clave: 'motivo', titulo: 'Motivo', tipo: 'texto', valor: ({ motivo }) => motivo, importancia: 9 },
];

const columnasDeCanal: readonly Columna<PermisoDeCanal>[] = [
  { clave: 'canal', titulo: 'Canal', tipo: 'texto', valor: ({ canal }) => canal, importancia: 9 },
  {
    clave: 'permitido',
    titulo: 'Se puede usar',
    tipo: 'texto',
    valor: ({ permitido }) => (permitido ? 'si' : 'no'),
    tono: ({ permitido }) => (permitido ? undefined : 'atencion'),
    importancia: 9,
  },
  { clave: 'fecha', titulo: 'Desde', tipo: 'fecha', valor: ({ fecha }) => fecha, importancia: 5 },
  { clave: 'motivo', titulo: 'Motivo', tipo: 'texto', valor: ({ motivo }) => motivo, importancia: 6 },
];

/** `cliente ver`: quién es, cómo llegar a él y qué debe en cada moneda. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('<cliente>', 'id, id fiscal o una parte del nombre que sólo él tenga');
    conEjemplos(orden, [
      ['cobranzas cliente ver C-102', 'por su id'],
      ['cobranzas cliente ver 30-71234567-8', 'por su id fiscal, con o sin guiones'],
      ['cobranzas cliente ver espiga --formato json', 'por una parte del nombre, para otro programa'],
    ]);
  },

  async ejecutar(contexto, [texto = '']) {
    const { hoy, politica } = contexto;
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const cliente = resolverCliente(libro, texto);
      const clases = leerClasificaciones(libro, { hoy, limites: politica.clases.limites, clientes: [cliente.id] });
      const { clase } = clases.de(cliente.id);
      const identidad = {
        clase,
        cliente,
        plazo: plazoDe(cliente, politica.plazos),
        movimiento: leerMovimiento(libro, cliente, hoy),
      };
      const porMoneda = leerSaldosDeClientes(libro, { ...todosLosClientes, clienteId: cliente.id }, hoy);
      const saldos = ordenarClientes(porMoneda, 'saldo').flatMap(({ saldo }) => (saldo === null ? [] : [saldo]));
      await presentarDetalle(contexto, {
        cosa: { columnas: columnasDeIdentidad, filas: [identidad], unico: true },
        secciones: [
          seccion('pausas', 'En pausa', {
            columnas: columnasDePausa,
            filas: leerPausas(libro, cliente.id).filter((pausa) => estaVigente(pausa, hoy)),
          }),
          seccion('contactos', 'Contactos', {
            columnas: columnasDeContacto,
            filas: leerContactos(libro, cliente.id),
          }),
          seccion('canales', 'Canales de los que habló', {
            columnas: columnasDeCanal,
            filas: leerCanales(libro, [cliente.id], hoy).get(cliente.id)?.values() ?? [],
          }),
          seccion('saldos', 'Saldos', { columnas: columnasDeSaldo, filas: saldos }),
        ],
        presentarPlano: () => contexto.presentar({ columnas: columnasDeClientes(() => clase), filas: porMoneda }),
      });
      if (saldos.some(({ facturasAbiertas }) => facturasAbiertas > 0)) {
        contexto.consola.sugerir(
          `cobranzas factura listar --cliente "${cliente.codigo}" --estado ${estadosAbiertos.join(',')}`,
        );
      }
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};
