import { literal, overlay, refusals } from './folder.fixture.js';

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '3' }";
const clock = (rule: string, more = '') =>
  `- { rule: ${rule}, ${name}, ${cite}, from: [ticket.registered], limit: { days: 2 }, owner: clerk, metBy: [ticket.answered]${more} }`;

describe('a procedure is refused, with file, line and what would be right, when', () => {
  it.each([
    ['its YAML is broken', 'clocks: [', /^a\.yaml:\d+: Flow sequence/],
    ['a key is unknown', 'clockz: []', 'a.yaml:9: versions.0: unknown key "clockz"'],
    [
      'a key of a rule is unknown',
      `clocks:\n  - { rule: D1, ${name}, ${cite}, from: [ticket.registered], limit: { days: 2 }, ownr: clerk, owner: clerk, metBy: [ticket.answered] }`,
      'a.yaml:10: versions.0.clocks.0: unknown key "ownr"',
    ],
    ['a rule cites nothing', `gaps: [{ rule: g, ${name} }]`, 'a.yaml:9: say where it stands: cite: { article, lines }'],
    [
      'a value of ours stands in it',
      `gaps: [{ rule: g, ${name}, ours: because }]`,
      'a.yaml:9: a value of ours has no place in a literal procedure',
    ],
    ['a rule is there twice', `clocks:\n  ${clock('D1')}\n  ${clock('D1')}`, 'a.yaml:11: rule "D1" is there twice'],
    [
      'a clock escalates to a role that is missing',
      `clocks:\n  ${clock('D1', ', onMiss: [{ escalateTo: manager }]')}`,
      /^a\.yaml:10: unknown role "manager"; declare it under roles, or use one of/,
    ],
    [
      'a clock starts with what never happens',
      `clocks:\n  - { rule: D1, ${name}, ${cite}, from: [goods.sold], limit: { days: 2 }, owner: clerk, metBy: [ticket.answered] }`,
      /^a\.yaml:10: nothing is ever "goods.sold"; declare it under events, or use one of/,
    ],
    [
      'a clock starts with the miss of one that has no due time',
      `clocks:
  - { rule: D1, ${name}, ${cite}, from: [ticket.registered], limit: { without: timely }, owner: clerk, metBy: [ticket.answered] }
  - { rule: D2, ${name}, ${cite}, from: [clock.missed/D1], limit: { days: 2 }, owner: clerk, metBy: [ticket.answered] }`,
      'a.yaml:11: "D2" never starts: clock.missed/D1 never happens, for it has no due time',
    ],
    [
      'a clock is met by what starts it',
      `clocks:\n  - { rule: D1, ${name}, ${cite}, from: [goods.returned], limit: { days: 2 }, owner: clerk, metBy: [goods.returned] }`,
      'a.yaml:10: is met by "goods.returned", which starts it: it never runs',
    ],
    [
      'a pause never ends',
      `clocks:\n  ${clock('D1', ', pauses: [{ from: work.paused, until: work.paused }]')}`,
      'a.yaml:10: begins and ends by "work.paused": it would never end',
    ],
    [
      'it warns of a due time there is not',
      `clocks:\n  - { rule: D1, ${name}, ${cite}, from: [ticket.registered], limit: { notConfigured: true }, owner: clerk, metBy: [ticket.answered], warnings: [{ at: { percent: 50 }, do: [{ notify: clerk }] }] }`,
      'a.yaml:10: warns of a due time that the limit does not give',
    ],
    [
      'a warning sets fields',
      `clocks:\n  ${clock('D1', ', warnings: [{ at: { percent: 50 }, do: [{ set: { damaged: true } }] }]')}`,
      'a.yaml:10: a warning tells somebody; only a miss sets fields or lets an event happen',
    ],
    [
      'a miss sets a field to what it never is',
      `clocks:\n  ${clock('D1', ', onMiss: [{ set: { damaged: much } }]')}`,
      'a.yaml:10: "damaged" is a flag and is never "much"',
    ],
    [
      'misses start each other in a circle',
      `clocks:
  - { rule: D1, ${name}, ${cite}, from: [ticket.registered, clock.missed/D2], limit: { days: 2 }, owner: clerk, metBy: [ticket.answered] }
  - { rule: D2, ${name}, ${cite}, from: [clock.missed/D1], limit: { days: 2 }, owner: clerk, metBy: [ticket.answered] }`,
      'a.yaml:10: misses bring each other about in a circle: D1 -> D2 -> D1; let one of them end it',
    ],
    [
      'misses reclassify a ticket to and fro',
      `clocks:
  ${clock('D1', ', when: { size: [small] }, onMiss: [{ set: { size: big } }]')}
  ${clock('D2', ', when: { size: [big] }, onMiss: [{ set: { size: small } }]')}`,
      'a.yaml:10: misses bring each other about in a circle: D1 -> D2 -> D1; let one of them end it',
    ],
    [
      'a condition tests a field there is not',
      `clocks:\n  ${clock('D1', ', when: { broken: true }')}`,
      'a.yaml:10: unknown field "broken"; declare it under fields or decisions',
    ],
    [
      'a condition tests a value that is never',
      `clocks:\n  ${clock('D1', ', when: { size: [huge] }')}`,
      'a.yaml:10: "size" is never "huge"; it is one of big, small',
    ],
    [
      'a decision may be left without an answer',
      `decisions:\n  founded:\n    rules: [{ rule: a, ${cite}, when: { damaged: true }, is: true }]`,
      'a.yaml:11: the last rule must have no condition, so that there is always an answer',
    ],
    [
      'a rule of a decision is never reached',
      `decisions:\n  founded:\n    rules: [{ rule: a, ${cite}, is: true }, { rule: b, ${cite}, is: false }]`,
      'a.yaml:11: rule "b" is never reached: "a" always fits',
    ],
    [
      'a well-known question has an answer of its own',
      `decisions:\n  nature:\n    rules: [{ rule: a, ${cite}, is: gigantic }]`,
      'a.yaml:11: "nature" is never "gigantic"; its answers are ordinary, repeat, major',
    ],
    [
      'a question of its own has no name',
      `decisions:\n  colour:\n    rules: [{ rule: a, ${cite}, is: red }]`,
      'a.yaml:11: "colour" is a question of your own: give it a name: { zh, en }',
    ],
    [
      'decisions look at one another in a circle',
      `decisions:
  severity: { rules: [{ rule: a, ${cite}, when: { urgency: [high] }, is: grave }, { rule: b, ${cite}, is: light }] }
  urgency: { rules: [{ rule: c, ${cite}, when: { severity: [grave] }, is: high }, { rule: d, ${cite}, is: low }] }`,
      'a.yaml:10: look at one another in a circle: severity, urgency',
    ],
    [
      'nobody can leave a stage',
      `stages: { waiting: { ${name}, enteredBy: [goods.returned] } }`,
      'a.yaml:9: nobody can leave "waiting": permit an action from it that leads elsewhere, or say ends: true, or ends: notConfigured where the text breaks off',
    ],
    [
      'nobody can enter a stage',
      `stages: { waiting: { ${name}, ends: true } }`,
      'a.yaml:9: nobody can enter "waiting": name events under enteredBy, or an action with leadsTo: waiting',
    ],
    [
      'an action leads to a stage there is not',
      `actions: [{ rule: a, ${cite}, action: reply, leadsTo: heaven }]`,
      /^a\.yaml:9: unknown stage "heaven"; declare it under stages/,
    ],
    [
      'an action is misspelt',
      `actions: [{ rule: a, ${cite}, action: repli, by: [clerk] }]`,
      /^a\.yaml:9: unknown action "repli"; give it a name: \{ zh, en \} if it is one of your own/,
    ],
    [
      'what is refused leads somewhere',
      `actions: [{ rule: a, ${cite}, action: reply, refused: true, leadsTo: closed }]`,
      'a.yaml:9: versions.0.actions.0: what is refused leads nowhere, records nothing and requires nothing',
    ],
    [
      'a document is not declared',
      `actions: [{ rule: a, ${cite}, action: reply, requires: { documents: [receipt] } }]`,
      /^a\.yaml:9: unknown document "receipt"; declare it under documents/,
    ],
    [
      'a callback is limited by a clock there is not',
      `callbacks: [{ rule: a, ${name}, ${cite}, by: clerk, from: [ticket.closed], owed: { all: true }, clock: D7 }]`,
      'a.yaml:9: unknown clock "D7"; the clocks are none',
    ],
    [
      'a callback is marked by what is no flag',
      `callbacks: [{ rule: a, ${name}, ${cite}, by: clerk, from: [ticket.closed], owed: { marked: size } }]`,
      'a.yaml:9: "size" is no flag; declare it under fields with type: flag',
    ],
    [
      'a proposal proposes what is not declared',
      `proposals: [{ rule: a, ${name}, ${cite}, kind: sanction, measures: [{ measure: stoning }] }]`,
      /^a\.yaml:9: unknown consequence "stoning"; declare it under consequences/,
    ],
    [
      'an option has a default that is no choice',
      `options: { days: { ${name}, ${cite}, choices: { calendar: { ${name} }, working: { ${name} } }, default: both } }`,
      'a.yaml:9: "both" is no choice of "days"; choose one of calendar, working',
    ],
    [
      'it declares what happens to every ticket',
      `stages: { answered: { ${name} } }`,
      'a.yaml:9: "answered" is there already; use it, or choose another name',
    ],
  ])('%s', (_what, sections, expected) => {
    const [first] = refusals({ 'a.yaml': literal(sections) });

    if (typeof expected === 'string') expect(first).toBe(expected);
    else expect(first).toMatch(expected);
  });

  it('two of its versions are in force on one day', () => {
    const two =
      literal('inForceFrom: 2026-01-01') +
      literal('inForceFrom: 2025-01-01').split('versions:\n')[1]!.replace("'1'", "'2'");

    expect(refusals({ 'a.yaml': two })).toEqual([
      'a.yaml:10: version "2" overlaps "1": end one the day before the other begins',
    ]);
  });

  it('it extends what is not there, or itself', () => {
    expect(refusals({ 'b.yaml': overlay('gaps: []') })).toEqual([
      'b.yaml:5: there is no shop 1 to extend; known: shop-ours 1',
    ]);
    expect(refusals({ 'b.yaml': overlay('gaps: []', 'shop', 'shop') })).toEqual([
      'b.yaml:5: extends itself: shop 1 -> shop 1',
    ]);
  });

  it('many things are wrong: all of them are told at once', () => {
    const files = {
      'a.yaml': literal(
        `clockz: []\nclocks:\n  ${clock('D1', ', when: { broken: true }, onMiss: [{ notify: nobody }]')}`,
      ),
      'b.yaml': literal('gaps: [', 'other'),
      'c.yaml': overlay('changes: [{ changes: D9, ours: why, limit: { days: 1 } }]'),
    };

    expect(refusals(files).map((refusal) => /^[^:]+:\d+/.exec(refusal)![0])).toEqual([
      'a.yaml:9',
      'b.yaml:10',
      'a.yaml:11',
      'a.yaml:11',
      'c.yaml:6',
    ]);
  });
});

