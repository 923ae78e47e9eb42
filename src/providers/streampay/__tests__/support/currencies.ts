/** Decimals of StreamPay's currencies. Source: ISO 4217; the list: API reference, currencies. */
export const streamPayCurrencies = {
  SAR: 2,
  USD: 2,
  EUR: 2,
  GBP: 2,
  AED: 2,
  QAR: 2,
  BHD: 3,
  KWD: 3,
  OMR: 3,
} as const
