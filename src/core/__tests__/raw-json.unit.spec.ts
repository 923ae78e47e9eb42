import fc from "fast-check"
import { readRawMembers } from "../raw-json"

const membersOf = (json: string) => {
  const members = readRawMembers(json)
  return members && Object.fromEntries(members)
}

describe("members of a JSON object", () => {
  it.each([
    ["1.00", "1.00"],
    ["1", "1"],
    ["0", "0"],
    ["-0.50", "-0.50"],
    ["166389351081530800779973", "166389351081530800779973"],
    ["1.663893510815308e+23", "1.663893510815308e+23"],
    ["1E5", "1E5"],
  ])("keep the number %s as it was written", (written, text) => {
    expect(membersOf(`{"a":${written}}`)).toEqual({ a: { kind: "number", text } })
  })

  it.each([
    ['"1.00"', "1.00"],
    ['""', ""],
    [String.raw`"a\"b\\"`, 'a"b\\'],
    [String.raw`"https:\/\/shop"`, "https://shop"],
    [String.raw`"\u0041\ud83d\ude00"`, "A😀"],
    ['"{\\"b\\":1}"', '{"b":1}'],
    ['",b:1}"', ",b:1}"],
  ])("decode the text %s", (written, text) => {
    expect(membersOf(`{"a":${written}}`)).toEqual({ a: { kind: "string", text } })
  })

  it.each(["true", "false", "null", "{}", "[]", '{"a":1}', '[1,"b",{"a":[2]}]', '["a",":",5]'])(
    "do not look into %s",
    (written) => {
      expect(membersOf(`{"a":${written},"z":7}`)).toEqual({
        a: { kind: "other" },
        z: { kind: "number", text: "7" },
      })
    }
  )

  it("are found whatever the space between them", () => {
    expect(membersOf(' \r\n{\t"a" :\n 1.0 , "b"\r:\t"x" } ')).toEqual({
      a: { kind: "number", text: "1.0" },
      b: { kind: "string", text: "x" },
    })
  })

  it("may have any name", () => {
    const members = readRawMembers(String.raw`{"__proto__":1.0,"a\"b":2.0,"":3.0,"\u0061":4.0}`)
    expect([...(members ?? [])].map(([name]) => name)).toEqual(["__proto__", 'a"b', "", "a"])
  })

  it.each([
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '{"a":{},"a":1}',
    '{"__proto__":1,"__proto__":2}',
  ])("are none where one is named twice: %s", (json) => {
    expect(membersOf(json)).toBeUndefined()
  })

  it("may repeat the names of inner ones", () => {
    expect(membersOf('{"a":{"a":1,"b":2},"b":3}')).toEqual({
      a: { kind: "other" },
      b: { kind: "number", text: "3" },
    })
  })

  it.each(["", " ", "null", "5", '"a"', "[]", '[{"a":1}]', "{", '{"a":01}', '{"a":+1}', '{"a"}'])(
    "are none in %j",
    (json) => {
      expect(membersOf(json)).toBeUndefined()
    }
  )

  it.each(['{"a":1,}', "{'a':1}", '{"a":1}{"a":2}', '{"a":1} // x', '{"a":NaN}', '\uFEFF{"a":1}'])(
    "are none in %j",
    (json) => {
      expect(membersOf(json)).toBeUndefined()
    }
  )

  it("are those of JSON.parse, for any JSON", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), (value, isWide) => {
        const json = JSON.stringify(value, null, isWide ? 2 : undefined)
        const parsed = JSON.parse(json) as Record<string, unknown>
        const members = readRawMembers(json)
        expect([...(members?.keys() ?? [])].sort()).toEqual(Object.keys(parsed).sort())
        for (const [name, member] of members ?? []) {
          const expected = Object.getOwnPropertyDescriptor(parsed, name)?.value as unknown
          if (member.kind === "other") {
            expect(["string", "number"]).not.toContain(typeof expected)
          } else if (member.kind === "string") {
            expect(member.text).toBe(expected)
          } else {
            expect(JSON.parse(member.text)).toBe(expected)
          }
        }
      })
    )
  })

  it("never fail on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]:,"\\ a1.-e') }), (text) => {
        expect(() => readRawMembers(text)).not.toThrow()
      })
    )
  })

  it("are found in time in a body that is made to be slow", () => {
    const long = "\\\\".repeat(15_000)
    expect(membersOf(`{"a":"${long}","b":1}`)?.b).toEqual({ kind: "number", text: "1" })
    const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`
    expect(membersOf(`{"a":${deep},"b":1}`)?.b).toEqual({ kind: "number", text: "1" })
  })
})
