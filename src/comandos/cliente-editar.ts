import type { Command } from 'commander';
import { abrirParaLeer } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerConElMismoIdFiscal, leerContactos, registrarEdicion } from '../datos/clientes.ts';
import { escribirEnLibro } from '../datos/escribir.ts';
import { type Operacion, OperacionRepetida } from '../datos/operacion.ts';
import type { DatoDeContacto } from '../dominio/cliente.ts';
import {
  type CamposEditables,
  type DatoCambiado,
  esEmail,
  esTelefono,
  type PedidoDeEdicion,
  planificarEdicion,
} from '../dominio/edicion-cliente.ts';
import { ErrorDeUso } from '../dominio/errores.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { presentarDetalle, seccion } from './detalle.ts';
import { conEjemplos, leerEntero, opcionSimular } from './opciones.ts';

/** Lo que la orden hizo: es lo que se muestra y lo que se repite si vuelve con la misma `--id`. */
interface Edicion {
  readonly clienteId: string;
  readonly cliente: string;
  readonly operacionId: number | null;
  readonly simulado: boolean;
  readonly cambios: readonly DatoCambiado[];
}

const columnasDeEdicion: readonly Columna<Edicion>[] = [
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ clienteId }) => clienteId },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ cliente }) => cliente },
  { clave: 'operacion_id', titulo: 'Operación', tipo: 'entero', valor: ({ operacionId }) => operacionId },
];

const columnasDeCambio: readonly Columna<DatoCambiado>[] = [
  { clave: 'dato', titulo: 'Dato', tipo: 'texto', valor: ({ dato }) => dato, importancia: 9 },
  {
    clave: 'antes',
    titulo: 'Antes',
    tipo: 'texto',
    valor: ({ antes }) => antes,
    importancia: 8,
    tono: () => 'tenue',
  },
  { clave: 'despues', titulo: 'Después', tipo: 'texto', valor: ({ despues }) => despues, importancia: 9 },
];

/** `cliente editar`: cambia los datos de un cliente; los anteriores quedan en el libro. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<cliente>', 'id, id fiscal o una parte del nombre que sólo él tenga')
      .option('--nombre <nombre>', 'cómo se llama')
      .option('--id-fiscal <id>', 'CUIT, RFC, NIF, NIT, RUT o RUC; "" lo borra')
      .option('--segmento <nombre>', 'en qué segmento está; "" lo borra')
      .option('--gestor-asignado <nombre>', 'quién lo gestiona; "" lo borra')
      .option('--plazo <días>', 'su plazo de pago en días corridos, de 0 a 3650; "" vuelve al de la política')
      .option('--nota <texto>', 'lo que conviene saber de él; "" la borra');
    repetible(orden, '--agregar-email <correo>', 'agrega un correo (se puede repetir)');
    repetible(orden, '--quitar-email <correo>', 'deja de usar un correo');
    repetible(orden, '--agregar-telefono <número>', 'agrega un teléfono (se puede repetir)');
    repetible(orden, '--quitar-telefono <número>', 'deja de usar un teléfono');
    orden.option('--persona <nombre>', 'a quién se busca en los correos y teléfonos que se agregan');
    orden.option('--id <clave>', 'clave propia: repetir la orden con la misma no hace nada');
    opcionSimular(orden);
    conEjemplos(orden, [
      ['cobranzas cliente editar C-102 --agregar-email pagos@espiga.example --persona "Ana Ruiz"', 'un correo nuevo'],
      ['cobranzas cliente editar espiga --plazo 45 --segmento mayorista', 'otras condiciones'],
      ['cobranzas cliente editar C-102 --nota ""', 'borra la nota'],
    ]);
  },

  async ejecutar(contexto, [texto = ''], opciones) {
    const { consola } = contexto;
    const pedido = leerPedido(opciones);
    // Escribir crearía el libro que falta; sin él no hay a quién editar.
    abrirParaLeer(contexto.rutaLibro).cerrar();
    const edicion = await registrar(contexto, opciones, (operacion) => editar(contexto, { operacion, texto, pedido }));
    await presentarDetalle(contexto, {
      cosa: { columnas: columnasDeEdicion, filas: [edicion], unico: true },
      secciones: [seccion('cambios', 'Qué cambia', { columnas: columnasDeCambio, filas: edicion.cambios })],
      presentarPlano: () => contexto.presentar({ columnas: columnasDeCambio, filas: edicion.cambios }),
    });
    if (edicion.cambios.length === 0) consola.informar('nada que cambiar: los datos ya eran esos');
    else if (edicion.simulado) consola.informar('simulado: no se escribió nada');
    else consola.sugerir(`cobranzas cliente ver "${edicion.clienteId}"`);
    return undefined;
  },
};

function repetible(orden: Command, indicadores: string, descripcion: string): void {
  orden.option(indicadores, descripcion, (valor: string, previos: readonly string[] = []) => [...previos, valor]);
}

/** Traduce las opciones a lo que se pide cambiar. Lanza ErrorDeUso si algo no se entiende o si no se pide nada. */
function leerPedido(opciones: Opciones): PedidoDeEdicion {
  const persona = limpiar(opciones.persona) ?? null;
  const contactos = (clave: string, tipo: DatoDeContacto['tipo']) =>
    ((opciones[clave] ?? []) as readonly string[]).map((valor) => ({
      tipo,
      valor: valor.normalize('NFC').trim(),
      persona,
    }));
  const agregar = [...contactos('agregarEmail', 'email'), ...contactos('agregarTelefono', 'telefono')];
  const quitar = [...contactos('quitarEmail', 'email'), ...contactos('quitarTelefono', 'telefono')];
  for (const { tipo, valor } of agregar) exigirContacto(tipo, valor);
  const campos = leerCampos(opciones);
  if (persona !== null && agregar.length === 0) {
    throw new ErrorDeUso('--persona dice de quién es un correo o un teléfono, y no se agrega ninguno', {
      sugerencia: 'acompáñelo de --agregar-email o --agregar-telefono',
    });
  }
  if (Object.keys(campos).length === 0 && agregar.length === 0 && quitar.length === 0) {
    throw new ErrorDeUso('no se dijo qué cambiar', {
      sugerencia: 'vea lo que se puede cambiar con: cobranzas cliente editar --help',
    });
  }
  return { campos, agregar, quitar };
}

