import type { Texts, Translation } from "../texts"

export const common: Translation<Texts["common"]> = {
  actions: {
    cancel: "Cancelar",
    close: "Cerrar",
    confirm: "Confirmar",
    copy: "Copiar",
    copied: "Copiado",
    more: "Más acciones",
    retry: "Reintentar",
    save: "Guardar",
    showAll: "Mostrar todo",
    showLess: "Mostrar menos",
  },
  mode: { live: "Real", test: "Prueba" },
  errors: {
    title: "No se pudo cargar",
    forbidden: "Tu rol no tiene permiso para hacer esto.",
    unreachable: "No se pudo contactar con la tienda. Comprueba tu conexión e inténtalo de nuevo.",
    unknown: "La tienda respondió con un error ({{status}}).",
  },
  table: {
    clearAll: "Borrar todo",
    filter: "Filtrar",
    next: "Siguiente",
    of: "de",
    pages: "páginas",
    previous: "Anterior",
    results: "resultados",
    search: "Buscar",
    selected: "Seleccionados: {{number}}",
  },
  none: "Ninguno",
  optional: "opcional",
  opensNewTab: "se abre en una pestaña nueva",
}
