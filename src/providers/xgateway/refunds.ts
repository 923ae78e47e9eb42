import { z } from "@medusajs/framework/zod"
import type { Attempt, CollectField } from "../../core/attempt"
import type { RefundRequest, RefundResult } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { Money } from "../../core/money"
import { sessionReference } from "../../core/session-reference"
import { baseValueOf } from "./base-value"
import type { XGatewayClient } from "./client"
import { COIN_CODES, COINS, coinOf, isCoinCode } from "./coins"
import { cutDown, parsePositive } from "./exact-amounts"
import type { Transaction } from "./schemas"
import { transactionMeaning } from "./statuses"
import { isUuidLike } from "./uuids"

/** What readings found out about withdrawals. */
export interface RefundsState {
  readonly refunded: Money
  /** For the attempt's private data. */
  readonly withdrawals: readonly {
    readonly id: string
    readonly order_id: string | null
    readonly status: string
  }[]
  /** All that were sent, where one of which the answer was lost is found among the withdrawals. */
  readonly refunds?: readonly Readonly<Record<string, unknown>>[]
  readonly reports: readonly string[]
}

const sentSchema = z.array(
  z.looseObject({
    order_id: z.string(),
    transaction_id: z.string().nullish(),
    amount: z.string(),
  })
)
const seenSchema = z.array(z.object({ order_id: z.string().nullish(), status: z.string() }))

/**
 * Sends coins back as a withdrawal, to an address that staff has from the payer: the address that
 * a payment came from may be an exchange's, where nobody would ever get it.
 * Source: XGateway documentation, withdrawal initiation with API.
 *
 * @throws {GatewayError} `not_allowed` when refunds are not enabled, `invalid_input` for fields
 * that do not fit together, `unclear` when nobody knows whether the coins are on their way
 */
export async function refundByWithdrawal(
  client: XGatewayClient,
  request: RefundRequest,
  isEnabled: boolean
): Promise<RefundResult> {
  if (!isEnabled) {
    throw new GatewayError({
      code: "not_allowed",
      message:
        "XGateway refunds are not enabled in this shop. Send the coins in XGateway's back office and record the refund by hand, or set the option refundsEnabled.",
      retry: false,
    })
  }
  const { attempt, fields } = request
  const { address, currency, amount } = checkedFields(fields)
  const orderId = orderIdOf(request)
  const transactionId = await send(client, {
    address,
    currency,
    amount,
    customerId: customerIdOf(attempt),
    orderId,
  })
  const sent = {
    order_id: orderId,
    transaction_id: transactionId ?? null,
    amount: request.amount.toDecimal(),
    currency,
    coin_amount: amount,
  }
  return {
    refunded: attempt.refunded.add(request.amount),
    reference: transactionId ?? orderId,
    gatewayData: {
      refunds: [...sentRefunds(attempt).filter((one) => one.order_id !== orderId), sent],
    },
  }
}

/** What staff has to tell: where the coins go, and how many of which. */
export function withdrawalFields(isEnabled: boolean): readonly CollectField[] {
  // Without them, too, staff shall hear that refunds are not enabled, and not that one is missing.
  const required = isEnabled
  return [
    {
      name: "address",
      label: "The payer's address, asked for and confirmed by the payer",
      pattern: "[A-Za-z0-9]{14,120}",
      required,
    },
    {
      name: "currency",
      label: "Coin and network",
      options: COIN_CODES.map((code) => ({
        value: code,
        label: `${COINS[code].ticker}, ${COINS[code].network}`,
      })),
      required,
    },
    {
      name: "amount",
      label: "How many coins, e.g. 10.25",
      pattern: "\\d{1,18}(\\.\\d{1,18})?",
      required,
    },
  ]
}

/** Ids of withdrawals that were sent before; readings look what became of them. */
export function refundIds(attempt: Attempt): string[] {
  return sentRefunds(attempt)
    .map((one) => one.transaction_id)
    .filter(isUuidLike)
}

/**
 * What has gone back: what was booked here, a refund whose answer was lost once its withdrawal is
 * seen, and by its value what the back office sent. A withdrawal that failed is reported.
 */
