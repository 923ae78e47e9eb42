import { fill } from "../language/words.js"
import { useWords } from "../language/use-language.js"

/** What went wrong, in one line, with a way to try again where there is one. */
export function Problem({
  error,
  onAgain,
}: {
  readonly error: Error
  readonly onAgain?: () => void
}) {
  const { shop } = useWords()
  return (
    <div className="problem" role="alert">
      <p>{fill(shop.problem, { reason: error.message })}</p>
      {onAgain && (
        <button type="button" className="button quiet" onClick={onAgain}>
          {shop.again}
        </button>
      )}
    </div>
  )
}

export function Loading() {
  return (
    <p className="loading" role="status">
      {useWords().shop.loading}
    </p>
  )
}
