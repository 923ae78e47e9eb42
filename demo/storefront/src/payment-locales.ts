import { ar } from "../../../storefront/src/locales/ar.js"
import { en } from "../../../storefront/src/locales/en.js"
import type { PaymentLocale } from "./gateway-payments.js"
import type { LanguageCode } from "./language/words.js"

/** The payment's words, in the shop's languages. */
export const PAYMENT_LOCALES: Readonly<Record<LanguageCode, PaymentLocale>> = { en, ar }
