// Started by senders.ts. Sends prepared webhooks over connections that are kept open, each as soon
// as the one before is answered.
import net from "node:net"
import { forged, type SignedWebhook, streamPayWebhook, stripeWebhook } from "./signed-webhooks"
import type { Batch, SentBatch } from "./senders"

const END_OF_HEAD = "\r\n\r\n"

/** One connection: a request at a time, so that an answer belongs to the last request. */
class Sender {
  private waiting: ((status: number) => void) | undefined
  private received = ""

  private constructor(
    private readonly socket: net.Socket,
    private readonly fail: (error: Error) => void
  ) {
    socket.setNoDelay(true)
    socket.setEncoding("latin1")
    socket.on("data", (chunk) => this.take(String(chunk)))
    socket.on("error", fail)
    socket.on("close", () => {
      if (this.waiting) {
        fail(new Error("The shop closed a connection that waited for an answer."))
      }
    })
  }

  static connect(url: URL, fail: (error: Error) => void): Promise<Sender> {
    return new Promise((resolve) => {
      const socket = net.connect(Number(url.port), "127.0.0.1", () => {
        resolve(new Sender(socket, fail))
      })
    })
  }

  send(request: Buffer): Promise<number> {
    return new Promise((resolve) => {
      this.waiting = resolve
      this.socket.write(request)
    })
  }

  close(): void {
    this.socket.destroy()
  }

  private take(chunk: string): void {
    this.received += chunk
    const endOfHead = this.received.indexOf(END_OF_HEAD)
    if (endOfHead < 0) {
      return
    }
    const length = /\r\ncontent-length: (\d+)/i.exec(this.received.slice(0, endOfHead))?.[1]
    if (length === undefined) {
      this.fail(new Error(`An answer without a length: ${this.received.slice(0, endOfHead)}`))
      return
    }
    if (this.received.length >= endOfHead + END_OF_HEAD.length + Number(length)) {
      const status = Number(this.received.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length))
      const { waiting } = this
      this.received = ""
      this.waiting = undefined
      waiting?.(status)
    }
  }
}

function webhookOf(batch: Batch): SignedWebhook {
  switch (batch.kind) {
    case "streampay":
      return streamPayWebhook()
    case "forged":
      return forged(streamPayWebhook())
    case "stripe":
      return stripeWebhook(streamPayWebhook().body.length)
  }
}

function requestOf(url: URL, { headers, body }: SignedWebhook): Buffer {
  const head = Object.entries({ ...headers, "content-length": String(Buffer.byteLength(body)) })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")
  return Buffer.from(`POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\n${head}\r\n${body}`)
}

function greeting({ host }: URL): Buffer {
  return Buffer.from(`GET /health HTTP/1.1\r\nhost: ${host}\r\n\r\n`)
}

async function sendBatch(batch: Batch): Promise<SentBatch> {
  const url = new URL(batch.url)
  const once = batch.isOneEvent ? requestOf(url, webhookOf(batch)) : undefined
  const requests = Array.from(
    { length: batch.count },
    () => once ?? requestOf(url, webhookOf(batch))
  )
  const times: number[] = []
  const statuses: Record<string, number> = {}
  let next = 0
  let seconds = 0
  await new Promise<void>((resolve, reject) => {
    void (async () => {
      const connecting = Array.from({ length: batch.senders }, () => Sender.connect(url, reject))
      const senders = await Promise.all(connecting)
      // A busy shop takes new connections late: that is no answer to a webhook.
      await Promise.all(senders.map((sender) => sender.send(greeting(url))))
      const begun = performance.now()
      const work = senders.map(async (sender) => {
        for (let request = requests[next++]; request; request = requests[next++]) {
          const start = performance.now()
          const status = await sender.send(request)
          times.push(performance.now() - start)
          statuses[status] = (statuses[status] ?? 0) + 1
        }
      })
      await Promise.all(work)
      seconds = (performance.now() - begun) / 1000
      senders.forEach((sender) => sender.close())
      resolve()
    })().catch(reject)
  })
  return { times, statuses, seconds }
}

process.on("message", (batch: Batch) => {
  sendBatch(batch).then(
    (sent) => process.send?.(sent),
    (error: unknown) => process.send?.({ error: String(error) })
  )
})
process.on("disconnect", () => process.exit())
process.send?.("ready")
