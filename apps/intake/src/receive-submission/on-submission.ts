import { parseSubmission, SubmissionReceipt, type ParsedSubmission } from '@cc/contracts';
import {
  Receives,
  TimeOfDay,
  type EdgeContext,
  type EdgeHandler,
  type EdgeRecord,
  type Transaction,
} from '@cc/messaging';
import { Normaliser } from '../normalise/normaliser.js';
import { Rules } from '../rules.js';
import type { Delivery } from './delivery.js';
import { SubmissionDesk } from './submission-desk.js';

/** Reads `complaints.submissions.<source>`; every record is answered on the source's receipts, or kept as a dead letter. */
@Receives('submissions')
export class ReceiveSubmissions implements EdgeHandler<'intake'> {
  /** A record is parsed for its keys and again for its content: the time in between is one lock. */
  private readonly parsed = new WeakMap<EdgeRecord, ParsedSubmission>();
  private readonly locked = new WeakMap<EdgeRecord, string[]>();

  constructor(
    private readonly desk: SubmissionDesk,
    private readonly rules: Rules,
    private readonly normaliser: Normaliser,
    private readonly timeOfDay: TimeOfDay,
  ) {}

  async keysOf(records: EdgeRecord[], tx: Transaction): Promise<string[]> {
    const now = this.timeOfDay.now();
    const keys = await this.desk.keysOf(
      records.flatMap((record) => this.deliveryOf(record, now) ?? []),
      tx,
      now,
    );
    for (const record of records) this.locked.set(record, keys);
    return keys;
  }

  async handle(records: EdgeRecord[], context: EdgeContext<'intake'>): Promise<void> {
    const deliveries = records.flatMap((record) => {
      const delivery = this.deliveryOf(record, context.now);
      if (!delivery) context.deadLetter(record, this.whyNobodyIsTold(record));
      return delivery ?? [];
    });
    // All records of a batch share one list.
    const lists = new Set(records.map((record) => this.locked.get(record) ?? []));
    const locked = new Set([...lists].flat());
    const answers = await this.desk.take(deliveries, locked, context);

    context.publish(
      SubmissionReceipt,
      answers.map(({ receipt }, at) => {
        const { id, traceparent, party } = deliveries[at]!;
        const scope = { organisation: party.organisation.id, division: party.source.division, unit: null };
        return { ...scope, cause: { id, traceparent }, data: receipt };
      }),
    );
  }

  private deliveryOf(record: EdgeRecord, now: Date): Delivery | null {
    const parsed = this.read(record, now);
    const party = this.rules.party(record.party);
    if (!party || parsed.kind === 'unanswerable') return null;
    const taken = parsed.kind === 'submission';
    return {
      id: record.id,
      cause: record.id,
      traceparent: parsed.traceparent,
      party,
      sourceId: taken ? parsed.submission.sourceId : parsed.sourceId,
      // The broker's clock says when it was received, however long we were away; it is not ahead of ours.
      receivedAt: record.appendedAt < now ? record.appendedAt : now,
      content: (record.value ?? Buffer.of()).toString(taken ? 'utf8' : 'base64'),
      read: taken
        ? { kind: 'submission', submission: parsed.submission }
        : { kind: 'unreadable', items: parsed.items, violations: parsed.violations },
    };
  }

  private read(record: EdgeRecord, now: Date): ParsedSubmission {
    const before = this.parsed.get(record);
    if (before) return before;
    const parsed = parseSubmission(record, { now, source: record.party, regions: this.normaliser.regions.codes });
    this.parsed.set(record, parsed);
    return parsed;
  }

  private whyNobodyIsTold(record: EdgeRecord): string {
    const parsed = this.parsed.get(record);
    return parsed?.kind === 'unanswerable' ? parsed.reason : `no organisation has a source ${record.party}`;
  }
}
