import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts"
import { documentDirection } from "../../lib/document-direction"
import type { Bars } from "./chart-data"

/** What one color of a chart stands for. */
export interface Series {
  /** The name of its heights. */
  readonly key: string
  readonly name: string
  readonly color: string
  readonly opacity: number
}

interface StackedBarsProps {
  readonly bars: readonly Bars[]
  readonly series: readonly Series[]
  /** Side by side instead of one upon the other. */
  readonly isGrouped?: boolean
  /** One row each instead of one column: for places with long names. */
  readonly isLying?: boolean
  /** What stands beside a height. */
  readonly formatHeight: (height: number) => string
  readonly formatPlace: (place: string) => string
}

const HEIGHT = 260
const ROW_HEIGHT = 44
const AXIS_HEIGHT = 40
const NAMES_WIDTH = 150
const HEIGHTS_WIDTH = 72
const WIDEST_BAR = 28
const AXIS = { fontSize: 12, fill: "var(--fg-subtle)" }

/** Bars upon or beside each other, with what each color means below them. */
export function StackedBars({
  bars,
  series,
  isGrouped = false,
  isLying = false,
  formatHeight,
  formatPlace,
}: StackedBarsProps) {
  const isRightToLeft = documentDirection() === "rtl"
  const places = {
    dataKey: "place",
    type: "category",
    tickFormatter: formatPlace,
    tick: AXIS,
    tickLine: false,
    axisLine: false,
  } as const
  const heights = {
    type: "number",
    allowDecimals: false,
    tickFormatter: formatHeight,
    tick: AXIS,
    tickLine: false,
    axisLine: false,
  } as const
  const side = isRightToLeft ? "right" : "left"
  return (
    <>
      <div dir="ltr">
        <BarChart
          responsive
          data={[...bars]}
          layout={isLying ? "vertical" : "horizontal"}
          accessibilityLayer={false}
          margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
          style={{
            width: "100%",
            height: isLying ? bars.length * ROW_HEIGHT + AXIS_HEIGHT : HEIGHT,
          }}
        >
          <CartesianGrid vertical={isLying} horizontal={!isLying} stroke="var(--border-base)" />
          {isLying ? (
            <>
              <XAxis {...heights} reversed={isRightToLeft} />
              <YAxis {...places} width={NAMES_WIDTH} orientation={side} />
            </>
          ) : (
            <>
              <XAxis {...places} reversed={isRightToLeft} minTickGap={24} />
              <YAxis {...heights} width={HEIGHTS_WIDTH} orientation={side} />
            </>
          )}
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--bg-base-hover)" }}
            formatter={(value, name) => [formatHeight(Number(value)), name]}
            labelFormatter={(label) => (typeof label === "string" ? formatPlace(label) : label)}
            contentStyle={{
              background: "var(--bg-component)",
              border: "1px solid var(--border-base)",
              borderRadius: 8,
              fontSize: 12,
            }}
            labelStyle={{ color: "var(--fg-base)" }}
            itemStyle={{ color: "var(--fg-subtle)" }}
          />
          {series.map(({ key, name, color, opacity }) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              fill={color}
              fillOpacity={opacity}
              stackId={isGrouped ? undefined : "all"}
              maxBarSize={WIDEST_BAR}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </div>
      <ul className="mt-4 flex flex-wrap gap-x-4 gap-y-1">
        {series.map(({ key, name, color, opacity }) => (
          <li key={key} className="txt-compact-small text-ui-fg-subtle flex items-center gap-x-2">
            <span className="size-2.5 rounded-sm" style={{ background: color, opacity }} />
            {name}
          </li>
        ))}
      </ul>
    </>
  )
}
