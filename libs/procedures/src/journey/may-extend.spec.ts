import type { AttemptedExtension, ExtensionRefusal, Reach } from '../procedures.js';
import { loadFiles } from '../procedure/folder.fixture.js';
import { at, local } from '../time/at.fixture.js';
import type { Timeline } from '../timeline.js';
import { clocksBy } from './clocks.js';
import { mayDecideExtensionUnder, mayExtendUnder } from './may-extend.js';

const shop = (extension: string) =>
  loadFiles({
    'a.yaml': `id: shop
name: { zh: 商店, en: Shop }
versions:
  - version: '1'
    source: { title: 投诉规定, lines: 1-20 }
    roles:
      head: { name: { zh: 组长, en: Head }, of: unit, acts: [supervisor] }
      manager: { name: { zh: 经理, en: Manager }, of: superiorUnit, acts: [supervisor] }
      director: { name: { zh: 总经理, en: Director }, of: group, acts: [supervisor] }
    clocks:
      - rule: D1
        name: { zh: 名, en: Name }
        cite: { lines: '1' }
        from: [ticket.registered]
        limit: { days: 2 }
        owner: head
        metBy: [ticket.closed]
        pauses: [{ from: work.paused, until: work.resumed }]
        ${extension === '' ? '' : `extension: ${extension}`}
`,
  }).all();

const instant = (time: string) => new Date(at(time));
const happened = (time: string, fact: Timeline[number]['fact']): Timeline[number] => ({
  fact,
  occurredAt: instant(time),
  recordedAt: instant(time),
});
const registered = happened('2026-11-24 10:00', 'ticket.registered');

/** Due at 24:00 on the 26th. */
const ask = (extension: string, over: Partial<AttemptedExtension> = {}, timeline: Timeline = [registered]) => {
  const procedures = shop(extension);
  const now = over.now ?? over.askedAt ?? instant('2026-11-25 10:00');
  const clockId = `${procedures[0]!.basis.id}/D1/1`;
  return mayExtendUnder(procedures, timeline, {
    clockId,
    until: instant('2026-11-28 12:00'),
    askedAt: now,
    now,
    ...over,
  });
};

const ONCE = '{ consent: [manager], times: 1, by: { days: 3 } }';

describe('who decides about more time', () => {
  const decides = (consent: string, reach: Reach, timeline: Timeline = [registered]) => {
    const procedures = shop(`{ consent: ${consent}, by: { days: 3 } }`);
    return mayDecideExtensionUnder(procedures, timeline, {
      clockId: `${procedures[0]!.basis.id}/D1/1`,
      now: instant('2026-11-25 10:00'),
      by: { role: 'supervisor', reach, consents: [] },
    });
  };

  it.each([
    ['[manager]', 'unit', false],
    ['[manager]', 'division', true],
    ['[director]', 'division', false],
    ['[customer]', 'unit', true],
    ['[customer, manager]', 'unit', true],
    ['notConfigured', 'unit', true],
  ] as const)('where %s must consent, a supervisor of the %s: %s', (consent, reach, allowed) => {
    expect(decides(consent, reach).allowed).toBe(allowed);
  });

  it('is held to the clock while it rests, and told who may', () => {
    const rests = [registered, happened('2026-11-24 12:00', 'work.paused')];

    expect(decides('[manager]', 'unit', rests)).toMatchObject({ allowed: false, consent: [{ en: 'Manager' }] });
  });
});

describe('more time for a clock (延期)', () => {
  it('is possible as far as its rule goes, and says who consents', () => {
    const answer = ask(ONCE);

    expect(answer).toMatchObject({ allowed: true, by: 'manager', clock: { consent: [{ en: 'Manager' }], times: 1 } });
    expect(local(answer.clock!.dueAt!.getTime())).toBe('2026-11-27 00:00:00');
    expect(local(answer.clock!.latest!.getTime())).toBe('2026-11-30 00:00:00');
  });

  it.each<[ExtensionRefusal, string, Partial<AttemptedExtension>, Timeline]>([
    ['notAllowed', '', {}, [registered]],
    ['askedTooLate', ONCE, { now: instant('2026-11-27 00:00:01') }, [registered]],
    ['tooLong', ONCE, { until: instant('2026-11-30 00:00:01') }, [registered]],
    ['noLater', ONCE, { until: instant('2026-11-27 00:00') }, [registered]],
    ['alreadyPast', ONCE, { askedAt: instant('2026-11-26 10:00'), now: instant('2026-11-28 12:00') }, [registered]],
    ['notConfigured', '{ consent: notConfigured, by: { days: 3 } }', {}, [registered]],
    ['notConfigured', '{ consent: [manager], times: notConfigured, by: { days: 3 } }', {}, [registered]],
    ['notRunning', ONCE, {}, [registered, happened('2026-11-24 12:00', 'work.paused')]],
    ['notRunning', ONCE, {}, [registered, happened('2026-11-24 12:00', 'ticket.closed')]],
    ['notRunning', ONCE, { clockId: 'a/D2/1' }, [registered]],
  ])('is %s where the rule says %s', (because, extension, over, timeline) => {
    expect(ask(extension, over, timeline)).toMatchObject({ allowed: false, because });
  });

  it('is used up by as many as were granted, and not by one that the clock did not take', () => {
    const granted = (until: string): Timeline[number] => ({
      ...happened('2026-11-25 09:00', 'extension.granted'),
      extension: {
        clockId: `${shop(ONCE)[0]!.basis.id}/D1/1`,
        until: instant(until),
        by: 'manager',
        askedAt: instant('2026-11-25 08:00'),
      },
    });

    expect(ask(ONCE, {}, [registered, granted('2026-12-24 00:00')])).toMatchObject({ allowed: true });
    expect(ask(ONCE, {}, [registered, granted('2026-11-27 12:00')])).toMatchObject({
      allowed: false,
      because: 'timesUsedUp',
    });
  });

  it('is given until the instant asked for, though the most lies in a year without a decree', () => {
    const until = instant('2026-12-31 12:00');
    const procedures = shop('{ consent: [manager], by: { workingDays: 5 } }');
    const clockId = `${procedures[0]!.basis.id}/D1/1`;
    const december = happened('2026-12-28 10:00', 'ticket.registered');
    const granted: Timeline[number] = {
      ...happened('2026-12-29 10:00', 'extension.granted'),
      extension: { clockId, until, by: 'manager', askedAt: instant('2026-12-29 09:00') },
    };

    const [clock] = clocksBy(procedures, [december, granted]);

    expect(clock).toMatchObject({ state: 'armed', dueAt: until });
  });

  it.each([
    ['unit', 'manager', 'noConsent'],
    ['division', 'manager', null],
    ['group', 'manager', null],
    ['division', 'director', 'noConsent'],
    ['group', 'director', null],
    ['unit', 'head', null],
  ] as const)('granted by a supervisor of the %s where the %s must consent: %s', (reach, role, because) => {
    const by = { role: 'supervisor', reach, consents: [] } as const;

    const answer = ask(`{ consent: [${role}], by: { days: 3 } }`, { by });

    expect(answer.allowed ? null : answer.because).toBe(because);
  });

  it('is granted with the consent that is brought of somebody who signs in nowhere', () => {
    const extension = '{ consent: [customer], by: { setPerCase: true } }';
    const by = { role: 'supervisor', reach: 'division', consents: ['customer'] } as const;

    expect(ask(extension, { by })).toMatchObject({ allowed: true, by: 'customer' });
    expect(ask(extension, { by: { ...by, consents: [] } })).toMatchObject({ allowed: false, because: 'noConsent' });
  });
});
