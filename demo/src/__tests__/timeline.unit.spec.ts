import { Timeline } from "../timeline"

it("prints each event with the time since the beginning", () => {
  const lines: string[] = []
  let time = 1_000
  const timeline = new Timeline(
    "Buying",
    (line) => lines.push(line),
    () => time
  )
  time = 1_250
  timeline.mark("cart", "2 items")
  time = 13_000
  timeline.mark("order", "#1")
  expect(lines).toEqual([
    "",
    "Buying",
    "    +0.25 s  cart                     2 items",
    "    +12.0 s  order                    #1",
  ])
})
