/**
 * Disparadores del primer esquema: los hechos sólo se agregan, y el saldo y lo disponible sólo pueden valer lo que dicen
 * las aplicaciones. Publicado: no se edita (por eso no lee la lista de tablas de la versión actual).
 */

/** Ninguna fila se borra, y sólo entran filas de la operación abierta. `ademas`: otra condición que hace rechazar. */
function soloAgregar(tabla: string, ademas = ''): string {
  return `
CREATE TRIGGER ${tabla}_permanece BEFORE DELETE ON ${tabla}
BEGIN SELECT RAISE(ABORT, '${tabla}: un hecho no se borra, se deshace con otro'); END;
CREATE TRIGGER ${tabla}_agrega BEFORE INSERT ON ${tabla}
WHEN (SELECT huella FROM operaciones WHERE id = NEW.operacion_id) IS NOT ''${ademas}
BEGIN SELECT RAISE(ABORT, '${tabla}: la fila no es de la operación abierta o su saldo inicial no es el importe'); END;`;
}

/** Ninguna columna cambia jamás. */
export function inmutable(tabla: string): string {
  return `${soloAgregar(tabla)}
CREATE TRIGGER ${tabla}_no_cambia BEFORE UPDATE ON ${tabla}
BEGIN SELECT RAISE(ABORT, '${tabla}: un hecho no se cambia'); END;`;
}

/**
 * Las columnas fijas no cambian; las otras sólo si el último cambio anotado para la fila es de la operación abierta y
 * dice exactamente el valor anterior y el nuevo de cada columna.
 */
function cambiable(tabla: string, { fijas, cambiables }: { fijas: string; cambiables: string }): string {
  const coincide = cambiables
    .split(', ')
    .map(
      (columna) => `
    AND (CASE WHEN json_type(c.despues, '$.${columna}') IS NULL
      THEN OLD.${columna} IS NEW.${columna}
      ELSE (c.antes ->> '$.${columna}') IS OLD.${columna} AND (c.despues ->> '$.${columna}') IS NEW.${columna} END)`,
    )
    .join('');
  return `
CREATE TRIGGER ${tabla}_no_cambia BEFORE UPDATE OF ${fijas} ON ${tabla}
BEGIN SELECT RAISE(ABORT, '${tabla}: esa columna no se cambia'); END;
CREATE TRIGGER ${tabla}_cambia BEFORE UPDATE OF ${cambiables} ON ${tabla}
WHEN NOT EXISTS (
  SELECT 1 FROM cambios c JOIN operaciones o ON o.id = c.operacion_id
  WHERE c.id = (SELECT max(id) FROM cambios WHERE tabla = '${tabla}' AND fila_id = OLD.id) AND o.huella = ''${coincide}
)
BEGIN SELECT RAISE(ABORT, '${tabla}: el cambio no está anotado en cambios'); END;`;
}

/** La copia calculada (`saldo`, `disponible`) sólo admite el valor que dan sus aplicaciones y su reversa. */
function copiaCalculada(
  tabla: string,
  { copia, total, clave }: { copia: string; total: string; clave: string },
): string {
  return `
CREATE TRIGGER ${tabla}_${copia} AFTER UPDATE OF ${copia}, ${total} ON ${tabla}
WHEN NEW.${copia} <> NEW.${total}
  - coalesce((SELECT sum(monto) FROM aplicaciones WHERE ${clave} = NEW.id), 0)
  - coalesce((SELECT sum(monto) FROM reversas WHERE ${clave} = NEW.id), 0)
BEGIN SELECT RAISE(ABORT, '${tabla}: ${copia} no es lo que dan las aplicaciones'); END;
CREATE TRIGGER ${tabla}_aplicado BEFORE UPDATE OF moneda, cliente_id ON ${tabla}
WHEN EXISTS (SELECT 1 FROM aplicaciones WHERE ${clave} = OLD.id)
BEGIN SELECT RAISE(ABORT, '${tabla}: con aplicaciones no cambian ni la moneda ni el cliente'); END;`;
}

