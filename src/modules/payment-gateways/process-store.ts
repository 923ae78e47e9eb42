import type { Knex } from "@medusajs/framework/mikro-orm/knex"

const PROCESSES = "payment_gateway_process"

/** A process that has not told of itself for this long is taken for gone. */
export const LIVE_SECONDS = 45
/** For this long it is remembered that a process has vanished. */
const REMEMBERED_SECONDS = 3600

/** What a process tells of itself. */
export interface ProcessDescription {
  readonly id: string
  /** Medusa's worker mode: `shared`, `server` or `worker`. */
  readonly workerMode: string
  /** Medusa's identifier of the default locking provider, e.g. `locking-redis`. */
  readonly locking: string
  /** The event bus module, e.g. `event-bus-local`. */
  readonly eventBus: string
}

/** A process of the shop, as it last told of itself. All times are the database's. */
export interface ShopProcess extends ProcessDescription {
  readonly startedAt: Date
  readonly seenAt: Date
  /** When the plugin's scheduled jobs last ran in it; `null` when they never did. */
  readonly jobsAt: Date | null
  /** `false` when it has vanished without a word. */
  readonly isLive: boolean
  /** The present, when this was read. */
  readonly readAt: Date
}

interface ProcessRow {
  id: string
  worker_mode: string
  locking: string
  event_bus: string
  created_at: Date
  seen_at: Date
  jobs_at: Date | null
  is_live: boolean
  read_at: Date
}

const COLUMNS = `id, worker_mode, locking, event_bus, created_at, seen_at, jobs_at,
  seen_at > now() - make_interval(secs => ${LIVE_SECONDS}) as is_live, now() as read_at`

/** The processes that run the shop: each tells of itself, so that all know how many there are. */
export class ProcessStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Tells that a process lives, and removes what has been gone for long.
   *
   * @param ranJobs whether the plugin's jobs ran in it since it last told
   * @returns all processes, itself included, in the order in which they were started
   */
  async beat(process: ProcessDescription, ranJobs: boolean): Promise<ShopProcess[]> {
    const { rows } = await this.knex.raw<{ rows: ProcessRow[] }>(
      `with beat as (
         insert into ${PROCESSES} (id, worker_mode, locking, event_bus, seen_at, jobs_at)
         values (?, ?, ?, ?, now(), case when ?::boolean then now() end)
         on conflict (id) do update
         set worker_mode = excluded.worker_mode, locking = excluded.locking,
           event_bus = excluded.event_bus, seen_at = excluded.seen_at,
           jobs_at = coalesce(excluded.jobs_at, ${PROCESSES}.jobs_at), updated_at = now()
         returning *),
       gone as (
         delete from ${PROCESSES}
         where id <> ? and seen_at < now() - make_interval(secs => ?) returning id)
       select ${COLUMNS} from beat
       union all
       select ${COLUMNS} from ${PROCESSES} where id <> ? and id not in (select id from gone)
       order by created_at, id`,
      [
        process.id,
        process.workerMode,
        process.locking,
        process.eventBus,
        ranJobs,
        process.id,
        REMEMBERED_SECONDS,
        process.id,
      ]
    )
    return rows.map(processOfRow)
  }

  /** All processes, in the order in which they were started. */
  async list(): Promise<ShopProcess[]> {
    const { rows } = await this.knex.raw<{ rows: ProcessRow[] }>(
      `select ${COLUMNS} from ${PROCESSES} where deleted_at is null order by created_at, id`
    )
    return rows.map(processOfRow)
  }

  /** A process ends in good order. */
  async remove(id: string): Promise<void> {
    await this.knex.raw(`delete from ${PROCESSES} where id = ?`, [id])
  }
}

function processOfRow(row: ProcessRow): ShopProcess {
  return {
    id: row.id,
    workerMode: row.worker_mode,
    locking: row.locking,
    eventBus: row.event_bus,
    startedAt: row.created_at,
    seenAt: row.seen_at,
    jobsAt: row.jobs_at,
    isLive: row.is_live,
    readAt: row.read_at,
  }
}
