type Kept = "cart" | "country" | "language"

const PREFIX = "wadi-goods:"

/** What this browser remembers of the shop. Where it may keep nothing, it forgets. */
export function readKept(name: Kept): string | null {
  return storage()?.getItem(PREFIX + name) ?? null
}

export function keep(name: Kept, value: string | null): void {
  if (value === null) {
    storage()?.removeItem(PREFIX + name)
  } else {
    storage()?.setItem(PREFIX + name, value)
  }
}

function storage(): Storage | undefined {
  try {
    return window.localStorage
  } catch (error) {
    if (error instanceof DOMException && error.name === "SecurityError") {
      return undefined
    }
    throw error
  }
}
