import type { Moneda } from '../../dominio/dinero.ts';
import { ErrorDeUso } from '../../dominio/errores.ts';
import type { TipoDeArchivo } from '../../dominio/filas.ts';
import type { OpcionesDeImportacion } from '../../entrada/analisis.ts';
import { type Campo, esCampo } from '../../entrada/campos.ts';
import type { Contexto, Opciones } from '../comando.ts';

/** Lo que se pidió en la línea de órdenes, ya validado. */
export interface PedidoDeImportacion {
  readonly lectura: OpcionesDeImportacion;
  readonly nombreDePerfil: string | undefined;
  readonly guardarPerfil: string | undefined;
  readonly plazoDias: number | null;
  readonly parcial: boolean;
  readonly rutaDeRechazos: string | undefined;
  readonly actualizar: boolean;
  readonly carteraCompleta: boolean;
  readonly si: boolean;
  readonly simular: boolean;
  readonly clave: string | undefined;
}

/** Convierte las opciones del comando; lanza `ErrorDeUso` si dos no pueden ir juntas. */
export function leerPedido({ politica, entorno }: Contexto, opciones: Opciones): PedidoDeImportacion {
  const parcial = opciones.parcial === true;
  const rutaDeRechazos = opciones.rechazos as string | undefined;
  if (rutaDeRechazos !== undefined && !parcial) {
    throw new ErrorDeUso('--rechazos sólo tiene sentido con --parcial', {
      sugerencia: 'agregue --parcial para que las filas buenas entren y las demás vayan a ese archivo',
    });
  }
  const tipo = opciones.tipo as TipoDeArchivo | undefined;
  const carteraCompleta = opciones.carteraCompleta === true;
  if (carteraCompleta && tipo !== undefined && tipo !== 'facturas')
    throw new ErrorDeUso('--cartera-completa sólo vale para facturas');
  if (carteraCompleta && parcial) {
    throw new ErrorDeUso('--cartera-completa no puede ir con --parcial: una factura rechazada se tomaría por pagada', {
      sugerencia: 'corrija las filas y repita sin --parcial',
    });
  }
  return {
    lectura: leerOpcionesDeLectura(opciones, {
      monedaPredeterminada: politica.empresa.moneda,
      locale: entorno.LC_ALL ?? entorno.LANG ?? null,
    }),
    nombreDePerfil: opciones.perfil as string | undefined,
    guardarPerfil: opciones.guardarPerfil as string | undefined,
    plazoDias: (opciones.plazo as number | undefined) ?? null,
    parcial,
    rutaDeRechazos,
    actualizar: opciones.actualizar === true,
    carteraCompleta,
    si: opciones.si === true,
    simular: opciones.simular === true,
    clave: opciones.id as string | undefined,
  };
}

function leerOpcionesDeLectura(
  opciones: Opciones,
  base: { monedaPredeterminada: Moneda | null; locale: string | null },
): OpcionesDeImportacion {
  const columnas = leerColumnas((opciones.columna as string[] | undefined) ?? []);
  const presentes = Object.fromEntries(
    (['tipo', 'separador', 'codificacion', 'decimal', 'fecha', 'moneda'] as const).flatMap((nombre) =>
      opciones[nombre] === undefined ? [] : [[nombre, opciones[nombre]]],
    ),
  );
  return { ...base, ...presentes, ...(columnas.size === 0 ? {} : { columnas }) };
}

/** Lee `--columna campo=Encabezado`, que puede repetirse. */
function leerColumnas(pares: readonly string[]): ReadonlyMap<Campo, string> {
  const columnas = new Map<Campo, string>();
  for (const par of pares) {
    const corte = par.indexOf('=');
    const campo = par.slice(0, corte).trim().replaceAll('-', '_');
    const encabezado = par.slice(corte + 1).trim();
    if (corte < 1 || encabezado === '') {
      throw new ErrorDeUso(`«${par}» no dice qué columna es`, {
        sugerencia: 'escriba --columna campo=Encabezado, por ejemplo --columna importe="Imp. Total"',
      });
    }
    if (!esCampo(campo))
      throw new ErrorDeUso(`«${campo}» no es un campo que se pueda importar`, {
        sugerencia: 'vea los campos con: cobranzas import --help',
      });
    columnas.set(campo, encabezado);
  }
  return columnas;
}
