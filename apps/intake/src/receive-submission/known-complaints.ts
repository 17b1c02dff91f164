import type { Submission, SubmissionItem } from '@cc/contracts';
import type { Transaction } from '@cc/messaging';
import { Complaint } from '../complaint.entity.js';
import { tidy } from '../normalise/half-width.js';
import { selectRows } from '../register-complaint/select-complaints.js';
import { isOpen, isWaiting } from './decide-outcome.js';
import { submissionIdOf } from './delivery.js';

/** Decides what becomes of a further contact; no text, no person: most of what is looked up is only counted. */
const LOOKED_AT = [
  'id',
  'number',
  'organisation',
  'division',
  'unit',
  'submissionId',
  'item',
  'outcome',
  'status',
  'channelLevel',
  'category',
  'nature',
  'bases',
  'numberHash',
  'linkedTo',
  'receivedAt',
  'recordedAt',
  'closedAt',
] as const satisfies (keyof Complaint)[];
export type Earlier = Pick<Complaint, (typeof LOOKED_AT)[number]>;

/** What a new complaint takes over from the one it goes on from. */
const GOES_ON_FROM = [
  'id',
  'number',
  'customer',
  'text',
  'category',
  'customerLevel',
  'homeRegion',
  'numberRegion',
  'faultRegion',
  'urgency',
  'massFlag',
  'householdHash',
] as const satisfies (keyof Complaint)[];
export type EarlierContent = Pick<Complaint, (typeof GOES_ON_FROM)[number]>;

type Named = NonNullable<Extract<SubmissionItem, { kind: 'new' }>['earlier']>;

/** What a batch needs to know of the register. */
export interface Wanted {
  organisation: string;
  submission: Submission;
  numberHashes: readonly string[];
}

/**
 * The complaints on record that a batch goes back to, and those it puts on record itself. Found by organisation and name:
 * nobody meets another organisation's complaint, and a batch costs what it holds, not its square.
 */
export class KnownComplaints {
  private readonly byId = new Map<string, Earlier>();
  private readonly byNumber = new Map<string, Earlier>();
  /** Newest first. */
  private readonly openByNumberHash = new Map<string, Earlier[]>();
  private readonly openByLinkedTo = new Map<string, Earlier[]>();
  /** The complaint that an item of a submission became or went to. */
  private readonly items = new Map<string, string>();
  /** How much is kept with a complaint that waits. */
  private readonly keptWith = new Map<string, number>();
  private readonly contents = new Map<string, EarlierContent>();

  constructor(private readonly wanted: readonly Wanted[] = []) {}

  static async load(tx: Transaction, wanted: readonly Wanted[]): Promise<KnownComplaints> {
    const known = new KnownComplaints(wanted);
    const named = known.namings();
    const hashes = distinct(
      wanted.flatMap(({ organisation, numberHashes }) => numberHashes.map((hash) => [organisation, hash] as const)),
    );
    if (named.length === 0 && hashes.length === 0) return known;

    await known.loadItems(
      tx,
      named.flatMap(({ source, earlier: { sourceId } }) =>
        sourceId === null ? [] : [submissionIdOf(source, sourceId)],
      ),
    );
    const ids = distinct(
      named.flatMap(({ organisation, source, earlier }) => {
        const id = known.idNamed(source, earlier);
        return id === undefined ? [] : [[organisation, id] as const];
      }),
    );
    const numbers = distinct(
      named.flatMap(({ organisation, earlier }) =>
        earlier.number === null ? [] : [[organisation, numberOf(earlier)] as const],
      ),
    );
    const found = await selectRows(tx, Complaint, FOUND, [ids, numbers, hashes].flatMap(columns), LOOKED_AT);
    for (const complaint of found.sort(oldestFirst)) known.note(complaint);
    await known.loadKept(tx, found.filter(isWaiting));
    return known;
  }

  add(complaint: Complaint): void {
    this.note(complaint);
    this.contents.set(complaint.id, complaint);
    this.itemIs(complaint.submissionId, complaint.item, complaint.id);
  }

  itemIs(submissionId: string, item: number, complaintId: string): void {
    this.items.set(place(submissionId, item), complaintId);
  }

