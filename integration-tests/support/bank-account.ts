/** What Directa24 asks of staff to refund a payment in Chile: the payer's bank account. */
export const BANK_ACCOUNT = {
  beneficiary: "Camila Soto",
  bank_code: "037",
  branch: "0001",
  account_number: "1234567",
  account_type: "C",
}
