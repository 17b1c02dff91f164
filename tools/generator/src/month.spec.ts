import { SHARES } from './shares.js';
import { aMonth } from './month.js';
import { group, isFirst, month, OCTOBER, parsed, pushed, submissionOf } from './month.fixture.js';
import { SPOILT_KINDS } from './spoilt/spoil.js';
import type { Step } from './step.js';

const kinds = (steps: readonly Step[]) => [...new Set(steps.map(({ shows }) => shows))].sort();

/** Large enough for every rare thing. */
const large = month({ complaints: 3000 });

describe('A month', () => {
  it('is the same bytes for the same seed', () => {
    const [one, other] = [month(), month()];

    expect(one.map(pushed)).toEqual(other.map(pushed));
    expect(one.map(({ expected }) => expected)).toEqual(other.map(({ expected }) => expected));
  });

  it('is another for another seed', () => {
    const texts = (seed: number) =>
      month({ seed })
        .filter(isFirst)
        .map((step) => submissionOf(step).items[0]);

    const [one, other] = [texts(1), texts(2)];

    expect(one.filter((item, at) => JSON.stringify(item) === JSON.stringify(other[at]))).toEqual([]);
  });

  it('comes in order of time, from its first day on', () => {
    const instants = large.map(({ at }) => at.getTime());

    expect(instants).toEqual(instants.toSorted((one, other) => one - other));
    expect(instants[0]).toBeGreaterThanOrEqual(OCTOBER.getTime());
  });

  it('has every kind of contact', () => {
    expect(kinds(large)).toEqual(
      [
        ...['complaint', 'settled', 'twoInOneCall', 'appeal', 'outage', 'rumour', 'urge', 'sameAgain', 'supplement'],
        ...['withdraw', 'repeat', 'lateRepeat', 'duplicate', 'conflict', 'urgeOfNothing', 'spoilt', 'mended'],
      ].sort(),
    );
  });

  it('makes as many first contacts as were asked for, beside its waves', () => {
    const ids = large.filter(({ sourceId }) => /^\d+-7-\d{6}$/.test(sourceId)).map(({ sourceId }) => sourceId);

    expect(new Set(ids).size).toBe(3000);
  });

  it('keeps who complains of what when more are asked for, and moves only when', () => {
    const names = (complaints: number) =>
      month({ complaints }).flatMap((step) => {
        if (step.shows !== 'complaint') return [];
        const { customer, items } = submissionOf(step);
        return `${step.sourceId.split('-').at(-1)} ${customer.phone} ${items.map((item) => item.kind === 'new' && item.problem).join()}`;
      });

    expect(names(400)).toEqual(expect.arrayContaining(names(300)));
  });

  it('tells what was wrong with what it is asked for', () => {
    const asked = (over: object) => () => month(over);

    expect(asked({ seed: 1.5 })).toThrow('the seed must be a whole number, not 1.5');
    expect(asked({ complaints: -1 })).toThrow('complaints must be a whole number from 0 to');
    expect(asked({ from: new Date(NaN) })).toThrow('give a valid date');
  });

  it('can be empty', () => {
    expect(month({ complaints: 0 })).toEqual([]);
  });
});

describe('A share that is changed', () => {
  it.each(['urge', 'duplicate', 'spoilt', 'repeat', 'appeal'] as const)('of %s moves nothing else', (kind) => {
    const having = (share: number) => month({ shares: { ...SHARES, [kind]: { ...SHARES[kind], share } } });
    const [before, without] = [having(0.1), having(0)];

    const gone = before.filter(({ shows }) => shows === kind || (kind === 'spoilt' && shows === 'mended'));
    const first = kind === 'appeal' ? gone.filter(({ sourceId }) => sourceId.includes('-p')) : gone;
    expect(first.length).toBeGreaterThan(0);
    expect(without.map(pushed)).toEqual(before.filter((step) => !first.includes(step)).map(pushed));
  });
});

