import { randomBytes } from "node:crypto"
import type { AddressFamily } from "./currencies"

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

const FORMS: Readonly<Record<AddressFamily, RegExp>> = {
  evm: /^0x[0-9a-fA-F]{40}$/,
  bitcoin: /^(bc1[qp][02-9ac-hj-np-z]{38,58}|[13][1-9A-HJ-NP-Za-km-z]{25,34})$/,
  tron: /^T[1-9A-HJ-NP-Za-km-z]{33}$/,
  solana: /^[1-9A-HJ-NP-Za-km-z]{32,44}$/,
}

/** Whether text has the form of an address there; checksums are not looked at. */
export function isAddress(family: AddressFamily, text: string): boolean {
  return FORMS[family].test(text)
}

/** A new address in the form of its chain. It belongs to nobody. */
export function newAddress(family: AddressFamily): string {
  switch (family) {
    case "evm":
      return `0x${randomBytes(20).toString("hex")}`
    case "bitcoin":
      return `bc1q${randomText(BECH32, 38)}`
    case "tron":
      return `T${randomText(BASE58, 33)}`
    case "solana":
      return randomText(BASE58, 44)
  }
}

/** A new transaction hash in the form of its chain. */
export function newTransactionHash(family: AddressFamily): string {
  const hash = randomBytes(32).toString("hex")
  if (family === "solana") {
    return randomText(BASE58, 88)
  }
  return family === "evm" ? `0x${hash}` : hash
}

function randomText(alphabet: string, length: number): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join("")
}
