import type { ClienteConocido, ClienteGuardado } from '../../datos/clientes.ts';
import type { CatalogoDeClientes } from '../../datos/importacion/clientes.ts';
import { plegar } from '../../dominio/cliente.ts';
import { asegurar } from '../../dominio/errores.ts';
import type { ClienteDeFila, ClienteNombrado } from '../../dominio/filas.ts';
import {
  type ClaveDeCliente,
  cambiosDeCliente,
  claveDeCliente,
  clienteNuevo,
} from '../../dominio/importacion/cliente.ts';
import type { CuentaDeImportacion } from '../../dominio/importacion/resultado.ts';
import type { MotivoDeRechazo } from './ajustes.ts';
import { avisarDuplicado } from './duplicados.ts';

const campoDeClave = { codigo: 'cliente_id', idFiscal: 'id_fiscal', nombre: 'cliente' } as const;

/** Encuentra o crea el cliente de cada fila de facturas, y completa los datos que le faltaban. */
export class ClientesDeFilas {
  readonly #catalogo: CatalogoDeClientes;
  readonly #cuenta: CuentaDeImportacion;
  /** El último resuelto, para no buscarlo otra vez al registrar la misma fila. */
  #ultimaFila: ClienteNombrado | undefined;
  #ultimoCliente: ClienteConocido | undefined;

  constructor(catalogo: CatalogoDeClientes, cuenta: CuentaDeImportacion) {
    this.#catalogo = catalogo;
    this.#cuenta = cuenta;
  }

  /** El cliente que la fila nombra, o `undefined` si el libro todavía no lo tiene. No escribe nada. */
  buscar(nombrado: ClienteNombrado): ClienteConocido | MotivoDeRechazo | undefined {
    if (nombrado === this.#ultimaFila) return this.#ultimoCliente;
    // Las filas comparten el mismo objeto cuando dicen lo mismo del cliente: se lo resuelve una vez.
    if (nombrado.clienteId !== null) return this.#recordar(nombrado, this.#catalogo.conocer(nombrado.clienteId));
    const fila = datosDe(nombrado);
    const clave = claveDeCliente(fila);
    if (clave === null)
      return { campo: 'cliente', valor: fila.idFiscal ?? '', motivo: 'la fila no dice de qué cliente es' };
    const hallados = this.#hallar(fila, clave);
    const [unico, otro] = hallados;
    return otro === undefined ? unico : ambiguo(clave, hallados);
  }

  /** Agrega al cliente de una fila que ya se sabe que entra o, si el libro lo tenía, lo completa. */
  registrar(nombrado: ClienteNombrado, hallado: ClienteConocido | undefined): ClienteConocido {
    if (hallado !== undefined && nombrado === this.#ultimaFila && hallado === this.#ultimoCliente) return hallado;
    const fila = datosDe(nombrado);
    const cliente =
      hallado === undefined ? this.#agregar(fila) : this.#completar(fila, this.#catalogo.leer(hallado.id));
    nombrado.clienteId = cliente.id;
    nombrado.soltar();
    return this.#recordar(nombrado, this.#catalogo.recordar(cliente));
  }

  /** El cliente entero. */
  leer({ id }: ClienteConocido): ClienteGuardado {
    return this.#catalogo.leer(id);
  }

  #recordar(nombrado: ClienteNombrado, cliente: ClienteConocido): ClienteConocido {
    this.#ultimaFila = nombrado;
    this.#ultimoCliente = cliente;
    return cliente;
  }

  /** Quien se conocía sólo por su nombre es el mismo cuando el archivo trae por fin su id fiscal. */
  #hallar(fila: ClienteDeFila, clave: ClaveDeCliente): readonly ClienteGuardado[] {
    const hallados = this.#catalogo.buscar(clave);
    if (hallados.length > 0 || clave.por !== 'idFiscal' || fila.nombre === null) return hallados;
    const homonimos = this.#catalogo.buscar({ por: 'nombre', valor: plegar(fila.nombre) });
    return homonimos.length === 1 && homonimos[0]?.idFiscal === null ? homonimos : [];
  }

  #agregar(fila: ClienteDeFila): ClienteGuardado {
    const clave = claveDeCliente(fila);
    asegurar(clave !== null, 'se quiso agregar un cliente que la fila no nombra');
    const nuevo = clienteNuevo(fila, clave);
    let codigo = nuevo.codigo;
    // Con el código del archivo ya se lo buscó, y no estaba.
    if (clave.por !== 'codigo')
      for (let vez = 2; this.#catalogo.buscar({ por: 'codigo', valor: codigo }).length > 0; vez++)
        codigo = `${nuevo.codigo}-${vez}`;
    avisarDuplicado(this.#catalogo, this.#cuenta, { ...nuevo, codigo });
    const cliente = this.#catalogo.agregar({ ...nuevo, codigo });
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

function datosDe({ datos }: ClienteNombrado): ClienteDeFila {
  asegurar(datos !== null, 'se soltaron los datos de un cliente que no se registró');
  return datos;
}

function ambiguo(clave: ClaveDeCliente, hallados: readonly ClienteGuardado[]): MotivoDeRechazo {
  const codigos = hallados.map(({ codigo }) => codigo).join(', ');
  return {
    campo: campoDeClave[clave.por],
    valor: clave.valor,
    motivo: `puede ser más de un cliente (${codigos}): agregue la columna cliente_id`,
  };
}
