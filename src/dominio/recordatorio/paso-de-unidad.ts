import { type Fecha, sumarDias, ultima } from '../fecha.ts';
import type { CanalDePaso, PasoDeRecordatorio } from '../politica.ts';
import type { Secuencia } from './secuencia.ts';
import type { PasoDeUnidad, UnidadDeReclamo } from './tipos.ts';

/**
 * En qué está una unidad hoy (REGLAS: «Los dos relojes»). Lo que se avisa antes de vencer caduca al vencer, y un aviso
 * más lejano caduca al llegar el siguiente; «hoy vence» vale sólo ese día. Vencida, toca el primer paso que sigue al
 * más alto ya hecho, sea o no de esta secuencia, si la edad y la separación del paso lo permiten: una deuda vieja
 * empieza por el primero, y nada vuelve a un tono anterior. La separación de un reclamo escrito se cuenta desde el
 * último reclamo de la cuenta, de la factura que sea.
 * @param llega si se da, los pasos de un canal por el que no se llega al cliente se saltean
 */
export function pasoDeUnidad(
  unidad: UnidadDeReclamo,
  secuencia: Secuencia,
  { hoy, ultimoReclamo, llega = siempre }: Reloj & { readonly llega?: (canal: CanalDePaso) => boolean },
): PasoDeUnidad {
  const { resueltas } = secuencia;
  const corre = ultimoReclamo !== null && hoy < sumarDias(ultimoReclamo, secuencia.separacionMax);
  if (unidad.pasosHechos.size > 0 || corre || llega !== siempre)
    return resolver(unidad, secuencia, { hoy, ultimoReclamo: corre ? ultimoReclamo : null, llega });
  if (resueltas.hoy !== hoy) {
    resueltas.hoy = hoy;
    resueltas.porVencimiento.clear();
  }
  const conocido = resueltas.porVencimiento.get(unidad.vencimiento);
  if (conocido !== undefined) return conocido;
  const resuelto = resolver(unidad, secuencia, { hoy, ultimoReclamo: null, llega });
  resueltas.porVencimiento.set(unidad.vencimiento, resuelto);
  return resuelto;
}

/** El día, y el último reclamo de la cuenta si alguna separación todavía corre. */
interface Reloj {
  readonly hoy: Fecha;
  readonly ultimoReclamo: Fecha | null;
}

const siempre = (): boolean => true;

function resolver(
  { vencimiento, pasosHechos: todos }: UnidadDeReclamo,
  secuencia: Secuencia,
  { hoy, ultimoReclamo, llega }: Reloj & { readonly llega: (canal: CanalDePaso) => boolean },
): PasoDeUnidad {
  const { pasos, reclamos, diasDe } = secuencia;
  const pasosHechos = sinLlamadasSueltas(todos, secuencia, llega);
  const porEdad = ({ diasDesdeVencimiento }: PasoDeRecordatorio) => sumarDias(vencimiento, diasDesdeVencimiento);
  const falta = ({ codigo }: PasoDeRecordatorio) => !pasosHechos.has(codigo);
  const enEspera = (paso: PasoDeRecordatorio | undefined): PasoDeUnidad => {
    if (paso === undefined) return { estado: 'terminada', paso: null, dia: null };
    const previo = paso.diasDesdeVencimiento > 0 ? reclamoPrevio(paso, { diasDe, pasosHechos, ultimoReclamo }) : null;
    const dia = previo === null ? porEdad(paso) : ultima(porEdad(paso), sumarDias(previo, paso.separacionDias ?? 0));
    return { estado: dia <= hoy ? 'toca' : 'espera', paso, dia, separado: dia > hoy && porEdad(paso) <= hoy };
  };
  if (hoy > vencimiento) {
    const desde = primeroSinHacer(pasosHechos, secuencia);
    return enEspera(reclamos.find(({ canal }, orden) => orden >= desde && llega(canal)));
  }
  const vigentes = hoy === vencimiento ? 0 : diasVigentes(pasos, { vencimiento, hoy });
  const delDia = pasos.filter(({ diasDesdeVencimiento: dias }) => dias === vigentes);
  return enEspera(
    delDia.find((paso) => falta(paso) && llega(paso.canal)) ??
      pasos.find((paso) => porEdad(paso) > hoy && llega(paso.canal)),
  );
}

