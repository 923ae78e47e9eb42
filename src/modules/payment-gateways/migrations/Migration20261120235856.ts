import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261120235856 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "payment_gateway_webhook_event" drop constraint if exists "payment_gateway_webhook_event_provider_id_dedupe_key_unique";`);
    this.addSql(`create table if not exists "payment_gateway_attempt" ("id" text not null, "session_id" text not null, "provider_id" text not null, "gateway" text not null, "status" text not null, "applied_status" text null, "currency_code" text not null, "currency_exponent" integer not null, "amount" text not null, "received" text not null, "refunded" text not null, "reference" text null, "next_action" jsonb null, "expires_at" timestamptz null, "gateway_data" jsonb not null, "gateway_status" text null, "observed_status" text null, "observed_at" timestamptz null, "mismatch" text null, "exception" text null, "pending_refund" jsonb null, "payment_collection_id" text null, "cart_id" text null, "order_id" text null, "abandoned_at" timestamptz null, "lease_until" timestamptz null, "lease_owner" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payment_gateway_attempt_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_deleted_at" ON "payment_gateway_attempt" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_session_id_created_at" ON "payment_gateway_attempt" ("session_id", "created_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_gateway_reference" ON "payment_gateway_attempt" ("gateway", "reference") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_payment_collection_id" ON "payment_gateway_attempt" ("payment_collection_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_order_id" ON "payment_gateway_attempt" ("order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_exception" ON "payment_gateway_attempt" ("exception") WHERE exception IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "payment_gateway_timeline_entry" ("id" text not null, "attempt_id" text not null, "type" text not null, "source" text not null, "message" text not null, "data" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payment_gateway_timeline_entry_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_timeline_entry_deleted_at" ON "payment_gateway_timeline_entry" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_timeline_entry_attempt_id_created_at" ON "payment_gateway_timeline_entry" ("attempt_id", "created_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "payment_gateway_webhook_event" ("id" text not null, "provider_id" text not null, "gateway" text not null, "event_type" text not null, "dedupe_key" text not null, "concerns" text not null, "is_unknown" boolean not null, "body" text not null, "session_id" text null, "reference" text null, "attempt_id" text null, "state" text not null, "deliveries" integer not null, "tries" integer not null, "due_at" timestamptz not null, "lease_until" timestamptz null, "last_error" text null, "processed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payment_gateway_webhook_event_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_webhook_event_deleted_at" ON "payment_gateway_webhook_event" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_payment_gateway_webhook_event_provider_id_dedupe_key_unique" ON "payment_gateway_webhook_event" ("provider_id", "dedupe_key") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_webhook_event_due_at" ON "payment_gateway_webhook_event" ("due_at") WHERE state = 'waiting' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_webhook_event_attempt_id" ON "payment_gateway_webhook_event" ("attempt_id") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "payment_gateway_attempt" cascade;`);

    this.addSql(`drop table if exists "payment_gateway_timeline_entry" cascade;`);

    this.addSql(`drop table if exists "payment_gateway_webhook_event" cascade;`);
  }

}
