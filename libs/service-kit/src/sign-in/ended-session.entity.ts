import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Sessions that were ended before their time: of one `sid`, or all of one subject. Kept until they would have been over anyway. */
@Entity('ended_sessions')
@Index('ended_sessions_of_sid', ['sid'])
@Index('ended_sessions_of_subject', ['subject'])
@Index('ended_sessions_in_order', ['endedAt'])
export class EndedSession {
  /** The `jti` of the logout token, which ends something once; made up where there was none. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ended_sessions_pkey' })
  id: string;

  @Column('text', { nullable: true })
  sid: string | null;

  @Column('text', { nullable: true })
  subject: string | null;

  /** Whoever signs in after this, by the identity provider's clock, is signed in. */
  @Column('timestamptz', { name: 'issued_until' })
  issuedUntil: Date;

  @Column('timestamptz', { name: 'ended_at' })
  endedAt: Date;

  @Column('timestamptz')
  until: Date;
}
