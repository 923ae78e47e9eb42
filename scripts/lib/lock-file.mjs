/**
 * The places in a lock file that name where a package was fetched: such an address belongs to one
 * machine's registry and would bind everybody to it.
 *
 * @param {{ packages: Record<string, { resolved?: string, link?: boolean }> }} lockFile
 * @returns {string[]} one line for each
 */
export function findAddresses({ packages }) {
  return Object.entries(packages)
    .filter(([, { resolved, link }]) => resolved !== undefined && !link)
    .map(([place, { resolved }]) => `${place}: ${resolved}`)
}
