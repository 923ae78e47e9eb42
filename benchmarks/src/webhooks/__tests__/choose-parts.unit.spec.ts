import { chooseParts } from "../choose-parts"
import { WEBHOOK_PARTS } from "../webhook-benchmarks"

describe("chooseParts", () => {
  it.each<[string[], boolean, readonly string[]]>([
    [[], true, WEBHOOK_PARTS],
    [["providers"], true, []],
    [["webhooks"], false, WEBHOOK_PARTS],
    [["orders"], false, ["orders"]],
    [["providers", "due"], true, ["due"]],
  ])("%j", (names, providers, webhooks) => {
    expect(chooseParts(names)).toEqual({ providers, webhooks })
  })

  it("refuses what it does not know", () => {
    expect(() => chooseParts(["weebhooks"])).toThrow(
      'There is no benchmark "weebhooks"; choose among providers, webhooks, receiver'
    )
  })
})
