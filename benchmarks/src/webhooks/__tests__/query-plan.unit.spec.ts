import { readsOf } from "../query-plan"

describe("readsOf", () => {
  it("names every read of a plan, and the index where there is one", () => {
    const plan = {
      "Node Type": "ModifyTable",
      "Relation Name": "attempt",
      Plans: [
        {
          "Node Type": "Nested Loop",
          Plans: [
            {
              "Node Type": "Limit",
              Plans: [
                {
                  "Node Type": "Index Scan",
                  "Relation Name": "attempt",
                  "Index Name": "IDX_attempt_check_at",
                },
              ],
            },
            { "Node Type": "Seq Scan", "Relation Name": "attempt" },
          ],
        },
      ],
    }
    expect(readsOf(plan)).toEqual(["Index Scan of IDX_attempt_check_at", "Seq Scan of attempt"])
  })

  it("finds none where nothing is read", () => {
    expect(readsOf({ "Node Type": "Result" })).toEqual([])
  })
})
