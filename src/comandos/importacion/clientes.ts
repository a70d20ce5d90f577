import type { ClienteGuardado } from '../../datos/clientes.ts';
import type { CatalogoDeClientes } from '../../datos/importacion/clientes.ts';
import type { ClienteDeFila, FilaDeCliente } from '../../dominio/filas.ts';
import {
  type CambioDeCliente,
  cambiosDeCliente,
  claveDeCliente,
  clienteNuevo,
} from '../../dominio/importacion/cliente.ts';
import type { AjustesDeImportacion, Importador, MotivoDeRechazo } from './ajustes.ts';
import { avisarDuplicado } from './duplicados.ts';

const columnaDeCampo = {
  nombre: 'cliente',
  idFiscal: 'id_fiscal',
  segmento: 'segmento',
  gestor: 'gestor',
  plazoDias: 'plazo',
  nota: 'nota',
} as const;

/** Registra un archivo de clientes: agrega los nuevos, completa lo que faltaba y cambia lo demás sólo con `--actualizar`. */
export class ImportadorDeClientes implements Importador<FilaDeCliente> {
  readonly #catalogo: CatalogoDeClientes;
  readonly #ajustes: AjustesDeImportacion;
  /** Línea en que el archivo trajo a cada cliente, para reconocer repeticiones. */
  readonly #lineas = new Map<number, number>();

  constructor(catalogo: CatalogoDeClientes, ajustes: AjustesDeImportacion) {
    this.#catalogo = catalogo;
    this.#ajustes = ajustes;
  }

  registrar({ linea, cliente: fila }: FilaDeCliente): MotivoDeRechazo | undefined {
    const { cuenta } = this.#ajustes;
    const clave = claveDeCliente(fila);
    if (clave === null)
      return { campo: 'cliente_id', valor: '', motivo: 'la fila no tiene código, id fiscal ni nombre' };
    const [unico, otro] = this.#catalogo.buscar(clave);
    if (otro !== undefined)
      return {
        campo: 'cliente',
        valor: clave.valor,
        motivo: `puede ser más de un cliente (${unico?.codigo}, ${otro.codigo}): agregue la columna cliente_id`,
      };
    if (unico === undefined) {
      const cliente = clienteNuevo(fila, clave);
      avisarDuplicado(this.#catalogo, cuenta, cliente);
      const nuevo = this.#catalogo.agregar(cliente);
      this.#catalogo.agregarContactos(nuevo.id, fila.contactos);
      this.#lineas.set(nuevo.id, linea);
      cuenta.nuevas++;
      cuenta.clientesNuevos++;
      return undefined;
    }
    return this.#conocido(fila, unico, linea);
  }

  #conocido(fila: ClienteDeFila, cliente: ClienteGuardado, linea: number): MotivoDeRechazo | undefined {
    const { cuenta, actualizar } = this.#ajustes;
    const cambios = cambiosDeCliente(fila, cliente);
    const pisa = cambios.find(({ completa }) => !completa);
    const lineaPrevia = this.#lineas.get(cliente.id);
    if (pisa !== undefined && (lineaPrevia !== undefined || !actualizar)) return rechazoDe(pisa, lineaPrevia);
    const agregados = this.#catalogo.agregarContactos(cliente.id, fila.contactos);
    if (cambios.length > 0) this.#catalogo.cambiar(cliente, cambios);
    this.#lineas.set(cliente.id, linea);
    if (cambios.length + agregados > 0) cuenta.actualizadas++;
    else if (lineaPrevia !== undefined) cuenta.omitir({ linea, motivo: 'repetida' });
    else cuenta.sinCambios++;
    return undefined;
  }
}

function rechazoDe({ campo, antes, despues }: CambioDeCliente, lineaPrevia: number | undefined): MotivoDeRechazo {
  const valor = `${antes} → ${despues}`;
  const motivo =
    lineaPrevia === undefined
      ? 'el libro tiene otro dato: si el del archivo es el correcto, use --actualizar'
      : `el cliente ya está en la línea ${lineaPrevia} con otro dato`;
  return { campo: columnaDeCampo[campo], valor, motivo };
}