const operaciones = /* sql */ `
CREATE TRIGGER operaciones_permanece BEFORE DELETE ON operaciones
BEGIN SELECT RAISE(ABORT, 'operaciones: una operación no se borra'); END;
CREATE TRIGGER operaciones_abre BEFORE INSERT ON operaciones
WHEN NEW.huella <> '' OR NEW.huella_filas <> '' OR NEW.id <> coalesce((SELECT max(id) FROM operaciones), 0) + 1
  OR (SELECT huella FROM operaciones ORDER BY id DESC LIMIT 1) = ''
BEGIN SELECT RAISE(ABORT, 'operaciones: se abren de a una, en orden y sin sellar'); END;
CREATE TRIGGER operaciones_sella BEFORE UPDATE ON operaciones
WHEN OLD.huella <> '' OR NEW.huella = '' OR NEW.huella_filas = '' OR NEW.id <> OLD.id OR NEW.instante <> OLD.instante
  OR NEW.hoy <> OLD.hoy OR NEW.gestor <> OLD.gestor OR NEW.comando <> OLD.comando OR NEW.version <> OLD.version
  OR NEW.clave IS NOT OLD.clave
BEGIN SELECT RAISE(ABORT, 'operaciones: lo único que cambia es pasar de abierta a sellada'); END;
`;

const aplicaciones = /* sql */ `
CREATE TRIGGER aplicaciones_corresponde BEFORE INSERT ON aplicaciones
BEGIN
  SELECT CASE
    WHEN NOT EXISTS (
      SELECT 1 FROM creditos c JOIN documentos d ON d.id = NEW.documento_id
      WHERE c.id = NEW.credito_id AND c.moneda = d.moneda AND c.cliente_id = d.cliente_id)
    THEN RAISE(ABORT, 'aplicaciones: el crédito y el documento no son de la misma moneda y el mismo cliente')
    WHEN NEW.reversa_de IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM aplicaciones a WHERE a.id = NEW.reversa_de AND a.monto = -NEW.monto
        AND a.credito_id = NEW.credito_id AND a.documento_id = NEW.documento_id)
    THEN RAISE(ABORT, 'aplicaciones: la reversa no niega exactamente la aplicación que nombra')
  END;
END;
CREATE TRIGGER aplicaciones_mueve AFTER INSERT ON aplicaciones
BEGIN
  UPDATE documentos SET saldo = saldo - NEW.monto WHERE id = NEW.documento_id;
  UPDATE creditos SET disponible = disponible - NEW.monto WHERE id = NEW.credito_id;
END;
`;

const reversas = /* sql */ `
CREATE TRIGGER reversas_corresponde BEFORE INSERT ON reversas
WHEN CASE NEW.clase
  WHEN 'anulacion' THEN NEW.monto IS NOT coalesce(
    (SELECT saldo FROM documentos WHERE id = NEW.documento_id), (SELECT disponible FROM creditos WHERE id = NEW.credito_id))
  ELSE NEW.monto > (SELECT disponible FROM creditos WHERE id = NEW.credito_id) END
BEGIN SELECT RAISE(ABORT, 'reversas: el monto no es lo que queda'); END;
CREATE TRIGGER reversas_mueve AFTER INSERT ON reversas
BEGIN
  UPDATE documentos SET saldo = saldo - NEW.monto WHERE id = NEW.documento_id;
  UPDATE creditos SET disponible = disponible - NEW.monto WHERE id = NEW.credito_id;
END;
`;

/** Todos los disparadores, después de las tablas. */
export const disparadoresIniciales = [
  operaciones,
  inmutable('politicas'),
  inmutable('importaciones'),
  inmutable('perfiles'),
  inmutable('cambios'),
  inmutable('aplicaciones'),
  aplicaciones,
  inmutable('reversas'),
  reversas,
  soloAgregar('clientes'),
  cambiable('clientes', {
    fijas: 'id, operacion_id, codigo',
    cambiables: 'nombre, nombre_busqueda, id_fiscal, id_fiscal_normal, segmento, gestor, plazo_dias, nota',
  }),
  soloAgregar('datos_contacto'),
  cambiable('datos_contacto', {
    fijas: 'id, operacion_id, cliente_id, tipo, valor',
    cambiables: 'persona, vigente',
  }),
  soloAgregar('documentos', ' OR NEW.saldo <> NEW.importe'),
  cambiable('documentos', {
    fijas: 'id, operacion_id, importacion_id, linea, cliente_id, tipo, numero_normal',
    cambiables: 'numero, emision, vencimiento, moneda, importe, orden_compra, documento, nota',
  }),
  copiaCalculada('documentos', { copia: 'saldo', total: 'importe', clave: 'documento_id' }),
  soloAgregar('creditos', ' OR NEW.disponible <> NEW.monto'),
  cambiable('creditos', {
    fijas: 'id, operacion_id, importacion_id, linea, tipo, numero_normal, clave, origen',
    cambiables: 'cliente_id, numero, fecha, moneda, monto, medio, referencia, documento, nota',
  }),
  copiaCalculada('creditos', { copia: 'disponible', total: 'monto', clave: 'credito_id' }),
].join('\n');
