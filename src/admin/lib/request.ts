import { sdk } from "./sdk"

/** What a list is asked for; what is `undefined` is left out. */
export type Query = Readonly<Record<string, string | number | undefined>>

const BASE = "/admin/payment-gateways"

/** Reads from the plugin's part of the admin API. */
export function read<Answer>(path: string, query: Query = {}): Promise<Answer> {
  return sdk.client.fetch<Answer>(`${BASE}${path}`, { query: given(query) })
}

/** Writes to the plugin's part of the admin API. */
export function send<Answer>(path: string, body: object = {}): Promise<Answer> {
  return sdk.client.fetch<Answer>(`${BASE}${path}`, { method: "POST", body })
}

/** Fetches a file and hands it to the browser under a name. */
export async function download(path: string, fileName: string, query: Query = {}): Promise<void> {
  const response = await sdk.client.fetch<Response>(`${BASE}${path}`, {
    query: given(query),
    // Any other type than JSON is answered as it comes.
    headers: { accept: "*/*" },
  })
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement("a")
  link.href = address
  link.download = fileName
  link.click()
  URL.revokeObjectURL(address)
}

function given(query: Query): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(query).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== ""
    )
  )
}
