import type { Texts, Translation } from "../texts"

export const common: Translation<Texts["common"]> = {
  actions: {
    cancel: "Cancelar",
    close: "Fechar",
    confirm: "Confirmar",
    copy: "Copiar",
    copied: "Copiado",
    more: "Mais ações",
    retry: "Tentar novamente",
    save: "Salvar",
    showAll: "Mostrar tudo",
    showLess: "Mostrar menos",
  },
  mode: { live: "Produção", test: "Teste" },
  errors: {
    title: "Não foi possível carregar",
    forbidden: "Sua função não tem permissão para fazer isto.",
    unreachable: "Não foi possível acessar a loja. Verifique sua conexão e tente novamente.",
    unknown: "A loja respondeu com um erro ({{status}}).",
  },
  table: {
    clearAll: "Limpar tudo",
    filter: "Filtrar",
    next: "Próxima",
    of: "de",
    pages: "páginas",
    previous: "Anterior",
    results: "resultados",
    search: "Buscar",
    selected: "Selecionados: {{number}}",
  },
  none: "Nenhum",
  optional: "opcional",
  opensNewTab: "abre em uma nova aba",
}
