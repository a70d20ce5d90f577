import { esFecha } from '../dominio/fecha.ts';

/** Una clave dentro del archivo: nombres de tablas y claves, y posiciones (desde 0) en las listas. */
export type RutaDeClave = readonly (string | number)[];

/** La línea (desde 1) donde está escrita cada clave de un TOML que ya se sabe válido. */
export interface LineasDeClaves {
  /** La línea de la clave o, si no está escrita, la de la tabla más cercana que la contendría. */
  lineaDe(ruta: RutaDeClave): number;
  /** Dice si el archivo escribe esa clave o alguna de adentro. */
  estaEscrita(ruta: RutaDeClave): boolean;
  /** Días escritos que no existen en el calendario: smol-toml los corre en silencio (30 de febrero → 2 de marzo). */
  readonly diasInexistentes: readonly { readonly ruta: RutaDeClave; readonly texto: string }[];
}

/**
 * Recorre un TOML válido sólo para anotar en qué línea está cada clave, porque smol-toml no lo informa. Fuera de las
 * claves no interpreta nada: de los valores le basta saber dónde terminan.
 */
export function ubicarClaves(texto: string): LineasDeClaves {
  const recorrido = new Recorrido(texto);
  recorrido.documento();
  return {
    diasInexistentes: recorrido.diasInexistentes,
    estaEscrita: (ruta) => recorrido.lineas.has(identidad(ruta)),
    lineaDe(ruta) {
      for (let largo = ruta.length; largo > 0; largo--) {
        const linea = recorrido.lineas.get(identidad(ruta.slice(0, largo)));
        if (linea !== undefined) return linea;
      }
      return 1;
    },
  };
}

function identidad(ruta: RutaDeClave): string {
  return JSON.stringify(ruta);
}

class Recorrido {
  readonly lineas = new Map<string, number>();
  readonly diasInexistentes: { ruta: RutaDeClave; texto: string }[] = [];
  private readonly listas = new Map<string, number>();
  private readonly texto: string;
  private posicion = 0;
  private linea = 1;

  constructor(texto: string) {
    this.texto = texto;
  }

  documento(): void {
    let tabla: RutaDeClave = [];
    for (this.saltarRelleno(); this.actual() !== ''; this.saltarRelleno()) {
      if (this.actual() === '[') tabla = this.encabezado();
      else this.asignacion(tabla);
    }
  }

  private actual(): string {
    return this.texto.charAt(this.posicion);
  }

  private avanzar(): void {
    if (this.actual() === '\n') this.linea++;
    this.posicion++;
  }

  /** Espacios, renglones y comentarios. */
  private saltarRelleno(): void {
    while (this.actual() !== '' && /[\s,#]/.test(this.actual())) {
      if (this.actual() === '#') while (this.actual() !== '' && this.actual() !== '\n') this.avanzar();
      else this.avanzar();
    }
  }

  private encabezado(): RutaDeClave {
    this.avanzar();
    const esLista = this.actual() === '[';
    if (esLista) this.avanzar();
    const nombres = this.clave();
    while (this.actual() === ']') this.avanzar();
    const ruta: (string | number)[] = [];
    for (const [orden, nombre] of nombres.entries()) {
      ruta.push(nombre);
      const lista = identidad(ruta);
      const nueva = esLista && orden === nombres.length - 1;
      const ultima = this.listas.get(lista);
      if (!nueva && ultima === undefined) continue;
      const indice = nueva ? (ultima ?? -1) + 1 : (ultima ?? 0);
      this.listas.set(lista, indice);
      this.anotar(ruta);
      ruta.push(indice);
    }
    this.anotar(ruta);
    return ruta;
  }

  private asignacion(tabla: RutaDeClave): void {
    const linea = this.linea;
    const ruta = [...tabla];
    for (const nombre of this.clave()) {
      ruta.push(nombre);
      this.anotar(ruta, linea);
    }
    this.avanzar();
    this.valor(ruta);
  }

  private anotar(ruta: RutaDeClave, linea = this.linea): void {
    const clave = identidad(ruta);
    if (!this.lineas.has(clave)) this.lineas.set(clave, linea);
  }

  /** Una clave con puntos, hasta el `=` o el `]` que la termina. */
  private clave(): string[] {
    const nombres: string[] = [];
    for (this.saltarRelleno(); !/[=\]]/.test(this.actual()) && this.actual() !== ''; this.saltarRelleno()) {
      const inicio = this.posicion;
      if (/["']/.test(this.actual())) {
        this.cadena();
        nombres.push(this.texto.slice(inicio + 1, this.posicion - 1));
      } else if (this.actual() === '.') this.avanzar();
      else {
        while (/[\w-]/.test(this.actual())) this.avanzar();
        nombres.push(this.texto.slice(inicio, this.posicion));
        if (inicio === this.posicion) this.avanzar();
      }
    }
    return nombres;
  }

  private valor(ruta: RutaDeClave): void {
    this.saltarRelleno();
    const inicial = this.actual();
    if (inicial === '"' || inicial === "'") this.cadena();
    else if (inicial === '[') this.lista(ruta);
    else if (inicial === '{') this.tablaEnLinea(ruta);
    else this.literal(ruta);
  }

  private literal(ruta: RutaDeClave): void {
    const inicio = this.posicion;
    while (this.actual() !== '' && !/[,\]}#\n]/.test(this.actual())) this.avanzar();
    const texto = this.texto.slice(inicio, this.posicion).trim();
    const dia = /^(\d{4}-\d\d-\d\d)([Tt ]|$)/.exec(texto)?.[1];
    if (dia !== undefined && !esFecha(dia)) this.diasInexistentes.push({ ruta, texto });
  }

  private lista(ruta: RutaDeClave): void {
    this.avanzar();
    this.saltarRelleno();
    for (let indice = 0; this.actual() !== ']' && this.actual() !== ''; indice++) {
      this.anotar([...ruta, indice]);
      this.valor([...ruta, indice]);
      this.saltarRelleno();
    }
    this.avanzar();
  }

  private tablaEnLinea(ruta: RutaDeClave): void {
    this.avanzar();
    this.saltarRelleno();
    while (this.actual() !== '}' && this.actual() !== '') {
      this.asignacion(ruta);
      this.saltarRelleno();
    }
    this.avanzar();
  }

  /** Deja la posición detrás de la comilla que cierra. */
  private cadena(): void {
    const comilla = this.actual();
    const triple = this.texto.startsWith(comilla.repeat(3), this.posicion);
    const cierre = triple ? comilla.repeat(3) : comilla;
    for (let faltan = cierre.length; faltan > 0; faltan--) this.avanzar();
    while (this.actual() !== '' && !this.texto.startsWith(cierre, this.posicion)) {
      if (comilla === '"' && this.actual() === '\\') this.avanzar();
      this.avanzar();
    }
    for (let faltan = cierre.length; faltan > 0; faltan--) this.avanzar();
    // Una cadena triple puede terminar con comillas propias pegadas al cierre.
    while (triple && this.actual() === comilla) this.avanzar();
  }
}
