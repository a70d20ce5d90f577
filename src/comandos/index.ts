import type { EntradaDeIndice } from './comando.ts';

/** Qué reúne cada grupo de órdenes. */
export const grupos: Readonly<Record<string, string>> = {
  acuerdo: 'promesas, planes de cuotas y descuentos',
  contacto: 'lo que se habla con los clientes',
  cliente: 'los clientes y sus datos',
  factura: 'facturas y notas',
  informe: 'informes de la cartera',
  libro: 'el libro: su estado, copias e historia',
  pago: 'los pagos recibidos',
  plantilla: 'los textos con que se escribe',
  politica: 'la política de cobranzas',
  recordatorios: 'los mensajes a quienes deben',
};

/** Todas las órdenes, en el orden de la ayuda. Una orden nueva es su archivo y una línea aquí. */
export const indice: readonly EntradaDeIndice[] = [
  {
    nombre: 'import',
    alias: 'importar',
    resumen: 'importa facturas, clientes o pagos desde archivos CSV',
    cargar: () => import('./importar.ts'),
  },
  { nombre: 'priorizar', resumen: 'dice a quién contactar primero, y por qué', cargar: () => import('./priorizar.ts') },
  {
    nombre: 'agenda',
    resumen: 'dice qué toca hoy: llamadas, promesas, cuotas y vencimientos',
    cargar: () => import('./agenda.ts'),
  },
  {
    nombre: 'contacto registrar',
    resumen: 'anota lo que se habló con un cliente y qué sigue',
    cargar: () => import('./contacto-registrar.ts'),
  },
  {
    nombre: 'contacto listar',
    resumen: 'lista los contactos con los clientes',
    cargar: () => import('./contacto-listar.ts'),
  },
  { nombre: 'ficha', resumen: 'todo sobre un cliente antes de llamarlo', cargar: () => import('./ficha.ts') },
  {
    nombre: 'guion',
    resumen: 'la hoja de llamada de un cliente: qué decir y con qué datos',
    cargar: () => import('./guion.ts'),
  },
  {
    nombre: 'acuerdo proponer',
    resumen: 'compara lo que se le puede ofrecer a un cliente',
    cargar: () => import('./acuerdo-proponer.ts'),
  },
  {
    nombre: 'acuerdo crear',
    resumen: 'registra una promesa, un plan de cuotas o un descuento',
    cargar: () => import('./acuerdo-crear.ts'),
  },
  { nombre: 'acuerdo listar', resumen: 'lista los acuerdos y cómo van', cargar: () => import('./acuerdo-listar.ts') },
  {
    nombre: 'acuerdo ver',
    resumen: 'muestra un acuerdo, sus cuotas y qué abarca',
    cargar: () => import('./acuerdo-ver.ts'),
  },
  {
    nombre: 'acuerdo renegociar',
    resumen: 'cambia un acuerdo por otro',
    cargar: () => import('./acuerdo-renegociar.ts'),
  },
  { nombre: 'acuerdo anular', resumen: 'deja un acuerdo sin efecto', cargar: () => import('./acuerdo-anular.ts') },
  {
    nombre: 'informe antiguedad',
    resumen: 'cuánto debe cada cliente según los días de mora',
    cargar: () => import('./informe-antiguedad.ts'),
  },
  {
    nombre: 'informe gestion',
    resumen: 'qué hizo cada gestor y cuánto se cobró después',
    cargar: () => import('./informe-gestion.ts'),
  },
  {
    nombre: 'informe motivos',
    resumen: 'por qué no pagan los clientes, por dinero vencido',
    cargar: () => import('./informe-motivos.ts'),
  },
  {
    nombre: 'informe promesas',
    resumen: 'qué parte de lo prometido se cumplió',
    cargar: () => import('./informe-promesas.ts'),
  },
  {
    nombre: 'informe recupero',
    resumen: 'cuánto entró después de cada recordatorio',
    cargar: () => import('./informe-recupero.ts'),
  },
  {
    nombre: 'cliente listar',
    resumen: 'lista los clientes y lo que deben',
    cargar: () => import('./cliente-listar.ts'),
  },
  { nombre: 'cliente ver', resumen: 'muestra un cliente y lo que debe', cargar: () => import('./cliente-ver.ts') },
  { nombre: 'cliente editar', resumen: 'cambia los datos de un cliente', cargar: () => import('./cliente-editar.ts') },
  {
    nombre: 'cliente clasificar',
    resumen: 'la clase de cada cliente según cómo paga, y por qué',
    cargar: () => import('./cliente-clasificar.ts'),
  },
  {
    nombre: 'cliente pausar',
    resumen: 'deja de contactar a un cliente por un tiempo',
    cargar: () => import('./cliente-pausar.ts'),
  },
  {
    nombre: 'cliente reanudar',
    resumen: 'vuelve a contactar a un cliente en pausa',
    cargar: () => import('./cliente-reanudar.ts'),
  },
  {
    nombre: 'cliente canal',
    resumen: 'anota por qué canales acepta que se lo contacte',
    cargar: () => import('./cliente-canal.ts'),
  },
  { nombre: 'factura listar', resumen: 'lista facturas y notas', cargar: () => import('./factura-listar.ts') },
  { nombre: 'factura ver', resumen: 'muestra una factura y sus pagos', cargar: () => import('./factura-ver.ts') },
  {
    nombre: 'factura disputar',
    resumen: 'anota que el cliente reclama una factura',
    cargar: () => import('./factura-disputar.ts'),
  },
  {
    nombre: 'factura resolver',
    resumen: 'termina una disputa y dice a favor de quién',
    cargar: () => import('./factura-resolver.ts'),
  },
  {
    nombre: 'factura castigar',
    resumen: 'da por incobrable una factura o una parte',
    cargar: () => import('./factura-castigar.ts'),
  },
  { nombre: 'pago listar', resumen: 'lista los pagos y a qué se imputaron', cargar: () => import('./pago-listar.ts') },
  {
    nombre: 'pago registrar',
    resumen: 'anota un pago y a qué facturas cancela',
    cargar: () => import('./pago-registrar.ts'),
  },
  {
    nombre: 'pago imputar',
    resumen: 'decide a qué se aplica dinero que está a favor',
    cargar: () => import('./pago-imputar.ts'),
  },
  {
    nombre: 'pago anular',
    resumen: 'deshace un pago, un cheque rechazado o un castigo',
    cargar: () => import('./pago-anular.ts'),
  },
  {
    nombre: 'recordatorios plan',
    resumen: 'a quién se le escribiría ahora, a quién no, y por qué',
    cargar: () => import('./recordatorios-plan.ts'),
  },
  {
    nombre: 'recordatorios enviar',
    resumen: 'envía los correos que tocan ahora',
    cargar: () => import('./recordatorios-enviar.ts'),
  },
  {
    nombre: 'recordatorios listar',
    resumen: 'lista los mensajes y qué pasó con cada uno',
    cargar: () => import('./recordatorios-listar.ts'),
  },
  {
    nombre: 'recordatorios corridas',
    resumen: 'qué hizo cada corrida de recordatorios enviar',
    cargar: () => import('./recordatorios-corridas.ts'),
  },
  {
    nombre: 'recordatorios resolver',
    resumen: 'anota qué pasó con un mensaje dudoso, rechazado o hecho a mano',
    cargar: () => import('./recordatorios-resolver.ts'),
  },
  {
    nombre: 'recordatorios probar',
    resumen: 'envía muestras de los mensajes a uno mismo',
    cargar: () => import('./recordatorios-probar.ts'),
  },
  {
    nombre: 'recordatorios exportar',
    resumen: 'los mensajes que entrega otro programa o una persona, con su enlace',
    cargar: () => import('./recordatorios-exportar.ts'),
  },
  {
    nombre: 'recordatorios importar-resultados',
    resumen: 'anota qué pasó con los mensajes que entregó otro programa',
    cargar: () => import('./recordatorios-importar-resultados.ts'),
  },
  {
    nombre: 'recordatorios cron',
    resumen: 'escribe lo que hace falta para que corran solos',
    cargar: () => import('./recordatorios-cron.ts'),
  },
  {
    nombre: 'politica crear',
    resumen: 'escribe un archivo de política para empezar',
    cargar: () => import('./politica-crear.ts'),
  },
  { nombre: 'politica ver', resumen: 'muestra la política vigente', cargar: () => import('./politica-ver.ts') },
  {
    nombre: 'politica validar',
    resumen: 'revisa un archivo de política',
    cargar: () => import('./politica-validar.ts'),
  },
  {
    nombre: 'plantilla listar',
    resumen: 'lista los textos con que se puede escribir a los clientes',
    cargar: () => import('./plantilla-listar.ts'),
  },
  {
    nombre: 'plantilla ver',
    resumen: 'muestra un mensaje como lo lee quien lo recibe',
    cargar: () => import('./plantilla-ver.ts'),
  },
  {
    nombre: 'plantilla validar',
    resumen: 'revisa que los textos se puedan enviar',
    cargar: () => import('./plantilla-validar.ts'),
  },
  { nombre: 'libro info', resumen: 'dice qué hay en el libro', cargar: () => import('./libro-info.ts') },
  {
    nombre: 'libro verificar',
    resumen: 'comprueba que el libro esté entero',
    cargar: () => import('./libro-verificar.ts'),
  },
  {
    nombre: 'libro respaldar',
    resumen: 'hace una copia comprobada del libro',
    cargar: () => import('./libro-respaldar.ts'),
  },
  { nombre: 'libro restaurar', resumen: 'vuelve a una copia del libro', cargar: () => import('./libro-restaurar.ts') },
  { nombre: 'libro bitacora', resumen: 'lista las operaciones del libro', cargar: () => import('./libro-bitacora.ts') },
  {
    nombre: 'completar',
    resumen: 'escribe lo que la terminal necesita para completar con la tecla Tab',
    cargar: () => import('./completar.ts'),
  },
];
