import { alguno, cada, deQuien, type Familia } from './amenazas-formas.ts';

const decirle = [
  ...['avisar', 'contar', 'decir', 'dire ', 'dira ', 'diremos', 'diran ', 'informar', 'comunicar', 'escribir'],
  ...['llamar', 'hablar', 'notificar', 'revelar', 'hacer saber', 'haremos saber', 'hare saber'],
];
const otros = cada(deQuien, [
  ...['clientes', 'proveedores', 'socios', 'socias', 'emplead', 'companer', 'colegas', 'jefe', 'jefa', 'patron'],
  ...[
    'parientes',
    'mama ',
    'papa ',
    'padre',
    'madre',
    'hij',
    'herman',
    'espos',
    'marido',
    'mujer ',
    'pareja',
    'novi',
    'suegr',
  ],
  ...['amigos', 'amigas', 'amistades', 'conocidos', 'allegados', 'competidores', 'competencia', 'accionistas'],
]);
const cualquiera = [
  ...['demas proveedores', 'otros proveedores', 'demas comercios', 'otros comercios', 'la competencia', 'camara de'],
  ...['camaras de', 'todos que', 'todos lo que', 'todo el rubro', 'todo el mundo', 'todo el barrio', 'todo el gremio'],
];
const todos = [
  ...['todos ', 'todas ', 'todo el mundo', 'todo el barrio', 'todo el gremio', 'todo el rubro', 'todo el mercado'],
  ...[
    'todo el pueblo',
    'toda la ciudad',
    'toda la zona',
    'toda la cuadra',
    'la gente ',
    'mundo entero',
    'barrio entero',
    'el barrio',
    'el gremio',
  ],
];
const loQueSeSabe = cada(
  ['saber', 'sabra', 'sabran', 'sepa', 'sepan', 'conocer', 'conozcan', 'conoceran', 'conocera'],
  [
    ...['lo que ', 'quien ', 'quienes ', 'que no ', 'que deb', 'que clase', 'que tipo', 'como pag', 'como trabaj'],
    ...[
      'como sos',
      'como eres',
      'como es ',
      'como se port',
      'como te port',
      'su deuda',
      'tu deuda',
      'su historial',
      'tu historial',
    ],
  ],
);
const enterarse = ['enterar', 'enteran', 'lo sabra', 'lo sabran', 'lo van a saber', 'lo va a saber', ...loQueSeSabe];
const laDeuda = ['falta de pago', 'atraso', 'deuda', 'incumpl', 'que no pag', 'que deb', 'lo que deb'];
const aOtros: readonly Familia[] = [
  {
    lugares: [
      ['mandar', 'enviar', 'copiar'],
      ['deuda', 'copia de est', 'este reclamo', 'esta factura', 'este correo'],
      otros,
    ],
  },
  alguno(
    ...cada(['que diria', 'que dirian', 'que pensaria', 'que pensarian', 'que va a pensar', 'que van a pensar'], otros),
    ...cada(['haremos', 'hacerlo', 'hacerla', 'hacerte', 'hacerlos'], ['quedar mal']),
  ),
  { lugares: [decirle, [...otros, ...cualquiera]] },
  { lugares: [decirle, cada(deQuien, ['hij', 'espos', 'familia'])], enElMedio: 8 },
  { lugares: [decirle, laDeuda, ['a los', 'a las', 'a sus', 'a tus', 'a todo']] },
  { lugares: [[...otros, ...todos], enterarse] },
  { lugares: [otros, ['seran informad', 'seran avisad', 'seran notific', 'sera informad', 'sera avisad']] },
  alguno(
    ...cada(['se entere', 'se enteren', 'se enterara', 'va a enterar'], ['todo', 'toda', ...otros]),
    ...cada(['delante de', 'frente a', 'enfrente de', 'adelante de'], ['todos', 'todo el mundo', ...otros]),
    ...['publicamente', 'visible para todos', 'quienes no pag', 'los que no pag', 'clientes que no'],
  ),
];

