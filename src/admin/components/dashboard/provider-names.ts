interface Named {
  readonly provider_id: string
  readonly name: string
}

/** What providers are called where several of one gateway stand beside each other: `Stream (manual)`. */
export function providerNames(entries: readonly Named[]): ReadonlyMap<string, string> {
  const names = new Map(entries.map(({ provider_id: id, name }) => [id, name]))
  const isShared = (name: string) => [...names.values()].filter((one) => one === name).length > 1
  return new Map(
    [...names].map(([id, name]) => [id, isShared(name) ? `${name} (${configuredId(id)})` : name])
  )
}

/** Of `pp_stream-crypto_manual`, `manual`: the gateway's own name has no underscore. */
function configuredId(providerId: string): string {
  return providerId.split("_").slice(2).join("_") || providerId
}
