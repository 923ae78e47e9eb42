import { Faults } from "../faults"

describe("Faults", () => {
  it("applies to matching requests only, after those that it skips, as often as said", () => {
    const faults = new Faults()
    faults.add({
      gateway: "streampay",
      method: "post",
      path: "/api/v2/payment_links*",
      skip: 1,
      times: 2,
      effect: { kind: "status", status: 500 },
    })
    const take = (method: string, path: string) => faults.take("streampay", method, path)?.kind
    expect(take("GET", "/api/v2/payment_links")).toBeUndefined()
    expect(take("POST", "/api/v2/products")).toBeUndefined()
    expect(faults.take("corefy", "POST", "/api/v2/payment_links")).toBeUndefined()
    expect(take("POST", "/api/v2/payment_links")).toBeUndefined()
    expect(take("POST", "/api/v2/payment_links/1/x")).toBe("status")
    expect(take("POST", "/api/v2/payment_links")).toBe("status")
    expect(take("POST", "/api/v2/payment_links")).toBeUndefined()
    expect(faults.list()).toEqual([])
  })

  it("stays until it is removed, without a number of times", () => {
    const faults = new Faults()
    const id = faults.add({ effect: { kind: "truncated" } })
    for (let count = 0; count < 5; count += 1) {
      expect(faults.take("any", "GET", "/")).toEqual({ kind: "truncated" })
    }
    expect(faults.list()).toMatchObject([{ id, seen: 5, used: 5 }])
    expect(faults.remove(id)).toBe(true)
    expect(faults.remove(id)).toBe(false)
    expect(faults.take("any", "GET", "/")).toBeUndefined()
  })

  it("takes pattern characters other than the star as they are", () => {
    const faults = new Faults()
    faults.add({ path: "/a.b?(c)", effect: { kind: "truncated" } })
    expect(faults.take("any", "GET", "/aXb")).toBeUndefined()
    expect(faults.take("any", "GET", "/a.b?(c)")).toBeDefined()
  })
})
