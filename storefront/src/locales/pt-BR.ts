import type { PaymentLocale } from "../texts/payment-locale.js"

/** Portuguese as in Brazil. */
export const ptBR: PaymentLocale = {
  language: "pt-BR",
  direction: "ltr",
  texts: {
    views: {
      loading: { title: "Seu pagamento", text: "Um momento…" },
      unavailable: {
        title: "Este pagamento não pode ser exibido",
        text: "Escolha uma forma de pagamento para começar de novo.",
      },
      redirect: {
        title: "Pague na página de pagamento",
        text: "Pague na página segura do serviço de pagamento. Se você já pagou, isso aparecerá aqui em breve.",
      },
      returned: {
        title: "Aguardando a confirmação",
        text: "O serviço de pagamento ainda não confirmou seu pagamento. Se você não pagou, ainda pode pagar.",
      },
      transfer: {
        title: "Envie seu pagamento",
        text: "Envie exatamente este valor para este endereço. Esta página avisa quando o pagamento chegar.",
      },
      collect: {
        title: "Mais alguns dados",
        text: "O serviço de pagamento precisa deles antes que você possa pagar.",
      },
      wait: {
        title: "Aguardando a confirmação",
        text: "O serviço de pagamento ainda não confirmou seu pagamento. Você pode sair desta página: nada se perde.",
      },
      paid: { title: "Pagamento recebido", text: "Seu pedido está sendo criado." },
      unknown: {
        title: "O próximo passo não pode ser exibido",
        text: "Recarregue esta página ou escolha outra forma de pagamento.",
      },
      done: { title: "Obrigado pelo pagamento", text: "Seu pedido foi feito." },
      short: {
        title: "Ainda falta uma parte",
        text: "Recebemos {received}. Pague os {due} restantes.",
      },
      stuck: {
        title: "Ainda falta uma parte",
        text: "Recebemos {received} de {amount}. Não pague de novo: a loja já sabe e entrará em contato com você.",
      },
      over: {
        title: "Você pagou a mais",
        text: "Seu pedido foi feito. A loja sabe que você pagou {excess} a mais.",
      },
      late: {
        title: "Seu pagamento chegou tarde",
        text: "Ele chegou, mas seu pedido não pôde mais ser feito. Não pague de novo: a loja já sabe e entrará em contato com você.",
      },
      duplicate: {
        title: "Você pagou duas vezes",
        text: "O pedido já estava pago. A loja sabe deste segundo pagamento e entrará em contato com você.",
      },
      mismatched: {
        title: "O pagamento não confere",
        text: "Não é o que foi pedido. Não pague de novo: a loja já sabe e entrará em contato com você.",
      },
      orphaned: {
        title: "O pagamento está sem pedido",
        text: "Ele chegou, mas o carrinho não existe mais. Não pague de novo: a loja já sabe e entrará em contato com você.",
      },
      expired: {
        title: "O prazo para pagar acabou",
        text: "Não envie mais dinheiro para este pagamento. Se você já enviou, esta página avisa quando chegar.",
      },
      failed: {
        title: "O pagamento falhou",
        text: "Tente novamente ou escolha outra forma de pagamento.",
      },
      canceled: {
        title: "O pagamento foi cancelado",
        text: "Tente novamente ou escolha outra forma de pagamento.",
      },
    },
    amounts: { total: "Total", received: "Recebido", due: "Falta pagar" },
    time: {
      left: "Tempo restante",
      leftSpoken: "Tempo restante para pagar: {time}",
      until: "Pague até {moment}",
      over: "O prazo acabou. Não pague agora; estamos procurando seu pagamento.",
    },
    redirect: { open: "Ir para a página de pagamento", page: "Página de pagamento" },
    transfer: {
      asset: "Moeda",
      network: "Rede",
      amount: "Valor",
      address: "Endereço",
      memo: "Memo",
      memoWarning: "Inclua este memo na transferência, ou o pagamento não será encontrado.",
      warning:
        "Envie somente {asset} pela rede {network}. Qualquer outro envio para este endereço se perde.",
      qr: "QR code para pagar com {asset} pela rede {network}",
      wallet: "Abrir na carteira",
      copy: "Copiar: {what}",
      copied: "Copiado: {what}",
      copyFailed: "Não foi copiado. Selecione o texto e copie manualmente.",
      copyShort: "Copiar",
      copiedShort: "Copiado",
    },
    collect: {
      send: "Continuar",
      sending: "Enviando…",
      choose: "Escolha uma opção",
      required: "Este dado é necessário.",
      invalid: "Confira este dado.",
      failed: "Não foi possível enviar.",
      check: "confira",
      optional: "opcional",
      fields: {
        document: "Documento ({label})",
        bank: "Forma de pagamento",
        country: "País",
        name: "Nome completo",
        email: "E-mail",
        phone: "Celular",
        birth_date: "Data de nascimento (AAAA-MM-DD)",
        address: "Endereço",
        zip: "CEP ou código postal",
        city: "Cidade",
        state: "Estado",
      },
    },
    actions: {
      order: "Ir para o seu pedido",
      tryAgain: "Tentar novamente",
      chooseAnother: "Escolher outra forma",
      contact: "Falar com a loja",
    },
    reference: "Referência",
    offline: "Sem conexão com a loja. Tentando novamente…",
  },
}
