import { ErrorDeDatos } from '../dominio/errores.ts';
import type { TipoDeArchivo } from '../dominio/filas.ts';
import { type Campo, candidatosDe, esOtroImporte } from './campos.ts';
import { type Asignacion, comillas } from './columnas.ts';
import type { Evidencia } from './evidencia.ts';
import { errorDeFalta } from './falta-de-columna.ts';
import type { Observacion } from './observacion.ts';
import { citar } from './texto.ts';

/** De dónde sale el importe de cada fila. */
export type ModoDeImporte = 'importe' | 'saldo' | 'neto-mas-iva' | 'neto-por-alicuota' | 'debe-haber' | 'ninguno';

interface Modo {
  readonly modo: ModoDeImporte;
  readonly sinNumero: boolean;
  readonly avisos: readonly string[];
  readonly evidencia: readonly Evidencia[];
}

/**
 * Comprueba que estén los campos obligatorios y elige de dónde sale el importe.
 * @throws ErrorDeDatos con lo que se halló, lo que falta y cómo indicarlo
 */
export function elegirModo(
  observacion: Observacion,
  asignacion: Asignacion,
  tipo: TipoDeArchivo,
  nombre: string,
): Modo {
  const { columnas } = asignacion;
  const faltar = (campo: Campo, que: string, ademas?: string) =>
    errorDeFalta(observacion, columnas, { campo, que, nombre, ...(ademas === undefined ? {} : { ademas }) });
  const hayCliente = columnas.has('cliente_id') || columnas.has('id_fiscal') || columnas.has('cliente');
  if (tipo === 'clientes') {
    if (!hayCliente) throw faltar('cliente', 'el cliente (su nombre, su código o su id fiscal)');
    return { modo: 'ninguno', sinNumero: false, avisos: [], evidencia: [] };
  }
  if (tipo === 'pagos') {
    if (!columnas.has('fecha_pago')) throw faltar('fecha_pago', 'la fecha del pago');
    const conDebeYHaber = columnas.has('haber') && (columnas.has('debe') || !columnas.has('importe'));
    if (!conDebeYHaber && !columnas.has('importe'))
      throw faltar('importe', 'el importe del pago', sugerirNeto(observacion, columnas));
    return { modo: conDebeYHaber ? 'debe-haber' : 'importe', sinNumero: false, avisos: [], evidencia: [] };
  }
  if (!hayCliente) throw faltar('cliente', 'el cliente (su nombre, su código o su id fiscal)');
  const { modo, evidencia } = elegirImporte(observacion, asignacion, nombre, faltar);
  if (!columnas.has('vencimiento') && !columnas.has('emision'))
    throw faltar('vencimiento', 'el vencimiento, o la fecha de emisión');
  comprobarFechaDePago(observacion, asignacion, nombre);
  const sinNumero = !columnas.has('numero');
  if (
    sinNumero &&
    observacion.normales.some(
      (normal, columna) =>
        ![...columnas.values()].includes(columna) &&
        candidatosDe(normal, 'facturas').some(({ campo, rango }) => campo === 'numero' && rango >= 4),
    )
  ) {
    throw faltar('numero', 'el número de comprobante');
  }
  if (sinNumero && !columnas.has('vencimiento')) throw faltar('numero', 'el número de comprobante');
  const avisos = sinNumero
    ? [
        'el archivo no trae número de comprobante: se hizo uno con el vencimiento y el orden dentro del cliente (S-AAAAMMDD-1)',
      ]
    : [];
  return { modo, sinNumero, avisos, evidencia };
}

function sugerirNeto(observacion: Observacion, columnas: ReadonlyMap<Campo, number>): string | undefined {
  const neto = columnas.get('neto');
  if (neto === undefined) return undefined;
  return `si el importe es ${citar(observacion.encabezados[neto] ?? '')}, indíquelo con --columna importe=${comillas(observacion.encabezados[neto] ?? '')}`;
}

type Faltar = (campo: Campo, que: string, ademas?: string) => ErrorDeDatos;

