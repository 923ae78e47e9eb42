import { readableBody } from "../readable-body"

const FORM = "application/x-www-form-urlencoded; charset=utf-8"

describe("bodies in the request log", () => {
  it.each([
    ["", FORM, null],
    ["a=1&b=%2B+x&a=2&c=", FORM, { a: ["1", "2"], b: "+ x", c: "" }],
    ["name=S%C3%A3o", FORM, { name: "São" }],
    ['{"a":[1]}', "application/json", { a: [1] }],
    ["a=1", "text/plain", "a=1"],
    ["a=1", undefined, "a=1"],
    ["key=k&a=1", FORM, { key: "[hidden]", a: "1" }],
    ['[{"inner":{"key":"k"}}]', "application/json", [{ inner: { key: "[hidden]" } }]],
    ["key=k", "text/plain", "[hidden]"],
  ])("shows %p of type %p as %p", (body, type, shown) => {
    expect(readableBody(Buffer.from(body), type, ["key"])).toEqual(shown)
  })

  it("cuts what is long", () => {
    expect(readableBody(Buffer.from("x".repeat(3000)), undefined)).toHaveLength(2000)
  })
})
