/** Una hora de reloj, `08:30`, desde los minutos del día. */
export function textoDeHora(minutos: number): string {
  return [Math.trunc(minutos / 60), minutos % 60].map((parte) => String(parte).padStart(2, '0')).join(':');
}
