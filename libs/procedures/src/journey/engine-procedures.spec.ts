import type {
  ActingSituation,
  AttemptedAction,
  ComplaintToAssess,
  FurtherContact,
  Stage,
  WorkAction,
} from '../procedures.js';
import type { TimelineFact, TimelineFactName } from '../timeline.js';
import { at as instant } from '../time/at.fixture.js';
import { engineProcedures } from './engine-procedures.js';

const engine = engineProcedures();
/** A register that holds nothing beside what the complaint names. */
const procedures = { ...engine, assess: (complaint: ComplaintToAssess) => engine.assess(complaint, () => []) };
const at = (local: string) => new Date(instant(local));

const BASES = [
  { id: 'telecom-group/monitoring', version: '2026' },
  { id: 'telecom-group/regulator', version: '2026' },
];
const REGULATOR = [BASES[1]!];

const complaint = (over: Partial<ComplaintToAssess> = {}): ComplaintToAssess => ({
  organisation: 'telecom-group',
  division: '11',
  channel: 'hotline-10000',
  channelLevel: 'province',
  category: ['network', 'broadband'],
  customerLevel: null,
  settledOnTheSpot: false,
  massFlag: false,
  riskFlags: [],
  occurredAt: at('2026-12-01 10:00'),
  receivedAt: at('2026-12-01 10:00'),
  recordedAt: at('2026-12-01 10:00'),
  counted: {},
  earlier: [],
  ...over,
});
const archived = (closedAt: string | null) => ({
  complaintId: 'first',
  registeredAt: at('2026-10-20 09:00'),
  closedAt: closedAt === null ? null : at(closedAt),
});

describe('assessing a complaint', () => {
  it.each([
    ['11', 'telecom-group/monitoring'],
    ['43', 'telecom-group/hunan'],
    ['44', 'telecom-group/guangdong'],
  ])('in division %s it falls under %s and the regulation, and not beside what that extends', (division, rules) => {
    expect(procedures.assess(complaint({ division })).bases.map(({ id }) => id)).toEqual([
      rules,
      'telecom-group/regulator',
    ]);
  });

  it('falls under no version that is not in force yet', () => {
    const early = complaint({ receivedAt: at('2025-12-31 23:59:59') });

    expect(procedures.assess(early).bases).toEqual([]);
    expect(procedures.assess(early).acceptance.value).toBe('accepted');
  });

  it('is accepted, with the rule that says so, and has a warning grade', () => {
    const { acceptance, severity } = procedures.assess(complaint());

    expect(acceptance).toMatchObject({ value: 'accepted', reason: { rule: 'accept-every-complaint', source: 'ours' } });
    expect(severity).toMatchObject({ configured: true, value: 'blue' });
  });

  it.each<[string, string | null, string, 'ordinary' | 'repeat']>([
    ['on the day of archiving', '2026-11-01 10:00', '2026-11-01 18:00', 'repeat'],
    ['in the last second of day 30', '2026-11-01 10:00', '2026-12-01 23:59:59', 'repeat'],
    ['in the first second of day 31', '2026-11-01 10:00', '2026-12-02 00:00:00', 'ordinary'],
    ['day 30 of a ticket archived at its day’s last second', '2026-11-01 23:59:59', '2026-12-01 23:59:59', 'repeat'],
    ['while the earlier one is open', null, '2026-12-01 10:00', 'ordinary'],
  ])('is a repeat within 30 days after archiving: %s', (_when, closedAt, receivedAt, nature) => {
    const result = procedures.assess(complaint({ earlier: [archived(closedAt)], receivedAt: at(receivedAt) }));

    expect(result.nature.value).toBe(nature);
    expect(result.repeatOf).toBe(nature === 'repeat' ? 'first' : null);
  });

  it('is a repeat of the newest earlier complaint', () => {
    const earlier = [{ ...archived('2026-11-20 10:00'), complaintId: 'newest' }, archived('2026-11-10 10:00')];

    expect(procedures.assess(complaint({ earlier })).repeatOf).toBe('newest');
  });

  it.each<[string, Partial<ComplaintToAssess>]>([
    ['a mass complaint, as the source says', { massFlag: true }],
    ['what the media may take up', { riskFlags: ['legal', 'mediaExposure'] }],
  ])('is major as %s, even when it is a repeat', (_what, over) => {
    const { nature } = procedures.assess(complaint({ earlier: [archived('2026-11-20 10:00')], ...over }));

    expect(nature).toMatchObject({ value: 'major', reason: { rule: 'major-as-the-source-says', source: 'ours' } });
  });

  it('is ordinary as an appeal: the text divides the other two levels only', () => {
    const { nature } = procedures.assess(complaint({ channelLevel: 'appeal', massFlag: true }));

    expect(nature).toMatchObject({ value: 'ordinary', reason: { rule: 'appeals-are-ordinary' } });
  });

  it('of an organisation nobody knows is an error', () => {
    expect(() => procedures.assess(complaint({ organisation: 'northwind' }))).toThrow(
      'unknown organisation "northwind"',
    );
  });
});

