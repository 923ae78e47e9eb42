/** What stands in the place of a value that staff need not see. */
export const MASK = "***"

/** Fields that prove who sent a body: whoever knows how they are made could forge another. */
const SECRET_WORDS = words(
  "signature sign sig secret token password passphrase hmac control checksum authorization cookie cvv cvc cvn otp pin apikey"
)

/** The only name of a signature that elsewhere names a transaction. XGateway documentation. */
const SIGNATURES: Readonly<Record<string, string>> = { xgateway: "hash" }

const PERSONAL_WORDS = words(
  "email mail phone mobile tel telephone cellphone msisdn whatsapp document documents cpf cnpj dni cuit cuil curp rfc rut passport iqama ssn birth birthday birthdate dob bdate street city zip zipcode postal postcode postalcode neighborhood district ip ipaddress agent useragent fingerprint pan last4 iban surname firstname lastname fullname username nickname cardholder cardnumber accountnumber latitude longitude"
)

/** Whoever is in such an object is a person; what is said of them there is theirs. */
const PEOPLE = words(
  "customer payer client consumer buyer user person cardholder holder billing shipping beneficiary recipient sender contact kyc"
)

/** What is said of a person within such an object, and names nobody. */
const HARMLESS = words("id type status currency country created updated at verified")

const NAMED_THINGS = words(
  "product products item items plan currency network coupon service merchant organization company branch asset token chain event file method"
)

const PERSON_PARTS = words(
  "first last middle full given family maiden holder customer payer client beneficiary user owner recipient sender buyer billing shipping card x"
)

/** Ids and sums are no card numbers, whatever their digits add up to. */
const NO_CARDS = words("id ids reference hash amount time timestamp at number nonce")

/** A field of a body: its own name, those it is within, and what it holds. */
export interface BodyField {
  /** The gateway's identifier. */
  readonly gateway: string
  /** From the outermost name to the field's own. */
  readonly path: readonly string[]
  readonly value: string
}

/**
 * A field's value without what names the payer or proves the sender. Of what is not known by name
 * the value decides: addresses of people, card numbers. Wallet addresses, hashes of transactions,
 * ids, sums and statuses stay. What is doubtful is masked.
 */
export function redactField({ gateway, path, value }: BodyField): string {
  const name = path.at(-1) ?? ""
  const parts = wordsOf(name)
  if (value === "") {
    return value
  }
  if (isSecret(gateway, name, parts) || isPersonal(parts, path, value)) {
    return MASK
  }
  const masked = value
    .replace(/[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+/g, MASK)
    .replace(/\d{4,6}[*xX•·]{2,}\d{2,4}/g, MASK)
  if (parts.some((part) => NO_CARDS.has(part))) {
    return masked
  }
  return masked
    .replace(/\+\d[\d\s()-]{7,18}\d/g, MASK)
    .replace(/(?<![\w.-])(?:\d[ -]?){12,18}\d(?![\w.])/g, (digits) =>
      isCardNumber(digits) ? MASK : digits
    )
}

function isSecret(gateway: string, name: string, parts: readonly string[]): boolean {
  const isKey = parts.includes("key") && !parts.includes("public")
  return isKey || SIGNATURES[gateway] === name || parts.some((part) => SECRET_WORDS.has(part))
}

function isPersonal(parts: readonly string[], path: readonly string[], value: string): boolean {
  const last = parts.at(-1) ?? ""
  const around = path.slice(0, -1).map(wordsOf)
  const isOfPerson = around.some((names) => names.some((part) => PEOPLE.has(part)))
  const parent = around.at(-1) ?? []
  if (parts.includes("address") || (parent.includes("address") && !HARMLESS.has(last))) {
    return parts.includes("ip") || parts.includes("email") || !isWallet(value)
  }
  if (last === "name" || last === "names") {
    const isAlone = parts.every((part) => part === last || PERSON_PARTS.has(part))
    const isOfThing = parent.some((part) => NAMED_THINGS.has(part))
    return isOfPerson || (isAlone && (!isOfThing || parts.length > 1))
  }
  if (isOfPerson && !HARMLESS.has(last)) {
    return true
  }
  // The person's id, or the person in a word or two.
  if (PEOPLE.has(last)) {
    return !/^[\w-]+$/.test(value)
  }
  const isCard =
    [...parent, ...parts].includes("card") && parts.some((part) => CARD_PARTS.has(part))
  const isAccount = parts.includes("account") && (last === "number" || last === "no")
  const isNumberOfPerson = last === "id" && parts.some((part) => OFFICIAL.has(part))
  return isCard || isAccount || isNumberOfPerson || parts.some((part) => PERSONAL_WORDS.has(part))
}

const CARD_PARTS = words("number no mask masked digits bin last4 4 holder expiry exp expiration")
const OFFICIAL = words("tax national fiscal government personal")

/** Of any chain: one word of letters and digits, longer than people's house numbers. */
function isWallet(value: string): boolean {
  return /^(?:[a-z]{2,12}:)?[a-zA-Z0-9_-]{24,128}$/.test(value)
}

/** Luhn's check, as cards have it (ISO/IEC 7812-1). */
function isCardNumber(text: string): boolean {
  const digits = [...text.replace(/\D/g, "")].map((digit) => digit.charCodeAt(0) - 48).reverse()
  const sum = digits.reduce((total, digit, place) => {
    const doubled = place % 2 === 0 ? digit : digit * 2
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0 && digits.some((digit) => digit !== 0)
}

/** `cardHolderName`, `card_holder_name` and `x-card-holder-name` alike. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== "")
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "))
}
