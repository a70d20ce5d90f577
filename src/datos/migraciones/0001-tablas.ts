/** Tablas e índices del primer esquema. Publicado: no se edita. */
export const tablasIniciales = /* sql */ `
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

-- Lo que el cliente debe. El saldo es una copia calculada que sólo escriben los disparadores.
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

-- Lo que cancela deuda. disponible = lo que no está aplicado ni reversado.
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
  -- 'importacion' = estado previo que informó un archivo, que no cuenta como conducta de pago
  origen TEXT NOT NULL CHECK (origen IN ('registro', 'importacion')),
  disponible INTEGER NOT NULL CHECK (disponible BETWEEN 0 AND monto)
) STRICT;
CREATE INDEX creditos_por_cliente ON creditos (cliente_id);
CREATE INDEX creditos_disponibles ON creditos (cliente_id, moneda, fecha, disponible) WHERE disponible > 0;
CREATE UNIQUE INDEX creditos_por_clave ON creditos (clave) WHERE clave IS NOT NULL;
CREATE UNIQUE INDEX creditos_por_nota ON creditos (numero_normal, cliente_id) WHERE tipo = 'nota-credito';

-- Une un crédito con un documento. Un monto negativo deshace la aplicación que nombra reversa_de.
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

-- Deshace todo lo que quede de un documento o de un crédito (anulacion), o da por usada fuera del libro una parte de un
-- crédito (uso-externo), con su motivo.
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

-- Las pocas filas que pueden cambiar (datos de un cliente, un documento corregido) dejan aquí su valor anterior.
CREATE TABLE cambios (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  tabla TEXT NOT NULL CHECK (tabla IN ('clientes', 'datos_contacto', 'documentos', 'creditos')),
  fila_id INTEGER NOT NULL,
  antes TEXT NOT NULL CHECK (json_valid(antes)),
  despues TEXT NOT NULL CHECK (json_valid(despues))
) STRICT;
CREATE INDEX cambios_por_fila ON cambios (tabla, fila_id);
`;
