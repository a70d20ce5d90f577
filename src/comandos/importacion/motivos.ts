import { textoLocal } from '../../dominio/dinero.ts';
import type { FilaDeDocumento } from '../../dominio/filas.ts';
import type { Contradiccion, Diferencia } from '../../dominio/importacion/documento.ts';
import type { MotivoDeRechazo } from './ajustes.ts';

/** Dos columnas de la fila se contradicen. */
export function porContradiccion({ motivo, valor }: Contradiccion): MotivoDeRechazo {
  return { campo: 'saldo', valor, motivo };
}

/** El archivo trae el documento dos veces con datos distintos. */
export function porConflicto(fila: FilaDeDocumento): MotivoDeRechazo {
  return {
    campo: 'numero',
    valor: fila.numero,
    motivo: 'el archivo trae este documento dos veces con datos distintos',
  };
}

/** No se sabe si la fila es otro renglón del documento o el total repetido. */
export function porRenglonAmbiguo(fila: FilaDeDocumento, lineaPrevia: number | null): MotivoDeRechazo {
  return {
    campo: 'importe',
    valor: textoLocal({ monto: fila.importe, moneda: fila.moneda }),
    motivo: `el documento ${fila.numero} ya está en la línea ${lineaPrevia} con el mismo importe y otro artículo: pueden ser dos renglones o el total repetido; deje una fila por documento con su total`,
  };
}

/** En qué difiere la fila de lo conocido: «importe: 100,50 → 100,75». */
export function textoDeCambios({ moneda }: FilaDeDocumento, cambios: readonly Diferencia[]): string {
  const escribir = (valor: string | number) =>
    typeof valor === 'number' ? textoLocal({ monto: valor, moneda }) : valor;
  return cambios.map(({ campo, antes, despues }) => `${campo}: ${escribir(antes)} → ${escribir(despues)}`).join('; ');
}
