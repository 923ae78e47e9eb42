import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { serveStorefront, type ServedStorefront, type ShopAddress } from "../storefront-server"

describe("serveStorefront", () => {
  const address: ShopAddress = { backendUrl: "http://localhost:9000", publishableKey: "pk_first" }
  let folder: string
  let storefront: ServedStorefront

  const get = (place: string) => fetch(`${storefront.url}${place}`)

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "storefront-"))
    mkdirSync(path.join(folder, "built/assets"), { recursive: true })
    writeFileSync(path.join(folder, "built/index.html"), "<title>The shop</title>")
    writeFileSync(path.join(folder, "built/assets/main-1a2b.js"), "start()")
    writeFileSync(path.join(folder, "secret.txt"), "not for browsers")
    storefront = await serveStorefront(0, path.join(folder, "built"), () => address)
  })

  afterAll(async () => {
    await storefront.stop()
    rmSync(folder, { recursive: true })
  })

  it.each([
    "/",
    "/cart",
    "/checkout/payment?session_id=payses_01&status=captured",
    "/order/order_1",
  ])("gives the application for the page %s", async (place) => {
    const reply = await get(place)
    expect(reply.status).toBe(200)
    expect(reply.headers.get("content-type")).toMatch(/^text\/html/)
    expect(reply.headers.get("cache-control")).toBe("no-store")
    expect(await reply.text()).toContain("The shop")
  })

  it("gives built files, which browsers may keep for ever", async () => {
    const reply = await get("/assets/main-1a2b.js")
    expect(await reply.text()).toBe("start()")
    expect(reply.headers.get("content-type")).toMatch(/javascript/)
    expect(reply.headers.get("cache-control")).toContain("immutable")
  })

  it("tells its pages where the shop is, as it is known now", async () => {
    expect(await (await get("/shop.json")).json()).toEqual(address)
    address.publishableKey = "pk_second"
    expect(await (await get("/shop.json")).json()).toMatchObject({ publishableKey: "pk_second" })
  })

  it("lets pages talk to the shop alone, and tells nobody where they were", async () => {
    const { headers } = await get("/")
    const policy = headers.get("content-security-policy")
    expect(policy).toContain("connect-src 'self' http://localhost:9000;")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain("unsafe")
    expect(headers.get("referrer-policy")).toBe("no-referrer")
  })

  it("lets a gateway's page, shown within its own, come back to the shop", async () => {
    address.framed = ["directa24"]
    const { headers } = await get("/checkout/payment")
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'self';")
    expect(await (await get("/shop.json")).json()).toMatchObject({ framed: ["directa24"] })
  })

  it.each(["/assets/missing.js", "/../secret.txt", "/%2e%2e/secret.txt", "/favicon.ico"])(
    "has nothing at %s",
    async (place) => {
      const reply = await get(place)
      expect(reply.status).toBeGreaterThanOrEqual(400)
      expect(await reply.text()).not.toContain("not for browsers")
    }
  )

  it("takes nothing in", async () => {
    const reply = await fetch(`${storefront.url}/cart`, { method: "POST", body: "a=b" })
    expect([reply.status, reply.headers.get("allow")]).toEqual([405, "GET, HEAD"])
  })
})
