import type { PaymentCustomerDTO } from "@medusajs/framework/types"
import { gatewayError } from "./support/fake-gateway"
import { fakeShop } from "./support/fake-shop"

const customer: PaymentCustomerDTO = {
  id: "cus_1",
  email: "payer@example.com",
  first_name: "Nora",
  last_name: "Al Saud",
  phone: "+966501234567",
}
const account_holder = { data: { id: "customer-1" } } as never

describe("createAccountHolder", () => {
  test.each<[string, PaymentCustomerDTO, object]>([
    [
      "all that Medusa knows",
      customer,
      { email: "payer@example.com", name: "Nora Al Saud", phone: "+966501234567" },
    ],
    [
      "a company",
      { ...customer, first_name: null, last_name: "", company_name: "Nora Ltd" },
      { name: "Nora Ltd" },
    ],
    ["one name", { ...customer, first_name: null }, { name: "Al Saud" }],
    [
      "nothing but its id",
      { id: "cus_1", email: "", first_name: "", last_name: "", phone: null },
      { id: "cus_1", email: undefined, name: undefined, phone: undefined },
    ],
  ])("gives the gateway %s", async (_, given, details) => {
    const { provider, gateway } = fakeShop()

    await expect(
      provider.createAccountHolder({ context: { customer: given, idempotency_key: "cus_1" } })
    ).resolves.toEqual({ id: "customer-1", data: { id: "customer-1" } })
    expect(gateway.customerCalls).toEqual([
      { call: "create", customer: expect.objectContaining({ id: "cus_1", ...details }) },
    ])
  })

  test.each<[string, unknown]>([
    ["refuses", gatewayError("rejected")],
    ["is down", gatewayError("unavailable", true)],
    ["breaks", new TypeError("broken")],
  ])("keeps nobody from paying when the gateway %s", async (_, error) => {
    const { provider, gateway, log } = fakeShop()
    gateway.failNext("customer", error)

    await expect(provider.createAccountHolder({ context: { customer } })).resolves.toEqual({})
    expect(log.texts("warn")[0]).toMatch(
      /^\[FakePay\] customer record not created, going on without: /
    )
    expect(log.texts().join()).not.toContain("payer@example.com")
  })

  test("makes none at a gateway that keeps no customers", async () => {
    const { provider, gateway } = fakeShop()
    gateway.customers = undefined

    await expect(provider.createAccountHolder({ context: { customer } })).resolves.toEqual({})
  })
})

describe("updateAccountHolder and deleteAccountHolder", () => {
  test("tell the gateway what changed", async () => {
    const { provider, gateway } = fakeShop()

    await expect(
      provider.updateAccountHolder({ context: { customer, account_holder } })
    ).resolves.toEqual({ data: { id: "customer-1" } })
    await expect(
      provider.deleteAccountHolder({ context: { customer, account_holder } })
    ).resolves.toEqual({ data: {} })

    expect(gateway.customerCalls).toEqual([
      {
        call: "update",
        reference: "customer-1",
        customer: expect.objectContaining({ id: "cus_1", name: "Nora Al Saud" }),
      },
      { call: "delete", reference: "customer-1" },
    ])
  })

  test("pass on what the gateway refuses", async () => {
    const { provider, gateway } = fakeShop()
    gateway.failNext("customer", gatewayError("not_allowed"))
    gateway.failNext("customer", gatewayError("unavailable", true))
    const input = { context: { customer, account_holder } }

    await expect(provider.updateAccountHolder(input)).rejects.toMatchObject({
      reason: "not_allowed",
    })
    await expect(provider.deleteAccountHolder(input)).rejects.toMatchObject({
      reason: "unavailable",
    })
  })

  test.each<[unknown]>([
    [{}],
    [{ data: {} }],
    [{ data: { id: 7 } }],
    [{ data: null }],
    [undefined],
  ])("refuse the record %p, which names nobody", async (holder) => {
    const { provider, gateway } = fakeShop()
    const context = { customer, account_holder: holder as never }

    await expect(provider.updateAccountHolder({ context })).rejects.toMatchObject({
      reason: "not_found",
    })
    await expect(provider.deleteAccountHolder({ context })).rejects.toMatchObject({
      reason: "not_found",
    })
    expect(gateway.customerCalls).toEqual([])
  })
})
