import path from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { PAYMENT_GATEWAYS_MODULE } from "../../../core/ledger"
import type { PaymentGatewaysModuleService } from "../service"

jest.setTimeout(60_000)

const SERVER = {
  id: "pgprc_server",
  workerMode: "server",
  locking: "locking-redis",
  eventBus: "event-bus-redis",
}
const WORKER = { ...SERVER, id: "pgprc_worker", workerMode: "worker" }

moduleIntegrationTestRunner<PaymentGatewaysModuleService>({
  moduleName: PAYMENT_GATEWAYS_MODULE,
  resolve: path.resolve(__dirname, ".."),
  moduleOptions: { backendUrl: "https://shop.example", storefrontUrl: "https://store.example" },
  testSuite: ({ service, MikroOrmWrapper }) => {
    const sql = async (statement: string) => {
      await MikroOrmWrapper.getManager().getConnection().execute(statement)
    }

    /** Makes everything that is known of a process older. */
    const age = (id: string, seconds: number) =>
      sql(`update payment_gateway_process
           set seen_at = seen_at - interval '${seconds} seconds',
             jobs_at = jobs_at - interval '${seconds} seconds',
             created_at = created_at - interval '${seconds} seconds' where id = '${id}'`)

    it("has no process by itself: only a running application tells of one", async () => {
      expect(await service.processes.list()).toEqual([])
    })

    it("tells each process of all, in the order in which they were started", async () => {
      const [alone, ...others] = await service.processes.beat(SERVER, false)
      expect(others).toEqual([])
      expect(alone).toMatchObject({ ...SERVER, isLive: true, jobsAt: null })
      expect(alone?.startedAt).toEqual(alone?.seenAt)
      await age(SERVER.id, 10)
      const both = await service.processes.beat(WORKER, true)
      expect(both).toMatchObject([SERVER, WORKER])
      expect(both[1]?.jobsAt).toEqual(both[1]?.seenAt)
      expect(await service.processes.list()).toMatchObject([SERVER, WORKER])
    })

    it("keeps when a process was started and when jobs last ran in it", async () => {
      const [first] = await service.processes.beat(WORKER, true)
      await age(WORKER.id, 30)
      const [second] = await service.processes.beat(WORKER, false)
      expect(second?.startedAt).toEqual(new Date(first!.startedAt.getTime() - 30_000))
      expect(second?.jobsAt).toEqual(new Date(first!.jobsAt!.getTime() - 30_000))
      expect(second?.seenAt.getTime()).toBeGreaterThanOrEqual(first!.seenAt.getTime())
      const [third] = await service.processes.beat(WORKER, true)
      expect(third?.jobsAt).toEqual(third?.seenAt)
    })

    it.each([
      ["has just told of itself", 0, true],
      ["missed a beat", 30, true],
      ["missed three", 60, false],
    ])("takes a process for live or gone: one that %s", async (_, seconds, isLive) => {
      await service.processes.beat(WORKER, false)
      await age(WORKER.id, seconds)
      const known = await service.processes.beat(SERVER, false)
      expect(known.find(({ id }) => id === WORKER.id)?.isLive).toBe(isLive)
      expect(known.find(({ id }) => id === SERVER.id)?.isLive).toBe(true)
    })

    it("remembers for an hour that a process has vanished", async () => {
      await service.processes.beat(WORKER, false)
      await age(WORKER.id, 3500)
      expect(await service.processes.beat(SERVER, false)).toHaveLength(2)
      await age(WORKER.id, 200)
      expect(await service.processes.beat(SERVER, false)).toMatchObject([SERVER])
      expect(await service.processes.list()).toMatchObject([SERVER])
    })

    it("forgets a process that ended in good order, and no other", async () => {
      await service.processes.beat(WORKER, false)
      await service.processes.beat(SERVER, false)
      await service.processes.remove(WORKER.id)
      expect(await service.processes.list()).toMatchObject([SERVER])
    })

    it("keeps one row for each of many that tell at once", async () => {
      const ids = Array.from({ length: 12 }, (_, index) => `pgprc_${index}`)
      await Promise.all(
        [...ids, ...ids].map((id) => service.processes.beat({ ...WORKER, id }, true))
      )
      const known = await service.processes.list()
      expect(known.map(({ id }) => id).sort()).toEqual([...ids].sort())
    })
  },
})
