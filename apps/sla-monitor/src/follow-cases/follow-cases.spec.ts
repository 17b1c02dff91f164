import { CaseConfirmed, CaseEscalated, CaseOpened, CaseRecounted, CaseWithdrawn, type DataOf } from '@cc/contracts';
import { engineProcedures } from '@cc/procedures';
import type { Case } from '../case.entity.js';
import type { CountedComplaint } from '../counted-complaint.entity.js';
import { aCountedComplaint, anArea, RULE } from './area.fixture.js';
import { seen, type Seen } from './area.js';
import { followCases, type FollowedCase } from './follow-cases.js';

const rules = engineProcedures();
const NOW = new Date('2026-11-24T12:00:00Z');
const HOUR = 3_600_000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR);

const byTime = (one: Seen, other: Seen) => +one.complaint.receivedAt - +other.complaint.receivedAt;

/** An area as it goes through what becomes known of its complaints. */
class AreaUnderTest {
  private cases: Case[] = [];
  private all: Seen[] = [];

  /** They are recorded, or something new is known of them. */
  learns(complaints: readonly CountedComplaint[], now = NOW): FollowedCase[] {
    const told = complaints.map((over) => {
      const known = this.all.find(({ complaint }) => complaint.complaintId === over.complaintId);
      return seen(over, known?.caseId ?? null);
    });
    const ids = new Set(told.map(({ complaint }) => complaint.complaintId));
    this.all = [...this.all.filter(({ complaint }) => !ids.has(complaint.complaintId)), ...told].sort(byTime);
    const followed = followCases(
      anArea({
        rule: rules.ruleOfCases({ rule: RULE, basis: told[0]!.complaint.basis }),
        complaints: this.all,
        cases: this.cases.filter(({ state }) => state !== 'withdrawn'),
        caseCount: this.cases.length,
        of: told,
      }),
      now,
    );
    for (const { case: about, joined, left } of followed) {
      this.cases = [...this.cases.filter(({ caseId }) => caseId !== about.caseId), about].sort((a, b) => a.nr - b.nr);
      this.all = this.all.map((one) => {
        if (joined.includes(one)) return { ...one, caseId: about.caseId };
        return left.includes(one) ? { ...one, caseId: null } : one;
      });
    }
    return followed;
  }
}

const kinds = (followed: readonly FollowedCase[]) =>
  followed.map(({ told }) => told.map(({ definition }) => definition.type.replace('.v1', '')));

const factOf = <D extends typeof CaseOpened | typeof CaseRecounted | typeof CaseConfirmed | typeof CaseWithdrawn>(
  definition: D,
  followed: readonly FollowedCase[],
) => followed.flatMap(({ told }) => told).find((one) => one.definition === definition)?.data as DataOf<D> | undefined;

const [a, b, c, d] = [1, 2, 3, 4].map((nr) => aCountedComplaint({ receivedAt: later(-nr) }));
const ids = (...complaints: (typeof a)[]) => complaints.map((one) => one!.complaintId);

describe('three upgraded complaints of a day, a province and a class', () => {
  it('are a case, which headquarters hears of', () => {
    const area = new AreaUnderTest();
    expect(area.learns([c!, b!])).toEqual([]);

    const followed = area.learns([a!]);

    expect(kinds(followed)).toEqual([['case.opened', 'escalation.case']]);
    expect(factOf(CaseOpened, followed)).toMatchObject({
      joined: ids(c, b, a),
      size: 3,
      found: 0,
      firstAt: c!.receivedAt,
      lastAt: a!.receivedAt,
      area: { division: '44', category: ['network', 'broadband', 'outage'] },
      why: { rule: 'mass-complaint', basis: 'telecom-group/monitoring' },
    });
    expect(factOf(CaseOpened, followed)!.counts).toMatchObject([
      { counted: 3, atLeast: 3, why: { rule: 'D3', basis: 'telecom-group-2019' } },
      { counted: 3, atLeast: 20, why: { rule: 'D4' } },
    ]);
  });

  it('are the same case in whatever order they become known', () => {
    const [one, other] = [new AreaUnderTest(), new AreaUnderTest()];
    for (const complaint of [a!, b!]) one.learns([complaint]);
    for (const complaint of [c!, a!]) other.learns([complaint]);

    const [first] = one.learns([c!]);
    const [second] = other.learns([b!]);

    expect(first).toEqual(second);
  });

  it('say nothing a second time', () => {
    const area = new AreaUnderTest();
    area.learns([a!, b!, c!]);

    expect(area.learns([a!, b!, c!])).toEqual([]);
  });

  it('are none when they came on two days', () => {
    const area = new AreaUnderTest();

    expect(area.learns([a!, b!, { ...c!, receivedAt: later(-30) }])).toEqual([]);
  });
});

