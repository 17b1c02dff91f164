import type { Submission, SubmissionItem } from '@cc/contracts';
import type { Transaction } from '@cc/messaging';
import type { Complaint } from '../complaint.entity.js';
import { tidy } from '../normalise/half-width.js';
import { selectComplaints } from '../register-complaint/select-complaints.js';
import { isOpen } from './decide-outcome.js';
import { submissionIdOf } from './delivery.js';

/** More on one number than any procedure looks back at. */
const MOST_ON_A_NUMBER = 20;

type Named = NonNullable<Extract<SubmissionItem, { kind: 'new' }>['earlier']>;

/** What a batch needs to know of the register. */
export interface Wanted {
  organisation: string;
  submission: Submission;
  numberHashes: readonly string[];
}

/** The complaints on record that a batch goes back to, and those it puts on record itself. */
export class KnownComplaints {
  private readonly complaints = new Map<string, Complaint>();
  /** The complaint that an item of a submission became or went to. */
  private readonly items = new Map<string, string>();

  static async load(tx: Transaction, wanted: readonly Wanted[]): Promise<KnownComplaints> {
    const known = new KnownComplaints();
    const named = wanted.flatMap(({ organisation, submission }) =>
      submission.items.flatMap(({ earlier }) => (earlier === null ? [] : [{ organisation, submission, earlier }])),
    );
    const hashes = [...new Set(wanted.flatMap(({ numberHashes }) => numberHashes))];
    if (named.length === 0 && hashes.length === 0) return known;

    const items = named.filter(({ earlier }) => earlier.sourceId !== null);
    await known.loadItems(
      tx,
      items.map(({ submission, earlier }) => submissionIdOf(submission.source, earlier.sourceId!)),
    );
    const ids = [...known.items.values(), ...named.flatMap(({ earlier }) => earlier.complaintId ?? [])];
    const numbered = named.filter(({ earlier }) => earlier.number !== null);
    const found = await selectComplaints(
      tx,
      `c.id in (
         with found as (
           select id from complaints where id = any($1::uuid[])
           union
           select d.id from unnest($2::text[], $3::text[]) as n(organisation, number)
             join complaints d on d.organisation = n.organisation and d.number = n.number
           union
           select newest.id from unnest($4::text[]) as h(number_hash) cross join lateral (
             select d.id from complaints d where d.number_hash = h.number_hash
             order by d.recorded_at desc limit ${MOST_ON_A_NUMBER}
           ) as newest
         )
         select id from found
         union
         select d.id from complaints d join found on d.linked_to = found.id where d.closed_at is null
       )`,
      [
        [...new Set(ids)],
        numbered.map(({ organisation }) => organisation),
        numbered.map(({ earlier }) => numberOf(earlier)),
        hashes,
      ],
    );
    for (const complaint of found) known.complaints.set(complaint.id, complaint);
    return known;
  }

  add(complaint: Complaint): void {
    this.complaints.set(complaint.id, complaint);
    this.itemIs(complaint.submissionId, complaint.item, complaint.id);
  }

  itemIs(submissionId: string, item: number, complaintId: string): void {
    this.items.set(place(submissionId, item), complaintId);
  }

  /** The complaint that a source names; where work on it has ended and goes on in a linked one, the linked one. */
  named(organisation: string, source: string, earlier: Named): Complaint | null {
    const named = this.withName(source, earlier);
    if (!named || named.organisation !== organisation) return null;
    if (isOpen(named)) return named;
    return this.all().find((each) => each.linkedTo === named.id && isOpen(each)) ?? named;
  }

  /** Newest first, without those of the same contact: one call may hold two complaints. */
  onNumber(organisation: string, numberHash: string | null, submissionId: string): Complaint[] {
    if (numberHash === null) return [];
    return this.all()
      .filter((each) => each.numberHash === numberHash && each.organisation === organisation)
      .filter((each) => each.submissionId !== submissionId)
      .sort((one, other) => Number(other.recordedAt) - Number(one.recordedAt));
  }

  /** Keys under which a batch may publish a request. */
  ids(): string[] {
    return [...this.complaints.keys()];
  }

  private withName(source: string, earlier: Named): Complaint | undefined {
    if (earlier.complaintId !== null) return this.complaints.get(earlier.complaintId);
    if (earlier.number !== null) return this.all().find(({ number }) => number === numberOf(earlier));
    const item = this.items.get(place(submissionIdOf(source, earlier.sourceId!), earlier.item));
    return item === undefined ? undefined : this.complaints.get(item);
  }

  private all(): Complaint[] {
    return [...this.complaints.values()];
  }

  private async loadItems(tx: Transaction, submissionIds: string[]): Promise<void> {
    if (submissionIds.length === 0) return;
    const rows = await tx.query<{ submission_id: string; item: number; complaint_id: string }>(
      `select submission_id, item, complaint_id from submission_items
       where submission_id = any($1::uuid[]) and complaint_id is not null`,
      [submissionIds],
    );
    for (const { submission_id, item, complaint_id } of rows) this.itemIs(submission_id, item, complaint_id);
  }
}

const place = (submissionId: string, item: number) => `${submissionId} ${item}`;

const numberOf = ({ number }: Named) => tidy(number ?? '').toUpperCase();

/** What was looked for, in words. */
export function triedFor({ number, complaintId, sourceId, item }: Named): string {
  if (number !== null) return `number ${number}`;
  if (complaintId !== null) return `complaintId ${complaintId}`;
  return `sourceId ${sourceId}, item ${item}`;
}
