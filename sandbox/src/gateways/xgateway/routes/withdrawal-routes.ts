import type { Route } from "../../../core/exchange-types"
import type { JsonObject } from "../../../core/json"
import { isAddress } from "../addresses"
import { positiveAmount, readAmount } from "../amounts"
import { COIN_CODES, COINS } from "../currencies"
import type { Transaction } from "../entities"
import { badRequest, databaseViolation } from "../errors"
import { FieldReader, oneOf } from "../field-reader"
import { parseJsonBody } from "../json-body"
import { presentTransaction } from "../presenters"
import { API_PATH, type XGatewayService } from "../service"
import type { NewWithdrawal } from "../withdrawals"
import { success } from "./success"

/** `POST /withdrawal`: `orderId` makes it happen once. */
export function withdrawalRoutes(service: XGatewayService): Route[] {
  const { account, store, withdrawals } = service
  const reply = (withdrawal: Transaction) =>
    success(
      account.settings.withdrawalReply === "id"
        ? withdrawal.id
        : presentTransaction(store, withdrawal),
      account.settings.withdrawalStatus
    )
  return [
    {
      method: "POST",
      path: `${API_PATH}/withdrawal`,
      handle: (request) => {
        const wanted = readWithdrawal(parseJsonBody(request))
        const { repeatedWithdrawal, insufficientFunds } = account.settings
        const known = wanted.orderId === null ? undefined : withdrawals.byOrderId(wanted.orderId)
        if (known && (repeatedWithdrawal === "refused" || !isSame(known, wanted))) {
          throw databaseViolation(`orderId ${wanted.orderId} was used for another withdrawal`)
        }
        if (known) {
          return reply(known)
        }
        if (insufficientFunds === "refused" && !withdrawals.covers(wanted)) {
          throw badRequest(`Insufficient funds in ${wanted.coin}`)
        }
        return reply(withdrawals.create(wanted))
      },
    },
  ]
}

function readWithdrawal(body: JsonObject): NewWithdrawal {
  const fields = new FieldReader(body)
  const coin = fields.text("currency", oneOf(COIN_CODES))
  const { family, decimals, networkTitle } = COINS[coin] ?? {
    family: "evm",
    decimals: 18,
    networkTitle: "the network",
  }
  const address = fields.text("address", (text) =>
    coin === "" || isAddress(family, text) ? undefined : `is not a valid ${networkTitle} address`
  )
  const amount = fields.text("amount", (text) =>
    readAmount(text, decimals) === undefined
      ? `must be a positive decimal with at most ${decimals} decimal places`
      : undefined
  )
  const customerId = fields.text("customerId")
  const orderId = fields.optionalText("orderId")
  const applicationId = fields.optionalText("applicationId")
  fields.finish()
  const coins = positiveAmount(amount, decimals)
  return { coin, coins, address, amount, customerId, orderId, applicationId }
}

function isSame(known: Transaction, wanted: NewWithdrawal): boolean {
  return (
    known.coin === wanted.coin &&
    known.coins === wanted.coins &&
    known.address === wanted.address &&
    known.customerId === wanted.customerId
  )
}
