/** 00 online transfer, 01 bank deposit, 02 voucher, 03 card. */
export type PaymentType = "00" | "01" | "02" | "03"

/** One way to pay. */
export interface PaymentMethod {
  /** The value of `x_bank`. */
  code: string
  name: string
  type: PaymentType
  /** Its page does not allow to be framed. */
  refusesFrames?: boolean
}

/** Names of the payment types in v3. */
export const V3_PAYMENT_TYPES: Readonly<Record<PaymentType, string>> = {
  "00": "BANK_TRANSFER",
  "01": "BANK_DEPOSIT",
  "02": "VOUCHER",
  "03": "CREDIT_CARD",
}

const EVERYWHERE: readonly PaymentMethod[] = [
  { code: "TE", name: "Test", type: "00" },
  { code: "BD", name: "Bank deposit", type: "01" },
  { code: "CS", name: "Cash voucher", type: "02" },
  { code: "VI", name: "Visa", type: "03", refusesFrames: true },
  { code: "MC", name: "Mastercard", type: "03", refusesFrames: true },
]

/** A choice of what there is; accounts differ. */
const BY_COUNTRY: Readonly<Record<string, readonly PaymentMethod[]>> = {
  AR: [
    { code: "RP", name: "Rapipago", type: "02" },
    { code: "PF", name: "Pago Fácil", type: "02" },
  ],
  BR: [
    { code: "IX", name: "PIX", type: "00" },
    { code: "BL", name: "Boleto", type: "02" },
    { code: "I", name: "Itaú", type: "00" },
  ],
  CL: [{ code: "WP", name: "WebPay", type: "00", refusesFrames: true }],
  CO: [
    { code: "PC", name: "PSE", type: "00" },
    { code: "EY", name: "Efecty", type: "02" },
  ],
  MX: [
    { code: "SE", name: "SPEI", type: "01" },
    { code: "OX", name: "Oxxo", type: "02" },
  ],
  PE: [{ code: "EF", name: "PagoEfectivo", type: "02" }],
  UY: [
    { code: "RE", name: "Red Pagos", type: "02" },
    { code: "AI", name: "Abitab", type: "02" },
  ],
}

/** What can be paid with in a country. */
export function methodsOf(country: string): PaymentMethod[] {
  return [...EVERYWHERE, ...(BY_COUNTRY[country] ?? [])]
}

/** Banks that refunds can go to; a short list, refunds take others too. */
export function banksOf(country: string): { code: string; name: string }[] {
  const banks: Record<string, { code: string; name: string }[]> = {
    BR: [
      { code: "001", name: "Banco do Brasil" },
      { code: "237", name: "Bradesco" },
      { code: "341", name: "Itaú" },
    ],
    UY: [{ code: "001", name: "BROU" }],
  }
  return banks[country] ?? [{ code: "001", name: `Sandbox Bank of ${country}` }]
}
