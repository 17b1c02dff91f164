import { expectRefused, literal } from './folder.fixture.js';

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '3' }";
const head = `rule: a, ${name}, ${cite}`;

describe('a decision is refused when', () => {
  it.each([
    [
      'it may be left without an answer',
      `decisions:\n  founded:\n    rules: [{ rule: a, ${cite}, when: { damaged: true }, is: true }]`,
      '11: the last rule must have no condition, so that there is always an answer',
    ],
    [
      'a rule of it is never reached',
      `decisions:\n  founded:\n    rules: [{ rule: a, ${cite}, is: true }, { rule: b, ${cite}, is: false }]`,
      '11: rule "b" is never reached: "a" always fits',
    ],
    [
      'a rule of it says nothing',
      `decisions:\n  founded:\n    rules: [{ rule: a, ${cite} }]`,
      '11: versions.0.decisions.founded.rules.0: must say either what it is, or notConfigured: true',
    ],
    [
      'a well-known question has an answer of its own',
      `decisions:\n  nature:\n    rules: [{ rule: a, ${cite}, is: gigantic }]`,
      '11: "nature" is never "gigantic"; its answers are ordinary, repeat, major',
    ],
    [
      'a well-known question is answered by words instead of true or false',
      `decisions:\n  founded:\n    rules: [{ rule: a, ${cite}, is: partly }]`,
      '11: "founded" is never "partly"; its answers are true and false',
    ],
    [
      'its answers are of two kinds',
      `decisions:\n  severity:\n    rules: [{ rule: a, ${cite}, when: { damaged: true }, is: 3 }, { rule: b, ${cite}, is: light }]`,
      '11: "severity" answers numbers and words; all answers are of one kind',
    ],
    [
      'a question of its own has no name',
      `decisions:\n  colour:\n    rules: [{ rule: a, ${cite}, is: red }]`,
      '11: "colour" is a question of your own: give it a name: { zh, en }',
    ],
    [
      'it has the name of a field that facts fill',
      `decisions:\n  size: { ${name}, rules: [{ rule: a, ${cite}, is: big }] }`,
      '10: "size" is a field that facts fill; this needs a name of its own',
    ],
    [
      'it looks at itself by another',
      `decisions:
  severity: { rules: [{ rule: a, ${cite}, when: { urgency: [high] }, is: grave }, { rule: b, ${cite}, is: light }] }
  urgency: { rules: [{ rule: c, ${cite}, when: { severity: [grave] }, is: high }, { rule: d, ${cite}, is: low }] }`,
      '10: look at one another in a circle: severity, urgency',
    ],
    [
      'it tests an answer that another decision never gives',
      `decisions:
  severity: { rules: [{ rule: a, ${cite}, when: { urgency: [top] }, is: grave }, { rule: b, ${cite}, is: light }] }
  urgency: { rules: [{ rule: d, ${cite}, is: low }] }`,
      '10: "urgency" is never "top"; it is one of low',
    ],
  ])('%s', (_what, sections, expected) => expectRefused(literal(sections), expected));
});

describe('a condition is refused when', () => {
  const action = (when: string) => `actions: [{ rule: a, ${cite}, action: reply, by: [clerk], when: ${when} }]`;

  it.each([
    [
      'it tests a field there is not',
      '{ broken: true }',
      '9: unknown field "broken"; declare it under fields, or answer it under decisions',
    ],
    ['it tests a misspelt field', '{ damagd: true }', '9: unknown field "damagd"; did you mean "damaged"?'],
    ['it tests a flag by words', '{ damaged: [much] }', '9: "damaged" is a flag: test it with true or false'],
    [
      'it tests a number by a flag',
      '{ urges: true }',
      '9: "urges" is a number: test it with bounds such as { atLeast: 3 }',
    ],
    [
      'it tests a choice by a number',
      '{ size: { atLeast: 3 } }',
      '9: "size" is a choice: test it with a list of values',
    ],
    ['it tests a list by a flag', '{ riskFlags: true }', '9: "riskFlags" is a list: test it with a list of values'],
    [
      'it tests a value that never is',
      '{ any: [{ size: [huge] }, { damaged: true }] }',
      '9: "size" is never "huge"; it is one of big, small',
    ],
    [
      'it looks into a text',
      '{ not: { content: [rude] } }',
      '9: "content" is a text: rules may require it, but cannot test it',
    ],
    [
      'it holds two predicates',
      '{ damaged: true, size: [big] }',
      '9: versions.0.actions.0.when: must hold exactly one predicate; join several with all, any or not',
    ],
    ['it is an expression', "'urges >= 3'", '9: versions.0.actions.0.when: must be a table such as { key: value }'],
    ['it names no bound', '{ urges: {} }', '9: versions.0.actions.0.when.urges: must name at least one bound'],
    [
      'it tests by one word',
      '{ size: big }',
      '9: versions.0.actions.0.when.size: must be true or false for a flag, a list of values for a choice, or bounds such as { atLeast: 3 }',
    ],
  ])('%s', (_what, when, expected) => expectRefused(literal(action(when)), expected));
});

