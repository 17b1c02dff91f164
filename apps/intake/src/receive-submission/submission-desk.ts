import { Injectable } from '@nestjs/common';
import { SubmissionReceipt, type ComplaintId, type Violation } from '@cc/contracts';
import type { HandlerContext, Transaction } from '@cc/messaging';
import { KeyedHash } from '@cc/service-kit';
import { z } from 'zod';
import { mustCover } from '../register-moved.js';
import { SubmissionRow, type Receipt } from '../submission.entity.js';
import { contentOf } from './content.js';
import { complaintIdOf, refusedIdOf, submissionIdOf, type Delivery } from './delivery.js';
import { SeenComplaints } from '../count-complaints/seen-complaints.js';
import { ItemDesk, type DecidedItem, type Sent } from './item-desk.js';
import { KnownComplaints, type Wanted } from './known-complaints.js';
import { conflictOf, conflictReceipt, duplicateReceipt, receiptOf, unreadableReceipt } from './receipt.js';
import { SubmissionRecords, type Taken } from './submission-records.js';

/** What became of a delivery, and the answer to it. */
export type Answered = { receipt: Receipt } & (
  { kind: 'recorded' | 'duplicate' } | { kind: 'conflict' | 'unreadable'; violations: Violation[] }
);

/** What is on record under a submission's id. */
interface First {
  contentHash: string;
  /** Asked for when everything has its number. */
  receipt: () => Receipt;
}

/** 受理: takes submissions, however they come, and answers each. */
@Injectable()
export class SubmissionDesk {
  constructor(
    private readonly items: ItemDesk,
    private readonly records: SubmissionRecords,
    private readonly keyedHash: KeyedHash,
  ) {}

  /** Everything a batch may publish under, and what two callers may complain about at once: numbers, and what is counted. */
  async keysOf(deliveries: readonly Delivery[], tx: Transaction, now: Date): Promise<string[]> {
    const wanted = this.wanted(deliveries);
    const known = await KnownComplaints.load(tx, wanted);
    await known.loadContents(tx);
    const firsts = await this.firsts(deliveries, tx);
    const questions = this.items.questions(newIn(deliveries, firsts), known, now);
    const seen = new Set(firsts.keys());
    return [
      ...known.targets(),
      ...SeenComplaints.keysOf(questions),
      ...wanted.flatMap(({ numberHashes }) => numberHashes.map((hash) => `number:${hash}`)),
      ...deliveries.flatMap((delivery) => [delivery.sourceId, ...ownKeysOf(delivery, seen)]),
    ];
  }

  /**
   * One statement a table, whatever the number of deliveries. `locked` are the keys that keysOf named; what they do not
   * cover any more rejects with RegisterMoved.
   */
  async take(
    deliveries: readonly Delivery[],
    locked: ReadonlySet<string>,
    context: HandlerContext<'intake'>,
  ): Promise<Answered[]> {
    const firsts = await this.firsts(deliveries, context.tx);
    const known = await KnownComplaints.load(context.tx, this.wanted(deliveries));
    mustCover(locked, known.targets());
    await known.loadContents(context.tx);
    const questions = this.items.questions(newIn(deliveries, firsts), known, context.now);
    mustCover(locked, SeenComplaints.keysOf(questions));
    const seen = await SeenComplaints.load(context.tx, questions);
    const answers: (() => Answered)[] = [];
    const taken: Taken = { recorded: [], duplicates: [], refused: [] };

    for (const delivery of deliveries) {
      const { read } = delivery;
      if (read.kind === 'unreadable') {
        const { items, violations } = read;
        taken.refused.push({ delivery, kind: 'unreadable', items, violations });
        const receipt = unreadableReceipt(delivery, items, violations);
        answers.push(() => ({ kind: 'unreadable', receipt, violations }));
        continue;
      }
      const id = submissionIdOf(delivery.party.source.id, delivery.sourceId);
      const contentHash = this.keyedHash.of(contentOf(read.submission));
      const first = firsts.get(id);
      if (!first) {
        const decided = this.items.decide({ delivery, submission: read.submission }, known, seen, context.now);
        const receipt = () => receiptOf(delivery, decided);
        noteItems(known, id, decided);
        taken.recorded.push({ id, delivery, submission: read.submission, contentHash, decided, receipt });
        firsts.set(id, { contentHash, receipt });
        answers.push(() => ({ kind: 'recorded', receipt: receipt() }));
      } else if (first.contentHash === contentHash) {
        taken.duplicates.push({ submissionId: id, delivery, items: read.submission.items.length });
        answers.push(() => ({ kind: 'duplicate', receipt: duplicateReceipt(delivery, first.receipt()) }));
      } else {
        mustCover(locked, [refusedIdOf(delivery)]);
        const { length: items } = read.submission.items;
        const violations = [conflictOf(delivery.sourceId)];
        taken.refused.push({ delivery, kind: 'conflict', items, violations });
        const receipt = conflictReceipt(delivery, items);
        answers.push(() => ({ kind: 'conflict', receipt, violations }));
      }
    }

    await this.records.save(taken, context);
    return answers.map((answer) => answer());
  }

  private wanted(deliveries: readonly Delivery[]): Wanted[] {
    return deliveries.flatMap((delivery) => {
      if (delivery.read.kind === 'unreadable') return [];
      const { submission } = delivery.read;
      const numberHashes = this.items.numberHashes({ delivery, submission });
      return { organisation: delivery.party.organisation.id, submission, numberHashes };
    });
  }

  private async firsts(deliveries: readonly Delivery[], tx: Transaction): Promise<Map<string, First>> {
    const ids = deliveries.map(({ party, sourceId }) => submissionIdOf(party.source.id, sourceId));
    const rows = await tx.query<Pick<SubmissionRow, 'id' | 'receipt'> & { content_hash: string }>(
      'select id, content_hash, receipt from submissions where id = any($1::uuid[])',
      [[...new Set(ids)]],
    );
    return new Map(
      rows.map(({ id, content_hash, receipt }) => [
        id,
        { contentHash: content_hash, receipt: () => z.decode(SubmissionReceipt.schema, receipt as never) },
      ]),
    );
  }
}

/** Those that are not on record yet: they may become complaints. */
function newIn(deliveries: readonly Delivery[], firsts: ReadonlyMap<string, First>): Sent[] {
  return deliveries.flatMap((delivery) => {
    const { party, sourceId, read } = delivery;
    if (read.kind === 'unreadable' || firsts.has(submissionIdOf(party.source.id, sourceId))) return [];
    return { delivery, submission: read.submission };
  });
}

function noteItems(known: KnownComplaints, submissionId: string, decided: readonly DecidedItem[]): void {
  for (const { place, decision } of decided) {
    if ('target' in decision) known.itemIs(submissionId, place, decision.target.id);
  }
}

/** Keys of the complaints a delivery may make: its items', or, where its id is used up, that of its refusal. */
function ownKeysOf(delivery: Delivery, seen: Set<string>): ComplaintId[] {
  const { party, sourceId, read } = delivery;
  const id = submissionIdOf(party.source.id, sourceId);
  if (read.kind === 'unreadable' || seen.has(id)) return [refusedIdOf(delivery)];
  seen.add(id);
  return read.submission.items.map((_, item) => complaintIdOf(party.source.id, sourceId, item));
}
