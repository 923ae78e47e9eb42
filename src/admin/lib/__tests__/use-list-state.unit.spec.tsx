import { act, renderHook } from "@testing-library/react"
import type { ReactNode } from "react"
import { useLocation } from "react-router-dom"
import { useListState } from "../use-list-state"
import { Dashboard } from "./support/texts"

const MAY = new Date(2026, 4, 1).toISOString()
const FILTERS = ["gateway", "period"]

function listAt(address: string) {
  const { result } = renderHook(
    () => ({ list: useListState("state", "all", FILTERS), place: useLocation().search }),
    {
      wrapper: ({ children }: { readonly children: ReactNode }) => (
        <Dashboard at={address}>{children}</Dashboard>
      ),
    }
  )
  return result
}

test("a list without an address begins at its beginning", () => {
  const { list } = listAt("/payments").current
  expect([list.tab, list.search, list.filtering, list.page]).toEqual([
    "all",
    "",
    {},
    { limit: 20, offset: 0 },
  ])
})

test("everything that is chosen stands in the address, and is found there again", () => {
  const first = listAt("/payments")
  act(() => first.current.list.setTab("paid"))
  act(() => first.current.list.setSearch(" #12 "))
  act(() => first.current.list.setFiltering({ gateway: "streampay", period: { $gte: MAY } }))
  act(() => first.current.list.setPagination({ pageIndex: 2, pageSize: 20 }))
  const { list } = listAt(`/payments${first.current.place}`).current
  expect([list.tab, list.search, list.page, list.pagination.pageIndex]).toEqual([
    "paid",
    "#12",
    { limit: 20, offset: 40 },
    2,
  ])
  expect(list.query).toEqual({ gateway: "streampay", from: MAY, to: undefined })
})

test("a period that somebody chose has its last day whole, whatever the time of day", () => {
  const result = listAt("/payments")
  const [noon, night] = [new Date(2026, 4, 1, 12, 30), new Date(2026, 4, 31, 23, 59, 59)]
  const period = { $gte: noon.toISOString(), $lte: night.toISOString() }
  act(() => result.current.list.setFiltering({ period }))
  expect(result.current.list.query).toEqual({
    from: MAY,
    to: new Date(2026, 5, 1).toISOString(),
  })
  expect(result.current.list.filtering).toEqual({ period })
  act(() => result.current.list.setFiltering({ period: { $lte: period.$gte } }))
  expect(result.current.list.query).toEqual({
    from: undefined,
    to: new Date(2026, 4, 2).toISOString(),
  })
})

test("whatever else changes, the first page is shown", () => {
  const result = listAt("/payments?offset=40")
  act(() => result.current.list.setSearch("x"))
  expect(result.current.place).toBe("?q=x")
})

test("a filter that was just added stays, and filters nothing yet", () => {
  const result = listAt("/payments")
  act(() => result.current.list.setFiltering({ gateway: null, period: null }))
  expect(result.current.list.filtering).toEqual({ gateway: null, period: null })
  expect(result.current.list.query).toEqual({ from: undefined, to: undefined })
  act(() => result.current.list.setFiltering({}))
  expect(result.current.place).toBe("")
})

test("an address that somebody has written by hand", () => {
  const { list } = listAt("/payments?gateway=xgateway&offset=nonsense&period=x").current
  expect([list.query, list.page.offset]).toEqual([
    { gateway: "xgateway", from: undefined, to: undefined },
    0,
  ])
})
