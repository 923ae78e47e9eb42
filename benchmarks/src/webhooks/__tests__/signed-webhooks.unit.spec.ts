import { createHmac } from "node:crypto"
import { forged, STREAMPAY_SECRET, streamPayWebhook, stripeWebhook } from "../signed-webhooks"

/** Whether `secret` made the signature of the body. */
function isSignedWith(secret: string, header: string | undefined, body: string): boolean {
  const [, time, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header ?? "") ?? []
  return (
    mac ===
    createHmac("sha256", secret)
      .update(`${String(time)}.${body}`)
      .digest("hex")
  )
}

describe("signed webhooks", () => {
  it("are as long with Stripe as with StreamPay", () => {
    const { body } = streamPayWebhook()
    expect(stripeWebhook(body.length).body).toHaveLength(body.length)
  })

  it("are never the same twice", () => {
    expect(streamPayWebhook().body).not.toBe(streamPayWebhook().body)
    expect(stripeWebhook(500).body).not.toBe(stripeWebhook(500).body)
  })

  it("carry the signature of whoever knows the secret, or of somebody who does not", () => {
    const webhook = streamPayWebhook({ sessionId: "payses_1", reference: "link" })
    const header = webhook.headers["x-webhook-signature"]
    expect(isSignedWith(STREAMPAY_SECRET, header, webhook.body)).toBe(true)
    const { headers, body } = forged(webhook)
    expect(body).toBe(webhook.body)
    expect(isSignedWith(STREAMPAY_SECRET, headers["x-webhook-signature"], body)).toBe(false)
  })

  it("name the payment session that they are about", () => {
    const subject = { sessionId: "payses_1", reference: "one" }
    expect(JSON.parse(streamPayWebhook(subject).body)).toMatchObject({
      data: { payment_link: { id: "one" }, metadata: { session_id: "payses_1" } },
    })
    expect(JSON.parse(stripeWebhook(0, subject).body)).toMatchObject({
      data: { object: { id: "one", metadata: { session_id: "payses_1" } } },
    })
  })
})