const figurar = [
  ...['pegar', 'salir', 'saldr'],
  ...[
    'figurar',
    'aparecer',
    'incluir',
    'anotar',
    'poner',
    'pondr',
    'agregar',
    'exhibir',
    'inscribir',
    'entrar',
    'ir a',
  ],
  ...['terminar', 'colgar', 'subir'],
];
const listasPublicas = [
  ...['lista publica', 'listas publicas', 'listado publico', 'listado de quienes', 'lista de quienes'],
  ...[
    'lista de incumpl',
    'lista de los que',
    'listado visible',
    'lista visible',
    'registro publico',
    'registros publicos',
    'cartelera',
  ],
  ...['pizarra', 'vidriera', 'vitrina', 'redes sociales', 'nuestras redes'],
];
const loSuyo = cada(deQuien, ['nombre', 'foto', 'cara ', 'rostro', 'apellido', 'razon social', 'deuda', 'caso ']);
const listas: readonly Familia[] = [
  { lugares: [figurar, listasPublicas], enElMedio: 5 },
  { lugares: [['publicar', 'exhibir', 'colgar', 'pegar', 'pintar', 'exponer', 'subir'], loSuyo] },
  {
    lugares: [
      loSuyo,
      ['exhib', 'expuest', 'en la puerta', 'en la pared', 'a la vista', 'en una lista', 'en la entrada'],
    ],
    enElMedio: 4,
  },
];

const noTiene = ['no tiene', 'no tenes', 'no tienes', 'no tienen', 'sin'];
const dePalabra = [
  ...['persona seria', 'personas serias', 'persona de palabra', 'gente seria', 'gente de palabra', 'empresa seria'],
  ...['cliente serio', 'de fiar', 'de confianza', 'confiable', 'honest'],
];
const verguenza: readonly Familia[] = [
  {
    lugares: [
      ['conducta', 'actitud', 'comportamiento', 'proceder ', 'forma de actuar', 'manera de actuar', 'forma de ser'],
      [
        ...['lamentable', 'inaceptable', 'inadmisible', 'intolerable', 'imperdonable', 'reprochable', 'repudiable'],
        ...['despreciable', 'indign', 'inmoral', 'desleal', 'pesim', 'mucho que desear', 'una falta', 'incorrect'],
      ],
    ],
  },
  alguno(
    ...cada(noTiene, ['palabra ', 'codigos ', 'cara ', 'dignidad', 'decencia', 'honor ', 'escrupulos']),
    ...cada(['carece', 'careces', 'carecen'], ['de palabra', 'de codigos', 'de honor', 'de dignidad']),
    ...cada(['fuera', 'fueras', 'fueran', 'fueses'], ['honest', 'honrad', 'decente', 'seri', 'responsable']),
    ...cada(deQuien, ['excusas', 'mentiras', 'cuentos ', 'palabra no ']),
    ...cada(['no sos', 'no eres', 'no es', 'no son', 'no fue'], [...dePalabra, ...cada(['una', 'un'], dePalabra)]),
    ...cada(['mal', 'malos', 'peor', 'pesimo'], ['cliente']),
    ...['das lastima', 'dan lastima', 'das pena', 'dan pena'],
    ...[
      'vergonz',
      'averg',
      'deshonest',
      'deshonr',
      'descarad',
      'indigno',
      'indigna de',
      'cinic',
      'cobarde',
      'ridicul',
      'impresentable',
    ],
    ...[
      'falta de seriedad',
      'poca seriedad',
      'poca palabra',
      'no te da la cara',
      'no le da la cara',
      'no les da la cara',
      'falta de respeto',
      'falta de palabra',
      'poco seri',
      'nada seri',
      'mala persona',
    ],
    ...['miserable', 'embauc', 'parasit', 'vividor', 'inutil ', 'estupid', 'idiota', 'imbecil', 'basura '],
  ),
  { lugares: [['deberia'], ['pena ', 'darle pena', 'darte pena']] },
  {
    lugares: [['falto', 'faltaste', 'faltar', 'faltaron', 'no cumpl'], cada(['a', 'con'], cada(deQuien, ['palabra ']))],
  },
];

/** Exponerlo ante otros y humillarlo. */
export const exposiciones: readonly Familia[] = [...aOtros, ...listas, ...verguenza];
