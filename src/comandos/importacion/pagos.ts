import type { ClienteGuardado } from '../../datos/clientes.ts';
import type { DocumentoRegistrado } from '../../datos/importacion/procedencia.ts';
import type { Registros } from '../../datos/importacion/registros.ts';
import { textoLocal } from '../../dominio/dinero.ts';
import type { FilaDePago } from '../../dominio/filas.ts';
import { claveDeCliente } from '../../dominio/importacion/cliente.ts';
import { claveDePago, esElMismoPago } from '../../dominio/importacion/pago.ts';
import { type DocumentoAbierto, imputar, numerosEn } from '../../dominio/imputacion.ts';
import { type AjustesDeImportacion, esRechazo, type Importador, type MotivoDeRechazo } from './ajustes.ts';

/** De quién es el pago y qué documentos nombra; los dos pueden faltar en un extracto bancario. */
interface Destinatario {
  readonly clienteId: number | null;
  /** Del que vence antes al que vence después. */
  readonly documentos: readonly DocumentoRegistrado[];
}

/** Registra cada fila de un archivo de pagos y la imputa: lo que el archivo nombra, lo que dice la referencia, lo más viejo. */
export class ImportadorDePagos implements Importador<FilaDePago> {
  readonly #registros: Registros;
  readonly #ajustes: AjustesDeImportacion;
  /** Cuántas veces apareció cada movimiento sin recibo. */
  readonly #repeticiones = new Map<string, number>();
  /** Pagos informados por un archivo de facturas que este archivo ya nombró; el siguiente igual es otro pago. */
  readonly #reconocidos = new Set<number>();

  constructor(registros: Registros, ajustes: AjustesDeImportacion) {
    this.#registros = registros;
    this.#ajustes = ajustes;
  }

