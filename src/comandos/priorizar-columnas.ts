import type { DetalleDeCuenta, FacturaVencida } from '../datos/cartera.ts';
import type { FichaDeCliente, FichaDeDocumento } from '../datos/fichas.ts';
import type { CanalesDeCliente } from '../dominio/canal.ts';
import type { Contacto } from '../dominio/contacto.ts';
import type { Fecha } from '../dominio/fecha.ts';
import type { CuentaVencida, Puesto } from '../dominio/lista-prioridad.ts';
import { criterios } from '../dominio/politica.ts';
import type { Cuenta } from '../dominio/prioridad.ts';
import { explicarMotivo, sugerirPaso } from '../dominio/prioridad-motivo.ts';
import type { Columna, Tono } from '../salida/listado.ts';

/** Un cliente de la lista, con lo que se muestra de él. */
export interface FilaDeCliente {
  readonly puesto: Puesto<CuentaVencida>;
  readonly ficha: FichaDeCliente;
  readonly detalle: DetalleDeCuenta;
  /** El último, si hubo alguno. */
  readonly contacto: Contacto | undefined;
  readonly canales: CanalesDeCliente | undefined;
}

/** Una factura de la lista, con lo que se muestra de ella. */
export interface FilaDeFactura {
  readonly puesto: Puesto<FacturaVencida>;
  readonly ficha: FichaDeCliente;
  readonly documento: FichaDeDocumento;
}

/** Qué columnas se agregan a las de siempre. */
interface Agregados {
  readonly explicar: boolean;
  readonly todos: boolean;
}

/** Las columnas de `priorizar` (REGLAS: «La política y los nombres públicos»). */
export function columnasDeClientes(agregados: Agregados & { readonly hoy: Fecha }): Columna<FilaDeCliente>[] {
  return [
    {
      clave: 'posicion',
      titulo: 'N.º',
      tipo: 'entero',
      valor: ({ puesto }) => puesto.posicion,
      importancia: 9,
    },
    { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ ficha }) => ficha.codigo, importancia: 6 },
    {
      clave: 'cliente',
      titulo: 'Cliente',
      tipo: 'texto',
      valor: ({ ficha }) => ficha.nombre,
      importancia: 9,
    },
    {
      clave: 'moneda',
      titulo: 'Moneda',
      tipo: 'texto',
      valor: ({ puesto }) => puesto.cuenta.moneda,
      importancia: 8,
    },
    { ...monto('saldo_vencido', 'Vencido', ({ puesto }) => puesto.cuenta), importancia: 9 },
    { ...diasMora(), importancia: 9 },
    {
      clave: 'facturas_vencidas',
      titulo: 'Facturas',
      tipo: 'entero',
      valor: facturasQueCuentan,
      importancia: 4,
    },
    {
      clave: 'saldo_total',
      titulo: 'Debe en total',
      tipo: 'monto',
      valor: ({ detalle }) => detalle.saldoTotal,
      moneda: ({ puesto }) => puesto.cuenta.moneda,
      importancia: 3,
    },
    { ...puntaje(), importancia: 8 },
    { clave: 'motivo', titulo: 'Por qué', tipo: 'texto', valor: motivo, importancia: 2 },
    {
      clave: 'ultimo_contacto',
      titulo: 'Último contacto',
      tipo: 'fecha',
      valor: ({ contacto }) => contacto?.fecha ?? null,
      importancia: 3,
    },
    {
      clave: 'proximo_paso',
      titulo: 'Próximo paso',
      tipo: 'texto',
      valor: (fila) => proximoPaso(fila, agregados.hoy),
      importancia: 5,
    },
    {
      clave: 'telefono',
      titulo: 'Teléfono',
      tipo: 'texto',
      valor: ({ ficha }) => ficha.telefono,
      importancia: 7,
    },
    { clave: 'email', titulo: 'Email', tipo: 'texto', valor: ({ ficha }) => ficha.email, importancia: 2 },
    { clave: 'gestor', titulo: 'Gestor', tipo: 'texto', valor: ({ ficha }) => ficha.gestor, importancia: 1 },
    {
      clave: 'segmento',
      titulo: 'Segmento',
      tipo: 'texto',
      valor: ({ ficha }) => ficha.segmento,
      importancia: 1,
    },
    ...agregadas<FilaDeCliente>(agregados),
  ];
}

