import type { ClienteGuardado } from '../../datos/clientes.ts';
import type { DocumentoRegistrado } from '../../datos/importacion/procedencia.ts';
import type { Registros } from '../../datos/importacion/registros.ts';
import { textoDecimal } from '../../dominio/dinero.ts';
import type { FilaDePago } from '../../dominio/filas.ts';
import { claveDeCliente } from '../../dominio/importacion/cliente.ts';
import { claveDePago, esElMismoPago } from '../../dominio/importacion/pago.ts';
import { type DocumentoAbierto, imputar, numerosEn } from '../../dominio/imputacion.ts';
import type { AjustesDeImportacion, Importador, MotivoDeRechazo } from './ajustes.ts';

/** De quién es el pago y qué documento nombra; los dos pueden faltar en un extracto bancario. */
interface Destinatario {
  readonly clienteId: number | null;
  readonly documento: DocumentoRegistrado | undefined;
}

/** Registra cada fila de un archivo de pagos y la imputa: lo que el archivo nombra, lo que dice la referencia, lo más viejo. */
export class ImportadorDePagos implements Importador<FilaDePago> {
  readonly #registros: Registros;
  readonly #ajustes: AjustesDeImportacion;
  /** Cuántas veces apareció cada movimiento sin recibo. */
  readonly #repeticiones = new Map<string, number>();

  constructor(registros: Registros, ajustes: AjustesDeImportacion) {
    this.#registros = registros;
    this.#ajustes = ajustes;
  }

  registrar(fila: FilaDePago): MotivoDeRechazo | undefined {
    const { importacionId, cuenta } = this.#ajustes;
    const destinatario = this.#identificar(fila);
    if ('motivo' in destinatario) return destinatario;
    const clave = this.#clave(fila);
    const id = this.#registros.pagos.agregar(
      fila,
      { clienteId: destinatario.clienteId, clave },
      { importacionId, linea: fila.linea },
    );
    if (id === undefined) return this.#yaEstaba(fila, clave);
    cuenta.nuevas++;
    cuenta.pagosNuevos++;
    cuenta.sumar(fila.moneda, fila.monto, this.#imputar(id, fila, destinatario));
    return undefined;
  }

  #clave(fila: FilaDePago): string {
    if (fila.recibo !== null) return claveDePago(fila, 1);
    const primera = claveDePago(fila, 1);
    const repeticion = (this.#repeticiones.get(primera) ?? 0) + 1;
    this.#repeticiones.set(primera, repeticion);
    return repeticion === 1 ? primera : claveDePago(fila, repeticion);
  }

  #identificar(fila: FilaDePago): Destinatario | MotivoDeRechazo {
    const cliente = this.#cliente(fila);
    if (cliente !== undefined && 'motivo' in cliente) return cliente;
    if (fila.numeroNormal !== null && fila.numero !== null)
      return this.#porNumero(fila.numero, fila.numeroNormal, fila, cliente);
    if (cliente !== undefined) return { clienteId: cliente.id, documento: undefined };
    return { clienteId: this.#porReferencia(fila), documento: undefined };
  }

