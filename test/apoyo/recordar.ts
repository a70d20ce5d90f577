import type { Canal } from '../../src/dominio/canal.ts';
import type { CanalDeContacto } from '../../src/dominio/contacto.ts';
import { moneda } from '../../src/dominio/dinero.ts';
import { type Fecha, fecha } from '../../src/dominio/fecha.ts';
import type { CausaDeRetencion } from '../../src/dominio/partidas.ts';
import { pasoPorCorreo } from '../../src/dominio/paso.ts';
import type { PasoDeRecordatorio, Politica } from '../../src/dominio/politica.ts';
import { politicaPredeterminada } from '../../src/dominio/politica-predeterminada.ts';
import { calendarioDeEnvios, type DiaDeCalendario } from '../../src/dominio/recordatorio/calendario.ts';
import { decidirCliente } from '../../src/dominio/recordatorio/decision.ts';
import type {
  ClientePorRecordar,
  ContextoDeRecordatorio,
  CuentaPorRecordar,
  Decision,
  UnidadDeReclamo,
} from '../../src/dominio/recordatorio/tipos.ts';

/** Un miércoles cualquiera. */
export const hoyDePrueba = fecha('2026-07-01');

let documentos = 0;

/** Lo que una unidad de prueba dice de sí. */
export interface UnidadDicha {
  readonly documentoId?: number;
  readonly numero?: string;
  readonly vencimiento: string;
  readonly saldo?: number;
  readonly acuerdoId?: number;
  readonly causa?: CausaDeRetencion;
  readonly hasta?: string;
  /** La retiene un acuerdo, pero no es parte de lo que se acordó pagar. */
  readonly aparte?: true;
  readonly planCaido?: boolean;
  readonly promesaIncumplida?: boolean;
  /** Pasos hechos y su día. */
  readonly hechos?: Readonly<Record<string, string>>;
}

/** Una parte de la deuda: se reclama, salvo que diga por qué no. */
export function unidadPorRecordar(dicha: UnidadDicha): UnidadDeReclamo {
  documentos += 1;
  const { documentoId = documentos, saldo = 100_000, causa } = dicha;
  return {
    documentoId,
    numero: dicha.numero ?? `F-${documentoId}`,
    acuerdoId: dicha.acuerdoId ?? null,
    emision: fecha('2026-01-02'),
    vencimiento: fecha(dicha.vencimiento),
    importe: saldo,
    saldo,
    retenida:
      causa === undefined
        ? null
        : {
            motivo: `por ${causa}`,
            paso: 'esperar',
            causa,
            hasta: dicha.hasta === undefined ? null : fecha(dicha.hasta),
            ...(dicha.aparte === true ? { aparte: true } : {}),
          },
    promesaIncumplida: dicha.promesaIncumplida ?? false,
    planCaido: dicha.planCaido ?? false,
    pasosHechos: new Map(Object.entries(dicha.hechos ?? {}).map(([codigo, dia]) => [codigo, fecha(dia)])),
  };
}

/** Lo que una cuenta de prueba dice de sí. */
export interface CuentaDicha {
  readonly moneda?: string;
  readonly aFavor?: number;
  readonly unidades?: readonly UnidadDicha[];
  /** Día, paso y plazo del último mensaje. */
  readonly ultimo?: readonly [dia: string, paso: string, plazoHasta?: string];
  readonly ultimoReclamo?: string;
  readonly enCurso?: CuentaPorRecordar['enCurso'];
  readonly alDiaDesde?: string;
}

/** Lo que un cliente debe en una moneda; en pesos, si no se dice. */
export function cuentaPorRecordar(dicha: CuentaDicha): CuentaPorRecordar {
  const { ultimo } = dicha;
  return {
    moneda: moneda(dicha.moneda ?? 'ARS'),
    unidades: (dicha.unidades ?? []).map(unidadPorRecordar),
    saldoAFavor: dicha.aFavor ?? 0,
    alDiaDesde: dicha.alDiaDesde === undefined ? null : fecha(dicha.alDiaDesde),
    ultimo:
      ultimo === undefined
        ? null
        : { fecha: fecha(ultimo[0]), paso: ultimo[1], plazoHasta: ultimo[2] === undefined ? null : fecha(ultimo[2]) },
    ultimoReclamo: dicha.ultimoReclamo === undefined ? null : fecha(dicha.ultimoReclamo),
    enCurso: dicha.enCurso ?? null,
  };
}

