import { CacheAcotada } from '../dominio/cache-acotada.ts';
import type { DatoDeContacto } from '../dominio/cliente.ts';
import { direccionDeCorreo, leerBuzon } from '../dominio/direccion-de-correo.ts';
import type { ClienteDeFila } from '../dominio/filas.ts';
import type { Analisis } from './analisis.ts';
import type { Campo } from './campos.ts';
import { normalizarEncabezado } from './encabezados.ts';
import { FilaRechazada } from './hipotesis.ts';
import { type ClaseDeIdFiscal, claseDeEncabezado, tieneDigitoValido } from './id-fiscal.ts';
import { leerPlazo } from './palabras.ts';
import { copiar, estaVacia, limpiarTexto } from './texto.ts';

/** Cuántos clientes se recuerdan, en cada una de dos generaciones. */
const RECORDADOS_MAX = 20_000;
/** Entre las celdas juntas; ninguna lo trae, porque un archivo con bytes nulos se rechaza. */
const separador = '\u0000';
const INVALIDOS_MAX = 1_000;

/** Lee lo que cada fila dice del cliente; las filas con las mismas celdas comparten el mismo valor. */
export class LectorDeClientes {
  private readonly analisis: Analisis;
  private readonly columnas: readonly number[];
  private readonly claseDeId: ClaseDeIdFiscal;
  private readonly recordados = new CacheAcotada<string, ClienteDeFila>(RECORDADOS_MAX);
  /** Posición de cada columna entre las propias. */
  private readonly lugares: ReadonlyMap<number, number>;
  private readonly idsInvalidos = new Set<string>();
  private readonly correosAjenos = new Set<string>();

  constructor(analisis: Analisis) {
    this.analisis = analisis;
    const propios: readonly Campo[] = [
      'cliente_id',
      'cliente',
      'id_fiscal',
      'persona',
      'segmento',
      'gestor',
      ...(analisis.tipo === 'clientes' ? (['plazo', 'nota'] as const) : []),
    ];
    const varias = (['email', 'telefono'] as const).flatMap((campo) => analisis.multiples.get(campo) ?? []);
    this.columnas = [...new Set([...propios.flatMap((campo) => analisis.columnas.get(campo) ?? []), ...varias])];
    this.lugares = new Map(this.columnas.map((columna, lugar) => [columna, lugar]));
    this.claseDeId = claseDeEncabezado(
      normalizarEncabezado(analisis.encabezados[analisis.columnas.get('id_fiscal') ?? -1] ?? '').clave,
    );
  }

  /** @throws FilaRechazada si un código perdió cifras */
  leer(celdas: readonly string[]): ClienteDeFila {
    const texto = this.juntar(celdas);
    const recordado = this.recordados.leer(texto);
    if (recordado !== undefined) return recordado;
    const propio = copiar(texto);
    const cliente = this.armar(propio);
    this.recordados.guardar(propio, cliente);
    return cliente;
  }

  /** Las celdas del cliente en un solo texto, igual en dos filas si y sólo si dicen lo mismo de él. */
  juntar(celdas: readonly string[]): string {
    let texto = '';
    for (const columna of this.columnas) texto += (celdas[columna] ?? '') + separador;
    return texto;
  }

  /** Dice si la fila no trae ninguno de los tres datos que identifican a un cliente. */
  static esAnonimo({ codigo, idFiscal, nombre }: ClienteDeFila): boolean {
    return codigo === null && idFiscal === null && nombre === null;
  }

  /** El rechazo de una fila sin cliente. */
  rechazoPorAnonimo(): FilaRechazada {
    const columna = (['cliente', 'cliente_id', 'id_fiscal'] as const)
      .map((campo) => this.analisis.columnas.get(campo))
      .find((hallada) => hallada !== undefined);
    return new FilaRechazada(this.analisis.encabezados[columna ?? -1] ?? '', '', 'falta el cliente');
  }

  /** Lo que dicen del cliente sus celdas, juntas por {@link juntar}. @throws FilaRechazada si un código perdió cifras */
  armar(texto: string): ClienteDeFila {
    const celdas = texto.split(separador);
    const { tipo } = this.analisis;
    const persona = this.texto(celdas, 'persona');
    const idFiscal = this.codigo(celdas, 'id_fiscal');
    if (
      idFiscal !== null &&
      this.idsInvalidos.size < INVALIDOS_MAX &&
      tieneDigitoValido(idFiscal, this.claseDeId) === false
    )
      this.idsInvalidos.add(idFiscal);
    const plazo = tipo === 'clientes' ? this.texto(celdas, 'plazo') : null;
    return {
      codigo: this.codigo(celdas, 'cliente_id'),
      idFiscal,
      nombre: this.texto(celdas, 'cliente'),
      segmento: this.texto(celdas, 'segmento'),
      gestor: this.texto(celdas, 'gestor'),
      plazoDias: plazo === null ? null : leerPlazo(plazo),
      nota: tipo === 'clientes' ? this.texto(celdas, 'nota') : null,
      contactos: this.contactos(celdas, persona),
    };
  }

