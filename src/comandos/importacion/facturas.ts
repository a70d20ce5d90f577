import type { ClienteConocido } from '../../datos/clientes.ts';
import type { CarteraCompleta } from '../../datos/importacion/cartera.ts';
import type { ClaveDeDocumento } from '../../datos/importacion/documentos.ts';
import type { DocumentoRegistrado } from '../../datos/importacion/procedencia.ts';
import type { Registros } from '../../datos/importacion/registros.ts';
import type { Documento } from '../../dominio/documento.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { FilaDeDocumento } from '../../dominio/filas.ts';
import {
  completarDocumento,
  type Diferencia,
  diferencias,
  novedadDePago,
  type PagoPrevio,
  pagoPrevio,
} from '../../dominio/importacion/documento.ts';
import { type AjustesDeImportacion, esRechazo, type Importador, type MotivoDeRechazo } from './ajustes.ts';
import { ClientesDeFilas } from './clientes-de-filas.ts';
import { claveDeConflicto, clavesDeConflicto } from './conflictos.ts';
import { porConflicto, porContradiccion, porRenglonAmbiguo, textoDeCambios } from './motivos.ts';
import { Reaperturas } from './reaperturas.ts';
import { RenglonesVistos } from './renglones.ts';

/** Registra cada fila de un archivo de facturas: nueva, ya conocida, cambiada, repetida o contradictoria. */
export class ImportadorDeFacturas implements Importador<FilaDeDocumento> {
  /** Claves que el propio archivo contradice; con `--parcial` se vuelve a empezar sin ellas. */
  readonly conflictos = new Set<string>();
  /** Documentos que el archivo da por anulados. */
  readonly #anuladas = new Set<string>();
  readonly #clientes: ClientesDeFilas;
  readonly #registros: Registros;
  readonly #cartera: CarteraCompleta | undefined;
  readonly #ajustes: AjustesDeImportacion;
  readonly #reaperturas: Reaperturas;
  readonly #renglones = new RenglonesVistos();

  /** @param cartera sólo con `--cartera-completa` */
  constructor(registros: Registros, ajustes: AjustesDeImportacion, cartera: CarteraCompleta | undefined) {
    this.#registros = registros;
    this.#cartera = cartera;
    this.#ajustes = ajustes;
    this.#clientes = new ClientesDeFilas(registros.clientes, ajustes.cuenta);
    this.#reaperturas = new Reaperturas(registros.aplicaciones, ajustes, cartera !== undefined);
  }

  registrar(fila: FilaDeDocumento): MotivoDeRechazo | undefined {
    const { hoy, cuenta, importacionId, enConflicto } = this.#ajustes;
    const hallado = this.#clientes.buscar(fila.cliente);
    if (fila.estado === 'anulada') return this.#anular(fila, hallado);
    if (hallado !== undefined && esRechazo(hallado)) return hallado;
    const documento = this.#completar(fila, hallado);
    if (documento === undefined) {
      return {
        campo: 'vencimiento',
        valor: '',
        motivo: 'no hay vencimiento ni fecha de emisión para calcularlo',
      };
    }
    const previo = pagoPrevio(fila, hoy);
    if (previo !== null && 'motivo' in previo) return porContradiccion(previo);
    if (enConflicto.size > 0 && enConflicto.has(claveDeConflicto(fila, hallado))) return porConflicto(fila);
    if (this.#anuladas.size > 0 && this.#anuladas.has(claveDeConflicto(fila, hallado)))
      return this.#aLaVezAnulada(fila, hallado);
    // Recién ahora se escribe: el cliente de una fila rechazada no debe quedar en el libro.
    const cliente = this.#clientes.registrar(fila.cliente, hallado);
    const clave = { clienteId: cliente.id, tipo: fila.tipo, numeroNormal: fila.numeroNormal };
    const id = this.#registros.documentos.agregar(clave, documento, { importacionId, linea: fila.linea });
    if (id === undefined) return this.#yaEstaba(fila, clave, documento, cliente);
    this.#renglones.anotar(id, fila);
    cuenta.nuevas++;
    if (previo !== null) this.#cancelar({ id, clave, documento }, previo, fila.linea);
    this.#sumar(
      fila,
      documento.emision,
      documento.importe - (previo !== null && previo.fecha <= hoy ? previo.monto : 0),
    );
    return undefined;
  }

