import type { CollectField } from "../../core/attempt"
import type { GatewayServices } from "../../core/contract"
import { withDeadline } from "../../core/deadline"
import { describeError } from "../../core/errors"

/** A way to pay in a country. */
export interface PaymentMethod {
  /** What `x_bank` takes. */
  readonly code: string
  readonly name: string
}

type Choices = NonNullable<CollectField["options"]>

/** `x_bank` takes no longer one. Source: Streamline API, deposit creation. */
export const METHOD_CODE = "[A-Za-z0-9]{1,3}"

const FRESH_MS = 5 * 60 * 1000
/** The payer waits for the questions meanwhile; without the list they can be asked, too. */
const LONGEST_WAIT_MS = 4000
const LONGEST_NAME = 100

/** The methods of a reply that belong to this country. */
export function paymentMethodsOf(
  methods: readonly {
    readonly code?: string | null
    readonly name?: string | null
    readonly country?: string | null
  }[],
  country: string
): PaymentMethod[] {
  const own = methods.filter(
    (method) => !method.country || method.country.toUpperCase() === country
  )
  const named = own.flatMap(({ code, name }) =>
    code && new RegExp(`^${METHOD_CODE}$`).test(code)
      ? [[code, { code, name: (name || code).slice(0, LONGEST_NAME) }] as const]
      : []
  )
  return [...new Map(named).values()]
}

/**
 * The ways to pay per country, kept for some minutes; who asks meanwhile waits for the same call.
 * A failing list is not kept.
 */
export class PaymentMethods {
  private readonly known = new Map<string, { readonly until: number; list: Promise<Choices> }>()

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly load: (country: string) => Promise<PaymentMethod[]>,
    private readonly services: GatewayServices,
    private readonly now: () => number = () => performance.now()
  ) {}

  /** @returns `undefined` when there is no list: then the code is asked for as text */
  async choices(country: string): Promise<Choices | undefined> {
    const entry = this.known.get(country)
    const list = entry && entry.until > this.now() ? entry.list : this.renew(country)
    try {
      const choices = await list
      return choices.length > 0 ? choices : undefined
    } catch (error) {
      this.services.logger?.warn(
        `[Directa24] no list of payment methods for ${country}, the payer is asked for a code: ${describeError(error)}`
      )
      return undefined
    }
  }

  private renew(country: string): Promise<Choices> {
    const list = withDeadline(LONGEST_WAIT_MS, async () =>
      (await this.load(country)).map(({ code, name }) => ({ value: code, label: name }))
    )
    this.known.set(country, { until: this.now() + FRESH_MS, list })
    const forget = () => {
      if (this.known.get(country)?.list === list) {
        this.known.delete(country)
      }
    }
    list.catch(forget)
    return list
  }
}
