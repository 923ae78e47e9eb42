import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261121055550 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "payment_gateway_lease" ("id" text not null, "owner" text not null, "expires_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payment_gateway_lease_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_lease_deleted_at" ON "payment_gateway_lease" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_lease_expires_at" ON "payment_gateway_lease" ("expires_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "payment_gateway_process" ("id" text not null, "worker_mode" text not null, "locking" text not null, "event_bus" text not null, "seen_at" timestamptz not null, "jobs_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payment_gateway_process_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_process_deleted_at" ON "payment_gateway_process" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_process_seen_at" ON "payment_gateway_process" ("seen_at") WHERE deleted_at IS NULL;`);

    this.addSql(`alter table if exists "payment_gateway_attempt" drop column if exists "lease_owner", drop column if exists "lease_until";`);

    this.addSql(`alter table if exists "payment_gateway_attempt" add column if not exists "check_at" timestamptz null, add column if not exists "failed_checks" integer not null default 0, add column if not exists "refunded_by_shop" text not null default '0';`);
    // What is in the ledger already is looked at once; that decides when it is looked at again.
    this.addSql(`update "payment_gateway_attempt" set "check_at" = now() where "deleted_at" is null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_provider_id_check_at" ON "payment_gateway_attempt" ("provider_id", "check_at") WHERE check_at IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`alter table if exists "payment_gateway_timeline_entry" add column if not exists "announce_at" timestamptz null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_timeline_entry_announce_at" ON "payment_gateway_timeline_entry" ("announce_at") WHERE announce_at IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`alter table if exists "payment_gateway_webhook_event" drop column if exists "deliveries";`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_webhook_event_state_created_at" ON "payment_gateway_webhook_event" ("state", "created_at") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "payment_gateway_lease" cascade;`);

    this.addSql(`drop table if exists "payment_gateway_process" cascade;`);

    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_provider_id_check_at";`);
    this.addSql(`alter table if exists "payment_gateway_attempt" drop column if exists "refunded_by_shop", drop column if exists "failed_checks", drop column if exists "check_at";`);

    this.addSql(`alter table if exists "payment_gateway_attempt" add column if not exists "lease_owner" text null, add column if not exists "lease_until" timestamptz null;`);

    this.addSql(`drop index if exists "IDX_payment_gateway_timeline_entry_announce_at";`);
    this.addSql(`alter table if exists "payment_gateway_timeline_entry" drop column if exists "announce_at";`);

    this.addSql(`drop index if exists "IDX_payment_gateway_webhook_event_state_created_at";`);

    this.addSql(`alter table if exists "payment_gateway_webhook_event" add column if not exists "deliveries" integer not null default 1;`);
  }

}
