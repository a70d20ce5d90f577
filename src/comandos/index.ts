import type { EntradaDeIndice } from './comando.ts';

/** Qué reúne cada grupo de órdenes. */
export const grupos: Readonly<Record<string, string>> = {
  cliente: 'los clientes y sus datos',
  factura: 'facturas y notas',
  informe: 'informes de la cartera',
  libro: 'el libro: su estado, copias e historia',
  pago: 'los pagos recibidos',
  politica: 'la política de cobranzas',
};

/** Todas las órdenes, en el orden de la ayuda. Una orden nueva es su archivo y una línea aquí. */
export const indice: readonly EntradaDeIndice[] = [
  {
    nombre: 'import',
    alias: 'importar',
    resumen: 'importa facturas, clientes o pagos desde archivos CSV',
    cargar: () => import('./importar.ts'),
  },
  {
    nombre: 'priorizar',
    resumen: 'dice a quién contactar primero, y por qué',
    cargar: () => import('./priorizar.ts'),
  },
  {
    nombre: 'informe antiguedad',
    resumen: 'cuánto debe cada cliente según los días de mora',
    cargar: () => import('./informe-antiguedad.ts'),
  },
  {
    nombre: 'cliente listar',
    resumen: 'lista los clientes y lo que deben',
    cargar: () => import('./cliente-listar.ts'),
  },
  {
    nombre: 'cliente ver',
    resumen: 'muestra un cliente y lo que debe',
    cargar: () => import('./cliente-ver.ts'),
  },
  {
    nombre: 'cliente editar',
    resumen: 'cambia los datos de un cliente',
    cargar: () => import('./cliente-editar.ts'),
  },
  {
    nombre: 'factura listar',
    resumen: 'lista facturas y notas',
    cargar: () => import('./factura-listar.ts'),
  },
  {
    nombre: 'factura ver',
    resumen: 'muestra una factura y sus pagos',
    cargar: () => import('./factura-ver.ts'),
  },
  {
    nombre: 'pago listar',
    resumen: 'lista los pagos y a qué se imputaron',
    cargar: () => import('./pago-listar.ts'),
  },
  {
    nombre: 'politica crear',
    resumen: 'escribe un archivo de política para empezar',
    cargar: () => import('./politica-crear.ts'),
  },
  {
    nombre: 'politica ver',
    resumen: 'muestra la política vigente',
    cargar: () => import('./politica-ver.ts'),
  },
  {
    nombre: 'politica validar',
    resumen: 'revisa un archivo de política',
    cargar: () => import('./politica-validar.ts'),
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
  {
    nombre: 'libro restaurar',
    resumen: 'vuelve a una copia del libro',
    cargar: () => import('./libro-restaurar.ts'),
  },
  {
    nombre: 'libro bitacora',
    resumen: 'lista las operaciones del libro',
    cargar: () => import('./libro-bitacora.ts'),
  },
  {
    nombre: 'completar',
    resumen: 'escribe lo que la terminal necesita para completar con la tecla Tab',
    cargar: () => import('./completar.ts'),
  },
];
