import { metrics } from '@opentelemetry/api';
import {
  MessageFailed,
  MessageHandedOver,
  withoutPersonalData,
  type ComplaintId,
  type MessageProblem,
  type Sealed,
} from '@cc/contracts';
import { UnitOfWork, type Fact } from '@cc/messaging';
import { Config, Sealing, Timer, type ConfigOf, type Tick } from '@cc/service-kit';
import { Inject } from '@nestjs/common';
import type { Message } from '../message.entity.js';
import type { NotificationConfig } from '../notification.config.js';
import { PROVIDER } from '../tokens.js';
import type { HandOver, MessageProvider, OutgoingMessage } from './provider.js';
import { retryAfter } from './retry-after.js';

const BATCH = 200;
/** How long a claim keeps others off: well above what a provider may take. */
const CLAIM_MS = 2 * 60_000;
const HOUR_MS = 60 * 60_000;
/** Who takes the messages to a desk (工位): nobody outside, they are read there (`GET /messages`). */
const DESK = 'desk';

/** When there is something to do: by the index, which knows of no claims, and among the claimed that stand before what it says. */
export const FIRST = `
  with unclaimed as (
    select next_attempt_at as at from messages where state = 'waiting' and claimed_until is null
    order by next_attempt_at limit 1)
  select least(
    (select at from unclaimed),
    (select min(greatest(next_attempt_at, claimed_until)) from messages
     where state = 'waiting' and claimed_until is not null
       and next_attempt_at < coalesce((select at from unclaimed), 'infinity'))) as first`;

/** A claimed row: the columns that sending and the event need. */
interface Claimed {
  message_id: string;
  complaint_id: ComplaintId;
  organisation: string;
  division: string;
  unit: string | null;
  template: string;
  channel: Message['channel'];
  recipient_role: string;
  recipient_division: string | null;
  recipient_unit: string | null;
  customer: Sealed | null;
  text_zh: string;
  attempts: number;
  created_at: Date;
  traceparent: string | null;
}

type Result = { kind: 'handedOver' } | { kind: 'failed' | 'later'; problem: MessageProblem; shown: string };

/**
 * Claims waiting messages, hands them over outside of any transaction, and records what came of it. A process that dies
 * in between leaves the claim to run out; the provider then gets the same message id again. When a message is tried again
 * is decided once its answer is there.
 */
@Timer({ everyMs: 250 })
export class SendMessagesOnTick implements Tick {
  private readonly givenUp = metrics.getMeter('notification').createCounter('messages_failed', {
    description: 'Messages that were given up, by their problem',
  });

  constructor(
    private readonly work: UnitOfWork<'notification'>,
    private readonly sealing: Sealing,
    @Inject(PROVIDER) private readonly provider: MessageProvider,
    @Config() private readonly config: ConfigOf<typeof NotificationConfig>,
  ) {}

