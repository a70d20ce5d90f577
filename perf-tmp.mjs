// src/datos/abrir.ts
import { accessSync, constants as constants2, statSync as statSync3 } from "node:fs";
import { dirname as dirname3, resolve } from "node:path";

// src/dominio/errores.ts
var ErrorDeUsuario = class extends Error {
  /** Qué puede hacer el usuario, en imperativo; cada línea es una opción. */
  sugerencia;
  /** Renglones de detalle que acompañan al mensaje (por ejemplo, los primeros rechazos). */
  detalle;
  constructor(mensaje, { sugerencia, detalle = [], causa } = {}) {
    super(mensaje, causa === void 0 ? void 0 : { cause: causa });
    this.name = new.target.name;
    this.sugerencia = sugerencia;
    this.detalle = detalle;
  }
};
var ErrorDeLibro = class extends ErrorDeUsuario {
  codigo = 3;
};
function asegurar(condicion, mensaje) {
  if (!condicion) throw new Error(`defecto interno: ${mensaje}`);
}

// src/datos/conexion.ts
import { statSync as statSync2 } from "node:fs";
import Database from "better-sqlite3";

// src/datos/errores-sqlite.ts
import { statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
function codigoDe(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
var ocupado = {
  que: "otro proceso est\xE1 escribiendo en el libro",
  sugerencia: "Espere a que termine y repita la orden."
};
var soloLectura = {
  que: "el libro est\xE1 en un disco o con un permiso de s\xF3lo lectura",
  sugerencia: "D\xE9 permiso de escritura al archivo y a su carpeta, o elija otro con --libro <ruta>."
};
var daniado = {
  que: "el libro est\xE1 da\xF1ado",
  sugerencia: "No lo siga usando: ejecute cobranzas libro restaurar <respaldo> con su \xFAltimo respaldo."
};
var sinPermiso = {
  que: "no hay permiso para usar el libro",
  sugerencia: "Revise el due\xF1o y los permisos del archivo y de su carpeta, o elija otro con --libro <ruta>."
};
var textos = [
  ["SQLITE_BUSY", ocupado],
  ["SQLITE_LOCKED", ocupado],
  ["SQLITE_READONLY", soloLectura],
  ["EROFS", soloLectura],
  ["SQLITE_CORRUPT", daniado],
  ["SQLITE_NOTADB", daniado],
  ["SQLITE_CANTOPEN", { ...sinPermiso, que: "no se puede abrir el libro" }],
  ["SQLITE_PERM", sinPermiso],
  ["SQLITE_AUTH", sinPermiso],
  ["EACCES", sinPermiso],
  ["EPERM", sinPermiso],
  [
    "SQLITE_IOERR",
    {
      que: "el disco fall\xF3 al leer o escribir el libro",
      sugerencia: "Revise el disco, ejecute cobranzas libro verificar y repita la orden."
    }
  ],
  [
    "EIO",
    {
      que: "el disco fall\xF3",
      sugerencia: "Revise el disco, ejecute cobranzas libro verificar y repita la orden."
    }
  ],
  [
    "SQLITE_TOOBIG",
    { que: "un texto es demasiado largo para el libro", sugerencia: "Acorte el texto y repita la orden." }
  ],
  ["SQLITE_NOMEM", { que: "no alcanza la memoria", sugerencia: "Cierre otros programas y repita la orden." }],
  [
    "ENOTDIR",
    { que: "la ruta del libro pasa por algo que no es una carpeta", sugerencia: "Corrija --libro <ruta>." }
  ],
  ["ELOOP", { que: "la ruta del libro es un c\xEDrculo de enlaces", sugerencia: "Corrija --libro <ruta>." }],
  [
    "ENAMETOOLONG",
    { que: "la ruta del libro es demasiado larga", sugerencia: "Elija otra con --libro <ruta>." }
  ]
];
function traducirError(error, ruta) {
  if (error instanceof ErrorDeUsuario) return error;
  const codigo = codigoDe(error);
  if (codigo.startsWith("SQLITE_FULL") || codigo === "ENOSPC" || codigo === "EDQUOT")
    return discoLleno(error, ruta);
  const texto = textos.find(([prefijo]) => codigo === prefijo || codigo.startsWith(`${prefijo}_`))?.[1];
  if (texto === void 0) return error;
  return new ErrorDeLibro(`${texto.que}: ${ruta}`, { sugerencia: texto.sugerencia, causa: error });
}
function conErroresDeLibro(ruta, accion) {
  try {
    return accion();
  } catch (error) {
    throw traducirError(error, ruta);
  }
}
function discoLleno(error, ruta) {
  const carpeta = dirname(ruta);
  let libres = 0;
  let tamanio = 0;
  try {
    const disco = statfsSync(carpeta);
    libres = disco.bavail * disco.bsize;
    tamanio = statSync(ruta, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
  }
  const necesarios = 2 * tamanio + 20 * 1024 * 1024;
  return new ErrorDeLibro(`no queda espacio en el disco; el libro no cambi\xF3: ${ruta}`, {
    sugerencia: `Libere espacio en ${carpeta} y repita la orden; conviene tener libres ${enMegas(necesarios)} (hay ${enMegas(libres)}).`,
    causa: error
  });
}
function enMegas(bytes) {
  return `${Math.ceil(bytes / (1024 * 1024))} MiB`;
}

// src/datos/formato.ts
import { closeSync, lstatSync, openSync, readdirSync, readSync, statfsSync as statfsSync2 } from "node:fs";
import { basename, dirname as dirname2, join } from "node:path";

// src/datos/migraciones/0001-disparadores.ts
function soloAgregar(tabla, ademas = "") {
  return `
CREATE TRIGGER ${tabla}_permanece BEFORE DELETE ON ${tabla}
BEGIN SELECT RAISE(ABORT, '${tabla}: un hecho no se borra, se deshace con otro'); END;
CREATE TRIGGER ${tabla}_agrega BEFORE INSERT ON ${tabla}
WHEN (SELECT huella FROM operaciones WHERE id = NEW.operacion_id) IS NOT ''${ademas}
BEGIN SELECT RAISE(ABORT, '${tabla}: la fila no es de la operaci\xF3n abierta o su saldo inicial no es el importe'); END;`;
}
function inmutable(tabla) {
  return `${soloAgregar(tabla)}
CREATE TRIGGER ${tabla}_no_cambia BEFORE UPDATE ON ${tabla}
BEGIN SELECT RAISE(ABORT, '${tabla}: un hecho no se cambia'); END;`;
}
function cambiable(tabla, { fijas, cambiables }) {
  const coincide = cambiables.split(", ").map(
    (columna) => `
    AND (CASE WHEN json_type(c.despues, '$.${columna}') IS NULL
      THEN OLD.${columna} IS NEW.${columna}
      ELSE (c.antes ->> '$.${columna}') IS OLD.${columna} AND (c.despues ->> '$.${columna}') IS NEW.${columna} END)`
  ).join("");
  return `
CREATE TRIGGER ${tabla}_no_cambia BEFORE UPDATE OF ${fijas} ON ${tabla}
BEGIN SELECT RAISE(ABORT, '${tabla}: esa columna no se cambia'); END;
CREATE TRIGGER ${tabla}_cambia BEFORE UPDATE OF ${cambiables} ON ${tabla}
WHEN NOT EXISTS (
  SELECT 1 FROM cambios c JOIN operaciones o ON o.id = c.operacion_id
  WHERE c.id = (SELECT max(id) FROM cambios WHERE tabla = '${tabla}' AND fila_id = OLD.id) AND o.huella = ''${coincide}
)
BEGIN SELECT RAISE(ABORT, '${tabla}: el cambio no est\xE1 anotado en cambios'); END;`;
}
function copiaCalculada(tabla, { copia, total, clave }) {
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
var operaciones = (
  /* sql */
  `
CREATE TRIGGER operaciones_permanece BEFORE DELETE ON operaciones
BEGIN SELECT RAISE(ABORT, 'operaciones: una operaci\xF3n no se borra'); END;
CREATE TRIGGER operaciones_abre BEFORE INSERT ON operaciones
WHEN NEW.huella <> '' OR NEW.huella_filas <> '' OR NEW.id <> coalesce((SELECT max(id) FROM operaciones), 0) + 1
  OR (SELECT huella FROM operaciones ORDER BY id DESC LIMIT 1) = ''
BEGIN SELECT RAISE(ABORT, 'operaciones: se abren de a una, en orden y sin sellar'); END;
CREATE TRIGGER operaciones_sella BEFORE UPDATE ON operaciones
WHEN OLD.huella <> '' OR NEW.huella = '' OR NEW.huella_filas = '' OR NEW.id <> OLD.id OR NEW.instante <> OLD.instante
  OR NEW.hoy <> OLD.hoy OR NEW.gestor <> OLD.gestor OR NEW.comando <> OLD.comando OR NEW.version <> OLD.version
  OR NEW.clave IS NOT OLD.clave
BEGIN SELECT RAISE(ABORT, 'operaciones: lo \xFAnico que cambia es pasar de abierta a sellada'); END;
`
);
var aplicaciones = (
  /* sql */
  `
CREATE TRIGGER aplicaciones_corresponde BEFORE INSERT ON aplicaciones
BEGIN
  SELECT CASE
    WHEN NOT EXISTS (
      SELECT 1 FROM creditos c JOIN documentos d ON d.id = NEW.documento_id
      WHERE c.id = NEW.credito_id AND c.moneda = d.moneda AND c.cliente_id = d.cliente_id)
    THEN RAISE(ABORT, 'aplicaciones: el cr\xE9dito y el documento no son de la misma moneda y el mismo cliente')
    WHEN NEW.reversa_de IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM aplicaciones a WHERE a.id = NEW.reversa_de AND a.monto = -NEW.monto
        AND a.credito_id = NEW.credito_id AND a.documento_id = NEW.documento_id)
    THEN RAISE(ABORT, 'aplicaciones: la reversa no niega exactamente la aplicaci\xF3n que nombra')
  END;
END;
CREATE TRIGGER aplicaciones_mueve AFTER INSERT ON aplicaciones
BEGIN
  UPDATE documentos SET saldo = saldo - NEW.monto WHERE id = NEW.documento_id;
  UPDATE creditos SET disponible = disponible - NEW.monto WHERE id = NEW.credito_id;
END;
`
);
var reversas = (
  /* sql */
  `
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
`
);
var disparadoresIniciales = [
  operaciones,
  inmutable("politicas"),
  inmutable("importaciones"),
  inmutable("perfiles"),
  inmutable("cambios"),
  inmutable("aplicaciones"),
  aplicaciones,
  inmutable("reversas"),
  reversas,
  soloAgregar("clientes"),
  cambiable("clientes", {
    fijas: "id, operacion_id, codigo",
    cambiables: "nombre, nombre_busqueda, id_fiscal, id_fiscal_normal, segmento, gestor, plazo_dias, nota"
  }),
  soloAgregar("datos_contacto"),
  cambiable("datos_contacto", {
    fijas: "id, operacion_id, cliente_id, tipo, valor",
    cambiables: "persona, vigente"
  }),
  soloAgregar("documentos", " OR NEW.saldo <> NEW.importe"),
  cambiable("documentos", {
    fijas: "id, operacion_id, importacion_id, linea, cliente_id, tipo, numero_normal",
    cambiables: "numero, emision, vencimiento, moneda, importe, orden_compra, documento, nota"
  }),
  copiaCalculada("documentos", { copia: "saldo", total: "importe", clave: "documento_id" }),
  soloAgregar("creditos", " OR NEW.disponible <> NEW.monto"),
  cambiable("creditos", {
    fijas: "id, operacion_id, importacion_id, linea, tipo, numero_normal, clave, origen",
    cambiables: "cliente_id, numero, fecha, moneda, monto, medio, referencia, documento, nota"
  }),
  copiaCalculada("creditos", { copia: "disponible", total: "monto", clave: "credito_id" })
].join("\n");

// src/datos/migraciones/0001-tablas.ts
var tablasIniciales = (
  /* sql */
  `
CREATE TABLE operaciones (
  id INTEGER PRIMARY KEY,
  instante TEXT NOT NULL,
  hoy TEXT NOT NULL CHECK (hoy IS date(hoy)),
  gestor TEXT NOT NULL,
  comando TEXT NOT NULL,
  version TEXT NOT NULL,
  politica_id INTEGER REFERENCES politicas (id) DEFERRABLE INITIALLY DEFERRED,
  clave TEXT,
  resumen TEXT NOT NULL DEFAULT '',
  resultado TEXT NOT NULL DEFAULT '',
  huella_filas TEXT NOT NULL DEFAULT '',
  huella TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX operaciones_por_clave ON operaciones (clave) WHERE clave IS NOT NULL;

CREATE TABLE politicas (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  sha256 TEXT NOT NULL UNIQUE,
  texto TEXT NOT NULL
) STRICT;

CREATE TABLE importaciones (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  archivo TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  tipo TEXT NOT NULL CHECK (tipo IN ('facturas', 'clientes', 'pagos')),
  opciones TEXT NOT NULL CHECK (json_valid(opciones)),
  resultado TEXT NOT NULL CHECK (json_valid(resultado))
) STRICT;
CREATE INDEX importaciones_por_sha256 ON importaciones (sha256);

CREATE TABLE perfiles (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  nombre TEXT NOT NULL,
  definicion TEXT NOT NULL CHECK (json_valid(definicion))
) STRICT;

CREATE TABLE clientes (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  codigo TEXT NOT NULL CHECK (codigo <> ''),
  nombre TEXT NOT NULL CHECK (nombre <> ''),
  nombre_busqueda TEXT NOT NULL,
  id_fiscal TEXT,
  id_fiscal_normal TEXT,
  segmento TEXT,
  gestor TEXT,
  plazo_dias INTEGER CHECK (plazo_dias BETWEEN 0 AND 3650),
  nota TEXT
) STRICT;
CREATE UNIQUE INDEX clientes_por_codigo ON clientes (codigo);
CREATE INDEX clientes_por_nombre ON clientes (nombre_busqueda);
CREATE INDEX clientes_por_id_fiscal ON clientes (id_fiscal_normal) WHERE id_fiscal_normal IS NOT NULL;

CREATE TABLE datos_contacto (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  cliente_id INTEGER NOT NULL REFERENCES clientes (id),
  tipo TEXT NOT NULL CHECK (tipo IN ('email', 'telefono')),
  valor TEXT NOT NULL CHECK (valor <> ''),
  persona TEXT,
  vigente INTEGER NOT NULL DEFAULT 1 CHECK (vigente IN (0, 1))
) STRICT;
CREATE INDEX datos_contacto_por_cliente ON datos_contacto (cliente_id);

-- Lo que el cliente debe. El saldo es una copia calculada que s\xF3lo escriben los disparadores.
CREATE TABLE documentos (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  importacion_id INTEGER REFERENCES importaciones (id) DEFERRABLE INITIALLY DEFERRED,
  linea INTEGER,
  cliente_id INTEGER NOT NULL REFERENCES clientes (id),
  tipo TEXT NOT NULL CHECK (tipo IN ('factura', 'nota-debito')),
  numero TEXT NOT NULL CHECK (numero <> ''),
  numero_normal TEXT NOT NULL CHECK (numero_normal <> ''),
  emision TEXT NOT NULL CHECK (emision IS date(emision)),
  vencimiento TEXT NOT NULL CHECK (vencimiento IS date(vencimiento)),
  moneda TEXT NOT NULL CHECK (length(moneda) = 3),
  importe INTEGER NOT NULL CHECK (importe > 0),
  orden_compra TEXT,
  documento TEXT,
  nota TEXT,
  saldo INTEGER NOT NULL CHECK (saldo BETWEEN 0 AND importe),
  vence_dia INTEGER GENERATED ALWAYS AS (unixepoch(vencimiento) / 86400) VIRTUAL,
  emision_dia INTEGER GENERATED ALWAYS AS (unixepoch(emision) / 86400) VIRTUAL
) STRICT;
CREATE UNIQUE INDEX documentos_por_numero ON documentos (numero_normal, cliente_id, tipo);
CREATE INDEX documentos_abiertos ON documentos (cliente_id, moneda, vence_dia, saldo, emision_dia) WHERE saldo > 0;

-- Lo que cancela deuda. disponible = lo que no est\xE1 aplicado ni reversado.
CREATE TABLE creditos (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  importacion_id INTEGER REFERENCES importaciones (id) DEFERRABLE INITIALLY DEFERRED,
  linea INTEGER,
  cliente_id INTEGER REFERENCES clientes (id),
  tipo TEXT NOT NULL CHECK (tipo IN ('pago', 'nota-credito', 'descuento', 'castigo', 'ajuste')),
  numero TEXT,
  numero_normal TEXT,
  clave TEXT,
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  moneda TEXT NOT NULL CHECK (length(moneda) = 3),
  monto INTEGER NOT NULL CHECK (monto > 0),
  medio TEXT,
  referencia TEXT,
  documento TEXT,
  nota TEXT,
  -- 'importacion' = estado previo que inform\xF3 un archivo, que no cuenta como conducta de pago
  origen TEXT NOT NULL CHECK (origen IN ('registro', 'importacion')),
  disponible INTEGER NOT NULL CHECK (disponible BETWEEN 0 AND monto)
) STRICT;
CREATE INDEX creditos_por_cliente ON creditos (cliente_id);
CREATE INDEX creditos_disponibles ON creditos (cliente_id, moneda, fecha, disponible) WHERE disponible > 0;
CREATE UNIQUE INDEX creditos_por_clave ON creditos (clave) WHERE clave IS NOT NULL;
CREATE UNIQUE INDEX creditos_por_nota ON creditos (numero_normal, cliente_id) WHERE tipo = 'nota-credito';

-- Une un cr\xE9dito con un documento. Un monto negativo deshace la aplicaci\xF3n que nombra reversa_de.
CREATE TABLE aplicaciones (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  credito_id INTEGER NOT NULL REFERENCES creditos (id),
  documento_id INTEGER NOT NULL REFERENCES documentos (id),
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  monto INTEGER NOT NULL CHECK (monto <> 0),
  reversa_de INTEGER REFERENCES aplicaciones (id),
  motivo TEXT,
  CHECK ((monto < 0) = (reversa_de IS NOT NULL))
) STRICT;
CREATE INDEX aplicaciones_por_documento ON aplicaciones (documento_id);
CREATE INDEX aplicaciones_por_credito ON aplicaciones (credito_id);
CREATE INDEX aplicaciones_por_fecha ON aplicaciones (fecha, documento_id, credito_id, monto);
CREATE UNIQUE INDEX aplicaciones_por_reversa ON aplicaciones (reversa_de) WHERE reversa_de IS NOT NULL;

-- Deshace todo lo que quede de un documento o de un cr\xE9dito (anulacion), o da por usada fuera del libro una parte de un
-- cr\xE9dito (uso-externo), con su motivo.
CREATE TABLE reversas (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  documento_id INTEGER REFERENCES documentos (id),
  credito_id INTEGER REFERENCES creditos (id),
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  monto INTEGER NOT NULL CHECK (monto > 0),
  clase TEXT NOT NULL CHECK (clase IN ('anulacion', 'uso-externo')),
  motivo TEXT NOT NULL CHECK (motivo <> ''),
  CHECK ((documento_id IS NULL) <> (credito_id IS NULL)),
  CHECK (clase = 'anulacion' OR credito_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX reversas_por_documento ON reversas (documento_id) WHERE documento_id IS NOT NULL;
CREATE UNIQUE INDEX reversas_por_credito ON reversas (credito_id, clase) WHERE credito_id IS NOT NULL;

-- Las pocas filas que pueden cambiar (datos de un cliente, un documento corregido) dejan aqu\xED su valor anterior.
CREATE TABLE cambios (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  tabla TEXT NOT NULL CHECK (tabla IN ('clientes', 'datos_contacto', 'documentos', 'creditos')),
  fila_id INTEGER NOT NULL,
  antes TEXT NOT NULL CHECK (json_valid(antes)),
  despues TEXT NOT NULL CHECK (json_valid(despues))
) STRICT;
CREATE INDEX cambios_por_fila ON cambios (tabla, fila_id);
`
);

// src/datos/migraciones/0001-inicial.ts
var inicial = `${tablasIniciales}
${disparadoresIniciales}`;

// src/datos/migraciones/0002-gestion.ts
var tablasDeGestion = [
  "contactos",
  "acuerdos",
  "cuotas",
  "acuerdo_documentos",
  "acuerdo_hechos",
  "acuerdo_creditos",
  "disputas",
  "disputas_resueltas",
  "pausas",
  "pausas_terminadas",
  "canales",
  "capacidades"
];
var tablas = (
  /* sql */
  `
CREATE TABLE contactos (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  cliente_id INTEGER NOT NULL REFERENCES clientes (id),
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  hora TEXT CHECK (hora IS NULL OR hora IS strftime('%H:%M', hora)),
  canal TEXT NOT NULL CHECK (canal IN ('llamada', 'email', 'whatsapp', 'sms', 'visita', 'carta', 'otro')),
  sentido TEXT NOT NULL CHECK (sentido IN ('saliente', 'entrante')),
  resultado TEXT NOT NULL CHECK (resultado <> ''),
  motivo TEXT,
  persona TEXT,
  nota TEXT,
  proximo TEXT CHECK (proximo IS NULL OR proximo IS date(proximo))
) STRICT;
CREATE INDEX contactos_por_cliente ON contactos (cliente_id, fecha);

-- Lo que se acord\xF3. Su estado nunca se guarda: se calcula con los pagos.
CREATE TABLE acuerdos (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  cliente_id INTEGER NOT NULL REFERENCES clientes (id),
  contacto_id INTEGER REFERENCES contactos (id),
  tipo TEXT NOT NULL CHECK (tipo IN ('promesa', 'cuotas', 'quita', 'pronto-pago')),
  moneda TEXT NOT NULL CHECK (length(moneda) = 3),
  -- lo que el cliente se comprometi\xF3 a pagar; las cuotas lo suman exactamente
  total INTEGER NOT NULL CHECK (total > 0),
  -- lo que se le perdona si paga a tiempo
  descuento INTEGER NOT NULL CHECK (descuento >= 0),
  creado TEXT NOT NULL CHECK (creado IS date(creado)),
  caida_cuotas INTEGER NOT NULL CHECK (caida_cuotas > 0),
  caida_dias INTEGER NOT NULL CHECK (caida_dias > 0),
  reemplaza_a INTEGER REFERENCES acuerdos (id),
  nota TEXT
) STRICT;
CREATE INDEX acuerdos_por_cliente ON acuerdos (cliente_id);

CREATE TABLE cuotas (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  acuerdo_id INTEGER NOT NULL REFERENCES acuerdos (id),
  numero INTEGER NOT NULL CHECK (numero > 0),
  vencimiento TEXT NOT NULL CHECK (vencimiento IS date(vencimiento)),
  -- \xFAltimo d\xEDa que todav\xEDa cuenta: el vencimiento m\xE1s la tolerancia en d\xEDas h\xE1biles
  fin TEXT NOT NULL CHECK (fin IS date(fin) AND fin >= vencimiento),
  monto INTEGER NOT NULL CHECK (monto > 0)
) STRICT;
CREATE UNIQUE INDEX cuotas_por_acuerdo ON cuotas (acuerdo_id, numero);
CREATE INDEX cuotas_por_vencimiento ON cuotas (vencimiento);

CREATE TABLE acuerdo_documentos (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  acuerdo_id INTEGER NOT NULL REFERENCES acuerdos (id),
  documento_id INTEGER NOT NULL REFERENCES documentos (id),
  -- lo que se deb\xEDa del documento al acordar
  saldo INTEGER NOT NULL CHECK (saldo > 0)
) STRICT;
CREATE UNIQUE INDEX acuerdo_documentos_por_acuerdo ON acuerdo_documentos (acuerdo_id, documento_id);
CREATE INDEX acuerdo_documentos_por_documento ON acuerdo_documentos (documento_id);

-- Lo que le pas\xF3 a un acuerdo por decisi\xF3n de alguien.
CREATE TABLE acuerdo_hechos (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  acuerdo_id INTEGER NOT NULL REFERENCES acuerdos (id),
  tipo TEXT NOT NULL CHECK (tipo IN ('reemplazado', 'retirado', 'anulado', 'renegociado')),
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  motivo TEXT
) STRICT;
CREATE UNIQUE INDEX acuerdo_hechos_por_acuerdo ON acuerdo_hechos (acuerdo_id);

-- El descuento que un acuerdo cumplido a tiempo le dio al cliente.
CREATE TABLE acuerdo_creditos (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  acuerdo_id INTEGER NOT NULL REFERENCES acuerdos (id),
  credito_id INTEGER NOT NULL REFERENCES creditos (id)
) STRICT;
CREATE INDEX acuerdo_creditos_por_acuerdo ON acuerdo_creditos (acuerdo_id);
CREATE UNIQUE INDEX acuerdo_creditos_por_credito ON acuerdo_creditos (credito_id);

CREATE TABLE disputas (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  documento_id INTEGER NOT NULL REFERENCES documentos (id),
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  -- NULL = todo el saldo
  monto INTEGER CHECK (monto > 0),
  motivo TEXT NOT NULL CHECK (motivo <> ''),
  hasta TEXT CHECK (hasta IS NULL OR hasta IS date(hasta)),
  nota TEXT
) STRICT;
CREATE INDEX disputas_por_documento ON disputas (documento_id);

CREATE TABLE disputas_resueltas (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  disputa_id INTEGER NOT NULL UNIQUE REFERENCES disputas (id),
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  resultado TEXT NOT NULL CHECK (resultado IN ('a-favor-del-cliente', 'a-favor-nuestro', 'parcial')),
  nota TEXT
) STRICT;

CREATE TABLE pausas (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  cliente_id INTEGER NOT NULL REFERENCES clientes (id),
  clase TEXT NOT NULL CHECK (clase IN ('pausa', 'problema', 'abogado')),
  desde TEXT NOT NULL CHECK (desde IS date(desde)),
  hasta TEXT CHECK (hasta IS NULL OR (hasta IS date(hasta) AND hasta >= desde)),
  motivo TEXT NOT NULL CHECK (motivo <> '')
) STRICT;
CREATE INDEX pausas_por_cliente ON pausas (cliente_id);

CREATE TABLE pausas_terminadas (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  pausa_id INTEGER NOT NULL UNIQUE REFERENCES pausas (id),
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  motivo TEXT
) STRICT;

-- Por qu\xE9 canales se puede contactar a un cliente; vale lo \xFAltimo que se dijo de cada canal.
CREATE TABLE canales (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  cliente_id INTEGER NOT NULL REFERENCES clientes (id),
  canal TEXT NOT NULL CHECK (canal IN ('llamada', 'email', 'whatsapp', 'sms', 'visita', 'carta')),
  permitido INTEGER NOT NULL CHECK (permitido IN (0, 1)),
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  motivo TEXT
) STRICT;
CREATE INDEX canales_por_cliente ON canales (cliente_id);

-- Qu\xE9 se sabe de la capacidad de pago de un cliente, escrito por una persona.
CREATE TABLE capacidades (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  cliente_id INTEGER NOT NULL REFERENCES clientes (id),
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  texto TEXT NOT NULL CHECK (texto <> '')
) STRICT;
CREATE INDEX capacidades_por_cliente ON capacidades (cliente_id);

-- La historia de un cliente se lee entera al prepararse para llamarlo.
CREATE INDEX documentos_por_cliente ON documentos (cliente_id);
`
);
var gestion = [tablas, ...tablasDeGestion.map((tabla) => inmutable(tabla))].join("\n");

// src/datos/migraciones/index.ts
var migraciones = [
  { version: 1, sql: inicial },
  { version: 2, sql: gestion }
];

// src/datos/formato.ts
var ID_DE_APLICACION = 1129267794;
var VERSION_DE_ESQUEMA = migraciones.at(-1)?.version ?? 0;
var elegirOtro = "Elija otro archivo con --libro <ruta>.";
var bytesDeCabecera = 100;
function examinarArchivo(ruta) {
  return conErroresDeLibro(ruta, () => {
    const estado = estadoDe(ruta);
    if (estado === void 0) return void 0;
    rechazarSiNoEsArchivo(ruta, estado);
    exigirCabecera(ruta);
    return estado;
  });
}
function estadoDe(ruta) {
  return lstatSync(ruta, { throwIfNoEntry: false });
}
function rechazarSiNoEsArchivo(ruta, estado) {
  if (estado.isDirectory()) {
    throw new ErrorDeLibro(`el libro es una carpeta: ${ruta}`, {
      sugerencia: `Indique un archivo, por ejemplo --libro ${ruta.replace(/\/+$/, "")}/libro.db.`
    });
  }
  if (estado.isSymbolicLink()) {
    throw new ErrorDeLibro(`el libro es un enlace simb\xF3lico: ${ruta}`, {
      sugerencia: "Indique con --libro la ruta verdadera: por un enlace, dos procesos podr\xEDan da\xF1arlo."
    });
  }
  if (!estado.isFile())
    throw new ErrorDeLibro(`el libro no es un archivo com\xFAn: ${ruta}`, { sugerencia: elegirOtro });
  if (estado.nlink > 1 && estado.nlink - nombresDePaso(ruta, estado) > 1) {
    throw new ErrorDeLibro(`el libro tiene ${estado.nlink} nombres (enlaces duros): ${ruta}`, {
      sugerencia: "Deje uno solo: copie el archivo y borre los otros nombres; con dos, dos procesos podr\xEDan da\xF1arlo."
    });
  }
}
function nombresDePaso(ruta, { ino }) {
  const prefijo = `.${basename(ruta)}.nuevo-`;
  const vecinos = readdirSync(dirname2(ruta)).filter((nombre) => nombre.startsWith(prefijo));
  return vecinos.filter((nombre) => estadoDe(join(dirname2(ruta), nombre))?.ino === ino).length;
}
function exigirCabecera(ruta) {
  const cabecera = Buffer.alloc(bytesDeCabecera);
  const descriptor = openSync(ruta, "r");
  let leidos;
  try {
    leidos = readSync(descriptor, cabecera, 0, bytesDeCabecera, 0);
  } finally {
    closeSync(descriptor);
  }
  if (leidos === 0)
    throw new ErrorDeLibro(`el libro est\xE1 vac\xEDo: ${ruta}`, {
      sugerencia: `Borre el archivo, o elija otro con --libro <ruta>.`
    });
  if (leidos < bytesDeCabecera || cabecera.toString("latin1", 0, 16) !== "SQLite format 3\0") {
    throw new ErrorDeLibro(`el archivo no es un libro de cobranzas: ${ruta}`, { sugerencia: elegirOtro });
  }
  exigirIdentidad(ruta, { aplicacion: cabecera.readUInt32BE(68), version: cabecera.readUInt32BE(60) });
}
function exigirIdentidad(ruta, { aplicacion, version }) {
  if (aplicacion !== ID_DE_APLICACION) {
    throw new ErrorDeLibro(`el archivo es una base de datos de otro programa: ${ruta}`, {
      sugerencia: elegirOtro
    });
  }
  if (version > VERSION_DE_ESQUEMA) {
    throw new ErrorDeLibro(
      `el libro es de una versi\xF3n m\xE1s nueva del programa (esquema ${version}; aqu\xED ${VERSION_DE_ESQUEMA}): ${ruta}`,
      { sugerencia: "Actualice cobranzas y repita la orden; el libro no se toc\xF3." }
    );
  }
  if (version < 1) {
    throw new ErrorDeLibro(`el libro est\xE1 da\xF1ado (no dice su versi\xF3n): ${ruta}`, {
      sugerencia: "Ejecute cobranzas libro restaurar <respaldo> con su \xFAltimo respaldo."
    });
  }
}
var enRed = /* @__PURE__ */ new Map([
  [26985, "NFS"],
  [4283649346, "CIFS"],
  [4266872130, "SMB"],
  [20859, "SMB"],
  [1702057286, "FUSE"],
  [16914839, "9P"],
  [1397113167, "AFS"]
]);
function avisoDeRed(ruta) {
  try {
    const sistema = enRed.get(Number(statfsSync2(dirname2(ruta)).type));
    if (sistema === void 0) return void 0;
    return `el libro est\xE1 en un disco de red (${sistema}): \xFAselo desde una sola m\xE1quina a la vez`;
  } catch (error) {
    if (codigoDe(error) === "") throw error;
    return void 0;
  }
}

// src/datos/conexion.ts
var versionMinimaDeSqlite = "3.51.3";
var esperaMilisegundos = 5e3;
var abiertos = /* @__PURE__ */ new Map();
function estaAbierto(ruta) {
  return (abiertos.get(ruta) ?? 0) > 0;
}
var Libro = class {
  ruta;
  base;
  /** Lo que conviene decirle al usuario sobre el lugar donde está el libro. */
  avisos;
  #sentencias = /* @__PURE__ */ new Map();
  #alCerrar;
  #archivo;
  #inodo;
  constructor(base, { ruta, archivo, inodo, alCerrar }) {
    this.ruta = ruta;
    this.base = base;
    this.#archivo = archivo;
    this.#inodo = inodo;
    this.#alCerrar = alCerrar;
    const aviso = archivo === "" ? void 0 : avisoDeRed(ruta);
    this.avisos = aviso === void 0 ? [] : [aviso];
    abiertos.set(archivo, (abiertos.get(archivo) ?? 0) + 1);
  }
  /** La sentencia de ese SQL, compilada una sola vez. */
  preparar(sql) {
    let sentencia = this.#sentencias.get(sql);
    if (sentencia === void 0) {
      sentencia = this.base.prepare(sql);
      this.#sentencias.set(sql, sentencia);
    }
    return sentencia;
  }
  /** Dice si la ruta todavía lleva al archivo abierto: una restauración pudo poner otro mientras se esperaba el turno. */
  sigueEnSuLugar() {
    return this.#inodo === void 0 || statSync2(this.#archivo, { throwIfNoEntry: false })?.ino === this.#inodo;
  }
  /** Cierra la conexión; lo que no se haya confirmado se pierde. Se puede llamar dos veces. */
  cerrar() {
    if (!this.base.open) return;
    this.base.close();
    abiertos.set(this.#archivo, (abiertos.get(this.#archivo) ?? 1) - 1);
    this.#alCerrar?.();
  }
};
function conectar(datos, modo) {
  try {
    const base = new Database(datos.archivo, {
      readonly: modo === "sola-lectura",
      fileMustExist: datos.archivo !== "",
      timeout: esperaMilisegundos
    });
    try {
      exigirSqlite(base);
      configurar(base, modo);
      return new Libro(base, datos);
    } catch (error) {
      base.close();
      throw error;
    }
  } catch (error) {
    throw traducirError(error, datos.ruta);
  }
}
function exigirSqlite(base) {
  const version = String(base.prepare("SELECT sqlite_version()").pluck().get());
  if (compararVersiones(version, versionMinimaDeSqlite) < 0) {
    throw new ErrorDeLibro(
      `SQLite ${version} es demasiado viejo: se necesita ${versionMinimaDeSqlite} o posterior`,
      {
        sugerencia: "Reinstale cobranzas con sus dependencias."
      }
    );
  }
}
function compararVersiones(una, otra) {
  const partes = otra.split(".").map(Number);
  for (const [indice, numero] of una.split(".").map(Number).entries()) {
    const diferencia = numero - (partes[indice] ?? 0);
    if (diferencia !== 0) return diferencia;
  }
  return 0;
}
function configurar(base, modo) {
  base.pragma("foreign_keys = ON");
  base.pragma("trusted_schema = OFF");
  base.pragma("recursive_triggers = ON");
  base.pragma("cell_size_check = ON");
  if (modo === "consulta") base.pragma("query_only = ON");
  if (modo === "escritura") {
    base.pragma("journal_mode = WAL");
    base.pragma("cache_size = -65536");
  }
  if (modo === "nueva") {
    base.pragma("journal_mode = MEMORY");
    base.pragma("cache_size = -65536");
    base.pragma(`application_id = ${ID_DE_APLICACION}`);
  }
  base.pragma(`synchronous = ${modo === "nueva" ? "OFF" : "FULL"}`);
}

// src/datos/copia.ts
import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/datos/migrar.ts
function versionDe(base) {
  return Number(base.pragma("user_version", { simple: true }));
}
function migrar(base, lista = migraciones) {
  let aplicadas = 0;
  for (const { version, sql } of lista) {
    if (versionDe(base) >= version) continue;
    base.exec("BEGIN IMMEDIATE");
    try {
      if (versionDe(base) < version) {
        base.exec(sql);
        base.pragma(`user_version = ${version}`);
        aplicadas += 1;
      }
      base.exec("COMMIT");
    } catch (error) {
      if (base.inTransaction) base.exec("ROLLBACK");
      throw error;
    }
  }
  return aplicadas;
}

// src/datos/copia.ts
function abrirCopia(ruta, archivo) {
  const carpeta = mkdtempSync(join2(tmpdir(), "cobranzas-"));
  const borrar = () => rmSync(carpeta, { recursive: true, force: true });
  process.once("exit", borrar);
  const alCerrar = () => {
    process.off("exit", borrar);
    borrar();
  };
  try {
    const copia = join2(carpeta, "libro.db");
    for (const lateral of ["", "-wal"]) {
      if (existsSync(archivo + lateral))
        copyFileSync(archivo + lateral, copia + lateral, constants.COPYFILE_FICLONE);
    }
    const libro2 = conectar({ ruta, archivo: copia, alCerrar }, "escritura");
    migrar(libro2.base);
    libro2.base.pragma("query_only = ON");
    return libro2;
  } catch (error) {
    alCerrar();
    throw error;
  }
}

// src/datos/abrir.ts
function abrirParaLeer(ruta) {
  const archivo = resolve(ruta);
  if (examinar(ruta, archivo) === void 0) {
    throw new ErrorDeLibro(`todav\xEDa no hay libro en ${ruta}`, {
      sugerencia: "Cr\xE9elo importando sus facturas: cobranzas import facturas.csv.\nSi est\xE1 en otro lugar, ind\xEDquelo con --libro <ruta>."
    });
  }
  const libro2 = conErroresDeLibro(ruta, () => conectarParaLeer(ruta, archivo));
  return conCierre(libro2, () => {
    exigirVersion(libro2);
    return libro2;
  });
}
function conectarParaLeer(ruta, archivo) {
  const bitacora = statSync3(`${archivo}-wal`, { throwIfNoEntry: false });
  try {
    const limpio = bitacora === void 0 || bitacora.size === 0;
    const libro2 = conectar(
      { ruta, archivo },
      limpio && sePuedeEscribir(archivo) ? "consulta" : "sola-lectura"
    );
    return conCierre(libro2, () => {
      libro2.base.prepare("SELECT count(*) FROM sqlite_schema").get();
      return versionDe(libro2.base) < VERSION_DE_ESQUEMA ? abrirCopia(ruta, archivo) : libro2;
    });
  } catch (error) {
    const codigo = codigoDe(error instanceof ErrorDeLibro ? error.cause : error);
    if (sePuedeEscribir(archivo) || !/^SQLITE_(CANTOPEN|READONLY)/.test(codigo)) throw error;
    return abrirCopia(ruta, archivo);
  }
}
function examinar(ruta, archivo) {
  if (!estaAbierto(archivo)) return examinarArchivo(archivo);
  const estado = conErroresDeLibro(ruta, () => estadoDe(archivo));
  if (estado !== void 0) rechazarSiNoEsArchivo(ruta, estado);
  return estado;
}
function exigirVersion(libro2) {
  const aplicacion = Number(libro2.base.pragma("application_id", { simple: true }));
  exigirIdentidad(libro2.ruta, { aplicacion, version: versionDe(libro2.base) });
}
function conCierre(libro2, accion) {
  let devuelto;
  try {
    devuelto = conErroresDeLibro(libro2.ruta, accion);
    return devuelto;
  } finally {
    if (devuelto !== libro2) libro2.cerrar();
  }
}
function sePuedeEscribir(archivo) {
  try {
    exigirEscritura(archivo);
    return true;
  } catch {
    return false;
  }
}
function exigirEscritura(archivo) {
  accessSync(archivo, constants2.W_OK);
  accessSync(dirname3(archivo), constants2.W_OK);
}

// src/dominio/acuerdo.ts
function esPlan({ tipo }) {
  return tipo === "cuotas";
}

// src/dominio/dinero.ts
var exponentes = {
  CLP: 0,
  CLF: 4,
  PYG: 0,
  JPY: 0,
  KRW: 0,
  VND: 0,
  ISK: 0,
  UGX: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  UYW: 4
};
var conExponenteDos = "AED ARS AUD BOB BRL BZD CAD CHF CNY COP CRC CUP CZK DKK DOP EUR GBP GTQ HKD HNL HUF IDR ILS INR MAD MXN MXV MYR NIO NOK NZD PAB PEN PHP PLN RON RUB SAR SEK SGD SVC THB TRY TWD UAH USD UYI UYU VED VES XCD ZAR";
var conocidas = /* @__PURE__ */ new Set([...Object.keys(exponentes), ...conExponenteDos.split(" ")]);
function dividirRedondeando(dividendo, divisor) {
  asegurar(divisor > 0n, "el divisor debe ser positivo");
  const negativo = dividendo < 0n;
  const magnitud = negativo ? -dividendo : dividendo;
  const cociente = (magnitud * 2n + divisor) / (divisor * 2n);
  return negativo ? -cociente : cociente;
}

// src/dominio/fecha.ts
var forma = /^(\d{4})-(\d{2})-(\d{2})$/;
var diasPorMes = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function esBisiesto(anio) {
  return anio % 4 === 0 && anio % 100 !== 0 || anio % 400 === 0;
}
function existeFecha(anio, mes, dia) {
  if (anio < 1900 || anio > 2199 || mes < 1 || mes > 12 || dia < 1) return false;
  return dia <= (mes === 2 && esBisiesto(anio) ? 29 : diasPorMes[mes - 1] ?? 0);
}
function esFecha(texto) {
  const partes = forma.exec(texto);
  return partes !== null && existeFecha(Number(partes[1]), Number(partes[2]), Number(partes[3]));
}
function fecha(texto) {
  asegurar(esFecha(texto), `\xAB${texto}\xBB no es una fecha AAAA-MM-DD`);
  return texto;
}
function fechaDePartes(anio, mes, dia) {
  if (!existeFecha(anio, mes, dia)) return void 0;
  return `${anio}-${mes < 10 ? "0" : ""}${mes}-${dia < 10 ? "0" : ""}${dia}`;
}
function numeroDeDia(dia) {
  const mes = Number(dia.slice(5, 7));
  const anio = Number(dia.slice(0, 4)) - (mes <= 2 ? 1 : 0);
  const ciclo = Math.floor(anio / 400);
  const anioDelCiclo = anio - ciclo * 400;
  const diaDelAnio = Math.floor((153 * (mes + (mes > 2 ? -3 : 9)) + 2) / 5) + Number(dia.slice(8, 10)) - 1;
  const diaDelCiclo = anioDelCiclo * 365 + Math.floor(anioDelCiclo / 4) - Math.floor(anioDelCiclo / 100) + diaDelAnio;
  return ciclo * 146097 + diaDelCiclo - 719468;
}
function fechaDeNumero(numero) {
  const desplazado = numero + 719468;
  const ciclo = Math.floor(desplazado / 146097);
  const diaDelCiclo = desplazado - ciclo * 146097;
  const anioDelCiclo = Math.floor(
    (diaDelCiclo - Math.floor(diaDelCiclo / 1460) + Math.floor(diaDelCiclo / 36524) - Math.floor(diaDelCiclo / 146096)) / 365
  );
  const diaDelAnio = diaDelCiclo - (365 * anioDelCiclo + Math.floor(anioDelCiclo / 4) - Math.floor(anioDelCiclo / 100));
  const mesDesdeMarzo = Math.floor((5 * diaDelAnio + 2) / 153);
  const dia = diaDelAnio - Math.floor((153 * mesDesdeMarzo + 2) / 5) + 1;
  const mes = mesDesdeMarzo < 10 ? mesDesdeMarzo + 3 : mesDesdeMarzo - 9;
  const resultado = fechaDePartes(anioDelCiclo + ciclo * 400 + (mes <= 2 ? 1 : 0), mes, dia);
  asegurar(resultado !== void 0, `d\xEDa fuera del calendario admitido: ${numero}`);
  return resultado;
}
function sumarDias(dia, dias) {
  return fechaDeNumero(numeroDeDia(dia) + dias);
}
function ultima(una, otra) {
  return una > otra ? una : otra;
}

// src/dominio/acuerdo-seguimiento.ts
var Seguimiento = class {
  acuerdo;
  cobros = [];
  pagado = 0;
  pagadoATiempo = 0;
  cumplidoEl = null;
  caidoEl = null;
  descuentoGanado = 0;
  #fin;
  #saldoAcordado;
  #deudas = /* @__PURE__ */ new Map();
  #debido;
  constructor(acuerdo, importes) {
    this.acuerdo = acuerdo;
    const ultimaCuota = acuerdo.cuotas.at(-1);
    asegurar(ultimaCuota !== void 0, `el acuerdo ${acuerdo.id} no tiene cuotas`);
    this.#fin = ultimaCuota.fin;
    for (const { documentoId, saldo } of acuerdo.documentos) {
      this.#deudas.set(documentoId, { saldo, importe: importes.get(documentoId) ?? saldo, deducido: 0 });
    }
    this.#saldoAcordado = acuerdo.documentos.reduce((suma, { saldo }) => suma + saldo, 0);
    this.#debido = [...this.#deudas.values()].reduce((suma, deuda) => suma + loDebido(deuda), 0);
  }
  abarca(documentoId) {
    return this.#deudas.has(documentoId);
  }
  /** El documento bajó por algo que no es un pago de este acuerdo. */
  deducir(documentoId, monto) {
    const deuda = this.#deudas.get(documentoId);
    if (deuda === void 0 || monto === 0) return;
    this.#debido -= loDebido(deuda);
    deuda.deducido += monto;
    this.#debido += loDebido(deuda);
  }
  /** Lo que hay que pagar en total: lo acordado, o lo que se debe si una nota de crédito lo dejó en menos. */
  get exigible() {
    const { total } = this.acuerdo;
    return Math.min(total, this.#debido - this.#descuentoQueToca());
  }
  /** El descuento es un porcentaje: si la deuda bajó, baja con ella. */
  #descuentoQueToca() {
    const { descuento } = this.acuerdo;
    if (descuento === 0 || this.#debido === this.#saldoAcordado) return descuento;
    return Number(dividirRedondeando(BigInt(descuento) * BigInt(this.#debido), BigInt(this.#saldoAcordado)));
  }
  get faltante() {
    return Math.max(0, this.exigible - this.pagado);
  }
  /** Un pago del mismo día es de este acuerdo sólo si se registró después de acordar y antes de que se lo terminara. */
  momentoDe({ fecha: fecha2, operacionId }) {
    const { creado, hecho } = this.acuerdo;
    if (fecha2 < creado || fecha2 === creado && operacionId <= this.acuerdo.operacionId) return "ajeno";
    if (hecho !== null && (fecha2 > hecho.fecha || fecha2 === hecho.fecha && operacionId >= hecho.operacionId)) {
      return "ajeno";
    }
    const termino = esPlan(this.acuerdo) ? this.caidoEl !== null : fecha2 > this.#fin;
    return termino ? "tarde" : "a-tiempo";
  }
  cobrar(pago, monto) {
    if (monto === 0) return;
    this.cobros.push({ fecha: pago.fecha, monto });
    this.pagado += monto;
    if (this.momentoDe(pago) === "a-tiempo") this.pagadoATiempo += monto;
  }
  /** Los días en que, sin que nadie pague, puede caerse. */
  diasDeJuicio() {
    if (!esPlan(this.acuerdo)) return [];
    return this.acuerdo.cuotas.flatMap(({ vencimiento, fin }) => {
      const primerDiaTarde = sumarDias(fin, 1);
      return [primerDiaTarde, ultima(primerDiaTarde, sumarDias(vencimiento, this.acuerdo.caida.dias + 1))];
    });
  }
  /** Juzga el acuerdo al terminar el día, con todo lo que pasó en él. Lo que se decide un día no cambia después. */
  juzgar(dia) {
    const { creado, hecho } = this.acuerdo;
    if (this.cumplidoEl !== null || this.caidoEl !== null || dia < creado) return;
    if (hecho !== null && hecho.fecha <= dia) return;
    if (!esPlan(this.acuerdo) && dia > this.#fin) return;
    if (this.faltante === 0) {
      this.cumplidoEl = dia;
      this.descuentoGanado = this.#descuentoQueToca();
    } else if (esPlan(this.acuerdo) && this.#seCae(dia)) {
      this.caidoEl = dia;
    }
  }
  #seCae(dia) {
    const { caida, cuotas } = this.acuerdo;
    const { exigible } = this;
    let acumulado = 0;
    let vencidas = 0;
    for (const { vencimiento, fin, monto } of cuotas) {
      acumulado = Math.min(acumulado + monto, exigible);
      if (fin >= dia || this.pagado >= acumulado) continue;
      vencidas++;
      if (dia > sumarDias(vencimiento, caida.dias)) return true;
    }
    return vencidas >= caida.cuotas;
  }
};
function loDebido({ saldo, importe, deducido }) {
  return Math.max(0, Math.min(saldo, importe - deducido));
}

// src/dominio/acuerdo-evaluacion.ts
function evaluarAcuerdos(cuenta, hoy2) {
  const seguimientos = abrirSeguimientos(cuenta, hoy2);
  const { movimientos, porDia } = ordenarMovimientos(cuenta, seguimientos, hoy2);
  const dias = new Set([...movimientos, ...seguimientos.flatMap(diasDe)].filter((dia) => dia <= hoy2));
  for (const dia of [...dias].sort()) {
    for (const movimiento of porDia.get(dia) ?? []) {
      if (movimiento.esPago) repartirPago(movimiento, seguimientos);
      else deducir(movimiento, seguimientos);
    }
    for (const seguimiento of seguimientos) seguimiento.juzgar(dia);
  }
  const otorgados = sumarDescuentos(cuenta, hoy2);
  return seguimientos.map((seguimiento) => concluir(seguimiento, hoy2, otorgados));
}
function evaluarCuentas(cuentas, hoy2) {
  const evaluados = [];
  for (const cuenta of cuentas) evaluados.push(...evaluarAcuerdos(cuenta, hoy2));
  return evaluados;
}
function abrirSeguimientos({ acuerdos, documentos }, hoy2) {
  const importes = new Map(documentos.map(({ documentoId, importe }) => [documentoId, importe]));
  return acuerdos.filter(({ creado }) => creado <= hoy2).map((acuerdo) => ({ ...acuerdo, hecho: conHechoHasta(acuerdo, hoy2) })).sort(porVejez).map((acuerdo) => new Seguimiento(acuerdo, importes));
}
function conHechoHasta({ hecho, cuotas, tipo }, hoy2) {
  if (hecho === null || hecho.fecha > hoy2) return null;
  const fin = cuotas.at(-1)?.fin ?? hecho.fecha;
  return tipo !== "cuotas" && hecho.fecha > fin ? null : hecho;
}
function porVejez(uno, otro) {
  if (uno.creado !== otro.creado) return uno.creado < otro.creado ? -1 : 1;
  return uno.id - otro.id;
}
function diasDe(seguimiento) {
  return [seguimiento.acuerdo.creado, ...seguimiento.diasDeJuicio()];
}
function ordenarMovimientos(cuenta, seguimientos, hoy2) {
  const porDia = /* @__PURE__ */ new Map();
  for (const { documentoId, movimientos } of cuenta.documentos) {
    const abarcadoPor = seguimientos.filter((seguimiento) => seguimiento.abarca(documentoId)).length;
    if (abarcadoPor === 0) continue;
    for (const { operacionId, creditoId, esPago, fecha: fecha2, monto, deshecho } of movimientos) {
      if (fecha2 > hoy2 || deshecho !== null && deshecho <= hoy2) continue;
      const delDia = porDia.get(fecha2) ?? [];
      porDia.set(fecha2, delDia);
      delDia.push({ documentoId, operacionId, creditoId, esPago, fecha: fecha2, monto, abarcadoPor });
    }
  }
  for (const delDia of porDia.values()) delDia.sort(compararMovimientos);
  return { movimientos: [...porDia.keys()], porDia };
}
function compararMovimientos(uno, otro) {
  return Number(uno.esPago) - Number(otro.esPago) || uno.abarcadoPor - otro.abarcadoPor || uno.documentoId - otro.documentoId || uno.operacionId - otro.operacionId;
}
function repartirPago(pago, seguimientos) {
  const alcanzados = seguimientos.filter((seguimiento) => seguimiento.abarca(pago.documentoId));
  const tomado = /* @__PURE__ */ new Map();
  let resto = pago.monto;
  for (const momento of ["a-tiempo", "tarde"]) {
    for (const seguimiento of alcanzados) {
      if (seguimiento.momentoDe(pago) !== momento) continue;
      const parte = Math.min(resto, seguimiento.faltante);
      seguimiento.cobrar(pago, parte);
      tomado.set(seguimiento, parte);
      resto -= parte;
    }
  }
  for (const seguimiento of alcanzados) {
    seguimiento.deducir(pago.documentoId, pago.monto - (tomado.get(seguimiento) ?? 0));
  }
}
function deducir({ documentoId, creditoId, monto }, seguimientos) {
  for (const seguimiento of seguimientos) {
    const esPropio = creditoId !== null && seguimiento.acuerdo.creditosDeDescuento.includes(creditoId);
    if (!esPropio) seguimiento.deducir(documentoId, monto);
  }
}
function sumarDescuentos({ acuerdos, documentos }, hoy2) {
  const acuerdoDe = new Map(acuerdos.flatMap(({ id, creditosDeDescuento }) => creditosDeDescuento.map((c) => [c, id])));
  const sumas = /* @__PURE__ */ new Map();
  if (acuerdoDe.size === 0) return sumas;
  for (const { creditoId, fecha: fecha2, monto, deshecho } of documentos.flatMap(({ movimientos }) => movimientos)) {
    const id = creditoId === null ? void 0 : acuerdoDe.get(creditoId);
    if (id === void 0 || fecha2 > hoy2 || deshecho !== null && deshecho <= hoy2) continue;
    sumas.set(id, (sumas.get(id) ?? 0) + monto);
  }
  return sumas;
}
function concluir(seguimiento, hoy2, otorgados) {
  const { acuerdo, pagado, pagadoATiempo, cumplidoEl, caidoEl, exigible } = seguimiento;
  const cuotas = evaluarCuotas(seguimiento, hoy2);
  const atrasada = cuotas.some(({ estado: estado2 }) => estado2 === "vencida");
  const estado = esPlan(acuerdo) ? estadoDePlan(seguimiento, atrasada) : estadoDePromesa(seguimiento, hoy2);
  const vigente = estado === "abierta" || estado === "vigente" || estado === "en-falta";
  return {
    acuerdo,
    estado,
    exigible,
    pagado,
    pagadoATiempo,
    pendiente: acuerdo.hecho === null ? seguimiento.faltante : 0,
    descuentoGanado: acuerdo.hecho === null ? seguimiento.descuentoGanado : 0,
    descuentoOtorgado: otorgados.get(acuerdo.id) ?? 0,
    cumplidoEl,
    caidoEl,
    cerradoEl: cierreDe(seguimiento, hoy2),
    vigente,
    aTiempo: vigente && !atrasada,
    cuotas,
    proxima: vigente ? cuotas.find(({ pendiente }) => pendiente > 0) ?? null : null
  };
}
var estadoPorHecho = {
  reemplazado: { promesa: "reemplazada", plan: "renegociado" },
  renegociado: { promesa: "reemplazada", plan: "renegociado" },
  retirado: { promesa: "retirada", plan: "anulado" },
  anulado: { promesa: "retirada", plan: "anulado" }
};
function estadoDePromesa({ acuerdo, pagado, pagadoATiempo, cumplidoEl, faltante }, hoy2) {
  const { hecho, cuotas } = acuerdo;
  if (hecho !== null) return estadoPorHecho[hecho.tipo].promesa;
  if (cumplidoEl !== null) return "cumplida";
  if (hoy2 <= (cuotas.at(-1)?.fin ?? hoy2)) return "abierta";
  if (faltante === 0 && pagado > 0) return "cumplida-tarde";
  return pagadoATiempo > 0 ? "parcial" : "incumplida";
}
function estadoDePlan({ acuerdo, cumplidoEl, caidoEl }, atrasada) {
  if (acuerdo.hecho !== null) return estadoPorHecho[acuerdo.hecho.tipo].plan;
  if (cumplidoEl !== null) return "cumplido";
  if (caidoEl !== null) return "caido";
  return atrasada ? "en-falta" : "vigente";
}
function cierreDe({ acuerdo, cumplidoEl, caidoEl }, hoy2) {
  if (esPlan(acuerdo)) return caidoEl ?? cumplidoEl ?? acuerdo.hecho?.fecha ?? null;
  if (acuerdo.hecho !== null) return acuerdo.hecho.fecha;
  const fin = acuerdo.cuotas.at(-1)?.fin ?? hoy2;
  return fin < hoy2 ? fin : null;
}
function evaluarCuotas({ acuerdo, cobros, exigible, pagado }, hoy2) {
  let porExigir = Math.max(0, exigible);
  let porRepartir = pagado;
  let acumulado = 0;
  return acuerdo.cuotas.map((cuota) => {
    const exigibleDeCuota = Math.min(cuota.monto, porExigir);
    const pagadoDeCuota = Math.min(exigibleDeCuota, porRepartir);
    porExigir -= exigibleDeCuota;
    porRepartir -= pagadoDeCuota;
    acumulado += exigibleDeCuota;
    const pendiente = exigibleDeCuota - pagadoDeCuota;
    return {
      ...cuota,
      exigible: exigibleDeCuota,
      pagado: pagadoDeCuota,
      pendiente,
      estado: estadoDeCuota({ pendiente, pagado: pagadoDeCuota, atrasada: cuota.fin < hoy2 }),
      pagadaEl: pendiente === 0 && exigibleDeCuota > 0 ? diaEnQueSeJunto(cobros, acumulado) : null
    };
  });
}
function estadoDeCuota(cuota) {
  if (cuota.pendiente === 0) return "pagada";
  if (cuota.atrasada) return "vencida";
  return cuota.pagado > 0 ? "parcial" : "pendiente";
}
function diaEnQueSeJunto(cobros, monto) {
  let suma = 0;
  for (const cobro of cobros) {
    suma += cobro.monto;
    if (suma >= monto) return cobro.fecha;
  }
  return null;
}

// src/datos/acuerdos.ts
var CLIENTES_POR_TANDA = 2e3;
function* recorrerCuentasConAcuerdos(libro2, pedido) {
  const clientes = leerClientesConAcuerdos(libro2, pedido);
  for (let desde = 0; desde < clientes.length; desde += CLIENTES_POR_TANDA) {
    yield* leerTanda(libro2, JSON.stringify(clientes.slice(desde, desde + CLIENTES_POR_TANDA)));
  }
}
function leerAcuerdos(libro2, pedido) {
  return evaluarCuentas(recorrerCuentasConAcuerdos(libro2, pedido), pedido.hoy);
}
function leerTanda(libro2, clientes) {
  const documentos = leerDocumentos(libro2, clientes);
  const cuentas = /* @__PURE__ */ new Map();
  for (const acuerdo of leerEscritos(libro2, clientes)) {
    const { clienteId, moneda } = acuerdo;
    const clave = `${clienteId} ${moneda}`;
    const cuenta = cuentas.get(clave);
    if (cuenta === void 0) cuentas.set(clave, { clienteId, moneda, acuerdos: [acuerdo] });
    else cuenta.acuerdos.push(acuerdo);
  }
  return Array.from(cuentas.values(), (cuenta) => ({
    ...cuenta,
    documentos: documentosDe(cuenta.acuerdos, documentos)
  }));
}
var DIAS_DE_GRACIA_MAX = 366;
function leerClientesConAcuerdos(libro2, { hoy: hoy2, clienteIds, enVigor = false }) {
  const consulta = enVigor ? clientesEnVigor : "SELECT DISTINCT cliente_id FROM acuerdos ORDER BY cliente_id";
  const parametros = enVigor ? { hoy: hoy2, desde: sumarDias(hoy2, -DIAS_DE_GRACIA_MAX) } : {};
  if (clienteIds === void 0) return libro2.preparar(consulta).pluck().all(parametros);
  return [...new Set(clienteIds)].sort((uno, otro) => uno - otro);
}
var clientesEnVigor = `SELECT DISTINCT a.cliente_id FROM cuotas q CROSS JOIN acuerdos a ON a.id = q.acuerdo_id
  WHERE q.vencimiento >= :desde AND a.creado <= :hoy
    AND (q.fin >= :hoy OR date(q.vencimiento, '+' || a.caida_dias || ' days') >= :hoy)
    AND NOT EXISTS (SELECT 1 FROM acuerdo_hechos h WHERE h.acuerdo_id = a.id AND h.fecha <= :hoy)
  ORDER BY a.cliente_id`;
var pedidos = "json_each(?) AS pedidos CROSS JOIN acuerdos a ON a.cliente_id = pedidos.value";
function leerEscritos(libro2, clientes) {
  const filas = libro2.preparar(
    `SELECT a.id, a.operacion_id, a.cliente_id, a.contacto_id, a.tipo, a.moneda, a.total, a.descuento, a.creado,
         a.caida_cuotas, a.caida_dias, a.reemplaza_a, a.nota, o.gestor, h.tipo, h.fecha, h.operacion_id, h.motivo
       FROM ${pedidos} CROSS JOIN operaciones o ON o.id = a.operacion_id
       LEFT JOIN acuerdo_hechos h ON h.acuerdo_id = a.id ORDER BY a.id`
  ).raw().all(clientes);
  if (filas.length === 0) return [];
  const cuotas = leerPorAcuerdo(
    libro2,
    { columnas: "q.numero, q.vencimiento, q.fin, q.monto", tabla: "cuotas q", orden: "q.numero", clientes },
    ([, numero, vencimiento, fin, monto]) => ({ numero, vencimiento, fin, monto })
  );
  const documentos = leerPorAcuerdo(
    libro2,
    { columnas: "q.documento_id, q.saldo", tabla: "acuerdo_documentos q", orden: "q.id", clientes },
    ([, documentoId, saldo]) => ({ documentoId, saldo })
  );
  const creditos = leerPorAcuerdo(
    libro2,
    { columnas: "q.credito_id", tabla: "acuerdo_creditos q", orden: "q.id", clientes },
    ([, creditoId]) => creditoId
  );
  return filas.map((fila) => ({
    ...acuerdoDeFila(fila),
    cuotas: cuotas.get(fila[0]) ?? [],
    documentos: documentos.get(fila[0]) ?? [],
    creditosDeDescuento: creditos.get(fila[0]) ?? []
  }));
}
function acuerdoDeFila(fila) {
  const [id, operacionId, clienteId, contactoId, tipo, moneda, total, descuento, creado, cuotas, dias, ...resto] = fila;
  const [reemplazaA, nota, gestor, tipoDeHecho, fecha2, operacionDeHecho, motivo] = resto;
  const hecho = tipoDeHecho === null ? null : { tipo: tipoDeHecho, fecha: fecha2, operacionId: operacionDeHecho, motivo };
  const caida = { cuotas, dias };
  return {
    id,
    operacionId,
    clienteId,
    contactoId,
    tipo,
    moneda,
    total,
    descuento,
    creado,
    caida,
    reemplazaA,
    nota,
    gestor,
    hecho
  };
}
function leerPorAcuerdo(libro2, pedido, convertir) {
  const { columnas, tabla, orden, clientes } = pedido;
  const filas = libro2.preparar(
    `SELECT a.id, ${columnas} FROM ${pedidos} CROSS JOIN ${tabla} ON q.acuerdo_id = a.id
       ORDER BY a.id, ${orden}`
  ).raw().all(clientes);
  const porAcuerdo = /* @__PURE__ */ new Map();
  for (const fila of filas) {
    const previos = porAcuerdo.get(fila[0]);
    if (previos === void 0) porAcuerdo.set(fila[0], [convertir(fila)]);
    else previos.push(convertir(fila));
  }
  return porAcuerdo;
}
function leerDocumentos(libro2, clientes) {
  const filas = libro2.preparar(
    `WITH acordados AS MATERIALIZED (
         SELECT DISTINCT q.documento_id AS id
         FROM ${pedidos} CROSS JOIN acuerdo_documentos q ON q.acuerdo_id = a.id)
       SELECT d.id, d.importe, x.operacion_id, x.credito_id, k.tipo = 'pago', x.fecha, x.monto, r.fecha
       FROM acordados CROSS JOIN documentos d ON d.id = acordados.id
       LEFT JOIN aplicaciones x ON x.documento_id = d.id AND x.monto > 0
       LEFT JOIN creditos k ON k.id = x.credito_id
       LEFT JOIN aplicaciones r ON r.reversa_de = x.id
       UNION ALL
       SELECT d.id, d.importe, v.operacion_id, NULL, 0, v.fecha, v.monto, NULL
       FROM acordados CROSS JOIN documentos d ON d.id = acordados.id JOIN reversas v ON v.documento_id = d.id`
  ).raw().all(clientes);
  const documentos = /* @__PURE__ */ new Map();
  for (const [documentoId, importe, operacionId, creditoId, esPago, fecha2, monto, deshecho] of filas) {
    const documento = documentos.get(documentoId) ?? { documentoId, importe, movimientos: [] };
    documentos.set(documentoId, documento);
    if (operacionId === null) continue;
    documento.movimientos.push({ operacionId, creditoId, esPago: esPago === 1, fecha: fecha2, monto, deshecho });
  }
  return documentos;
}
function documentosDe(acuerdos, documentos) {
  const ids2 = new Set(acuerdos.flatMap((acuerdo) => acuerdo.documentos.map(({ documentoId }) => documentoId)));
  return [...ids2].flatMap((id) => documentos.get(id) ?? []);
}

// perf-tmp.mts
import Database2 from "better-sqlite3";
var libro = abrirParaLeer("/tmp/humo/perf.db");
var hoy = fecha("2026-07-01");
var cpu = (n, f) => {
  const a = process.cpuUsage();
  f();
  const b2 = process.cpuUsage(a);
  console.log(n, ((b2.user + b2.system) / 1e3).toFixed(0), "ms cpu");
};
for (let r = 0; r < 2; r++) {
  let cuentas = 0;
  cpu("s\xF3lo leer", () => {
    for (const x of recorrerCuentasConAcuerdos(libro, { hoy })) cuentas++;
  });
  cpu("leer y evaluar sin guardar", () => {
    for (const x of recorrerCuentasConAcuerdos(libro, { hoy })) evaluarAcuerdos(x, hoy);
  });
  cpu("leer y guardar", () => leerAcuerdos(libro, { hoy }).length);
}
var muestra = [];
for (const x of recorrerCuentasConAcuerdos(libro, { hoy })) {
  muestra.push(x);
  if (muestra.length === 2e3) break;
}
cpu("evaluar 2000 cuentas x 25", () => {
  for (let i = 0; i < 25; i++) for (const c of muestra) evaluarAcuerdos(c, hoy);
});
var b = new Database2("/tmp/humo/perf.db", { readonly: true });
var ids = JSON.stringify(Array.from({ length: 2e3 }, (_, i) => i + 1));
var P = "json_each(?) AS pedidos CROSS JOIN acuerdos a ON a.cliente_id = pedidos.value";
var qs = {
  acuerdos: `SELECT a.id, a.operacion_id, a.cliente_id, a.contacto_id, a.tipo, a.moneda, a.total, a.descuento, a.creado, a.caida_cuotas, a.caida_dias, a.reemplaza_a, a.nota, o.gestor, h.tipo, h.fecha, h.operacion_id, h.motivo FROM ${P} CROSS JOIN operaciones o ON o.id = a.operacion_id LEFT JOIN acuerdo_hechos h ON h.acuerdo_id = a.id ORDER BY a.id`,
  cuotas: `SELECT a.id, q.numero, q.vencimiento, q.fin, q.monto FROM ${P} CROSS JOIN cuotas q ON q.acuerdo_id = a.id ORDER BY a.id, q.numero`,
  docs: `SELECT a.id, q.documento_id, q.saldo FROM ${P} CROSS JOIN acuerdo_documentos q ON q.acuerdo_id = a.id ORDER BY a.id, q.id`,
  movs: `WITH acordados AS MATERIALIZED (SELECT DISTINCT q.documento_id AS id FROM ${P} CROSS JOIN acuerdo_documentos q ON q.acuerdo_id = a.id) SELECT d.id, d.importe, x.operacion_id, x.credito_id, k.tipo = 'pago', x.fecha, x.monto, r.fecha FROM acordados CROSS JOIN documentos d ON d.id = acordados.id LEFT JOIN aplicaciones x ON x.documento_id = d.id AND x.monto > 0 LEFT JOIN creditos k ON k.id = x.credito_id LEFT JOIN aplicaciones r ON r.reversa_de = x.id UNION ALL SELECT d.id, d.importe, v.operacion_id, NULL, 0, v.fecha, v.monto, NULL FROM acordados CROSS JOIN documentos d ON d.id = acordados.id JOIN reversas v ON v.documento_id = d.id`
};
for (const [n, q] of Object.entries(qs)) {
  const st = b.prepare(q).raw();
  cpu(`sql ${n} x25`, () => {
    for (let i = 0; i < 25; i++) st.all(ids);
  });
  console.log(b.prepare("EXPLAIN QUERY PLAN " + q).all(ids).map((x) => x.detail).join(" | "));
}
