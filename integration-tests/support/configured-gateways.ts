import type * as Config from "../../src/config"

/** Options by the id under which `medusa-config.ts` lists a gateway; `*` is for all of them. */
export type OptionsById = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/**
 * Boots the shop of this test file with more options than `medusa-config.ts` gives its gateways, as
 * a merchant would write them there. Called before the suite is described.
 *
 * @param change what else is written differently there
 */
export function configureGateways(
  options: OptionsById,
  change: (input: Config.PaymentGatewaysConfig) => Config.PaymentGatewaysConfig = (input) => input
): void {
  jest.doMock("../../src/config", () => {
    const config = jest.requireActual<typeof Config>("../../src/config")
    return {
      ...config,
      definePaymentGateways: (input: Config.PaymentGatewaysConfig) =>
        config.definePaymentGateways(
          change({
            ...input,
            gateways: input.gateways.map((entry) => ({
              ...entry,
              options: {
                ...entry.options,
                ...options["*"],
                ...options[entry.id ?? entry.gateway],
              },
            })) as Config.PaymentGatewaysConfig["gateways"],
          })
        ),
    }
  })
}
