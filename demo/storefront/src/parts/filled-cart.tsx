import type { HttpTypes } from "@medusajs/types"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { useWords } from "../language/use-language.js"
import { useShop } from "../use-shop.js"
import { Page } from "./page.js"
import { Loading } from "./problem.js"

/** A page about what is in the cart; without anything in it, it leads back to the products. */
export function FilledCart({
  title,
  children,
}: {
  readonly title: string
  readonly children: (
    cart: HttpTypes.StoreCart,
    items: readonly HttpTypes.StoreCartLineItem[]
  ) => ReactNode
}) {
  const { cart: words, shop } = useWords()
  const { cart, isCartLoaded } = useShop()
  if (!isCartLoaded) {
    return (
      <Page title={title}>
        <Loading />
      </Page>
    )
  }
  if (!cart?.items?.length) {
    return (
      <Page title={title}>
        <p>{words.empty}</p>
        <Link className="button" to="/">
          {shop.browse}
        </Link>
      </Page>
    )
  }
  return (
    <Page title={title} kind="two-columns">
      {children(cart, cart.items)}
    </Page>
  )
}
