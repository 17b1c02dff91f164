// First: it reads and writes in the place of kafkajs, which keeps what it finds when it is loaded.
import './broker/kafka/record-codec.js';

export * from './broker/broker.js';
export type { Place } from './broker/place.js';
export { applyAccess, type AccessChanges } from './access/apply-access.js';
export { giveMissingPasswords, givePasswords } from './access/give-passwords.js';
export type { KafkaConnection } from './broker/kafka/client.js';
export { InMemoryBroker } from './broker/in-memory/in-memory-broker.js';
export { kafkaBroker, type KafkaOptions } from './broker/kafka/kafka-broker.js';
export { NotAllowed } from './broker/kafka/not-allowed.js';
export { secured, type KafkaSecurity } from './broker/kafka/security.js';
export { partitionOf } from './broker/murmur2.js';
export { decode, encode, headerOf } from './broker/wire.js';
export { Backlog, type Reading } from './consumer/backlog.js';
export { messagingEntities } from './database/entities.js';
export { messagingMigrations } from './database/migrations/messaging-migrations.js';
export type { Asked } from './database/ask.js';
export type { Transaction } from './database/transaction.js';
export {
  DeadLetters,
  type DeadLetter,
  type DeadLetterContent,
  type ReplayResult,
} from './dead-letters/dead-letters.js';
export * from './handling/handler.js';
export { Handles, HandlesBatch, Receives, type EdgeKind } from './handling/handles.js';
export { UnitOfWork } from './handling/unit-of-work.js';
export type { MessagingOptions } from './messaging-options.js';
export { MessagingModule } from './messaging.module.js';
export { after } from './outbox/after.js';
export { OutboxFull } from './outbox/back-pressure.js';
export { Relay } from './relay/relay.js';
export type { RelayWakeUp } from './relay/wake-up.js';
export { RelayElsewhere, Repair, type RepairedPartition } from './repair/repair.js';
export * from './time/time-of-day.js';
export { allTopics, type TopicToCreate } from './topics.js';
export { ComplaintsTransport } from './transport/complaints-transport.js';
