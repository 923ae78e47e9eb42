import { Link, Route, Routes } from "react-router-dom"
import { useWords } from "./language/use-language.js"
import { AccountPage } from "./pages/account-page.js"
import { CartPage } from "./pages/cart-page.js"
import { CheckoutPage } from "./pages/checkout-page.js"
import { ConfirmationPage } from "./pages/confirmation-page.js"
import { OrderPage } from "./pages/order-page.js"
import { PaymentPage } from "./pages/payment-page.js"
import { ProductPage } from "./pages/product-page.js"
import { ProductsPage } from "./pages/products-page.js"
import { Header } from "./parts/header.js"
import { Page } from "./parts/page.js"
import { Loading, Problem } from "./parts/problem.js"
import type { Shop } from "./shop.js"
import { ShopProvider } from "./use-shop.js"

/** The shop's pages. */
export function App({ shop }: { readonly shop: Shop }) {
  return (
    <ShopProvider
      shop={shop}
      whileLoading={<Loading />}
      onError={(error, again) => <Problem error={error} onAgain={again} />}
    >
      <Header />
      <Routes>
        <Route path="/" element={<ProductsPage />} />
        <Route path="/products/:handle" element={<ProductPage />} />
        <Route path="/cart" element={<CartPage />} />
        <Route path="/checkout" element={<CheckoutPage />} />
        <Route path="/checkout/payment" element={<PaymentPage />} />
        <Route path="/order/:id/confirmed" element={<ConfirmationPage />} />
        <Route path="/order/:id" element={<OrderPage />} />
        <Route path="/account" element={<AccountPage />} />
        <Route path="*" element={<NothingHere />} />
      </Routes>
      <Footer />
    </ShopProvider>
  )
}

function NothingHere() {
  const { shop } = useWords()
  return (
    <Page title={shop.nothingHere}>
      <Link className="button" to="/">
        {shop.backToShop}
      </Link>
    </Page>
  )
}

function Footer() {
  const { shop } = useWords()
  return (
    <footer className="footer">
      <p>{shop.footer}</p>
    </footer>
  )
}
