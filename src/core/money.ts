import { GatewayError } from "./errors"

/** A currency as the gateway counts it. */
export interface Currency {
  /** ISO 4217 code or token name, upper case. */
  readonly code: string
  /** Decimals of the smallest unit: 0 (JPY), 2 (SAR), 3 (KWD), more for tokens. */
  readonly exponent: number
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i

/** Every amount can be read back from its decimal notation, which is limited in length. */
const TOO_LARGE = 10n ** 60n

/**
 * An exact amount: an integer number of the currency's smallest unit. Made by parsing only; there
 * is no way in from a float computation and no way out to one.
 */
export class Money {
  private constructor(
    /** Amount in the smallest unit of the currency. */
    readonly minor: bigint,
    readonly currency: Currency
  ) {}

  /** The amount of `minor` smallest units. */
  static ofMinor(minor: bigint, currency: Currency): Money {
    return new Money(minor, currency)
  }

  static zero(currency: Currency): Money {
    return new Money(0n, currency)
  }

  /**
   * Reads an amount in major units in any form that Medusa or a gateway hands over: a number
   * (read by its shortest decimal notation, as Medusa writes it), a decimal string, Medusa's
   * `{ value, precision }` or an object whose `toJSON`/`numeric` says one of these.
   *
   * @throws {GatewayError} `invalid_amount` when it is no decimal number, or has more decimals
   * than the currency: what cannot be paid exactly is refused, never rounded.
   */
  static parse(input: unknown, currency: Currency): Money {
    const text = decimalText(input)
    const parts = text === undefined ? null : DECIMAL.exec(text)
    if (!parts) {
      throw invalidAmount(`${describe(input)} is not an amount of money`, currency)
    }
    const [, sign, whole = "", fraction = "", exponentText = "0"] = parts
    const digits = `${whole}${fraction}`
    // Position of the decimal point, counted from the right end of `digits`.
    const scale = fraction.length - Number(exponentText)
    const shift = currency.exponent - scale
    let minor: bigint
    if (shift >= 0) {
      minor = BigInt(digits) * 10n ** BigInt(shift)
    } else {
      const divisor = 10n ** BigInt(-shift)
      const value = BigInt(digits)
      if (value % divisor !== 0n) {
        throw invalidAmount(
          `${text} has more decimals than ${currency.code} has (${currency.exponent})`,
          currency
        )
      }
      minor = value / divisor
    }
    if (minor >= TOO_LARGE) {
      throw invalidAmount(`${text} is too large`, currency)
    }
    return new Money(sign === "-" ? -minor : minor, currency)
  }

  /**
   * Reads an integer of the smallest unit (`amount_in_smallest_unit` and the like).
   *
   * @throws {GatewayError} `invalid_amount` when it is not a whole number.
   */
  static parseMinor(input: unknown, currency: Currency): Money {
    if (typeof input === "bigint") {
      return new Money(input, currency)
    }
    if (typeof input === "number" && Number.isSafeInteger(input)) {
      return new Money(BigInt(input), currency)
    }
    if (typeof input === "string" && /^-?\d{1,60}$/.test(input)) {
      return new Money(BigInt(input), currency)
    }
    throw invalidAmount(`${describe(input)} is not a whole number of smallest units`, currency)
  }

