declare const VERSION_DEL_PAQUETE: string | undefined;

/** Versión del programa; la construcción la toma de package.json y, sin construir, dice «desarrollo». */
export const version = typeof VERSION_DEL_PAQUETE === 'string' ? VERSION_DEL_PAQUETE : '0.0.0-desarrollo';
