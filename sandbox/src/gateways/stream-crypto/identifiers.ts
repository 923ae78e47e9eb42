import { randomBytes } from "node:crypto"

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
const BASE = BigInt(ALPHABET.length)

/** Writes bytes as Solana does; a leading zero byte is a leading `1`. */
export function base58(bytes: Buffer): string {
  const zeros = bytes.findIndex((byte) => byte !== 0)
  let rest = BigInt(`0x0${bytes.toString("hex")}`)
  let text = ""
  while (rest > 0n) {
    text = (ALPHABET[Number(rest % BASE)] ?? "") + text
    rest /= BASE
  }
  return "1".repeat(zeros < 0 ? bytes.length : zeros) + text
}

/** 21 or 22 letters and digits, as in the documents' sample. */
export function newPaymentId(): string {
  return base58(Buffer.concat([Buffer.of(0x7f), randomBytes(15)]))
}

/** The temporary address of a payment. */
export function newAddress(format: "base58" | "hex"): string {
  const key = randomBytes(32)
  return format === "hex" ? key.toString("hex") : base58(key)
}

/** A signature of a Solana transaction. */
export function newTransactionHash(): string {
  return base58(randomBytes(64))
}
