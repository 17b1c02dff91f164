import type { WorkAction, WorkActionSubmitted } from '@cc/contracts';
import type { Caller } from '@cc/service-kit';
import { hoursAfter, TUESDAY_MORNING } from '@cc/testing';
import { allowedTo } from '../act-on-work/allowed-to.js';
import { decideAction } from '../act-on-work/decide-action.js';
import { decide, seal, slip, submit } from '../act-on-work/decided.fixture.js';
import { callerByRest, divisionByTopic, type Party } from '../act-on-work/party.js';
import { aStep, aTicket, group, said, types } from '../rules.fixture.js';
import type { Ticket } from '../ticket.entity.js';
import { timelineOf } from '../timeline.js';
import { letRequestLapse } from './extend-clock.js';

const ANSWER = 'telecom-group-2019/D1/1';
const DUE = hoursAfter(TUESDAY_MORNING, 48);
const LATEST = hoursAfter(DUE, 24);

const request = (until = LATEST, clock = ANSWER): WorkAction => ({
  action: 'requestExtension',
  clock,
  until,
  reasonCode: 'parts-on-order',
  text: '光模块在途',
});
const grant = (until = LATEST, clock = ANSWER): WorkAction => ({
  action: 'grantExtension',
  clock,
  until,
  reasonCode: 'parts-on-order',
});
const refusal: WorkAction = { action: 'refuseExtension', clock: ANSWER, reasonCode: 'can-be-done', text: '请调备件' };

const caller = (over: Partial<Caller> = {}): Caller => ({
  subject: 'province-supervisor',
  roles: ['supervisor'],
  organisation: 'telecom-group',
  divisions: ['44'],
  unit: null,
  scope: 'unit',
  ...over,
});
const byRest = (over: Partial<Caller> = {}): Party => callerByRest(caller(over), () => group.organisation);
const supervisor = { by: { role: 'supervisor' as const, id: 'gd-0001' } };

function act(
  ticket: Ticket,
  action: WorkAction,
  {
    over = {},
    party = byRest(),
    now = TUESDAY_MORNING,
    handedInAt = now,
  }: {
    over?: Partial<WorkActionSubmitted>;
    party?: Party;
    now?: Date;
    handedInAt?: Date;
  } = {},
) {
  const step = aStep(ticket, now);
  const submitted = submit(ticket, action, { at: now, ...over });
  const verdict = decideAction(step, group, { party, submitted, handedInAt }, seal);
  return { step, verdict };
}
const asks = (ticket: Ticket, action = request(), now = TUESDAY_MORNING) =>
  act(ticket, action, { party: divisionByTopic(group.organisation, ticket.division), now });
const decides = (ticket: Ticket, action: WorkAction, now = TUESDAY_MORNING, party = byRest()) =>
  act(ticket, action, { over: supervisor, party, now });

const atWork = (over: Parameters<typeof aTicket>[0] = {}) => aTicket(over, { stage: 'accepted' });
const asked = () => asks(atWork()).step.ticket;
const dueOf = ({ bases, timeline }: Ticket, clock = ANSWER) =>
  group.procedures.clocks(bases, timelineOf({ timeline })).find(({ id }) => id === clock)!.dueAt;

