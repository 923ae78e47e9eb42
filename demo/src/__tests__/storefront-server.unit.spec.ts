import net from "node:net"
import Medusa, { FetchError } from "@medusajs/js-sdk"
import { OFFERS, titleOf } from "../offers"
import { serveStorefront } from "../storefront-server"

const SESSION = "payses_01JABCDEFGHJKMNPQRSTVWXYZ0"

const STATE = {
  session_id: SESSION,
  status: "captured",
  amount: "137.00",
  currency_code: "sar",
  received: "137.00",
  due: "137.00",
  exception: null,
  order_id: "order_01",
  next_action: null,
}

async function freePort(): Promise<number> {
  const probe = net.createServer()
  await new Promise<void>((resolve) => probe.listen(0, "localhost", resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === "string") {
    throw new Error("the probe has no port")
  }
  return address.port
}

describe("serveStorefront", () => {
  const store = new Medusa({ baseUrl: "http://localhost:1" })
  let url: string
  let stop: () => Promise<void>

  beforeAll(async () => {
    const port = await freePort()
    url = `http://localhost:${port}`
    const adminUrl = "http://localhost:9000/app"
    stop = (await serveStorefront(port, { store, adminUrl })).stop
  })
  afterAll(() => stop())
  afterEach(() => jest.restoreAllMocks())

  const shopAnswers = (...answers: unknown[]) => {
    const spy = jest.spyOn(store.client, "fetch")
    answers.forEach((answer) => spy.mockResolvedValueOnce(answer))
    return spy
  }

  it("offers every way to pay", async () => {
    const html = await (await fetch(url)).text()
    const offers = [...html.matchAll(/name="offer" value="(\d+)">([^<]*)</g)]
    expect(offers.map(([, index, text]) => `${index}: ${text}`)).toEqual(
      OFFERS.map(
        (offer, at) => `${at}: Buy in ${offer.currency.toUpperCase()} with ${titleOf(offer)}`
      )
    )
    expect(offers.length).toBeGreaterThan(5)
  })

  it("shows the order of a payment", async () => {
    const asked = shopAnswers(STATE, { order: { id: "order_01", display_id: 12 } })
    const reply = await fetch(`${url}/checkout/payment?session_id=${SESSION}&status=pending`)
    expect(reply.status).toBe(200)
    expect(await reply.text()).toContain("Order #12 is placed")
    expect(asked.mock.calls[0]?.[0]).toBe(`/store/payment-gateways/sessions/${SESSION}`)
  })

  it("believes the shop, not the address", async () => {
    shopAnswers({ ...STATE, status: "pending", order_id: null })
    const reply = await fetch(`${url}/checkout/payment?session_id=${SESSION}&status=captured`)
    expect(await reply.text()).toContain("Waiting for the payment")
  })

  it.each(["", "?session_id=", "?session_id=../admin", "?session_id=payses_%3Cscript%3E"])(
    "asks the shop nothing for the address %j",
    async (query) => {
      const asked = shopAnswers()
      expect((await fetch(`${url}/checkout/payment${query}`)).status).toBe(400)
      expect(asked).not.toHaveBeenCalled()
    }
  )

  it.each([
    [404, new FetchError("There is no such payment session.", "Not Found", 404)],
    [502, new FetchError("An unknown error occurred.", "Internal Server Error", 500)],
    [502, new TypeError("fetch failed")],
  ])("answers %d when the shop cannot", async (status, error) => {
    jest.spyOn(store.client, "fetch").mockRejectedValueOnce(error)
    const reply = await fetch(`${url}/checkout/payment?session_id=${SESSION}`)
    expect(reply.status).toBe(status)
    expect(await reply.text()).toContain(error.message)
  })

  it.each(["offer=", "offer=99", "offer=-1", "currency=eur", "", "a".repeat(100_000)])(
    "does not buy for a form %#",
    async (body) => {
      const asked = shopAnswers()
      expect((await fetch(`${url}/buy`, { method: "POST", body })).status).toBe(400)
      expect(asked).not.toHaveBeenCalled()
    }
  )

  it("has nothing elsewhere", async () => {
    expect((await fetch(`${url}/nothing`)).status).toBe(404)
    expect((await fetch(`${url}/buy`)).status).toBe(404)
  })
})
