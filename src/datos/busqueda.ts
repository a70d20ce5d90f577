import { CANDIDATOS_MAX, elegirUnico } from '../dominio/busqueda.ts';
import { normalizarIdFiscal, plegar } from '../dominio/cliente.ts';
import { textoLocal } from '../dominio/dinero.ts';
import { normalizarNumero, type TipoDeDocumento } from '../dominio/documento.ts';
import type { DocumentoAlDia } from '../dominio/documento-al-dia.ts';
import type { Fecha } from '../dominio/fecha.ts';
import { type ClienteGuardado, clienteDeFila, columnasDeCliente, type FilaDeClienteGuardado } from './clientes.ts';
import type { Libro } from './conexion.ts';
import { recorrerDocumentos, todosLosDocumentos } from './documentos.ts';

/** Cada paso busca de un modo menos exacto que el anterior; el primero que halla algo decide. */
const pasos: readonly { readonly condicion: string; readonly clave: (texto: string) => string | null }[] = [
  { condicion: 'codigo = ?', clave: (texto) => texto },
  { condicion: 'codigo = ? COLLATE NOCASE', clave: (texto) => texto },
  { condicion: 'id_fiscal_normal = ?', clave: normalizarIdFiscal },
  { condicion: 'nombre_busqueda = ?', clave: plegar },
  { condicion: 'instr(nombre_busqueda, ?) > 0', clave: plegar },
];

/**
 * El cliente que nombra `texto`: su id, su id fiscal con o sin puntuación, su nombre o una parte que sólo él tenga.
 * Lanza ErrorDeUso, con los candidatos, si no hay ninguno o si hay varios (docs/COMANDOS.md, «cobranzas ficha»).
 */
export function resolverCliente(libro: Libro, texto: string): ClienteGuardado {
  const limpio = texto.normalize('NFC').trim();
  let filas: Candidato[] = [];
  for (const { condicion, clave } of pasos) {
    const valor = clave(limpio);
    if (valor === null || valor === '') continue;
    filas = leerCandidatos(libro, condicion, valor);
    if (filas.length > 0) break;
  }
  const hallado = elegirUnico({
    texto,
    nombres: ['ningún cliente', 'clientes'],
    candidatos: filas,
    total: filas[0]?.total ?? 0,
    describir: ({ codigo, nombre, id_fiscal }) =>
      [codigo, nombre, id_fiscal].filter((dato) => dato !== null).join('  '),
    siNinguno: 'vea los clientes con: cobranzas cliente listar',
    siVarios: 'repita la orden con el id de uno de ellos (la primera columna)',
  });
  return clienteDeFila(hallado);
}

interface Candidato extends FilaDeClienteGuardado {
  readonly total: number;
}

function leerCandidatos(libro: Libro, condicion: string, valor: string): Candidato[] {
  const consulta = libro.preparar<Candidato>(
    `SELECT ${columnasDeCliente}, count(*) OVER () AS total FROM clientes
     WHERE ${condicion} ORDER BY nombre_busqueda, codigo LIMIT ${CANDIDATOS_MAX}`,
  );
  return consulta.all(valor);
}

/**
 * La factura o nota de débito que tiene ese número, como {@link resolverDocumento} pero sin las notas de crédito: lo que
 * se puede pagar, disputar o castigar.
 */
export function resolverDeuda(
  libro: Libro,
  numero: string,
  { clienteId, hoy }: { readonly clienteId: number | null; readonly hoy: Fecha },
): DocumentoAlDia {
  return resolverDocumento(libro, numero, { clienteId, tipo: null, hoy, sinNotas: true });
}

/**
 * El documento o nota de crédito que tiene ese número, en forma comparable y aunque falten las letras de adelante, entre
 * los que existían el día `hoy`. Lanza ErrorDeUso, con los candidatos, si no hay ninguno o si hay varios.
 */
export function resolverDocumento(
  libro: Libro,
  numero: string,
  {
    clienteId,
    tipo,
    hoy,
    sinNotas = false,
  }: {
    readonly clienteId: number | null;
    readonly tipo: TipoDeDocumento | null;
    readonly hoy: Fecha;
    readonly sinNotas?: boolean;
  },
): DocumentoAlDia {
  const filtro = { ...todosLosDocumentos, clienteId, numero };
  const conEseNumero = [...recorrerDocumentos(libro, filtro, { hoy, orden: 'vencimiento' })];
  const parecidos = conEseNumero.filter(
    (documento) => (tipo === null || documento.tipo === tipo) && !(sinNotas && documento.tipo === 'nota-credito'),
  );
  const exactos = parecidos.filter(({ numeroNormal }) => numeroNormal === normalizarNumero(numero));
  const candidatos = exactos.length > 0 ? exactos : parecidos;
  return elegirUnico({
    texto: numero,
    nombres: ['ningún documento', 'documentos'],
    candidatos,
    total: candidatos.length,
    describir: (documento) =>
      `${documento.tipo} ${documento.numero}  ${documento.clienteCodigo}  ${documento.clienteNombre}  ${documento.moneda} ${textoLocal({ monto: documento.importe, moneda: documento.moneda })}`,
    siNinguno: 'vea los números con: cobranzas factura listar',
    siVarios: 'indique de quién es con --cliente, qué es con --tipo, o el número completo con su letra',
  });
}
