import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { ADMIN_POLICIES } from "../admin-policies"

const ADMIN = path.resolve(__dirname, "../admin")

/** Every method of every route file, e.g. `POST /admin/payment-gateways/attempts/:id/refund`. */
function routes(): string[] {
  const files = readdirSync(ADMIN, { recursive: true, encoding: "utf8" })
  return files
    .filter((file) => path.basename(file) === "route.ts")
    .flatMap((file) => {
      const source = readFileSync(path.join(ADMIN, file), "utf8")
      const address = path.dirname(file).replace(/\[([^\]]+)\]/g, ":$1")
      const methods = [...source.matchAll(/^export (?:async function|const) ([A-Z]+)\b/gm)]
      expect([file, methods.length]).not.toEqual([file, 0])
      return methods.map(([, method]) => `${method ?? ""} /admin/${address}`)
    })
}

describe("rights of staff", () => {
  const asked = ADMIN_POLICIES.flatMap(({ matcher, methods }) =>
    methods.map((method) => `${method} ${matcher}`)
  )

  test("every route asks for one, and no route that is not there does", () => {
    expect([...asked].sort()).toEqual(routes().sort())
  })

  test("whoever changes something has to have more than the right to look", () => {
    const changing = ADMIN_POLICIES.filter(({ methods }) => methods.includes("POST"))
    const onlyRead = changing.filter(({ policies }) => policies.length < 2)
    expect(onlyRead.map(({ matcher }) => matcher)).toEqual([
      "/admin/payment-gateways/settlements/compare",
    ])
    const money = changing.filter(({ policies }) =>
      policies.some(({ resource, operation }) => resource === "refund" && operation === "create")
    )
    expect(money.map(({ matcher }) => matcher)).toEqual([
      "/admin/payment-gateways/attempts/:id/refund",
      "/admin/payment-gateways/attempts/:id/resolve",
    ])
  })
})
