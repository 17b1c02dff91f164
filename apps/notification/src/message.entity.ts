import type { Sealed } from '@cc/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type MessageState = 'waiting' | 'handedOver' | 'failed';

/** 消息: written in the handler's transaction, handed to a provider later, outside of it. */
@Entity('messages')
@Check('messages_state', `state in ('waiting', 'handedOver', 'failed')`)
@Index('messages_due', ['nextAttemptAt'], { where: `state = 'waiting'` })
@Index('messages_desk', ['organisation', 'recipientDivision', 'createdAt', 'messageId'], { where: `channel = 'desk'` })
@Index('messages_desk_all', ['organisation', 'createdAt', 'messageId'], { where: `channel = 'desk'` })
@Index('messages_desk_unseen', ['organisation', 'recipientDivision', 'createdAt', 'messageId'], {
  where: `channel = 'desk' and seen_at is null`,
})
export class Message {
  /** Derives from the dedupe key; the provider gets it too, so that trying again sends nothing twice. */
  @PrimaryColumn('uuid', { name: 'message_id', primaryKeyConstraintName: 'messages_pkey' })
  messageId: string;

  @Column('uuid', { name: 'complaint_id' })
  complaintId: string;

  @Column('text')
  organisation: string;

  @Column('text')
  division: string;

  @Column('text', { nullable: true })
  unit: string | null;

  @Column('text')
  template: string;

  @Column('text')
  channel: 'sms' | 'mail' | 'webhook' | 'desk';

  @Column('text', { name: 'recipient_role' })
  recipientRole: string;

  @Column('text', { name: 'recipient_division', nullable: true })
  recipientDivision: string | null;

  @Column('text', { name: 'recipient_unit', nullable: true })
  recipientUnit: string | null;

  /** The customer's sealed contact; null where the recipient is a role. */
  @Column('text', { nullable: true })
  customer: Sealed | null;

  @Column('text', { name: 'text_zh' })
  textZh: string;

  @Column('text', { name: 'text_en' })
  textEn: string;

  @Column('text', { default: 'waiting' })
  state: MessageState;

  @Column('int', { default: 0 })
  attempts: number;

  @Column('timestamptz', { name: 'next_attempt_at' })
  nextAttemptAt: Date;

  /** A worker has it in hand until then; after that its process has died. No index knows it, so that claiming writes none. */
  @Column('timestamptz', { name: 'claimed_until', nullable: true })
  claimedUntil: Date | null;

  @Column('text', { nullable: true })
  problem: string | null;

  @Column('text', { nullable: true })
  traceparent: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;

  /** Of a message to a desk: when somebody there first marked it as seen, and who (the subject of a token). */
  @Column('timestamptz', { name: 'seen_at', nullable: true })
  seenAt: Date | null;

  @Column('text', { name: 'seen_by', nullable: true })
  seenBy: string | null;
}

/** It waits, nobody has tried it: the columns that say more have their defaults. */
export type NewMessage = Omit<
  Message,
  'state' | 'attempts' | 'claimedUntil' | 'problem' | 'finishedAt' | 'seenAt' | 'seenBy'
>;
