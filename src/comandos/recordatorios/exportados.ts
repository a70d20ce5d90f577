import type { Moneda } from '../../dominio/dinero.ts';
import type { Fecha } from '../../dominio/fecha.ts';
import type { CanalDePaso, Politica } from '../../dominio/politica.ts';
import type { Columna } from '../../salida/listado.ts';

/** Un mensaje que entrega otro programa o una persona. */
export interface Exportado {
  /** `null` si se simula: todavía no tiene número. */
  readonly mensajeId: number | null;
  /** El código del cliente. */
  readonly clienteId: string;
  readonly cliente: string;
  readonly persona: string | null;
  readonly paso: string;
  readonly canal: CanalDePaso;
  /** Tal como está en el libro. */
  readonly destino: string | null;
  readonly moneda: Moneda;
  /** Unidades menores. */
  readonly monto: number;
  readonly asunto: string;
  readonly texto: string;
  readonly plazoHasta: Fecha | null;
  /**
   * El celular con código de país, sólo dígitos (`5491123456789`): como lo piden wa.me y los programas que envían, y sin el
   * `+` que en csv habría que neutralizar. Y el enlace que abre la conversación. Sólo en WhatsApp.
   */
  readonly celular?: string | null;
  readonly enlace?: string | null;
  /** Por qué no hay enlace. */
  readonly problema?: string | null;
}

/** Agrega a los mensajes de WhatsApp su enlace, o por qué no se puede hacer. */
export async function enlazadorDe({ empresa }: Politica): Promise<(exportado: Exportado) => Exportado> {
  const { normalizarCelular } = await import('../../envio/telefono.ts');
  const { enlaceDeWhatsapp } = await import('../../envio/whatsapp.ts');
  return (exportado) => {
    const { canal, destino, texto } = exportado;
    if (canal !== 'whatsapp' || destino === null) return exportado;
    const { e164, problema } = normalizarCelular(destino, empresa.pais);
    return e164 === null
      ? { ...exportado, celular: null, enlace: null, problema }
      : { ...exportado, celular: e164.replace(/^\+/, ''), ...enlaceDeWhatsapp(e164, texto) };
  };
}

function texto(
  clave: string,
  titulo: string,
  { importancia, valor }: { readonly importancia: number; readonly valor: (fila: Exportado) => string | null },
): Columna<Exportado> {
  return { clave, titulo, tipo: 'texto', valor, importancia };
}

/** Las columnas de `recordatorios exportar`: `mensaje_id` es con lo que vuelve el resultado. */
export const columnasDeExportados: readonly Columna<Exportado>[] = [
  { clave: 'mensaje_id', titulo: 'Mensaje', tipo: 'entero', valor: ({ mensajeId }) => mensajeId, importancia: 9 },
  texto('cliente_id', 'Id', { importancia: 5, valor: ({ clienteId }) => clienteId }),
  texto('cliente', 'Cliente', { importancia: 9, valor: ({ cliente }) => cliente }),
  texto('persona', 'Persona', { importancia: 3, valor: ({ persona }) => persona }),
  texto('paso', 'Paso', { importancia: 6, valor: ({ paso }) => paso }),
  texto('canal', 'Canal', { importancia: 8, valor: ({ canal }) => canal }),
  texto('destino', 'Destino', { importancia: 7, valor: ({ destino }) => destino }),
  texto('celular', 'Celular', { importancia: 4, valor: ({ celular }) => celular ?? null }),
  { clave: 'moneda', titulo: 'Moneda', tipo: 'texto', valor: ({ moneda }) => moneda, importancia: 6 },
  {
    clave: 'monto',
    titulo: 'Monto',
    tipo: 'monto',
    valor: ({ monto }) => monto,
    moneda: ({ moneda }) => moneda,
    importancia: 7,
  },
  { clave: 'plazo_hasta', titulo: 'Plazo', tipo: 'fecha', valor: ({ plazoHasta }) => plazoHasta, importancia: 2 },
  texto('enlace', 'Enlace', { importancia: 8, valor: ({ enlace }) => enlace ?? null }),
  texto('asunto', 'Asunto', { importancia: 2, valor: ({ asunto }) => asunto }),
  texto('texto', 'Texto', { importancia: 1, valor: (fila) => fila.texto }),
  texto('problema', 'Problema', { importancia: 4, valor: ({ problema }) => problema ?? null }),
];
