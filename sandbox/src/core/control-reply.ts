import { jsonReply, ReplyError, type Reply } from "./exchange-types"
import { refuseControl } from "./control-input"
import { isJsonValue } from "./json"

/** Turns what an act throws into a 400 with its message. */
export async function refusing<T>(act: () => T | Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof ReplyError) {
      throw error
    }
    return refuseControl(error instanceof Error ? error.message : String(error))
  }
}

/** Answers with plain data: what has no JSON form is left out. */
export function asJson(value: unknown, status = 200): Reply {
  const plain: unknown = JSON.parse(JSON.stringify(value))
  return { status, json: isJsonValue(plain) ? plain : null }
}

/** 404 unless it was there. */
export function foundReply(was: boolean, message: string): Reply {
  return was ? jsonReply({ ok: true }) : refuseControl(message, 404)
}
