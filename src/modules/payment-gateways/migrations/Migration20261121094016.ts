import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Whoever follows a session hears of it, in whichever process: see SESSION_CHANNEL. */
const TELL = `create or replace function payment_gateway_tell_session() returns trigger as $$
  begin
    perform pg_notify('payment_gateways_session', new.session_id);
    if new.adopted_session_id is not null then
      perform pg_notify('payment_gateways_session', new.adopted_session_id);
    end if;
    return null;
  end $$ language plpgsql;`

/** What a shopper sees of an attempt. */
const CHANGED = [
  "status",
  "received",
  "accepted",
  "exception",
  "expires_at",
  "next_action",
  "order_id",
  "reference",
  "adopted_session_id",
]
  .map((column) => `old.${column} is distinct from new.${column}`)
  .join(" or ")

export class Migration20261121094016 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "payment_gateway_attempt" add column if not exists "adopted_session_id" text null, add column if not exists "accepted" text null, add column if not exists "taken" text null, add column if not exists "written_off" text not null default '0', add column if not exists "refunded_by_hand" text not null default '0', add column if not exists "refunded_excess" text not null default '0', add column if not exists "failed_refunds" text not null default '0', add column if not exists "open_refunds" text not null default '0', add column if not exists "dismissed" jsonb null, add column if not exists "details" jsonb not null default '{}';`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_adopted_session_id" ON "payment_gateway_attempt" ("adopted_session_id") WHERE adopted_session_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_timeline_entry_created_at_id" ON "payment_gateway_timeline_entry" ("created_at", "id") WHERE deleted_at IS NULL;`)
    this.addSql(TELL)
    this.addSql(
      `drop trigger if exists payment_gateway_attempt_changed on payment_gateway_attempt;`
    )
    this.addSql(
      `drop trigger if exists payment_gateway_attempt_opened on payment_gateway_attempt;`
    )
    this.addSql(
      `create trigger payment_gateway_attempt_changed after update on payment_gateway_attempt
         for each row when (${CHANGED}) execute function payment_gateway_tell_session();`
    )
    this.addSql(
      `create trigger payment_gateway_attempt_opened after insert on payment_gateway_attempt
         for each row execute function payment_gateway_tell_session();`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop trigger if exists payment_gateway_attempt_changed on payment_gateway_attempt;`)
    this.addSql(`drop trigger if exists payment_gateway_attempt_opened on payment_gateway_attempt;`)
    this.addSql(`drop function if exists payment_gateway_tell_session();`)
    this.addSql(`drop index if exists "IDX_payment_gateway_timeline_entry_created_at_id";`)
    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_adopted_session_id";`);
    this.addSql(`alter table if exists "payment_gateway_attempt" drop column if exists "adopted_session_id", drop column if exists "accepted", drop column if exists "taken", drop column if exists "written_off", drop column if exists "refunded_by_hand", drop column if exists "refunded_excess", drop column if exists "failed_refunds", drop column if exists "open_refunds", drop column if exists "dismissed", drop column if exists "details";`);
  }

}