describe('a stage is refused when', () => {
  it.each([
    [
      'nobody can leave it',
      `stages: { waiting: { ${name}, enteredBy: [goods.returned] } }`,
      '9: nobody can leave "waiting": permit an action from it that leads elsewhere, or say ends: true, or ends: notConfigured where the text breaks off',
    ],
    [
      'nobody can enter it',
      `stages: { waiting: { ${name}, ends: true } }`,
      '9: nobody can enter "waiting": name events under enteredBy, or an action with leadsTo: waiting',
    ],
    [
      'only who is in it can enter it',
      `stages: { waiting: { ${name}, ends: true } }\nactions: [{ rule: a, ${cite}, action: reply, from: [waiting], leadsTo: waiting }]`,
      '9: nobody can enter "waiting": name events under enteredBy, or an action with leadsTo: waiting',
    ],
    [
      'it and another lead only to each other',
      `stages:
  here: { ${name}, enteredBy: [goods.returned] }
  there: { ${name} }
actions:
  - { rule: a, ${cite}, action: goThere, ${name}, from: [here], leadsTo: there }
  - { rule: b, ${cite}, action: goHere, ${name}, from: [there], leadsTo: here }`,
      [
        '10: "here" leads only to there, and from there to no end: say how it is ended',
        '11: "there" leads only to here, and from there to no end: say how it is ended',
      ],
    ],
    [
      'its event leads to another stage',
      `stages: { here: { ${name}, ends: true, enteredBy: [goods.returned] }, there: { ${name}, ends: true, enteredBy: [goods.returned] } }`,
      [
        '9: "goods.returned" leads to "there" already; one event leads to one stage',
        '9: "goods.returned" leads to "here" already; one event leads to one stage',
      ],
    ],
    [
      'its event never happens',
      `stages: { waiting: { ${name}, ends: true, enteredBy: [goods.sold] } }`,
      /^9: nothing is ever "goods.sold"/,
    ],
    [
      'every ticket has it',
      `stages: { answered: { ${name} } }`,
      '9: "answered" is there already; use it, or choose another name',
    ],
    [
      'it ends perhaps',
      `stages: { waiting: { ${name}, enteredBy: [goods.returned], ends: perhaps } }`,
      '9: versions.0.stages.waiting.ends: must be true, or notConfigured',
    ],
  ])('%s', (_what, sections, expected) => expectRefused(literal(sections), expected));

  it('not when the text breaks off in it, or an action leads on', () => {
    expectRefused(
      literal(`stages:
  here: { ${name}, enteredBy: [goods.returned] }
  there: { ${name}, ends: notConfigured }
actions: [{ rule: a, ${cite}, action: goThere, ${name}, from: [here], leadsTo: there }]`),
      [],
    );
  });
});

