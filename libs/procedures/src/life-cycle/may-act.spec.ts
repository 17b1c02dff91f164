import { literal, loadFiles } from '../procedure/folder.fixture.js';
import { mayAct, type Attempt } from './may-act.js';

const cite = "cite: { lines: '1' }";

const shop = loadFiles({
  'a.yaml': literal(
    `documents: { photo: { zh: 照片, en: Photo }, slip: { zh: 回单, en: Slip } }
stages: { proposed: { name: { zh: 已提出, en: Proposed } } }
actions:
  - { rule: proposes, ${cite}, action: propose, name: { zh: 提出, en: Propose }, by: [clerk], from: [accepted], leadsTo: proposed, records: goods.returned, requires: { documents: [photo] } }
  - { rule: approves, ${cite}, action: answer, by: [supervisor], from: [proposed] }
  - { rule: at-once, ${cite}, action: reply, when: { size: [small] }, leadsTo: answered }
  - { rule: slip, ${cite}, action: reply, requires: { documents: [slip], fields: [result] } }
  - { rule: big-slip, ${cite}, action: reply, when: { size: [big] }, requires: { documents: [photo], consent: [supervisor, { role: auditor, when: { damaged: true } }] } }
  - { rule: recusal, ${cite}, action: any, when: { interestedInCase: true }, refused: true }
  - { rule: third-return, ${cite}, action: return, when: { returns: { atLeast: 2 } }, refused: true }`,
  ).replace(
    '{ clerk: { name: { zh: 店员, en: Clerk } } }',
    '{ clerk: { name: { zh: 店员, en: Clerk }, acts: [handler] } }',
  ),
}).all()[0]!;

const may = (action: string, role: string, stage: string, fields: Attempt['fields'] = {}) =>
  mayAct(shop, { action, role, stage, fields });

describe('what the procedure does not speak of is as in the default life cycle', () => {
  it('a handler accepts dispatched work, and a role that acts as one does', () => {
    expect(may('accept', 'handler', 'dispatched')).toMatchObject({
      allowed: true,
      leadsTo: 'accepted',
      reason: { rule: 'accept' },
    });
    expect(may('accept', 'clerk', 'dispatched')).toMatchObject({ allowed: true });
  });

  it('more time is asked for once at a time and given to who asked, though a rule permits it at any time', () => {
    const rules = loadFiles({
      'a.yaml': literal(`actions:
  - { rule: asks, ${cite}, action: requestExtension, by: [handler] }
  - { rule: grants, ${cite}, action: grantExtension, by: [supervisor] }`),
    }).all()[0]!;
    const ruleOf = (action: string, role: string, extensionPending: boolean) =>
      mayAct(rules, { action, role, stage: 'accepted', fields: { extensionPending } }).reason.rule;

    expect(ruleOf('requestExtension', 'handler', false)).toBe('asks');
    expect(ruleOf('requestExtension', 'handler', true)).toBe('requestExtension/already-asked');
    expect(ruleOf('grantExtension', 'supervisor', true)).toBe('grants');
    expect(ruleOf('grantExtension', 'supervisor', false)).toBe('grantExtension/not-asked');
  });

  it('refused is what is done too early or by another, and what may be done instead is told', () => {
    expect(may('accept', 'handler', 'answered')).toMatchObject({
      allowed: false,
      reason: { rule: 'accept/not-at-answered' },
    });
    expect(may('accept', 'auditor', 'dispatched')).toEqual({
      allowed: false,
      instead: [],
      reason: { rule: 'accept/not-by-auditor', basis: 'life-cycle', version: '1', source: 'ours' },
    });
    expect(may('close', 'handler', 'dispatched')).toMatchObject({
      instead: ['accept', 'return', 'transfer', 'verify'],
    });
  });

  it('a customer withdraws and urges in every open stage, the procedure’s own included', () => {
    expect(may('withdraw', 'customer', 'registered')).toMatchObject({ allowed: true, leadsTo: 'withdrawn' });
    expect(may('withdraw', 'customer', 'proposed')).toMatchObject({ allowed: true, leadsTo: 'withdrawn' });
    expect(may('urge', 'customer', 'proposed')).toMatchObject({ allowed: true, leadsTo: 'proposed' });
    expect(may('urge', 'customer', 'new')).toMatchObject({ allowed: false });
    expect(may('urge', 'customer', 'closed')).toMatchObject({ allowed: false });
  });

  it('nobody reviews where no text provides for it', () => {
    expect(may('requestReview', 'customer', 'answered')).toMatchObject({ allowed: false });
  });
});

describe('the procedure', () => {
  it('extends it by actions and stages of its own', () => {
    expect(may('propose', 'clerk', 'accepted')).toMatchObject({
      allowed: true,
      leadsTo: 'proposed',
      requires: { documents: ['photo'] },
      reason: { rule: 'proposes', source: '投诉规定, lines 1' },
    });
    expect(may('propose', 'clerk', 'dispatched')).toMatchObject({ allowed: false, reason: { rule: 'proposes' } });
  });

  it('restricts it: a permission that names stages holds in no others', () => {
    expect(may('answer', 'supervisor', 'proposed')).toMatchObject({ allowed: true, leadsTo: 'answered' });
    expect(may('answer', 'handler', 'accepted')).toMatchObject({ allowed: false, reason: { rule: 'approves' } });
    expect(may('answer', 'clerk', 'proposed')).toMatchObject({ allowed: false, reason: { rule: 'approves' } });
  });

  it('leads elsewhere in one case, and what is required adds up', () => {
    expect(may('reply', 'handler', 'accepted', { size: 'small' })).toMatchObject({
      leadsTo: 'answered',
      requires: { documents: ['slip'], fields: ['result'], consent: [] },
    });
    expect(may('reply', 'handler', 'accepted', { size: 'big' })).toMatchObject({
      leadsTo: 'replied',
      requires: { documents: ['slip', 'photo'], fields: ['result'], consent: ['supervisor'] },
    });
    expect(may('reply', 'handler', 'accepted', { size: 'big', damaged: true })).toMatchObject({
      requires: { consent: ['supervisor', 'auditor'] },
    });
  });

  it('lets nobody act in his own cause, and no work be returned a third time', () => {
    expect(may('accept', 'handler', 'dispatched', { interestedInCase: true })).toEqual({
      allowed: false,
      instead: [],
      reason: { rule: 'recusal', basis: 'shop', version: '1', source: '投诉规定, lines 1' },
    });
    expect(may('return', 'handler', 'accepted', { returns: 1 })).toMatchObject({ allowed: true });
    expect(may('return', 'handler', 'accepted', { returns: 2 })).toMatchObject({
      allowed: false,
      reason: { rule: 'third-return' },
    });
  });
});