describe('asking for more time (申请延期)', () => {
  it('waits for a decision, and the clock runs on', () => {
    const { step, verdict } = asks(atWork());

    expect(verdict).toMatchObject({ result: 'done', stage: 'accepted', why: { rule: 'extension-asked' } });
    expect(types(step)).toEqual(['extension.requested.v1', 'work.order-changed.v1']);
    expect(said(step, 'extension.requested.v1')).toMatchObject([
      { clockId: ANSWER, dueAt: DUE, until: LATEST, by: { id: 'gd-4711' }, text: seal({ text: '光模块在途' }) },
    ]);
    expect(said(step, 'work.order-changed.v1')).toMatchObject([
      { division: '44', change: 'moreTimeAsked', moreTime: { clock: ANSWER, until: LATEST }, why: { rule: 'D1' } },
    ]);
    expect(dueOf(step.ticket)).toEqual(DUE);
    expect(verdict.allowedActions).not.toContain('requestExtension');
  });

  it('is in time at the due instant, and a second later too late', () => {
    const late = asks(atWork(), request(), new Date(DUE.getTime() + 1000));

    expect(asks(atWork(), request(), DUE).verdict.result).toBe('done');
    expect(late.verdict).toMatchObject({
      result: 'refused',
      violations: [{ field: '/do/clock', value: ANSWER, rule: 'D1' }],
      why: { rule: 'D1', basis: 'telecom-group/limits' },
    });
    expect(late.verdict.violations[0]!.detail.en).toContain(`was due ${DUE.toISOString()}`);
    expect(late.step.changed).toBe(false);
  });

  it.each<[string, WorkAction, object]>([
    ['for longer than the rule gives', request(new Date(LATEST.getTime() + 1)), { field: '/do/until', rule: 'D1' }],
    ['until no later than it is due anyway', request(DUE), { field: '/do/until', rule: 'later-than-due' }],
    ['for a clock that the ticket has not', request(LATEST, 'telecom-group-2019/D1/2'), { rule: 'clock-running' }],
    [
      'for a limit of the law',
      request(LATEST, 'telecom-user-appeal-regulation/D1/1'),
      { field: '/do/clock', rule: 'D1' },
    ],
  ])('is refused %s, with what would be right', (_, action, violation) => {
    const { step, verdict } = asks(atWork(), action);

    expect(verdict).toMatchObject({ result: 'refused', violations: [violation] });
    expect(verdict.violations[0]!.detail.zh).toMatch(/telecom-group-2019\/D1\/1|最迟/);
    expect(types(step)).toEqual([]);
  });

  it('is in time as it was when it reached the platform, however late it is looked at', () => {
    const hourLate = hoursAfter(DUE, 1);
    const topic = divisionByTopic(group.organisation, '44');
    const waited = act(atWork(), request(), { party: topic, now: hourLate, handedInAt: DUE });

    expect(waited.verdict.result).toBe('done');
    expect(waited.step.ticket.extensionAsked).toMatchObject({ askedAt: DUE.toISOString() });
    expect(dueOf(decides(waited.step.ticket, grant(), hoursAfter(DUE, 2)).step.ticket)).toEqual(LATEST);
  });

  it('is refused while somebody still has to decide about the first request', () => {
    expect(asks(asked()).verdict).toMatchObject({ result: 'refused', why: { rule: 'requestExtension/already-asked' } });
  });

  it('is refused the second time, as the rule gives more time once', () => {
    const granted = decides(asked(), grant()).step.ticket;

    const again = asks(granted, request(hoursAfter(LATEST, 1)));

    expect(again.verdict).toMatchObject({ result: 'refused', violations: [{ field: '/do/clock', rule: 'D1' }] });
    expect(again.verdict.violations[0]!.detail.en).toContain('1 time(s) at most');
  });

  it('is over with the answer', () => {
    const answered = decide(atWork(), { action: 'reply', slip }).step.ticket;

    expect(asks(answered).verdict).toMatchObject({ result: 'refused', why: { rule: 'extension-asked' } });
  });
});

describe('granting it (准予延期)', () => {
  it('moves the clock, and tells the unit what is due now', () => {
    const { step, verdict } = decides(asked(), grant());

    expect(verdict).toMatchObject({ result: 'done', why: { rule: 'extension-consented' } });
    expect(types(step)).toEqual(['extension.granted.v1', 'work.order-changed.v1']);
    expect(said(step, 'extension.granted.v1')).toMatchObject([
      { clockId: ANSWER, dueAt: DUE, until: LATEST, consenting: 'supervisor-above', by: { id: 'gd-0001' } },
    ]);
    const [told] = said<{ due: { clock: string; dueAt: Date }[] }>(step, 'work.order-changed.v1');
    expect(told).toMatchObject({ change: 'moreTimeGranted', moreTime: { clock: ANSWER, until: LATEST } });
    expect(told!.due).toContainEqual(expect.objectContaining({ clock: ANSWER, dueAt: LATEST }));
    expect(dueOf(step.ticket)).toEqual(LATEST);
    expect(step.ticket.extensionAsked).toBeNull();
  });

  it('may give less than was asked for, and not more than the rule', () => {
    const less = hoursAfter(DUE, 6);

    expect(dueOf(decides(asked(), grant(less)).step.ticket)).toEqual(less);
    expect(decides(asked(), grant(hoursAfter(LATEST, 1))).verdict).toMatchObject({
      result: 'refused',
      violations: [{ field: '/do/until', rule: 'D1' }],
    });
  });

  it('counts from when it was asked for, however late somebody decides', () => {
    const { step } = decides(asked(), grant(), hoursAfter(DUE, 3));

    expect(dueOf(step.ticket)).toEqual(LATEST);
  });

  it('leaves the law’s fifteen days as they are, which have a clock of the same name', () => {
    const law = 'telecom-user-appeal-regulation/D1/1';
    const before = dueOf(atWork(), law);

    expect(dueOf(decides(asked(), grant()).step.ticket, law)).toEqual(before);
  });

  it('is refused once nothing of what is granted lies ahead, with what may be named', () => {
    const late = hoursAfter(DUE, 6);

    const verdict = decides(asked(), grant(late), late).verdict;

    expect(verdict).toMatchObject({ result: 'refused', violations: [{ field: '/do/until', rule: 'later-than-now' }] });
    expect(verdict.violations[0]!.detail.en).toContain(LATEST.toISOString());
  });

  it('is refused where nothing was asked for, or something else', () => {
    expect(decides(atWork(), grant()).verdict).toMatchObject({ why: { rule: 'grantExtension/not-asked' } });
    expect(decides(asked(), grant(LATEST, 'telecom-group-2019/D1/2')).verdict).toMatchObject({
      violations: [{ field: '/do/clock', rule: 'extension-asked' }],
    });
  });
});

