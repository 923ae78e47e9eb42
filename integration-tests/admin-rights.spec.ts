import type { IRbacModuleService } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  FeatureFlag,
  generateJwtToken,
  Modules,
} from "@medusajs/framework/utils"
import { ADMIN_POLICIES, type AdminPolicy } from "../src/api/admin-policies"
import { describeGatewayShop, GatewayShop } from "./support/gateway-shop"

jest.setTimeout(120_000)

const READ = "payment_gateways:read"
const UPDATE = "payment_gateways:update"
const MONEY = "refund:create"

/** Shops turn access control on by this. */
const FLAG = "MEDUSA_FF_RBAC"

describe("rights of staff", () => {
  const before = process.env[FLAG]
  beforeAll(() => {
    process.env[FLAG] = "true"
    // The runner reads the configuration before Medusa has registered its own flags.
    FeatureFlag.setFlag("rbac", true)
  })
  afterAll(() => {
    FeatureFlag.setFlag("rbac", false)
    if (before === undefined) {
      Reflect.deleteProperty(process.env, FLAG)
    } else {
      process.env[FLAG] = before
    }
  })

  describeGatewayShop(
    (shop) => {
      /** Somebody whose only role has these rights, or who has no role. */
      const staffWith = async (rights: readonly string[] | undefined) => {
        const roles = rights === undefined ? [] : [await roleWith(rights)]
        const { http } = shop().container.resolve(
          ContainerRegistrationKeys.CONFIG_MODULE
        ).projectConfig
        const token = generateJwtToken(
          { actor_id: "user_1", actor_type: "user", auth_identity_id: "", app_metadata: { roles } },
          { secret: http.jwtSecret, expiresIn: "1h" }
        )
        return async ({ matcher, methods: [method = "GET"] }: AdminPolicy): Promise<number> => {
          const path = matcher.replace(/:\w+/g, "unknown")
          const { status } = await shop().api.request({
            method,
            url: path,
            headers: { authorization: `Bearer ${token}` },
            ...(method === "POST" && { data: {} }),
            validateStatus: () => true,
          })
          return status
        }
      }

      const roleWith = async (rights: readonly string[]): Promise<string> => {
        const rbac = shop().container.resolve<IRbacModuleService>(Modules.RBAC)
        const policies = await rbac.listRbacPolicies({}, { take: 1000 })
        const wanted = policies.filter(({ resource, operation }) =>
          rights.includes(`${resource}:${operation}`)
        )
        expect(wanted).toHaveLength(rights.length)
        const [role] = await rbac.createRbacRoles([{ name: rights.join(" ") }])
        const roleId = role?.id ?? ""
        await rbac.createRbacRolePolicies(
          wanted.map(({ id }) => ({ role_id: roleId, policy_id: id }))
        )
        return roleId
      }

      const needsOf = ({ policies }: AdminPolicy) =>
        policies.map(({ resource, operation }) => `${resource}:${operation}`)

      it("nobody else sees anything", async () => {
        for (const rights of [undefined, ["product:read"], [UPDATE], [MONEY]]) {
          const ask = await staffWith(rights)
          for (const route of ADMIN_POLICIES) {
            expect([rights, route.matcher, await ask(route)]).toEqual([rights, route.matcher, 403])
          }
        }
        const { status } = await shop().api.get("/admin/payment-gateways/attempts", {
          validateStatus: () => true,
        })
        expect(status).toBe(401)
      })

      it.each([
        ["who reads", [READ]],
        ["who works with it", [READ, UPDATE]],
        ["who may move money", [READ, MONEY]],
        ["who may do all", [READ, UPDATE, MONEY]],
      ])("%s can do that, and no more", async (_, rights) => {
        const ask = await staffWith(rights)
        for (const route of ADMIN_POLICIES) {
          const isAllowed = needsOf(route).every((need) => rights.includes(need))
          const status = await ask(route)
          expect([route.matcher, status === 403]).toEqual([route.matcher, !isAllowed])
          // What is allowed reaches its route: it answers, or does not find what is not there.
          if (isAllowed) {
            expect([200, 202, 400, 404]).toContain(status)
          }
        }
      })
    },
    (...parts) => new GatewayShop(...parts)
  )
})
