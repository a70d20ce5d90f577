import { exponente, type Moneda } from '../dominio/dinero.ts';
import { ErrorDeDatos } from '../dominio/errores.ts';
import type { ColumnaObservada } from './columna-observada.ts';
import type { FormaDeFecha, OrdenDeFecha } from './fechas.ts';
import type { FormaDeMonto, MarcaDecimal } from './montos.ts';
import { type Cita, citar } from './texto.ts';

/**
 * Qué sostiene una decisión: la opción del usuario, una celda que la prueba, una regla a falta de prueba, o nada porque
 * ninguna celda leída la necesita.
 */
export type Sosten = 'opcion' | 'prueba' | 'regla' | 'innecesaria';

/** Una decisión sobre todo el archivo, con la celda que la prueba si la hay. */
export interface Decision<V> {
  readonly valor: V;
  readonly sosten: Sosten;
  readonly cita: Cita | null;
  readonly prueba: string;
  readonly aviso: string | null;
}

/** Una columna observada con su encabezado, para nombrarla en un mensaje. */
export interface ColumnaNombrada {
  readonly encabezado: string;
  readonly observada: ColumnaObservada;
}

interface Hallada extends Cita {
  readonly encabezado: string;
}

function primera<F>(
  columnas: readonly ColumnaNombrada[],
  formas: (observada: ColumnaObservada) => ReadonlyMap<F, Cita>,
  forma: F,
): Hallada | null {
  for (const { encabezado, observada } of columnas) {
    const cita = formas(observada).get(forma);
    if (cita !== undefined) return { ...cita, encabezado };
  }
  return null;
}

function describir({ linea, texto, encabezado }: Hallada): string {
  return `línea ${linea}, ${citar(encabezado)}: ${citar(texto)}`;
}

/** El error de dos celdas que se contradicen. */
export function errorDeContradiccion(
  nombre: string,
  que: 'la marca decimal' | 'el orden de las fechas',
  citas: readonly [string, string],
): ErrorDeDatos {
  const opciones = que === 'la marca decimal' ? '--decimal coma o --decimal punto' : '--fecha dmy, mdy o ymd';
  return new ErrorDeDatos(`${nombre}: las celdas se contradicen sobre ${que}`, {
    detalle: citas,
    sugerencia: `corrija el archivo, o indique ${opciones}: lo que no se lea así se rechazará fila por fila`,
  });
}

/** Lo que hace falta para decidir la marca decimal. */
export interface PruebasDeDecimal {
  readonly columnas: readonly ColumnaNombrada[];
  /** Columnas de dinero que no se importan: sólo se miran si las otras no deciden. */
  readonly otras: readonly ColumnaNombrada[];
  readonly opcion: MarcaDecimal | undefined;
  readonly monedas: readonly Moneda[];
  /** El archivo, para los mensajes. */
  readonly nombre: string;
}

/**
 * Marca decimal de todo el archivo (REGLAS: «De qué columna sale cada cosa»).
 * @param monedas las que pueden aparecer; si ninguna tiene decimales, `1.234` sólo puede ser mil doscientos treinta y cuatro
 * @throws ErrorDeDatos si hay prueba de las dos, o dudas sin prueba
 */
export function decidirDecimal({ columnas, otras, opcion, monedas, nombre }: PruebasDeDecimal): Decision<MarcaDecimal> {
  if (opcion !== undefined)
    return { valor: opcion, sosten: 'opcion', cita: null, prueba: 'indicado con --decimal', aviso: null };
  const hallar = (forma: FormaDeMonto) => primera(columnas, ({ formasDeMonto }) => formasDeMonto, forma);
  const [coma, punto, dudosaPunto, dudosaComa] = [
    hallar('coma'),
    hallar('punto'),
    hallar('dudosa-punto'),
    hallar('dudosa-coma'),
  ];
  if (coma !== null && punto !== null) {
    throw errorDeContradiccion(nombre, 'la marca decimal', [
      `${describir(coma)} sólo se lee con coma decimal`,
      `${describir(punto)} sólo se lee con punto decimal`,
    ]);
  }
  const probada = coma ?? punto;
  if (probada !== null) {
    const valor = coma === null ? 'punto' : 'coma';
    return {
      valor,
      sosten: 'prueba',
      cita: probada,
      prueba: `${describir(probada)} sólo se lee con ${valor} decimal`,
      aviso: null,
    };
  }
  const dudosa = dudosaPunto ?? dudosaComa;
  if (dudosa === null)
    return {
      valor: 'punto',
      sosten: 'innecesaria',
      cita: null,
      prueba: 'los importes no traen puntos ni comas',
      aviso: null,
    };
  const deOtras = (['coma', 'punto'] as const).flatMap(
    (forma) => primera(otras, ({ formasDeMonto }) => formasDeMonto, forma) ?? [],
  );
  const [indirecta, segunda] = deOtras;
  if (indirecta !== undefined && segunda === undefined) {
    const valor = primera(otras, ({ formasDeMonto }) => formasDeMonto, 'coma') === null ? 'punto' : 'coma';
    return {
      valor,
      sosten: 'regla',
      cita: indirecta,
      prueba: `${describir(indirecta)} sólo se lee con ${valor} decimal`,
      aviso: null,
    };
  }
  if (
    monedas.length > 0 &&
    monedas.every((codigo) => exponente(codigo) === 0) &&
    (dudosaPunto === null || dudosaComa === null)
  ) {
    const prueba = `${describir(dudosa)} es de miles: ${monedas.join(', ')} no tiene decimales`;
    return { valor: dudosaPunto === null ? 'punto' : 'coma', sosten: 'regla', cita: dudosa, prueba, aviso: null };
  }
  throw new ErrorDeDatos(
    `${nombre}: no se sabe si ${citar(dudosa.texto)} (línea ${dudosa.linea}, columna ${citar(dudosa.encabezado)}) lleva miles o decimales, y ninguna otra celda lo aclara`,
    {
      sugerencia:
        'indique --decimal coma si 1.234 es mil doscientos treinta y cuatro, o --decimal punto si 1,234 lo es',
    },
  );
}

