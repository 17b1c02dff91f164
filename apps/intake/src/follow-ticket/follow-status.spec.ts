import { followed, isNews, type Followed, type Happening } from './follow-status.js';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 2, minute));

const registered: Followed = {
  nature: 'ordinary',
  answerBy: at(60),
  status: 'registered',
  statusAt: at(0),
  handlingDivision: null,
  handlingUnit: null,
  reopened: 0,
  missed: 0,
  urges: 0,
  closedAt: null,
  closedAs: null,
  onTime: null,
};
const dispatched: Happening = { fact: 'dispatched', division: '44', unit: 'network', recordedAt: at(1) };
const accepted: Happening = { fact: 'accepted', recordedAt: at(2) };
const answered: Happening = { fact: 'answered', recordedAt: at(3) };
const reopened: Happening = { fact: 'reopened', times: 1, recordedAt: at(4) };
const closed: Happening = { fact: 'closed', closedAs: 'satisfied', onTime: true, at: at(5), recordedAt: at(5) };

const after = (...happenings: Happening[]) => happenings.reduce(followed, registered);

describe('the status of a complaint', () => {
  it('follows the work', () => {
    expect(after(dispatched)).toMatchObject({ status: 'dispatched', handlingDivision: '44', handlingUnit: 'network' });
    expect(after(dispatched, accepted).status).toBe('accepted');
    expect(after(dispatched, accepted, answered).status).toBe('answered');
    expect(after(dispatched, accepted, answered, reopened)).toMatchObject({ status: 'reopened', reopened: 1 });
    expect(after(dispatched, accepted, answered, closed)).toMatchObject({
      status: 'closed',
      closedAs: 'satisfied',
      onTime: true,
      closedAt: at(5),
    });
  });

  it('does not turn back for an event that comes late', () => {
    expect(after(answered, dispatched).status).toBe('answered');
    expect(after(closed, accepted)).toEqual(after(closed));
  });

  it('is final once closed', () => {
    const again: Happening = { ...closed, closedAs: 'withdrawn', at: at(9), recordedAt: at(9) };

    expect(after(closed, again, { ...reopened, recordedAt: at(10) })).toMatchObject({
      status: 'closed',
      closedAt: at(5),
    });
  });

  it('knows a withdrawn complaint from a closed one', () => {
    expect(after({ ...closed, closedAs: 'withdrawn' }).status).toBe('withdrawn');
  });

  it('shows the nature that the ticket has now, also once it is closed', () => {
    expect(after(closed, { fact: 'reclassified', nature: 'major', recordedAt: at(6) })).toMatchObject({
      status: 'closed',
      nature: 'major',
    });
  });

  it('counts misses and urges whenever they come', () => {
    expect(after(closed, { fact: 'missed', recordedAt: at(1) }).missed).toBe(1);
    expect(after({ fact: 'missed', recordedAt: at(1) }, { fact: 'missTakenBack', recordedAt: at(2) }).missed).toBe(0);
    expect(
      after({ fact: 'urged', urges: 2, recordedAt: at(1) }, { fact: 'urged', urges: 1, recordedAt: at(2) }).urges,
    ).toBe(2);
  });
});

describe('the promise made to the customer', () => {
  const moved = (before: number, dueAt: number): Happening => ({
    fact: 'moved',
    before: at(before),
    dueAt: at(dueAt),
    recordedAt: at(10),
  });
  const rests = (before: number): Happening => ({ fact: 'rests', before: at(before), recordedAt: at(5) });

  it('moves with the clock that it came from, and with no other', () => {
    expect(after(moved(60, 90), moved(90, 120)).answerBy).toEqual(at(120));
    expect(after(moved(45, 90)).answerBy).toEqual(at(60));
  });

  it('is moved once, however often that is told', () => {
    const once = after(moved(60, 90));

    expect(isNews(once, moved(60, 90))).toBe(false);
  });

  it('rests with its clock, which is news though the register keeps the instant to know the clock by', () => {
    expect(isNews(registered, rests(60))).toBe(true);
    expect(isNews(registered, rests(45))).toBe(false);
    expect(after(rests(60)).answerBy).toEqual(at(60));
  });

  it('is nobody’s concern any more once the complaint is closed, nor where there was none', () => {
    expect(after(closed, moved(60, 90)).answerBy).toEqual(at(60));
    expect(isNews(after(closed), rests(60))).toBe(false);
    expect(isNews({ ...registered, answerBy: null }, rests(60))).toBe(false);
  });
});
