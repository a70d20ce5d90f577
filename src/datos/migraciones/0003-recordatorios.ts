import { inmutable } from './0001-disparadores.ts';

/** Tablas de los recordatorios. Todas sólo se agregan. */
const tablasDeRecordatorios = ['mensajes', 'mensaje_documentos', 'mensaje_estados'];

const tablas = /* sql */ `
-- Un mensaje decidido para un cliente y una moneda. Qué le pasó está en mensaje_estados.
CREATE TABLE mensajes (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  cliente_id INTEGER NOT NULL REFERENCES clientes (id),
  moneda TEXT NOT NULL CHECK (length(moneda) = 3),
  -- el día y la hora de reloj de la empresa en que se decidió
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  hora TEXT NOT NULL CHECK (hora IS strftime('%H:%M', hora)),
  paso TEXT NOT NULL CHECK (paso <> ''),
  secuencia TEXT NOT NULL,
  canal TEXT NOT NULL CHECK (canal IN ('email', 'whatsapp', 'llamada', 'carta')),
  destino TEXT,
  plantilla TEXT NOT NULL,
  variante TEXT CHECK (variante IN ('a', 'b')),
  -- lo que se pide, ya descontado el saldo a favor
  monto INTEGER NOT NULL CHECK (monto >= 0),
  -- último día del plazo que el mensaje da para pagar
  plazo_hasta TEXT CHECK (plazo_hasta IS NULL OR plazo_hasta IS date(plazo_hasta)),
  asunto TEXT NOT NULL,
  texto TEXT NOT NULL,
  -- SHA-256 del asunto, el texto y el HTML
  huella TEXT NOT NULL CHECK (length(huella) = 64),
  message_id TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX mensajes_por_cliente ON mensajes (cliente_id, moneda);

-- Lo que el mensaje menciona: cada documento, con el vencimiento que se le reclama y el paso que le queda hecho.
CREATE TABLE mensaje_documentos (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  mensaje_id INTEGER NOT NULL REFERENCES mensajes (id),
  documento_id INTEGER NOT NULL REFERENCES documentos (id),
  acuerdo_id INTEGER REFERENCES acuerdos (id),
  vencimiento TEXT NOT NULL CHECK (vencimiento IS date(vencimiento)),
  monto INTEGER NOT NULL CHECK (monto > 0),
  seccion TEXT NOT NULL CHECK (seccion IN ('vencida', 'por-vencer')),
  paso TEXT
) STRICT;
CREATE INDEX mensaje_documentos_por_mensaje ON mensaje_documentos (mensaje_id);
CREATE INDEX mensaje_documentos_por_documento ON mensaje_documentos (documento_id);

CREATE TABLE mensaje_estados (
  id INTEGER PRIMARY KEY,
  operacion_id INTEGER NOT NULL REFERENCES operaciones (id),
  mensaje_id INTEGER NOT NULL REFERENCES mensajes (id),
  estado TEXT NOT NULL CHECK (estado IN ('pendiente', 'reclamado', 'en-data', 'enviado', 'dudoso', 'rechazado', 'rebotado', 'preparado', 'descartado')),
  fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
  hora TEXT NOT NULL CHECK (hora IS strftime('%H:%M', hora)),
  -- entregas intentadas hasta aquí
  intento INTEGER NOT NULL CHECK (intento >= 0),
  -- AAAA-MM-DDTHH:MM: antes no se reintenta
  no_antes TEXT,
  -- lo que contestó el servidor, o por qué
  detalle TEXT
) STRICT;
CREATE INDEX mensaje_estados_por_mensaje ON mensaje_estados (mensaje_id, id);
`;

/** Tercera versión del libro: los recordatorios. */
export const recordatorios = [tablas, ...tablasDeRecordatorios.map((tabla) => inmutable(tabla))].join('\n');
