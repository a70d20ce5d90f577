/** Los países para los que hay costumbres y reglas conocidas (ISO 3166). */
export const paises = ['AR', 'MX', 'ES', 'CO', 'CL', 'PE', 'UY'] as const;
export type Pais = (typeof paises)[number];