  kept({ id }: Pick<Complaint, 'id'>): number {
    return this.keptWith.get(id) ?? 0;
  }

  keepWith({ id }: Pick<Complaint, 'id'>): void {
    this.keptWith.set(id, this.kept({ id }) + 1);
  }

  /** The complaint that a source names; where work on it has ended and goes on in a linked one, the linked one. */
  named(organisation: string, source: string, earlier: Named): Earlier | null {
    const named = this.withName(organisation, source, earlier);
    if (!named || named.organisation !== organisation) return null;
    if (isOpen(named)) return named;
    return this.openByLinkedTo.get(named.id)?.find((linked) => goesOnFrom(named, linked)) ?? named;
  }

  /** The open ones, the newest first, but for those of the same contact: one call may hold two complaints. */
  openOnNumber(organisation: string, numberHash: string | null, submissionId: string): readonly Earlier[] {
    if (numberHash === null) return [];
    const open = this.openByNumberHash.get(keyOf(organisation, numberHash)) ?? [];
    return open.filter((each) => each.submissionId !== submissionId);
  }

  /**
   * What is open beside a complaint, linked to it or on its number, the newest first; without those of the contact that
   * asks, if it may hold two.
   */
  openBeside({ id, organisation, numberHash }: Earlier, submissionId: string | null): readonly Earlier[] {
    const linked = (this.openByLinkedTo.get(id) ?? []).toReversed();
    const onNumber = numberHash === null ? [] : (this.openByNumberHash.get(keyOf(organisation, numberHash)) ?? []);
    return [...new Set([...linked, ...onNumber])].filter(
      (each) => each.id !== id && each.organisation === organisation && each.submissionId !== submissionId,
    );
  }

  /** Keys under which a batch may publish a request: what it names, and what is open. */
  targets(): ReadonlySet<string> {
    const targets = new Set(this.namings().flatMap((naming) => this.targetOf(naming)?.id ?? []));
    for (const complaint of this.byId.values()) if (isOpen(complaint)) targets.add(complaint.id);
    return targets;
  }

  /** Reads what contacts may go on from. One that names a submission of its own batch may go to any target of the batch. */
  async loadContents(tx: Transaction): Promise<void> {
    const contacts = this.namings().filter(({ kind }) => kind !== 'new');
    const batch = new Set(this.wanted.map(({ submission: { source, sourceId } }) => submissionIdOf(source, sourceId)));
    const within = contacts.some(
      ({ source, earlier: { sourceId } }) => sourceId !== null && batch.has(submissionIdOf(source, sourceId)),
    );
    const ids = within ? this.targets() : new Set(contacts.flatMap((contact) => this.targetOf(contact)?.id ?? []));
    if (ids.size === 0) return;
    const from = 'complaints c where c.id = any($1::uuid[])';
    for (const content of await selectRows(tx, Complaint, from, [[...ids]], GOES_ON_FROM)) {
      this.contents.set(content.id, content);
    }
  }

  contentOf({ id }: Pick<Complaint, 'id'>): EarlierContent {
    const content = this.contents.get(id);
    if (!content)
      throw new Error(`the content of complaint ${id} was not read: load it before a contact goes on from it`);
    return content;
  }

  private namings() {
    return this.wanted.flatMap(({ organisation, submission: { source, items } }) =>
      items.flatMap((item) =>
        item.kind === 'past' || item.earlier === null
          ? []
          : [{ organisation, source, kind: item.kind, earlier: item.earlier }],
      ),
    );
  }

  private targetOf({ organisation, source, earlier }: { organisation: string; source: string; earlier: Named }) {
    return this.named(organisation, source, earlier);
  }

  private note(complaint: Earlier): void {
    const { id, organisation, number, numberHash, linkedTo } = complaint;
    this.byId.set(id, complaint);
    // A draft has no number yet.
    if (number !== '') this.byNumber.set(keyOf(organisation, number), complaint);
    if (linkedTo !== null && isOpen(complaint)) {
      this.openByLinkedTo.set(linkedTo, [...(this.openByLinkedTo.get(linkedTo) ?? []), complaint]);
    }
    if (numberHash === null || !isOpen(complaint)) return;
    const key = keyOf(organisation, numberHash);
    this.openByNumberHash.set(key, [complaint, ...(this.openByNumberHash.get(key) ?? [])]);
  }