function leerCampos(opciones: Opciones): Partial<CamposEditables> {
  const plazo = limpiar(opciones.plazo);
  const pedidos = {
    // Un nombre vacío llega como está: la regla que lo rechaza es del dominio.
    nombre: typeof opciones.nombre === 'string' ? (limpiar(opciones.nombre) ?? '') : undefined,
    idFiscal: limpiar(opciones.idFiscal),
    segmento: limpiar(opciones.segmento),
    gestor: limpiar(opciones.gestorAsignado),
    plazoDias: typeof plazo === 'string' ? leerEntero(plazo, '--plazo', { min: 0, max: 3650 }) : plazo,
    nota: limpiar(opciones.nota),
  };
  return Object.fromEntries(Object.entries(pedidos).filter(([, valor]) => valor !== undefined));
}

/** El texto sin espacios en los bordes; `null` si se escribió vacío, `undefined` si no se escribió. */
function limpiar(valor: unknown): string | null | undefined {
  if (typeof valor !== 'string') return undefined;
  return valor.normalize('NFC').trim() || null;
}

function exigirContacto(tipo: DatoDeContacto['tipo'], valor: string): void {
  if (tipo === 'email' ? esEmail(valor) : esTelefono(valor)) return;
  throw tipo === 'email'
    ? new ErrorDeUso(`«${valor}» no es un correo`, { sugerencia: 'escríbalo como nombre@dominio.com' })
    : new ErrorDeUso(`«${valor}» no es un teléfono`, {
        sugerencia: 'escríbalo con su código de área, por ejemplo +54 11 4321-5678',
      });
}

/** Decide y aplica dentro de la operación. */
function editar(
  { consola }: Contexto,
  {
    operacion,
    texto,
    pedido,
  }: { readonly operacion: Operacion; readonly texto: string; readonly pedido: PedidoDeEdicion },
): Edicion {
  const { libro } = operacion;
  const cliente = resolverCliente(libro, texto);
  const plan = planificarEdicion(cliente, leerContactos(libro, cliente.id), pedido);
  registrarEdicion(operacion, cliente, plan);
  for (const otro of plan.campos.idFiscal == null ? [] : leerConElMismoIdFiscal(libro, cliente, plan.campos.idFiscal)) {
    consola.avisar(
      `${otro.codigo} (${otro.nombre}) tiene el mismo id fiscal: una importación sin código no sabría cuál es`,
    );
  }
  const nombre = plan.campos.nombre ?? cliente.nombre;
  const hayCambios = plan.cambios.length > 0;
  operacion.resumen = `${cliente.codigo}: ${plan.cambios.map(({ dato }) => dato).join(', ')}`;
  return {
    clienteId: cliente.codigo,
    cliente: nombre,
    operacionId: hayCambios ? operacion.id : null,
    simulado: false,
    cambios: plan.cambios,
  };
}

async function registrar(
  contexto: Contexto,
  opciones: Opciones,
  accion: (operacion: Operacion) => Edicion,
): Promise<Edicion> {
  const { hoy, gestor, version, textoDePolitica } = contexto;
  const clave = typeof opciones.id === 'string' ? { clave: opciones.id } : {};
  const datos = { comando: 'cliente editar', gestor, hoy, version, textoDePolitica, ...clave };
  const simular = opciones.simular === true;
  try {
    const hecha = await escribirEnLibro(
      contexto.rutaLibro,
      datos,
      (operacion) => {
        const edicion = accion(operacion);
        operacion.resultado = JSON.stringify(edicion);
        return edicion;
      },
      { simular },
    );
    return simular ? { ...hecha, operacionId: null, simulado: true } : hecha;
  } catch (error) {
    if (!(error instanceof OperacionRepetida)) throw error;
    contexto.consola.informar(`ya registrado en la operación ${error.operacionId}; no se hizo nada`);
    return JSON.parse(error.resultado) as Edicion;
  }
}
