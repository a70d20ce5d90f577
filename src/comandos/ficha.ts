import { abrirParaLeer } from '../datos/abrir.ts';
import { tramosDe } from '../dominio/antiguedad.ts';
import { atrasoMedioDecimas, explicarClase } from '../dominio/clase.ts';
import { asegurar } from '../dominio/errores.ts';
import type { SaldoDeFicha } from '../dominio/ficha.ts';
import type { Politica } from '../dominio/politica.ts';
import type { Columna } from '../salida/listado.ts';
import { tonosDeClase } from './columnas.ts';
import type { Comando } from './comando.ts';
import { presentarDetalle } from './detalle.ts';
import { columnasDeSaldos } from './ficha/columnas.ts';
import { type FichaDelDia, leerFichaDelDia } from './ficha/lectura.ts';
import { seccionesDeFicha } from './ficha/secciones.ts';
import { conEjemplos } from './opciones.ts';

/** Quién es y qué hacer: lo que encabeza la página. */
const columnasDeEncabezado: readonly Columna<FichaDelDia>[] = [
  { clave: 'cliente_id', titulo: 'Id', tipo: 'texto', valor: ({ cliente }) => cliente.codigo },
  { clave: 'cliente', titulo: 'Cliente', tipo: 'texto', valor: ({ cliente }) => cliente.nombre },
  { clave: 'id_fiscal', titulo: 'Id fiscal', tipo: 'texto', valor: ({ cliente }) => cliente.idFiscal },
  { clave: 'segmento', titulo: 'Segmento', tipo: 'texto', valor: ({ cliente }) => cliente.segmento },
  { clave: 'gestor', titulo: 'Gestor', tipo: 'texto', valor: ({ cliente }) => cliente.gestor },
  {
    clave: 'clase',
    titulo: 'Clase',
    tipo: 'texto',
    valor: ({ ficha }) => ficha.clasificacion.clase,
    tono: ({ ficha }) => tonosDeClase[ficha.clasificacion.clase],
  },
  {
    clave: 'rompe_promesas',
    titulo: 'Rompe promesas',
    tipo: 'texto',
    valor: ({ ficha }) => (ficha.clasificacion.rompePromesas ? 'si' : null),
    tono: () => 'mal',
  },
  { clave: 'nota', titulo: 'Nota', tipo: 'texto', valor: ({ cliente }) => cliente.nota },
  {
    clave: 'retenido',
    titulo: 'No reclamar',
    tipo: 'texto',
    valor: ({ retenida }) => retenida?.motivo ?? null,
    tono: () => 'atencion',
  },
  { clave: 'proximo_paso', titulo: 'Próximo paso', tipo: 'texto', valor: ({ proximoPaso }) => proximoPaso },
];

/** Lo que en la terminal se lee en las secciones y en JSON va al lado de lo demás. */
function columnasDeObjeto({ clases }: Politica): readonly Columna<FichaDelDia>[] {
  return [
    ...columnasDeEncabezado,
    {
      clave: 'clase_explicacion',
      titulo: 'Por qué',
      tipo: 'texto',
      valor: ({ ficha }) => explicarClase(ficha.clasificacion, clases.limites),
    },
    {
      clave: 'atraso_medio',
      titulo: 'Atraso medio',
      tipo: 'decimal',
      valor: ({ ficha: { clasificacion } }) =>
        clasificacion.atraso === null ? null : atrasoMedioDecimas(clasificacion.atraso) / 10,
    },
    {
      clave: 'promesas_incumplidas',
      titulo: 'Promesas incumplidas',
      tipo: 'entero',
      valor: ({ ficha }) => ficha.clasificacion.promesasIncumplidas,
    },
    { clave: 'plazo_dias', titulo: 'Plazo', tipo: 'entero', valor: ({ plazo }) => plazo.dias },
    { clave: 'plazo_de', titulo: 'Plazo según', tipo: 'texto', valor: ({ plazo }) => plazo.origen },
    {
      clave: 'plazo_sugerido',
      titulo: 'Plazo sugerido',
      tipo: 'entero',
      valor: ({ plazoSugerido }) => plazoSugerido.dias,
    },
    { clave: 'plazo_razon', titulo: 'Porque', tipo: 'texto', valor: ({ plazoSugerido }) => plazoSugerido.razon },
    { clave: 'capacidad', titulo: 'Capacidad', tipo: 'texto', valor: ({ ficha }) => ficha.capacidad?.texto ?? null },
    {
      clave: 'ultimo_contacto',
      titulo: 'Último contacto',
      tipo: 'fecha',
      valor: ({ ficha }) => ficha.gestiones[0]?.fecha ?? null,
    },
    { clave: 'ultimo_mensaje', titulo: 'Último mensaje', tipo: 'fecha', valor: ({ ficha }) => ficha.ultimoMensaje },
    {
      clave: 'ultimo_pago',
      titulo: 'Último pago',
      tipo: 'fecha',
      valor: ({ ficha }) => ficha.ultimoPago?.fecha ?? null,
    },
    { clave: 'telefono', titulo: 'Teléfono', tipo: 'texto', valor: primero('telefono') },
    { clave: 'email', titulo: 'Correo', tipo: 'texto', valor: primero('email') },
  ];
}

