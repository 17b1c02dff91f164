import { literal, overlay, refusals } from './folder.fixture.js';

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '3' }";
const clock = (rule: string, more = '') =>
  `- { rule: ${rule}, ${name}, ${cite}, from: [ticket.registered], limit: { days: 2 }, owner: clerk, metBy: [ticket.answered]${more} }`;

describe('an overlay is refused when', () => {
  const above = literal(`clocks:
  ${clock('D1')}
  ${clock('D2', ', below: nothing')}
  ${clock('D3', ', below: loosen')}
  ${clock('D4', ', below: replace')}
  ${clock('D5').replace('{ days: 2 }', '{ notConfigured: true }')}
  ${clock('D6').replace('{ days: 2 }', '{ without: timely }')}
documents: { power-of-attorney: { zh: 委托书, en: Power of attorney } }
consequences: { notice: { zh: 通报, en: Notice } }
decisions:
  founded: { rules: [{ rule: f, ${cite}, is: true }] }
  nature: { rules: [{ rule: small, ${cite}, when: { size: [small] }, is: ordinary }, { rule: grave, ${cite}, notConfigured: true }] }
  severity: { rules: [{ rule: s, ${cite}, is: minor }], below: replace }
actions:
  - { rule: closes, ${cite}, action: close, by: [clerk], from: [answered] }
  - { rule: replies, ${cite}, action: reply, by: [clerk], below: replace }
  - { rule: verifies, ${cite}, action: verify, by: [clerk], below: nothing }
callbacks:
  - { rule: sample, ${name}, ${cite}, by: clerk, from: [ticket.closed], owed: { sample: { percent: 30, every: month } } }
numbering: { rule: n, ${name}, ${cite}, parts: [{ sequence: { per: ever, digits: 6 } }] }
proposals:
  - { rule: fine, ${name}, ${cite}, kind: sanction, measures: [{ measure: notice, amount: 50, unit: yuan }] }
  - { rule: open, ${name}, ${cite}, kind: sanction, measures: [{ measure: notice, amountNotConfigured: true }] }
parties:
  - { rule: two, ${name}, ${cite}, party: mediator, atLeast: 2 }
  - { rule: proxy, ${name}, ${cite}, party: agent, needs: [power-of-attorney] }
lookBacks:
  - { rule: three, ${name}, ${cite}, sets: often, key: [division], from: ticket.registered, within: { days: 30 }, atLeast: 3, countsItself: true }
duties:
  - { rule: monthly, ${name}, ${cite}, owner: clerk, due: [{ dayOfMonth: 30 }] }
  - { rule: sometimes, ${name}, ${cite}, owner: clerk, due: notConfigured }
options: { days: { ${name}, ${cite}, choices: { calendar: { ${name} }, working: { ${name} } }, default: calendar } }
gaps: [{ rule: g, ${name}, ${cite} }]`);
  const callback = (percent: number) =>
    `callbacks:\n  - { rule: own, ${name}, ours: why, replaces: sample, by: clerk, from: [ticket.closed], owed: { sample: { percent: ${percent}, every: month } } }`;
  const lookBack = (more: string) =>
    `lookBacks: [{ rule: x, ${name}, ours: why, replaces: three, sets: often, key: [division], from: ticket.registered, ${more}, countsItself: true }]`;

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
      'it takes another start for a clock',
      'changes: [{ changes: D1, ours: why, from: [work.accepted] }]',
      'b.yaml:6: replaces from of "D1", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it lets a miss be justified',
      'changes: [{ changes: D1, ours: why, inPrinciple: true }]',
      'b.yaml:6: loosens inPrinciple of "D1", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it grants more time',
      'changes: [{ changes: D1, ours: why, extension: { consent: [clerk], by: { days: 1 } } }]',
      'b.yaml:6: replaces extension of "D1", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it lets those below it do more',
      'changes: [{ changes: D1, ours: why, below: replace }]',
      'b.yaml:6: replaces below of "D1", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it takes the number away',
      'changes: [{ changes: D1, ours: why, limit: { without: timely } }]',
      'b.yaml:6: replaces limit of "D1", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it adds a warning to what nothing may change',
      'changes: [{ changes: D2, ours: why, warnings: [{ at: { percent: 50 }, do: [{ notify: clerk }] }] }]',
      'b.yaml:6: tightens warnings of "D2", but shop lets it be changed below only so far: nothing',
    ],
    [
      'it changes a clock there is not',
      'changes: [{ changes: D9, ours: why, limit: { days: 1 } }]',
      'b.yaml:6: there is no clock "D9" to change; there are D1, D2, D3, D4, D5, D6',
    ],
    [
      'it changes a clock twice',
      'changes: [{ changes: D4, ours: why, limit: { days: 1 } }, { changes: D4, ours: why, limit: { days: 9 } }]',
      'b.yaml:6: "D4" is changed twice; say it in one change',
    ],
    [
      'it makes a clock one that never runs',
      'changes: [{ changes: D4, ours: why, metBy: [ticket.registered] }]',
      'b.yaml:6: is met by "ticket.registered", which starts it: it never runs',
    ],
    [
      'an option of its own reads a clock above otherwise',
      `options: { long: { ${name}, ours: why, choices: { no: { ${name} }, yes: { ${name}, clocks: { D1: { limit: { days: 9 } } } } }, default: yes } }`,
      'b.yaml:6: this version writes no clock "D1"; an option reads clocks of its own version: none',
    ],
    [
      'it opens an answer above to those below it',
      'decisions: { nature: { rules: [{ rule: x, ours: why, is: major }], below: replace } }',
      'b.yaml:6: lets "nature" be replaced below, but shop does not',
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
      'it permits the same again under another event',
      'actions: [{ rule: x, ours: why, action: close, records: ticket.closed }]',
      'b.yaml:6: loosens "closes", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it demands more where nothing may be changed',
      'actions: [{ rule: x, ours: why, action: verify, requires: { fields: [reason] } }]',
      'b.yaml:6: tightens "verifies", but shop lets it be changed below only so far: nothing',
    ],
    [
      'it forbids everything where something may not be changed',
      'actions: [{ rule: x, ours: why, action: any, when: { damaged: true }, refused: true }]',
      'b.yaml:6: tightens "verifies", but shop lets it be changed below only so far: nothing',
    ],
    [
      'it calls back in another period',
      callback(50).replace('month', 'year'),
      'b.yaml:7: replaces "sample", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it calls back only some of those that are owed',
      callback(50).replace('from: [ticket.closed]', 'from: [ticket.closed], when: { damaged: true }'),
      'b.yaml:7: replaces "sample", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it lets those below it call back fewer',
      callback(50).replace('replaces: sample', 'replaces: sample, below: loosen'),
      'b.yaml:7: lets "sample" be changed below as "loosen", but shop only so far: tighten',
    ],
    [
      'it calls back fewer',
      callback(20),
      'b.yaml:7: loosens "sample", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it numbers otherwise',
      `numbering: { rule: x, ${name}, ours: why, parts: [{ text: B }, { sequence: { per: ever, digits: 6 } }] }`,
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
      'it lets an agent come without proof',
      `parties: [{ rule: x, ${name}, ours: why, replaces: proxy, party: agent, atLeast: 1 }]`,
      'b.yaml:6: loosens "proxy", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it counts in a shorter window',
      lookBack('within: { days: 29 }, atLeast: 3'),
      'b.yaml:6: loosens "three", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it counts once for each customer level',
      lookBack('within: { days: 30 }, atLeast: 3, distinct: customerLevel'),
      'b.yaml:6: replaces "three", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it reports at another time',
      `duties: [{ rule: x, ${name}, ours: why, replaces: monthly, owner: clerk, due: [{ dayOfMonth: 1 }] }]`,
      'b.yaml:6: replaces "monthly", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it counts only from more',
      lookBack('within: { days: 30 }, atLeast: 4'),
      'b.yaml:6: loosens "three", but shop lets it be changed below only so far: tighten',
    ],
    [
      'it puts a rule in the place of none',
      `duties: [{ rule: x, ${name}, ours: why, replaces: weekly, owner: clerk, due: [{ dayOfMonth: 1 }] }]`,
      'b.yaml:6: there is no rule "weekly" in duties above; there are monthly, sometimes',
    ],
    [
      'it chooses what is no choice',
      'choose: { days: { is: leap, ours: why } }',
      'b.yaml:6: "leap" is no choice of "days"; choose one of calendar, working',
    ],
    [
      'it chooses where there is no option',
      'choose: { weeks: { is: working, ours: why } }',
      'b.yaml:6: there is no option "weeks" above; there are: days',
    ],
    [
      'it writes a rule that is there',
      `clocks:\n  ${clock('D1').replace(cite, 'ours: why')}`,
      'b.yaml:7: rule "D1" is there twice; an overlay changes it under changes',
    ],
    [
      'it declares a word that is there',
      'roles: { clerk: { name: { zh: 店员, en: Clerk } } }',
      'b.yaml:6: "clerk" is there already; use it, or choose another name',
    ],
    [
      'it cites a text that it does not name',
      `duties: [{ rule: x, ${name}, ${cite}, owner: clerk, due: [{ dayOfMonth: 1 }] }]`,
      'b.yaml:6: cites a text, but the version names no source',
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
    ['replaces what may be replaced', 'changes: [{ changes: D4, ours: why, limit: { hours: 9 }, owner: handler }]'],
    ['says a limit that the text leaves open', 'changes: [{ changes: D5, ours: why, limit: { days: 9 } }]'],
    ['says a number where the text only asks for speed', 'changes: [{ changes: D6, ours: why, limit: { hours: 4 } }]'],
    [
      'warns of what may only be tightened',
      'changes: [{ changes: D1, ours: why, warnings: [{ at: { percent: 50 }, do: [{ notify: clerk }] }] }]',
    ],
    ['answers a question left open', 'decisions: { nature: { rules: [{ rule: x, ours: why, is: major }] } }'],
    ['answers before what may be replaced', 'decisions: { severity: { rules: [{ rule: x, ours: why, is: major }] } }'],
    ['lets more mediate', `parties: [{ rule: x, ${name}, ours: why, replaces: two, party: mediator, atLeast: 3 }]`],
    ['counts from fewer, in a longer window', lookBack('within: { days: 31 }, atLeast: 2')],
    [
      'reports where the text gives no time',
      `duties: [{ rule: x, ${name}, ours: why, replaces: sometimes, owner: clerk, due: [{ dayOfMonth: 1 }] }]`,
    ],
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

  it('a level further down keeps to what the first one says', () => {
    const group = overlay('changes: [{ changes: D1, ours: why, limit: { days: 1 } }]');
    const province = overlay('changes: [{ changes: D1, ours: why, limit: { days: 2 } }]', 'province', 'shop-ours');

    expect(refusals({ 'a.yaml': above, 'b.yaml': group, 'c.yaml': province })).toEqual([
      'c.yaml:6: loosens limit of "D1", but shop-ours lets it be changed below only so far: tighten',
    ]);
  });

  it('two levels have the clock that it means', () => {
    const law = literal(`clocks:\n  ${clock('D1')}`, 'law');
    const both = overlay('changes: [{ changes: D1, ours: why, limit: { days: 1 } }]').replace(
      "{ procedure: shop, version: '1' }",
      "[{ procedure: law, version: '1' }, { procedure: shop, version: '1' }]",
    );
    const shop = literal(`clocks:\n  ${clock('D1')}`)
      .replace('roles: { clerk', 'roles: { seller')
      .replaceAll('goods.returned', 'goods.brought')
      .replaceAll('damaged', 'broken')
      .replaceAll('size', 'height')
      .replaceAll('owner: clerk', 'owner: seller');

    expect(refusals({ 'a.yaml': law, 'b.yaml': shop, 'c.yaml': both })).toEqual([
      'c.yaml:6: "D1" is on several levels; there are law/D1, shop/D1',
    ]);
    expect(
      refusals({ 'a.yaml': law, 'b.yaml': shop, 'c.yaml': both.replace('changes: D1', 'changes: law/D1') }),
    ).toEqual([]);
  });
});
