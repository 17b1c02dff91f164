import type { AttemptedAction, Stage, WorkAction } from '../procedures.js';
import { ALWAYS, BASES } from './bases.js';
import { mayAct } from './life-cycle.js';

const bases = ALWAYS.map((name) => BASES[name]);
const tryTo = (action: WorkAction, stage: Stage, over: Partial<AttemptedAction> = {}) =>
  mayAct(bases, {
    action,
    stage,
    role: 'handler',
    channelLevel: 'province',
    nature: 'ordinary',
    returns: 0,
    fallbackUnit: false,
    answerOwed: stage !== 'answered' && stage !== 'closed',
    callbackOwed: false,
    ...over,
  });

describe('the life cycle', () => {
  it.each<[Stage, WorkAction, AttemptedAction['role'], Stage]>([
    ['dispatched', 'accept', 'handler', 'accepted'],
    ['dispatched', 'return', 'handler', 'dispatched'],
    ['accepted', 'return', 'handler', 'dispatched'],
    ['accepted', 'transfer', 'dispatcher', 'dispatched'],
    ['accepted', 'reply', 'handler', 'answered'],
    ['accepted', 'pause', 'handler', 'accepted'],
    ['replied', 'refuseReply', 'auditor', 'accepted'],
    ['replied', 'approveReply', 'auditor', 'answered'],
    ['answered', 'close', 'supervisor', 'closed'],
    ['answered', 'close', 'system', 'closed'],
    ['answered', 'reopen', 'system', 'dispatched'],
    ['registered', 'withdraw', 'customer', 'withdrawn'],
    ['answered', 'withdraw', 'customer', 'withdrawn'],
    ['accepted', 'urge', 'customer', 'accepted'],
    ['replied', 'supplement', 'customer', 'replied'],
  ])('at %s: %s by %s leads to %s', (stage, action, role, leadsTo) => {
    const answer = tryTo(action, stage, { role });

    expect(answer).toMatchObject({ allowed: true, leadsTo, reason: { rule: action, source: 'ours' } });
  });

  it('audits the slip of an appeal before it goes out', () => {
    expect(tryTo('reply', 'accepted', { channelLevel: 'appeal' })).toMatchObject({
      leadsTo: 'replied',
      reason: { rule: 'appeal-slips-audited', basis: 'telecom-group-2019' },
    });
  });
});

describe('a refusal names the rule and what is allowed instead', () => {
  it.each<[string, WorkAction, Stage, Partial<AttemptedAction>, string, WorkAction[]]>([
    [
      'a reply before acceptance',
      'reply',
      'dispatched',
      {},
      'reply/not-at-dispatched',
      ['accept', 'return', 'transfer'],
    ],
    [
      'a second acceptance',
      'accept',
      'accepted',
      {},
      'accept/not-at-accepted',
      ['return', 'transfer', 'reply', 'pause'],
    ],
    [
      'a pause before acceptance',
      'pause',
      'dispatched',
      {},
      'pause/not-at-dispatched',
      ['accept', 'return', 'transfer'],
    ],
    [
      'a second pause',
      'pause',
      'accepted',
      { paused: true },
      'pause/paused-already',
      ['return', 'transfer', 'reply', 'resume'],
    ],
    [
      'resuming what does not rest',
      'resume',
      'accepted',
      {},
      'resume/not-paused',
      ['return', 'transfer', 'reply', 'pause'],
    ],
    ['an audit by the handler', 'approveReply', 'replied', {}, 'approveReply/not-by-handler', []],
    [
      'a return by the fallback unit',
      'return',
      'dispatched',
      { fallbackUnit: true },
      'return/not-by-fallback-unit',
      ['accept', 'transfer'],
    ],
    ['a third return', 'return', 'accepted', { returns: 2 }, 'return/at-most-twice', ['transfer', 'reply', 'pause']],
    [
      'closing without an answer',
      'close',
      'accepted',
      { role: 'supervisor' },
      'close/not-at-accepted',
      ['transfer', 'pause', 'urge', 'supplement'],
    ],
    [
      'closing while an answer is owed',
      'close',
      'answered',
      { role: 'system', answerOwed: true },
      'close/after-the-answer',
      ['reopen', 'withdraw', 'urge', 'supplement'],
    ],
    [
      'closing by hand while a callback is owed',
      'close',
      'answered',
      { role: 'supervisor', callbackOwed: true },
      'close/after-the-callback',
      ['reopen', 'urge', 'supplement'],
    ],
    ['a withdrawal after the archive', 'withdraw', 'closed', { role: 'customer' }, 'withdraw/not-at-closed', []],
    ['an urge on a withdrawn ticket', 'urge', 'withdrawn', { role: 'customer' }, 'urge/not-at-withdrawn', []],
    ['reopening what is archived', 'reopen', 'closed', { role: 'system' }, 'reopen/not-at-closed', []],
  ])('%s', (_what, action, stage, over, rule, allowedActions) => {
    expect(tryTo(action, stage, over)).toEqual({
      allowed: false,
      allowedActions,
      reason: { rule, basis: 'telecom-group/life-cycle', version: '2026', source: 'ours' },
    });
  });

  it('lets the second return through', () => {
    expect(tryTo('return', 'accepted', { returns: 1 }).allowed).toBe(true);
  });

  it('lets paused work go on, and be answered, without asking for more', () => {
    expect(tryTo('resume', 'accepted', { paused: true })).toMatchObject({ allowed: true, leadsTo: 'accepted' });
    expect(tryTo('reply', 'accepted', { paused: true }).allowed).toBe(true);
  });

  it('lets the system close what a callback settled', () => {
    expect(tryTo('close', 'answered', { role: 'system', callbackOwed: true }).allowed).toBe(true);
  });
});
