import type { Route } from "../../../core/exchange-types"
import { presentBalance } from "../presenters"
import { API_PATH, type XGatewayService } from "../service"
import { findRecord } from "./find-record"
import { success } from "./success"

/** What the merchant has, by currency. */
export function balanceRoutes({ store }: XGatewayService): Route[] {
  return [
    {
      method: "GET",
      path: `${API_PATH}/balance/accounts`,
      handle: () => success(store.accounts().map((account) => presentBalance(store, account))),
    },
    {
      method: "GET",
      path: `${API_PATH}/balance/accounts/:account_id`,
      handle: ({ params }) => {
        const accounts = new Map(store.accounts().map((account) => [account.id, account]))
        const account = findRecord(store, accounts, "account", params.account_id ?? "")
        return success(presentBalance(store, account))
      },
    },
  ]
}
