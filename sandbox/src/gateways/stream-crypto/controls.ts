import { parseDecimal } from "../../core/money"
import type { Delivery } from "../../core/webhook-types"
import type { PayOptions, PayResult, StreamCryptoControls } from "./controls-types"
import type { Payment, Token } from "./entities"
import { checkSettings } from "./options"
import { PRICE_DECIMALS, receivedOf, shareOf } from "./quote"
import { API_PATH, type StreamCryptoService } from "./service"
import { viewPayment, viewTransfer } from "./views"
import type { TransferOutcome } from "./wallet"

const MOST_PARTS = 20

/** The typed controls of the simulated Stream Payment Gateway. */
export function createControls(service: StreamCryptoService): StreamCryptoControls {
  const { account, store, callbacks, wallet, context } = service
  const find = (id: string): Payment => {
    const payment = store.payments.get(id)
    if (!payment) {
      throw new Error(`no payment ${id}`)
    }
    return payment
  }
  const findOpen = (id: string, evenIfClosed = false): Payment => {
    const payment = find(id)
    const closed = store.whyClosed(payment)
    if (closed && !evenIfClosed) {
      throw new Error(`payment ${id} is ${closed}; pass evenIfClosed to pay it nevertheless`)
    }
    return payment
  }
  const paying = (act: () => TransferOutcome): PayResult => {
    const before = context.webhooks.size
    const { payment, transfers, redirectUrl } = act()
    const deliveries: Delivery[] = context.webhooks.since(before)
    return {
      payment: viewPayment(service, payment),
      transfers: transfers.map((transfer) => viewTransfer(payment, transfer)),
      redirectUrl,
      deliveries,
    }
  }

  return {
    get baseUrl() {
      return context.baseUrl() + API_PATH
    },
    get clientId() {
      return account.clientId
    },
    get clientSecret() {
      return account.endpoint.secret
    },

    payments: () => [...store.payments.values()].map((payment) => viewPayment(service, payment)),
    payment: (id) => viewPayment(service, find(id)),
    paymentBySession: (reference) => {
      const found = [...store.payments.values()].findLast(({ returnUrl, name, description }) =>
        [returnUrl, name, description].some((text) => text.includes(reference))
      )
      return found && viewPayment(service, found)
    },
    createPayment: (body, mode = "manual") => viewPayment(service, service.create(body, mode)),

    pay: (id, options = {}) => {
      const payment = findOpen(id, options.evenIfClosed)
      const token = options.coin ?? "STRM"
      const units = unitsOf(payment, token, wallet.openUnits(payment, token), options)
      return paying(() => wallet.send(payment, token, [units], options.callback))
    },
    payInParts: (id, options = {}) => {
      const payment = findOpen(id, options.evenIfClosed)
      const { parts = 2, coin = "STRM" } = options
      if (!Number.isInteger(parts) || parts < 2 || parts > MOST_PARTS) {
        throw new Error(`parts must be 2 to ${MOST_PARTS}`)
      }
      const amounts = splitUnits(wallet.openUnits(payment, coin), parts)
      return paying(() => wallet.send(payment, coin, amounts, options.callback))
    },
    expire: (id) => {
      const payment = find(id)
      payment.expiresAt = Math.min(payment.expiresAt, store.now())
      return viewPayment(service, payment)
    },
    setStatus: (id, status, options = {}) => {
      const payment = find(id)
      payment.forcedStatus = status
      if (options.event) {
        const { native } = receivedOf(payment.quote, payment.transfers)
        const isFull = status !== "completed" || native >= payment.quote.native
        callbacks.send(id, isFull ? {} : { receivedNative: payment.quote.native })
      }
      return viewPayment(service, payment)
    },
    sendEvent: (id, options = {}) => {
      const { fields, signature, extra, numbers, rawBody, ...mishandling } = options
      return callbacks.send(
        id,
        {
          fields,
          extra,
          rawBody,
          ...(signature === undefined ? {} : { signature }),
          ...(numbers === undefined ? {} : { numbers }),
        },
        mishandling
      )
    },

    setWebhookUrl: (url) => {
      account.endpoint.url = url
    },
    setClientSecret: (secret) => {
      account.endpoint.secret = secret
    },
    settings: () => ({ ...account.settings }),
    changeSettings: (changes) => {
      account.settings = checkSettings({ ...account.settings, ...changes })
      return { ...account.settings }
    },
  }
}

/** The same in every part, the rest in the first. */
export function splitUnits(units: bigint, parts: number): bigint[] {
  const part = units / BigInt(parts)
  const first = units - part * BigInt(parts - 1)
  return Array.from({ length: parts }, (_, index) => (index === 0 ? first : part))
}

function unitsOf(payment: Payment, token: Token, open: bigint, options: PayOptions): bigint {
  const { amount, shortBy, overBy, coinAmount } = options
  if ([amount, shortBy, overBy, coinAmount].filter((given) => given !== undefined).length > 1) {
    throw new Error("only one of amount, shortBy, overBy and coinAmount can be given")
  }
  const coin = payment.quote.coins[token]
  const { currency, units: price } = payment.quote.price
  const inCoin = (text: string) => shareOf(coin, decimal(text, PRICE_DECIMALS[currency]), price)
  const units =
    amount !== undefined
      ? inCoin(amount)
      : shortBy !== undefined
        ? open - inCoin(shortBy)
        : overBy !== undefined
          ? open + inCoin(overBy)
          : coinAmount !== undefined
            ? decimal(coinAmount, coin.decimals)
            : open
  if (units <= 0n) {
    throw new Error("the amount must be more than 0")
  }
  return units
}

function decimal(text: string, decimals: number): bigint {
  const units = parseDecimal(text, decimals)
  if (units === undefined) {
    throw new Error(`"${text}" is no amount with at most ${decimals} decimals`)
  }
  return units
}
