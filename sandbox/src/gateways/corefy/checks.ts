import { isCurrency } from "./currencies"

const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/
const LOCAL_HOSTS: readonly string[] = ["localhost", "127.0.0.1", "[::1]"]

export function checkEmail(text: string): string | undefined {
  return EMAIL.test(text) ? undefined : "must be an e-mail address"
}

/** Digits only, with the country code. */
export function checkPhone(text: string): string | undefined {
  return /^\d{7,15}$/.test(text) ? undefined : "must be digits only, with the country code"
}

export function checkBirthDate(text: string): string | undefined {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
    ? undefined
    : "must be a date as YYYY-MM-DD"
}

/** https; from this machine http too, and on any port. */
export function checkUrl(text: string): string | undefined {
  if (!URL.canParse(text)) {
    return "must be an absolute URL"
  }
  const { protocol, hostname } = new URL(text)
  const isTaken = protocol === "https:" || (protocol === "http:" && LOCAL_HOSTS.includes(hostname))
  return isTaken ? undefined : "must be an https URL"
}

/** The currency in a service code `{method}_{currency}_hpp`; `undefined` when it is none. */
export function currencyOfService(service: string): string | undefined {
  const code = /^[a-z0-9]+(?:_[a-z0-9]+)*_([a-z]{3})_hpp$/.exec(service)?.[1]?.toUpperCase()
  return code !== undefined && isCurrency(code) ? code : undefined
}
