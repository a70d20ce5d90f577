// Arma docs/PRESETS.md con lo que dice el programa: src/dominio/presets-contacto.ts.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const raiz = dirname(dirname(fileURLToPath(import.meta.url)));

async function cargar(modulo) {
  const { outputFiles } = await build({
    entryPoints: [join(raiz, modulo)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

const hora = (minutos) =>
  `${String(Math.trunc(minutos / 60)).padStart(2, '0')}:${String(minutos % 60).padStart(2, '0')}`;

function horarios(ventanas) {
  const porHorario = new Map();
  for (const [dia, { desdeMinutos, hastaMinutos }] of ventanas) {
    const horario = `${hora(desdeMinutos)}–${hora(hastaMinutos)}`;
    porHorario.set(horario, [...(porHorario.get(horario) ?? []), dia]);
  }
  return [...porHorario].map(([horario, dias]) => `${dias.join(' ')} ${horario}`).join('; ');
}

const tope = (numero) => (numero === null ? 'sin tope' : String(numero));

function seccion(nombre, { limites, ley, protege, fuente, verificadoEl, deLaNorma, sinVerificar }) {
  const filas = [
    ['horario', horarios(limites.ventanas), 'ventanas'],
    ['contactos por día', tope(limites.diaMax), 'max_dia'],
    ['contactos en siete días', tope(limites.semanaMax), 'max_semana'],
    ['días entre contactos', String(limites.separacionDias), 'separacion_dias'],
    ['canales en siete días', tope(limites.canalesSemanaMax), 'max_canales_semana'],
    ['llamadas y visitas en siete días', tope(limites.llamadasSemanaMax), 'max_llamadas_semana'],
  ];
  const origen = (clave) => (deLaNorma.includes(clave) ? 'la norma' : 'prudencia nuestra');
  return `## ${nombre}

- **Norma**: ${ley ?? 'ninguna que fije horas o cantidades'}
- **Protege**: ${protege}
- **Fuente**: ${fuente}
- **Leída el**: ${verificadoEl}
${sinVerificar.map((uno) => `- **Sin verificar**: ${uno}\n`).join('')}
| límite | valor | clave | de dónde sale |
| --- | --- | --- | --- |
${filas.map(([que, valor, clave]) => `| ${que} | ${valor} | \`${clave}\` | ${nombre === 'libre' ? 'sin límites' : origen(clave)} |`).join('\n')}
`;
}

/** El documento entero. */
export async function textoDePresets() {
  const { presetsDeContactoDescritos } = await cargar('src/dominio/presets-contacto.ts');
  const partes = Object.entries(presetsDeContactoDescritos).map(([nombre, preset]) => seccion(nombre, preset));
  return `# Presets de contacto

Generado con \`node .ci/documentos.mjs\` desde \`src/dominio/presets-contacto.ts\`; no se edita a mano.

Un preset fija cuándo y cuánto se puede contactar a un mismo cliente, por todos los canales juntos; cada clave que se escribe
en \`[contacto]\` vale más que la suya. **Son valores para empezar, no consejo legal**: casi todas estas normas protegen a
consumidores, y en varios países una empresa que compra para sí también lo es. Averigüe cuál lo alcanza. Sin decir nada rige
\`prudente\`.

El horario se mira en la zona de la política, y los feriados son los nacionales del país de la política (con \`libre\`, sólo
los de \`feriados_extra\`). Una carta no tiene hora.

${partes.join('\n')}`;
}