/**
 * Los pasos hechos sin las llamadas sueltas: las que se hicieron cuando antes tocaba escribir, había cómo y nadie lo había
 * hecho. Son contactos como cualquiera, y la deuda que nadie reclamó todavía empieza por el primer paso.
 */
function sinLlamadasSueltas(
  pasosHechos: UnidadDeReclamo['pasosHechos'],
  { reclamos, diasDe, porTelefono }: Secuencia,
  llega: (canal: CanalDePaso) => boolean,
): UnidadDeReclamo['pasosHechos'] {
  const seEscribio = (codigo: string) => !porTelefono.has(codigo) && (diasDe.get(codigo) ?? 0) > 0;
  if (pasosHechos.size === 0 || [...pasosHechos.keys()].some(seEscribio)) return pasosHechos;
  const esSuelta = (hecho: string) => {
    const orden = reclamos.findIndex(({ codigo }) => codigo === hecho);
    const anteriores = orden === -1 ? reclamos : reclamos.slice(0, orden);
    return porTelefono.has(hecho) && anteriores.some(({ canal }) => canal !== 'llamada' && llega(canal));
  };
  return new Map([...pasosHechos].filter(([codigo]) => !esSuelta(codigo)));
}

/**
 * El orden del reclamo que sigue al más alto ya hecho. De los pasos escritos de otra secuencia (cambió el segmento, la clase
 * o la regla) valen los días que dice la política: lo ya dicho a esa altura no se dice otra vez, y nada vuelve a un tono
 * anterior.
 */
function primeroSinHacer(
  pasosHechos: UnidadDeReclamo['pasosHechos'],
  { reclamos, diasDe, porTelefono }: Secuencia,
): number {
  if (pasosHechos.size === 0) return 0;
  const siguiente = reclamos.findLastIndex(({ codigo }) => pasosHechos.has(codigo)) + 1;
  const esAjeno = (hecho: string) => !porTelefono.has(hecho) && reclamos.every(({ codigo }) => codigo !== hecho);
  const ajenos = [...pasosHechos.keys()].filter(esAjeno);
  const altura = Math.max(0, ...ajenos.map((hecho) => diasDe.get(hecho) ?? 0));
  const porAltura = reclamos.findIndex(({ diasDesdeVencimiento }) => diasDesdeVencimiento > altura);
  return Math.max(siguiente, porAltura === -1 ? reclamos.length : porAltura);
}

/**
 * El reclamo desde el que un paso cuenta su separación: el último de la cuenta o de esta unidad. Una llamada cuenta sólo los
 * de su unidad: los mensajes por lo demás no la postergan. Lo que se avisa antes de vencer no reclama y no cuenta.
 */
function reclamoPrevio(
  { separacionDias, canal }: PasoDeRecordatorio,
  {
    diasDe,
    pasosHechos,
    ultimoReclamo,
  }: Pick<Secuencia, 'diasDe'> & Pick<UnidadDeReclamo, 'pasosHechos'> & { readonly ultimoReclamo: Fecha | null },
): Fecha | null {
  if (separacionDias === null) return null;
  let previo = canal === 'llamada' ? null : ultimoReclamo;
  for (const [codigo, dia] of pasosHechos)
    if ((diasDe.get(codigo) ?? 0) > 0 && (previo === null || dia > previo)) previo = dia;
  return previo;
}

/** El día, respecto del vencimiento, del último aviso previo que ya llegó. */
function diasVigentes(
  pasos: readonly PasoDeRecordatorio[],
  { vencimiento, hoy }: { readonly vencimiento: Fecha; readonly hoy: Fecha },
): number | undefined {
  return pasos.findLast(({ diasDesdeVencimiento: dias }) => dias < 0 && sumarDias(vencimiento, dias) <= hoy)
    ?.diasDesdeVencimiento;
}
