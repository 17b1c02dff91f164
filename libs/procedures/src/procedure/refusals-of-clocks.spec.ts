import { LimitEntry } from '../time/limit.js';
import { expectRefused, literal, overlay, refusals } from './folder.fixture.js';

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '3' }";
const head = (rule: string) => `rule: ${rule}, ${name}, ${cite}`;
/** A clock of two days from the registration to the answer, otherwise as `more` says. */
const clock = (rule: string, more: Record<string, string> = {}) => {
  const parts = {
    from: '[ticket.registered]',
    limit: '{ days: 2 }',
    owner: 'clerk',
    metBy: '[ticket.answered]',
    ...more,
  };
  const said = Object.entries(parts).map(([key, value]) => `${key}: ${value}`);
  return `  - { ${head(rule)}, ${said.join(', ')} }`;
};
const one = (more: Record<string, string>) => `clocks:\n${clock('D1', more)}`;
const two = (first: Record<string, string>, second: Record<string, string>) =>
  `clocks:\n${clock('D1', first)}\n${clock('D2', second)}`;
const circle = (names: string) => `misses bring each other about in a circle: ${names}; let one of them end it`;

describe('a clock is refused, with file, line and what would be right, when', () => {
  it.each([
    ['it has no owner', one({ owner: '' }), '10: versions.0.clocks.0.owner: must be a text'],
    [
      'it names two limits',
      one({ limit: '{ days: 2, hours: 3 }' }),
      '10: versions.0.clocks.0.limit: must say exactly one limit',
    ],
    [
      'its limit has a wrong word, which is told once',
      one({ limit: '{ workdays: 2 }' }),
      /^10: versions.0.clocks.0.limit: unknown key "workdays"; there are minutes, /,
    ],
    [
      'it names two limits beside a wrong word',
      one({ limit: '{ days: 2, hours: 3, colour: red }' }),
      [
        `10: versions.0.clocks.0.limit: unknown key "colour"; there are ${Object.keys(LimitEntry.shape).join(', ')}`,
        '10: versions.0.clocks.0.limit: must say exactly one limit',
      ],
    ],
    [
      'its limit is half a day',
      one({ limit: '{ days: 0.5 }' }),
      '10: versions.0.clocks.0.limit.days: must be a number, or a range such as [2, 3]',
    ],
    ['its range falls', one({ limit: '{ days: [3, 2] }' }), '10: versions.0.clocks.0.limit: a range must ascend'],
    [
      'its start is no list',
      one({ from: 'ticket.registered' }),
      '10: versions.0.clocks.0.from: must be a list of events, or unspecified',
    ],
    [
      'what meets it is no list',
      one({ metBy: 'ticket.answered' }),
      '10: versions.0.clocks.0.metBy: must be a list of events, or { all: [...] }',
    ],
    [
      'its owner is missing',
      one({ owner: 'manager' }),
      /^10: unknown role "manager"; declare it under roles, or use one of/,
    ],
    ['its owner is misspelt', one({ owner: 'clrek' }), '10: unknown role "clrek"; did you mean "clerk"?'],
    [
      'it escalates to a role that is missing',
      one({ onMiss: '[{ escalateTo: manager }]' }),
      /^10: unknown role "manager"/,
    ],
    ['it tells a role that is missing', one({ onMiss: '[{ notify: manager }]' }), /^10: unknown role "manager"/],
    [
      'its warning tells a role that is missing',
      one({ warnings: '[{ at: { percent: 50 }, do: [{ notify: manager }] }]' }),
      /^10: unknown role "manager"/,
    ],
    [
      'a miss has a consequence there is not',
      one({ onMiss: '[{ consequence: stoning }]' }),
      /^10: unknown consequence "stoning"; declare it under consequences/,
    ],
    [
      'a miss has two effects in one',
      one({ onMiss: '[{ notify: clerk, supervise: true }]' }),
      '10: versions.0.clocks.0.onMiss.0: must say exactly one effect',
    ],
    [
      'a miss lets happen what never does',
      one({ onMiss: '[{ happens: goods.sold }]' }),
      /^10: nothing is ever "goods.sold"; declare it under events/,
    ],
    ['it starts with what never happens', one({ from: '[goods.sold]' }), /^10: nothing is ever "goods.sold"/],
    [
      'it starts with a misspelt event',
      one({ from: '[ticket.registred]' }),
      '10: nothing is ever "ticket.registred"; did you mean "ticket.registered"?',
    ],
    [
      'it is met by what never happens',
      one({ metBy: '{ all: [ticket.answered, goods.sold] }' }),
      /^10: nothing is ever "goods.sold"/,
    ],
    ['it is ended by what never happens', one({ endedBy: '[goods.sold]' }), /^10: nothing is ever "goods.sold"/],
    [
      'it is paused by what never happens',
      one({ pauses: '[{ from: goods.sold, until: work.resumed }]' }),
      /^10: nothing is ever "goods.sold"/,
    ],
    [
      'its pause is ended by what never happens',
      one({ pauses: '[{ from: work.paused, until: goods.sold }]' }),
      /^10: nothing is ever "goods.sold"/,
    ],
    ['it runs up to what never happens', one({ limit: '{ before: goods.sold }' }), /^10: nothing is ever "goods.sold"/],
    [
      'its open start never happens',
      one({ from: 'unspecified', conventions: '{ openStart: goods.sold }' }),
      /^10: nothing is ever "goods.sold"/,
    ],
    [
      'it counts in a calendar there is not',
      one({ calendar: 'moon' }),
      '10: unknown calendar "moon"; known: china, telecom-hotline',
    ],
    [
      'it starts with the miss of a clock there is not',
      one({ from: '[clock.missed/D7]' }),
      /^10: nothing is ever "clock.missed\/D7"/,
    ],
    [
      'it starts with the miss of one that has no due time',
      two({ limit: '{ without: timely }' }, { from: '[clock.missed/D1]' }),
      '11: "D2" never starts: clock.missed/D1 never happens, for it has no due time',
    ],
    [
      'it starts with the miss of one that never starts',
      `${two({ limit: '{ notConfigured: true }' }, { from: '[clock.missed/D1]' })}\n${clock('D3', { from: '[clock.missed/D2]' })}`,
      [
        '11: "D2" never starts: clock.missed/D1 never happens, for it has no due time',
        '12: "D3" never starts: clock.missed/D2 never happens, for it has no due time',
      ],
    ],
    [
      'it is met by what starts it',
      one({ metBy: '[ticket.registered]' }),
      '10: is met by "ticket.registered", which starts it: it never runs',
    ],
    [
      'it is met by what its open start is read as',
      one({ from: 'unspecified', metBy: '[ticket.registered]' }),
      '10: is met by "ticket.registered", which starts it: it never runs',
    ],
    [
      'one event meets it and ends it',
      one({ endedBy: '[ticket.answered]' }),
      '10: "ticket.answered" both meets it and ends it; leave it out of one of them',
    ],
    [
      'a pause never ends',
      one({ pauses: '[{ from: work.paused, until: work.paused }]' }),
      '10: a pause begins and ends by "work.paused": it would never end',
    ],
    [
      'it is due with a clock there is not',
      one({ limit: '{ dueOf: [D7] }' }),
      '10: unknown clock "D7"; the clocks are D1',
    ],
    [
      'it is due with itself by another',
      two({ limit: '{ dueOf: [D2] }' }, { limit: '{ dueOf: [D1] }' }),
      [
        '10: is due with itself: D1 -> D2 -> D1; one of them needs a limit of its own',
        '11: is due with itself: D2 -> D1 -> D2; one of them needs a limit of its own',
      ],
    ],
    [
      'its miss is that of another and sets a field',
      two({}, { limit: '{ dueOf: [D1] }', onMiss: '[{ set: { damaged: true } }]' }),
      '11: is due with D1: let the miss of that clock set fields and start others',
    ],
    [
      'it warns of a due time there is not',
      one({ limit: '{ notConfigured: true }', warnings: '[{ at: { percent: 50 }, do: [{ notify: clerk }] }]' }),
      '10: warns of a due time that the limit does not give',
    ],
    [
      'it warns before it starts',
      one({ limit: '{ hours: 2 }', warnings: '[{ at: { left: { hours: 2 } }, do: [{ notify: clerk }] }]' }),
      '10: "left" is as long as the limit or longer: the warning must lie between start and due time',
    ],
    [
      'it warns when it is too late',
      one({ warnings: '[{ at: { after: { days: 3 } }, do: [{ notify: clerk }] }]' }),
      '10: "after" is as long as the limit or longer: the warning must lie between start and due time',
    ],
    [
      'a warning says two times',
      one({ warnings: '[{ at: { percent: 50, left: { days: 1 } }, do: [{ notify: clerk }] }]' }),
      '10: versions.0.clocks.0.warnings.0.at: must say exactly one of percent, left, after',
    ],
    [
      'a warning comes after the whole limit',
      one({ warnings: '[{ at: { percent: 120 }, do: [{ notify: clerk }] }]' }),
      '10: versions.0.clocks.0.warnings.0.at.percent: must be 100 or less',
    ],
    [
      'a warning sets fields',
      one({ warnings: '[{ at: { percent: 50 }, do: [{ set: { damaged: true } }] }]' }),
      '10: a warning tells somebody; only a miss sets fields or lets an event happen',
    ],
    [
      'an extension is for a role there is not',
      one({ extension: '{ consent: [manager], by: { days: 1 } }' }),
      /^10: unknown role "manager"/,
    ],
    [
      'an extension has no number of times',
      one({ extension: '{ consent: [clerk], times: 0, by: { days: 1 } }' }),
      '10: versions.0.clocks.0.extension.times: must be more than 0',
    ],
    [
      'an extension does not say who consents',
      one({ extension: '{ by: { days: 1 } }' }),
      '10: versions.0.clocks.0.extension.consent: must be a list of roles, or notConfigured',
    ],
    [
      'an extension is as long as nobody can say',
      one({ extension: '{ consent: [clerk], by: { without: timely } }' }),
      '10: versions.0.clocks.0.extension.by: must be a length such as { days: 3 }, setPerCase or notConfigured',
    ],
    [
      'a length is added to no number',
      one({ limit: '{ without: timely }', extension: '{ consent: [clerk], by: { days: 1 } }' }),
      '10: extends a limit that has no number: only by: { setPerCase: true } can be added to it',
    ],
    [
      'a length is added to what is not configured',
      one({ limit: '{ notConfigured: true }', extension: '{ consent: [clerk], by: { days: 1 } }' }),
      '10: extends a limit that is not configured: only by: { setPerCase: true } can be added to it',
    ],
    [
      "it extends another clock's due time",
      two({}, { limit: '{ dueOf: [D1] }', extension: '{ consent: [clerk], by: { days: 1 } }' }),
      '11: extends the due time of D1: extend that clock',
    ],
    [
      'a miss sets a field to what it never is',
      one({ onMiss: '[{ set: { damaged: much } }]' }),
      '10: "damaged" is a flag and is never "much"',
    ],
    [
      'a miss sets a field there is not',
      one({ onMiss: '[{ set: { broken: true } }]' }),
      '10: unknown field "broken"; declare it under fields, or answer it under decisions',
    ],
    [
      'a miss sets the answer of a decision',
      `decisions: { severity: { rules: [{ rule: s, ${cite}, is: minor }] } }\nclocks:\n${clock('D1', { onMiss: '[{ set: { severity: major } }]' })}`,
      '11: "severity" is answered by rules: set a field that they look at, not the answer',
    ],
    [
      'a miss sets what is counted',
      one({ onMiss: '[{ set: { urges: 3 } }]' }),
      '10: "urges" is counted from the facts; set a field of your own',
    ],
    [
      'it applies by a value that never is',
      one({ when: '{ size: [huge] }' }),
      '10: "size" is never "huge"; it is one of big, small',
    ],
    [
      'an effect has a condition that never is',
      one({ onMiss: '[{ notify: clerk, when: { size: [huge] } }]' }),
      '10: "size" is never "huge"; it is one of big, small',
    ],
  ])('%s', (_what, sections, expected) => {
    expectRefused(literal(sections), expected);
  });
});

