// Facturas inventadas para medir: las mismas opciones y la misma semilla dan siempre los mismos bytes.
// Uso: node .ci/banco-facturas.mjs <archivo> <filas> [semilla]
import { closeSync, openSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const encabezado =
  'cliente_id;cliente;cuit;email;telefono;numero;fecha_emision;fecha_vencimiento;moneda;importe;neto;iva;condicion;vendedor;observaciones';
const nombres =
  'Acería Álamo Belén Cañuelas Castaño Domínguez Eléctrica Ferretería Gráfica Güemes Ibáñez Jardín Librería López Luján Muñoz Neuquén Núñez Óptica Panadería Paraná Peña Química Ramírez Sánchez Tucumán Viñedo'.split(
    ' ',
  );
const formas = ['S.A.', 'S.R.L.', 'S.A.S.', 'y Cía.', 'e Hijos', 'Hnos.'];
const vendedores = ['Inés Bañuelos', 'Joaquín Peña', 'Lucía Ibáñez', 'Martín Acuña', 'Sofía Núñez'];
const condiciones = [
  ['CONTADO', 0],
  ['15 DIAS', 15],
  ['30 DIAS', 30],
  ['30 DIAS', 30],
  ['60 DIAS', 60],
  ['90 DIAS', 90],
];
// Dos de cada cinco llevan `;` o comillas: con un 28 % de celdas llenas, una fila de cada nueve va entre comillas.
const notas = [
  'Según contrato de acopio',
  'Entregado en depósito',
  'Pendiente de conformidad',
  'Envío a Cañuelas; flete aparte',
  'Pidió factura "A" con orden',
];
const diaBase = Date.UTC(2026, 5, 30);
const milisegundosPorDia = 86_400_000;

/** Números al azar entre 0 y 1, de 32 bits de estado (xorshift32). */
function crearAzar(semilla) {
  let estado = (Math.imul(semilla, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  return () => {
    estado ^= estado << 13;
    estado ^= estado >>> 17;
    estado ^= estado << 5;
    estado >>>= 0;
    return estado / 4294967296;
  };
}

const elegir = (azar, lista) => lista[Math.floor(azar() * lista.length)];
const relleno = (numero, ancho) => String(numero).padStart(ancho, '0');
const sinAcentos = (texto) =>
  texto
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
const entreComillas = (texto) => (/[;"]/.test(texto) ? `"${texto.replaceAll('"', '""')}"` : texto);

function escribirMonto(centavos) {
  const enteros = String(Math.floor(centavos / 100)).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${enteros},${relleno(centavos % 100, 2)}`;
}

const fechas = new Map();
function escribirFecha(dia) {
  let texto = fechas.get(dia);
  if (texto === undefined) {
    const fecha = new Date(diaBase + dia * milisegundosPorDia);
    texto = `${relleno(fecha.getUTCDate(), 2)}/${relleno(fecha.getUTCMonth() + 1, 2)}/${fecha.getUTCFullYear()}`;
    fechas.set(dia, texto);
  }
  return texto;
}

function inventarCuit(numero) {
  const cuerpo = `30${relleno((numero * 104_729 + 50_000_000) % 100_000_000, 8)}`;
  const suma = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2].reduce((total, peso, lugar) => total + peso * Number(cuerpo[lugar]), 0);
  const digito = (11 - (suma % 11)) % 11;
  return `${cuerpo.slice(0, 2)}-${cuerpo.slice(2)}-${digito === 10 ? 9 : digito}`;
}

/** Las primeras celdas de cada cliente, y el peso acumulado con que le tocan facturas: Pareto, de 70 a 80 % para el 20 %. */
function inventarClientes(cantidad, azar) {
  const clientes = [];
  const pesos = new Float64Array(cantidad);
  let suma = 0;
  for (let lugar = 0; lugar < cantidad; lugar++) {
    const [uno, otro] = [elegir(azar, nombres), elegir(azar, nombres)];
    const correo = azar() < 0.03 ? '' : `pagos${lugar + 1}@${sinAcentos(uno)}${sinAcentos(otro)}.example`;
    const telefono =
      azar() < 0.05
        ? ''
        : `+54 11 4${relleno(Math.floor(azar() * 1000), 3)}-${relleno(Math.floor(azar() * 10_000), 4)}`;
    clientes.push(
      `C${relleno(lugar + 1, 7)};${uno} ${otro} ${elegir(azar, formas)};${inventarCuit(lugar + 1)};${correo};${telefono}`,
    );
    suma += Math.min(1 / (1 - azar()), Math.max(10, Math.min(2000, cantidad)));
    pesos[lugar] = suma;
  }
  const alAzar = (sorteo) => {
    let [desde, hasta] = [0, cantidad - 1];
    while (desde < hasta) {
      const medio = (desde + hasta) >>> 1;
      if ((pesos[medio] ?? 0) > sorteo * suma) hasta = medio;
      else desde = medio + 1;
    }
    return desde;
  };
  return { clientes, alAzar };
}

/** Un renglón de pago de esa factura, o nada: dos de cada tres se pagan, algunas a medias, de 5 días antes a 60 después. */
function inventarPago(azar, { numero, vence, moneda, importe }) {
  const dia = vence - 5 + Math.floor(azar() * 66);
  const parte = azar() < 0.2 ? 0.5 : 1;
  if (azar() >= 0.67 || dia > 0) return '';
  const medio = elegir(azar, ['TRANSFERENCIA', 'TRANSFERENCIA', 'EFECTIVO', 'CHEQUE']);
  return `R-${numero};${numero};${escribirFecha(dia)};${moneda};${escribirMonto(Math.round(importe * parte))};${medio}\r\n`;
}

/**
 * Escribe `filas` facturas: UTF-8 con marca, CRLF, `;`, dd/mm/aaaa y `1.234.567,89`; si no se dice, un cliente cada 20.
 * Con `aCadaUno`, las primeras son una de cada cliente, y todas están ya emitidas al día base. Con `pagos`, además un
 * archivo con los pagos de esas facturas, que no cambia las facturas.
 */
export function escribirFacturas(
  archivo,
  filas,
  { semilla = 42, serie = 'A-0001', clientes: pedidos, aCadaUno = false, pagos } = {},
) {
  const azar = crearAzar(semilla);
  const azarDePagos = crearAzar(semilla + 1);
  const dePagos = pagos === undefined ? undefined : openSync(pagos, 'w');
  if (dePagos !== undefined) writeSync(dePagos, 'recibo;numero;fecha;moneda;importe;medio\r\n');
  let tandaDePagos = '';
  const cantidad = pedidos ?? Math.max(1, Math.floor(filas / 20));
  const { clientes, alAzar } = inventarClientes(cantidad, azar);
  const descriptor = openSync(archivo, 'w');
  try {
    let tanda = [`\ufeff${encabezado}`];
    for (let fila = 1; fila <= filas; fila++) {
      const quien = aCadaUno && fila <= cantidad ? fila - 1 : alAzar(azar());
      const [condicion, dias] = elegir(azar, condiciones);
      const alDiaBase = 60 - Math.floor(azar() * 601);
      const vence = aCadaUno ? Math.min(alDiaBase, dias) : alDiaBase;
      const enDolares = azar() < 0.08;
      // El producto de tres sorteos da montos de muchos órdenes de magnitud, sin funciones que varíen entre máquinas.
      const escala = (0.1 + 3 * azar()) * (0.1 + 3 * azar()) * (0.1 + 3 * azar());
      const neto = Math.max(1, Math.round((enDolares ? 40_000 : 8_000_000) * escala));
      const iva = Math.round((neto * 21) / 100);
      const nota = azar() < 0.72 ? '' : entreComillas(elegir(azar, notas));
      if (dePagos !== undefined) {
        const numero = `${serie}-${relleno(fila, 8)}`;
        tandaDePagos += inventarPago(azarDePagos, {
          numero,
          vence,
          moneda: enDolares ? 'USD' : 'ARS',
          importe: neto + iva,
        });
      }
      tanda.push(
        `${clientes[quien]};${serie}-${relleno(fila, 8)};${escribirFecha(vence - dias)};${escribirFecha(vence)};${enDolares ? 'USD' : 'ARS'};${escribirMonto(neto + iva)};${escribirMonto(neto)};${escribirMonto(iva)};${condicion};${vendedores[quien % vendedores.length]};${nota}`,
      );
      if (tanda.length === 2000) {
        writeSync(descriptor, `${tanda.join('\r\n')}\r\n`);
        tanda = [];
        if (dePagos !== undefined) writeSync(dePagos, tandaDePagos);
        tandaDePagos = '';
      }
    }
    if (tanda.length > 0) writeSync(descriptor, `${tanda.join('\r\n')}\r\n`);
    if (dePagos !== undefined) writeSync(dePagos, tandaDePagos);
  } finally {
    closeSync(descriptor);
    if (dePagos !== undefined) closeSync(dePagos);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [archivo, filas, semilla = '42'] = process.argv.slice(2);
  if (archivo === undefined || !Number.isSafeInteger(Number(filas))) {
    console.error('uso: node .ci/banco-facturas.mjs <archivo> <filas> [semilla]');
    process.exit(2);
  }
  escribirFacturas(archivo, Number(filas), { semilla: Number(semilla) });
}