  /** Decimal string in major units with all of the currency's decimals, e.g. `"10.50"`. */
  toDecimal(): string {
    const negative = this.minor < 0n
    const digits = (negative ? -this.minor : this.minor)
      .toString()
      .padStart(this.currency.exponent + 1, "0")
    const cut = digits.length - this.currency.exponent
    const text =
      this.currency.exponent === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`
    return negative ? `-${text}` : text
  }

  /** For messages to people: `"10.50 SAR"`. */
  toString(): string {
    return `${this.toDecimal()} ${this.currency.code}`
  }

  /**
   * The amount in major units as a number, for gateways whose JSON wants one.
   *
   * @throws {GatewayError} `invalid_amount` when no number says exactly this
   */
  toJsonNumber(): number {
    const number = Number(this.toDecimal())
    if (!Money.parse(number, this.currency).equals(this)) {
      throw invalidAmount(`${this.toString()} cannot be written as a number`, this.currency)
    }
    return number
  }

  add(other: Money): Money {
    this.requireSameCurrency(other)
    return new Money(this.minor + other.minor, this.currency)
  }

  subtract(other: Money): Money {
    this.requireSameCurrency(other)
    return new Money(this.minor - other.minor, this.currency)
  }

  /** Negative, zero or positive, as in a sort. */
  compare(other: Money): number {
    this.requireSameCurrency(other)
    return this.minor < other.minor ? -1 : this.minor > other.minor ? 1 : 0
  }

  equals(other: Money): boolean {
    return sameCurrency(this.currency, other.currency) && this.minor === other.minor
  }

  isZero(): boolean {
    return this.minor === 0n
  }

  isPositive(): boolean {
    return this.minor > 0n
  }

  /** The larger of two amounts of one currency. */
  max(other: Money): Money {
    return this.compare(other) >= 0 ? this : other
  }

  /** The smaller of two amounts of one currency. */
  min(other: Money): Money {
    return this.compare(other) <= 0 ? this : other
  }

  /**
   * `percent` of this amount, cut down to a whole smallest unit.
   *
   * @param percent decimal string or number, e.g. `0.5` for half a percent; at most 6 decimals
   */
  percentage(percent: string | number): Money {
    const rate = Money.parse(percent, PERCENT)
    return new Money(
      (this.minor * rate.minor) / (100n * 10n ** BigInt(PERCENT.exponent)),
      this.currency
    )
  }

  private requireSameCurrency(other: Money): void {
    if (!sameCurrency(this.currency, other.currency)) {
      throw invalidAmount(`${other.toString()} is not in ${this.currency.code}`, this.currency)
    }
  }
}

const PERCENT: Currency = { code: "percent", exponent: 6 }

function sameCurrency(left: Currency, right: Currency): boolean {
  return left.code === right.code && left.exponent === right.exponent
}

/** A BigNumber wraps a raw value, which wraps a string; more is no amount of Medusa's. */
const DEEPEST_WRAP = 3

/** The decimal notation of an amount, whatever wraps it; `undefined` when there is none. */
function decimalText(input: unknown, depth = 0): string | undefined {
  if (typeof input === "number") {
    return Number.isFinite(input) ? String(input) : undefined
  }
  if (typeof input === "bigint") {
    return input.toString()
  }
  if (typeof input === "string") {
    return input.length <= 100 ? input.trim() : undefined
  }
  if (typeof input !== "object" || input === null || depth > DEEPEST_WRAP) {
    return undefined
  }
  // Medusa: a BigNumber carries `raw`, a raw value carries `value`.
  const holder = input as { raw?: unknown; value?: unknown; numeric?: unknown }
  for (const inner of [holder.raw, holder.value, holder.numeric]) {
    if (inner !== undefined && inner !== null) {
      return decimalText(inner, depth + 1)
    }
  }
  const number = input as { _isBigNumber?: unknown; toString?: () => string }
  // bignumber.js, which Medusa's arithmetic returns.
  return number._isBigNumber === true && typeof number.toString === "function"
    ? number.toString()
    : undefined
}

function describe(input: unknown): string {
  if (typeof input === "string") {
    return `"${input.slice(0, 40)}"`
  }
  // Not every object can be made a string.
  return typeof input === "object" && input !== null ? "an object" : String(input).slice(0, 40)
}

function invalidAmount(message: string, currency: Currency): GatewayError {
  return new GatewayError({
    code: "invalid_amount",
    message: `${message}. Expected an amount in ${currency.code} with at most ${currency.exponent} decimals.`,
    retry: false,
  })
}
