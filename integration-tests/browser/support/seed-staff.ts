import type { IRbacModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"

/** By which somebody of the staff signs in. */
export interface StaffLogin {
  readonly email: string
  readonly password: string
}

/**
 * Makes somebody of the staff whose only role has these rights; the shop has to run with access
 * control.
 *
 * @param rights `resource:operation`
 */
export async function seedStaff(
  container: MedusaContainer,
  rights: readonly string[]
): Promise<StaffLogin> {
  const login = { email: "colleague@example.com", password: "colleague-of-the-demo" }
  const roleId = await seedRole(container.resolve<IRbacModuleService>(Modules.RBAC), rights)
  const { authIdentity, error } = await container
    .resolve(Modules.AUTH)
    .register("emailpass", { body: login })
  if (!authIdentity) {
    throw new Error(`The login could not be made: ${error ?? "no reason given"}`)
  }
  await createUserAccountWorkflow(container).run({
    input: {
      authIdentityId: authIdentity.id,
      userData: { email: login.email, first_name: "Colleague", roles: [roleId] },
    },
  })
  return login
}

async function seedRole(rbac: IRbacModuleService, rights: readonly string[]): Promise<string> {
  const policies = await rbac.listRbacPolicies({}, { take: 1000 })
  const wanted = policies.filter(({ resource, operation }) =>
    rights.includes(`${resource}:${operation}`)
  )
  if (wanted.length !== rights.length) {
    throw new Error(`The shop does not know all of these rights: ${rights.join(", ")}`)
  }
  const [role] = await rbac.createRbacRoles([{ name: rights.join(" ") }])
  const roleId = role?.id ?? ""
  await rbac.createRbacRolePolicies(wanted.map(({ id }) => ({ role_id: roleId, policy_id: id })))
  return roleId
}