  registrar(fila: FilaDePago): MotivoDeRechazo | undefined {
    const { importacionId, cuenta } = this.#ajustes;
    const destinatario = this.#identificar(fila);
    if (esRechazo(destinatario)) return destinatario;
    const clave = this.#clave(fila);
    if (this.#yaInformado(fila, destinatario, clave)) return undefined;
    const id = this.#registros.pagos.agregar(
      fila,
      { clienteId: destinatario.clienteId, clave },
      { importacionId, linea: fila.linea },
    );
    if (id === undefined) return this.#yaEstaba(fila, clave);
    cuenta.nuevas++;
    cuenta.pagosNuevos++;
    if (fila.fecha > this.#ajustes.hoy)
      cuenta.anotar(
        'pagos con una fecha que todavía no llegó (si es de un cheque, el día en que se cobra): cuentan desde ese día',
        `línea ${fila.linea}, ${fila.fecha}`,
      );
    cuenta.sumar(fila.moneda, fila.monto, this.#imputar(id, fila, destinatario));
    return undefined;
  }

  /** El pago que un archivo de facturas ya contó con la fecha en que se pagó: es el mismo hecho, y cuenta una sola vez. */
  #yaInformado(fila: FilaDePago, { documentos }: Destinatario, clave: string): boolean {
    const [documento, otro] = documentos;
    if (documento === undefined || otro !== undefined || documento.saldo === documento.importe) return false;
    const informado = this.#registros.pagos
      .informadosPorFacturas(documento.id, fila)
      .find((id) => !this.#reconocidos.has(id));
    if (informado === undefined || this.#registros.pagos.buscarPorClave(clave) !== undefined) return false;
    this.#reconocidos.add(informado);
    const { cuenta } = this.#ajustes;
    cuenta.sinCambios++;
    cuenta.sumar(fila.moneda, fila.monto, 0);
    cuenta.anotar(
      'pagos que un archivo de facturas ya había informado, con igual fecha y monto: cuentan una vez',
      `${fila.numero ?? fila.referencia}, línea ${fila.linea}`,
    );
    return true;
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
    if (cliente !== undefined && esRechazo(cliente)) return cliente;
    if (fila.numeroNormal !== null && fila.numero !== null)
      return this.#porNumero(fila.numero, fila.numeroNormal, fila, cliente);
    return this.#porReferencia(fila, cliente);
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
        motivo: 'el libro no tiene ese cliente: importe antes sus facturas, o impórtelo con --tipo clientes',
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
    const hallados = this.#registros.documentos.buscarPorNumero(numeroNormal, cliente?.id);
    const deudas = hallados.filter(({ tipo }) => tipo !== 'nota-credito');
    const [documento, otro] = deudas.length > 0 ? deudas : hallados;
    if (documento === undefined) {
      const deQuien = cliente === undefined ? 'el libro no tiene' : `el cliente ${cliente.codigo} no tiene`;
      return {
        campo: 'numero',
        valor: numero,
        motivo: `${deQuien} ese documento: impórtelo antes o, si la columna no es de facturas, indique --columna numero=-`,
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
    return { clienteId: documento.clienteId, documentos: [documento] };
  }

  /** Los documentos que nombra la referencia, y su cliente si la fila no lo dice y todos son del mismo. */
  #porReferencia({ referencia }: FilaDePago, cliente: ClienteGuardado | undefined): Destinatario {
    const hallados = new Map<number, DocumentoRegistrado>();
    for (const numero of referencia === null ? [] : numerosEn(referencia)) {
      for (const documento of this.#registros.documentos.buscarPorNumero(numero, cliente?.id))
        if (documento.tipo !== 'nota-credito') hallados.set(documento.id, documento);
    }
    const documentos = [...hallados.values()].sort((uno, otro) =>
      uno.vencimiento === otro.vencimiento ? uno.id - otro.id : uno.vencimiento < otro.vencimiento ? -1 : 1,
    );
    if (cliente !== undefined) return { clienteId: cliente.id, documentos };
    const [unico, otro] = new Set(documentos.map(({ clienteId }) => clienteId));
    return unico === undefined || otro !== undefined
      ? { clienteId: null, documentos: [] }
      : { clienteId: unico, documentos };
  }

  /** Imputa el pago y devuelve lo que queda sin imputar. */
  #imputar(id: number, fila: FilaDePago, { clienteId, documentos }: Destinatario): number {
    const { cuenta } = this.#ajustes;
    if (clienteId === null) {
      cuenta.anotar(
        'pagos sin identificar: se registran sin cliente',
        `línea ${fila.linea}, ${textoLocal(fila)} ${fila.moneda}`,
      );
      return fila.monto;
    }
    const nombrados = documentos.filter(
      ({ tipo, anulado, moneda }) => tipo !== 'nota-credito' && !anulado && moneda === fila.moneda,
    );
    if (documentos.length > nombrados.length && nombrados.length === 0) {
      cuenta.anotar(
        'pagos que nombran una nota de crédito, un documento anulado o uno en otra moneda: quedan a favor del cliente',
        `${fila.numero ?? fila.referencia}, línea ${fila.linea}`,
      );
      return fila.monto;
    }
    const abiertos =
      nombrados.length === 0
        ? this.#registros.pagos.documentosAbiertos(clienteId, fila.moneda)
        : this.#abrir(nombrados, fila);
    const destinos = nombrados.map((documento) => ({ documentoId: documento.id }));
    const { aplicaciones, sinImputar } = imputar({ ...fila, destinos }, abiertos);
    this.#registros.pagos.aplicar(id, aplicaciones);
    if (nombrados.length > 0 && sinImputar > 0) {
      cuenta.anotar(
        'pagos mayores que el saldo del documento que nombran: el resto queda a favor del cliente',
        `${fila.numero ?? fila.referencia}, línea ${fila.linea}`,
      );
    }
    return sinImputar;
  }

  /** Los documentos nombrados, con el lugar que dejan los ajustes de importación que este pago viene a explicar. */
  #abrir(
    nombrados: readonly DocumentoRegistrado[],
    { linea, monto, numero, referencia }: FilaDePago,
  ): DocumentoAbierto[] {
    const { importacionId, cuenta } = this.#ajustes;
    let resto = monto;
    return nombrados.map((documento) => {
      const faltante = Math.min(resto, documento.importe) - documento.saldo;
      const liberado =
        faltante > 0
          ? this.#registros.aplicaciones.sustituirAjustes(
              documento,
              { faltante, motivo: 'se conoció el pago' },
              { importacionId, linea },
            )
          : 0;
      if (liberado > 0)
        cuenta.anotar(
          'pagos que explican lo que un archivo anterior daba por pagado: reemplazan al ajuste',
          `${numero ?? referencia}, línea ${linea}`,
        );
      const { id: documentoId, emision, vencimiento, moneda } = documento;
      const saldo = documento.saldo + liberado;
      resto -= Math.min(resto, saldo);
      return { documentoId, numeroNormal: '', emision, vencimiento, moneda, saldo };
    });
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
