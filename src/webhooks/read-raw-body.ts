import type { MedusaRequest } from "@medusajs/framework/http"
import readStream from "raw-body"
import { GatewayError } from "../core/errors"

/** Larger bodies are answered with 413. */
const LONGEST_BODY_BYTES = 1024 * 1024

/**
 * The bytes of a request as they were sent: a signature is of these and no others. Where a parser
 * of Medusa has read them already, it has kept them.
 *
 * @throws {GatewayError} `invalid_webhook` for an empty, compressed or broken-off body
 * @throws {BodyTooLargeError}
 */
export async function readRawBody(req: MedusaRequest): Promise<Buffer> {
  const { rawBody: parsed } = req as { rawBody?: unknown }
  const body = Buffer.isBuffer(parsed) ? parsed : await readBytes(req)
  if (body.length === 0) {
    throw unreadable("The webhook has no readable body. Send it as JSON, as a form or as text.")
  }
  return body
}

/** The body is larger than any webhook of any gateway. */
export class BodyTooLargeError extends Error {
  constructor() {
    super(`The webhook is larger than ${LONGEST_BODY_BYTES} bytes.`)
    this.name = "BodyTooLargeError"
  }
}

async function readBytes(req: MedusaRequest): Promise<Buffer> {
  const encoding = req.headers["content-encoding"]
  if (encoding !== undefined && encoding !== "identity") {
    throw unreadable("The webhook is compressed. Send it as it is.")
  }
  if (!req.readable) {
    throw unreadable("The webhook has no readable body. Send it as JSON, as a form or as text.")
  }
  try {
    return await readStream(req, {
      limit: LONGEST_BODY_BYTES,
      length: req.headers["content-length"],
    })
  } catch (error) {
    const { type } = error as { type?: string }
    if (type === "entity.too.large") {
      throw new BodyTooLargeError()
    }
    if (type !== undefined) {
      throw unreadable("The webhook broke off before its end. Send it again.")
    }
    throw error
  }
}

function unreadable(message: string): GatewayError {
  return new GatewayError({ code: "invalid_webhook", message, retry: false })
}
