import { FACTS, SlipToAudit, topics, type ComplaintId, type SubmissionOnTheWire, type WorkAction } from '@cc/contracts';
import { playOtherwise, type PlayedExample } from '@cc/procedures';
import type { PlatformUnderTest } from './platform-under-test.js';

export type Played = PlayedExample['played'];
export type Fact = Played['facts'][number];

/** A ticket whose facts are played through the services from the outside. */
export interface Story {
  name: string;
  /** As the engine alone plays it. */
  played: Played;
  /** The one that it goes back to, on the same business number. */
  earlier: Story | null;
  /** How the customer came: with a complaint, or with an urge that finds the earlier ticket archived. */
  begins: 'complaint' | 'urge';
}

/** The work on it that a customer is satisfied with at once. */
const SETTLED_AT_ONCE = ['work.dispatched', 'work.accepted', 'work.replied', 'ticket.answered'];

/** The story of an example until an instant; another ticket that it knows of is a story of its own, which ends well. */
export function storyOf({ name, played: asked }: PlayedExample, until: number): Story {
  const played = playOtherwise(asked, { now: until });
  const [first] = played.facts;
  const { businessNumber } = first!.set ?? {};
  const known = played.others.find(({ fields }) => fields['businessNumber'] === businessNumber);
  const begins = first!.set?.['wanted'] === 'urge' ? 'urge' : 'complaint';
  if (!known || businessNumber === undefined) return { name, played, earlier: null, begins };

  const { wanted: _, earlier: __, customerLevel: ___, ...alike } = first!.set!;
  const [opened, closed] = [known.at['ticket.registered']!, known.at['ticket.closed']!];
  const at = (fact: string, recordedAt: number, set?: Fact['set']): Fact => ({
    ...{ fact, recordedAt, occurredAt: recordedAt },
    ...(set && { set }),
  });
  const facts = [
    at('ticket.registered', opened, alike),
    ...SETTLED_AT_ONCE.map((fact) => at(fact, opened)),
    at('callback.made', closed, { callback: 'satisfied' }),
    at('ticket.closed', closed),
  ];
  // It is the first on its number: those it will be an example for have not come yet.
  const earlier: Story = {
    name: `before: ${name}`,
    played: playOtherwise({ ...played, others: [] }, { facts }),
    earlier: null,
    begins: 'complaint',
  };
  return { name, played, earlier, begins };
}

const SLIP: Extract<WorkAction, { action: 'reply' }>['slip'] = {
  findings: '账单与详单不符',
  measures: '已更正并退费',
  answerToCustomer: '费用已退回',
  verification: 'true',
  responsibility: 'operator',
  resolved: true,
};

/** What the measures want beside the slip of an appeal (2.1.2). */
const RETURN_SLIP = { kind: 'return-slip', ref: 'dms://slips/1' };

/** A story on its way through the services. */
export class Telling {
  complaintId: ComplaintId | null = null;

  constructor(
    readonly story: Story,
    private readonly platform: PlatformUnderTest,
    /** Of this story: its source ids, its customer. */
    private readonly no: number,
    private readonly earlier: Telling | null,
  ) {
    if (earlier && story.begins === 'urge') earlier.unnoticed = true;
  }

  /** Whether the register has not heard of its end when the urge comes. */
  private unnoticed = false;

  /** Somebody outside does what makes this fact happen; what the services do by themselves needs nobody. */
  async act(fact: Fact, before: Fact | undefined): Promise<void> {
    if (fact.fact === 'callback.made' && this.unnoticed) this.platform.fallsBehind('intake', FACTS);
    const isOutcome = before?.recordedAt === fact.recordedAt && FOLLOWS[fact.fact]?.includes(before.fact);
    if (isOutcome) return;
    const act = this.acts[fact.fact];
    if (!act) throw new Error(`${this.story.name}: nobody outside can bring about ${fact.fact} after ${before?.fact}`);
    await act(fact);
    await this.platform.settle();
  }

  private readonly acts: Readonly<Record<string, (fact: Fact) => Promise<void>>> = {
    'ticket.registered': (fact) => (this.story.begins === 'urge' ? this.urge('urge') : this.complain(fact)),
    'work.accepted': () => this.does({ action: 'accept' }),
    'work.returned': () => this.does({ action: 'return', reasonCode: 'not-ours' }),
    'work.transferred': () => this.does({ action: 'transfer', to: this.another, reasonCode: 'theirs' }),
    'work.paused': ({ reason }) => this.does({ action: 'pause', reasonCode: reason! }),
    'work.resumed': () => this.does({ action: 'resume' }),
    'work.replied': () =>
      this.does({ action: 'reply', slip: SLIP, ...(this.isAppeal && { documents: [RETURN_SLIP] }) }),
    'work.replyRefused': () => this.audits({ action: 'refuseReply', reasonCode: 'no-evidence' }),
    'work.replyApproved': () => this.audits({ action: 'approveReply' }),
    'work.urged': (fact) => this.urge(`urge-${fact.recordedAt}`),
    'callback.made': ({ set }) =>
      this.platform.callsBack(this.complaintId!, set!['callback'] as 'satisfied' | 'unsatisfied' | 'notReached'),
  };

