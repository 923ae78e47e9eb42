import type { HttpTypes } from "@medusajs/types"
import { useCallback, useState } from "react"
import { Link, useParams } from "react-router-dom"
import { useWords } from "../language/use-language.js"
import { fill } from "../language/words.js"
import { Page } from "../parts/page.js"
import { Loading, Problem } from "../parts/problem.js"
import { errorOf, useLoaded } from "../use-loaded.js"
import { usePrice } from "../use-price.js"
import { useProductWords } from "../use-product-words.js"
import { useShop } from "../use-shop.js"

/** One product, in the sizes that there are. */
export function ProductPage() {
  const { handle = "" } = useParams()
  const { shop } = useWords()
  const { titleOf } = useProductWords()
  const { sdk, region } = useShop()
  const load = useCallback(
    async () =>
      (
        await sdk.store.product.list({
          handle,
          region_id: region.id,
          fields:
            "id,title,handle,description,thumbnail,*options,*variants,*variants.calculated_price",
        })
      ).products,
    [sdk, handle, region.id]
  )
  const { value: found, error, reload } = useLoaded(load)
  const product = found?.[0]
  if (error) {
    return (
      <Page title={shop.products}>
        <Problem error={error} onAgain={reload} />
      </Page>
    )
  }
  if (found && !product) {
    return (
      <Page title={shop.nothingHere}>
        <Link className="button" to="/">
          {shop.backToShop}
        </Link>
      </Page>
    )
  }
  return product ? (
    <Page title={titleOf(product.handle, product.title)} kind="product">
      <Product product={product} />
    </Page>
  ) : (
    <main className="page">
      <Loading />
    </main>
  )
}

function Product({ product }: { readonly product: HttpTypes.StoreProduct }) {
  const words = useWords().product
  const { textOf, titleOf, choiceOf } = useProductWords()
  const { addToCart } = useShop()
  const price = usePrice()
  const variants = product.variants ?? []
  const [chosen, choose] = useState(variants[0]?.id)
  const [step, setStep] = useState<"ready" | "adding" | "added">("ready")
  const [error, setError] = useState<Error | null>(null)
  const variant = variants.find(({ id }) => id === chosen) ?? variants[0]
  const title = titleOf(product.handle, product.title)

  async function add(): Promise<void> {
    if (!variant || step === "adding") {
      return
    }
    setStep("adding")
    setError(null)
    try {
      await addToCart(variant.id)
      setStep("added")
    } catch (problem) {
      setError(errorOf(problem))
      setStep("ready")
    }
  }

  return (
    <>
      {product.thumbnail && (
        <img className="picture" src={product.thumbnail} alt="" width="400" height="400" />
      )}
      <div className="buy">
        <p>{textOf(product.handle, product.description)}</p>
        {variants.length > 1 && (
          <fieldset className="choices">
            <legend>{choiceOf(product.options?.[0]?.title)}</legend>
            {variants.map(({ id, title: name }) => (
              <label key={id}>
                <input
                  type="radio"
                  name="variant"
                  value={id}
                  checked={id === variant?.id}
                  onChange={() => choose(id)}
                />
                <span>{choiceOf(name)}</span>
              </label>
            ))}
          </fieldset>
        )}
        <p className="price large">
          <bdi>
            {price(
              variant?.calculated_price?.calculated_amount,
              variant?.calculated_price?.currency_code ?? ""
            )}
          </bdi>
        </p>
        <p className="soft">
          {words.taxIncluded} · {words.delivery}
        </p>
        <button
          type="button"
          className="button"
          aria-disabled={step === "adding"}
          onClick={() => void add()}
        >
          {step === "adding" ? words.adding : words.add}
        </button>
        <div role="status">
          {step === "added" && (
            <p className="notice">
              {fill(words.added, { title })} <Link to="/cart">{words.toCart}</Link>
            </p>
          )}
        </div>
        {error && <Problem error={error} />}
      </div>
    </>
  )
}
