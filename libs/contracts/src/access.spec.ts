import { accessOf, ANY_PARTY, grantsOf, isGranted, type Access } from './access.js';
import { CASES, FACTS } from './event.js';
import { flow } from './flow.js';

const parties = { sources: ['cc-43', 'cc-44'], divisions: ['43', '44', 'g1', 'g2', 'p-yw'] };
const all = accessOf(parties);
const of = (principal: string) => all.find((each) => each.principal === principal)!;
const rules = (access: Access) =>
  grantsOf(access).map(
    ({ resource, name, pattern, operations }) =>
      `${operations.join('+')} ${resource} ${name}${pattern === 'prefix' ? '*' : ''}`,
  );

describe('who may do what on the broker', () => {
  it('lets a branch read its work and write its actions, and nothing else', () => {
    expect(rules(of('division-44'))).toEqual([
      'Describe+Read topic complaints.work.44',
      'Describe+Write topic complaints.work-actions.44',
      'Read+Delete group division-44.*',
    ]);
  });

  it.each(['g1', 'g2', 'p-yw'])('treats %s as a division like any other', (division) => {
    const renamed = rules(of('division-44')).map((rule) => rule.replaceAll(/44/g, division));

    expect(rules(of(`division-${division}`))).toEqual(renamed);
  });

  it('lets a source write its submissions and read what it is told', () => {
    expect(rules(of('source-cc-44'))).toEqual([
      'Describe+Read topic complaints.receipts.cc-44',
      'Describe+Read topic complaints.progress.cc-44',
      'Describe+Write topic complaints.submissions.cc-44',
      'Read+Delete group source-cc-44.*',
    ]);
  });

  it('lets headquarters read escalations and reports, and whoever scales the services see no record', () => {
    expect(of('headquarters')).toMatchObject({ reads: ['complaints.escalations', 'complaints.reports'], writes: [] });
    expect(rules(of('autoscaler')).every((rule) => rule.startsWith('Describe '))).toBe(true);
  });

  it('gives a service what the map says: what it receives, what it tells, and the journal', () => {
    expect(of('intake').writes).toEqual([
      FACTS,
      'complaints.receipts.cc-43',
      'complaints.receipts.cc-44',
      'complaints.progress.cc-43',
      'complaints.progress.cc-44',
    ]);
    expect(of('intake').reads).toEqual(
      expect.arrayContaining(['complaints.submissions.cc-43', 'complaints.submissions.cc-44']),
    );
    const reports = 'complaints.reports';
    expect(of('reporting')).toMatchObject({ reads: [FACTS, CASES, reports], writes: [reports] });
    expect(of('sla-monitor').writes).toEqual([FACTS, CASES, 'complaints.escalations']);
    expect(of('notification').reads).toEqual([FACTS]);
  });

  it('lets only services see the journal', () => {
    const readers = all.filter(({ reads, writes }) => [...reads, ...writes].includes(FACTS));

    expect(readers.map(({ principal }) => principal)).toEqual(Object.keys(flow));
  });

  it('lets nobody write into a topic of a party but that party and the service that tells it', () => {
    const writers = (topic: string) => all.filter(({ writes }) => writes.includes(topic)).map((each) => each.principal);

    expect(writers('complaints.work-actions.44')).toEqual(['division-44']);
    expect(writers('complaints.submissions.cc-44')).toEqual(['source-cc-44']);
    expect(writers('complaints.work.44')).toEqual(['routing']);
    expect(writers('complaints.receipts.cc-44')).toEqual(['intake']);
  });

  it('knows the topic of every event: none is left with a place that no party fills', () => {
    const named = accessOf(parties).flatMap(({ reads, writes, measures }) => [...reads, ...writes, ...measures]);

    expect(named.filter((topic) => /undefined|[<>]|\.$/.test(topic))).toEqual([]);
  });

  it('owns the rules of its principals, also of a party that is no more, and of nobody else', () => {
    expect(all.filter(({ principal }) => !isGranted(principal))).toEqual([]);
    expect(isGranted('division-closed')).toBe(true);
    expect(['administrator', 'division-', 'somebody', 'division-44.x'].filter(isGranted)).toEqual([]);
  });

  it('can be shown once for all parties of a kind', () => {
    expect(accessOf(ANY_PARTY).map(({ principal }) => principal)).toEqual([
      ...Object.keys(flow),
      'source-<source>',
      'division-<division>',
      'headquarters',
      'autoscaler',
    ]);
  });
});
