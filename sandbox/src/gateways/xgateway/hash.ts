import { createHash } from "node:crypto"

/** base64(SHA-512(parts joined by dots, the secret key last)): a plain digest, no HMAC. */
function hashOf(parts: string[], secretKey: string): string {
  return createHash("sha512")
    .update([...parts, secretKey].join("."), "utf8")
    .digest("base64")
}

/** What of a callback or a transaction its hash covers; never the status. */
export interface Hashed {
  id: string
  customerId: string
  amount: string
  currency: string
}

/** Of deposits and withdrawals ("How to process the callback, transaction callback"). */
export function transactionHash(
  { id, customerId, amount, currency }: Hashed,
  secretKey: string
): string {
  return hashOf([id, customerId, amount, currency], secretKey)
}

/** Of callbacks about a bank account. */
export function bankAccountHash(customerId: string, currency: string, secretKey: string): string {
  return hashOf([customerId, currency], secretKey)
}

/** Of callbacks about a customer's verification. */
export function kycHash(customerId: string, secretKey: string): string {
  return hashOf([customerId], secretKey)
}