describe('an action is refused when', () => {
  const action = (more: string) => `actions: [{ rule: a, ${cite}, ${more} }]`;

  it.each([
    [
      'it leads to a stage there is not',
      'action: reply, leadsTo: heaven',
      /^9: unknown stage "heaven"; declare it under stages/,
    ],
    ['it is for a stage there is not', 'action: reply, from: [heaven]', /^9: unknown stage "heaven"/],
    ['it is misspelt', 'action: repli, by: [clerk]', '9: unknown action "repli"; did you mean "reply"?'],
    [
      'it is unknown',
      'action: dance, by: [clerk]',
      /^9: unknown action "dance"; give it a name: \{ zh, en \} if it is one of your own/,
    ],
    ['it is for a role there is not', 'action: reply, by: [manager]', /^9: unknown role "manager"/],
    ['it is recorded by what never happens', 'action: reply, records: goods.sold', /^9: nothing is ever "goods.sold"/],
    [
      'what is refused leads somewhere',
      'action: reply, refused: true, leadsTo: closed',
      '9: versions.0.actions.0: what is refused leads nowhere, records nothing and requires nothing',
    ],
    [
      'it requires nothing',
      'action: reply, requires: {}',
      '9: versions.0.actions.0.requires: must require fields, documents or consent',
    ],
    ['it requires a field there is not', 'action: reply, requires: { fields: [colour] }', /^9: unknown field "colour"/],
    [
      'it requires a document there is not',
      'action: reply, requires: { documents: [receipt] }',
      /^9: unknown document "receipt"; declare it under documents/,
    ],
    [
      'it requires the consent of nobody',
      'action: reply, requires: { consent: [manager] }',
      /^9: unknown role "manager"/,
    ],
    [
      'it says nothing',
      'action: reply',
      '9: says nothing: permit with by, from or leadsTo, demand with requires, or say refused: true',
    ],
    [
      'it permits anything',
      'action: any, by: [clerk]',
      '9: nobody is permitted any action at all: name those that are meant',
    ],
    [
      'nobody is permitted what is demanded for it',
      `action: dance, ${name}, requires: { fields: [reason] }`,
      '9: nobody may do "dance": permit it, with by and from',
    ],
  ])('%s', (_what, more, expected) => expectRefused(literal(action(more)), expected));

  it('not when an action of its own is only refused: the text forbids it to all', () => {
    expectRefused(literal(action(`action: dance, ${name}, refused: true`)), []);
  });
});

describe('a callback is refused when', () => {
  const callback = (more: string, owed = '{ all: true }') => `callbacks: [{ ${head}, ${more}, owed: ${owed} }]`;

  it.each([
    ['nobody there is makes it', callback('by: manager, from: [ticket.closed]'), /^9: unknown role "manager"/],
    [
      'it is owed after what never happens',
      callback('by: clerk, from: [goods.sold]'),
      /^9: nothing is ever "goods.sold"/,
    ],
    [
      'it is limited by a clock there is not',
      callback('by: clerk, from: [ticket.closed], clock: D7'),
      '9: unknown clock "D7"; the clocks are none',
    ],
    [
      'it is owed in two ways',
      callback('by: clerk, from: [ticket.closed]', '{ all: true, asNeeded: true }'),
      '9: versions.0.callbacks.0.owed: must say exactly one of all, sample, marked, asNeeded, notConfigured',
    ],
    [
      'it is marked by what is no flag',
      callback('by: clerk, from: [ticket.closed]', '{ marked: size }'),
      '9: "size" is no flag; declare it under fields with type: flag',
    ],
    [
      'its share is more than all',
      callback('by: clerk, from: [ticket.closed]', '{ sample: { percent: 101 } }'),
      '9: versions.0.callbacks.0.owed.sample.percent: must be 100 or less',
    ],
    [
      'its share is drawn for each of what is not',
      callback('by: clerk, from: [ticket.closed]', '{ sample: { percent: 5, each: [colour] } }'),
      /^9: unknown field "colour"/,
    ],
  ])('%s', (_what, sections, expected) => expectRefused(literal(sections), expected));
});

describe('a numbering is refused when', () => {
  const numbering = (parts: string) => `numbering: { ${head}, parts: ${parts} }`;
  const perYear = '{ sequence: { per: year, digits: 3 } }';

  it.each([
    [
      'it has two sequences',
      numbering(`[{ date: yyyy }, ${perYear}, ${perYear}]`),
      '9: versions.0.numbering.parts: must have one sequence and no more: with none two complaints get one number',
    ],
    [
      'it has none',
      numbering('[{ text: A }]'),
      '9: versions.0.numbering.parts: must have one sequence and no more: with none two complaints get one number',
    ],
    [
      'its sequence begins again and nothing shows it',
      numbering(`[{ text: A }, ${perYear}]`),
      '9: versions.0.numbering.parts: a sequence that begins again each year, month or day needs a date part that shows it',
    ],
    [
      'a part is two things',
      numbering(`[{ text: A, date: yy }, ${perYear}]`),
      '9: versions.0.numbering.parts.0: must say exactly one of text, date, field, sequence',
    ],
    [
      'a date is of other letters',
      numbering(`[{ date: YYYY }, { date: yy }, ${perYear}]`),
      '9: versions.0.numbering.parts.0.date: must be of yyyy, yy, MM and dd, such as yyMMdd',
    ],
    [
      'a part is a field there is not',
      numbering(`[{ date: yy }, { field: colour }, ${perYear}]`),
      /^9: unknown field "colour"/,
    ],
    [
      'it neither numbers nor says that nobody has said how',
      `numbering: { ${head} }`,
      '9: versions.0.numbering: must say either parts, or notConfigured: true',
    ],
  ])('%s', (_what, sections, expected) => expectRefused(literal(sections), expected));
});