  private async complain({ set = {}, occurredAt }: Fact): Promise<void> {
    const category = set['category'] as string[];
    const level = set['customerLevel'] as string | undefined;
    await this.submit('complaint', occurredAt, level ? { level } : {}, {
      kind: 'new',
      problem: '出账金额与套餐不符，要求核查',
      category,
      businessNumber: this.number,
      massFlag: set['massFlag'] === true,
      ...(category[0] === 'network' && { fault: { region: `${String(set['division'])}0100` } }),
    });
  }

  /** About the ticket; or about the earlier one, which the register does not know to be archived yet. */
  private async urge(sourceId: string): Promise<void> {
    const about = this.complaintId ?? this.earlier!.complaintId!;
    await this.submit(
      sourceId,
      this.platform.now.getTime(),
      {},
      {
        kind: 'urge',
        earlier: { complaintId: about },
        text: '请尽快处理',
      },
    );
    if (this.complaintId !== null) return;
    await this.platform.settle();
    this.platform.catchesUp('intake', FACTS);
    await this.platform.settle();
    this.findMyself(sourceId);
  }

  private async submit(
    name: string,
    occurredAt: number,
    customer: { level?: string },
    item: SubmissionOnTheWire['items'][number],
  ): Promise<void> {
    const sourceId = `${this.no}-${name}`;
    await this.platform.submits({
      source: this.source,
      sourceId,
      occurredAt: new Date(occurredAt).toISOString(),
      channel: this.isAppeal ? 'regulator' : 'hotline',
      customer: { name: '李红', phone: this.number, ...customer },
      items: [item],
    });
    if (item.kind !== 'new') return;
    await this.platform.settle();
    this.findMyself(name);
  }

  /** The complaint that the submission became, as the journal says. */
  private findMyself(name: string): void {
    const recorded = this.platform.seen(FACTS).find(({ type, data }) => {
      const { source, sourceId } = (data['submission'] ?? {}) as { source?: string; sourceId?: string };
      return type === 'complaint.recorded.v1' && source === this.source && sourceId === `${this.no}-${name}`;
    });
    if (!recorded) {
      const receipts = this.platform
        .seen(topics.receipts(this.source))
        .filter(({ key }) => key === `${this.no}-${name}`);
      throw new Error(`${this.story.name}: no complaint was recorded: ${JSON.stringify(receipts)}`);
    }
    this.complaintId = recorded.key as ComplaintId;
  }

  private does(action: WorkAction): Promise<void> {
    return this.platform.acts(this.place.division, this.complaintId!, 'handler', action);
  }

  /** Whoever was told that a slip waits. */
  private audits(action: WorkAction): Promise<void> {
    const [told] = this.platform.toldOn(SlipToAudit.type, this.complaintId!);
    if (!told) throw new Error(`${this.story.name}: nobody was told that a slip waits`);
    return this.platform.acts(told.replace(topics.work(''), ''), this.complaintId!, 'auditor', action);
  }

  /** Who has the work. */
  private get place(): { division: string; unit: string } {
    const { division, unit } = this.platform
      .seen(FACTS)
      .findLast(({ key, type }) => key === this.complaintId && type === 'work.dispatched.v1')!;
    return { division: division!, unit: unit! };
  }

  /** Another unit of the same division. */
  private get another(): { division: string; unit: string } {
    const { division, unit } = this.place;
    const units = division === 'g1' ? ['appeals', 'centre'] : ['network', 'billing'];
    return { division, unit: units.find((one) => one !== unit)! };
  }

  private get isAppeal(): boolean {
    return this.registered['channelLevel'] === 'appeal';
  }

  private get registered(): NonNullable<Fact['set']> {
    return this.story.played.facts[0]!.set ?? {};
  }

  private get source(): string {
    const { channelLevel, division } = this.registered;
    if (this.isAppeal) return 'miit';
    return channelLevel === 'group' ? 'cc-g1' : `cc-${String(division)}`;
  }

  /** A story that goes back to an earlier one is about the same number. */
  private get number(): string {
    return `1390013${String(1000 + (this.earlier?.no ?? this.no))}`;
  }
}

/** What the services do by themselves, at once: each fact after those of which it is the outcome. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  'work.dispatched': ['ticket.registered', 'work.returned', 'work.transferred', 'ticket.reopened'],
  'ticket.answered': ['work.replied', 'work.replyApproved'],
  'ticket.reopened': ['callback.made'],
  'ticket.closed': ['callback.made'],
};
