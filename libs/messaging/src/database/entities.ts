import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Events that one transaction has published to a partition and the broker has not acknowledged: packed, one behind the other. */
@Entity('outbox')
export class OutboxChunk {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'outbox_pkey' }) topic: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'outbox_pkey' }) partition: number;
  @PrimaryGeneratedColumn('increment', { type: 'bigint', primaryKeyConstraintName: 'outbox_pkey' }) id: string;
  /** The number of events. */
  @Column('integer') size: number;
  @Column('timestamptz', { name: 'published_at', default: () => 'now()' }) publishedAt: Date;
  @Column('bytea') events: Buffer;
}

/** The head of a partition: the last position given out, and the outbox ids of the chunks in flight. */
@Entity('relay')
export class RelayHead {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'relay_pkey' }) topic: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'relay_pkey' }) partition: number;
  @Column('bigint') position: string;
  @Column('bigint', { array: true }) ids: string[];
  @Column('bigint', { name: 'acked_offset' }) ackedOffset: string;
}

/** An event that the topic already held when this database was found older than it. */
@Entity('seen_by_repair')
export class SeenByRepair {
  @PrimaryColumn('uuid', { name: 'event_id', primaryKeyConstraintName: 'seen_by_repair_pkey' }) eventId: string;
}

/** The next record a consumer applies of a partition. This, not Kafka's committed offset, is the truth. */
@Entity('offsets')
export class ConsumerOffset {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'offsets_pkey' }) consumer: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'offsets_pkey' }) topic: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'offsets_pkey' }) partition: number;
  @Column('bigint', { name: 'next_offset' }) nextOffset: string;
  /** Where this consumer began; over zero: it has not seen everybody's first event. */
  @Column('bigint', { name: 'first_offset' }) firstOffset: string;
}

/** The last position applied of a publisher in a partition. */
@Entity('positions')
export class AppliedPosition {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'positions_pkey' }) consumer: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'positions_pkey' }) topic: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'positions_pkey' }) publisher: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'positions_pkey' }) partition: number;
  @Column('bigint') position: string;
}

/** A record that could not be applied, and those of its stream that wait behind it. */
@Entity('dead_letters')
@Unique('dead_letters_record', ['topic', 'partition', 'offset'])
@Index('dead_letters_stream', ['topic', 'stream', 'id'])
export class DeadLetterRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint', primaryKeyConstraintName: 'dead_letters_pkey' }) id: string;
  @Column('text') topic: string;
  @Column('integer') partition: number;
  @Column('bigint') offset: string;
  /** The key that waits behind this letter; null when nothing has to wait. */
  @Column('text', { nullable: true }) stream: string | null;
  @Column('bytea', { nullable: true }) key: Buffer | null;
  @Column('bytea', { nullable: true }) value: Buffer | null;
  @Column('text') headers: string;
  @Column('timestamptz', { name: 'appended_at' }) appendedAt: Date;
  @Column('timestamptz', { name: 'parked_at' }) parkedAt: Date;
  @Column('text') reason: string;
  @Column('integer') attempts: number;
}

/** Who looked at what a dead letter holds, when and why. */
@Entity('letter_disclosures')
export class LetterDisclosure {
  @PrimaryGeneratedColumn('increment', { type: 'bigint', primaryKeyConstraintName: 'letter_disclosures_pkey' })
  id: string;
  @Column('bigint', { name: 'letter_id' }) letterId: string;
  @Column('text') topic: string;
  @Column('integer') partition: number;
  @Column('bigint') offset: string;
  /** The subject of the caller's token. */
  @Column('text') subject: string;
  @Column('text') reason: string;
  @Column('timestamptz', { name: 'disclosed_at' }) disclosedAt: Date;
}

/** A dead letter that was given up: where it stood, why it failed, and who gave it up, when and why. What it held is gone. */
@Entity('discarded_letters')
export class DiscardedLetter {
  @PrimaryColumn('bigint', { name: 'letter_id', primaryKeyConstraintName: 'discarded_letters_pkey' }) letterId: string;
  @Column('text') topic: string;
  @Column('integer') partition: number;
  @Column('bigint') offset: string;
  @Column('text', { nullable: true }) stream: string | null;
  @Column('timestamptz', { name: 'parked_at' }) parkedAt: Date;
  @Column('text', { name: 'parked_for' }) parkedFor: string;
  /** The subject of the caller's token. */
  @Column('text') subject: string;
  @Column('text') reason: string;
  @Column('timestamptz', { name: 'discarded_at' }) discardedAt: Date;
}

/** The tables of the protocol, for a service's TypeORM data source. */
export const messagingEntities = [
  OutboxChunk,
  RelayHead,
  SeenByRepair,
  ConsumerOffset,
  AppliedPosition,
  DeadLetterRow,
  LetterDisclosure,
  DiscardedLetter,
];
