import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { CredentialsCheck } from "../../core/contract"
import type { MethodTexts } from "../../core/method-texts"
import type { TestProblem } from "../../core/test-problem"

const PROVIDERS = "payment_gateway_provider"
/** A test that is not back by then was sent by a process that died. */
const TEST_SECONDS = 120

/** What staff has set for a configured gateway, and how its checks went last. */
export interface ProviderRecord {
  readonly providerId: string
  readonly texts: MethodTexts
  /** Methods are offered in this order, the smallest first. */
  readonly rank: number
  readonly isHidden: boolean
  readonly credentials: CredentialsCheck & { readonly checkedAt: Date | null }
  readonly test: {
    /** `sent`: under way, or its sender died. */
    readonly state: "never" | "sent" | "passed" | "failed"
    readonly sentAt: Date | null
    readonly problem: TestProblem | null
  }
}

/** What staff can set. */
export type ProviderSettings = Partial<Pick<ProviderRecord, "texts" | "rank" | "isHidden">>

interface ProviderRow {
  provider_id: string
  texts: MethodTexts
  rank: number
  is_hidden: boolean
  credentials_state: CredentialsCheck["state"]
  credentials_checked_at: Date | null
  credentials_message: string | null
  test_state: ProviderRecord["test"]["state"]
  test_sent_at: Date | null
  test_problem: TestProblem | null
}

/** A row per configured gateway, made when there is something to write. No secrets. */
export class ProviderStore {
  constructor(private readonly knex: Knex) {}

  /** All records, by provider id. */
  async list(): Promise<ReadonlyMap<string, ProviderRecord>> {
    const rows = await this.query(`select * from ${PROVIDERS} where deleted_at is null`, [])
    return new Map(rows.map((row) => [row.provider_id, recordOf(row)]))
  }

  async find(providerId: string): Promise<ProviderRecord> {
    const [row] = await this.query(
      `select * from ${PROVIDERS} where provider_id = ? and deleted_at is null`,
      [providerId]
    )
    return row ? recordOf(row) : emptyRecord(providerId)
  }

  /** What is left out stays as it is. */
  async saveSettings(
    providerId: string,
    { texts, rank, isHidden }: ProviderSettings
  ): Promise<void> {
    await this.write(providerId, {
      ...(texts !== undefined && { texts: JSON.stringify(texts) }),
      ...(rank !== undefined && { rank }),
      ...(isHidden !== undefined && { is_hidden: isHidden }),
    })
  }

  async saveCredentials(providerId: string, check: CredentialsCheck): Promise<void> {
    await this.write(providerId, {
      credentials_state: check.state,
      credentials_message: check.message,
      credentials_checked_at: new Date(),
    })
  }

  /** A test webhook is about to be sent; an earlier one no longer counts. */
  async beginTest(providerId: string, sentAt: Date): Promise<void> {
    await this.write(providerId, { test_state: "sent", test_sent_at: sentAt, test_problem: null })
  }

  /**
   * A test webhook has come in, and its signature is right. It counts once, and only while it is
   * waited for.
   *
   * @returns whether it does
   */
  async receiveTest(providerId: string, sentAt: Date): Promise<boolean> {
    const rows = await this.query(
      `update ${PROVIDERS} set test_state = 'passed', updated_at = now()
       where provider_id = ? and test_state = 'sent' and test_sent_at = ? and deleted_at is null
         and updated_at > now() - make_interval(secs => ${TEST_SECONDS})
       returning *`,
      [providerId, sentAt]
    )
    return rows.length > 0
  }

  /** A test has failed, unless another one has been sent since. */
  async failTest(providerId: string, sentAt: Date, problem: TestProblem): Promise<void> {
    await this.query(
      `update ${PROVIDERS} set test_state = 'failed', test_problem = ?::jsonb, updated_at = now()
       where provider_id = ? and test_sent_at = ? and deleted_at is null returning *`,
      [JSON.stringify(problem), providerId, sentAt]
    )
  }

  private async write(providerId: string, columns: Record<string, unknown>): Promise<void> {
    const names = Object.keys(columns)
    if (names.length === 0) {
      return
    }
    await this.query(
      `insert into ${PROVIDERS} (id, provider_id, ${names.join(", ")})
       values (?, ?, ${names.map(() => "?").join(", ")})
       on conflict (provider_id) where deleted_at is null do update
       set ${names.map((name) => `${name} = excluded.${name}`).join(", ")}, updated_at = now()
       returning *`,
      [generateEntityId("", "pgprv"), providerId, ...Object.values(columns)]
    )
  }

  private async query(sql: string, bindings: readonly unknown[]): Promise<ProviderRow[]> {
    const { rows } = await this.knex.raw<{ rows: ProviderRow[] }>(
      sql,
      bindings as Knex.RawBinding[]
    )
    return rows
  }
}

/** Of a gateway of which nothing was ever written. */
export function emptyRecord(providerId: string): ProviderRecord {
  return {
    providerId,
    texts: {},
    rank: 0,
    isHidden: false,
    credentials: { state: "unknown", message: null, checkedAt: null },
    test: { state: "never", sentAt: null, problem: null },
  }
}

function recordOf(row: ProviderRow): ProviderRecord {
  return {
    providerId: row.provider_id,
    texts: row.texts,
    rank: row.rank,
    isHidden: row.is_hidden,
    credentials: {
      state: row.credentials_state,
      message: row.credentials_message,
      checkedAt: row.credentials_checked_at,
    },
    test: { state: row.test_state, sentAt: row.test_sent_at, problem: row.test_problem },
  }
}