describe('an overlay is refused when', () => {
  const above = literal(`clocks:
  ${clock('D1')}
  ${clock('D2', ', below: nothing')}
  ${clock('D3', ', below: loosen')}
consequences: { notice: { zh: 通报, en: Notice } }
decisions:
  founded: { rules: [{ rule: f, ${cite}, is: true }] }
actions:
  - { rule: closes, ${cite}, action: close, by: [clerk], from: [answered] }
  - { rule: replies, ${cite}, action: reply, by: [clerk], below: replace }
callbacks:
  - { rule: sample, ${name}, ${cite}, by: clerk, from: [ticket.closed], owed: { sample: { percent: 30 } } }
numbering: { rule: n, ${name}, ${cite}, parts: [{ text: A }] }
proposals:
  - { rule: fine, ${name}, ${cite}, kind: sanction, measures: [{ measure: notice, amount: 50, unit: yuan }] }
  - { rule: open, ${name}, ${cite}, kind: sanction, measures: [{ measure: notice, amountNotConfigured: true }] }
parties:
  - { rule: two, ${name}, ${cite}, party: mediator, atLeast: 2 }
lookBacks:
  - { rule: three, ${name}, ${cite}, sets: often, key: [division], from: ticket.registered, atLeast: 3, countsItself: true }
options: { days: { ${name}, ${cite}, choices: { calendar: { ${name} }, working: { ${name} } }, default: calendar } }
gaps: [{ rule: g, ${name}, ${cite} }]`);
  const callback = (percent: number) =>
    `callbacks:\n  - { rule: own, ${name}, ours: why, replaces: sample, by: clerk, from: [ticket.closed], owed: { sample: { percent: ${percent} } } }`;

  it.each([
    [
      'it loosens what may only be tightened',
      'changes: [{ changes: D1, ours: why, limit: { days: 3 } }]',
      'b.yaml:6: loosens limit of "D1", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it replaces what may only be loosened',
      'changes: [{ changes: D3, ours: why, limit: { hours: 3 } }]',
      'b.yaml:6: replaces limit of "D3", but shop lets it be changed below only so far: loosen',
    ],
    [
      'it touches what nothing may change',
      'changes: [{ changes: D2, ours: why, limit: { days: 1 } }]',
      'b.yaml:6: tightens limit of "D2", but shop lets it be changed below only so far: nothing',
    ],
    [
      'it answers what is answered above',
      'decisions: { founded: { rules: [{ rule: x, ours: why, is: false }] } }',
      'b.yaml:6: shop answers "founded" in every case and does not let it be replaced below',
    ],
    [
      'it permits what only others may',
      'actions: [{ rule: x, ours: why, action: close, by: [handler] }]',
      'b.yaml:6: loosens "closes", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it calls back fewer',
      callback(20),
      'b.yaml:7: loosens "sample", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it numbers otherwise',
      `numbering: { rule: x, ${name}, ours: why, parts: [{ text: B }] }`,
      'b.yaml:6: replaces "n", but shop lets it be changed below only so far: nothing',
    ],
    [
      'it fines otherwise',
      `proposals: [{ rule: x, ${name}, ours: why, replaces: fine, kind: sanction }]`,
      'b.yaml:6: replaces "fine", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it lets fewer mediate',
      `parties: [{ rule: x, ${name}, ours: why, replaces: two, party: mediator, atLeast: 1 }]`,
      'b.yaml:6: loosens "two", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it counts only from more',
      `lookBacks: [{ rule: x, ${name}, ours: why, replaces: three, sets: often, key: [division], from: ticket.registered, atLeast: 4, countsItself: true }]`,
      'b.yaml:6: loosens "three", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it puts a rule in the place of none',
      `duties: [{ rule: x, ${name}, ours: why, replaces: monthly, owner: clerk, due: [{ dayOfMonth: 1 }] }]`,
      'b.yaml:6: there is no rule "monthly" in duties above; there are none',
    ],
    [
      'it chooses what is no choice',
      'choose: { days: { is: leap, ours: why } }',
      'b.yaml:6: "leap" is no choice of "days"; choose one of calendar, working',
    ],
    [
      'it fills what is no gap',
      `duties: [{ rule: x, ${name}, ours: why, fills: [h], owner: clerk, due: [{ dayOfMonth: 1 }] }]`,
      'b.yaml:4: rule "x" fills "h", which is no gap of what it extends',
    ],
    [
      'it does not say whose a value is',
      `duties: [{ rule: x, ${name}, owner: clerk, due: [{ dayOfMonth: 1 }] }]`,
      'b.yaml:6: say either cite: { article, lines } or ours: why',
    ],
  ])('%s', (_what, sections, expected) => {
    expect(refusals({ 'a.yaml': above, 'b.yaml': overlay(sections) })).toEqual([expected]);
  });

  it.each([
    ['tightens', 'changes: [{ changes: D1, ours: why, limit: { days: 1 } }]'],
    ['loosens what may be loosened', 'changes: [{ changes: D3, ours: why, limit: { days: 9 } }]'],
    ['refuses more', 'actions: [{ rule: x, ours: why, action: close, when: { damaged: true }, refused: true }]'],
    ['permits what may be replaced', 'actions: [{ rule: x, ours: why, action: reply, by: [auditor] }]'],
    ['calls back more', callback(31)],
    [
      'says an amount that the text leaves open',
      `proposals: [{ rule: x, ${name}, ours: why, replaces: open, kind: sanction }]`,
    ],
    ['chooses', 'choose: { days: { is: working, ours: why } }'],
    ['fills a gap', `duties: [{ rule: x, ${name}, ours: why, fills: [g], owner: clerk, due: [{ dayOfMonth: 1 }] }]`],
  ])('not when it %s', (_what, sections) => {
    expect(refusals({ 'a.yaml': above, 'b.yaml': overlay(sections) })).toEqual([]);
  });
});
