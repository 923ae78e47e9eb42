import type { HttpTypes } from "@medusajs/types"
import { useCallback } from "react"
import { Link } from "react-router-dom"
import { useWords } from "../language/use-language.js"
import { fill } from "../language/words.js"
import { Page } from "../parts/page.js"
import { Loading, Problem } from "../parts/problem.js"
import { useLoaded } from "../use-loaded.js"
import { usePrice } from "../use-price.js"
import { useProductWords } from "../use-product-words.js"
import { useShop } from "../use-shop.js"

/** All that the shop sells. */
export function ProductsPage() {
  const { shop } = useWords()
  const { sdk, region } = useShop()
  const load = useCallback(
    async () =>
      (
        await sdk.store.product.list({
          region_id: region.id,
          fields: "id,title,handle,description,thumbnail,*variants.calculated_price",
        })
      ).products,
    [sdk, region.id]
  )
  const { value: products, error, reload } = useLoaded(load)
  return (
    <Page title={shop.claim} kind="front">
      <p className="intro">{shop.intro}</p>
      <ul className="promises">
        {shop.promises.map(({ title, text }) => (
          <li key={title}>
            <strong>{title}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <h2>{shop.products}</h2>
      {error && <Problem error={error} onAgain={reload} />}
      {!error && !products && <Loading />}
      {products && (
        <ul className="products">
          {products.map((product) => (
            <ProductCard key={product.id} product={product} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function ProductCard({ product }: { readonly product: HttpTypes.StoreProduct }) {
  const words = useWords()
  const { titleOf, textOf } = useProductWords()
  const price = usePrice()
  const cheapest = cheapestOf(product)
  const written = cheapest && price(cheapest.calculated_amount, cheapest.currency_code ?? "")
  return (
    <li className="product-card">
      <Link to={`/products/${product.handle}`}>
        {product.thumbnail && <img src={product.thumbnail} alt="" width="400" height="400" />}
        <h3>{titleOf(product.handle, product.title)}</h3>
        <p className="soft">{textOf(product.handle, product.description)}</p>
        {written && (
          <p className="price">
            <bdi>
              {(product.variants ?? []).length > 1
                ? fill(words.product.from, { price: written })
                : written}
            </bdi>
          </p>
        )}
      </Link>
    </li>
  )
}

function cheapestOf({ variants }: HttpTypes.StoreProduct) {
  const prices = (variants ?? []).flatMap(({ calculated_price: price }) => (price ? [price] : []))
  return prices.sort(
    (one, other) => (one.calculated_amount ?? 0) - (other.calculated_amount ?? 0)
  )[0]
}
