import { abrirParaLeer } from '../datos/abrir.ts';
import { sinLoCubierto } from '../dominio/cheques.ts';
import { feriadosDe } from '../dominio/feriados/feriados.ts';
import { canalesCerrados } from '../dominio/ficha-frases.ts';
import { type Guion, prepararGuion } from '../dominio/guion.ts';
import { prepararOfertas } from '../dominio/guion-ofertas.ts';
import { type Trato, tratoDe, tratos } from '../dominio/trato.ts';
import type { Comando, Contexto } from './comando.ts';
import { formatoVigente } from './detalle.ts';
import { type FichaDelDia, leerFichaDelDia } from './ficha/lectura.ts';
import { columnasDeRenglones, escribirGuion, objetoDeGuion, renglonesDe } from './guion/presentacion.ts';
import { conEjemplos, opcionDeLista } from './opciones.ts';

/** `guion`: la hoja de llamada de un cliente. */
export const comando: Comando = {
  configurar(orden) {
    orden
      .argument('<cliente>', 'id, id fiscal o una parte del nombre que sólo él tenga')
      .option('--persona <nombre>', 'con quién se va a hablar; por omisión, la del último contacto')
      .addOption(
        opcionDeLista({
          indicadores: '--trato <trato>',
          descripcion: 'cómo hablarle; por omisión, como se usa en el país de la política',
          valores: tratos,
        }),
      );
    conEjemplos(orden, [
      ['cobranzas guion C-102', 'qué decir, con los datos a mano'],
      ['cobranzas guion espiga --persona "Ana Ruiz" --trato usted', 'a quién y cómo'],
    ]);
  },

  async ejecutar(contexto, [texto = ''], opciones) {
    const trato = (opciones.trato as Trato | undefined) ?? tratoDe(contexto.politica.empresa.pais);
    const libro = abrirParaLeer(contexto.rutaLibro);
    try {
      const dia = leerFichaDelDia(libro, texto, contexto);
      const persona = typeof opciones.persona === 'string' ? opciones.persona.trim() || null : personaDe(dia);
      const guion = preparar(dia, contexto, { trato, persona });
      await presentar(contexto, { cliente: dia.cliente, clase: dia.ficha.clasificacion.clase, trato, guion });
    } finally {
      libro.cerrar();
    }
    return undefined;
  },
};

async function presentar(contexto: Contexto, hoja: Parameters<typeof objetoDeGuion>[0]): Promise<void> {
  const formato = formatoVigente(contexto);
  if (formato === 'json' || formato === 'ndjson') return contexto.presentarJson(objetoDeGuion(hoja));
  if (formato === 'tabla') return escribirGuion(hoja, contexto.consola);
  return contexto.presentar({ columnas: columnasDeRenglones, filas: renglonesDe(hoja.guion) });
}

/** Con quién se habló la última vez o, si no, la persona de un dato de contacto. */
function personaDe({ ficha }: FichaDelDia): string | null {
  return [...ficha.gestiones, ...ficha.contactos].find(({ persona }) => persona !== null)?.persona ?? null;
}

function preparar(
  dia: FichaDelDia,
  { hoy, politica, gestor }: Contexto,
  { trato, persona }: { readonly trato: Trato; readonly persona: string | null },
): Guion {
  const { ficha, situacion, saldos, cliente } = dia;
  const { clasificacion, contactos } = ficha;
  return prepararGuion({
    hoy,
    trato,
    feriados: feriadosDe(politica.empresa.pais, politica.contacto),
    gestor,
    empresa: politica.empresa.nombre,
    cliente: cliente.nombre,
    clienteId: cliente.codigo,
    persona,
    clasificacion,
    situacion,
    documentos: ficha.documentos,
    saldos,
    acuerdos: ficha.acuerdos,
    disputas: ficha.disputas,
    gestiones: ficha.gestiones,
    motivos: ficha.motivos,
    motivosAdmitidos: politica.gestion.motivos,
    medios: politica.medios,
    canalesCerrados: canalesCerrados(ficha.canales),
    tieneTelefono: contactos.some(({ tipo }) => tipo === 'telefono'),
    tieneEmail: contactos.some(({ tipo }) => tipo === 'email'),
    ofertas: ofertasPara(dia, { hoy, politica }),
  });
}

/** Lo que propondría `acuerdo proponer` en la moneda de lo más viejo que se reclama, sin lo que un cheque va a cancelar. */
function ofertasPara(
  { cliente, ficha, situacion, hechos }: FichaDelDia,
  { hoy, politica }: Pick<Contexto, 'hoy' | 'politica'>,
) {
  const cuenta = situacion.cuentas[0];
  if (cuenta === undefined || cuenta.retenida !== null) return [];
  const { moneda } = cuenta;
  return prepararOfertas(
    {
      creado: hoy,
      moneda,
      documentos: sinLoCubierto(
        ficha.documentos
          .filter((documento) => documento.moneda === moneda)
          .map((documento) => ({ ...documento, enDisputa: hechos.enDisputa.get(documento.documentoId) ?? 0 })),
        cliente.id,
        ficha.cheques,
      ),
      elegidos: null,
      enCurso: hechos.acuerdos.filter(({ acuerdo }) => acuerdo.moneda === moneda),
      renegocia: null,
      adicional: false,
      autoriza: null,
      politica: politica.acuerdos,
      feriados: feriadosDe(politica.empresa.pais, politica.contacto),
    },
    ficha.clasificacion,
  );
}
