import type { CustomerDetails, CustomerDirectory } from "../../../core/contract"
import { money } from "./support/attempt"
import { GatewayBench } from "./support/gateway-bench"

const PAYER: CustomerDetails = {
  id: "cus_01",
  email: "payer@example.com",
  name: "Ahmad Ali",
  phone: "+966501234567",
}

let bench: GatewayBench
let customers: CustomerDirectory

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  customers = bench.gateway().customers as CustomerDirectory
})

describe("making a customer record", () => {
  it("sends what the shop knows", async () => {
    const id = await customers.create(PAYER)
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(bench.calls()).toEqual(["POST /consumers"])
    expect(bench.body("POST /consumers")).toEqual({
      name: "Ahmad Ali",
      email: "payer@example.com",
      phone_number: "+966501234567",
      external_id: "cus_01",
    })
  })

  it.each([
    ["+966 50 123-4567", "+966501234567"],
    ["(+1) 202 555 0123", "+12025550123"],
    ["0501234567", undefined],
    ["+0501234567", undefined],
    ["+966", undefined],
    ["call me", undefined],
  ])("sends the phone number %j as %j", async (phone, sent) => {
    await customers.create({ ...PAYER, phone })
    expect(bench.body("POST /consumers").phone_number).toBe(sent)
  })

  it.each([
    [{ id: "cus_01", email: "payer@example.com" }, "payer@example.com"],
    [{ id: "cus_01" }, "cus_01"],
    [{ id: "cus_01", name: "n".repeat(400) }, "n".repeat(160)],
  ])("always sends a name", async (customer, name) => {
    await customers.create(customer)
    expect(bench.body("POST /consumers").name).toBe(name)
  })
})

describe("a customer that StreamPay knows already", () => {
  it("is taken over by the same e-mail address, in capitals or not", async () => {
    const known = await customers.create(PAYER)
    const again = await customers.create({ ...PAYER, email: "PAYER@Example.com", name: "A. Ali" })
    expect(again).toBe(known)
    expect(bench.calls()).toEqual(["POST /consumers", "POST /consumers", "GET /consumers"])
  })

  it("is not taken over by an address that only contains it", async () => {
    await customers.create({ id: "cus_02", email: "other.payer@example.com", phone: PAYER.phone })
    const own = await customers.create(PAYER)
    const { calls } = bench
    expect(calls.call(bench)).toEqual([
      "POST /consumers",
      "POST /consumers",
      "GET /consumers",
      "POST /consumers",
    ])
    expect(bench.body("POST /consumers")).not.toHaveProperty("phone_number")
    const found = await customers.create(PAYER)
    expect(found).toBe(own)
  })

  it("is not taken over by the phone number of somebody else", async () => {
    const other = await customers.create({ ...PAYER, id: "cus_02", email: "other@example.com" })
    const own = await customers.create(PAYER)
    expect(own).not.toBe(other)
    expect(bench.body("POST /consumers")).toMatchObject({ email: "payer@example.com" })
  })

  it("is not taken over without an e-mail address", async () => {
    await customers.create(PAYER)
    const error = await bench.errorOf(customers.create({ ...PAYER, email: undefined }))
    expect(error).toMatchObject({ reason: "rejected", gatewayCode: "DUPLICATE_CONSUMER" })
    expect(bench.count("GET /consumers")).toBe(0)
  })

  it("is not taken over when its record is deleted", async () => {
    const known = await customers.create(PAYER)
    await customers.delete(known)
    expect(await customers.create(PAYER)).not.toBe(known)
    bench.break("GET /consumers", { kind: "replace", members: { is_deleted: true } })
    const error = await bench.errorOf(customers.create({ ...PAYER, phone: undefined }))
    expect(error.gatewayCode).toBe("DUPLICATE_CONSUMER")
  })
})

describe("changing and deleting a customer record", () => {
  it("sends what changed", async () => {
    const id = await customers.create(PAYER)
    await customers.update(id, { ...PAYER, name: "Ahmad A. Ali", phone: "+966509999999" })
    expect(bench.calls()).toEqual(["POST /consumers", "PUT /consumers/{id}"])
    expect(bench.body("PUT /consumers/*")).toMatchObject({
      name: "Ahmad A. Ali",
      phone_number: "+966509999999",
    })
  })

  it("tells when the new address is somebody else's", async () => {
    await customers.create({ ...PAYER, id: "cus_02", email: "other@example.com", phone: undefined })
    const id = await customers.create(PAYER)
    const error = await bench.errorOf(
      customers.update(id, { ...PAYER, email: "other@example.com" })
    )
    expect(error).toMatchObject({ reason: "rejected", gatewayCode: "DUPLICATE_CONSUMER" })
  })

  it("deletes, and takes one that is gone for deleted", async () => {
    const id = await customers.create(PAYER)
    await customers.delete(id)
    await customers.delete(id)
    expect(bench.calls().filter((call) => call.startsWith("DELETE"))).toHaveLength(2)
  })

  it("tells what a record is still needed for", async () => {
    const gateway = bench.gateway()
    const customerReference = await customers.create(PAYER)
    await gateway.create(bench.request(money("250.00 SAR"), { customerReference }))
    const error = await bench.errorOf(customers.delete(customerReference))
    expect(error).toMatchObject({
      reason: "rejected",
      retry: false,
      httpStatus: 409,
      gatewayCode: "CONSUMER_HAS_ACTIVE_PAYMENT_LINKS",
    })
  })
})

describe("customer records when StreamPay refuses or does not answer", () => {
  it("tells that this account may only have its owner as customer", async () => {
    bench.sandbox.streampay.changeSettings({ consumersLimitedToOwner: true })
    const error = await bench.errorOf(customers.create(PAYER))
    expect(error).toMatchObject({
      reason: "configuration",
      httpStatus: 403,
      gatewayCode: "PERMISSION_FORBIDDEN",
    })
  })

  it("tells which field is wrong", async () => {
    const error = await bench.errorOf(customers.create({ ...PAYER, email: "no address" }))
    expect(error).toMatchObject({
      reason: "rejected",
      httpStatus: 422,
      detail: "email: value is not a valid email address",
    })
  })

  it("does not make a second record after a lost answer, and finds the first one next time", async () => {
    bench.break("POST /consumers", { kind: "reset", when: "after" }, { times: 1 })
    expect(await bench.errorOf(customers.create(PAYER))).toMatchObject({
      reason: "unclear",
      retry: true,
    })
    expect(bench.count("POST /consumers")).toBe(1)
    expect(await customers.create(PAYER)).toMatch(/^[0-9a-f-]{36}$/)
    expect(bench.calls()).toEqual(["POST /consumers", "POST /consumers", "GET /consumers"])
  })

  it("tells a reply that is none", async () => {
    bench.break("POST /consumers", { kind: "replace", members: { id: 5 } })
    expect((await bench.errorOf(customers.create(PAYER))).reason).toBe("unclear")
  })
})
