import { alguno, cada, deQuien, type Familia } from './amenazas-formas.ts';

const casaOTrabajo = cada(deQuien, ['casa ', 'casas ', 'hogar', 'vivienda', 'domicilio', 'trabajo ', 'empleo ']);
const suLugar = [...casaOTrabajo, ...cada(deQuien, ['negocio', 'local', 'oficina', 'empresa ', 'puerta', 'taller'])];
const ir = [
  ...['ir ', 'ire ', 'iras ', 'ira ', 'iremos', 'iran ', 'vamos a tu', 'vamos a su', 'pasar', 'pasamos', 'acudir'],
  ...['concurrir', 'acercar', 'caer ', 'caeremos', 'golpear', 'tocar', 'visita', 'nos vemos', 'nos veremos'],
];
const gente = ['alguien', 'gente ', 'una persona', 'personal ', 'un cobrador', 'cobradores', 'unos ', 'dos personas'];
const visitas: readonly Familia[] = [
  { lugares: [ir, casaOTrabajo] },
  { lugares: [['visita'], casaOTrabajo], enElMedio: 5 },
  { lugares: [['llamar', 'escribir'], cada(deQuien, ['trabajo ', 'empleo '])] },
  {
    lugares: [['ir ', 'ire ', 'iremos', 'ira ', 'iran ', 'vamos a'], suLugar, ['cobrar', 'reclamar', 'exigir']],
  },
  alguno(...cada(['vamos a', 'van a', 'va a', 'voy a'], ['visitar']), 'en la puerta todos', 'tener en la puerta'),
  { lugares: [['mandar', 'enviar', 'mandamos', 'enviamos'], gente, suLugar] },
  {
    lugares: [
      ['mandar', 'enviar', 'ir ', 'iremos', 'iran '],
      ['a buscarte', 'a buscarlo', 'a buscarla', 'a buscarlos'],
    ],
  },
  { lugares: [['presentar', 'aparecer', 'plantar', 'instalar', 'parar'], cada(['en'], [...suLugar, 'la puerta'])] },
  { lugares: [['buscarte', 'buscarlo', 'buscarla', 'buscarle', 'buscarlos', 'buscarlas'], suLugar] },
  {
    lugares: [
      ['esperar', 'esperando'],
      ['a la salida', 'afuera ', 'en la puerta de su', 'en la puerta de tu', 'en la esquina', 'afuera de'],
    ],
  },
  {
    lugares: [
      ['parar', 'quedar', 'quedamos', 'volver', 'insistir', 'llamar', ...ir],
      ['hasta cobrar', 'hasta que pag', 'hasta que nos pag'],
    ],
    enElMedio: 8,
  },
  {
    lugares: [
      ['estaremos', 'estaran', 'estara ', 'nos vera'],
      cada(['en'], cada(deQuien, ['puerta', 'casa ', 'trabajo '])),
    ],
  },
  alguno('no se mover', 'no se va a mover', 'no nos mover', 'no nos vamos a mover', 'no nos iremos'),
  alguno(
    ...cada(
      ['conocemos', 'tenemos', 'sabemos'],
      cada(deQuien, ['direccion', 'domicilio', 'rutina', 'casa ', 'familia']),
    ),
  ),
];

