import fc from "fast-check"
import { configureGateways } from "./support/configured-gateways"
import { describeExceptionShop } from "./support/exception-shop"
import { type Deed, DEEDS, PaymentStory } from "./support/payment-story"

/** `PAYMENT_STORIES=500` tells more of them; `PAYMENT_STORIES_SEED` tells the same ones again. */
const STORIES = Number(process.env.PAYMENT_STORIES ?? "25")
const SEED = Number(process.env.PAYMENT_STORIES_SEED ?? Date.now() % 2 ** 31)
const LONGEST = 10

jest.setTimeout(150_000 + STORIES * 30_000)

configureGateways({
  streampay: { allowPartialRefunds: true },
  xgateway: { refundsEnabled: true },
  invoice: { refundsEnabled: true },
})

/** Money comes in most stories; what is about money that came would be nothing without it. */
const OFTEN: readonly Deed["deed"][] = ["pay", "payRest", "payRest", "refund", "resolve", "hear"]

const deeds: fc.Arbitrary<Deed> = fc.record({
  deed: fc.constantFrom(...DEEDS, ...OFTEN),
  which: fc.nat(6),
  share: fc.nat(8),
})

const stories = fc.record({
  way: fc.nat(6),
  deeds: fc.array(deeds, { minLength: 3, maxLength: LONGEST }),
})

describeExceptionShop((shop) => {
  it(`agrees to the smallest unit after ${STORIES} stories (seed ${SEED})`, async () => {
    let told = 0
    await fc.assert(
      fc.asyncProperty(stories, async ({ way, deeds: chosen }) => {
        const story = new PaymentStory(shop())
        await story.begin(way)
        for (const deed of chosen) {
          await story.do(deed)
        }
        await story.end()
        told += 1
        const faults = await story.faults()
        if (faults.length > 0) {
          throw new Error(`${faults.join("\n")}\n${await story.told()}`)
        }
      }),
      // Each story takes seconds: the one that failed is told as it is.
      { numRuns: STORIES, seed: SEED, endOnFailure: true }
    )
    expect(told).toBe(STORIES)
  })
})
