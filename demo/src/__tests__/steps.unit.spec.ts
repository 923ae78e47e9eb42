import { formatSeconds, Steps, type Terminal } from "../steps"

class RecordedTerminal implements Terminal {
  text = ""
  constructor(readonly isTTY: boolean) {}
  readonly columns = 40
  write(text: string): void {
    this.text += text
  }
}

function stepsOn(terminal: Terminal, isStopping = () => false) {
  let time = 0
  return new Steps(terminal, () => (time += 1_500), isStopping)
}

describe("formatSeconds", () => {
  it.each([
    [0, "0.00 s"],
    [340, "0.34 s"],
    [9_990, "9.99 s"],
    [12_140, "12.1 s"],
    [1_234_500, "1234.5 s"],
  ])("shows %d ms as %s", (milliseconds, text) => {
    expect(formatSeconds(milliseconds)).toBe(text)
  })
})

describe("Steps", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it("writes a line before and after when nobody watches", async () => {
    const terminal = new RecordedTerminal(false)
    const result = await stepsOn(terminal).run(
      "Baking",
      async () => 7,
      (count) => `${count} loaves`
    )
    expect(result).toBe(7)
    const [before, after] = terminal.text.split("\n")
    expect(before).toBe("  … Baking")
    expect(after).toMatch(/^ {2}✓ Baking +1\.50 s {2}7 loaves$/)
    expect(terminal.text).not.toContain("\u001b")
  })

  it("says every fifteen seconds how far it is when nobody watches", async () => {
    const terminal = new RecordedTerminal(false)
    await stepsOn(terminal).run("Baking", async (report) => {
      report("kneading")
      jest.advanceTimersByTime(30_000)
    })
    expect(terminal.text.match(/… Baking: [\d.]+ s {2}kneading/g)).toHaveLength(2)
  })

  it("moves one line in a terminal, no wider than the terminal, and clears it", async () => {
    const terminal = new RecordedTerminal(true)
    await stepsOn(terminal).run("Baking", async (report) => {
      report("a very long story about what is going on in the oven")
      jest.advanceTimersByTime(250)
    })
    const lines = terminal.text.split("\r\u001b[2K").slice(1)
    expect(lines).toHaveLength(4)
    lines.slice(0, -1).forEach((line) => expect(line.length).toBeLessThan(terminal.columns))
    expect(lines.at(-1)).toMatch(/^ {2}✓ Baking/)
  })

  it("stops its timer after a failure, says so and passes the error on", async () => {
    const terminal = new RecordedTerminal(false)
    const failure = new Error("the oven is cold")
    await expect(stepsOn(terminal).run("Baking", () => Promise.reject(failure))).rejects.toBe(
      failure
    )
    expect(terminal.text).toMatch(/✗ Baking +1\.50 s {2}failed\n$/)
    expect(jest.getTimerCount()).toBe(0)
  })

  it("calls a step stopped, not failed, when the whole run is being ended", async () => {
    const terminal = new RecordedTerminal(false)
    const steps = stepsOn(terminal, () => true)
    await expect(steps.run("Baking", () => Promise.reject(new Error("killed")))).rejects.toThrow()
    expect(terminal.text).toMatch(/stopped\n$/)
  })
})