describe('a further contact', () => {
  const LINE = ['network', 'broadband'];
  const onRecord = (closedAt: string | null) =>
    ({ ...archived(closedAt), channelLevel: 'province', category: LINE }) as const;

  it.each<[string, Partial<FurtherContact>, string]>([
    ['urges while the ticket is open', { earlier: onRecord(null), wanted: 'urge' }, 'urge'],
    ['urges while it is open, whatever it is called', { earlier: onRecord(null) }, 'urge'],
    ['urges without a class that could tell it apart', { earlier: onRecord(null), category: [] }, 'urge'],
    ['is a linked one of another class', { earlier: onRecord(null), category: ['billing'] }, 'linkedComplaint'],
    ['urges what it names', { earlier: onRecord(null), category: ['billing'], named: true }, 'urge'],
    [
      'is a linked one as an appeal',
      { earlier: onRecord(null), channelLevel: 'appeal', named: true },
      'linkedComplaint',
    ],
    ['is a new linked complaint when the answer did not satisfy', { dissatisfiedWithAnswer: true }, 'linkedComplaint'],
    ['is a new linked complaint when an urge comes after the archive', { wanted: 'urge' }, 'linkedComplaint'],
    ['is a repeat up to 24:00 of day 30', { at: at('2026-12-20 23:59:59') }, 'repeat'],
    ['is a linked complaint from day 31', { at: at('2026-12-21 00:00:00') }, 'linkedComplaint'],
  ])('%s', (_promise, over, value) => {
    const contact = procedures.furtherContact({
      organisation: 'telecom-group',
      at: at('2026-12-01 10:00'),
      channelLevel: 'province',
      category: LINE,
      earlier: onRecord('2026-11-20 10:00'),
      named: false,
      wanted: 'complaint',
      dissatisfiedWithAnswer: false,
      ...over,
    });

    expect(contact).toMatchObject({ value, reason: { basis: 'telecom-group/handling' } });
  });
});

describe('the complaint number', () => {
  it.each<[string, number, string]>([
    ['2026-11-24 12:00', 123, 'TS20261124000123'],
    ['2026-11-24 00:00:00', 1, 'TS20261124000001'],
    ['2026-11-23 23:59:59', 1, 'TS20261123000001'],
    ['2026-11-24 12:00', 1_000_000, 'TS202611241000000'],
  ])('of %s, sequence %i is %s', (receivedAt, sequence, value) => {
    expect(procedures.number('telecom-group', at(receivedAt), sequence).value).toBe(value);
  });

  it('has no sequence below one', () => {
    expect(() => procedures.number('telecom-group', at('2026-11-24 12:00'), 0)).toThrow(RangeError);
  });
});

