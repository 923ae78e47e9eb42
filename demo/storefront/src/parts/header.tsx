import { Link } from "react-router-dom"
import { LANGUAGES, useLanguage } from "../language/use-language.js"
import { reportAnd } from "../report-and.js"
import { useCountryName } from "../use-names.js"
import { countriesOf, useShop } from "../use-shop.js"

/** The shop's name, where it ships to, its language, and the ways to account and cart. */
export function Header() {
  const { words, choose } = useLanguage()
  const { cart, country, chooseCountry, regions } = useShop()
  const nameOf = useCountryName()
  const count = (cart?.items ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
  const { shop } = words
  return (
    <header className="header">
      <a className="skip" href="#content">
        {shop.skip}
      </a>
      <div className="header-row">
        <Link className="brand" to="/">
          <Mark />
          {shop.name}
        </Link>
        <nav aria-label={shop.name}>
          <Link to="/account">{shop.account}</Link>
          <Link to="/cart">
            {shop.cart}{" "}
            <span className="count">
              {count.toLocaleString(words.code)}
              <span className="unseen"> {shop.cartItems}</span>
            </span>
          </Link>
        </nav>
        <div className="settings">
          <label>
            <span>{shop.country}</span>
            <select
              value={country}
              onChange={(event) => reportAnd(chooseCountry(event.target.value))}
            >
              {countriesOf(regions).map((code) => (
                <option key={code} value={code}>
                  {nameOf(code)}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{shop.language}</span>
            <select
              value={words.code}
              onChange={(event) => choose(event.target.value === "ar" ? "ar" : "en")}
            >
              {LANGUAGES.map(({ code, name }) => (
                <option key={code} value={code} lang={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
    </header>
  )
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect width="32" height="32" rx="9" className="mark-back" />
      <path d="M5 22c5-9 8 1 11-5s6-6 11 1" className="mark-line" />
      <circle cx="22" cy="10" r="3" className="mark-sun" />
    </svg>
  )
}
