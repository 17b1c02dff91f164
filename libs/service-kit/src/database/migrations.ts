import type { ServiceDefinition } from '../start/service-module.js';

/** TypeORM reads when a migration was made from the last 13 characters of its class name, and sorts by that. */
const ORDER = /\d{13}$/;

/** Throws when TypeORM would refuse the migrations, or run them in another order than the module lists them. */
export function requireOrder(migrations: NonNullable<ServiceDefinition['migrations']>): void {
  let last = 1; // Messaging's own.
  for (const { name } of migrations) {
    const order = Number(ORDER.exec(name)?.[0]);
    if (!order)
      throw new Error(`migration ${name}: the class name must end in 13 digits, like CreateTickets0000000000002`);
    if (order <= last) throw new Error(`migration ${name}: its number must be above ${last}, which runs before it`);
    last = order;
  }
}
