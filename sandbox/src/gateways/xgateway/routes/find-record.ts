import { badRequest, notFound } from "../errors"
import { isUuid } from "../field-reader"
import type { XGatewayStore } from "../store"

/** A record by the id in the path. @throws ReplyError 400 or 404, as the settings say */
export function findRecord<T>(
  store: XGatewayStore,
  records: ReadonlyMap<string, T>,
  what: string,
  id: string
): T {
  if (!isUuid(id)) {
    throw badRequest(`${what}Id must be a UUID`)
  }
  const found = records.get(id.toLowerCase())
  if (!found) {
    const message = `${what} ${id} was not found`
    throw store.account.settings.unknownIdStatus === 404 ? notFound(message) : badRequest(message)
  }
  return found
}
