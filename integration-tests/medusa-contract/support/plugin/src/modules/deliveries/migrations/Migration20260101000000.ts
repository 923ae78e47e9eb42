import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20260101000000 extends Migration {
  async up(): Promise<void> {
    this.addSql(
      `create table if not exists "contract_delivery" ("id" text not null, "gateway" text not null, "key" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "contract_delivery_pkey" primary key ("id"));`
    )
    this.addSql(
      `create unique index if not exists "IDX_contract_delivery_gateway_key_unique" on "contract_delivery" ("gateway", "key") where deleted_at is null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "contract_delivery" cascade;`)
  }
}
