/** Una línea de ejemplo y qué hace. */
type Ejemplo = readonly [linea: string, que: string];

/** Lo que más se usa de cada grupo de órdenes, para su ayuda. */
export const ejemplosDeGrupos: Readonly<Record<string, readonly Ejemplo[]>> = {
  acuerdo: [
    ['cobranzas acuerdo proponer espiga', 'qué se le puede ofrecer'],
    ['cobranzas acuerdo crear espiga --cuotas 3 --primera 2026-07-31', 'un plan de tres cuotas mensuales'],
    ['cobranzas acuerdo listar --abiertos', 'lo que está en curso'],
  ],
  cliente: [
    ['cobranzas cliente ver espiga', 'sus datos y lo que debe'],
    ['cobranzas cliente pausar espiga --motivo "de vacaciones" --hasta 2026-07-31', 'no reclamarle hasta entonces'],
    ['cobranzas cliente clasificar', 'cómo pagan todos'],
  ],
  contacto: [
    ['cobranzas contacto registrar espiga', 'en una terminal, pregunta paso a paso'],
    ['cobranzas contacto registrar espiga --canal llamada --promesa 2026-07-10', 'llamó y prometió pagar todo'],
    ['cobranzas contacto listar --cliente espiga', 'lo que se habló con él'],
  ],
  factura: [
    ['cobranzas factura listar --estado vencida', 'lo vencido, primero lo más viejo'],
    ['cobranzas factura ver A-1-1234', 'una factura con sus pagos'],
    ['cobranzas factura disputar A-1-1234 --motivo precio', 'no reclamarla mientras se discute'],
  ],
  informe: [
    ['cobranzas informe antiguedad', 'cuánto debe cada cliente, por tramos de mora'],
    ['cobranzas informe promesas --resumen', 'qué parte de lo prometido se cumplió'],
    ['cobranzas informe gestion --desde 2026-06-01 --hasta 2026-06-30', 'qué hizo cada uno en junio'],
  ],
  libro: [
    ['cobranzas libro info', 'dónde está y qué tiene'],
    ['cobranzas libro respaldar libro-2026-07-31.db', 'una copia comprobada'],
    ['cobranzas libro verificar', 'que todo concuerde con lo que se registró'],
  ],
  pago: [
    ['cobranzas pago registrar espiga --monto 15000 --medio transferencia', 'cancela lo más viejo'],
    ['cobranzas pago listar --sin-imputar', 'dinero que todavía no se aplicó a nada'],
    ['cobranzas pago anular 12 --motivo "cheque rechazado"', 'lo que pagaba se vuelve a deber'],
  ],
  plantilla: [
    ['cobranzas plantilla listar', 'las que hay, y cuáles usa la política'],
    ['cobranzas plantilla ver amable', 'cómo la lee el cliente'],
    ['cobranzas plantilla validar plantillas/amable.txt', 'qué no se puede enviar, con su línea'],
  ],
  politica: [
    ['cobranzas politica crear', 'un archivo con todo lo que se puede decidir'],
    ['cobranzas politica validar politica.toml', 'dice qué está mal, con la línea'],
  ],
  recordatorios: [
    ['cobranzas recordatorios plan', 'a quién se le escribiría, a quién no, y por qué'],
    ['cobranzas recordatorios enviar --confirmar', 'la primera vez, después de ver el plan'],
    ['cobranzas recordatorios listar --por-resolver', 'lo que espera que una persona decida'],
    ['cobranzas recordatorios corridas', 'qué salió cada vez, y por qué se detuvo la que no siguió'],
    ['cobranzas recordatorios cron', 'para que corran solos'],
  ],
};