  private withName(organisation: string, source: string, earlier: Named): Earlier | undefined {
    if (earlier.number !== null) return this.byNumber.get(keyOf(organisation, numberOf(earlier)));
    const id = this.idNamed(source, earlier);
    return id === undefined ? undefined : this.byId.get(id);
  }

  private idNamed(source: string, { complaintId, sourceId, item }: Named): string | undefined {
    if (complaintId !== null) return complaintId;
    return sourceId === null ? undefined : this.items.get(place(submissionIdOf(source, sourceId), item));
  }

  private async loadKept(tx: Transaction, waiting: readonly Earlier[]): Promise<void> {
    if (waiting.length === 0) return;
    const rows = await tx.query<{ id: string; kept: number }>(
      `select complaint_id as id, count(*)::integer as kept from contact_requests
       where complaint_id = any($1::uuid[]) group by complaint_id`,
      [waiting.map(({ id }) => id)],
    );
    for (const { id, kept } of rows) this.keptWith.set(id, kept);
  }

  private async loadItems(tx: Transaction, submissionIds: string[]): Promise<void> {
    if (submissionIds.length === 0) return;
    const rows = await tx.query<{ submission_id: string; item: number; complaint_id: string }>(
      `select submission_id, item, complaint_id from submission_items
       where submission_id = any($1::uuid[]) and complaint_id is not null`,
      [[...new Set(submissionIds)]],
    );
    for (const { submission_id, item, complaint_id } of rows) this.itemIs(submission_id, item, complaint_id);
  }
}

/** What came after the end is about what was done; what came before it is beside it: another matter, or another level's. */
const goesOnFrom = ({ closedAt }: Earlier, { recordedAt }: Earlier) => closedAt === null || recordedAt >= closedAt;

/** Open tickets of one number that a contact is compared with: more are other matters than anybody has with one number. */
const MOST_OPEN = 20;

/** Of the open tickets of a number the newest, in the words of `complaints_of_number`: few rows are read, not all of them. */
const FOUND = `complaints c where c.id in (
  with named as (
    select d.id, d.organisation, d.number_hash from unnest($1::text[], $2::uuid[]) as n(organisation, id)
      join complaints d on d.id = n.id and d.organisation = n.organisation
    union
    select d.id, d.organisation, d.number_hash from unnest($3::text[], $4::text[]) as n(organisation, number)
      join complaints d on d.organisation = n.organisation and d.number = n.number
  )
  select id from named
  union
  select d.id from complaints d join named on d.linked_to = named.id where d.closed_at is null
  union
  select newest.id from (
    select * from unnest($5::text[], $6::text[])
    union
    select organisation, number_hash from named where number_hash is not null
  ) as h(organisation, number_hash) cross join lateral (
    select d.id from complaints d where d.organisation = h.organisation and d.number_hash = h.number_hash
      and d.outcome = 'ticket' and d.closed_at is null
    order by d.closed_at desc, d.recorded_at desc limit ${MOST_OPEN}
  ) as newest
)`;

type Pair = readonly [organisation: string, name: string];

const keyOf = (...pair: Pair) => pair.join(' ');

const distinct = (pairs: readonly Pair[]) => [...new Map(pairs.map((pair) => [keyOf(...pair), pair])).values()];

const columns = (pairs: readonly Pair[]) => [
  pairs.map(([organisation]) => organisation),
  pairs.map(([, name]) => name),
];

const oldestFirst = (one: Earlier, other: Earlier) =>
  Number(one.recordedAt) - Number(other.recordedAt) || one.item - other.item;

const place = (submissionId: string, item: number) => `${submissionId} ${item}`;

const numberOf = ({ number }: Named) => tidy(number ?? '').toUpperCase();

/** What was looked for, in words. */
export function triedFor({ number, complaintId, sourceId, item }: Named): string {
  if (number !== null) return `number ${number}`;
  if (complaintId !== null) return `complaintId ${complaintId}`;
  return `sourceId ${sourceId}, item ${item}`;
}
