import { clocksOf } from '../clocks/clock-state.js';
import { replay } from '../clocks/replay.js';
import { dutiesDue } from '../duties/duties.js';
import { gapsOf } from '../gaps/gaps.js';
import { lookBack } from '../look-back/look-back.js';
import { counterOf, numberOf } from '../numbering/number.js';
import { mayTakePart } from '../parties/parties.js';
import { deciderOf, proposalsFor } from '../proposals/proposals.js';
import { at } from '../time/at.fixture.js';
import { literal, loadFiles, overlay } from './folder.fixture.js';

const name = 'name: { zh: 名, en: Name }';
const cite = "cite: { lines: '1' }";
const only = (sections: string) => loadFiles({ 'a.yaml': literal(sections) }).all()[0]!;

describe('a number', () => {
  const shop = only(
    `numbering: { rule: n, ${name}, ${cite}, parts: [{ text: S }, { date: yyMMdd }, { field: division }, { sequence: { per: year, digits: 3 } }] }`,
  );
  const number = (sequence: number) =>
    numberOf(shop, { at: at('2026-12-31 23:59:59'), fields: { division: '43' }, sequence });

  it('is made of its parts, by the local day', () => {
    expect(number(7)).toMatchObject({ configured: true, value: 'S26123143007' });
    expect(counterOf(shop, at('2026-12-31 23:59:59'))).toBe('2026');
    expect(counterOf(shop, at('2027-01-01 00:00'))).toBe('2027');
  });

  it('there is none after the last one that the text gives', () => {
    expect(number(999)).toMatchObject({ configured: true });
    expect(number(1000)).toMatchObject({ configured: false, reason: { rule: 'n' } });
    expect(gapsOf(shop).map(({ rule }) => rule)).toEqual(['n']);
  });
});

describe('a proposal', () => {
  const shop = only(`consequences: { fine: { zh: 罚款, en: Fine } }
proposals:
  - rule: fine
    ${name}
    ${cite}
    kind: sanction
    when: { damaged: true }
    against: clerk
    measures: [{ measure: fine, amount: [30, 100], unit: yuan }]
    decidedBy: [{ role: auditor, when: { complainedOf: true } }, { role: supervisor, upTo: 50 }, { role: auditor, upTo: 100 }, { notConfigured: true }]`);
  const [rule] = shop.proposals;

  it('is made when its condition holds', () => {
    expect(proposalsFor(shop, { damaged: true })).toMatchObject([{ rule: 'fine', against: 'clerk', kind: 'sanction' }]);
    expect(proposalsFor(shop, {})).toEqual([]);
  });

  it.each([
    [50, {}, 'supervisor'],
    [50.01, {}, 'auditor'],
    [100, {}, 'auditor'],
    [10, { complainedOf: true }, 'auditor'],
    [101, {}, null],
  ])('of %d is decided by who has the authority', (amount, fields, expected) => {
    const decider = deciderOf(rule!, fields, amount);

    expect(decider.configured ? decider.value : null).toBe(expected);
  });
});

describe('a party', () => {
  const shop = only(`documents: { power: { zh: 委托书, en: Power of attorney } }
parties:
  - { rule: two, ${name}, ${cite}, party: mediator, when: { not: { size: [small] } }, atLeast: 2, atMost: 3 }
  - { rule: recusal, ${name}, ${cite}, party: mediator, mayNotBe: { relatedToParty: true } }
  - { rule: proof, ${name}, ${cite}, party: agent, needs: [power] }`);

  it('is as many as the text says', () => {
    const mediators = (count: number, fields = {}) => mayTakePart(shop, { party: 'mediator', fields, count });

    expect(mediators(1)).toMatchObject({ allowed: false, against: [{ what: 'tooFew', reason: { rule: 'two' } }] });
    expect(mediators(2)).toEqual({ allowed: true, against: [] });
    expect(mediators(4)).toMatchObject({ against: [{ what: 'tooMany' }] });
    expect(mediators(1, { size: 'small' })).toMatchObject({ allowed: true });
  });

  it('withdraws when related, and brings its proof', () => {
    expect(mayTakePart(shop, { party: 'mediator', fields: { relatedToParty: true } })).toMatchObject({
      against: [{ what: 'mayNot', reason: { rule: 'recusal' } }],
    });
    expect(mayTakePart(shop, { party: 'agent', fields: {} })).toMatchObject({ against: [{ what: 'documentMissing' }] });
    expect(mayTakePart(shop, { party: 'agent', fields: {}, brings: ['power'] })).toMatchObject({ allowed: true });
  });
});

