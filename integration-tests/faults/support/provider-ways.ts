import type { Sandbox } from "../../../sandbox/src"
import { eventually } from "../../support/eventually"
import { type GatewayShop, type OrderBooks, PROVIDERS } from "../../support/gateway-shop"
import type { StoreCart, StoreSession } from "../../support/store-client"

/** How a shopper pays with each provider of the demo shop, in time or late. */
export interface ProviderWay {
  readonly name: keyof typeof PROVIDERS
  readonly currency: string
  readonly data?: Record<string, unknown>
  /** Closes the payment at the gateway as the end of its time does, where there is such an act. */
  expire?(sandbox: Sandbox, reference: string): unknown
  /** Pays in full, also when the payment is closed. */
  pay(sandbox: Sandbox, reference: string, session: StoreSession): unknown
}

const evenIfClosed = true

const firstAddress = ({ data }: StoreSession): { address: string; amount: string } => {
  const { destinations } = data.next_action as {
    destinations: { address: string; amount: string }[]
  }
  return destinations[0] as { address: string; amount: string }
}

export const PROVIDER_WAYS: readonly ProviderWay[] = [
  {
    name: "streampay",
    currency: "sar",
    expire: (sandbox, reference) => sandbox.streampay.expire(reference),
    pay: (sandbox, reference) => sandbox.streampay.pay(reference, { evenIfClosed }),
  },
  {
    name: "corefy",
    currency: "usd",
    expire: (sandbox, reference) => sandbox.corefy.expire(reference),
    pay: (sandbox, reference) => sandbox.corefy.pay(reference, { evenIfClosed }),
  },
  {
    name: "streamPage",
    currency: "eur",
    expire: (sandbox, reference) => sandbox.streamCrypto.expire(reference),
    pay: (sandbox, reference) => sandbox.streamCrypto.pay(reference, { evenIfClosed }),
  },
  {
    name: "streamManual",
    currency: "usd",
    expire: (sandbox, reference) => sandbox.streamCrypto.expire(reference),
    pay: (sandbox, reference) => sandbox.streamCrypto.pay(reference, { evenIfClosed }),
  },
  {
    name: "directa24",
    currency: "clp",
    data: { document: "123456785", bank: "WP", name: "Camila Soto", country: "CL" },
    expire: (sandbox, reference) => sandbox.directa24.expire(reference),
    pay: (sandbox, reference) => sandbox.directa24.pay(reference, { evenIfClosed }),
  },
  {
    name: "channel",
    currency: "usd",
    // Coins can be sent to an address at any time.
    pay: (sandbox, _, session) => sandbox.xgateway.deposit(firstAddress(session)),
  },
  {
    name: "invoice",
    currency: "eur",
    expire: (sandbox, reference) => sandbox.xgateway.expire(reference),
    pay: (sandbox, reference) => sandbox.xgateway.pay(reference, { evenIfClosed }),
  },
]

/** A cart and how it is to be paid. */
export class Purchase {
  private constructor(
    private readonly shop: GatewayShop,
    readonly way: ProviderWay,
    readonly cart: StoreCart,
    readonly session: StoreSession
  ) {}

  static async start(shop: GatewayShop, way: ProviderWay): Promise<Purchase> {
    const { data } = way
    const { cart, session } = await shop.pay(PROVIDERS[way.name], way.currency, { data })
    return new Purchase(shop, way, cart, session)
  }

  /** One of each provider. */
  static async startAll(
    shop: GatewayShop,
    ways: readonly ProviderWay[] = PROVIDER_WAYS
  ): Promise<Purchase[]> {
    const purchases: Purchase[] = []
    for (const way of ways) {
      purchases.push(await Purchase.start(shop, way))
    }
    return purchases
  }

  get name(): string {
    return this.way.name
  }

  get reference(): string {
    return String(this.session.data.reference)
  }

  pay(): unknown {
    return this.way.pay(this.shop.sandbox, this.reference, this.session)
  }

  async attempt() {
    const attempt = await this.shop.ledger.attempts.findBySession(this.session.id)
    if (!attempt) {
      throw new Error(`${this.name} has no attempt`)
    }
    return attempt
  }

  /** What the ledger says, in one line for comparisons. */
  async outcome(): Promise<string> {
    const { status, appliedStatus, exception, received } = await this.attempt()
    const told = status === appliedStatus ? status : `${status}, told ${String(appliedStatus)}`
    return [this.name, told, received.toDecimal(), exception].filter(Boolean).join(" ")
  }

  /**
   * What is wrong with the books of a purchase that was paid once and in full; nothing when there
   * is one order, with one capture and one transaction of its total.
   */
  async complaints(): Promise<string[]> {
    const attempt = await this.attempt()
    const order = (await this.shop.orders()).find(({ id }) => id === attempt.orderId)
    return [
      attempt.appliedStatus !== "captured" && `is ${await this.outcome()}`,
      attempt.exception !== null && `has the exception ${attempt.exception}`,
      ...(order ? bookComplaints(order) : ["has no order"]),
    ]
      .filter((complaint) => typeof complaint === "string")
      .map((complaint) => `${this.name} ${complaint}`)
  }
}

function bookComplaints({ total, status, payment_collections, transactions }: OrderBooks) {
  const payments = payment_collections.flatMap((collection) => collection.payments)
  const booked = {
    captures: payments.flatMap(({ captures }) => captures.map(({ amount }) => amount)),
    refunds: payments.flatMap(({ refunds }) => refunds.map(({ amount }) => amount)),
    transactions: transactions.map(({ amount }) => amount),
    sums: payment_collections.map((collection) => collection.captured_amount),
  }
  const right = { captures: [total], refunds: [], transactions: [total], sums: [total] }
  return [
    status === "canceled" && "has a canceled order",
    JSON.stringify(booked) !== JSON.stringify(right) &&
      `has an order of ${total} with ${JSON.stringify(booked)}`,
  ]
}

/** Waits, a minute at most, until each purchase has its one order, paid once. */
export async function allPaid(purchases: readonly Purchase[]): Promise<void> {
  await patiently(async () => {
    const complaints = await Promise.all(purchases.map((purchase) => purchase.complaints()))
    expect(complaints.flat()).toEqual([])
  })
}

/** `eventually`, for what a job does that comes round every few seconds. */
export async function patiently<Value>(check: () => Promise<Value>): Promise<Value> {
  for (let again = 3; again > 0; again--) {
    const value = await eventually(check).catch(() => undefined)
    if (value !== undefined) {
      return value
    }
  }
  return eventually(check)
}

/** Has time pass in the ledger: all that it knows is so much older. */
export async function age(shop: GatewayShop, hours: number): Promise<void> {
  const columns = ["created_at", "check_at", "expires_at", "observed_at"]
  await databaseOf(shop).raw(
    `UPDATE payment_gateway_attempt SET ${columns
      .map((column) => `${column} = ${column} - make_interval(hours => ?)`)
      .join(", ")}`,
    columns.map(() => hours)
  )
}

/** Has every payment that is to be looked at again looked at by the next run of the job. */
export async function makeDue(shop: GatewayShop): Promise<void> {
  await databaseOf(shop).raw(
    "UPDATE payment_gateway_attempt SET check_at = now() WHERE check_at IS NOT NULL"
  )
}

interface Database {
  raw<Row>(sql: string, bindings?: readonly unknown[]): Promise<{ rows: Row[] }>
}

export function databaseOf(shop: GatewayShop): Database {
  return shop.container.resolve<Database>("__pg_connection__")
}
