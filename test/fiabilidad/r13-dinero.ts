/**
 * R13: dinero exacto. Repartos, porcentajes, redondeos, textos y lectura de cifras, contra un oráculo que hace la cuenta de
 * otra manera (cifras decimales en texto y enteros sin límite), en siete monedas de exponente 0 y 2.
 */
import { interpretarCifra, unidadesDesde, unidadesHasta } from '../../src/dominio/cifra.ts';
import {
  dividirRedondeando,
  MONTO_MAX,
  moneda,
  porcentajeDe,
  repartir,
  textoDecimal,
  textoLocal,
} from '../../src/dominio/dinero.ts';
import type { Azar } from './apoyo/azar.ts';
import { medir } from './apoyo/medicion.ts';

/** Las monedas de los siete países y sus decimales (ISO 4217), escritos aquí aparte de los del programa. */
const monedas = { ARS: 2, MXN: 2, EUR: 2, COP: 2, CLP: 0, PEN: 2, UYU: 2 } as const;

/** Redondea una fracción decimal escrita en texto, mitad hacia afuera, mirando sus cifras. */
function redondearTexto(texto: string): bigint {
  const negativo = texto.startsWith('-');
  const [entera = '0', fraccion = ''] = texto.replace('-', '').split('.');
  const arriba = fraccion !== '' && Number(fraccion[0]) >= 5;
  const magnitud = BigInt(entera) + (arriba ? 1n : 0n);
  return negativo ? -magnitud : magnitud;
}

/** `monto` con la coma corrida `lugares` hacia la izquierda, en texto y sin redondear. */
function correrComa(monto: bigint, lugares: number): string {
  const negativo = monto < 0n;
  const digitos = String(negativo ? -monto : monto).padStart(lugares + 1, '0');
  const corte = digitos.length - lugares;
  const texto = lugares === 0 ? digitos : `${digitos.slice(0, corte)}.${digitos.slice(corte)}`;
  return negativo ? `-${texto}` : texto;
}

/** Montos de todos los tamaños, con preferencia por los bordes. */
function montoAlAzar(azar: Azar): number {
  if (azar.sucede(0.1))
    return azar.elegir([0, 1, -1, 5, 49, 50, 51, 99, 100, 101, MONTO_MAX, -MONTO_MAX, MONTO_MAX - 1]);
  const monto = Math.floor(azar.real() * 10 ** azar.entero(1, 13));
  return azar.sucede(0.2) ? -monto : monto;
}

type Prueba = (azar: Azar, codigo: keyof typeof monedas) => string | undefined;

const pruebas: Readonly<Record<string, Prueba>> = {
  reparto(azar) {
    const monto = montoAlAzar(azar);
    const partes = azar.entero(1, 120);
    const hechas = repartir(monto, partes);
    const suma = hechas.reduce((total, parte) => total + BigInt(parte), 0n);
    const magnitud = BigInt(Math.abs(monto));
    const llevanResto = Number(magnitud % BigInt(partes));
    const bien =
      hechas.length === partes &&
      suma === BigInt(monto) &&
      hechas.every(
        (parte, indice) => BigInt(Math.abs(parte)) === magnitud / BigInt(partes) + (indice < llevanResto ? 1n : 0n),
      );
    return bien ? undefined : `repartir(${monto}, ${partes})`;
  },
  porcentaje(azar) {
    const monto = montoAlAzar(azar);
    const puntos = azar.sucede(0.3)
      ? azar.elegir([0, 1, 50, 100, 333, 1050, 2100, 5000, 10_000])
      : azar.entero(0, 20_000);
    const esperado = redondearTexto(correrComa(BigInt(monto) * BigInt(puntos), 4));
    return BigInt(porcentajeDe(monto, puntos)) === esperado
      ? undefined
      : `porcentajeDe(${monto}, ${puntos}) ≠ ${esperado}`;
  },
  division(azar) {
    const dividendo = BigInt(montoAlAzar(azar)) * BigInt(azar.entero(1, 1000));
    const divisor = BigInt(azar.entero(1, 100_000));
    const cociente = dividirRedondeando(dividendo, divisor);
    // La distancia al valor exacto es a lo sumo media unidad, y el empate va hacia afuera.
    const doble = (cociente * divisor - dividendo) * 2n;
    const resto = doble < 0n ? -doble : doble;
    const haciaAfuera = dividendo < 0n ? doble < 0n : doble > 0n;
    return resto < divisor || (resto === divisor && haciaAfuera)
      ? undefined
      : `dividirRedondeando(${dividendo}, ${divisor})`;
  },
  texto(azar, codigo) {
    const monto = montoAlAzar(azar);
    const escrito = textoDecimal({ monto, moneda: moneda(codigo) });
    const esperado = correrComa(BigInt(monto), monedas[codigo]);
    const local = textoLocal({ monto, moneda: moneda(codigo) });
    const sinMiles = local.replaceAll('.', '').replace(',', '.');
    const grupos = /^-?\d{1,3}(\.\d{3})*(,\d+)?$/.test(local);
    return escrito === esperado && sinMiles === esperado && grupos
      ? undefined
      : `${codigo} ${monto}: «${escrito}» «${local}»`;
  },
  lectura(azar, codigo) {
    const monto = Math.abs(montoAlAzar(azar));
    const decimales = monedas[codigo];
    const texto = correrComa(BigInt(monto), decimales).replace('.', azar.elegir(['.', ',']));
    const leida = interpretarCifra(texto);
    const bien =
      leida !== undefined &&
      unidadesDesde(leida, moneda(codigo)) === monto &&
      unidadesHasta(leida, moneda(codigo)) === monto;
    return bien ? undefined : `${codigo}: «${texto}» no se leyó como ${monto}`;
  },
};

await medir('R13', ({ azar, completo, falla }) => {
  const casos = completo ? 100_000 : 50_000;
  const nombres = Object.keys(pruebas);
  const codigos = Object.keys(monedas) as (keyof typeof monedas)[];
  for (let caso = 0; caso < casos; caso += 1) {
    const codigo = codigos[caso % codigos.length] ?? 'ARS';
    const error = pruebas[nombres[caso % nombres.length] ?? '']?.(azar, codigo);
    if (error !== undefined) falla(error);
  }
  return { cuenta: `${casos} casos en ${codigos.length} monedas`, detalle: nombres.join(', ') };
});
