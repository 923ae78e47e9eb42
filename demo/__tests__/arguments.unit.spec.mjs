import { ArgumentError, HELP, readArguments } from "../arguments.mjs"

const read = (args, env = {}) => readArguments(args, env, "/project")
const ports = (options) => Object.values(options.ports).map(({ port }) => port)

describe("readArguments", () => {
  it("has defaults for everything", () => {
    const options = read([])
    expect(options).toMatchObject({ once: false, dataFolder: "/project/.demo" })
    expect(ports(options)).toEqual([9000, 4010, 8000])
  })

  it("takes ports and the folder from the command line", () => {
    const options = read([
      "--once",
      "--medusa-port",
      "1",
      "--sandbox-port=2",
      "--storefront-port",
      "65535",
      "--data",
      "/elsewhere",
    ])
    expect(options).toMatchObject({ once: true, dataFolder: "/elsewhere" })
    expect(ports(options)).toEqual([1, 2, 65535])
  })

  it("takes what the command line leaves out from the environment", () => {
    const env = { DEMO_MEDUSA_PORT: "9100", DEMO_SANDBOX_PORT: "4100", DEMO_DATA: "shop" }
    const options = read(["--medusa-port", "9200"], env)
    expect(options.dataFolder).toBe("/project/shop")
    expect(ports(options)).toEqual([9200, 4100, 8000])
  })

  it("treats an empty variable as none", () => {
    expect(ports(read([], { DEMO_MEDUSA_PORT: "" }))).toEqual([9000, 4010, 8000])
  })

  it.each(["0", "65536", "-1", "80a", "1e3", " 80", "123456"])("refuses the port %j", (port) => {
    expect(() => read([`--medusa-port=${port}`])).toThrow(
      new ArgumentError(
        `--medusa-port is "${port}", but the port of Medusa is a number from 1 to 65535.`
      )
    )
  })

  it("names the variable when the wrong port comes from there", () => {
    expect(() => read([], { DEMO_SANDBOX_PORT: "x" })).toThrow(/^DEMO_SANDBOX_PORT is "x"/)
  })

  it.each([[["--nonsense"]], [["word"]], [["--medusa-port"]], [["--once=yes"]]])(
    "refuses %j in one sentence",
    (args) => {
      expect(() => read(args)).toThrow(ArgumentError)
      expect(() => read(args)).toThrow(/^[^\n]+; --help lists the options\.$/)
    }
  )

  it("asks for help before it looks at anything else", () => {
    expect(read(["--help", "--medusa-port", "x"])).toEqual({ help: true })
    expect(read(["-h"])).toEqual({ help: true })
  })
})

describe("HELP", () => {
  it("lists every option with its default", () => {
    for (const text of ["--once", "--data", "(.demo)", "(9000)", "(4010)", "(8000)", "DEMO_DATA"]) {
      expect(HELP).toContain(text)
    }
  })
})
