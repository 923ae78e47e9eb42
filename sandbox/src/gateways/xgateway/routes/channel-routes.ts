import type { Route } from "../../../core/exchange-types"
import { qrCodeSvg } from "../../../core/qr-code"
import { COIN_CODES } from "../currencies"
import { FieldReader, oneOf } from "../field-reader"
import { parseJsonBody } from "../json-body"
import { API_PATH, type XGatewayService } from "../service"
import { success } from "./success"

/** `POST /channels`: the customer's address, the same one each time. */
export function channelRoutes(service: XGatewayService): Route[] {
  const { account, store } = service
  return [
    {
      method: "POST",
      path: `${API_PATH}/channels`,
      handle: (request) => {
        const { unknownFields, channelStatus, channelReply } = account.settings
        const fields = new FieldReader(parseJsonBody(request))
        const customerId = fields.text("customerId")
        const currency = fields.text("currency", oneOf(COIN_CODES))
        fields.finish(unknownFields)
        const wallet = store.walletOf(customerId, currency)
        const svg = () => Buffer.from(qrCodeSvg(wallet.address), "utf8").toString("base64")
        return success(
          {
            address: wallet.address,
            ...(channelReply === "address_only" ? {} : { qrCodeURL: service.qrCodeUrl(wallet) }),
            ...(channelReply === "qr_url_and_code"
              ? { qrCode: `data:image/svg+xml;base64,${svg()}` }
              : {}),
          },
          channelStatus
        )
      },
    },
  ]
}
