import { jsonReply, type Route } from "../../../core/exchange-types"
import type { StreamPayService } from "../service"

/** `GET /me`: whose key this is. */
export function organizationRoutes({ account }: StreamPayService): Route[] {
  return [
    {
      method: "GET",
      path: "/api/v2/me",
      handle: () =>
        jsonReply({
          user: {
            id: "0d4f6c1e-57a2-4d0c-9a57-0f2f8f3f1a01",
            email: account.settings.ownerEmail,
          },
          organization: {
            id: "0d4f6c1e-57a2-4d0c-9a57-0f2f8f3f1a02",
            name: account.settings.merchantName,
            name_en: account.settings.merchantName,
            sandbox: account.sandbox,
            created_at: "2025-01-01T00:00:00",
            currency_config: {
              home_currency: "SAR",
              default_currency: account.enabledCurrencies.includes("SAR")
                ? "SAR"
                : (account.enabledCurrencies[0] ?? "SAR"),
              enabled_currencies: [...account.enabledCurrencies],
            },
          },
        }),
    },
  ]
}
