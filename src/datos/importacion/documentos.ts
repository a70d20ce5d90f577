import type { Moneda } from '../../dominio/dinero.ts';
import type { Documento } from '../../dominio/documento.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { Diferencia, PagoPrevio } from '../../dominio/importacion/documento.ts';
import type { Operacion } from '../operacion.ts';
import type { AplicacionesDeImportacion } from './aplicaciones.ts';
import type { DocumentoRegistrado, Procedencia } from './procedencia.ts';

// En el orden de `registradoDe`: las filas se leen como listas, porque con nombres better-sqlite3 arma once por fila.
const columnas = {
  documentos: `id, cliente_id AS clienteId, tipo, emision, vencimiento, moneda, importe, saldo, importacion_id AS importacionId, linea,
    EXISTS (SELECT 1 FROM reversas WHERE documento_id = documentos.id) AS anulado`,
  creditos: `id, cliente_id AS clienteId, tipo, fecha AS emision, fecha AS vencimiento, moneda, monto AS importe, disponible AS saldo,
    importacion_id AS importacionId, linea,
    EXISTS (SELECT 1 FROM reversas WHERE credito_id = creditos.id AND clase = 'anulacion') AS anulado`,
};

type FilaRegistrada = readonly [
  number,
  number,
  DocumentoRegistrado['tipo'],
  Fecha,
  Fecha,
  Moneda,
  number,
  number,
  number | null,
  number | null,
  0 | 1,
];

function registradoDe(fila: FilaRegistrada): DocumentoRegistrado {
  return {
    id: fila[0],
    clienteId: fila[1],
    tipo: fila[2],
    emision: fila[3],
    vencimiento: fila[4],
    moneda: fila[5],
    importe: fila[6],
    saldo: fila[7],
    importacionId: fila[8],
    linea: fila[9],
    anulado: fila[10] === 1,
  };
}

const porClave = {
  documentos: `SELECT ${columnas.documentos} FROM documentos WHERE numero_normal = ? AND cliente_id = ? AND tipo = ?`,
  creditos: `SELECT ${columnas.creditos} FROM creditos WHERE numero_normal = ? AND cliente_id = ? AND tipo = ?
    AND tipo = 'nota-credito'`,
};

/** La clave de un documento: su número comparable, su cliente y su tipo (REGLAS: «Un documento, una clave»). */
export interface ClaveDeDocumento {
  readonly clienteId: number;
  readonly tipo: Documento['tipo'];
  readonly numeroNormal: string;
}

/** Registra documentos importados y busca los que ya están; las notas de crédito son créditos, el resto documentos. */
export class RegistroDeDocumentos {
  readonly #operacion: Operacion;
  readonly #aplicaciones: AplicacionesDeImportacion;
  /** La fila anterior ya estaba: se supone que la siguiente también. */
  #vienenConocidas = false;
  /** Lo último que se buscó; quien agrega suele preguntar enseguida por lo que ya estaba. */
  #ultima: { readonly clave: ClaveDeDocumento; readonly hallado: DocumentoRegistrado } | undefined;

  constructor(operacion: Operacion, aplicaciones: AplicacionesDeImportacion) {
    this.#operacion = operacion;
    this.#aplicaciones = aplicaciones;
  }

  /** Agrega el documento si su clave no está; devuelve su id, o `undefined` si ya estaba. */
  agregar(clave: ClaveDeDocumento, documento: Documento, procedencia: Procedencia): number | undefined {
    // Buscar lo que ya está cuesta 2 µs; intentar agregarlo, 3 más.
    if (this.#vienenConocidas) {
      const hallado = this.buscar(clave);
      if (hallado !== undefined) {
        this.#ultima = { clave, hallado };
        return undefined;
      }
    }
    const id = this.#insertar(clave, documento, procedencia);
    this.#vienenConocidas = id === undefined;
    return id;
  }

