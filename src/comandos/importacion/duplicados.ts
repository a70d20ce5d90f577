import type { CatalogoDeClientes } from '../../datos/importacion/clientes.ts';
import type { Cliente } from '../../dominio/cliente.ts';
import { clavesParecidas } from '../../dominio/importacion/cliente.ts';
import type { CuentaDeImportacion } from '../../dominio/importacion/resultado.ts';

/** Avisa si el cliente que se va a agregar parece otro que el libro ya tiene con otro código; cuenta una vez por cliente. */
export function avisarDuplicado(catalogo: CatalogoDeClientes, cuenta: CuentaDeImportacion, nuevo: Cliente): void {
  for (const { clave, porque } of clavesParecidas(nuevo)) {
    const [parecido] = catalogo.buscar(clave);
    if (parecido === undefined || parecido.codigo === nuevo.codigo) continue;
    cuenta.anotar('posible cliente duplicado', `${parecido.codigo} y ${nuevo.codigo} tienen ${porque}`);
    return;
  }
}