/** Lo que hace falta para decidir el orden de las fechas. */
export interface PruebasDeFecha {
  readonly columnas: readonly ColumnaNombrada[];
  /** Columnas de fecha que no se importan: sólo se miran si las otras no deciden. */
  readonly otras: readonly ColumnaNombrada[];
  readonly opcion: OrdenDeFecha | undefined;
  readonly enEspanol: boolean;
  readonly nombre: string;
}

const nombresDeOrden: Readonly<Record<OrdenDeFecha, string>> = {
  dmy: 'día/mes/año',
  mdy: 'mes/día/año',
  ymd: 'año/mes/día',
};

/**
 * Orden de día y mes de todo el archivo.
 * @throws ErrorDeDatos si hay prueba de dos órdenes, o ninguna y el archivo no está en español
 */
export function decidirFecha({ columnas, otras, opcion, enEspanol, nombre }: PruebasDeFecha): Decision<OrdenDeFecha> {
  if (opcion !== undefined)
    return { valor: opcion, sosten: 'opcion', cita: null, prueba: 'indicado con --fecha', aviso: null };
  const probadas = ordenesProbados(columnas);
  const [una, otra] = probadas;
  if (una !== undefined && otra !== undefined) {
    throw errorDeContradiccion(nombre, 'el orden de las fechas', [
      `${describir(una.cita)} sólo se lee como ${nombresDeOrden[una.orden]}`,
      `${describir(otra.cita)} sólo se lee como ${nombresDeOrden[otra.orden]}`,
    ]);
  }
  comprobarAnioDelante(columnas, nombre);
  if (una !== undefined)
    return {
      valor: una.orden,
      sosten: 'prueba',
      cita: una.cita,
      prueba: `${describir(una.cita)} sólo se lee como ${nombresDeOrden[una.orden]}`,
      aviso: null,
    };
  const dudosa = primera(columnas, ({ formasDeFecha }) => formasDeFecha, 'dudosa' as FormaDeFecha);
  if (dudosa === null)
    return {
      valor: 'dmy',
      sosten: 'innecesaria',
      cita: null,
      prueba: 'las fechas se leen de una sola manera',
      aviso: null,
    };
  const [indirecta, segunda] = ordenesProbados(otras);
  if (indirecta !== undefined && segunda === undefined) {
    return {
      valor: indirecta.orden,
      sosten: 'regla',
      cita: indirecta.cita,
      prueba: `${describir(indirecta.cita)} sólo se lee como ${nombresDeOrden[indirecta.orden]}`,
      aviso: null,
    };
  }
  if (enEspanol) {
    const aviso = `ninguna fecha prueba el orden: ${citar(dudosa.texto)} (línea ${dudosa.linea}) se leyó como día/mes/año porque el archivo está en español; si no lo es, indique --fecha mdy`;
    return { valor: 'dmy', sosten: 'regla', cita: dudosa, prueba: 'nada lo prueba; el archivo está en español', aviso };
  }
  throw new ErrorDeDatos(
    `${nombre}: no se sabe si ${describir(dudosa)} es día/mes o mes/día, y ninguna otra fecha lo aclara`,
    {
      sugerencia: 'indique --fecha dmy si el día va primero, o --fecha mdy si va primero el mes',
    },
  );
}

function ordenesProbados(columnas: readonly ColumnaNombrada[]): { orden: OrdenDeFecha; cita: Hallada }[] {
  return (['dmy', 'mdy', 'ymd'] as const).flatMap((orden) => {
    const cita = primera(columnas, ({ formasDeFecha }) => formasDeFecha, orden as FormaDeFecha);
    return cita === null ? [] : [{ orden, cita }];
  });
}

/** `25-01-31` puede ser año-mes-día: se sospecha si lo primero casi no cambia y lo último sí, como hacen año y día. */
function comprobarAnioDelante(columnas: readonly ColumnaNombrada[], nombre: string): void {
  for (const { encabezado, observada } of columnas) {
    const { cortasPrimeras, cortasTerceras } = observada;
    if (
      cortasTerceras.size <= cortasPrimeras.size + 2 ||
      [...cortasTerceras].some((tercera) => tercera < 1 || tercera > 31)
    )
      continue;
    throw new ErrorDeDatos(
      `${nombre}: las fechas de ${citar(encabezado)} tienen el año de dos cifras y parecen empezar por él`,
      {
        sugerencia:
          'indique --fecha ymd si el año va primero, --fecha dmy si va primero el día, o --fecha mdy si va primero el mes',
      },
    );
  }
}
