import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the capture provider was given. Nothing here has been sent to anybody. */
@Entity('captured_messages')
export class CapturedMessage {
  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'captured_messages_pkey' })
  messageId: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: string;

  @Column('text')
  channel: string;

  /** A masked number, or the role and unit. */
  @Column('text')
  recipient: string;

  @Column('text')
  text: string;

  @Column('timestamptz', { name: 'captured_at' })
  capturedAt: Date;
}
