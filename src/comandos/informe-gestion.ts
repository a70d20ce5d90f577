import { abrirParaLeer } from '../datos/abrir.ts';
import { leerHechosDeGestion } from '../datos/gestion.ts';
import type { Moneda } from '../dominio/dinero.ts';
import { asegurar, ErrorDeUso } from '../dominio/errores.ts';
import { type Fecha, sumarDias } from '../dominio/fecha.ts';
import {
  DIAS_DE_RECUPERO,
  type GestionDeGestor,
  type HechosDeGestion,
  porcentajeConDecimal,
  resumirGestion,
} from '../dominio/gestion.ts';
import type { Columna } from '../salida/listado.ts';
import type { Comando } from './comando.ts';
import { agregarFiltros, type Filtros, leerFiltros } from './filtros.ts';
import { conEjemplos } from './opciones.ts';

/** Días del período cuando no se dice desde cuándo. */
const DIAS_DEL_PERIODO = 30;

/** `informe gestion`: qué hizo cada gestor y cuánto entró después. */
export const comando: Comando = {
  configurar(orden) {
    agregarFiltros(orden, ['desde', 'hasta', 'moneda'], {
      desde: `desde este día, incluido (por omisión, los últimos ${DIAS_DEL_PERIODO} días)`,
      hasta: 'hasta este día, incluido (por omisión, hoy)',
    });
    conEjemplos(orden, [
      ['cobranzas informe gestion', `los últimos ${DIAS_DEL_PERIODO} días`],
      ['cobranzas informe gestion --desde 2026-06-01 --hasta 2026-06-30 --formato xlsx --salida junio.xlsx', 'un mes'],
    ]);
  },

  async ejecutar(contexto, _argumentos, opciones) {
    const filtros = leerFiltros(opciones);
    const periodo = periodoDe(filtros, contexto.hoy);
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const hechos = leerHechosDeGestion(libro, periodo);
      const filas = resumirGestion(enUnaMoneda(hechos, filtros.moneda), contexto.politica.gestion);
      await contexto.presentar({ columnas, filas, vacio: `Ninguna gestión del ${periodo.desde} al ${periodo.hasta}.` });
    } finally {
      libro.cerrar();
    }
    const { consola } = contexto;
    consola.informar(`período: del ${periodo.desde} al ${periodo.hasta}`);
    consola.informar(
      'contactabilidad = contactos (salientes en que se habló con alguien) ÷ intentos (salientes) × 100',
    );
    consola.informar(
      `recuperado = pagos del período, sin los anulados, de clientes cuyo último contacto de los ${DIAS_DE_RECUPERO} días anteriores fue de ese gestor`,
    );
    consola.informar('sin gestor: lo que entró sin ningún contacto en esos días');
    return undefined;
  },
};

/** Los contactos no tienen moneda: se cuentan todos, se pida la que se pida. */
function enUnaMoneda(hechos: HechosDeGestion, pedida: Moneda | null): HechosDeGestion {
  if (pedida === null) return hechos;
  const { acuerdos, pagos } = hechos;
  return {
    ...hechos,
    acuerdos: acuerdos.filter(({ moneda }) => moneda === pedida),
    pagos: pagos.filter(({ moneda }) => moneda === pedida),
  };
}

function periodoDe({ desde, hasta }: Filtros, hoy: Fecha): { readonly desde: Fecha; readonly hasta: Fecha } {
  const fin = hasta === null || hasta > hoy ? hoy : hasta;
  const inicio = desde ?? sumarDias(fin, 1 - DIAS_DEL_PERIODO);
  if (inicio > fin) throw new ErrorDeUso(`el período empieza el ${inicio}, después de hoy (${fin})`);
  return { desde: inicio, hasta: fin };
}

function monto(
  clave: string,
  titulo: string,
  valor: (fila: GestionDeGestor) => number,
  importancia: number,
): Columna<GestionDeGestor> {
  return {
    clave,
    titulo,
    tipo: 'monto',
    valor: (fila) => (fila.moneda === null ? null : valor(fila)),
    moneda: ({ moneda }): Moneda => {
      asegurar(moneda !== null, 'un monto sin moneda');
      return moneda;
    },
    importancia,
  };
}

function cuenta(
  clave: string,
  titulo: string,
  valor: (fila: GestionDeGestor) => number | null,
  importancia: number,
): Columna<GestionDeGestor> {
  return { clave, titulo, tipo: 'entero', valor, importancia };
}

const columnas: readonly Columna<GestionDeGestor>[] = [
  { clave: 'gestor', titulo: 'Gestor', tipo: 'texto', valor: ({ gestor }) => gestor, importancia: 9 },
  cuenta('intentos', 'Intentos', ({ deContactos }) => deContactos?.intentos ?? null, 7),
  cuenta('contactos', 'Contactos', ({ deContactos }) => deContactos?.contactos ?? null, 8),
  {
    clave: 'contactabilidad',
    titulo: 'Contact. %',
    tipo: 'decimal',
    valor: ({ deContactos }) =>
      deContactos === null ? null : porcentajeConDecimal(deContactos.contactos, deContactos.intentos),
    importancia: 8,
  },
  cuenta('entrantes', 'Entrantes', ({ deContactos }) => deContactos?.entrantes ?? null, 4),
  cuenta('clientes', 'Clientes', ({ deContactos }) => deContactos?.clientes ?? null, 5),
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda, importancia: 9 },
  cuenta('promesas', 'Promesas', ({ promesas }) => promesas, 7),
  cuenta('otros_acuerdos', 'Otros acuerdos', ({ otrosAcuerdos }) => otrosAcuerdos, 3),
  monto('comprometido', 'Comprometido', ({ comprometido }) => comprometido, 6),
  cuenta('pagos', 'Pagos', ({ pagos }) => pagos, 4),
  monto('recuperado', 'Recuperado', ({ recuperado }) => recuperado, 9),
];