function primero(tipo: 'telefono' | 'email') {
  return ({ ficha }: FichaDelDia) => ficha.contactos.find((contacto) => contacto.tipo === tipo)?.valor ?? null;
}

/** La ficha en una planilla: un renglón por moneda; sin moneda, si nunca debió nada. */
interface RenglonPlano {
  readonly dia: FichaDelDia;
  readonly saldo: SaldoDeFicha | null;
}

function columnasPlanas(politica: Politica): Columna<RenglonPlano>[] {
  const deCliente = columnasDeObjeto(politica).map(
    ({ valor, tono: _tono, moneda: _moneda, ...columna }): Columna<RenglonPlano> => ({
      ...columna,
      valor: ({ dia }) => valor(dia),
    }),
  );
  const deSaldo = columnasDeSaldos(tramosDe(politica.antiguedad.tramos)).map(
    ({ valor, tono: _tono, moneda, ...columna }): Columna<RenglonPlano> => ({
      ...columna,
      valor: ({ saldo }) => (saldo === null ? null : valor(saldo)),
      ...(moneda === undefined
        ? {}
        : {
            moneda: ({ saldo }: RenglonPlano) => {
              asegurar(saldo !== null, 'un monto sin moneda');
              return moneda(saldo);
            },
          }),
    }),
  );
  return [...deCliente, ...deSaldo];
}

/** `ficha`: todo sobre un cliente, en una página, antes de llamarlo. */
export const comando: Comando = {
  configurar(orden) {
    orden.argument('<cliente>', 'id, id fiscal o una parte del nombre que sólo él tenga');
    conEjemplos(orden, [
      ['cobranzas ficha C-102', 'todo antes de llamar'],
      ['cobranzas ficha espiga --hoy 2026-03-31', 'cómo se veía ese día'],
      ['cobranzas ficha 30-71234567-8 --formato json', 'para otro programa'],
    ]);
  },

  async ejecutar(contexto, [texto = '']) {
    const { politica, consola } = contexto;
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const dia = leerFichaDelDia(libro, texto, contexto);
      const saldos = dia.saldos.length === 0 ? [null] : dia.saldos;
      await presentarDetalle(contexto, {
        hoja: true,
        cosa: { columnas: columnasDeObjeto(politica), filas: [dia], unico: true },
        cosaEnTabla: { columnas: columnasDeEncabezado, filas: [dia], unico: true },
        secciones: seccionesDeFicha(dia, contexto),
        presentarPlano: () =>
          contexto.presentar({ columnas: columnasPlanas(politica), filas: saldos.map((saldo) => ({ dia, saldo })) }),
      });
      if (dia.retenida === null && dia.situacion.cuentas.length > 0)
        consola.sugerir(`cobranzas guion "${dia.cliente.codigo}"`);
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};
