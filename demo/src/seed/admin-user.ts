import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import { ADMIN_LOGIN } from "../admin-login"

/** The one person who may enter the demo's admin. */
export async function seedAdminUser(container: MedusaContainer): Promise<void> {
  const { email, password } = ADMIN_LOGIN
  const [existing] = await container.resolve(Modules.USER).listUsers({ email })
  if (existing) {
    return
  }
  const { authIdentity, error } = await container
    .resolve(Modules.AUTH)
    .register("emailpass", { body: { email, password } })
  if (!authIdentity) {
    throw new Error(`The admin login could not be made: ${error ?? "no reason given"}`)
  }
  await createUserAccountWorkflow(container).run({
    input: {
      authIdentityId: authIdentity.id,
      userData: { email, first_name: "Demo", last_name: "Admin" },
    },
  })
}