/** Lo que un cliente de prueba dice de sí. */
export interface ClienteDicho extends Partial<Omit<ClientePorRecordar, 'cuentas' | 'canales' | 'contactos' | 'pausa'>> {
  readonly cuentas?: readonly CuentaDicha[];
  readonly contactos?: readonly (readonly [dia: string, canal: CanalDeContacto])[];
  readonly prohibidos?: readonly Canal[];
  readonly pausa?: {
    readonly clase: 'pausa' | 'problema' | 'abogado';
    readonly hasta?: string;
    readonly desde?: string;
  };
}

/** Un cliente con correo y teléfono, al que nunca se contactó. */
export function clientePorRecordar(dicho: ClienteDicho = {}): ClientePorRecordar {
  const { cuentas = [], contactos = [], prohibidos = [], pausa, ...resto } = dicho;
  return {
    id: 1,
    codigo: 'C-1',
    nombre: 'Almacén Sur',
    persona: null,
    email: 'pagos@almacen.example',
    telefono: '+54 9 11 2345-6789',
    segmento: null,
    gestor: null,
    clase: 'B',
    destinosMalos: new Set(),
    ...resto,
    pausa:
      pausa === undefined
        ? null
        : {
            id: 1,
            clienteId: 1,
            clase: pausa.clase,
            desde: fecha(pausa.desde ?? '2026-01-01'),
            hasta: pausa.hasta === undefined ? null : fecha(pausa.hasta),
            motivo: 'vacaciones',
            terminada: null,
          },
    canales: new Map(
      prohibidos.map((canal) => [canal, { canal, permitido: false, fecha: fecha('2026-01-01'), motivo: null }]),
    ),
    contactos: contactos.map(([dia, canal]) => ({ fecha: fecha(dia), canal })),
    cuentas: cuentas.map(cuentaPorRecordar),
  };
}

/** Qué cambia de la política de fábrica y del momento, que es las 10 del {@link hoyDePrueba}. */
export interface ContextoDicho {
  readonly hoy?: string;
  readonly hora?: string;
  readonly feriados?: readonly string[];
  readonly contacto?: Partial<Politica['contacto']>;
  readonly recordatorios?: Partial<Politica['recordatorios']>;
}

/** El contexto de una decisión. */
export function contextoDePrueba(dicho: ContextoDicho = {}): ContextoDeRecordatorio {
  const [horas = 0, minutos = 0] = (dicho.hora ?? '10:00').split(':').map(Number);
  return {
    politica: {
      ...politicaPredeterminada,
      contacto: { ...politicaPredeterminada.contacto, ...dicho.contacto },
      recordatorios: { ...politicaPredeterminada.recordatorios, ...dicho.recordatorios },
    },
    feriados: new Set<Fecha>((dicho.feriados ?? []).map((dia) => fecha(dia))),
    momento: { hoy: fecha(dicho.hoy ?? hoyDePrueba), minutos: horas * 60 + minutos },
  };
}

/** La decisión sobre la primera cuenta. */
export function decidirPrimera(dicho: ClienteDicho, contexto: ContextoDicho = {}): Decision {
  const [decision] = decidirCliente(clientePorRecordar(dicho), contextoDePrueba(contexto));
  if (decision === undefined) throw new Error('el cliente no tiene cuentas');
  return decision;
}

/** La decisión sobre un cliente que debe estas partes en pesos. */
export function decidirUnidades(unidades: readonly UnidadDicha[], contexto: ContextoDicho = {}): Decision {
  return decidirPrimera({ cuentas: [{ unidades }] }, contexto);
}

/** El calendario de unos clientes a los que, mientras tanto, no les pasa nada más. */
export function calendarioDePrueba(
  clientes: readonly ClientePorRecordar[],
  contexto: ContextoDeRecordatorio,
  { dias, primerosDeDeudaViejaHoy = 0 }: { readonly dias: number; readonly primerosDeDeudaViejaHoy?: number },
): DiaDeCalendario[] {
  const leer = (_: Fecha, ids: readonly number[]) => clientes.filter(({ id }) => ids.includes(id));
  return calendarioDeEnvios(clientes, contexto, { dias, primerosDeDeudaViejaHoy, leer });
}

/** Un paso por correo, con la plantilla de su nombre. */
export function pasoDePrueba(
  propio: Pick<PasoDeRecordatorio, 'codigo' | 'diasDesdeVencimiento'> & Partial<PasoDeRecordatorio>,
): PasoDeRecordatorio {
  return pasoPorCorreo({ plantilla: propio.codigo, ...propio });
}