  #insertar(clave: ClaveDeDocumento, documento: Documento, { importacionId, linea }: Procedencia): number | undefined {
    const { tipo, numero, emision, vencimiento, moneda, importe, ordenCompra, documento: prueba, nota } = documento;
    if (tipo === 'nota-credito') {
      const valores = [
        importacionId,
        linea,
        clave.clienteId,
        tipo,
        numero,
        clave.numeroNormal,
        null,
        emision,
        moneda,
        importe,
        null,
        ordenCompra,
        prueba,
        nota,
        'registro',
      ];
      return this.#operacion.agregarSiFalta('creditos', valores);
    }
    const valores = [
      importacionId,
      linea,
      clave.clienteId,
      tipo,
      numero,
      clave.numeroNormal,
      emision,
      vencimiento,
      moneda,
      importe,
      ordenCompra,
      prueba,
      nota,
    ];
    return this.#operacion.agregarSiFalta('documentos', valores);
  }

  /** El documento con esa clave. */
  buscar(clave: ClaveDeDocumento): DocumentoRegistrado | undefined {
    const ultima = this.#ultima;
    this.#ultima = undefined;
    if (ultima?.clave === clave) return ultima.hallado;
    const { clienteId, tipo, numeroNormal } = clave;
    const sql = tipo === 'nota-credito' ? porClave.creditos : porClave.documentos;
    const consulta = this.#operacion.libro.preparar<FilaRegistrada>(sql).raw();
    const fila = consulta.get(numeroNormal, clienteId, tipo);
    return fila === undefined ? undefined : registradoDe(fila);
  }

  /** Los documentos con ese número, de ese cliente o de cualquiera; las notas de crédito, al final. Hasta 20 de cada clase. */
  buscarPorNumero(numeroNormal: string, clienteId?: number): DocumentoRegistrado[] {
    const [condicion, claves] =
      clienteId === undefined
        ? ['numero_normal = ?', [numeroNormal]]
        : ['numero_normal = ? AND cliente_id = ?', [numeroNormal, clienteId]];
    const buscar = (sql: string) =>
      this.#operacion.libro
        .preparar<FilaRegistrada>(sql)
        .raw()
        .all(...claves);
    return [
      ...buscar(`SELECT ${columnas.documentos} FROM documentos WHERE ${condicion} ORDER BY tipo, id LIMIT 20`),
      ...buscar(`SELECT ${columnas.creditos} FROM creditos WHERE tipo = 'nota-credito' AND ${condicion} LIMIT 20`),
    ].map(registradoDe);
  }

  /** Da por usada fuera del libro parte de una nota de crédito. */
  usarNotaDeCredito(creditoId: number, { fecha, monto }: PagoPrevio): void {
    const motivo = 'aplicada fuera del libro, según el archivo importado';
    this.#operacion.agregar('reversas', [null, creditoId, fecha, monto, 'uso-externo', motivo]);
  }

  /**
   * Anula un documento o lo que quede de una nota de crédito; lo que se había pagado queda a favor del cliente.
   * Devuelve falso si no había nada que anular.
   */
  anular(documento: DocumentoRegistrado, hoy: Fecha): boolean {
    const esNota = documento.tipo === 'nota-credito';
    const aplicado = documento.importe - documento.saldo;
    if (!esNota) this.#aplicaciones.liberar(documento.id, aplicado, hoy);
    const monto = esNota ? documento.saldo : documento.importe;
    if (monto === 0) return false;
    const [documentoId, creditoId] = esNota ? [null, documento.id] : [documento.id, null];
    const fecha = documento.emision > hoy ? documento.emision : hoy;
    this.#operacion.agregar('reversas', [
      documentoId,
      creditoId,
      fecha,
      monto,
      'anulacion',
      'el archivo importado la da por anulada',
    ]);
    return true;
  }

  /** Dice si algún acuerdo o disputa habla del documento: sus montos son de la moneda que tenía, y esa historia no cambia. */
  #tieneGestion(documentoId: number): boolean {
    const consulta = this.#operacion.libro.preparar(
      `SELECT EXISTS (SELECT 1 FROM acuerdo_documentos WHERE documento_id = :id)
         OR EXISTS (SELECT 1 FROM disputas WHERE documento_id = :id AND monto IS NOT NULL)`,
    );
    return consulta.pluck().get({ id: documentoId }) === 1;
  }

  /** Dice si algún acuerdo abarca el documento. */
  estaAcordado(documentoId: number): boolean {
    const consulta = this.#operacion.libro.preparar('SELECT 1 FROM acuerdo_documentos WHERE documento_id = ? LIMIT 1');
    return consulta.pluck().get(documentoId) === 1;
  }

  /**
   * Corrige un documento ya registrado; el valor anterior queda en `cambios`. Si el importe baja de lo ya aplicado, se
   * deshacen las aplicaciones más nuevas y ese dinero vuelve a estar a favor del cliente.
   */
  corregir(
    existente: DocumentoRegistrado,
    cambios: readonly Diferencia[],
    hoy: Fecha,
  ): DocumentoRegistrado | { readonly motivo: string; readonly valor: string } {
    const nuevo = {
      ...existente,
      ...Object.fromEntries(cambios.map(({ campo, despues }) => [campo, despues])),
    } as DocumentoRegistrado;
    const aplicado = existente.importe - existente.saldo;
    const esNota = existente.tipo === 'nota-credito';
    if (aplicado > 0 && (nuevo.moneda !== existente.moneda || (esNota && nuevo.importe < aplicado))) {
      return {
        valor: `${existente.moneda} → ${nuevo.moneda}`,
        motivo: 'el documento ya tiene pagos aplicados: deshágalos antes de cambiarlo',
      };
    }
    if (!esNota && nuevo.moneda !== existente.moneda && this.#tieneGestion(existente.id)) {
      return {
        valor: `${existente.moneda} → ${nuevo.moneda}`,
        motivo:
          'un acuerdo o una disputa hablan de él en la otra moneda: anúlelo en su sistema y emítalo con otro número',
      };
    }
    const liberado = esNota ? 0 : this.#aplicaciones.liberar(existente.id, aplicado - nuevo.importe, hoy);
    const nombres = {
      importe: esNota ? 'monto' : 'importe',
      emision: esNota ? 'fecha' : 'emision',
      vencimiento: 'vencimiento',
      moneda: 'moneda',
    };
    const validos = cambios.filter(({ campo }) => !(esNota && campo === 'vencimiento'));
    const valores = Object.fromEntries(validos.map(({ campo, despues }) => [nombres[campo], despues]));
    this.#operacion.cambiar(esNota ? 'creditos' : 'documentos', existente.id, valores);
    return { ...nuevo, saldo: nuevo.importe - (aplicado - liberado) };
  }
}
