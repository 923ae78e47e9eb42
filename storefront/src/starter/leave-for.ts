/** Loads a page anew: what the storefront has kept of the cart may be over. */
export function leaveFor(address: string): void {
  location.assign(address)
}