  #completar(fila: FilaDeDocumento, cliente: ClienteConocido | undefined): Documento | undefined {
    const { hoy, politica, plazoDias, cuenta } = this.#ajustes;
    const segmento = cliente?.segmento ?? fila.cliente.datos?.segmento ?? null;
    const plazos = {
      opcion: plazoDias,
      cliente: cliente?.plazoDias ?? null,
      segmento: segmento === null ? null : (politica.plazos.porSegmento.get(segmento) ?? null),
      politica: politica.plazos.dias,
    };
    const completo = completarDocumento(fila, { plazos, hoy });
    if (completo === undefined) return undefined;
    const { documento, plazoAplicado } = completo;
    if (plazoAplicado !== null)
      cuenta.anotar(`sin vencimiento: se calcula como emisión + ${plazoAplicado} días`, `línea ${fila.linea}`);
    if (documento.vencimiento < documento.emision)
      cuenta.anotar('el vencimiento es anterior a la emisión', `línea ${fila.linea}`);
    return documento;
  }

  #yaEstaba(
    fila: FilaDeDocumento,
    clave: ClaveDeDocumento,
    documento: Documento,
    cliente: ClienteConocido,
  ): MotivoDeRechazo | undefined {
    const existente = this.#registros.documentos.buscar(clave);
    if (existente === undefined)
      throw new Error(`defecto interno: la clave de ${fila.numero} choca, pero no se encuentra`);
    const cambios = diferencias(fila, existente);
    if (existente.importacionId === this.#ajustes.importacionId)
      return this.#repetida(fila, cambios, { existente, cliente });
    return this.#conocida(fila, documento, existente, cambios);
  }

  #repetida(
    fila: FilaDeDocumento,
    cambios: readonly Diferencia[],
    { existente, cliente }: { existente: DocumentoRegistrado; cliente: ClienteConocido },
  ): MotivoDeRechazo | undefined {
    const { cuenta } = this.#ajustes;
    const esAmbiguo = cambios.length === 0 && this.#renglones.esAmbiguo(existente.id, fila);
    if (cambios.length === 0 && !esAmbiguo) {
      cuenta.omitir({ linea: fila.linea, motivo: 'repetida' });
      cuenta.anotar(
        'documentos repetidos con el mismo importe y fecha (filas idénticas o renglones), cuentan una vez',
        `${fila.numero}, línea ${fila.linea}`,
      );
      return undefined;
    }
    for (const clave of clavesDeConflicto(fila, this.#clientes.leer(cliente))) this.conflictos.add(clave);
    if (esAmbiguo) return porRenglonAmbiguo(fila, existente.linea);
    return {
      campo: cambios[0]?.campo ?? 'importe',
      valor: textoDeCambios(fila, cambios),
      motivo: `el documento ${fila.numero} ya está en la línea ${existente.linea} con otro dato`,
    };
  }

  #conocida(
    fila: FilaDeDocumento,
    documento: Documento,
    existente: DocumentoRegistrado,
    cambios: readonly Diferencia[],
  ): MotivoDeRechazo | undefined {
    const { cuenta, hoy, actualizar } = this.#ajustes;
    if (existente.anulado)
      return { campo: 'numero', valor: fila.numero, motivo: 'el libro tiene anulado ese documento' };
    if (cambios.length > 0 && !actualizar) {
      return {
        campo: cambios[0]?.campo ?? 'importe',
        valor: textoDeCambios(fila, cambios),
        motivo: 'el libro tiene otro dato: si el del archivo es el correcto, use --actualizar',
      };
    }
    const corregido = cambios.length === 0 ? existente : this.#registros.documentos.corregir(existente, cambios, hoy);
    if ('motivo' in corregido) return { campo: cambios[0]?.campo ?? 'importe', ...corregido };
    const cambioImporte = existente.tipo !== 'nota-credito' && cambios.some(({ campo }) => campo === 'importe');
    if (cambioImporte && this.#registros.documentos.estaAcordado(existente.id))
      cuenta.anotar(
        'documentos de un acuerdo con otro importe: el acuerdo se vuelve a juzgar con el nuevo',
        `${fila.numero}, línea ${fila.linea}`,
      );
    const novedad = novedadDePago(fila, corregido, hoy);
    if (novedad !== null && 'motivo' in novedad) return porContradiccion(novedad);
    if (novedad !== null) {
      const clave = { clienteId: corregido.clienteId, tipo: corregido.tipo, numeroNormal: fila.numeroNormal };
      this.#cancelar(
        { id: corregido.id, clave, documento: { ...documento, emision: corregido.emision } },
        novedad,
        fila.linea,
      );
    }
    const reabierto = novedad === null ? this.#reaperturas.reabrir(fila, corregido) : 0;
    if (cambios.length > 0 || novedad !== null || reabierto > 0) cuenta.actualizadas++;
    else cuenta.sinCambios++;
    if (corregido.tipo !== 'nota-credito') this.#cartera?.marcar(corregido.id);
    this.#sumar(fila, corregido.emision, corregido.saldo + reabierto - (novedad?.monto ?? 0));
    return undefined;
  }

  #anular(fila: FilaDeDocumento, cliente: ClienteConocido | MotivoDeRechazo | undefined): MotivoDeRechazo | undefined {
    const { cuenta, hoy, enConflicto, importacionId } = this.#ajustes;
    if (cliente === undefined || esRechazo(cliente)) {
      if (cliente === undefined) this.#anuladas.add(claveDeConflicto(fila, cliente));
      if (enConflicto.size > 0 && enConflicto.has(claveDeConflicto(fila, undefined))) return porConflicto(fila);
      cuenta.omitir({ linea: fila.linea, motivo: 'anulada' });
      return undefined;
    }
    if (enConflicto.size > 0 && enConflicto.has(claveDeConflicto(fila, cliente))) return porConflicto(fila);
    const { tipo, numeroNormal } = fila;
    const existente = this.#registros.documentos.buscar({ clienteId: cliente.id, tipo, numeroNormal });
    if (existente?.importacionId === importacionId) return this.#aLaVezAnulada(fila, cliente);
    this.#anuladas.add(claveDeConflicto(fila, cliente));
    if (existente === undefined || existente.anulado || !this.#registros.documentos.anular(existente, hoy)) {
      cuenta.omitir({ linea: fila.linea, motivo: 'anulada' });
      return undefined;
    }
    cuenta.actualizadas++;
    cuenta.anotar(
      'el archivo da por anulados documentos que el libro tenía: se anulan',
      `${fila.numero}, línea ${fila.linea}`,
    );
    return undefined;
  }

  #aLaVezAnulada(fila: FilaDeDocumento, cliente: ClienteConocido | undefined): MotivoDeRechazo {
    const claves =
      cliente === undefined ? [claveDeConflicto(fila, cliente)] : clavesDeConflicto(fila, this.#clientes.leer(cliente));
    for (const clave of claves) this.conflictos.add(clave);
    return {
      campo: 'estado',
      valor: fila.numero,
      motivo: 'el archivo da el mismo documento por anulado y por vigente',
    };
  }

  #cancelar(
    { id, clave, documento }: { id: number; clave: ClaveDeDocumento; documento: Documento },
    previo: PagoPrevio,
    linea: number,
  ): void {
    const { importacionId, cuenta } = this.#ajustes;
    if (clave.tipo === 'nota-credito') {
      this.#registros.documentos.usarNotaDeCredito(id, previo);
      return;
    }
    this.#registros.aplicaciones.cancelar(
      { id, clienteId: clave.clienteId, moneda: documento.moneda, emision: documento.emision },
      previo,
      { importacionId, linea },
    );
    if (previo.tipo === 'pago') cuenta.pagosNuevos++;
    else cuenta.sumarAjuste(documento.moneda, previo.monto);
  }

  /** Un documento todavía no emitido está en el archivo, pero nadie lo debe al día de hoy. */
  #sumar(fila: FilaDeDocumento, emision: Fecha, saldo: number): void {
    const signo = fila.tipo === 'nota-credito' ? -1 : 1;
    const { cuenta, hoy } = this.#ajustes;
    if (emision > hoy) cuenta.futuros++;
    cuenta.sumar(fila.moneda, signo * fila.importe, emision > hoy ? 0 : signo * saldo);
  }
}
