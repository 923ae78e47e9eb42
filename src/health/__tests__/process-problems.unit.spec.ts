import { findProcessProblems, runningTogether } from "../process-problems"
import { ago, aProcess, aRunningProcess } from "./support/processes"

const REDIS = { locking: "locking-redis" }
const told = (...given: Parameters<typeof findProcessProblems>) =>
  findProcessProblems(...given).map(({ code, severity }) => `${severity} ${code}`)

describe("runningTogether", () => {
  it.each([
    ["none", [], 0],
    ["one alone", [aProcess()], 0],
    ["two that both told of themselves since both run", [aProcess(), aProcess()], 2],
    [
      "one that was started again after a crash, and its forerunner",
      [aProcess({ seenAt: ago(20) }), aProcess({ startedAt: ago(10), seenAt: ago(1) })],
      0,
    ],
    [
      "one that was started beside another that goes on",
      [aProcess({ seenAt: ago(8) }), aProcess({ startedAt: ago(10), seenAt: ago(1) })],
      2,
    ],
    ["one and another that vanished", [aProcess(), aProcess({ isLive: false })], 0],
    [
      "two, a third that vanished, and a fourth that takes its place",
      [
        aProcess(),
        aProcess(),
        aProcess({ isLive: false, seenAt: ago(60) }),
        aProcess({ startedAt: ago(3), seenAt: ago(3) }),
      ],
      2,
    ],
  ])("of %s", (_, processes, expected) => {
    expect(runningTogether(processes)).toHaveLength(expected)
  })
})

describe("findProcessProblems", () => {
  it("finds nothing wrong with one process without Redis", () => {
    expect(findProcessProblems(aRunningProcess(), [aProcess()])).toEqual([])
  })

  it("finds nothing wrong with many processes that lock in Redis", () => {
    const self = aRunningProcess({ ...REDIS, workerMode: "server", usesRedis: true })
    const processes = [
      aProcess({ ...REDIS, workerMode: "server", jobsAt: null }),
      aProcess({ ...REDIS, workerMode: "server", jobsAt: null }),
      aProcess({ ...REDIS, workerMode: "worker" }),
    ]
    expect(findProcessProblems(self, processes)).toEqual([])
  })

  it("says how many processes lock each in its own memory, and since when", () => {
    const processes = [aProcess({ startedAt: ago(900) }), aProcess({ startedAt: ago(300) })]
    const [problem, ...others] = findProcessProblems(aRunningProcess(), processes)
    expect(others).toEqual([])
    expect(problem).toMatchObject({
      code: "locking_in_memory",
      severity: "error",
      since: ago(900),
    })
    expect(problem?.message).toMatch(/^2 processes run this shop/)
    expect(problem?.cure).toContain("@medusajs/medusa/locking-redis")
  })

  it("sees the other process's memory locks also from one that locks in Redis", () => {
    expect(told(aRunningProcess(REDIS), [aProcess(REDIS), aProcess()])).toEqual([
      "error locking_in_memory",
    ])
  })

  it.each([
    ["a server", { workerMode: "server" }, 'worker mode "server"'],
    ["a worker", { workerMode: "worker" }, 'worker mode "worker"'],
    ["one that uses Redis elsewhere", { usesRedis: true }, "Redis is set up"],
  ])("warns %s before the others are there", (_, changes, reason) => {
    const [problem] = findProcessProblems(aRunningProcess(changes), [aProcess()])
    expect(problem).toMatchObject({ code: "locking_in_memory", severity: "warning" })
    expect(problem?.message).toContain(reason)
  })

  it("warns of locks in Postgres, which a crash leaves behind", () => {
    const locking = "locking-postgres"
    expect(told(aRunningProcess({ locking }), [aProcess({ locking })])).toEqual([
      "warning locking_never_expires",
    ])
  })

  it("says nothing of locking that it does not know", () => {
    const self = aRunningProcess({ locking: "unknown", workerMode: "server", usesRedis: true })
    const processes = [aProcess({ locking: "unknown" }), aProcess({ locking: "unknown" })]
    expect(findProcessProblems(self, processes)).toEqual([])
  })

  it.each([
    ["right after the start", [aProcess({ startedAt: ago(119), jobsAt: null })], false],
    ["when they never ran", [aProcess({ startedAt: ago(120), jobsAt: null })], true],
    ["when they ran a moment ago", [aProcess({ jobsAt: ago(119) })], false],
    ["when they stopped", [aProcess({ jobsAt: ago(120) })], true],
    [
      "when the only worker has vanished a moment ago",
      [
        aProcess({ ...REDIS, jobsAt: null }),
        aProcess({ ...REDIS, isLive: false, jobsAt: ago(60) }),
      ],
      false,
    ],
    [
      "when the only worker has vanished",
      [
        aProcess({ ...REDIS, jobsAt: null }),
        aProcess({ ...REDIS, isLive: false, jobsAt: ago(121) }),
      ],
      true,
    ],
    ["when no process is known", [], false],
    ["when all processes have vanished", [aProcess({ isLive: false, jobsAt: null })], false],
  ])("tells of jobs that do not run: %s", (_, processes, expected) => {
    const problems = findProcessProblems(aRunningProcess(), processes)
    expect(problems.some(({ code }) => code === "jobs_not_running")).toBe(expected)
  })

  it.each([
    ["server", 'worker mode "worker"'],
    ["shared", "worker's log"],
  ])("cures jobs that do not run where there are processes of mode %s", (workerMode, cure) => {
    const processes = [aProcess({ ...REDIS, workerMode, jobsAt: ago(500) })]
    const [problem] = findProcessProblems(aRunningProcess(REDIS), processes)
    expect(problem).toMatchObject({ code: "jobs_not_running", since: ago(500) })
    expect(problem?.cure).toContain(cure)
  })
})