describe('a proposal is refused when', () => {
  const proposal = (more: string) =>
    `consequences: { fine: { zh: 罚款, en: Fine } }\nproposals: [{ ${head}, kind: sanction, ${more} }]`;

  it.each([
    [
      'it proposes what is not declared',
      proposal('measures: [{ measure: stoning }]'),
      '10: unknown consequence "stoning"; declare it under consequences, or use one of fine',
    ],
    [
      'an amount has no unit',
      proposal('measures: [{ measure: fine, amount: 50 }]'),
      '10: versions.0.proposals.0.measures.0: an amount has a unit: yuan, points, percent or days',
    ],
    [
      'a unit has no amount',
      proposal('measures: [{ measure: fine, unit: yuan }]'),
      '10: versions.0.proposals.0.measures.0: an amount has a unit: yuan, points, percent or days',
    ],
    [
      'it has an amount that nobody has said',
      proposal('measures: [{ measure: fine, amount: 5, unit: yuan, amountNotConfigured: true }]'),
      '10: versions.0.proposals.0.measures.0: must say either an amount, or amountNotConfigured: true',
    ],
    [
      'a range falls',
      proposal('measures: [{ measure: fine, amount: [100, 30], unit: yuan }]'),
      '10: versions.0.proposals.0.measures.0: a range must ascend',
    ],
    ['it is against a role there is not', proposal('against: manager'), /^10: unknown role "manager"/],
    ['it is decided by a role there is not', proposal('decidedBy: [{ role: manager }]'), /^10: unknown role "manager"/],
    [
      'nobody decides',
      proposal('decidedBy: [{ upTo: 5 }]'),
      '10: versions.0.proposals.0.decidedBy.0: must name a role, or notConfigured: true',
    ],
    [
      'the smaller authority comes behind the larger',
      proposal('decidedBy: [{ role: auditor, upTo: 500 }, { role: clerk, upTo: 100 }]'),
      '10: is never reached: "auditor" before it decides as much; smaller first',
    ],
    [
      'it is made by what never is',
      proposal('when: { size: [huge] }'),
      '10: "size" is never "huge"; it is one of big, small',
    ],
    [
      'its kind is unknown',
      `proposals: [{ ${head}, kind: revenge }]`,
      '9: versions.0.proposals.0.kind: must be one of responsibility, disposal, sanction, compensation, reward, abnormal',
    ],
  ])('%s', (_what, sections, expected) => expectRefused(literal(sections), expected));
});

describe('a party is refused when', () => {
  const party = (more: string) => `parties: [{ ${head}, ${more} }]`;

  it.each([
    ['it is nobody', party('party: manager, atLeast: 2'), /^9: unknown role "manager"/],
    [
      'nothing is asked of it',
      party('party: mediator'),
      '9: versions.0.parties.0: must say atLeast, atMost, needs, mustBe or mayNotBe',
    ],
    [
      'more must come than may',
      party('party: mediator, atLeast: 3, atMost: 2'),
      '9: versions.0.parties.0.atMost: atMost must not be less than atLeast',
    ],
    ['it brings a document there is not', party('party: agent, needs: [proxy]'), /^9: unknown document "proxy"/],
    [
      'it must be what never is',
      party('party: agent, mustBe: { size: [huge] }'),
      '9: "size" is never "huge"; it is one of big, small',
    ],
    ['it may not be what is unknown', party('party: agent, mayNotBe: { colour: [red] }'), /^9: unknown field "colour"/],
  ])('%s', (_what, sections, expected) => expectRefused(literal(sections), expected));
});

