import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const GONE =
  "(refunded::numeric + refunded_by_hand::numeric - failed_refunds::numeric + charged_back::numeric)"

/** What the payer sent too much and got back leaves a payment paid. */
const GONE_OF_ORDER = `(${GONE} - least(refunded_excess::numeric,
    case when taken is null then refunded_excess::numeric
      else greatest(received::numeric - taken::numeric, 0) end))`

/** The groups in which staff looks for payments; kept by Postgres, so that they can be indexed. */
const STATE = `case
    when status = 'captured' and ${GONE_OF_ORDER} > 0 then 'refunded'
    when ${GONE} > 0 and ${GONE} >= received::numeric then 'refunded'
    when status = 'captured' then 'paid'
    when status in ('created', 'pending', 'requires_more', 'authorized')
      and (abandoned_at is null or received::numeric > 0) then 'open'
    else 'ended'
  end`

export class Migration20261121130028 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "payment_gateway_provider" drop constraint if exists "payment_gateway_provider_provider_id_unique";`);
    this.addSql(`alter table if exists "payment_gateway_incident" drop constraint if exists "payment_gateway_incident_provider_id_kind_code_hour_unique";`);
    this.addSql(`create table if not exists "payment_gateway_incident" ("id" text not null, "provider_id" text not null, "kind" text not null, "code" text not null, "message" text not null, "hour" timestamptz not null, "count" integer not null, "first_at" timestamptz not null, "last_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payment_gateway_incident_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_incident_deleted_at" ON "payment_gateway_incident" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_payment_gateway_incident_provider_id_kind_code_hour_unique" ON "payment_gateway_incident" ("provider_id", "kind", "code", "hour") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_incident_kind_last_at" ON "payment_gateway_incident" ("kind", "last_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_incident_hour" ON "payment_gateway_incident" ("hour") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "payment_gateway_provider" ("id" text not null, "provider_id" text not null, "texts" jsonb not null default '{}', "rank" integer not null default 0, "is_hidden" boolean not null default false, "credentials_state" text not null default 'unknown', "credentials_checked_at" timestamptz null, "credentials_message" text null, "test_state" text not null default 'never', "test_sent_at" timestamptz null, "test_problem" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payment_gateway_provider_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_provider_deleted_at" ON "payment_gateway_provider" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_payment_gateway_provider_provider_id_unique" ON "payment_gateway_provider" ("provider_id") WHERE deleted_at IS NULL;`);

    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_gateway_reference";`);
    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_exception";`);

    this.addSql(`alter table if exists "payment_gateway_attempt" add column if not exists "state" text generated always as (${STATE}) stored;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_reference_gateway" ON "payment_gateway_attempt" ("reference", "gateway") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_cart_id" ON "payment_gateway_attempt" ("cart_id") WHERE cart_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_created_at_state_status" ON "payment_gateway_attempt" ("created_at", "state", "status") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_state_created_at" ON "payment_gateway_attempt" ("state", "created_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_status_created_at" ON "payment_gateway_attempt" ("status", "created_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_provider_id_created_at_state_status" ON "payment_gateway_attempt" ("provider_id", "created_at", "state", "status") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_created_at_exception" ON "payment_gateway_attempt" ("created_at", "exception") WHERE exception IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_webhook_event_provider_id_created_at_state" ON "payment_gateway_webhook_event" ("provider_id", "created_at", "state") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_webhook_event_session_id" ON "payment_gateway_webhook_event" ("session_id") WHERE session_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_webhook_event_reference" ON "payment_gateway_webhook_event" ("reference") WHERE reference IS NOT NULL AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "payment_gateway_incident" cascade;`);

    this.addSql(`drop table if exists "payment_gateway_provider" cascade;`);

    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_reference_gateway";`);
    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_cart_id";`);
    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_created_at_state_status";`);
    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_state_created_at";`);
    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_status_created_at";`);
    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_provider_id_created_at_state_status";`);
    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_created_at_exception";`);
    this.addSql(`alter table if exists "payment_gateway_attempt" drop column if exists "state";`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_gateway_reference" ON "payment_gateway_attempt" ("gateway", "reference") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_exception" ON "payment_gateway_attempt" ("exception") WHERE exception IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`drop index if exists "IDX_payment_gateway_webhook_event_provider_id_created_at_state";`);
    this.addSql(`drop index if exists "IDX_payment_gateway_webhook_event_session_id";`);
    this.addSql(`drop index if exists "IDX_payment_gateway_webhook_event_reference";`);
  }

}
