/** Counts down by the sandbox's clock and reloads the page when the time is over; copies addresses. */
export const PAGE_SCRIPT = `
"use strict"
const clock = document.querySelector("[data-remaining]")
if (clock) {
  const speed = Number(clock.dataset.speed)
  const end = performance.now() + (speed > 0 ? Number(clock.dataset.remaining) / speed : Infinity)
  const tick = () => {
    if (end === Infinity) return
    const left = Math.max(0, Math.ceil(((end - performance.now()) * speed) / 1000))
    clock.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0")
    if (left > 0) setTimeout(tick, 250)
    else location.reload()
  }
  tick()
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy)
      button.textContent = "Copied"
    } catch {
      getSelection().selectAllChildren(document.querySelector("[data-testid=address]"))
      button.textContent = "Selected: copy it now"
    }
  })
}
`