  async onTick(_now: Date, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // Of this claim, not of the tick: it may have taken minutes to get here.
      const { claimed, now } = await this.claim();
      if (claimed.length === 0) return;
      const { desk = [], outward = [] } = Object.groupBy(claimed, ({ channel }) =>
        channel === DESK ? 'desk' : 'outward',
      );
      // First: a provider may take a minute, and these have nothing to do with it.
      await this.record(
        desk,
        desk.map(() => ({ kind: 'handedOver' })),
        DESK,
      );
      const results = await this.send(outward, now, signal);
      for (const problem of await this.record(outward, results, this.provider.name)) this.givenUp.add(1, { problem });
      if (claimed.length < BATCH) return;
    }
  }

  nextAt(): Promise<Date | null> {
    return this.work.ask(async (database) => {
      const [row] = await database.query<{ first: Date | null }>(FIRST);
      return row!.first;
    });
  }

  private claim(): Promise<{ claimed: Claimed[]; now: Date }> {
    return this.work.run([], async ({ tx, now }) => {
      const claimed = await tx.query<Claimed>(
        `update messages m
            set attempts = m.attempts + 1, claimed_until = $2
          where m.message_id = any(array(
                  select message_id from messages
                   where state = 'waiting' and next_attempt_at <= $1 and (claimed_until is null or claimed_until <= $1)
                   order by next_attempt_at, message_id limit ${BATCH} for update skip locked))
          returning message_id, complaint_id, organisation, division, unit, template, channel,
                    recipient_role, recipient_division, recipient_unit, customer, text_zh, attempts, created_at, traceparent`,
        [now, new Date(now.getTime() + CLAIM_MS)],
      );
      // An update answers in whichever order its plan took: what is told of them must not depend on that.
      const inOrder = claimed.toSorted((one, other) => (one.message_id < other.message_id ? -1 : 1));
      return { claimed: inOrder, now };
    });
  }

  private async send(claimed: readonly Claimed[], now: Date, signal: AbortSignal): Promise<Result[]> {
    const handedOver = await this.handOver(claimed, now, signal);
    return handedOver.map((answer, at) => {
      if (answer.result === 'accepted') return { kind: 'handedOver' };
      const isFinal = answer.result === 'refused' || (!signal.aborted && this.isUsedUp(claimed[at]!, now));
      const { problem, detail } = answer;
      // A provider may quote the number or the text that it was given.
      const shown = detail === undefined ? problem : `${problem}: ${withoutPersonalData(detail)}`;
      return { kind: isFinal ? 'failed' : 'later', problem, shown };
    });
  }

  /** Both: a gateway may be away for hours, and a service that was away for a day has tried nothing yet. */
  private isUsedUp({ attempts, created_at: createdAt }: Claimed, now: Date): boolean {
    const { MESSAGE_ATTEMPTS, MESSAGE_HOURS } = this.config;
    return attempts >= MESSAGE_ATTEMPTS && now.getTime() - createdAt.getTime() >= MESSAGE_HOURS * HOUR_MS;
  }

  /** A message that cannot be opened is its own fault; what the provider throws is a fault of all. */
  private async handOver(claimed: readonly Claimed[], now: Date, signal: AbortSignal): Promise<HandOver[]> {
    const opened = claimed.map((message) => orUnreadable(() => this.outgoing(message)));
    const outgoing = opened.filter((one) => 'messageId' in one);
    const answers = outgoing.length > 0 ? await this.provide(outgoing, now, signal) : [];
    let next = 0;
    return opened.map((one) => ('messageId' in one ? answers[next++]! : one));
  }

  private async provide(messages: readonly OutgoingMessage[], now: Date, signal: AbortSignal): Promise<HandOver[]> {
    try {
      return await this.provider.handOver(messages, now, signal);
    } catch (error) {
      return messages.map(() => ({ result: 'unavailable', problem: 'unavailable', detail: textOf(error) }));
    }
  }

  private outgoing(message: Claimed): OutgoingMessage {
    return {
      messageId: message.message_id,
      complaintId: message.complaint_id,
      channel: message.channel,
      recipient: this.recipientOf(message),
      text: message.text_zh,
    };
  }

  private recipientOf(message: Claimed): string {
    if (message.customer === null) {
      return `${message.recipient_role}@${message.recipient_division ?? '-'}/${message.recipient_unit ?? '-'}`;
    }
    return this.sealing.open<{ phone: string | null }>(message.customer, message.complaint_id).phone ?? '';
  }

  /** Answers what was wrong with each that is given up. */
  private async record(claimed: Claimed[], results: Result[], provider: string): Promise<MessageProblem[]> {
    if (claimed.length === 0) return [];
    return this.work.run(
      claimed.map(({ complaint_id }) => complaint_id),
      async ({ tx, publish, now }) => {
        // A message whose claim ran out while its provider was slow may have been handed over by another worker.
        const recorded = await tx.query<{ message_id: string }>(
          `update messages m
              set state = r.state, problem = r.problem, claimed_until = null,
                  next_attempt_at = case r.state when 'waiting' then r.retry_at else m.next_attempt_at end,
                  finished_at = case r.state when 'waiting' then null else $4::timestamptz end
             from unnest($1::uuid[], $2::text[], $3::text[], $5::int[], $6::timestamptz[])
               as r(message_id, state, problem, attempts, retry_at)
            where m.message_id = r.message_id and m.state = 'waiting' and (m.attempts = r.attempts or r.state <> 'waiting')
           returning m.message_id`,
          [
            claimed.map(({ message_id }) => message_id),
            results.map(({ kind }) => (kind === 'later' ? 'waiting' : kind)),
            results.map((result) => (result.kind === 'handedOver' ? null : result.shown)),
            now,
            claimed.map(({ attempts }) => attempts),
            claimed.map(({ attempts }) => retryAfter(attempts, now)),
          ],
        );
        const ours = new Set(recorded.map(({ message_id }) => message_id));
        const told = claimed.flatMap((message, index) =>
          ours.has(message.message_id) ? [{ message, result: results[index]! }] : [],
        );
        publish(
          MessageHandedOver,
          told.flatMap(({ message, result }) =>
            result.kind === 'handedOver' ? [handedOver(message, provider, now)] : [],
          ),
        );
        publish(
          MessageFailed,
          told.flatMap(({ message, result }) =>
            result.kind === 'failed' ? [failed(message, provider, result.problem, now)] : [],
          ),
        );
        return told.flatMap(({ result }) => (result.kind === 'failed' ? [result.problem] : []));
      },
    );
  }
}

function orUnreadable<T>(make: () => T): T | HandOver {
  try {
    return make();
  } catch (error) {
    return { result: 'unavailable', problem: 'unreadable', detail: textOf(error) };
  }
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function about(message: Claimed) {
  return {
    cause: { id: message.message_id, traceparent: message.traceparent },
    organisation: message.organisation,
    division: message.division,
    unit: message.unit,
  };
}

function handedOver(message: Claimed, provider: string, now: Date): Fact<typeof MessageHandedOver> {
  return {
    ...about(message),
    data: {
      complaintId: message.complaint_id,
      messageId: message.message_id,
      template: message.template,
      channel: message.channel,
      recipient: {
        role: message.recipient_role,
        division: message.recipient_division,
        unit: message.recipient_unit,
      },
      provider,
      recordedAt: now,
    },
  };
}

function failed(message: Claimed, provider: string, problem: MessageProblem, now: Date): Fact<typeof MessageFailed> {
  return {
    ...about(message),
    data: {
      complaintId: message.complaint_id,
      messageId: message.message_id,
      template: message.template,
      provider,
      attempts: message.attempts,
      problem,
      recordedAt: now,
    },
  };
}