  private texto(celdas: readonly string[], campo: Campo): string | null {
    const columna = this.analisis.columnas.get(campo);
    const celda = columna === undefined ? '' : (celdas[this.lugares.get(columna) ?? -1] ?? '');
    return estaVacia(celda) ? null : limpiarTexto(celda) || null;
  }

  private codigo(celdas: readonly string[], campo: Campo): string | null {
    const texto = this.texto(celdas, campo);
    return texto === null
      ? null
      : leerCodigo(texto, this.analisis.encabezados[this.analisis.columnas.get(campo) ?? -1] ?? '');
  }

  private contactos(celdas: readonly string[], persona: string | null): DatoDeContacto[] {
    const valores = (campo: 'email' | 'telefono', partir: (texto: string) => string[]) =>
      (this.analisis.multiples.get(campo) ?? []).flatMap((columna) => {
        const celda = celdas[this.lugares.get(columna) ?? -1] ?? '';
        return estaVacia(celda) ? [] : partir(limpiarTexto(celda)).map((valor) => ({ tipo: campo, valor, persona }));
      });
    const vistos = new Set<string>();
    const deCorreo = valores('email', (texto) => partirCorreos(texto, this.correosAjenos));
    return [...deCorreo, ...valores('telefono', partirTelefonos)].filter(
      ({ valor }) => !vistos.has(valor) && vistos.add(valor),
    );
  }

  avisos(): string[] {
    return [
      ...avisar(this.idsInvalidos, {
        una: 'id fiscal tiene mal el dígito verificador',
        varias: 'ids fiscales tienen mal el dígito verificador',
        que: (ejemplos) => `(${ejemplos}); se importan igual`,
      }),
      ...avisar(this.correosAjenos, {
        una: 'correo no es una dirección que se pueda usar, y no se guarda',
        varias: 'correos no son direcciones que se puedan usar, y no se guardan',
        que: (ejemplos) => `(${ejemplos})`,
      }),
    ];
  }
}

/** Un aviso de cuántos valores tienen algo, con los tres primeros; ninguno si no hay. */
function avisar(
  valores: ReadonlySet<string>,
  { una, varias, que }: { readonly una: string; readonly varias: string; readonly que: (ejemplos: string) => string },
): string[] {
  const cantidad = valores.size;
  if (cantidad === 0) return [];
  const cuantos = cantidad >= INVALIDOS_MAX ? `${INVALIDOS_MAX} o más` : String(cantidad);
  const ejemplos = `${[...valores].slice(0, 3).join(', ')}${cantidad > 3 ? '…' : ''}`;
  return [`${cuantos} ${cantidad === 1 ? una : varias} ${que(ejemplos)}`];
}

/**
 * Un código o número tal como se escribió, sin el `.0` que agregan las planillas.
 * @throws FilaRechazada si quedó en notación científica y perdió cifras
 */
export function leerCodigo(texto: string, encabezado: string): string {
  if (/^\d[.,]\d+e\+\d+$/i.test(texto))
    throw new FilaRechazada(
      encabezado,
      texto,
      'está en notación científica y perdió cifras; dé formato de texto a la columna antes de exportar',
    );
  return /^\d+\.0$/.test(texto) ? texto.slice(0, -2) : texto;
}

/**
 * Las direcciones de una celda. De lo que no es exactamente una dirección no se adivina ninguna: quedarse con el final de
 * `juan perez@x.example` le escribiría a otro. Lo que no se entiende va a `ajenas`.
 */
function partirCorreos(texto: string, ajenas: Set<string>): string[] {
  return texto.split(/[;,]/).flatMap((escrita) => {
    const parte = escrita.trim();
    if (!/[\p{L}\p{N}]/u.test(parte)) return [];
    const buzon = leerBuzon(parte);
    // Un nombre que es otra dirección no es un nombre.
    if (buzon !== null && (!buzon.nombre?.includes('@') || buzon.nombre === buzon.direccion)) return [buzon.direccion];
    const varias = parte.split(/[\s/]+/).map((una) => direccionDeCorreo(una.replace(/^<|>$/g, '')));
    const buenas = varias.filter((una) => una !== null);
    if (buenas.length > 0 && buenas.length === varias.length) return buenas;
    if (ajenas.size < INVALIDOS_MAX) ajenas.add(parte);
    return [];
  });
}

/** Varios teléfonos en una celda; una parte con menos de seis cifras es un interno o el final del anterior, y no se parte. */
function partirTelefonos(texto: string): string[] {
  if (!/\d/.test(texto)) return [];
  const partes = texto.split(/\s*[;,/]\s*/).filter((parte) => parte !== '');
  return partes.every((parte) => parte.replace(/\D/g, '').length >= 6) ? partes : [texto];
}
