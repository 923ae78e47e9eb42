import { ACCOUNT, at, PLATFORM, startSandbox, text, type Setup } from "./harness"
import { INVOICE_STATUSES } from "../entities"

describe("reading invoices", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await startSandbox()
  })

  afterEach(() => setup.stop())

  it.each([PLATFORM, ACCOUNT])("gives the object that was created, at %s", async (path) => {
    const created = await setup.api.create()
    const read = await setup.api.call("GET", `${path}/${text(created.json, "data.id")}`)
    expect([read.status, read.json]).toEqual([200, created.json])
  })

  it("finds by our reference, with brackets encoded or not", async () => {
    const id = await setup.api.invoice({ reference_id: "a b&c" })
    await setup.api.invoice({ reference_id: "other" })
    for (const query of ["filter[reference_id]=a%20b%26c", "filter%5Breference_id%5D=a+b%26c"]) {
      for (const path of [PLATFORM, `${PLATFORM}/`, `${ACCOUNT}/`]) {
        const { status, json } = await setup.api.call("GET", `${path}?${query}`)
        expect([status, at(json, "data.0.id"), at(json, "data.1")]).toEqual([200, id, undefined])
      }
    }
    const none = await setup.api.call("GET", `${ACCOUNT}/?filter[reference_id]=nobody`)
    expect([none.status, none.json]).toEqual([200, { data: [] }])
  })

  it("lists in pages", async () => {
    const ids = [await setup.api.invoice({ reference_id: "1" })]
    ids.push(await setup.api.invoice({ reference_id: "2" }))
    const { json } = await setup.api.call("GET", `${ACCOUNT}?page[number]=2&page[size]=1`)
    expect([at(json, "data.0.id"), at(json, "data.1")]).toEqual([ids[1], undefined])
    expect((await setup.api.call("GET", `${ACCOUNT}?page[size]=0`)).status).toBe(422)
  })

  it("refuses filters that are not documented", async () => {
    const reply = await setup.api.call("GET", `${ACCOUNT}?filter[metadata]=1`)
    expect([reply.status, at(reply.json, "error_codes")]).toEqual([
      422,
      ["filter[metadata].unknown"],
    ])
  })

  it.each([...INVOICE_STATUSES, "from_the_future"])("shows the status %s", async (status) => {
    const id = await setup.api.invoice()
    setup.corefy.setStatus(id, status)
    const { json } = await setup.api.call("GET", `${PLATFORM}/${id}`)
    expect(at(json, "data.attributes.status")).toBe(status)
    expect(await setup.statuses()).toEqual([])
  })

  it("shows what was paid, and by which attempts", async () => {
    const id = await setup.api.invoice()
    setup.corefy.decline(id, "issuer_decline")
    setup.corefy.pay(id)
    const { json } = await setup.api.call("GET", `${PLATFORM}/${id}`)
    expect(json).toMatchObject({
      data: {
        attributes: {
          status: "processed",
          resolution: "ok",
          processed: expect.any(Number) as number,
          processed_amount: 10.5,
          processed_fee: "0.00",
          processed_deposit: 10.5,
        },
        relationships: {
          "payment-service": { data: { id: "payment_card_usd_hpp" } },
          "payment-method": { data: { id: "payment_card" } },
        },
      },
      included: [
        {
          type: "payment-requests",
          attributes: { status: "PROCESS_FAILED", resolution: "issuer_decline" },
        },
        { attributes: { status: "PROCESSED", amount: 10.5 } },
      ],
    })
  })
})
