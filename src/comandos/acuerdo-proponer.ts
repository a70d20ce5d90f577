import { abrirParaLeer } from '../datos/abrir.ts';
import { resolverCliente } from '../datos/busqueda.ts';
import { leerChequesPorCobrar } from '../datos/cheques.ts';
import { leerClasificaciones } from '../datos/clasificaciones.ts';
import type { ClienteGuardado } from '../datos/clientes.ts';
import type { Libro } from '../datos/conexion.ts';
import { avisosDeCheques } from '../dominio/acuerdo-cheques.ts';
import { textoDePorcentaje } from '../dominio/acuerdo-limites.ts';
import { type Propuesta, proponerAcuerdos } from '../dominio/acuerdo-propuestas.ts';
import type { Terminos } from '../dominio/acuerdo-terminos.ts';
import { explicarClase } from '../dominio/clase.ts';
import { type Moneda, textoLocal } from '../dominio/dinero.ts';
import type { Columna } from '../salida/listado.ts';
import { separarNumeros } from './acuerdo/opciones.ts';
import { leerSituacion } from './acuerdo/situacion.ts';
import type { Comando, Contexto, Opciones } from './comando.ts';
import { conEjemplos, opcionMoneda } from './opciones.ts';

interface Fila extends Propuesta {
  readonly opcion: number;
  readonly orden: string;
}

const moneda = ({ plan }: Fila) => plan.moneda;

const columnas: readonly Columna<Fila>[] = [
  { clave: 'opcion', titulo: 'Opción', tipo: 'entero', valor: ({ opcion }) => opcion, importancia: 9 },
  { clave: 'tipo', titulo: 'Tipo', tipo: 'texto', valor: ({ tipo }) => tipo, importancia: 4 },
  {
    clave: 'propuesta',
    titulo: 'Propuesta',
    tipo: 'texto',
    valor: ({ texto }) => texto,
    importancia: 9,
    tono: ({ recomendada }) => (recomendada ? 'bien' : undefined),
  },
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: moneda, importancia: 7 },
  { clave: 'recibe', titulo: 'Se recibe', tipo: 'monto', valor: ({ recibe }) => recibe, moneda, importancia: 9 },
  {
    clave: 'primer_pago',
    titulo: 'Primer pago',
    tipo: 'fecha',
    valor: ({ primerPago }) => primerPago.fecha,
    importancia: 6,
  },
  {
    clave: 'primer_monto',
    titulo: 'De',
    tipo: 'monto',
    valor: ({ primerPago }) => primerPago.monto,
    moneda,
    importancia: 6,
  },
  { clave: 'ultimo_pago', titulo: 'Último pago', tipo: 'fecha', valor: ({ ultimoPago }) => ultimoPago, importancia: 7 },
  {
    clave: 'espera_media',
    titulo: 'Espera media',
    tipo: 'decimal',
    valor: ({ esperaMediaDecimas }) => esperaMediaDecimas / 10,
    importancia: 5,
  },
  {
    clave: 'se_resigna',
    titulo: 'Se resigna',
    tipo: 'monto',
    valor: ({ seResigna }) => seResigna,
    moneda,
    importancia: 8,
  },
  {
    clave: 'recomendada',
    titulo: 'Conviene',
    tipo: 'texto',
    valor: ({ recomendada }) => (recomendada ? 'sí' : 'no'),
    importancia: 6,
  },
  { clave: 'razon', titulo: 'Por qué', tipo: 'texto', valor: ({ razon }) => razon, importancia: 3 },
  { clave: 'orden', titulo: 'Orden', tipo: 'texto', valor: ({ orden }) => orden, importancia: 1 },
];