describe('a look-back is refused when', () => {
  const lookBack = (more: Record<string, string>) => {
    const usual = {
      sets: 'often',
      key: '[division]',
      from: 'ticket.registered',
      within: '{ days: 30 }',
      atLeast: '3',
      countsItself: 'true',
    };
    const said = Object.entries({ ...usual, ...more }).map(([key, value]) => `${key}: ${value}`);
    return `{ ${head}, ${said.join(', ')} }`;
  };
  const only = (more: Record<string, string>) => `lookBacks: [${lookBack(more)}]`;

  it.each([
    ['its key is no field', only({ key: '[colour]' }), /^9: unknown field "colour"/],
    ['it counts from what never happens', only({ from: 'goods.sold' }), /^9: nothing is ever "goods.sold"/],
    ['it counts once for what is no field', only({ distinct: 'colour' }), /^9: unknown field "colour"/],
    [
      'it counts those that never are',
      only({ when: '{ size: [huge] }' }),
      '9: "size" is never "huge"; it is one of big, small',
    ],
    [
      'its window never ends',
      only({ within: '{ without: timely }' }),
      '9: versions.0.lookBacks.0.within: must be a length such as { days: 30 }, endOf, or notConfigured',
    ],
    [
      'every ticket is enough for itself',
      only({ atLeast: '1' }),
      '9: versions.0.lookBacks.0.atLeast: holds for every ticket: it counts the ticket itself, and one is enough',
    ],
    [
      'its flag is a field that facts fill',
      only({ sets: 'damaged' }),
      '9: "damaged" is filled or answered elsewhere; a look-back sets a flag of its own',
    ],
    [
      'another sets its flag',
      `lookBacks: [${lookBack({})}, ${lookBack({}).replace('rule: a', 'rule: b')}]`,
      '9: "often" is set by "a" already; give each look-back a flag of its own',
    ],
  ])('%s', (_what, sections, expected) => expectRefused(literal(sections), expected));
});

describe('a case is refused when', () => {
  const lookBack = (rule: string, more = 'key: [division], countsItself: true') =>
    `{ ${head.replace('rule: a', `rule: ${rule}`)}, sets: ${rule}, from: ticket.registered, atLeast: 3, ${more} }`;
  const only = (more: Record<string, string>) => {
    const usual = { gathers: '[often]', confirmed: '{ when: { size: [big] }, atLeast: 2 }' };
    const said = Object.entries({ ...usual, ...more }).map(([key, value]) => `${key}: ${value}`);
    const others = [
      lookBack('often'),
      lookBack('here', 'key: [unit], countsItself: true'),
      lookBack('before', 'key: [division], countsItself: false'),
      lookBack('open', 'key: [division], within: { notConfigured: true }, countsItself: true'),
    ];
    return `cases: [{ ${head.replace('rule: a', 'rule: many')}, ${said.join(', ')} }]\nlookBacks: [${others.join(', ')}]`;
  };

  it.each([
    [
      'nothing sets its flag',
      only({ gathers: '[seldom]' }),
      '9: no look-back that counts the ticket itself sets "seldom"; the flags are often, here, open',
    ],
    [
      'its look-back counts others only',
      only({ gathers: '[before]' }),
      '9: no look-back that counts the ticket itself sets "before"; the flags are often, here, open',
    ],
    [
      'its look-backs count by different keys',
      only({ gathers: '[often, here]' }),
      '9: a case has one key; these count by division, by unit',
    ],
    [
      'its look-back has no window yet',
      only({ gathers: '[open]' }),
      '9: "open" has no window yet: within is notConfigured, so nothing gathers; give it a length or gather by another flag',
    ],
    [
      'its look-back has no window in a reading of the text',
      `${only({})}\noptions: { reading: { name: { zh: 名, en: Name }, cite: { lines: '1' }, default: strict, choices: { strict: { name: { zh: 名, en: Name } }, open: { name: { zh: 名, en: Name }, lookBacks: { often: { within: { notConfigured: true } } } } } } }`,
      '9: "often" has no window yet: within is notConfigured, so nothing gathers; give it a length or gather by another flag',
    ],
    ['who leaves it is no field', only({ leaves: '{ colour: true }' }), /^9: unknown field "colour"/],
    [
      'it is confirmed by what never is',
      only({ confirmed: '{ when: { size: [huge] }, atLeast: 1 }' }),
      '9: "size" is never "huge"; it is one of big, small',
    ],
    [
      'its wave never ends',
      only({ sameWave: '{ without: timely }' }),
      '9: versions.0.cases.0.sameWave: must be a length such as { days: 3 }, or endOf',
    ],
  ])('%s', (_what, sections, expected) => expectRefused(literal(sections), expected));
});

