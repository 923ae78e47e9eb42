import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261121035857 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "payment_gateway_attempt" add column if not exists "sequence" integer not null default 1, add column if not exists "charged_back" text not null default '0', add column if not exists "evidence" jsonb not null default '{}', add column if not exists "payer_answers" jsonb null, add column if not exists "refused_refunds" integer not null default 0;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_attempt_updated_at" ON "payment_gateway_attempt" ("updated_at") WHERE payer_answers IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`alter table if exists "payment_gateway_webhook_event" add column if not exists "evidence" jsonb null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_payment_gateway_attempt_updated_at";`);
    this.addSql(`alter table if exists "payment_gateway_attempt" drop column if exists "sequence", drop column if exists "charged_back", drop column if exists "evidence", drop column if exists "payer_answers", drop column if exists "refused_refunds";`);

    this.addSql(`alter table if exists "payment_gateway_webhook_event" drop column if exists "evidence";`);
  }

}
