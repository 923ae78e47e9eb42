import { parseTimestamp } from "../timestamps"

describe("a time of Stream's", () => {
  it.each([
    ["2022-08-10T22:01:19+00:00", "2022-08-10T22:01:19.000Z"],
    ["2022-08-10T22:01:19Z", "2022-08-10T22:01:19.000Z"],
    ["2022-08-10T22:01:19.500+02:00", "2022-08-10T20:01:19.500Z"],
    ["2022-08-10 22:01:19-03:30", "2022-08-11T01:31:19.000Z"],
  ])("%s is %s", (text, time) => {
    expect(parseTimestamp(text)?.toISOString()).toBe(time)
  })

  it.each([
    undefined,
    null,
    "",
    "never",
    "1660168879",
    "2022-08-10",
    "2022-08-10T22:01:19",
    "2022-13-40T22:01:19Z",
    "2022-08-10T22:01:19Z; x",
  ])("%j is none", (text) => {
    expect(parseTimestamp(text)).toBeNull()
  })
})
