import { BigNumber } from "@medusajs/framework/utils"
import { getSmallestUnit } from "@medusajs/payment-stripe/dist/utils/get-smallest-unit"
import type { CompiledPlugin } from "../compiled-plugin"
import type { Comparison } from "./comparison"

const RIYAL = { code: "SAR", exponent: 2 }

/** The forms in which Medusa hands amounts to a provider. */
const AMOUNTS = {
  "a number": 1234.56,
  "a string": "1234.56",
  "Medusa's raw value": { value: "1234.56", precision: 20 },
}

/** Reading an amount and writing it out as a decimal, and as an integer of the smallest unit. */
export function moneyComparisons(plugin: CompiledPlugin): Comparison[] {
  const { Money } = plugin.load<typeof import("../../../src/core/money")>("core/money")
  const decimals = Object.entries(AMOUNTS).map(([form, amount]) => ({
    name: `money: ${form} to a decimal`,
    ours: () => Money.parse(amount, RIYAL).toDecimal(),
    against: "Medusa's BigNumber",
    theirs: () => new BigNumber(amount).raw?.value,
  }))
  const smallestUnit = {
    name: "money: a number to the smallest unit",
    ours: () => Money.parse(AMOUNTS["a number"], RIYAL).minor,
    against: "payment-stripe's getSmallestUnit",
    theirs: () => getSmallestUnit(AMOUNTS["a number"], RIYAL.code),
  }
  return [...decimals, smallestUnit]
}
