import type { Attempt, CollectField } from "../../core/attempt"
import type { RefundRequest, RefundResult } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { sessionReference } from "../../core/session-reference"
import type { XGatewayClient } from "./client"
import { COIN_CODES, COINS, coinOf, isCoinCode } from "./coins"
import { parsePositive } from "./exact-amounts"
import { transactionMeaning } from "./statuses"
import { orderIdFor, seenWithdrawals, sentRefunds } from "./withdrawals"

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
    // The answer says that it was taken; the chain confirms it later.
    isOpen: true,
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
  const key = orderIdFor(idempotencyKey)
  const failed = seenWithdrawals(attempt).filter(
    ({ order_id, status }) =>
      order_id?.startsWith(key) === true && transactionMeaning(status) === "failed"
  )
  return failed.length === 0 ? key : `${key}-${failed.length + 1}`
}

function customerIdOf(attempt: Attempt): string {
  const { customer_id: known } = attempt.gatewayData
  return typeof known === "string" ? known : sessionReference(attempt)
}

function refused(problem: string): GatewayError {
  return new GatewayError({
    code: "invalid_input",
    message: `The refund was not sent: ${problem}. Correct the fields and try again.`,
    retry: false,
  })
}
