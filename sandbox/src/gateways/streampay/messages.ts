/** What redirects and records say of an attempt that did not succeed. */
export const DECLINED_MESSAGE = "The customer’s bank has declined."

export const LEFT_MESSAGE = "The customer left the payment page."
