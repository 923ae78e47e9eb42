import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261121231003 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`drop index if exists "IDX_payment_gateway_webhook_event_due_at";`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_webhook_event_provider_id_due_at" ON "payment_gateway_webhook_event" ("provider_id", "due_at") WHERE state = 'waiting' AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_payment_gateway_webhook_event_provider_id_due_at";`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payment_gateway_webhook_event_due_at" ON "payment_gateway_webhook_event" ("due_at") WHERE state = 'waiting' AND deleted_at IS NULL;`);
  }

}
