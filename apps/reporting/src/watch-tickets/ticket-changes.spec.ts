import { clocksToLookAt, concernChanges, holdersAfter, type WatchedFact } from './ticket-changes.js';

const fact = (type: string, data: object = {}, division = '44'): WatchedFact => ({
  type,
  division,
  data: { complaintId: 'c1', ...data },
});
const clock = { clockId: 'answer/1', name: { zh: '答复', en: 'answer' }, dueAt: new Date(0), why: {} };
const registered = fact('ticket.registered.v1');
const dispatched = fact('work.dispatched.v1', {}, '43');
const closed = fact('ticket.closed.v1', {}, '43');
const missed = fact('deadline.missed.v1', clock);
const met = fact('deadline.met.v1', clock);
const abnormal = fact('ticket.abnormal.v1', { kind: 'urgedThreeTimes', why: {} });

describe('who has a ticket', () => {
  it.each([
    ['where it was registered', [registered], '44'],
    ['where its work went', [registered, dispatched], '43'],
    ['nobody once it is closed', [registered, dispatched, closed], null],
    ['whoever works on it again', [closed, fact('ticket.reopened.v1', {}, '43')], '43'],
  ])('is %s', (_, facts, holder) => {
    expect(holdersAfter(facts)).toEqual(new Map([['c1', holder]]));
  });

  it('is not touched by what moves nothing', () => {
    expect(holdersAfter([missed, abnormal])).toEqual(new Map());
  });
});

describe('what is wrong with a ticket', () => {
  const raised = (...facts: WatchedFact[]) => concernChanges(facts).raised.map(({ about }) => about);

  it('is a clock it missed, and what makes it abnormal', () => {
    expect(raised(missed, abnormal)).toEqual(['answer/1', 'abnormal/urgedThreeTimes']);
  });

  it.each([
    ['met late', met],
    ['stopped', fact('deadline.cancelled.v1', clock)],
    ['not missed after all', fact('deadline.miss-taken-back.v1', clock)],
  ])('is over when the clock is %s, also one that an earlier batch raised', (_, end) => {
    expect(concernChanges([missed, end])).toMatchObject({
      raised: [],
      ended: [{ complaintId: 'c1', about: 'answer/1' }],
    });
  });

  it('is over when the ticket is closed', () => {
    expect(concernChanges([missed, abnormal, closed])).toMatchObject({ raised: [], settled: ['c1'] });
  });

  it('is raised again by a later miss of the same clock', () => {
    expect(raised(missed, met, missed)).toEqual(['answer/1']);
  });
});

describe('the next clock of a ticket', () => {
  it('is looked at once when its clocks move or it becomes abnormal, and not for anything else', () => {
    const of = (complaintId: string, type: string) => fact(type, { ...clock, complaintId });

    expect(
      clocksToLookAt([
        of('moved', 'deadline.armed.v1'),
        of('moved', 'deadline.met.v1'),
        of('warned', 'deadline.warned.v1'),
        of('abnormal', 'ticket.abnormal.v1'),
        of('closed', 'ticket.closed.v1'),
      ]),
    ).toEqual(['moved', 'abnormal']);
  });
});
