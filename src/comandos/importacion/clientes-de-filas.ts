import type { ClienteGuardado } from '../../datos/clientes.ts';
import type { CatalogoDeClientes } from '../../datos/importacion/clientes.ts';
import { plegar } from '../../dominio/cliente.ts';
import type { ClienteDeFila } from '../../dominio/filas.ts';
import {
  type ClaveDeCliente,
  cambiosDeCliente,
  claveDeCliente,
  clienteNuevo,
} from '../../dominio/importacion/cliente.ts';
import type { CuentaDeImportacion } from '../../dominio/importacion/resultado.ts';
import type { MotivoDeRechazo } from './ajustes.ts';

const campoDeClave = { codigo: 'cliente_id', idFiscal: 'id_fiscal', nombre: 'cliente' } as const;

/** Encuentra o crea el cliente de cada fila de facturas, y completa los datos que le faltaban. */
export class ClientesDeFilas {
  readonly #catalogo: CatalogoDeClientes;
  readonly #cuenta: CuentaDeImportacion;
  /** Las filas comparten el mismo objeto cuando dicen lo mismo del cliente: se lo resuelve una vez. */
  #resueltos = new WeakMap<ClienteDeFila, ClienteGuardado>();

  constructor(catalogo: CatalogoDeClientes, cuenta: CuentaDeImportacion) {
    this.#catalogo = catalogo;
    this.#cuenta = cuenta;
  }

  resolver(fila: ClienteDeFila): ClienteGuardado | MotivoDeRechazo {
    const recordado = this.#resueltos.get(fila);
    if (recordado !== undefined) return recordado;
    const clave = claveDeCliente(fila);
    if (clave === null)
      return { campo: 'cliente', valor: fila.idFiscal ?? '', motivo: 'la fila no dice de qué cliente es' };
    const hallados = this.#buscar(fila, clave);
    const [unico, otro] = hallados;
    if (otro !== undefined) return ambiguo(clave, hallados);
    const cliente = unico === undefined ? this.#agregar(fila, clave) : this.#completar(fila, unico);
    // Lo recordado de un cliente que cambió ya no vale.
    if (unico !== undefined && cliente !== unico) this.#resueltos = new WeakMap();
    this.#resueltos.set(fila, cliente);
    return cliente;
  }

  /** Quien se conocía sólo por su nombre es el mismo cuando el archivo trae por fin su id fiscal. */
  #buscar(fila: ClienteDeFila, clave: ClaveDeCliente): readonly ClienteGuardado[] {
    const hallados = this.#catalogo.buscar(clave);
    if (hallados.length > 0 || clave.por !== 'idFiscal' || fila.nombre === null) return hallados;
    const homonimos = this.#catalogo.buscar({ por: 'nombre', valor: plegar(fila.nombre) });
    return homonimos.length === 1 && homonimos[0]?.idFiscal === null ? homonimos : [];
  }

  #agregar(fila: ClienteDeFila, clave: ClaveDeCliente): ClienteGuardado {
    const nuevo = clienteNuevo(fila, clave);
    if (clave.por !== 'codigo' && this.#catalogo.buscar({ por: 'codigo', valor: nuevo.codigo }).length > 0) {
      return this.#registrar(fila, { ...nuevo, codigo: `${nuevo.codigo}-2` });
    }
    return this.#registrar(fila, nuevo);
  }

  #registrar(fila: ClienteDeFila, nuevo: ReturnType<typeof clienteNuevo>): ClienteGuardado {
    const cliente = this.#catalogo.agregar(nuevo);
    this.#catalogo.agregarContactos(cliente.id, fila.contactos);
    this.#cuenta.clientesNuevos++;
    return cliente;
  }

  #completar(fila: ClienteDeFila, cliente: ClienteGuardado): ClienteGuardado {
    const cambios = cambiosDeCliente(fila, cliente);
    const otroNombre = cambios.find(({ campo, completa }) => campo === 'nombre' && !completa);
    if (otroNombre !== undefined) {
      this.#cuenta.anotar(
        'el mismo cliente con dos nombres, queda el primero',
        `${cliente.codigo}: «${otroNombre.antes}» y «${otroNombre.despues}»`,
      );
    }
    this.#catalogo.agregarContactos(cliente.id, fila.contactos);
    const faltantes = cambios.filter(({ completa }) => completa);
    return faltantes.length === 0 ? cliente : this.#catalogo.cambiar(cliente, faltantes);
  }
}

function ambiguo(clave: ClaveDeCliente, hallados: readonly ClienteGuardado[]): MotivoDeRechazo {
  const codigos = hallados.map(({ codigo }) => codigo).join(', ');
  return {
    campo: campoDeClave[clave.por],
    valor: clave.valor,
    motivo: `puede ser más de un cliente (${codigos}): agregue la columna cliente_id`,
  };
}