describe('a cycle of reclassification is refused when', () => {
  it.each([
    [
      'a clock starts by its own miss',
      one({ from: '[ticket.registered, clock.missed/D1]' }),
      `10: ${circle('D1 -> D1')}`,
    ],
    [
      'a miss lets happen what starts the clock again',
      one({ from: '[ticket.registered, ticket.reclassified]', onMiss: '[{ happens: ticket.reclassified }]' }),
      `10: ${circle('D1 -> D1')}`,
    ],
    [
      'misses start each other',
      two({ from: '[ticket.registered, clock.missed/D2]' }, { from: '[clock.missed/D1]' }),
      `10: ${circle('D1 -> D2 -> D1')}`,
    ],
    [
      'misses set a field to and fro that both apply by',
      two(
        { when: '{ size: [small] }', onMiss: '[{ set: { size: big } }]' },
        { when: '{ size: [big] }', onMiss: '[{ set: { size: small } }]' },
      ),
      `10: ${circle('D1 -> D2 -> D1')}`,
    ],
    [
      'misses set a field to and fro, and a decision that looks at it lets the clocks apply',
      `decisions:
  severity: { rules: [{ rule: b, ${cite}, when: { size: [big] }, is: grave }, { rule: s, ${cite}, is: light }] }
${two(
  { when: '{ severity: [light] }', onMiss: '[{ set: { size: big } }]' },
  { when: '{ severity: [grave] }', onMiss: '[{ set: { size: small } }]' },
)}`,
      `12: ${circle('D1 -> D2 -> D1')}`,
    ],
    [
      'another reading of the text makes one',
      `options: { start: { ${name}, ${cite}, choices: { first: { ${name} }, again: { ${name}, clocks: { D1: { from: [clock.missed/D1] } } } }, default: first } }\n${one({})}`,
      `9: ${circle('D1 -> D1')}`,
    ],
  ])('%s', (_what, sections, expected) => {
    expectRefused(literal(sections), expected);
  });

  it('an overlay closes it by what it changes', () => {
    const above = literal(two({ below: 'replace' }, { from: '[clock.missed/D1]' }));
    const below = overlay('changes: [{ changes: D1, ours: why, from: [clock.missed/D2] }]');

    expect(refusals({ 'a.yaml': above, 'b.yaml': below })).toEqual([`b.yaml:6: ${circle('D1 -> D2 -> D1')}`]);
  });

  it('not when a miss only starts the next clock, or a field is set once and for all', () => {
    expect(
      refusals({
        'a.yaml': literal(
          two({ when: '{ size: [small] }', onMiss: '[{ set: { size: big } }]' }, { from: '[clock.missed/D1]' }),
        ),
      }),
    ).toEqual([]);
  });
});
