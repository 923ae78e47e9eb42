import { setTimeout as wait } from "node:timers/promises"
import type { Pool } from "@medusajs/framework/pg"

/** A write to the database at which a process is stopped, in the middle of its transaction. */
export interface Trap {
  readonly table: string
  readonly write: "INSERT" | "UPDATE" | "DELETE"
  /** Which write of this kind to one row, from 1; 1 unless given. */
  readonly nth?: number
  /** The update that changes this column, whichever it is by number. */
  readonly changing?: string
  /** Whose row: ids and the like, one of which it holds. */
  readonly of: readonly string[]
}

const POLL_MS = 20

const SETUP = `
  CREATE TABLE IF NOT EXISTS faults_trap (
    number serial PRIMARY KEY, name text, relation text, write text, nth int,
    changing text, holds text[],
    is_set boolean DEFAULT true);
  CREATE TABLE IF NOT EXISTS faults_write (
    relation text, write text, row_id text, n int, PRIMARY KEY (relation, write, row_id));
  CREATE OR REPLACE FUNCTION faults_stop() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    written jsonb := to_jsonb(coalesce(NEW, OLD));
    content text := written::text || coalesce(
      (SELECT string_agg(cart_id, ' ') FROM order_cart WHERE order_id = written->>'order_id'), '');
    count int;
    trap record;
  BEGIN
    INSERT INTO faults_write AS w
      VALUES (TG_TABLE_NAME, TG_OP, coalesce(written->>'id', written::text), 1)
      ON CONFLICT (relation, write, row_id) DO UPDATE SET n = w.n + 1 RETURNING n INTO count;
    FOR trap IN SELECT * FROM faults_trap
      WHERE is_set AND relation = TG_TABLE_NAME AND write = TG_OP AND CASE
        WHEN changing IS NULL THEN nth = count
        ELSE to_jsonb(OLD) -> changing IS DISTINCT FROM written -> changing END
      AND EXISTS (SELECT 1 FROM unnest(holds) AS held WHERE strpos(content, held) > 0)
    LOOP
      IF pg_try_advisory_lock(4711, trap.number) THEN
        PERFORM set_config('application_name', 'trap:' || trap.name, false);
        WHILE EXISTS (SELECT 1 FROM faults_trap WHERE number = trap.number) LOOP
          PERFORM pg_sleep(0.02);
        END LOOP;
      END IF;
    END LOOP;
    RETURN coalesce(NEW, OLD);
  END $$`

export const nameOf = ({ table, write, nth = 1, changing }: Omit<Trap, "of">): string =>
  `${write} ${table}${nth > 1 ? ` #${nth}` : ""}${changing ? ` ${changing}` : ""}`

/**
 * Stops whoever comes first to certain writes, as a debugger would, so that a process can be killed
 * between two commits. Each trap catches once; with several traps as many payments can be caught in
 * one process, each somewhere else.
 */
export class Traps {
  private constructor(
    private readonly database: Pool,
    private readonly traps: readonly Trap[]
  ) {}

  static async set(database: Pool, traps: readonly Trap[]): Promise<Traps> {
    await database.query(SETUP)
    for (const { of, ...place } of traps) {
      const { table, write, nth = 1, changing = null } = place
      await database.query(
        `INSERT INTO faults_trap (name, relation, write, nth, changing, holds)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [nameOf(place), table, write, nth, changing, of]
      )
    }
    for (const table of new Set(traps.map((trap) => trap.table))) {
      await database.query(
        `CREATE TRIGGER faults_stop BEFORE INSERT OR UPDATE OR DELETE ON "${table}"
         FOR EACH ROW EXECUTE FUNCTION faults_stop()`
      )
    }
    return new Traps(database, traps)
  }

  /** The traps in which somebody is caught right now. */
  async caught(): Promise<string[]> {
    const { rows } = await this.database.query<{ name: string }>(
      `SELECT substr(application_name, 6) AS name FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'trap:%'`
    )
    return rows.map(({ name }) => name)
  }

  /**
   * Waits until somebody is in each trap.
   *
   * @param patienceMs after which those that caught nobody are left alone
   * @returns the traps that caught
   */
  async allCaught(patienceMs: number): Promise<string[]> {
    const end = Date.now() + patienceMs
    for (;;) {
      const caught = await this.caught()
      if (caught.length === this.traps.length || Date.now() > end) {
        return caught
      }
      await wait(POLL_MS)
    }
  }

  /** Takes the traps away. What was caught is undone: its process is dead. */
  async remove(): Promise<void> {
    await this.database.query("UPDATE faults_trap SET is_set = false")
    while ((await this.caught()).length > 0) {
      await this.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name LIKE 'trap:%'`
      )
      await wait(POLL_MS)
    }
    await this.database.query("DELETE FROM faults_trap")
    for (const table of new Set(this.traps.map((trap) => trap.table))) {
      await this.database.query(`DROP TRIGGER faults_stop ON "${table}"`)
    }
    await this.database.query("TRUNCATE faults_write")
  }
}