describe.each([
  ['granting', grant()],
  ['refusing', refusal],
])('%s it', (_, decision) => {
  it.each<[string, Party, object]>([
    ['of a province', byRest(), { result: 'done' }],
    ['of the headquarters', byRest({ divisions: '*' }), { result: 'done' }],
    ['of the unit itself', byRest({ unit: '440100' }), { result: 'refused', violations: [{ field: '/by/role' }] }],
    [
      'by the division’s own topic',
      divisionByTopic(group.organisation, '44'),
      { result: 'refused', why: { basis: 'telecom-group/by-topic' } },
    ],
  ])('is for a supervisor above the unit: one %s', (_who, party, verdict) => {
    expect(decides(asked(), decision, TUESDAY_MORNING, party).verdict).toMatchObject(verdict);
  });

  it('is not for who asked, by the id or by the token they asked with', () => {
    const own = act(asked(), decision, { over: { by: { role: 'supervisor', id: 'gd-4711' } } });
    const byMyself = byRest({ subject: 'one-person' });
    const mine = act(atWork(), request(), { party: byMyself }).step.ticket;

    const refused = { result: 'refused', violations: [{ field: '/by/id', rule: 'consent-of-another' }] };
    expect(own.verdict).toMatchObject(refused);
    expect(decides(mine, decision, TUESDAY_MORNING, byMyself).verdict).toMatchObject(refused);
  });

  it('is offered to those alone who may', () => {
    const offered = (by: WorkActionSubmitted['by'], party: Party) =>
      allowedTo(asked(), group, { party, by, now: TUESDAY_MORNING });
    const { action } = decision;

    expect(offered({ role: 'supervisor', id: 'gd-0001' }, byRest())).toContain(action);
    expect(offered({ role: 'supervisor', id: 'gz-0001' }, byRest({ unit: '440100' }))).not.toContain(action);
    expect(offered({ role: 'supervisor', id: 'gd-4711' }, byRest())).not.toContain(action);
  });
});

describe('refusing it (不予延期)', () => {
  it('leaves the clock, says why, and lets the unit ask again', () => {
    const { step } = decides(asked(), refusal);

    expect(said(step, 'extension.refused.v1')).toMatchObject([
      { clockId: ANSWER, by: { id: 'gd-0001' }, reasonCode: 'can-be-done', text: seal({ text: '请调备件' }) },
    ]);
    expect(said(step, 'work.order-changed.v1')).toMatchObject([
      { change: 'moreTimeRefused', text: '请调备件', moreTime: { reasonCode: 'can-be-done' } },
    ]);
    expect(dueOf(step.ticket)).toEqual(DUE);
    expect(asks(step.ticket).verdict.result).toBe('done');
  });

  it('happens by itself once the clock has ended, and not while it rests or has no due time yet', () => {
    const clocksOf = ({ bases, timeline }: Ticket) => group.procedures.clocks(bases, timelineOf({ timeline }));
    const answered = aStep(decide(asked(), { action: 'reply', slip }).step.ticket);
    const rests = aStep(decide(asked(), { action: 'pause', reasonCode: 'waiting-for-customer' }).step.ticket);

    const later = aStep(asked());
    letRequestLapse(
      later,
      clocksOf(later.ticket).map((clock) => ({ ...clock, state: 'notConfigured', dueAt: null })),
    );
    for (const step of [answered, rests]) letRequestLapse(step, clocksOf(step.ticket));

    expect(said(answered, 'extension.refused.v1')).toMatchObject([{ by: null, reasonCode: 'clock-ended' }]);
    expect(said(answered, 'work.order-changed.v1')).toMatchObject([
      { change: 'moreTimeRefused', text: null, moreTime: { clock: ANSWER, reasonCode: 'clock-ended' } },
    ]);
    expect(answered.decisions).toMatchObject([{ kind: 'action', answer: { because: 'clock-ended' }, rule: 'D1' }]);
    expect(answered.ticket.extensionAsked).toBeNull();
    expect([rests.changed, later.changed]).toEqual([false, false]);
  });
});

describe('in a flood (Hunan)', () => {
  it('the province’s service department grants what the branch above may not', () => {
    const village = aTicket(
      {
        bases: [{ id: 'telecom-group/hunan', version: '2026' }],
        category: ['network', 'broadband', 'broadband-outage'],
      },
      { stage: 'dispatched', division: '43', unit: 'centre' },
    );
    const repair = 'telecom-group/hunan/village-repair/1';
    const accepted = act(
      village,
      { action: 'accept', fields: { mountainVillage: true, flood: true } },
      { party: divisionByTopic(group.organisation, '43') },
    ).step.ticket;
    const until = new Date('2026-11-29T16:00:00Z');
    const fields = { eventPlace: '雪峰山' };
    const waiting = asks(accepted, { ...request(until, repair), fields }).step.ticket;

    const province = decides(waiting, grant(until, repair), TUESDAY_MORNING, byRest({ divisions: ['43'] }));

    expect(province.verdict.result).toBe('done');
    expect(said(province.step, 'extension.granted.v1')).toMatchObject([
      { consenting: 'provincial-service-department' },
    ]);
  });
});
