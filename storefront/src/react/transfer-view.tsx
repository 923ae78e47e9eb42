import { useId, useState } from "react"
import type { TransferDestination } from "../next-action.js"
import { CopyableValue } from "./copyable-value.js"
import type { PaymentUi } from "./payment-ui.js"
import { QrCode } from "./qr-code.js"

/** Where to send the money: a code to scan, and all of it to copy. */
export function TransferView({
  ui,
  destinations,
}: {
  readonly ui: PaymentUi
  readonly destinations: readonly TransferDestination[]
}) {
  const texts = ui.texts.transfer
  const [chosen, choose] = useState<{ readonly asset?: string; readonly network?: string }>({})
  const assets = distinct(destinations.map(({ asset }) => asset))
  const ofAsset = withFirst(destinations, ({ asset }) => asset === chosen.asset)
  const destination = ofAsset.find(({ network }) => network === chosen.network) ?? ofAsset[0]
  if (!destination) {
    return null
  }
  const { asset, network, address, amount, memo, uri } = destination
  const values = { asset, network }
  const link = uri && walletLink(uri)
  return (
    <>
      <div className={ui.className("fields")}>
        <Choice
          ui={ui}
          label={texts.asset}
          options={assets}
          value={asset}
          onChoose={(next) => choose({ ...chosen, asset: next })}
        />
        <Choice
          ui={ui}
          label={texts.network}
          options={distinct(ofAsset.map((one) => one.network))}
          value={network}
          onChoose={(next) => choose({ asset, network: next })}
        />
      </div>
      <p className={ui.className("warning")}>{ui.fill(texts.warning, values)}</p>
      <QrCode
        text={uri ?? address}
        label={ui.fill(texts.qr, values)}
        className={ui.className("qr")}
      />
      <dl className={ui.className("amounts")}>
        <CopyableValue ui={ui} name={texts.amount} value={amount} unit={asset} />
        <CopyableValue ui={ui} name={texts.address} value={address} />
        {memo && <CopyableValue ui={ui} name={texts.memo} value={memo} />}
      </dl>
      {memo && <p className={ui.className("warning")}>{texts.memoWarning}</p>}
      {link && (
        <a href={link} className={ui.className("button")}>
          {texts.wallet}
        </a>
      )}
    </>
  )
}

function Choice({
  ui,
  label,
  options,
  value,
  onChoose,
}: {
  readonly ui: PaymentUi
  readonly label: string
  readonly options: readonly string[]
  readonly value: string
  readonly onChoose: (value: string) => void
}) {
  const id = useId()
  return options.length > 1 ? (
    <p>
      <label htmlFor={id} className={ui.className("label")}>
        {label}
      </label>
      <select
        id={id}
        className={ui.className("input")}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
      >
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </p>
  ) : null
}

const WALLETS =
  /^(?:algorand|bitcoin|bitcoincash|dogecoin|ethereum|lightning|litecoin|near|ripple|solana|stellar|ton|tron|web\+[a-z]+|xrpl):/i

/**
 * An address that opens a wallet. No other scheme is followed from data: it could run code, or
 * look like the gateway's page.
 */
export function walletLink(uri: string): string | undefined {
  return WALLETS.test(uri) ? uri : undefined
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

/** The destinations that fit; if none does, those of the first one's asset. */
function withFirst(
  destinations: readonly TransferDestination[],
  fits: (destination: TransferDestination) => boolean
): readonly TransferDestination[] {
  const found = destinations.filter(fits)
  return found.length > 0
    ? found
    : destinations.filter(({ asset }) => asset === destinations[0]?.asset)
}