export function readRefunds(attempt: Attempt, withdrawals: readonly Transaction[]): RefundsState {
  const { pendingRefund } = attempt
  const { currency } = attempt.due
  const sent = sentRefunds(attempt)
  const isOf = ({ orderId }: Transaction, key: string) => orderId?.startsWith(key) === true
  const isBooked = (one: Transaction) => sent.some(({ order_id }) => order_id === one.orderId)
  const isPending = (one: Transaction) =>
    pendingRefund !== null && isOf(one, allowed(pendingRefund.key))
  const meaning = ({ status }: Transaction) => transactionMeaning(status)
  const unbooked = withdrawals.filter((one) => !isBooked(one) && meaning(one) !== "failed")
  let refunded = sent.reduce(
    (sum, { amount }) => sum.add(Money.parse(amount, currency)),
    Money.zero(currency)
  )
  const found = pendingRefund ? unbooked.find(isPending) : undefined
  if (pendingRefund && found) {
    refunded = refunded.max(pendingRefund.refundedBefore).add(pendingRefund.amount)
  }
  for (const one of unbooked.filter((other) => !isPending(other))) {
    const value = meaning(one) === "confirmed" ? baseValueOf(one, currency.code) : undefined
    refunded = value === undefined ? refunded : refunded.add(cutDown(value, currency))
  }
  return {
    refunded: refunded.max(attempt.refunded),
    ...(pendingRefund &&
      found && {
        refunds: [
          ...sent,
          {
            order_id: found.orderId ?? pendingRefund.key,
            transaction_id: found.id,
            amount: pendingRefund.amount.toDecimal(),
          },
        ],
      }),
    withdrawals: withdrawals.map(({ id, orderId, status }) => ({
      id,
      order_id: orderId ?? null,
      status,
    })),
    reports: withdrawals
      .filter((one) => meaning(one) === "failed")
      .map(({ id }) => `withdrawal ${id} failed, nothing went back`),
  }
}

function checkedFields(fields: RefundRequest["fields"]) {
  const { address = "", currency = "", amount = "" } = fields
  if (!isCoinCode(currency)) {
    throw refused("currency is none of XGateway's codes")
  }
  const coin = coinOf(currency)
  if (!coin.addressPattern.test(address)) {
    throw refused(`address is no address of ${coin.network}, on which ${currency} is`)
  }
  const decimals = /\.(\d+)$/.exec(amount)?.[1]?.length ?? 0
  if (parsePositive(amount) === undefined || decimals > coin.nativeDecimals) {
    throw refused(
      `amount must be more than zero, with at most ${coin.nativeDecimals} decimals of ${currency}`
    )
  }
  return { address, currency, amount }
}

async function send(
  client: XGatewayClient,
  withdrawal: Parameters<XGatewayClient["createWithdrawal"]>[0]
): Promise<string | undefined> {
  try {
    return await client.createWithdrawal(withdrawal)
  } catch (error) {
    if (!GatewayError.is(error) || !isAlreadyTaken(error)) {
      throw error
    }
    throw new GatewayError({
      code: "unclear",
      message: `XGateway already has a withdrawal with the order id ${withdrawal.orderId}. Look it up in XGateway's back office; it is booked here as soon as XGateway reports it.`,
      retry: false,
      httpStatus: error.httpStatus,
      gatewayCode: error.gatewayCode,
      detail: error.detail,
    })
  }
}

/** The order id is taken: an earlier try got through, whatever its answer was. */
function isAlreadyTaken({ httpStatus, gatewayCode = "", detail = "" }: GatewayError): boolean {
  return (
    httpStatus === 409 ||
    (httpStatus !== undefined &&
      httpStatus < 500 &&
      (gatewayCode === "db_violation" || /duplicat|already|exists|unique/i.test(detail)))
  )
}

/** The refund's own key; behind it a number once withdrawals with it have failed for good. */
function orderIdOf({ attempt, idempotencyKey }: RefundRequest): string {
  const key = allowed(idempotencyKey)
  const failed = (seenSchema.safeParse(attempt.gatewayData.withdrawals).data ?? []).filter(
    ({ order_id, status }) =>
      order_id?.startsWith(key) === true && transactionMeaning(status) === "failed"
  )
  return failed.length === 0 ? key : `${key}-${failed.length + 1}`
}

function allowed(key: string): string {
  return key.replace(/[^A-Za-z0-9_-]/g, "-")
}

function customerIdOf(attempt: Attempt): string {
  const { customer_id: known } = attempt.gatewayData
  return typeof known === "string" ? known : sessionReference(attempt)
}

function sentRefunds(attempt: Attempt): z.output<typeof sentSchema> {
  return sentSchema.safeParse(attempt.gatewayData.refunds).data ?? []
}

function refused(problem: string): GatewayError {
  return new GatewayError({
    code: "invalid_input",
    message: `The refund was not sent: ${problem}. Correct the fields and try again.`,
    retry: false,
  })
}

/** For the attempt's private data. */
export function storedRefunds({
  withdrawals,
  refunds,
}: RefundsState): Readonly<Record<string, unknown>> {
  return { withdrawals, ...(refunds && { refunds }) }
}
