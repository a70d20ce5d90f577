import type { Libro } from '../../datos/abrir.ts';
import { resolverCliente } from '../../datos/busqueda.ts';
import type { ClienteGuardado } from '../../datos/clientes.ts';
import { type FichaLeida, leerFicha } from '../../datos/ficha.ts';
import { tramosDe } from '../../dominio/antiguedad.ts';
import { type PlazoSugerido, sugerirPlazo } from '../../dominio/clase-plazo.ts';
import {
  calcularSaldos,
  retencionDe,
  type SaldoDeFicha,
  type SituacionDeCliente,
  situar,
  sugerirPasoDeFicha,
} from '../../dominio/ficha.ts';
import { type HechosDeRetencion, type Retenida, retencionDeCheques } from '../../dominio/partidas.ts';
import { type PlazoDeCliente, plazoDe } from '../../dominio/plazo.ts';
import type { Contexto } from '../comando.ts';

/** La ficha de un cliente con todo lo que se calcula de ella: lo que muestran `ficha` y `guion`. */
export interface FichaDelDia {
  readonly cliente: ClienteGuardado;
  readonly ficha: FichaLeida;
  readonly plazo: PlazoDeCliente;
  readonly plazoSugerido: PlazoSugerido;
  readonly saldos: readonly SaldoDeFicha[];
  readonly hechos: HechosDeRetencion;
  readonly situacion: SituacionDeCliente;
  readonly retenida: Retenida | null;
  readonly proximoPaso: string;
}

/** Lee la ficha del cliente que nombra `texto` al día del contexto. Lanza ErrorDeUso si no es uno solo. */
export function leerFichaDelDia(libro: Libro, texto: string, { hoy, politica }: Contexto): FichaDelDia {
  const cliente = resolverCliente(libro, texto);
  const ficha = leerFicha(libro, cliente.id, { hoy, limites: politica.clases.limites });
  const plazo = plazoDe(cliente, politica.plazos);
  const hechos: HechosDeRetencion = {
    enDisputa: new Map(ficha.disputas.map(({ documentoId, monto }) => [documentoId, monto])),
    ...retencionDeCheques(ficha.cheques),
    acuerdos: ficha.acuerdos.filter(({ vigente }) => vigente),
  };
  const { documentos, saldosAFavor, pausa, contactos, gestiones } = ficha;
  const situacion = situar(cliente.id, documentos, { hechos, pausa, hoy });
  return {
    cliente,
    ficha,
    plazo,
    plazoSugerido: sugerirPlazo(ficha.clasificacion, plazo, politica),
    saldos: calcularSaldos(
      { documentos, saldosAFavor, enDisputa: hechos.enDisputa },
      { tramos: tramosDe(politica.antiguedad.tramos), hoy },
    ),
    hechos,
    situacion,
    retenida: retencionDe(situacion),
    proximoPaso: sugerirPasoDeFicha(situacion, {
      hoy,
      proximo: gestiones[0]?.proximo ?? null,
      tieneTelefono: contactos.some(({ tipo }) => tipo === 'telefono'),
      canales: ficha.canales,
      tieneEmail: contactos.some(({ tipo }) => tipo === 'email'),
    }),
  };
}
