import { CreateMessagingTables0000000000001 } from './0001-create-messaging-tables.js';
import { KeepDiscardedLetters0000000001001 } from './1001-keep-discarded-letters.js';
import { PackTheOutbox0000000001002 } from './1002-pack-the-outbox.js';

/** The migrations of the protocol's tables, for a service's TypeORM data source. */
export const messagingMigrations = [
  CreateMessagingTables0000000000001,
  KeepDiscardedLetters0000000001001,
  PackTheOutbox0000000001002,
];
