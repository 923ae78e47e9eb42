import type { Payer } from "../../../../core/contract"

/** Its check digits are right. */
export const CPF = "52998224725"

/** Somebody of whom nothing is missing. */
export const BRAZILIAN: Payer = {
  customerId: "cus_TEST0001",
  email: "jane@example.com",
  name: "Jane Doe",
  country: "BR",
  address: "Av. Paulista 1000",
  city: "São Paulo",
  state: "BR-SP",
  zip: "01310-100",
  answers: { document: "529.982.247-25", bank: "TE" },
}