describe('clocks', () => {
  const fact = (name: TimelineFactName, when: string, more: Partial<TimelineFact> = {}): TimelineFact => ({
    fact: name,
    occurredAt: at(when),
    recordedAt: at(when),
    ...more,
  });
  const registered = (set: TimelineFact['set'] = { channelLevel: 'province' }) =>
    fact('ticket.registered', '2026-11-24 10:00', { set: set! });
  const byId = (timeline: TimelineFact[], bases = BASES) =>
    new Map(procedures.clocks(bases, timeline).map((clock) => [clock.id, clock]));
  const ANSWER = 'telecom-group-2019/D1/1';
  const LAW = 'telecom-user-appeal-regulation/D1/1';

  it('run under all procedures of the ticket, each with the text it comes from', () => {
    const clocks = byId([registered()]);

    expect([...clocks.values()].map(({ id, dueAt, reason }) => [id, dueAt, reason.source])).toEqual([
      [ANSWER, at('2026-11-26 10:00'), 'ours'],
      ['telecom-group/limits/dispatch/1', at('2026-11-24 10:30'), 'ours'],
      [LAW, at('2026-12-10 00:00'), expect.stringContaining('第八条')],
    ]);
    expect(clocks.get(ANSWER)!.warnings).toEqual([
      { at: at('2026-11-25 22:00'), effects: [{ effect: 'notify', role: 'handler', of: 'unit' }] },
    ]);
  });

  it('tell the group of a miss of the law, and of a late answer on its own level only', () => {
    const missed = (set: TimelineFact['set'], id: string) => byId([registered(set)]).get(id)!.onMiss;

    expect(missed({ channelLevel: 'province' }, LAW)).toEqual([
      { effect: 'rightToAppeal' },
      { effect: 'set', field: 'unansweredFor15Days', value: true },
      { effect: 'escalate', to: 'group' },
      { effect: 'notify', role: 'supervisor', of: 'group' },
    ]);
    expect(missed({ channelLevel: 'province' }, ANSWER)).toEqual([
      { effect: 'notify', role: 'supervisor', of: 'superiorUnit' },
      { effect: 'supervise' },
    ]);
    expect(missed({ channelLevel: 'group' }, ANSWER)).toContainEqual({ effect: 'escalate', to: 'group' });
  });

  it('of a major complaint are those of its nature, as it was assessed', () => {
    const ids = [...byId([registered({ channelLevel: 'province', nature: 'major' })]).keys()];

    expect(ids).toContain('telecom-group/limits/answer-major/1');
    expect(ids).toContain('telecom-group/monitoring/risk-reported/1');
  });

  it('say that the days they need are not decreed yet', () => {
    const clocks = byId([fact('ticket.registered', '2026-12-31 17:30'), fact('work.dispatched', '2026-12-31 17:30')]);

    expect(clocks.get('telecom-group/limits/accept/1')).toMatchObject({
      state: 'notConfigured',
      dueAt: null,
      noDue: 'notDecreed',
      reason: { source: 'ours; the days of calendar china are not decreed yet' },
    });
  });

  it('rest while the work does, and leave a warning that was given where it was', () => {
    const paused = fact('work.paused', '2026-11-26 09:00', { reason: 'waiting-for-customer' });

    expect(byId([registered(), paused]).get(ANSWER)).toMatchObject({ state: 'paused', dueAt: null, warnings: [] });
    expect(byId([registered(), paused, fact('work.resumed', '2026-11-26 12:00')]).get(ANSWER)).toMatchObject({
      dueAt: at('2026-11-26 13:00'),
      warnings: [{ at: at('2026-11-25 22:00') }],
    });
    expect(byId([registered(), paused]).get(LAW)).toMatchObject({ state: 'armed', pauses: [] });
  });

  it('are cancelled when the ticket ends', () => {
    const states = [...byId([registered(), fact('ticket.withdrawn', '2026-11-24 10:10')]).values()].map(
      ({ state }) => state,
    );

    expect(new Set(states)).toEqual(new Set(['cancelled']));
  });

  it('of a procedure nobody knows are an error, not a ticket without clocks', () => {
    expect(() => procedures.clocks([{ id: 'northwind/billing', version: '1' }], [])).toThrow(
      'unknown procedure northwind/billing 1',
    );
  });
});

