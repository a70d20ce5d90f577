// Se carga con cada archivo de pruebas: los demás módulos se comparten entre archivos y no pueden pedirlo ellos.
import { afterAll } from 'vitest';
import { borrarCarpetas } from './carpeta.ts';

afterAll(borrarCarpetas);
