import { inmutable } from './0001-disparadores.ts';

/** Tablas de la gestión: contactos, acuerdos, disputas, pausas y canales. Todas sólo se agregan. */
const tablasDeGestion = [
  'contactos',
  'acuerdos',
  'cuotas',
  'acuerdo_documentos',
  'acuerdo_hechos',
  'acuerdo_creditos',
  'disputas',
  'disputas_resueltas',
  'pausas',
  'pausas_terminadas',
  'canales',
  'capacidades',
];

const tablas = /* sql */ `
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

-- Lo que se acordó. Su estado nunca se guarda: se calcula con los pagos.
CREATE TABLE acuerdos (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  cliente_id INTEGER NOT NULL REFERENCES clientes (id),
  contacto_id INTEGER REFERENCES contactos (id),
  tipo TEXT NOT NULL CHECK (tipo IN ('promesa', 'cuotas', 'quita', 'pronto-pago')),
  moneda TEXT NOT NULL CHECK (length(moneda) = 3),
  -- lo que el cliente se comprometió a pagar; las cuotas lo suman exactamente
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
  -- último día que todavía cuenta: el vencimiento más la tolerancia en días hábiles
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
  -- lo que se debía del documento al acordar
  saldo INTEGER NOT NULL CHECK (saldo > 0)
) STRICT;
CREATE UNIQUE INDEX acuerdo_documentos_por_acuerdo ON acuerdo_documentos (acuerdo_id, documento_id);
CREATE INDEX acuerdo_documentos_por_documento ON acuerdo_documentos (documento_id);

-- Lo que le pasó a un acuerdo por decisión de alguien.
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

-- Por qué canales se puede contactar a un cliente; vale lo último que se dijo de cada canal.
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

-- Qué se sabe de la capacidad de pago de un cliente, escrito por una persona.
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

-- Los cheques que todavía no se cobran, entre cientos de miles de pagos.
CREATE INDEX creditos_cheques ON creditos (fecha) WHERE medio = 'cheque';

-- Los créditos que no son dinero que pagó el cliente: castigos, descuentos, notas y lo que informó un archivo.
CREATE INDEX creditos_ajenos ON creditos (tipo, origen, cliente_id) WHERE tipo <> 'pago' OR origen <> 'registro';
`;

/** Segunda versión del libro: el día del gestor. */
export const gestion = [tablas, ...tablasDeGestion.map((tabla) => inmutable(tabla))].join('\n');
