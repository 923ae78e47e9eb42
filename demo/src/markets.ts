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
  /** Where addresses have one. */
  state?: string
  postalCode: string
  phone: string
  /** Number of an identity document, where payers are asked for it. */
  document?: string
}

export type Currency = "sar" | "usd" | "kwd" | "eur" | "brl" | "clp"

/** An amount per currency, in major units. */
export type Prices = Record<Currency, number>

/** Currencies with two decimals, one with three (KWD) and one without (CLP). */
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
  {
    currency: "eur",
    regionName: "Germany",
    country: "de",
    valueAddedTax: 19,
    shippingPrice: 4.9,
    buyer: {
      email: "lena@example.com",
      firstName: "Lena",
      lastName: "Vogt",
      street: "Lindenweg 5",
      city: "Leipzig",
      postalCode: "04109",
      phone: "+4934155501",
    },
  },
  {
    currency: "brl",
    regionName: "Brazil",
    country: "br",
    valueAddedTax: 0,
    shippingPrice: 24.9,
    buyer: {
      email: "joao@example.com",
      firstName: "João",
      lastName: "Araújo",
      street: "Av. Paulista 1000",
      city: "São Paulo",
      state: "SP",
      postalCode: "01310100",
      phone: "+5511987654321",
      document: "11144477735",
    },
  },
  {
    currency: "clp",
    regionName: "Chile",
    country: "cl",
    valueAddedTax: 19,
    shippingPrice: 4990,
    buyer: {
      email: "camila@example.com",
      firstName: "Camila",
      lastName: "Muñoz",
      street: "Calle Larga 8",
      city: "Valparaíso",
      postalCode: "2340000",
      phone: "+56322550100",
      document: "123456785",
    },
  },
]

/** @throws Error for a currency in which the shop does not sell */
export function marketOf(currency: Currency): Market {
  const market = MARKETS.find((candidate) => candidate.currency === currency)
  if (!market) {
    throw new Error(`The demo shop does not sell in ${currency}.`)
  }
  return market
}
