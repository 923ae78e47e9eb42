import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { BrowserRouter } from "react-router-dom"
import "../../../storefront/src/styles.css"
import "./styles/base.css"
import "./styles/shop.css"
import "./styles/checkout.css"
import { App } from "./app.js"
import { LanguageProvider } from "./language/use-language.js"
import { findShop } from "./shop.js"

const place = document.getElementById("shop")
if (!place) {
  throw new Error("The page has no place for the shop.")
}
const root = createRoot(place)

findShop().then(
  (shop) =>
    root.render(
      <StrictMode>
        <LanguageProvider>
          <BrowserRouter>
            <App shop={shop} />
          </BrowserRouter>
        </LanguageProvider>
      </StrictMode>
    ),
  (error: unknown) => {
    root.render(<p role="alert">The shop cannot be opened. Please reload this page.</p>)
    reportError(error)
  }
)
