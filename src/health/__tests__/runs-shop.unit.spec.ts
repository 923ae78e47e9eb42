import { runsShop } from "../runs-shop"

describe("runsShop", () => {
  it.each([
    [["start"], true],
    [["start", "--port", "9000"], true],
    [["develop"], true],
    [[], true],
    [["--selectProjects", "exec"], true],
    [["exec", "./src/scripts/seed.ts"], false],
    [["user", "-e", "staff@example.com"], false],
    [["db:migrate"], false],
    [["db:migrate:scripts"], false],
  ])("of the arguments %j", (given, expected) => {
    expect(runsShop(["/usr/bin/node", "/shop/node_modules/.bin/medusa", ...given])).toBe(expected)
  })
})
