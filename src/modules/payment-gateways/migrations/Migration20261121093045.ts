import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261121093045 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "payment_gateway_attempt" add column if not exists "adopted_session_id" text null, add column if not exists "accepted" text null, add column if not exists "taken" text null, add column if not exists "written_off" text not null default '0', add column if not exists "refunded_excess" text not null default '0', add column if not exists "failed_refunds" text not null default '0', add column if not exists "open_refunds" text not null default '0', add column if not exists "dismissed" jsonb null, add column if not exists "details" jsonb not null default '{}';`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_adopted_session_id" ON "payment_gateway_attempt" ("adopted_session_id") WHERE adopted_session_id IS NOT NULL AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_adopted_session_id";`);
    this.addSql(`alter table if exists "payment_gateway_attempt" drop column if exists "adopted_session_id", drop column if exists "accepted", drop column if exists "taken", drop column if exists "written_off", drop column if exists "refunded_excess", drop column if exists "failed_refunds", drop column if exists "open_refunds", drop column if exists "dismissed", drop column if exists "details";`);
  }

}
