/** Una orden de gestión y con qué nombre se informa. */
export interface OrdenDeGestion {
  readonly nombre: string;
  readonly argumentos: readonly string[];
}

const orden = (nombre: string, argumentos: string): OrdenDeGestion => ({ nombre, argumentos: argumentos.split(' ') });

/**
 * Lo que hay en el libro antes de las órdenes de gestión, sobre las ocho facturas de `csvDeFacturas({ filas: 8, clientes:
 * 4 })`: un contacto, dos pagos vivos y uno que ganó una quita, tres acuerdos en curso, una disputa y una pausa.
 */
export const gestionDePartida: readonly (readonly string[])[] = [
  'contacto registrar K1 --canal llamada --resultado contactado --motivo falta-de-liquidez --hora 10:00',
  'acuerdo crear K1 --cuotas 2 --primera 2026-07-20',
  'pago registrar K1 --monto 50',
  'pago registrar K2 --monto 100 --a-cuenta',
  'acuerdo crear K2 --quita 10 --hasta 2026-07-31 --facturas A-1-2',
  'pago registrar K2 --monto 151.54 --factura A-1-2',
  'acuerdo crear K3 --quita 10 --hasta 2026-07-31 --facturas A-1-3',
  'acuerdo crear K0 --promesa 2026-07-10 --facturas A-1-8',
  'factura disputar A-1-4 --motivo precio --monto 100',
  'cliente pausar K0 --motivo vacaciones',
].map((escrita) => escrita.split(' '));

/** Cada orden de gestión que escribe, con sus caminos: la promesa que reemplaza, la quita que se gana y la que se deshace. */
export const escriturasDeGestion: readonly OrdenDeGestion[] = [
  orden('contacto registrar', 'contacto registrar K1 --canal email --entrante --resultado aviso-problema --nota ojo'),
  orden(
    'contacto registrar --promesa',
    'contacto registrar K0 --canal llamada --promesa 2026-07-15 --monto 200 --motivo falta-de-liquidez --id a',
  ),
  orden('pago registrar', 'pago registrar K1 --monto 300 --medio transferencia --referencia T-1 --id b'),
  orden('pago registrar que gana una quita', 'pago registrar K3 --monto 222.81 --factura A-1-3'),
  orden('pago registrar de un cheque', 'pago registrar K3 --monto 400 --medio cheque --fecha 2026-08-01'),
  orden('pago imputar', 'pago imputar 3 --automatico'),
  orden('pago anular', 'pago anular 2 --motivo error'),
  orden('pago anular que deshace una quita', 'pago anular 4 --motivo rechazado --id c'),
  orden('acuerdo crear', 'acuerdo crear K2 --cuotas 3 --primera 2026-07-31 --anticipo 20% --facturas A-1-6'),
  orden('acuerdo crear que reemplaza', 'acuerdo crear K0 --promesa 2026-07-20 --facturas A-1-8 --id d'),
  orden('acuerdo anular', 'acuerdo anular 1 --motivo error'),
  orden('acuerdo renegociar', 'acuerdo renegociar 1 --cuotas 4 --primera 2026-08-01'),
  orden('factura disputar', 'factura disputar A-1-6 --motivo faltante --hasta 2026-08-31'),
  orden('factura resolver', 'factura resolver A-1-4 --resultado parcial'),
  orden('factura castigar', 'factura castigar A-1-5 --motivo quiebra'),
  orden('cliente pausar', 'cliente pausar K1 --motivo vacaciones --hasta 2026-07-20'),
  orden('cliente reanudar', 'cliente reanudar K0 --motivo volvieron'),
  orden('cliente canal', 'cliente canal K1 --canal email --no --motivo baja'),
  orden('cliente clasificar', 'cliente clasificar K1 --capacidad viernes'),
];

/** Cada orden de gestión que sólo lee. */
export const lecturasDeGestion: readonly OrdenDeGestion[] = [
  'ficha K1',
  'guion K2',
  'agenda --dias 30',
  'agenda --dias 30 --formato ics',
  'acuerdo listar',
  'acuerdo ver 1',
  'acuerdo proponer K2',
  'contacto listar',
  'cliente clasificar',
  'pago listar --por-cobrar',
  'priorizar --todos',
  'informe promesas',
  'informe gestion',
  'informe motivos',
].map((escrita) => orden(escrita, escrita));
