import type { Moneda } from '../../dominio/dinero.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { AusenciaDeCartera } from '../../dominio/importacion/cartera.ts';
import { fechaDeAplicacion } from '../../dominio/importacion/documento.ts';
import type { Operacion } from '../operacion.ts';

/** Anota qué documentos conocidos trae un archivo que es toda la cartera, y cancela los que no trae. */
export class CarteraCompleta {
  readonly #operacion: Operacion;

  constructor(operacion: Operacion) {
    this.#operacion = operacion;
    operacion.libro.base.exec(
      'CREATE TEMP TABLE IF NOT EXISTS presentes (documento_id INTEGER PRIMARY KEY); DELETE FROM presentes',
    );
  }

  marcar(documentoId: number): void {
    this.#operacion.libro.preparar('INSERT OR IGNORE INTO temp.presentes VALUES (?)').run(documentoId);
  }

  /** Lo que hay abierto de importaciones anteriores y falta en el archivo, por moneda. */
  medir(): AusenciaDeCartera[] {
    return this.#operacion.libro
      .preparar<AusenciaDeCartera>(
        `SELECT moneda, count(*) FILTER (WHERE ausente) AS documentos, coalesce(sum(saldo) FILTER (WHERE ausente), 0) AS saldo, sum(saldo) AS saldoAnterior
       FROM (SELECT moneda, saldo, id NOT IN (SELECT documento_id FROM temp.presentes) AS ausente
             FROM documentos WHERE saldo > 0 AND importacion_id IS NOT NULL AND operacion_id < ?)
       GROUP BY moneda ORDER BY moneda`,
      )
      .all(this.#operacion.id);
  }

  /** Cancela con un ajuste de ese día todo lo ausente. */
  cancelarAusentes(hoy: Fecha, importacionId: number): void {
    interface Ausente {
      readonly id: number;
      readonly clienteId: number;
      readonly emision: Fecha;
      readonly moneda: Moneda;
      readonly saldo: number;
    }
    const ausentes = this.#operacion.libro.preparar<Ausente>(
      `SELECT id, cliente_id AS clienteId, emision, moneda, saldo FROM documentos
       WHERE saldo > 0 AND importacion_id IS NOT NULL AND operacion_id < ? AND id > ? AND id NOT IN (SELECT documento_id FROM temp.presentes)
       ORDER BY id LIMIT 1000`,
    );
    let ultimo = 0;
    for (;;) {
      const tanda = ausentes.all(this.#operacion.id, ultimo);
      for (const { id, clienteId, emision, moneda, saldo } of tanda) {
        const creditoId = this.#operacion.agregar('creditos', [
          importacionId,
          null,
          clienteId,
          'ajuste',
          null,
          null,
          null,
          hoy,
          moneda,
          saldo,
          null,
          null,
          null,
          'no está en la cartera completa importada',
          'importacion',
        ]);
        this.#operacion.agregar('aplicaciones', [
          creditoId,
          id,
          fechaDeAplicacion({ credito: hoy, emision }),
          saldo,
          null,
          null,
        ]);
        ultimo = id;
      }
      if (tanda.length < 1000) return;
    }
  }
}