describe('What sources push', () => {
  it('is taken by the platform where it is well-formed, and has the items that the ledger expects', () => {
    const good = large.filter(({ shows }) => shows !== 'spoilt');

    const items = good.map((step) => submissionOf(step).items.length);

    const expected = good.map(({ expected }) => (expected.answer === 'receipt' ? expected.items.length : 0));
    expect(items).toEqual(expected);
  });

  it('belongs to the topic of its source, under the id of the source', () => {
    for (const step of large.filter(({ shows }) => shows !== 'spoilt')) {
      expect(step.topic).toBe(`complaints.submissions.${step.source}`);
      expect(submissionOf(step)).toMatchObject({ source: step.source, sourceId: step.sourceId });
      expect(group.sources.map(({ id }) => id)).toContain(step.source);
    }
  });

  it('is refused where it is spoilt, with the objections and the items that the ledger expects', () => {
    const spoilt = month({ complaints: 400, shares: { ...SHARES, spoilt: { ...SHARES.spoilt, share: 1 } } }).filter(
      ({ shows }) => shows === 'spoilt',
    );

    for (const step of spoilt) {
      const read = parsed(step);
      if (step.expected.answer === 'deadLetter') {
        expect(read).toMatchObject({ kind: 'unanswerable' });
        continue;
      }
      expect(read).toMatchObject({ kind: 'refused', sourceId: step.sourceId, items: step.expected.items.length });
      const objections = read.kind === 'refused' ? read.violations.map(({ field, rule }) => `${field} ${rule}`) : [];
      expect(objections).toEqual(step.expected.violations);
    }
    // Every kind was there: 400 draws of two dozen leave none out but once in a million.
    const rules = new Set(
      spoilt.flatMap(({ expected }) => (expected.answer === 'receipt' ? expected.violations : ['nobody'])),
    );
    expect(rules.size).toBeGreaterThanOrEqual(Object.keys(SPOILT_KINDS).length - 3);
  });

  it('is the same again where it is a duplicate, and another under the same id where it is a conflict', () => {
    const firsts = new Map(
      large.filter((step) => isFirst(step) || step.shows === 'appeal').map((step) => [step.sourceId, step]),
    );
    const all = (shows: string) => large.filter((step) => step.shows === shows);

    for (const duplicate of all('duplicate')) {
      expect(duplicate.record).toEqual(firsts.get(duplicate.sourceId)!.record);
    }
    for (const conflict of all('conflict')) {
      const first = firsts.get(conflict.sourceId)!;
      expect(first.at.getTime()).toBeLessThan(conflict.at.getTime());
      expect(conflict.record.value).not.toEqual(first.record.value);
    }
  });

  it('refers to what the same source submitted before', () => {
    const before = new Set<string>();
    for (const step of large) {
      const named = step.shows === 'spoilt' || step.shows === 'urgeOfNothing' ? [] : submissionOf(step).items;
      for (const item of named) {
        const earlier = 'earlier' in item ? item.earlier : null;
        if (earlier) expect(before).toContain(`${step.source} ${earlier.sourceId}`);
      }
      before.add(`${step.source} ${step.sourceId}`);
    }
  });

  it('has one possible outcome for each first item, unless an appeal through another source may overtake it: that has one, always', () => {
    const appeals = large.filter(({ shows, sourceId }) => shows === 'appeal' && sourceId.endsWith('-p1'));
    const throughTheSame = new Set(
      large
        .filter((step) => isFirst(step) || step.shows === 'appeal')
        .map(({ source, sourceId }) => `${source} ${sourceId}`),
    );
    const appealed = new Set(
      appeals
        .map(({ source, sourceId }) => ({ source, first: sourceId.slice(0, -3) }))
        .filter(({ source, first }) => !throughTheSame.has(`${source} ${first}`))
        .map(({ first }) => first),
    );
    const open = large.filter(
      (step) =>
        (isFirst(step) || step.shows === 'appeal') &&
        step.expected.answer === 'receipt' &&
        step.expected.items.some(({ outcomes }) => outcomes.length > 1),
    );

    expect(appealed.size).toBeGreaterThan(0);
    expect(new Set(open.map(({ sourceId }) => sourceId))).toEqual(appealed);
  });

  it('has one household behind each number, so that nobody urges for another by accident', () => {
    const phones = large.filter(isFirst).flatMap((step) => submissionOf(step).customer.phone ?? []);

    expect(new Set(phones).size).toBe(phones.length);
  });
});

describe('Texts', () => {
  const problems = large
    .filter(isFirst)
    .flatMap((step) => submissionOf(step).items)
    .flatMap((item) => (item.kind === 'new' ? item.problem : []));

  it('do not look alike', () => {
    const withoutNumbers = problems.map((problem) => problem.replace(/[\d.]+/g, ''));

    expect(problems.length).toBeGreaterThan(2500);
    expect(new Set(problems).size / problems.length).toBeGreaterThan(0.99);
    expect(new Set(withoutNumbers).size / withoutNumbers.length).toBeGreaterThan(0.95);
  });

  it('begin in many ways', () => {
    const beginnings = Map.groupBy(problems, (problem) => problem.slice(0, 12));

    const commonest = Math.max(...[...beginnings.values()].map(({ length }) => length));
    expect(commonest / problems.length).toBeLessThan(0.02);
  });

  it('leave no slot unfilled', () => {
    expect(problems.filter((problem) => /[{}]|undefined/.test(problem))).toEqual([]);
  });
});

describe('The stream', () => {
  it('makes what is asked for and no more', () => {
    const steps = aMonth({ seed: 1, from: OCTOBER, complaints: 3_000_000, organisation: group });

    const first = steps.next();

    expect(first.done).toBe(false);
  });
});