describe('an action', () => {
  const situation = (stage: Stage, over: Partial<ActingSituation> = {}): ActingSituation => ({
    stage,
    role: 'handler',
    channelLevel: 'province',
    nature: 'ordinary',
    returns: 0,
    fallbackUnit: false,
    answerOwed: stage !== 'answered' && stage !== 'closed',
    callbackOwed: false,
    ...over,
  });
  const may = (action: WorkAction, stage: Stage, over: Partial<ActingSituation> = {}, bases = BASES) =>
    procedures.mayAct(bases, { action, ...situation(stage, over) });
  const EVERY = [
    ...['accept', 'return', 'transfer', 'reply', 'refuseReply', 'approveReply', 'pause', 'resume', 'close', 'reopen'],
    ...['withdraw', 'urge', 'supplement'],
  ] as WorkAction[];

  it.each<[Stage, WorkAction, AttemptedAction['role'], Stage]>([
    ['dispatched', 'accept', 'handler', 'accepted'],
    ['accepted', 'return', 'handler', 'registered'],
    ['accepted', 'transfer', 'dispatcher', 'registered'],
    ['accepted', 'reply', 'handler', 'answered'],
    ['accepted', 'pause', 'handler', 'accepted'],
    ['replied', 'refuseReply', 'auditor', 'accepted'],
    ['replied', 'approveReply', 'auditor', 'answered'],
    ['answered', 'close', 'system', 'closed'],
    ['answered', 'reopen', 'system', 'registered'],
    ['answered', 'withdraw', 'customer', 'withdrawn'],
    ['replied', 'supplement', 'customer', 'replied'],
  ])('at %s: %s by %s leads to %s', (stage, action, role, leadsTo) => {
    expect(may(action, stage, { role })).toMatchObject({ allowed: true, leadsTo });
  });

  it('of an appeal waits for the audit of its slip', () => {
    expect(may('reply', 'accepted', { channelLevel: 'appeal' })).toMatchObject({
      leadsTo: 'replied',
      reason: { rule: 'slip-waits-for-audit', basis: 'telecom-group-2019' },
    });
  });

  it.each<[string, WorkAction, Stage, Partial<ActingSituation>, string, WorkAction[]]>([
    [
      'a reply before acceptance',
      'reply',
      'dispatched',
      {},
      'reply/not-at-dispatched',
      ['accept', 'return', 'transfer'],
    ],
    ['a second pause', 'pause', 'accepted', { paused: true }, 'pause-once', ['return', 'transfer', 'reply', 'resume']],
    ['a third return', 'return', 'accepted', { returns: 2 }, 'return-at-most-twice', ['transfer', 'reply', 'pause']],
    [
      'closing by hand while a callback is owed',
      'close',
      'answered',
      { role: 'supervisor', callbackOwed: true },
      'close-after-the-callback',
      ['reopen', 'urge', 'supplement'],
    ],
    ['a withdrawal after the archive', 'withdraw', 'closed', { role: 'customer' }, 'withdraw/not-at-closed', []],
  ])('%s is refused with the rule and what is allowed instead', (_what, action, stage, over, rule, allowedActions) => {
    expect(may(action, stage, over)).toMatchObject({ allowed: false, reason: { rule } });
    expect(procedures.allowedActions(BASES, situation(stage, over), EVERY)).toEqual(allowedActions);
  });

  it('is allowed among others exactly where it is allowed alone', () => {
    const stages = ['registered', 'dispatched', 'accepted', 'replied', 'answered', 'closed', 'withdrawn'] as const;
    const roles = ['handler', 'dispatcher', 'auditor', 'supervisor', 'system', 'customer'] as const;
    const divisions = ['11', '43', '44'].map((division) => procedures.assess(complaint({ division })).bases);

    for (const bases of [[], REGULATOR, ...divisions])
      for (const stage of stages)
        for (const role of roles)
          for (const paused of [true, false]) {
            const standing = situation(stage, { role, paused, returns: paused ? 2 : 0, callbackOwed: paused });

            const alone = EVERY.filter((action) => procedures.mayAct(bases, { action, ...standing }).allowed);

            expect(procedures.allowedActions(bases, standing, EVERY)).toEqual(alone);
          }
  });

  it('without any procedure is as the default life cycle says', () => {
    expect(may('accept', 'dispatched', {}, [])).toMatchObject({ allowed: true, reason: { basis: 'life-cycle' } });
  });
});

describe('after the answer', () => {
  const answered = {
    complaintId: 'c',
    division: '11',
    nature: 'ordinary' as const,
    channelLevel: 'province' as const,
    answeredAt: at('2026-09-30 17:00'),
  };

  it('everybody is called back within a day, three times if need be', () => {
    expect(procedures.callbackOwed(BASES, answered)).toMatchObject({
      value: { owed: true, attempts: 3, dueAt: at('2026-10-01 17:00') },
      reason: { rule: 'callback-all', basis: 'telecom-group/handling' },
    });
    expect(procedures.callbackOwed(REGULATOR, answered).value).toEqual({ owed: false, attempts: 0, dueAt: null });
  });

  it.each([
    ['satisfied', 1, 'close'],
    ['unsatisfied', 3, 'reopen'],
    ['notReached', 2, 'tryAgain'],
    ['notReached', 3, 'close'],
  ] as const)('%s at attempt %i: %s', (outcome, attempts, effect) => {
    expect(procedures.afterCallback(BASES, outcome, attempts).value).toBe(effect);
  });

  it.each([
    [{ returns: 1, urges: 2 }, []],
    [{ warned: 1 }, ['aboutToBeOverdue']],
    [{ overdue: 2, returns: 3, urges: 4 }, ['overdue', 'returnedTwice', 'urgedThreeTimes']],
    [{ transfers: 2, reopenings: 1, refusedReplies: 1 }, []],
    [
      { transfers: 3, reopenings: 2, refusedReplies: 2 },
      ['transferredThreeTimes', 'reopenedTwice', 'slipRefusedTwice'],
    ],
  ])('a ticket with %j is abnormal as %j', (counts, kinds) => {
    const found = procedures.abnormal(BASES, { returns: 0, urges: 0, overdue: 0, warned: 0, ...counts });

    expect(found.map(({ kind }) => kind)).toEqual(kinds);
  });
});
