import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An edition of rules and calendars that an instance of this service has started with; that which came last is in force. */
@Entity('editions')
export class Edition {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'editions_pkey' })
  edition: string;

  /** The order in which they first came, by no clock. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS', insert: false, update: false })
  nr: string;
}