describe('a duty is refused when', () => {
  const duty = (more: string) => `duties: [{ ${head}, ${more} }]`;

  it.each([
    ['nobody owes it', duty('owner: manager, due: [{ dayOfMonth: 30 }]'), /^9: unknown role "manager"/],
    [
      'it is owed to nobody',
      duty('owner: clerk, to: manager, due: [{ dayOfMonth: 30 }]'),
      /^9: unknown role "manager"/,
    ],
    [
      'it is due on the 32nd',
      duty('owner: clerk, due: [{ dayOfMonth: 32 }]'),
      '9: versions.0.duties.0.due.0.dayOfMonth: must be 31 or less',
    ],
    [
      'it is due in two ways in one',
      duty('owner: clerk, due: [{ dayOfMonth: 3, weekday: monday }]'),
      '9: versions.0.duties.0.due.0: must say exactly one of endOfEvery, weekday, dayOfMonth, dayOfYear',
    ],
    ['it is never due', duty('owner: clerk, due: []'), '9: versions.0.duties.0.due: must not be empty'],
  ])('%s', (_what, sections, expected) => expectRefused(literal(sections), expected));
});

describe('an option is refused when', () => {
  const option = (more: string, days = '{ days: 2 }') =>
    `options: { days: { ${name}, ${cite}, choices: { calendar: { ${name} }, ${more} }, default: calendar } }
clocks: [{ rule: D1, ${name}, ${cite}, from: [ticket.registered], limit: ${days}, owner: clerk, metBy: [ticket.answered] }]
duties: [{ rule: D2, ${name}, ${cite}, owner: clerk, due: [{ dayOfMonth: 30 }] }]`;

  it.each([
    [
      'its default is no choice',
      `options: { days: { ${name}, ${cite}, choices: { calendar: { ${name} }, working: { ${name} } }, default: both } }`,
      '9: "both" is no choice of "days"; choose one of calendar, working',
    ],
    [
      'there is nothing to choose',
      `options: { days: { ${name}, ${cite}, choices: { calendar: { ${name} } }, default: calendar } }`,
      '9: an option has two choices or more',
    ],
    [
      'it reads a clock there is not',
      option(`working: { ${name}, clocks: { D7: { owner: clerk } } }`),
      '9: this version writes no clock "D7"; an option reads clocks of its own version: D1',
    ],
    [
      'it reads a clock as nobody can',
      option(`working: { ${name}, clocks: { D1: { owner: manager } } }`),
      /^9: unknown role "manager"/,
    ],
    [
      'it reads a clock so that it never runs',
      option(`working: { ${name}, clocks: { D1: { metBy: [ticket.registered] } } }`),
      '9: is met by "ticket.registered", which starts it: it never runs',
    ],
    [
      'it reads a look-back there is not',
      option(`working: { ${name}, lookBacks: { D7: { atLeast: 2 } } }`),
      '9: unknown look-back "D7"; the lookBacks are none',
    ],
    [
      'it reads a duty there is not',
      option(`working: { ${name}, duties: { D7: { owner: clerk } } }`),
      '9: unknown duty "D7"; the duties are D2',
    ],
    [
      'it gives a duty to nobody',
      option(`working: { ${name}, duties: { D2: { owner: manager } } }`),
      /^9: unknown role "manager"/,
    ],
    [
      'it has the name of a field',
      `options: { size: { ${name}, ${cite}, choices: { one: { ${name} }, two: { ${name} } }, default: one } }`,
      '9: "size" is a field that facts fill; this needs a name of its own',
    ],
  ])('%s', (_what, sections, expected) => expectRefused(literal(sections), expected));
});

describe('a word is refused when', () => {
  it.each([
    [
      'an event happens to every ticket',
      ['events: { goods.returned', 'events: { ticket.closed: { zh: 归档, en: Closed }, goods.returned'],
      '7: "ticket.closed" happens to every ticket; do not declare it',
    ],
    [
      'a field is one of the platform',
      ['fields: { damaged', 'fields: { unit: { name: { zh: 单位, en: Unit }, type: text }, damaged'],
      '8: "unit" is there already; use it, or choose another name',
    ],
    [
      'a flag has values',
      ['type: flag }', 'type: flag, values: [a, b] }'],
      '8: versions.0.fields.damaged.values: only a choice or a list has values',
    ],
    [
      'a name has one language',
      ['{ zh: 店员, en: Clerk }', '{ zh: 店员 }'],
      '6: versions.0.roles.clerk.name.en: is missing',
    ],
    [
      'an id has another form',
      ['roles: { clerk', 'roles: { Shop Clerk'],
      '6: versions.0.roles.Shop Clerk: must be of a-z, 0-9 and -',
    ],
  ])('%s', (_what, [from, to], expected) => expectRefused(literal('gaps: []').replace(from!, to!), expected));
});
