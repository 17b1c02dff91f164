import type { AttemptedRecord } from '../procedures.js';
import { engineProcedures } from './engine-procedures.js';

const procedures = engineProcedures();
const GUANGDONG = [
  { id: 'telecom-group/guangdong', version: '2026' },
  { id: 'telecom-group/regulator', version: '2026' },
];

const may = (what: string, over: Partial<AttemptedRecord> = {}) =>
  procedures.mayRecord(GUANGDONG, {
    what,
    stage: 'answered',
    role: 'handler',
    ofGroup: false,
    channelLevel: 'province',
    nature: 'major',
    returns: 0,
    fallbackUnit: false,
    answerOwed: false,
    callbackOwed: true,
    ...over,
  });

describe('putting on record (登记) what only the procedures know', () => {
  it('is the event that the procedure calls it, needs what it requires, and leaves the ticket where it is', () => {
    expect(may('visitCustomer')).toMatchObject({
      allowed: true,
      event: 'customer.visited',
      name: { zh: '上门走访客户', en: 'Visit the customer' },
      missing: [{ kind: 'consent', what: 'province-duty-officer', reason: { rule: 'visit' } }],
      reason: { rule: 'visit', basis: 'telecom-group/guangdong' },
    });
    expect(may('visitCustomer', { consents: ['province-duty-officer'] })).toMatchObject({ allowed: true, missing: [] });
  });

  it('holds in the stages and cases of its rule alone', () => {
    expect(may('visitCustomer', { stage: 'accepted' })).toMatchObject({ allowed: false, reason: { rule: 'visit' } });
    expect(may('visitCustomer', { nature: 'ordinary' })).toMatchObject({ allowed: false, reason: { rule: 'visit' } });
    expect(may('payRefund', { stage: 'closed' })).toMatchObject({ allowed: true, event: 'refund.paid' });
  });

  it('is the group’s where the role is one of its headquarters', () => {
    const supervisor = { role: 'supervisor' as const };

    expect(may('closeRisk', supervisor)).toMatchObject({ allowed: false, reason: { rule: 'risk-over' } });
    expect(may('closeRisk', { ...supervisor, ofGroup: true })).toMatchObject({ allowed: true, event: 'risk.closed' });
  });

  it('includes the check of a complaint, with the evidence of its class', () => {
    expect(may('verify', { stage: 'accepted', known: { category: ['network'] } })).toMatchObject({
      allowed: true,
      event: 'ticket.verified',
      missing: [
        { kind: 'field', what: 'verified' },
        { kind: 'document', what: 'line-test' },
      ],
    });
  });

  it('is refused with all there is, and what this role may say now', () => {
    expect(may('refund', { stage: 'accepted', nature: 'ordinary' })).toMatchObject({
      allowed: false,
      known: expect.arrayContaining(['verify', 'visitCustomer', 'promiseRefund', 'closeRisk']) as string[],
      instead: expect.arrayContaining(['verify', 'promiseRefund', 'payRefund']) as string[],
    });
    expect(may('x', { stage: 'withdrawn' })).toMatchObject({ instead: [] });
  });

  it.each(['mediate', 'appeal', 'reply', 'close', 'callBack'])(
    'is not %s: that leads elsewhere, or another service says it',
    (what) => {
      expect(may(what, { stage: 'answered', role: 'supervisor', ofGroup: true })).toMatchObject({ allowed: false });
    },
  );
});

it('a fact put on record starts its clock, and another one ends it', () => {
  const at = (hour: number) => ({ occurredAt: new Date(hour * 3_600_000), recordedAt: new Date(hour * 3_600_000) });
  const day = Date.UTC(2026, 10, 24) / 3_600_000;
  const timeline = [
    { fact: 'ticket.registered' as const, ...at(day), set: { channelLevel: 'province', nature: 'ordinary' } },
    { fact: 'refund.promised' as const, ...at(day + 2) },
  ];
  const refund = (facts: typeof timeline | Parameters<typeof procedures.clocks>[1]) =>
    procedures.clocks(GUANGDONG, facts).find(({ rule }) => rule === 'refund-paid');

  expect(refund(timeline.slice(0, 1))).toBeUndefined();
  expect(refund(timeline)).toMatchObject({ state: 'armed', startedBy: 'refund.promised' });
  expect(refund([...timeline, { fact: 'refund.paid', ...at(day + 5) }])).toMatchObject({ state: 'met' });
});