  /** El cliente que la fila nombra; un nombre suelto que nadie tiene no alcanza para rechazar un cobro del banco. */
  #cliente({ cliente: fila }: FilaDePago): ClienteGuardado | MotivoDeRechazo | undefined {
    const clave = claveDeCliente(fila);
    if (clave === null) return undefined;
    const [unico, otro] = this.#registros.clientes.buscar(clave);
    if (unico !== undefined && otro === undefined) return unico;
    if (clave.por === 'nombre') return undefined;
    const campo = clave.por === 'codigo' ? 'cliente_id' : 'id_fiscal';
    if (unico === undefined)
      return {
        campo,
        valor: clave.valor,
        motivo: 'el libro no tiene ese cliente: importe antes sus facturas o agréguelo',
      };
    return {
      campo,
      valor: clave.valor,
      motivo: `puede ser más de un cliente (${unico.codigo}, ${otro?.codigo}): agregue la columna cliente_id`,
    };
  }

  #porNumero(
    numero: string,
    numeroNormal: string,
    { moneda }: FilaDePago,
    cliente: ClienteGuardado | undefined,
  ): Destinatario | MotivoDeRechazo {
    const hallados = this.#registros.documentos
      .buscarPorNumero(numeroNormal)
      .filter(({ clienteId }) => cliente === undefined || clienteId === cliente.id);
    const deudas = hallados.filter(({ tipo }) => tipo !== 'nota-credito');
    const [documento, otro] = deudas.length > 0 ? deudas : hallados;
    if (documento === undefined) {
      const deQuien = cliente === undefined ? 'el libro no tiene' : `el cliente ${cliente.codigo} no tiene`;
      return {
        campo: 'numero',
        valor: numero,
        motivo: `${deQuien} ese documento: impórtelo antes, o quite el número para imputar por antigüedad`,
      };
    }
    if (otro !== undefined)
      return {
        campo: 'numero',
        valor: numero,
        motivo: 'varios clientes tienen un documento con ese número: agregue la columna cliente_id',
      };
    if (documento.moneda !== moneda) {
      return {
        campo: 'moneda',
        valor: moneda,
        motivo: `el documento ${numero} está en ${documento.moneda}: dos monedas no se mezclan`,
      };
    }
    return { clienteId: documento.clienteId, documento };
  }

  /** El cliente al que pertenecen todos los documentos que nombra la referencia, si es uno solo. */
  #porReferencia({ referencia }: FilaDePago): number | null {
    if (referencia === null) return null;
    const clientes = new Set<number>();
    for (const numero of numerosEn(referencia)) {
      for (const { clienteId } of this.#registros.documentos.buscarPorNumero(numero)) clientes.add(clienteId);
    }
    const [unico] = clientes;
    return clientes.size === 1 && unico !== undefined ? unico : null;
  }

  /** Imputa el pago y devuelve lo que queda sin imputar. */
  #imputar(id: number, fila: FilaDePago, { clienteId, documento }: Destinatario): number {
    const { cuenta } = this.#ajustes;
    if (clienteId === null) {
      cuenta.anotar(
        'pagos sin identificar: se registran sin cliente',
        `línea ${fila.linea}, ${textoDecimal(fila)} ${fila.moneda}`,
      );
      return fila.monto;
    }
    if (documento?.tipo === 'nota-credito' || documento?.anulado) {
      cuenta.anotar(
        'pagos que nombran una nota de crédito o un documento anulado: quedan a favor del cliente',
        `${fila.numero}, línea ${fila.linea}`,
      );
      return fila.monto;
    }
    const abiertos =
      documento === undefined
        ? this.#registros.pagos.documentosAbiertos(clienteId, fila.moneda)
        : this.#abrir(documento, fila);
    const destinos = documento === undefined ? [] : [{ documentoId: documento.id }];
    const { aplicaciones, sinImputar } = imputar({ ...fila, destinos }, abiertos);
    this.#registros.pagos.aplicar(id, aplicaciones);
    if (documento !== undefined && sinImputar > 0) {
      cuenta.anotar(
        'pagos mayores que el saldo del documento que nombran: el resto queda a favor del cliente',
        `${fila.numero}, línea ${fila.linea}`,
      );
    }
    return sinImputar;
  }

  /** El documento nombrado, con el lugar que dejan los ajustes de importación que este pago viene a explicar. */
  #abrir(documento: DocumentoRegistrado, { linea, monto, numero }: FilaDePago): DocumentoAbierto[] {
    const { importacionId, cuenta } = this.#ajustes;
    const faltante = Math.min(monto, documento.importe) - documento.saldo;
    const liberado =
      faltante > 0 ? this.#registros.aplicaciones.sustituirAjustes(documento, faltante, { importacionId, linea }) : 0;
    if (liberado > 0)
      cuenta.anotar(
        'pagos que explican lo que un archivo anterior daba por pagado: reemplazan al ajuste',
        `${numero}, línea ${linea}`,
      );
    const { id: documentoId, emision, vencimiento, moneda, saldo } = documento;
    return [{ documentoId, numeroNormal: '', emision, vencimiento, moneda, saldo: saldo + liberado }];
  }

  #yaEstaba(fila: FilaDePago, clave: string): MotivoDeRechazo | undefined {
    const { cuenta, importacionId } = this.#ajustes;
    const existente = this.#registros.pagos.buscarPorClave(clave);
    if (existente === undefined) throw new Error(`defecto interno: la clave ${clave} choca, pero no se encuentra`);
    const enEsteArchivo = existente.importacionId === importacionId;
    if (!esElMismoPago(fila, existente)) {
      const donde = enEsteArchivo ? `en la línea ${existente.linea} de este archivo` : 'en el libro';
      return {
        campo: 'recibo',
        valor: fila.recibo ?? '',
        motivo: `ese recibo ya está ${donde} con otra fecha u otro monto`,
      };
    }
    if (enEsteArchivo) {
      cuenta.omitir({ linea: fila.linea, motivo: 'repetida' });
      return undefined;
    }
    cuenta.sinCambios++;
    cuenta.sumar(fila.moneda, fila.monto, existente.disponible);
    return undefined;
  }
}
