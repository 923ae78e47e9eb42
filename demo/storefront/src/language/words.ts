/** The shop's languages. */
export type LanguageCode = "en" | "ar"

/** All words of the shop's own pages; `{names}` in braces are filled in. */
export interface Words {
  readonly code: LanguageCode
  readonly direction: "ltr" | "rtl"
  /** The language's own name. */
  readonly name: string
  readonly shop: {
    readonly name: string
    readonly claim: string
    readonly intro: string
    readonly browse: string
    readonly promises: readonly { readonly title: string; readonly text: string }[]
    readonly footer: string
    readonly skip: string
    readonly products: string
    readonly cart: string
    /** After the number of things in the cart. */
    readonly cartItems: string
    readonly account: string
    readonly country: string
    readonly language: string
    readonly loading: string
    readonly problem: string
    readonly again: string
    readonly nothingHere: string
    readonly backToShop: string
  }
  /** By a product's handle; what is missing is shown as the shop's staff wrote it. */
  readonly catalogue: Readonly<Record<string, { readonly title: string; readonly text: string }>>
  /** By an option's or a variant's own name. */
  readonly choices: Readonly<Record<string, string>>
  readonly product: {
    readonly from: string
    readonly add: string
    readonly adding: string
    readonly added: string
    readonly toCart: string
    readonly taxIncluded: string
    readonly delivery: string
  }
  readonly cart: {
    readonly title: string
    readonly empty: string
    readonly quantity: string
    readonly remove: string
    readonly checkout: string
  }
  readonly totals: {
    readonly title: string
    readonly items: string
    readonly delivery: string
    readonly tax: string
    readonly discount: string
    readonly total: string
  }
  readonly checkout: {
    readonly title: string
    readonly address: string
    readonly delivery: string
    readonly payment: string
    readonly change: string
    readonly next: string
    readonly pay: string
    readonly starting: string
    readonly noMethods: string
    readonly secure: string
    readonly fields: {
      readonly email: string
      readonly firstName: string
      readonly lastName: string
      readonly street: string
      readonly city: string
      readonly province: string
      readonly postalCode: string
      readonly country: string
      readonly phone: string
    }
    readonly optional: string
  }
  readonly payment: {
    readonly title: string
    readonly none: string
    readonly choose: string
  }
  /** By the provider's id in Medusa. */
  /** How an order was paid, by provider. The checkout's own words come from the shop. */
  readonly methods: Readonly<Record<string, string>>
  readonly order: {
    readonly confirmed: string
    readonly confirmedText: string
    readonly title: string
    readonly number: string
    readonly placed: string
    readonly shipTo: string
    readonly paidBy: string
    readonly status: string
    readonly statuses: Readonly<Record<string, string>>
    readonly view: string
    readonly again: string
  }
  readonly account: {
    readonly signIn: string
    readonly signInText: string
    readonly create: string
    readonly createText: string
    readonly email: string
    readonly password: string
    readonly firstName: string
    readonly lastName: string
    readonly signOut: string
    readonly hello: string
    readonly orders: string
    readonly noOrders: string
    readonly toCreate: string
    readonly toSignIn: string
    readonly wrong: string
    readonly taken: string
  }
}

/** Puts values in the place of their names in braces. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