const caro = ['caro ', 'muy caro', 'bien caro', 'carisimo', 'demasiado caro'];
const insinuadas: readonly Familia[] = [
  { lugares: [['te ', 'le ', 'les ', 'os '], cada(['costar', 'costara', 'saldra', 'salir'], caro)] },
  alguno(...cada(['pagar', 'pagara', 'pagaras', 'pagaran'], caro)),
  {
    lugares: [
      ['no va', 'no quedar', 'no termin', 'no se queda'],
      ['quedar asi', 'asi ', 'termin', 'aqui ', 'aca '],
    ],
    enElMedio: 1,
  },
  alguno(...cada(['no quedara', 'no va a quedar', 'no se quedara', 'no terminara'], ['asi ', 'aqui ', 'aca '])),
  {
    lugares: [
      ['tomar', 'llegar', 'recurrir', 'usar ', 'pasar a', 'acudir', 'apelar', 'emplear', 'oblig', 'ir a', 'iremos a'],
      [
        ...['otra instancia', 'otras instancias', 'otra via ', 'otras vias', 'otro camino', 'otros caminos'],
        ...[
          'otras medidas',
          'otro tipo de medida',
          'otros metodos',
          'medidas mas',
          'medidas drastic',
          'medidas extrem',
        ],
      ],
    ],
  },
  alguno('nos oblig', 'me oblig', 'no nos deja otra', 'no nos deje otra', 'no nos dejes otra'),
  { lugares: [['lo que'], ['perder ']], enElMedio: 2 },
  alguno('mucho que perder', 'todo que perder', 'mucho por perder'),
  alguno(...cada(['arreglar', 'arreglaremos', 'ajustar', 'ajustaremos', 'saldaremos'], ['cuentas con'])),
  {
    lugares: [
      ['no querra', 'no quieras', 'no quiera ', 'no quieran ', 'no te conviene', 'no le conviene', 'no les conviene'],
      ['conocer', 'saber ', 'averiguar', 'enterar', 'ver lo'],
    ],
    enElMedio: 0,
  },
  {
    lugares: [cada(['por'], cada(['su', 'tu'], ['tranquilidad', 'salud ', 'integridad'])), ['pag', 'cancel', 'abon']],
  },
  {
    lugares: [
      ['cuidate', 'cuidese', 'cuidense', 'cuidado con', 'atene'],
      cada(['lo que'], ['pueda', 'puede', 'te ', 'le ', 'les ', 'venga', 'viene', 'haces', 'hace ']),
    ],
  },
  alguno(...cada(['te', 'le', 'les'], ['pesara ', 'va a pesar ', 'va a doler', 'dolera'])),
  {
    lugares: [
      ['tener', 'tendra'],
      ['problemas si', 'serios problemas', 'graves problemas', 'problemas serios'],
    ],
  },
  { lugares: [['acab', 'agot', 'termin', 'perd', 'pierd', 'colm', 'limite de'], ['paciencia']] },
  { lugares: [['paciencia'], ['acab', 'agot', 'termin', 'limite', 'colm']] },
  alguno(...cada(['acordar', 'acordara', 'acordaras', 'acordaran'], ['de nosotros'])),
  alguno(
    ...cada(['ya vera', 'ya veras', 'ya veran', 'ya va a ver', 'ya van a ver'], ['lo que', 'quien', 'como le va']),
  ),
  { lugares: [['con quien'], cada(['se', 'te', 'os', 'esta', 'estas', 'estan'], ['met', 'trata'])] },
  alguno(...cada(['pagar', 'pagara', 'pagaras', 'pagaran'], ['por esto', 'por lo que'])),
  { lugares: [['esto', 'eso', 'no pagar'], ['traera', 'a traer'], ['problema']], enElMedio: 2 },
  { lugares: [['tener', 'tendra'], ['problemas con nosotros']] },
  {
    lugares: [
      ['tomar', 'tomaremos', 'adoptar'],
      ['medidas', 'las medidas'],
    ],
    enElMedio: 1,
  },
  alguno(...cada(['terminar', 'terminara', 'terminaras', 'terminaran', 'acabar', 'acabara', 'acabaras'], ['mal '])),
  { lugares: [['dej'], ['en paz']] },
  alguno('la vida imposible', 'ultima posibilidad', 'conviene pagar cuanto', 'conviene pagar ya', 'conviene que pag'),
  alguno(
    'no te quejes',
    'despues no se queje',
    'luego no se queje',
    'a que se expon',
    'a que te expon',
    'quedas avisad',
    'quedan avisad',
    'estas avisad',
    'no habra mas avisos',
    'no habra otro aviso',
    'respondemos por lo que',
  ),
  alguno('males mayores', 'un mal mayor', 'algo peor', 'va a ser peor', 'sera peor', 'peor para', 'tarde o temprano'),
  alguno('no habra otra oportunidad', 'no habra proxima', 'ultima chance', 'somos capaces', 'soy capaz'),
];

const hacerNegocios = [
  ...['vender', 'fiar', 'fie ', 'dar credito', 'dara credito', 'prestar', 'confiar', 'trabajar con', 'hacer negocios'],
  ...['comprar', 'contratar', 'abrir cuenta', 'abrira cuenta'],
];
const buenNombre = [
  ...cada(deQuien, ['imagen']),
  ...['nombre', 'prestigio', 'apellido', 'credibilidad', 'buena fama', 'imagen de', 'carrera'],
];
const reputacion: readonly Familia[] = [
  { lugares: [['nadie ', 'ningun', 'nunca mas', 'nunca nadie'], hacerNegocios], enElMedio: 5 },
  { lugares: [['nadie ', 'ningun'], ['dar', 'dara', 'otorgar'], ['credito']], enElMedio: 5 },
  { lugares: [['no '], ['vender', 'fiar'], ['nadie', 'ningun']] },
  {
    lugares: [
      cada(['no', 'nunca', 'nunca mas', 'ya no'], ['va a', 'vas a', 'van a', 'podra', 'podras', 'podran']),
      ['conseguir', 'obtener', 'encontrar'],
      ['credito', 'proveedor', 'quien le', 'quien te', 'quien les'],
    ],
    enElMedio: 1,
  },
  { lugares: [['quedar'], cada(['sin'], ['proveedor', 'client', 'credito', 'amigos'])] },
  { lugares: [['no '], ['volver', 'van a', 'va a'], ['vender', 'fiar', 'dar credito']] },
  { lugares: [buenNombre, ['manch', 'arruin', 'ensuci', 'por el piso', 'por el suelo', 'destru', 'en el barro']] },
  {
    lugares: [
      ['arruin', 'manch', 'ensuci', 'destru', 'hundir'],
      [...buenNombre, 'negocio', 'empresa'],
    ],
  },
  { lugares: [cada(['le', 'te', 'les'], ['cerrar', 'cierr', 'vamos a cerrar', 'van a cerrar']), ['puertas']] },
  {
    lugares: [
      ['quedar', 'quedara', 'quedas', 'queda '],
      ['mal con tod', 'mal ante', 'mal con sus', 'mal con tus'],
    ],
    enElMedio: 1,
  },
  {
    lugares: [
      [
        'perdera',
        ...cada(['va', 'vas', 'van'], ['a perder']),
        ...cada(['puede', 'podes', 'puedes', 'pueden'], ['perder']),
      ],
      ['confianza', 'credito ', 'credibilidad', 'respeto', 'buen nombre', 'prestigio', 'proveedores', 'clientes'],
    ],
  },
  alguno('mala fama', 'mal nombre', 'fama de mal'),
];

/** Ir a buscarlo, insinuar algo malo y quitarle el buen nombre. */
export const veladas: readonly Familia[] = [...visitas, ...insinuadas, ...reputacion];