describe('a case', () => {
  const opened = () => {
    const area = new AreaUnderTest();
    area.learns([a!, b!, c!]);
    return area;
  };
  const found = (verified: 'true' | 'untrue') => ({ verified, verifiedAt: NOW });

  it('takes in who comes later, and the next evening of the same outage', () => {
    const area = opened();

    expect(factOf(CaseRecounted, area.learns([d!]))).toMatchObject({ joined: ids(d), left: [], size: 4 });
    const next = [20, 21, 22].map((hours) => aCountedComplaint({ receivedAt: later(hours) }));
    expect(factOf(CaseRecounted, area.learns(next, later(23)))).toMatchObject({ joined: ids(...next), size: 7 });
  });

  it('is another one when its kind gathers again after the wave is over', () => {
    const area = opened();

    const again = area.learns([100, 101, 102].map((hours) => aCountedComplaint({ receivedAt: later(hours) })));

    expect(kinds(again)).toEqual([['case.opened', 'escalation.case']]);
    expect(again[0]!.case.nr).toBe(2);
  });

  it('is confirmed with the third that is found true, and once', () => {
    const area = opened();
    area.learns([{ ...a!, ...found('true') }]);
    expect(area.learns([{ ...b!, ...found('true') }])).toEqual([]);

    const followed = area.learns([{ ...c!, ...found('true') }]);

    expect(kinds(followed)).toEqual([['case.confirmed', 'escalation.case']]);
    expect(factOf(CaseConfirmed, followed)).toMatchObject({ found: 3, confirmedFrom: 3 });
    expect(kinds(area.learns([{ ...d!, ...found('true') }]))).toEqual([['case.recounted']]);
  });

  it('is withdrawn with the one that is found untrue and leaves too few, and says who is left of it', () => {
    const area = opened();

    const followed = area.learns([{ ...b!, ...found('untrue') }], later(5));

    expect(kinds(followed)).toEqual([['case.withdrawn', 'escalation.case']]);
    expect(factOf(CaseWithdrawn, followed)).toMatchObject({
      size: 0,
      wasConfirmed: false,
      left: [
        { complaintId: c!.complaintId, verified: null, withdrawn: false },
        { complaintId: b!.complaintId, verified: 'untrue', withdrawn: false },
        { complaintId: a!.complaintId, verified: null, withdrawn: false },
      ],
    });
    expect(factOf(CaseWithdrawn, followed)!.counts[0]).toMatchObject({ counted: 2, atLeast: 3 });
  });

  it('is withdrawn when who complained takes it back, and stands while enough are left', () => {
    const area = opened();
    area.learns([d!]);

    const one = area.learns([{ ...d!, withdrawnAt: NOW }]);
    const two = area.learns([{ ...c!, withdrawnAt: NOW }]);

    expect(factOf(CaseRecounted, one)).toMatchObject({ left: [{ complaintId: d!.complaintId, withdrawn: true }] });
    expect(kinds(two)).toEqual([['case.withdrawn', 'escalation.case']]);
  });

  it('is withdrawn even after it was confirmed, and says so', () => {
    const area = opened();
    area.learns([a!, b!, c!].map((one) => ({ ...one, ...found('true') })));

    const followed = area.learns([{ ...a!, ...found('untrue'), verifiedAt: later(2) }]);

    expect(factOf(CaseWithdrawn, followed)).toMatchObject({ wasConfirmed: true, found: 2 });
  });

  it('is another one when a finding is corrected after it was withdrawn', () => {
    const area = opened();
    area.learns([{ ...a!, ...found('untrue') }]);

    const again = area.learns([{ ...a!, ...found('true') }]);

    expect(kinds(again)).toEqual([['case.opened', 'escalation.case']]);
    expect(again[0]!.case.nr).toBe(2);
  });

  it('stays two when what came between joins them, and none loses anybody', () => {
    const area = opened();
    area.learns([100, 101, 102].map((hours) => aCountedComplaint({ receivedAt: later(hours) })));

    const between = [46, 47, 48].map((hours) => aCountedComplaint({ receivedAt: later(hours) }));
    const followed = area.learns(between);

    expect(kinds(followed)).toEqual([['case.recounted']]);
    expect(followed[0]!.case.nr).toBe(1);
    expect(factOf(CaseRecounted, followed)).toMatchObject({ joined: ids(...between), left: [] });
  });

  it('names all its complaints however many come at once, no more in one fact than it holds', () => {
    const many = Array.from({ length: 2300 }, () => aCountedComplaint({ receivedAt: NOW }));

    const [followed] = new AreaUnderTest().learns(many);

    const joined = followed!.told.flatMap(({ data }) => ('joined' in data ? [data.joined] : []));
    expect(joined.map(({ length }) => length)).toEqual([1000, 1000, 300]);
    expect(new Set(joined.flat()).size).toBe(2300);
    expect(followed!.told.at(-1)!.definition).toBe(CaseEscalated);
  });
});
