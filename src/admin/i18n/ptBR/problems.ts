import type { Texts, Translation } from "../texts"

export const problems: Translation<Texts["problems"]> = {
  locking_in_memory: {
    message:
      "O Medusa guarda seus bloqueios na memória de cada processo. Com vários processos, dois podem alterar o mesmo carrinho ou pedido ao mesmo tempo; o plugin protege apenas os próprios pagamentos.",
    cure: "Torne @medusajs/medusa/locking-redis o provedor padrão do módulo de bloqueios em medusa-config.ts.",
  },
  locking_never_expires: {
    message:
      "O locking-postgres do Medusa nunca retoma um bloqueio expirado: depois de uma queda durante o checkout, aquele carrinho não pode mais ser concluído.",
    cure: "Use @medusajs/medusa/locking-redis. Até lá, após uma queda: delete from locking where expiration < now().",
  },
  locks_stuck: {
    message:
      "Alguns bloqueios do Medusa expiraram e continuam presos: esses carrinhos não podem ser concluídos.",
    cure: "Execute no banco de dados: delete from locking where expiration < now().",
  },
  jobs_not_running: {
    message:
      "Nenhum processo executa as tarefas agendadas do plugin: o que nenhum webhook informa não é descoberto, e o que falhou não é repetido.",
    cure: 'Inicie um processo no modo "worker" ou "shared"; se já houver um, procure no log as tarefas payment-gateways-….',
  },
  backend_url_missing: {
    message:
      "Falta o endereço da própria loja (backendUrl): os clientes não são trazidos de volta dos gateways, e alguns ficam sem endereço de webhook.",
    cure: "Defina-o em definePaymentGateways, ou nas opções do plugin, em medusa-config.ts.",
  },
  storefront_url_missing: {
    message:
      "Falta o endereço da vitrine (storefrontUrl): os clientes que voltam veem uma resposta simples em vez da loja.",
    cure: "Defina-o em definePaymentGateways, ou nas opções do plugin, em medusa-config.ts.",
  },
  no_gateways: {
    message: "O plugin está instalado, mas nenhum gateway está configurado.",
    cure: "Liste um em definePaymentGateways, em medusa-config.ts.",
  },
  provider_removed: {
    message:
      "Há pagamentos que ainda podem mudar em um gateway que não está mais configurado com este id, e ninguém os consulta.",
    cure: "Configure-o de novo com o mesmo id e retire-o das regiões até que sejam definitivos.",
  },
  credentials_refused: {
    message: "O gateway recusa as credenciais, então ninguém pode pagar com ele.",
    cure: "Corrija as opções na configuração, reinicie a loja e verifique as credenciais mais uma vez.",
  },
  webhooks_refused: {
    message: "O último webhook foi recusado.",
    cure: "Compare o segredo dos webhooks com o painel do gateway e envie um evento de teste. Estranhos também podem enviar webhooks assim: se o teste chegar bem, não é preciso fazer nada.",
  },
  webhook_test_failed: {
    message: "Um evento de teste não chegou como foi enviado.",
    cure: "Veja nesta página o que o teste encontrou e envie outro quando estiver resolvido.",
  },
  currency_not_taken: {
    message: "Este gateway é oferecido em regiões cuja moeda ele não aceita.",
    cure: "Retire o gateway dessas regiões, em Configurações > Regiões.",
  },
  countries_not_served: {
    message: "Este gateway é oferecido em regiões em cujos países ele não funciona.",
    cure: "Retire o gateway dessas regiões, em Configurações > Regiões.",
  },
  test_mode_in_production: {
    message:
      "O gateway está em modo de teste enquanto a loja roda em produção: são criados pedidos pelos quais não chega dinheiro.",
    cure: "Defina a opção sandbox (ou testMode) como false com chaves reais, ou oculte o método no checkout.",
  },
  circuit_open: {
    message:
      "O gateway falhou várias vezes seguidas. Ele é deixado em paz por até um minuto de cada vez e depois consultado de novo.",
    cure: "Veja as linhas do log que o citam e a página de status do gateway; depois de uma chave recusada, as opções dele.",
  },
  checks_failing: {
    message:
      "Há pagamentos que não puderam ser consultados três vezes seguidas ou mais: o gateway ou a loja não responde direito. As tentativas continuam.",
    cure: "Veja as linhas do log que os citam e a linha do tempo de cada pagamento.",
  },
  checks_late: {
    message:
      "Há pagamentos que já deveriam ter sido consultados. O que nenhum webhook informa é descoberto tarde.",
    cure: "Verifique se um worker está rodando e tem tempo; inicie mais, ou veja por que o gateway não responde.",
  },
  webhooks_late: {
    message: "Há webhooks esperando há minutos para serem processados.",
    cure: "Veja o último erro de cada um na página de webhooks e verifique se um worker está rodando.",
  },
  webhooks_dead: {
    message:
      "Alguns webhooks foram abandonados após muitas tentativas. Os pagamentos deles continuam sendo consultados.",
    cure: "Veja-os na página de webhooks, remova a causa e processe-os de novo.",
  },
  announcements_late: {
    message: "Há minutos os eventos de pagamentos não são comunicados ao resto da loja.",
    cure: "Verifique se o barramento de eventos do Medusa e o Redis dele estão acessíveis e se um worker está rodando.",
  },
  exceptions_open: {
    message: "Há pagamentos cujo dinheiro não confere: a menos, a mais, atrasado ou em dobro.",
    cure: "Veja-os na página de pagamentos e resolva cada um.",
  },
}
