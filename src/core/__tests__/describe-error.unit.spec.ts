import { describeError, GatewayError } from "../errors"

describe("the message of anything thrown", () => {
  test.each([
    [new Error("broken"), "broken"],
    // Medusa's workflows hand errors on as plain objects.
    [{ message: "Cart is completed", type: "not_allowed" }, "Cart is completed"],
    [{ message: { nested: true } }, "[object Object]"],
    ["a text", "a text"],
    [undefined, "undefined"],
    [null, "null"],
    [
      new GatewayError({ code: "unavailable", message: "Later.", detail: "HTTP 503", retry: true }),
      "unavailable · HTTP 503",
    ],
  ])("%p", (thrown, expected) => {
    expect(describeError(thrown)).toBe(expected)
  })
})
