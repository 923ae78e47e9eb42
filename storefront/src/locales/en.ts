import type { PaymentLocale } from "../texts/payment-locale.js"

/** English. */
export const en: PaymentLocale = {
  language: "en",
  direction: "ltr",
  texts: {
    views: {
      loading: { title: "Your payment", text: "One moment…" },
      unavailable: {
        title: "This payment cannot be shown",
        text: "Choose a payment method to start again.",
      },
      redirect: {
        title: "Pay on the payment page",
        text: "Pay on the secure page of the payment service. If you have paid already, this page shows it soon.",
      },
      returned: {
        title: "Waiting for the confirmation",
        text: "The payment service has not confirmed your payment yet. If you have not paid, you still can.",
      },
      transfer: {
        title: "Send your payment",
        text: "Send exactly this amount to this address. This page shows it when the payment arrives.",
      },
      collect: {
        title: "A few details",
        text: "The payment service needs them before you can pay.",
      },
      wait: {
        title: "Waiting for the confirmation",
        text: "The payment service has not confirmed your payment yet. You can leave this page: nothing is lost.",
      },
      paid: { title: "Payment received", text: "Your order is being placed." },
      unknown: {
        title: "The next step cannot be shown",
        text: "Reload this page, or choose another payment method.",
      },
      done: { title: "Thank you for your payment", text: "Your order is placed." },
      short: {
        title: "A part is still missing",
        text: "We have received {received}. Please pay the remaining {due}.",
      },
      stuck: {
        title: "A part is still missing",
        text: "We have received {received} of {amount}. Please do not pay again: the shop knows and will contact you.",
      },
      over: {
        title: "You have paid too much",
        text: "Your order is placed. The shop knows that you paid {excess} too much.",
      },
      late: {
        title: "Your payment came late",
        text: "It arrived, but your order could not be placed any more. Please do not pay again: the shop knows and will contact you.",
      },
      duplicate: {
        title: "You have paid twice",
        text: "The order was paid already. The shop knows about this second payment and will contact you.",
      },
      mismatched: {
        title: "The payment does not match",
        text: "It is not what was asked for. Please do not pay again: the shop knows and will contact you.",
      },
      orphaned: {
        title: "The payment has no order",
        text: "It arrived, but its cart is gone. Please do not pay again: the shop knows and will contact you.",
      },
      expired: {
        title: "The time to pay is over",
        text: "Do not send money for this payment any more. If you have sent it already, this page shows when it arrives.",
      },
      failed: {
        title: "The payment failed",
        text: "Try again, or choose another payment method.",
      },
      canceled: {
        title: "The payment was canceled",
        text: "Try again, or choose another payment method.",
      },
    },
    amounts: { total: "Total", received: "Received", due: "Still due" },
    time: {
      left: "Time left",
      leftSpoken: "{time} left to pay",
      until: "Pay before {moment}",
      over: "The time is over. Do not pay now; we are looking for your payment.",
    },
    redirect: { open: "Go to the payment page", page: "Payment page" },
    transfer: {
      asset: "Currency",
      network: "Network",
      amount: "Amount",
      address: "Address",
      memo: "Memo",
      memoWarning: "Add this memo to the transfer, or the payment cannot be found.",
      warning: "Send only {asset} on {network}. Anything else sent to this address is lost.",
      qr: "QR code to pay with {asset} on {network}",
      wallet: "Open in wallet",
      copy: "Copy: {what}",
      copied: "Copied: {what}",
      copyFailed: "Not copied. Select the text and copy it by hand.",
      copyShort: "Copy",
      copiedShort: "Copied",
    },
    collect: {
      send: "Continue",
      sending: "Sending…",
      choose: "Please choose",
      required: "This is needed.",
      invalid: "Please check this.",
      failed: "This could not be sent.",
      check: "please check",
      optional: "optional",
      fields: {},
    },
    actions: {
      order: "Go to your order",
      tryAgain: "Try again",
      chooseAnother: "Choose another method",
      contact: "Contact the shop",
    },
    reference: "Reference",
    offline: "The shop cannot be reached. Trying again…",
  },
}
