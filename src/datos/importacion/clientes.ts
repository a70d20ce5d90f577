import { CacheAcotada } from '../../dominio/cache-acotada.ts';
import { type Cliente, type DatoDeContacto, normalizarIdFiscal, plegar } from '../../dominio/cliente.ts';
import { asegurar } from '../../dominio/errores.ts';
import type { CambioDeCliente, ClaveDeCliente } from '../../dominio/importacion/cliente.ts';
import {
  type ClienteConocido,
  type ClienteGuardado,
  clienteDeFila,
  columnasDeCliente,
  type FilaDeClienteGuardado,
} from '../clientes.ts';
import type { Operacion } from '../operacion.ts';

const condiciones: Readonly<Record<ClaveDeCliente['por'], string>> = {
  codigo: 'codigo = ?',
  idFiscal: 'id_fiscal_normal = ?',
  nombre: 'nombre_busqueda = ?',
};

/** Los clientes del libro mientras se importa: los busca, los agrega y los completa, recordando los últimos. */
export class CatalogoDeClientes {
  readonly #operacion: Operacion;
  readonly #porClave = new CacheAcotada<string, readonly ClienteGuardado[]>(20_000);
  /** Los que nombran las facturas, sin lo que no hace falta: unos 190 bytes cada uno con lo que los nombra. */
  readonly #conocidos = new CacheAcotada<number, ClienteConocido>(100_000);
  readonly #contactos = new CacheAcotada<number, Set<string>>(2_000);

  constructor(operacion: Operacion) {
    this.#operacion = operacion;
  }

  /** Los clientes que tienen esa clave; más de uno significa que la clave no alcanza para saber quién es. */
  buscar(clave: ClaveDeCliente): readonly ClienteGuardado[] {
    const llave = `${clave.por}\n${clave.valor}`;
    const recordados = this.#porClave.leer(llave);
    if (recordados !== undefined) return recordados;
    const consulta = this.#operacion.libro.preparar(
      `SELECT ${columnasDeCliente} FROM clientes WHERE ${condiciones[clave.por]} LIMIT 2`,
    );
    const hallados = (consulta.all(clave.valor) as FilaDeClienteGuardado[]).map(clienteDeFila);
    if (hallados.length > 0) this.#porClave.guardar(llave, hallados);
    return hallados;
  }

  /** Lo que hace falta de un cliente que el libro tiene. */
  conocer(id: number): ClienteConocido {
    return this.#conocidos.leer(id) ?? this.recordar(this.leer(id));
  }

  /** Recuerda lo que {@link conocer} va a pedir de ese cliente. */
  recordar({ id, codigo, segmento, plazoDias }: ClienteConocido): ClienteConocido {
    const conocido = { id, codigo, segmento, plazoDias };
    this.#conocidos.guardar(id, conocido);
    return conocido;
  }

  /** El cliente entero, que el libro tiene. */
  leer(id: number): ClienteGuardado {
    const consulta = this.#operacion.libro.preparar<FilaDeClienteGuardado>(
      `SELECT ${columnasDeCliente} FROM clientes WHERE id = ?`,
    );
    const fila = consulta.get(id);
    asegurar(fila !== undefined, `el libro no tiene el cliente ${id}`);
    return clienteDeFila(fila);
  }

  agregar(cliente: Cliente): ClienteGuardado {
    const { codigo, nombre, idFiscal, segmento, gestor, plazoDias, nota } = cliente;
    const normal = idFiscal === null ? null : normalizarIdFiscal(idFiscal);
    const id = this.#operacion.agregar('clientes', [
      codigo,
      nombre,
      plegar(nombre),
      idFiscal,
      normal,
      segmento,
      gestor,
      plazoDias,
      nota,
    ]);
    this.#olvidar(cliente);
    // Recién nace: no hay contactos que buscar.
    this.#contactos.guardar(id, new Set());
    // Campo por campo y en el orden de clienteDeFila: con `...cliente` cada objeto salía de otra forma para V8, y leer
    // los de una fila costaba 0,8 µs.
    return { id, codigo, nombre, idFiscal, segmento, gestor, plazoDias, nota };
  }

  /** Registra los cambios y devuelve el cliente como quedó; sus datos anteriores quedan en `cambios`. */
  cambiar(cliente: ClienteGuardado, cambios: readonly CambioDeCliente[]): ClienteGuardado {
    const columnas: Record<string, unknown> = {};
    let nuevo: ClienteGuardado = cliente;
    for (const { campo, despues } of cambios) {
      nuevo = { ...nuevo, [campo]: despues };
      if (campo === 'nombre') Object.assign(columnas, { nombre: despues, nombre_busqueda: plegar(String(despues)) });
      else if (campo === 'idFiscal')
        Object.assign(columnas, {
          id_fiscal: despues,
          id_fiscal_normal: normalizarIdFiscal(String(despues)),
        });
      else columnas[campo === 'plazoDias' ? 'plazo_dias' : campo] = despues;
    }
    this.#operacion.cambiar('clientes', cliente.id, columnas);
    this.#olvidar(cliente);
    this.#olvidar(nuevo);
    this.#conocidos.olvidar(cliente.id);
    return nuevo;
  }

  /** Agrega los modos de contacto que el cliente todavía no tiene; devuelve cuántos. */
  agregarContactos(clienteId: number, contactos: readonly DatoDeContacto[]): number {
    if (contactos.length === 0) return 0;
    const conocidos = this.#contactosDe(clienteId);
    let agregados = 0;
    for (const { tipo, valor, persona } of contactos) {
      const llave = `${tipo}\n${valor.toLowerCase()}`;
      if (conocidos.has(llave)) continue;
      conocidos.add(llave);
      this.#operacion.agregar('datos_contacto', [clienteId, tipo, valor, persona, 1]);
      agregados++;
    }
    return agregados;
  }

  #contactosDe(clienteId: number): Set<string> {
    const recordados = this.#contactos.leer(clienteId);
    if (recordados !== undefined) return recordados;
    const filas = this.#operacion.libro
      .preparar('SELECT tipo, valor FROM datos_contacto WHERE cliente_id = ?')
      .all(clienteId);
    const conocidos = new Set(
      (filas as { tipo: string; valor: string }[]).map(({ tipo, valor }) => `${tipo}\n${valor.toLowerCase()}`),
    );
    this.#contactos.guardar(clienteId, conocidos);
    return conocidos;
  }

  #olvidar({ codigo, nombre, idFiscal }: Cliente): void {
    this.#porClave.olvidar(`codigo\n${codigo}`);
    this.#porClave.olvidar(`nombre\n${plegar(nombre)}`);
    if (idFiscal !== null) this.#porClave.olvidar(`idFiscal\n${normalizarIdFiscal(idFiscal)}`);
  }
}