function elegirImporte(
  observacion: Observacion,
  { columnas, rangos }: Asignacion,
  nombre: string,
  faltar: Faltar,
): { modo: ModoDeImporte; evidencia: Evidencia[] } {
  const encabezado = (campo: Campo) => observacion.encabezados[columnas.get(campo) ?? -1] ?? '';
  const hayMontos = (campo: Campo) =>
    (observacion.observadas[columnas.get(campo) ?? -1]?.distintosDeCero ?? 0) > 0 || campo === 'alicuota';
  const impuesto = (['iva', 'alicuota'] as const).find((campo) => columnas.has(campo) && hayMontos(campo));
  if (columnas.has('importe')) {
    // «Importe» junto a «IVA» puede ser con o sin impuesto: no se adivina.
    if (rangos.get('importe') === 5 && impuesto !== undefined && !columnas.has('neto')) {
      throw new ErrorDeDatos(
        `${nombre}: no se sabe si ${citar(encabezado('importe'))} incluye ${citar(encabezado(impuesto))}`,
        {
          sugerencia: `si lo incluye, indique --columna importe=${comillas(encabezado('importe'))}\nsi no lo incluye, indique --columna neto=${comillas(encabezado('importe'))}`,
        },
      );
    }
    return { modo: 'importe', evidencia: [] };
  }
  if (columnas.has('neto') && impuesto !== undefined) {
    if (impuesto === 'iva' && rangos.get('iva') !== 9 && sonAlicuotas(observacion, columnas.get('iva'))) {
      throw new ErrorDeDatos(`${nombre}: no se sabe si ${citar(encabezado('iva'))} trae importes o alícuotas`, {
        sugerencia: `si son alícuotas (21 es 21 %), indique --columna alicuota=${comillas(encabezado('iva'))}\nsi son importes, indique --columna iva=${comillas(encabezado('iva'))}`,
      });
    }
    const otros = otrosConMonto(observacion, columnas);
    if (otros.length > 0 && !columnas.has('saldo'))
      throw faltar(
        'importe',
        'el importe total',
        `el total no se puede deducir de ${citar(encabezado('neto'))} y ${citar(encabezado(impuesto))} porque también hay ${otros.map(citar).join(', ')}; agregue el total al exportar, o indíquelo con --columna importe="Total"`,
      );
    if (otros.length === 0) {
      const valor = impuesto === 'iva' ? 'importe = neto + IVA' : 'importe = neto × (1 + alícuota)';
      return {
        modo: impuesto === 'iva' ? 'neto-mas-iva' : 'neto-por-alicuota',
        evidencia: [
          {
            aspecto: 'columna',
            valor,
            prueba: `no hay columna de total; ${citar(encabezado('neto'))} y ${citar(encabezado(impuesto))}${impuesto === 'iva' ? '' : ', redondeado una vez por comprobante'}`,
            forzado: false,
          },
        ],
      };
    }
  }
  if (columnas.has('saldo')) {
    return {
      modo: 'saldo',
      evidencia: [
        {
          aspecto: 'columna',
          valor: 'importe = saldo',
          prueba: `no hay columna de total; ${citar(encabezado('saldo'))}`,
          forzado: false,
        },
      ],
    };
  }
  throw faltar('importe', 'el importe', sugerirNeto(observacion, columnas));
}

/** Alícuotas de IVA o IGV de los siete países, en porcentaje y como fracción. */
const alicuotas: ReadonlySet<number> = new Set(
  [0, 2.5, 4, 5, 8, 10, 10.5, 16, 18, 19, 21, 22, 27].flatMap((tasa) => [tasa, tasa / 100]),
);

function sonAlicuotas(observacion: Observacion, columna: number | undefined): boolean {
  const distintas = [...(observacion.observadas[columna ?? -1]?.distintas ?? [])];
  return distintas.length > 0 && distintas.every((texto) => alicuotas.has(Number(texto.trim().replace(',', '.'))));
}

/** Columnas de dinero que formarían parte del total además del neto y el IVA. */
function otrosConMonto(observacion: Observacion, columnas: ReadonlyMap<Campo, number>): string[] {
  const usadas = new Set(columnas.values());
  return observacion.encabezados.filter((_, columna) => {
    const normal = observacion.normales[columna];
    const observada = observacion.observadas[columna];
    return (
      normal !== undefined && !usadas.has(columna) && esOtroImporte(normal) && (observada?.distintosDeCero ?? 0) > 0
    );
  });
}

/** «Fecha de pago» sin vencimiento, saldo ni estado puede ser el día en que se pagó o el día en que hay que pagar. */
function comprobarFechaDePago(observacion: Observacion, { columnas, rangos }: Asignacion, nombre: string): void {
  const columna = columnas.get('fecha_pago');
  if (columna === undefined || rangos.get('fecha_pago') === 9 || columnas.has('vencimiento')) return;
  if (columnas.has('estado') || columnas.has('saldo') || columnas.has('pagado') || columnas.has('plazo')) return;
  const encabezado = observacion.encabezados[columna] ?? '';
  throw new ErrorDeDatos(
    `${nombre}: no se sabe si ${citar(encabezado)} es el día en que se pagó o el día en que vence`,
    {
      sugerencia: `si es el vencimiento, indique --columna vencimiento=${comillas(encabezado)}\nsi es el día del pago, indique --columna fecha_pago=${comillas(encabezado)}`,
    },
  );
}
