/** Con qué orden queda anotada en la bitácora una corrida de recordatorios. */
export const ordenDeCorrida = 'recordatorios corrida';

/** Las órdenes cuya operación puede no agregar ningún hecho: valen por su resumen y su resultado, que la huella también cubre. */
export const ordenesSinHechos: ReadonlySet<string> = new Set([ordenDeCorrida]);