/** Las columnas de `priorizar --por factura`. */
export function columnasDeFacturas(agregados: Agregados): Columna<FilaDeFactura>[] {
  return [
    {
      clave: 'posicion',
      titulo: 'N.º',
      tipo: 'entero',
      valor: ({ puesto }) => puesto.posicion,
      importancia: 9,
    },
    { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ ficha }) => ficha.codigo, importancia: 5 },
    {
      clave: 'cliente',
      titulo: 'Cliente',
      tipo: 'texto',
      valor: ({ ficha }) => ficha.nombre,
      importancia: 9,
    },
    {
      clave: 'numero',
      titulo: 'Número',
      tipo: 'texto',
      valor: ({ documento }) => documento.numero,
      importancia: 8,
    },
    {
      clave: 'vencimiento',
      titulo: 'Vencimiento',
      tipo: 'fecha',
      valor: ({ documento }) => documento.vencimiento,
      importancia: 7,
    },
    {
      clave: 'moneda',
      titulo: 'Moneda',
      tipo: 'texto',
      valor: ({ puesto }) => puesto.cuenta.moneda,
      importancia: 8,
    },
    {
      clave: 'importe',
      titulo: 'Importe',
      tipo: 'monto',
      valor: ({ documento }) => documento.importe,
      moneda: ({ puesto }) => puesto.cuenta.moneda,
      importancia: 4,
    },
    { ...monto('saldo', 'Saldo', ({ puesto }) => puesto.cuenta), importancia: 9 },
    { ...diasMora(), importancia: 9 },
    { ...puntaje(), importancia: 8 },
    ...agregadas<FilaDeFactura>(agregados),
  ];
}

type ConPuesto = { readonly puesto: Puesto<Cuenta & { readonly diasMora: number }> };

function monto<F>(clave: string, titulo: string, cuentaDe: (fila: F) => Cuenta): Columna<F> {
  const valor = (fila: F) => cuentaDe(fila).saldoVencido;
  return { clave, titulo, tipo: 'monto', valor, moneda: (fila) => cuentaDe(fila).moneda };
}

function diasMora<F extends ConPuesto>(): Columna<F> {
  const valor = ({ puesto }: F) => puesto.cuenta.diasMora;
  return {
    clave: 'dias_mora',
    titulo: 'Días',
    tipo: 'entero',
    valor,
    tono: (fila) => tonoDeMora(valor(fila)),
  };
}

function puntaje<F extends ConPuesto>(): Columna<F> {
  return {
    clave: 'puntaje',
    titulo: 'Puntaje',
    tipo: 'decimal',
    valor: ({ puesto }) => puesto.puntajeDecimas / 10,
  };
}

/** Más de 90 días se pinta como lo más grave, y más de 30 como lo que pide atención. */
function tonoDeMora(dias: number): Tono | undefined {
  return dias > 90 ? 'mal' : dias > 30 ? 'atencion' : undefined;
}

function agregadas<F extends ConPuesto>({ explicar, todos }: Agregados): Columna<F>[] {
  const puntos = criterios.map(
    (criterio): Columna<F> => ({
      clave: `puntos_${criterio}`,
      titulo: tituloDePuntos[criterio],
      tipo: 'decimal',
      valor: ({ puesto }) => puesto.puntosDecimas[criterio] / 10,
      importancia: 8,
    }),
  );
  const retenido: Columna<F> = {
    clave: 'retenido',
    titulo: 'No se contacta porque',
    tipo: 'texto',
    valor: ({ puesto }) => puesto.retenido,
    importancia: 8,
    tono: () => 'tenue',
  };
  return [...(explicar ? puntos : []), ...(todos ? [retenido] : [])];
}

const tituloDePuntos = {
  monto: 'Monto',
  antiguedad: 'Antigüedad',
  promesas: 'Promesas',
  silencio: 'Silencio',
  clase: 'Clase',
} as const;

/** De una cuenta con algo retenido cuentan sólo las facturas de lo que se reclama. */
function facturasQueCuentan({ puesto, detalle }: FilaDeCliente): number {
  return puesto.cuenta.facturasVencidas ?? detalle.facturasVencidas;
}

function motivo(fila: FilaDeCliente): string {
  const { moneda, saldoVencido, diasMora: dias, conducta } = fila.puesto.cuenta;
  const facturasVencidas = facturasQueCuentan(fila);
  return explicarMotivo({ moneda, saldoVencido, diasMora: dias, facturasVencidas, conducta });
}

function proximoPaso({ puesto, ficha, contacto, canales }: FilaDeCliente, hoy: Fecha): string | null {
  if (puesto.retenido !== null) return puesto.paso;
  return sugerirPaso({
    hoy,
    proximo: contacto?.proximo ?? null,
    diasMora: puesto.cuenta.diasMora,
    tieneTelefono: ficha.telefono !== null,
    tieneEmail: ficha.email !== null,
    canales,
  });
}
