import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** What a shopper sees of an attempt. */
const SEEN_BEFORE = [
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
const changes = (expressions: readonly ((row: string) => string)[]) =>
  expressions.map((of) => `${of("old")} is distinct from ${of("new")}`).join(" or ")
const column = (name: string) => (row: string) => `${row}.${name}`
const inSight = (row: string) => `${row}.details->>'inSight'`

const trigger = (condition: string) =>
  `create trigger payment_gateway_attempt_changed after update on payment_gateway_attempt
     for each row when (${condition}) execute function payment_gateway_tell_session();`
const DROP = `drop trigger if exists payment_gateway_attempt_changed on payment_gateway_attempt;`

/** Money that came in sight is told to whoever waits for it. */
export class Migration20261121172500 extends Migration {

  override async up(): Promise<void> {
    this.addSql(DROP);
    this.addSql(trigger(changes([...SEEN_BEFORE.map(column), inSight])));
  }

  override async down(): Promise<void> {
    this.addSql(DROP);
    this.addSql(trigger(changes(SEEN_BEFORE.map(column))));
  }

}