/** `acuerdo proponer`: compara lo que la política permite ofrecerle a un cliente. No escribe nada. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<cliente>', 'id, id fiscal o una parte del nombre que sólo él tenga')
      .option(
        '--facturas <números>',
        'sobre qué facturas, separadas por coma; por omisión, lo vencido que no esté en disputa',
      )
      .addOption(opcionMoneda('--moneda <código>', 'en qué moneda, si debe en varias'));
    conEjemplos(orden, [
      ['cobranzas acuerdo proponer espiga', 'pagar ya con descuento, cuotas o una nueva fecha'],
      ['cobranzas acuerdo proponer C-102 --facturas A-1234,A-1250', 'sólo sobre esas facturas'],
    ]);
  },

  async ejecutar(contexto, [texto = ''], opciones) {
    const { consola, politica } = contexto;
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const cliente = resolverCliente(libro, texto);
      const situacion = leerSituacionDe(libro, contexto, { cliente, opciones });
      const clasificacion = leerClasificaciones(libro, {
        hoy: contexto.hoy,
        limites: politica.clases.limites,
        clientes: [cliente.id],
      }).de(cliente.id);
      const propuestas = proponerAcuerdos(situacion, clasificacion);
      const facturas =
        typeof opciones.facturas === 'string' ? ` --facturas ${opciones.facturas.replace(/\s+/g, '')}` : '';
      const filas = propuestas.map((propuesta, lugar) => ({
        ...propuesta,
        opcion: lugar + 1,
        orden: `${ordenDe(cliente, propuesta.terminos)}${facturas} --moneda ${situacion.moneda}`,
      }));
      await contexto.presentar({ columnas, filas });
      for (const aviso of filas[0]?.plan.avisos ?? []) consola.avisar(aviso);
      const elegida = filas.find(({ recomendada }) => recomendada) ?? filas[0];
      if (elegida !== undefined) avisarDeCheques(libro, contexto, { cliente, elegida });
      consola.informar(
        `${cliente.nombre}, clase ${clasificacion.clase}: ${explicarClase(clasificacion, politica.clases.limites)}`,
      );
      if (elegida !== undefined) {
        consola.informar(`conviene la ${elegida.opcion}: ${elegida.razon}; se reciben ${monto(elegida)}`);
        consola.sugerir(elegida.orden);
      }
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

function avisarDeCheques(
  libro: Libro,
  { consola, hoy }: Contexto,
  { cliente: { id }, elegida }: { readonly cliente: ClienteGuardado; readonly elegida: Fila },
): void {
  const avisos = avisosDeCheques(leerChequesPorCobrar(libro, hoy, id), { clienteId: id, hoy }, elegida.plan);
  for (const aviso of avisos) consola.avisar(`opción ${elegida.opcion}: ${aviso}`);
}

function leerSituacionDe(
  libro: Libro,
  { hoy, politica }: Contexto,
  { cliente, opciones }: { readonly cliente: ClienteGuardado; readonly opciones: Opciones },
) {
  const situacion = leerSituacion(libro, {
    cliente,
    moneda: (opciones.moneda ?? null) as Moneda | null,
    facturas: typeof opciones.facturas === 'string' ? separarNumeros(opciones.facturas) : null,
    creado: hoy,
    hoy,
    politica,
  });
  return { ...situacion, renegocia: null, adicional: false, autoriza: null };
}

function monto({ recibe, plan }: Fila): string {
  return `${textoLocal({ monto: recibe, moneda: plan.moneda })} ${plan.moneda}`;
}

/** La orden que registra la propuesta tal cual. */
function ordenDe({ codigo }: ClienteGuardado, terminos: Terminos): string {
  const base = `cobranzas acuerdo crear "${codigo}"`;
  if (terminos.clase === 'promesa') return `${base} --promesa ${terminos.fecha}`;
  if (terminos.clase !== 'cuotas') {
    const porcentaje = textoDePorcentaje(terminos.puntosBasicos).replace(',', '.');
    return `${base} --${terminos.clase} ${porcentaje} --hasta ${terminos.hasta}`;
  }
  const { cantidad, primera, cada, anticipo } = terminos;
  const adelanto =
    anticipo !== null && 'puntosBasicos' in anticipo
      ? ` --anticipo ${textoDePorcentaje(anticipo.puntosBasicos).replace(',', '.')}%`
      : '';
  return `${base} --cuotas ${cantidad} --primera ${primera} --cada ${cada}${adelanto}`;
}