describe('an option', () => {
  const clock = `{ rule: D1, ${name}, ${cite}, from: [ticket.registered], limit: { days: 1 }, owner: clerk, metBy: [ticket.answered] }`;
  const option = `options: { days: { ${name}, ${cite}, choices: { calendar: { ${name} }, working: { ${name}, clocks: { D1: { conventions: { days: working } } } } }, default: calendar } }`;
  const book = loadFiles({
    'a.yaml': literal(`clocks: [${clock}]\n${option}`),
    'b.yaml': overlay('choose: { days: { is: working, ours: why } }'),
  });
  const literalShop = book.of({ id: 'shop', version: '1' });
  const friday = { fact: 'ticket.registered', recordedAt: at('2026-11-27 10:00'), occurredAt: at('2026-11-27 10:00') };
  const due = (procedure: typeof literalShop) => clocksOf(replay(procedure, [friday]))[0]!.due;

  it('is read by its default until an overlay chooses, or somebody asks for another reading', () => {
    expect(due(literalShop)).toEqual({ kind: 'at', at: at('2026-11-29 00:00') });
    expect(due(book.of({ id: 'shop-ours', version: '1' }))).toEqual({ kind: 'at', at: at('2026-12-01 00:00') });
    expect(due(book.read(literalShop.basis, { days: 'working' }))).toEqual({ kind: 'at', at: at('2026-12-01 00:00') });
  });
});

describe('an option about many tickets or a duty', () => {
  const book = loadFiles({
    'a.yaml': literal(`lookBacks:
  - { rule: D4, ${name}, ${cite}, sets: often, key: [division], from: ticket.registered, within: { months: 1 }, atLeast: 2, countsItself: true }
duties:
  - { rule: D1, ${name}, ${cite}, owner: clerk, due: [{ dayOfYear: { month: 12, day: 30 } }] }
options:
  month: { ${name}, ${cite}, choices: { rolling: { ${name} }, calendar: { ${name}, lookBacks: { D4: { within: { endOf: month } } } } }, default: rolling }
  day: { ${name}, ${cite}, choices: { on30: { ${name} }, on29: { ${name}, duties: { D1: { due: [{ dayOfYear: { month: 12, day: 29 } }] } } } }, default: on30 }`),
  });
  const shop = book.all()[0]!;
  const otherwise = book.read(shop.basis, { month: 'calendar', day: 'on29' });
  const other = { fields: { division: '43' }, at: { 'ticket.registered': at('2026-10-20 09:00') } };

  it('is read as chosen', () => {
    const often = (procedure: typeof shop) =>
      lookBack(procedure.lookBacks[0]!, { division: '43' }, at('2026-11-10 09:00'), [other]).holds;

    expect([often(shop), often(otherwise)]).toEqual([true, false]);
  });

  it('falls due as chosen', () => {
    const due = (procedure: typeof shop) =>
      dutiesDue(procedure, at('2026-01-01 00:00'), at('2027-01-01 00:00')).map(
        (duty) => duty.due.configured && duty.due.value,
      );

    expect([due(shop), due(otherwise)]).toEqual([[[at('2026-12-31 00:00')]], [[at('2026-12-30 00:00')]]]);
  });
});

describe('several levels', () => {
  const clock = (days: number, more = '') =>
    `clocks: [{ rule: D1, ${name}, ${cite}, from: [ticket.registered], limit: { days: ${days} }, owner: clerk, metBy: [ticket.answered]${more} }]`;
  const ours = `id: ours
name: { zh: 我们, en: Ours }
versions:
  - version: '1'
    extends: [{ procedure: law, version: '1' }, { procedure: shop, version: '1' }]
    changes: [{ changes: law/D1, ours: why, limit: { days: 10 } }]
`;
  const book = loadFiles({ 'a.yaml': literal(clock(15), 'law'), 'b.yaml': literal(clock(3)), 'c.yaml': ours });
  const procedure = book.of({ id: 'ours', version: '1' });

  it('keep both of two rules with one name, told apart by their procedures', () => {
    const registered = {
      fact: 'ticket.registered',
      recordedAt: at('2026-11-02 10:00'),
      occurredAt: at('2026-11-02 10:00'),
    };

    const clocks = clocksOf(replay(procedure, [registered]));

    expect(clocks.map(({ id, due, reason }) => [id, due.kind === 'at' && due.at, reason.basis])).toEqual([
      ['law/D1/1', at('2026-11-13 00:00'), 'ours'],
      ['shop/D1/1', at('2026-11-06 00:00'), 'shop'],
    ]);
  });
});
