import type { PaymentLocale } from "../texts/payment-locale.js"

/** Spanish. */
export const es: PaymentLocale = {
  language: "es",
  direction: "ltr",
  texts: {
    views: {
      loading: { title: "Tu pago", text: "Un momento…" },
      unavailable: {
        title: "No se puede mostrar este pago",
        text: "Elige un método de pago para empezar de nuevo.",
      },
      redirect: {
        title: "Paga en la página de pago",
        text: "Paga en la página segura del servicio de pago. Si ya has pagado, aquí lo verás pronto.",
      },
      returned: {
        title: "Esperando la confirmación",
        text: "El servicio de pago aún no ha confirmado tu pago. Si no has pagado, todavía puedes hacerlo.",
      },
      transfer: {
        title: "Envía tu pago",
        text: "Envía exactamente este importe a esta dirección. Aquí verás cuando llegue el pago.",
      },
      collect: {
        title: "Unos datos más",
        text: "El servicio de pago los necesita antes de que puedas pagar.",
      },
      wait: {
        title: "Esperando la confirmación",
        text: "El servicio de pago aún no ha confirmado tu pago. Puedes salir de esta página: no se pierde nada.",
      },
      paid: { title: "Pago recibido", text: "Estamos creando tu pedido." },
      unknown: {
        title: "No se puede mostrar el siguiente paso",
        text: "Recarga esta página o elige otro método de pago.",
      },
      done: { title: "Gracias por tu pago", text: "Tu pedido está hecho." },
      short: {
        title: "Aún falta una parte",
        text: "Hemos recibido {received}. Paga los {due} restantes.",
      },
      stuck: {
        title: "Aún falta una parte",
        text: "Hemos recibido {received} de {amount}. No pagues otra vez: la tienda lo sabe y se pondrá en contacto contigo.",
      },
      over: {
        title: "Has pagado de más",
        text: "Tu pedido está hecho. La tienda sabe que has pagado {excess} de más.",
      },
      late: {
        title: "Tu pago llegó tarde",
        text: "Ha llegado, pero tu pedido ya no se pudo hacer. No pagues otra vez: la tienda lo sabe y se pondrá en contacto contigo.",
      },
      duplicate: {
        title: "Has pagado dos veces",
        text: "El pedido ya estaba pagado. La tienda conoce este segundo pago y se pondrá en contacto contigo.",
      },
      mismatched: {
        title: "El pago no coincide",
        text: "No es lo que se pidió. No pagues otra vez: la tienda lo sabe y se pondrá en contacto contigo.",
      },
      orphaned: {
        title: "El pago no tiene pedido",
        text: "Ha llegado, pero su carrito ya no existe. No pagues otra vez: la tienda lo sabe y se pondrá en contacto contigo.",
      },
      expired: {
        title: "Se acabó el tiempo para pagar",
        text: "No envíes más dinero para este pago. Si ya lo has enviado, aquí verás cuando llegue.",
      },
      failed: {
        title: "El pago ha fallado",
        text: "Inténtalo de nuevo o elige otro método de pago.",
      },
      canceled: {
        title: "El pago se canceló",
        text: "Inténtalo de nuevo o elige otro método de pago.",
      },
    },
    amounts: { total: "Total", received: "Recibido", due: "Pendiente" },
    time: {
      left: "Tiempo restante",
      leftSpoken: "Tiempo restante para pagar: {time}",
      until: "Paga antes del {moment}",
      over: "Se acabó el tiempo. No pagues ahora; estamos buscando tu pago.",
    },
    redirect: { open: "Ir a la página de pago", page: "Página de pago" },
    transfer: {
      asset: "Moneda",
      network: "Red",
      amount: "Importe",
      address: "Dirección",
      memo: "Memo",
      memoWarning: "Añade este memo a la transferencia o no podremos encontrar el pago.",
      warning: "Envía solo {asset} por {network}. Lo demás que llegue a esta dirección se pierde.",
      qr: "Código QR para pagar con {asset} por {network}",
      wallet: "Abrir en la billetera",
      copy: "Copiar: {what}",
      copied: "Copiado: {what}",
      copyFailed: "No se ha copiado. Selecciona el texto y cópialo a mano.",
      copyShort: "Copiar",
      copiedShort: "Copiado",
    },
    collect: {
      send: "Continuar",
      sending: "Enviando…",
      choose: "Elige una opción",
      required: "Este dato es necesario.",
      invalid: "Revisa este dato.",
      failed: "No se ha podido enviar.",
      check: "revísalo",
      optional: "opcional",
      fields: {
        document: "Documento ({label})",
        bank: "Método de pago",
        country: "País",
        name: "Nombre completo",
        email: "Correo electrónico",
        phone: "Teléfono móvil",
        birth_date: "Fecha de nacimiento (AAAA-MM-DD)",
        address: "Dirección",
        zip: "Código postal",
        city: "Ciudad",
        state: "Estado o provincia",
      },
    },
    actions: {
      order: "Ir a tu pedido",
      tryAgain: "Intentar de nuevo",
      chooseAnother: "Elegir otro método",
      contact: "Contactar con la tienda",
    },
    reference: "Referencia",
    offline: "No hay conexión con la tienda. Lo intentamos de nuevo…",
  },
}
