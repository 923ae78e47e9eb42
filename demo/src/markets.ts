/** A country the demo shop sells to, in a currency of its own. */
export interface Market {
  /** Lower case, as Medusa keeps it. */
  currency: Currency
  /** The name of its region, which the seed finds it by. */
  regionName: string
  /** ISO 3166-1 alpha-2, lower case. */
  country: string
  /** Percent; prices contain it. */
  valueAddedTax: number
  /** Price of the one way of shipping, in major units. */
  shippingPrice: number
  buyer: Buyer
}

/** Who buys in a market: an invented person. */
export interface Buyer {
  email: string
  firstName: string
  lastName: string
  street: string
  city: string
  postalCode: string
  phone: string
}

export type Currency = "sar" | "usd" | "kwd"

/** An amount per currency, in major units. */
export type Prices = Record<Currency, number>

/** The provider of the gateway that the demo pays with. */
export const STREAMPAY_PROVIDER = "pp_streampay_streampay"

/** Every payment provider that is offered in every region. */
export const PAYMENT_PROVIDERS: readonly string[] = [STREAMPAY_PROVIDER]

/** Two currencies with two decimals and one with three. */
export const MARKETS: readonly Market[] = [
  {
    currency: "sar",
    regionName: "Saudi Arabia",
    country: "sa",
    valueAddedTax: 15,
    shippingPrice: 15,
    buyer: {
      email: "noura@example.com",
      firstName: "Noura",
      lastName: "Al-Harbi",
      street: "King Fahd Road 7",
      city: "Riyadh",
      postalCode: "12211",
      phone: "+966500000001",
    },
  },
  {
    currency: "usd",
    regionName: "United States",
    country: "us",
    valueAddedTax: 0,
    shippingPrice: 4.95,
    buyer: {
      email: "grace@example.com",
      firstName: "Grace",
      lastName: "Miller",
      street: "12 Elm Street",
      city: "Portland",
      postalCode: "97201",
      phone: "+15035550100",
    },
  },
  {
    currency: "kwd",
    regionName: "Kuwait",
    country: "kw",
    valueAddedTax: 0,
    shippingPrice: 1.25,
    buyer: {
      email: "yousef@example.com",
      firstName: "Yousef",
      lastName: "Al-Mutairi",
      street: "Gulf Street 3",
      city: "Kuwait City",
      postalCode: "13001",
      phone: "+96550000001",
    },
  },
]
