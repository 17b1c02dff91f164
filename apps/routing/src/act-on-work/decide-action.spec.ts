import type { Sealed, WorkAction, WorkActionSubmitted, WorkOrderId } from '@cc/contracts';
import { nextId, TUESDAY_MORNING } from '@cc/testing';
import { aStep, aTicket, NO_CALLBACK, group, said, types } from '../rules.fixture.js';
import type { Ticket } from '../ticket.entity.js';
import { decideAction, outOfReach } from './decide-action.js';
import { divisionByTopic, type Party } from './party.js';

const seal = (text: object) => `key.nonce.${Buffer.from(JSON.stringify(text)).toString('base64url')}` as Sealed;

const slip = {
  findings: '光缆被施工挖断',
  measures: '已抢修',
  answerToCustomer: '已恢复',
  verification: 'true' as const,
  responsibility: 'third-party' as const,
  resolved: true,
};

const submit = (ticket: Ticket, action: WorkAction, over: Partial<WorkActionSubmitted> = {}): WorkActionSubmitted => ({
  actionId: nextId('action'),
  complaintId: ticket.complaintId,
  by: { role: 'handler', id: 'gd-4711' },
  at: TUESDAY_MORNING,
  do: action,
  ...over,
});

const auditor = { by: { role: 'auditor' as const, id: 'g1-0815' } };
const centre = divisionByTopic(group.organisation, 'g1');
const supervisor = { by: { role: 'supervisor' as const, id: 'gd-0001' } };

/** By the system of the division that has the work, unless another party is named. */
function decide(
  ticket: Ticket,
  action: WorkAction,
  over: Partial<WorkActionSubmitted> = {},
  party: Party = divisionByTopic(group.organisation, ticket.division),
) {
  const step = aStep(ticket);
  const verdict = decideAction(step, group, { party, submitted: submit(ticket, action, over) }, seal);
  return { step, verdict };
}

describe('accepting (接单)', () => {
  it('moves the work to accepted and says what may follow', () => {
    const { step, verdict } = decide(aTicket(), { action: 'accept' });

    expect(verdict).toMatchObject({ result: 'done', stage: 'accepted', why: { rule: 'accept' } });
    expect(verdict.allowedActions).toEqual(['return', 'transfer', 'reply', 'pause']);
    expect(types(step)).toEqual(['work.accepted.v1']);
  });

  it('is refused the second time, with what is allowed and the rule that says so', () => {
    const { step, verdict } = decide(aTicket({}, { stage: 'accepted' }), { action: 'accept' });

    expect(verdict).toMatchObject({
      result: 'refused',
      stage: 'accepted',
      allowedActions: ['return', 'transfer', 'reply', 'pause'],
      why: { rule: 'accept/not-at-accepted', basis: 'life-cycle' },
      violations: [{ field: '/do/action', value: 'accept' }],
    });
    expect(step.changed).toBe(false);
    expect(types(step)).toEqual([]);
    expect(step.decisions).toMatchObject([{ answer: { action: 'accept', allowed: false } }]);
  });

  it('is not the auditor’s', () => {
    const { verdict } = decide(aTicket(), { action: 'accept' }, auditor);

    expect(verdict).toMatchObject({ result: 'refused', why: { rule: 'accept/not-by-auditor' } });
  });

  it('is refused for a work order that has moved on', () => {
    const ticket = aTicket();
    const workOrderId = nextId<WorkOrderId>('earlier work order');

    const { verdict } = decide(ticket, { action: 'accept' }, { workOrderId });

    expect(verdict).toMatchObject({
      result: 'refused',
      allowedActions: ['accept', 'return', 'transfer'],
      violations: [{ field: '/workOrderId', value: workOrderId }],
    });
  });
});

describe('sending back (驳回)', () => {
  it('takes the work away and dispatches it to the superior', () => {
    const ticket = aTicket();

    const { step, verdict } = decide(ticket, { action: 'return', reasonCode: 'not-ours', text: '非本区' });

    expect(verdict).toMatchObject({ result: 'done', stage: 'dispatched' });
    expect(types(step)).toEqual(['work.returned.v1', 'work.order-changed.v1', 'work.dispatched.v1']);
    expect(said(step, 'work.returned.v1')).toMatchObject([
      { unit: '440100', returns: 1, reasonCode: 'not-ours', text: seal({ text: '非本区' }) },
    ]);
    expect(said(step, 'work.order-changed.v1')).toMatchObject([
      { division: '44', unit: '440100', change: 'takenAway', workOrderId: ticket.workOrderId },
    ]);
    expect(said(step, 'work.dispatched.v1')).toMatchObject([
      { unit: 'centre', dispatchNo: 2, fallback: true, from: { division: '44', unit: '440100' } },
    ]);
    expect(step.marks).toMatchObject([{ workOrderId: ticket.workOrderId, endedAs: 'returned' }]);
  });

  it('is refused to the fallback unit (兜底单位)', () => {
    const { verdict } = decide(aTicket({}, { fallback: true }), { action: 'return', reasonCode: 'not-ours' });

    expect(verdict).toMatchObject({ result: 'refused', why: { rule: 'return-not-by-fallback-unit' } });
    expect(verdict.allowedActions).toEqual(['accept', 'transfer']);
  });

  it('is refused the third time', () => {
    const { verdict } = decide(aTicket({}, { returns: 2 }), { action: 'return', reasonCode: 'not-ours' });

    expect(verdict).toMatchObject({ result: 'refused', why: { rule: 'return-at-most-twice' } });
  });
});

describe('transferring (转派)', () => {
  it('takes the work away from one division and dispatches it to another', () => {
    const to = { division: '43', unit: 'centre' };

    const { step } = decide(aTicket(), { action: 'transfer', to, reasonCode: 'fault-elsewhere' });

    expect(said(step, 'work.order-changed.v1')).toMatchObject([{ division: '44', change: 'takenAway' }]);
    expect(said(step, 'work.dispatched.v1')).toMatchObject([
      { division: '43', unit: 'centre', dispatchNo: 2, fallback: true, from: { division: '44', unit: '440100' } },
    ]);
  });

  it('is refused to a unit that does not exist, with those that do', () => {
    const to = { division: '46', unit: 'nowhere' };

    const { step, verdict } = decide(aTicket(), { action: 'transfer', to, reasonCode: 'fault-elsewhere' });

    expect(verdict).toMatchObject({
      result: 'refused',
      allowedActions: ['accept', 'return', 'transfer'],
      violations: [{ field: '/do/to/unit', value: '46/nowhere', rule: 'unit-exists' }],
    });
    expect(verdict.violations[0]!.detail.en).toContain('centre, hotline');
    expect(step.changed).toBe(false);
  });

  it('is refused to the unit that has the work', () => {
    const to = { division: '44', unit: '440100' };

    const { verdict } = decide(aTicket(), { action: 'transfer', to, reasonCode: 'fault-elsewhere' });

    expect(verdict).toMatchObject({ result: 'refused', violations: [{ rule: 'other-unit' }] });
  });
});

describe('replying (回单)', () => {
  it('answers the customer, who is owed a callback', () => {
    const { step, verdict } = decide(aTicket({}, { stage: 'accepted' }), { action: 'reply', slip });

    expect(verdict).toMatchObject({ result: 'done', stage: 'answered' });
    expect(types(step)).toEqual(['work.replied.v1', 'ticket.answered.v1', 'work.order-changed.v1']);
    expect(said(step, 'ticket.answered.v1')).toMatchObject([
      { verification: 'true', callback: { owed: true, attempts: 3, why: { rule: 'callback-all' } } },
    ]);
    expect(step.contents).toMatchObject([{ kind: 'slip', text: seal(slip) }]);
  });

  it('archives at once where no callback is owed', () => {
    const bases = NO_CALLBACK;

    const { step, verdict } = decide(aTicket({ bases }, { stage: 'accepted' }), { action: 'reply', slip });

    expect(verdict).toMatchObject({ result: 'done', stage: 'closed' });
    expect(said(step, 'ticket.closed.v1')).toMatchObject([{ closedAs: 'no-callback-owed', onTime: true }]);
    expect(step.marks).toMatchObject([{ endedAs: 'closed' }]);
  });

  it('waits for the audit of an appeal', () => {
    const { step, verdict } = decide(appeal('accepted'), { action: 'reply', slip });

    expect(verdict).toMatchObject({ result: 'done', stage: 'replied', allowedActions: [] });
    expect(types(step)).toEqual(['work.replied.v1', 'work.slip-to-audit.v1']);
    expect(said(step, 'work.slip-to-audit.v1')).toMatchObject([
      {
        division: group.organisation.auditorOf(step.ticket.division).value,
        slip,
        why: { basis: 'telecom-group/audit' },
      },
    ]);
  });

  it('is refused before the work is accepted', () => {
    const { verdict } = decide(aTicket(), { action: 'reply', slip });

    expect(verdict).toMatchObject({ result: 'refused', allowedActions: ['accept', 'return', 'transfer'] });
  });
});

/** An appeal that the centre has passed on to Guangdong. */
const appeal = (stage: Ticket['stage']) =>
  aTicket({ channelLevel: 'appeal' }, { stage, verification: 'untrue', division: '44', unit: '440100' });

describe('the audit of a slip (回单审核)', () => {
  it('answers the customer when it approves', () => {
    const { step, verdict } = decide(appeal('replied'), { action: 'approveReply' }, auditor, centre);

    expect(verdict).toMatchObject({ result: 'done', stage: 'answered' });
    expect(types(step).slice(0, 2)).toEqual(['work.reply-approved.v1', 'ticket.answered.v1']);
    expect(said(step, 'ticket.answered.v1')).toMatchObject([{ verification: 'untrue' }]);
  });

  it('sends the unit back to work when it refuses, and tells it why', () => {
    const refusal: WorkAction = { action: 'refuseReply', reasonCode: 'findings-missing', text: '缺少核查' };

    const { step, verdict } = decide(appeal('replied'), refusal, auditor, centre);

    expect(verdict).toMatchObject({ result: 'done', stage: 'accepted' });
    expect(types(step)).toEqual(['work.reply-refused.v1', 'work.order-changed.v1']);
    expect(said(step, 'work.order-changed.v1')).toMatchObject([{ change: 'replyRefused', text: '缺少核查' }]);
    expect(step.contents).toMatchObject([{ kind: 'replyRefusal', text: seal({ text: '缺少核查' }) }]);
  });

  it.each(['auditor', 'supervisor', 'dispatcher'] as const)(
    'is not done by the topic of the division that wrote it, which may call itself %s',
    (role) => {
      const { step, verdict } = decide(appeal('replied'), { action: 'approveReply' }, { by: { role, id: 'gd-4711' } });

      expect(verdict).toMatchObject({ result: 'refused', stage: 'replied' });
      expect(verdict.allowedActions).not.toContain('approveReply');
      expect(step.changed).toBe(false);
    },
  );

  it('says which rule keeps it from the division', () => {
    const { step, verdict } = decide(appeal('replied'), { action: 'approveReply' }, auditor);

    expect(verdict).toMatchObject({
      result: 'refused',
      allowedActions: [],
      why: { rule: 'centre-audits', basis: 'telecom-group/audit' },
    });
    expect(step.decisions).toMatchObject([{ answer: { allowed: false }, basis: 'telecom-group/audit' }]);
  });

  it('is open to the centre whose topic audits, and nothing else of that work is', () => {
    const { verdict } = decide(aTicket(), { action: 'accept' }, { by: { role: 'handler', id: 'g1-7' } }, centre);

    expect(verdict).toMatchObject({ result: 'refused', allowedActions: [], why: { basis: 'telecom-group/by-topic' } });
  });

  it('is not the handler’s', () => {
    const { verdict } = decide(appeal('replied'), { action: 'approveReply' });

    expect(verdict).toMatchObject({ result: 'refused', why: { rule: 'slip-audited' } });
  });
});

describe('closing by a person', () => {
  const close: WorkAction = { action: 'close', reasonCode: 'customer-deceased' };
  const answered = aTicket({}, { stage: 'answered', callbackOwed: false, known: { verified: 'true', result: true } });

  it('archives an answered ticket', () => {
    const { step, verdict } = decide(answered, close, supervisor);

    expect(verdict).toMatchObject({ result: 'done', stage: 'closed', allowedActions: [] });
    expect(said(step, 'ticket.closed.v1')).toMatchObject([
      { closedAs: 'closed-by-person', why: { rule: 'who-closes' } },
    ]);
    expect(said(step, 'work.order-changed.v1')).toMatchObject([{ change: 'closed', stage: 'closed' }]);
  });

  it('waits for the answer', () => {
    const { verdict } = decide(aTicket({}, { stage: 'accepted' }), close, supervisor);

    expect(verdict).toMatchObject({ result: 'refused', stage: 'accepted' });
  });
});

describe('what the rules require (必备)', () => {
  const close: WorkAction = { action: 'close', reasonCode: 'customer-deceased' };
  const unchecked = () => aTicket({}, { stage: 'answered', callbackOwed: false });

  it('is refused where it is missing, with the rule, its source and what to add', () => {
    const { step, verdict } = decide(unchecked(), close, supervisor);

    expect(verdict).toMatchObject({
      result: 'refused',
      stage: 'answered',
      allowedActions: ['close'],
      why: { rule: 'data-complete-at-closing' },
      violations: [
        { field: '/do/fields/verified', value: null, rule: 'data-complete-at-closing' },
        { field: '/do/fields/result', value: null, rule: 'data-complete-at-closing' },
      ],
    });
    expect(verdict.violations[1]!.detail).toEqual({
      zh: '缺少字段“处理结果”；请在 fields 中填写 result。依据：telecom-group/handling 2026 版 data-complete-at-closing（本集团自定）',
      en: 'the field "Result" is missing; give result under fields. Required by telecom-group/handling 2026, rule data-complete-at-closing (a rule of our own)',
    });
    expect(step.changed).toBe(false);
    expect(types(step)).toEqual([]);
    expect(step.decisions).toMatchObject([
      { answer: { allowed: false, missing: [{ what: 'verified' }, { what: 'result' }] } },
    ]);
  });

  it('is there when the action brings it, and then known; what was written stays sealed', () => {
    const fields = { verified: 'true', result: '客户已故，家属确认', eventPlace: '天河路 1 号' };

    const { step, verdict } = decide(unchecked(), { ...close, fields }, supervisor);

    expect(verdict).toMatchObject({ result: 'done', stage: 'closed' });
    expect(step.ticket.known).toEqual({ verified: 'true', result: true, eventPlace: true });
    expect(step.contents).toMatchObject([{ kind: 'brought', text: seal({ action: 'close', fields }) }]);
  });

  it('is there when an earlier slip has said it', () => {
    const { step } = decide(aTicket({}, { stage: 'accepted' }), { action: 'reply', slip });
    const answered = { ...step.ticket, callbackOwed: false };

    const { verdict } = decide(answered, close, supervisor);

    expect(verdict).toMatchObject({ result: 'done', stage: 'closed' });
    expect(step.contents.map(({ kind }) => kind)).toEqual(['slip']);
  });

  describe('adds up over all procedures of the ticket', () => {
    const bases = [
      ...NO_CALLBACK,
      { id: 'telecom-operator-rule', version: 'undated' },
      { id: 'cable-maker', version: 'undated' },
    ];
    const replied = (brings: Partial<Extract<WorkAction, { action: 'reply' }>> = {}) =>
      decide(aTicket({ bases }, { stage: 'accepted' }), { action: 'reply', slip, ...brings }).verdict;
    const filed = (...kinds: string[]) => kinds.map((kind) => ({ kind, ref: `GZ-2026-17/${kind}` }));
    const all = filed('acceptance-sheet', 'inline-form', 'department-head-signature');
    const consent = (role: string) => ({ consents: [{ role, id: 'gz-01', at: TUESDAY_MORNING }] });

    it('so that everything missing is told at once, each with its own rule', () => {
      const { violations } = replied({ documents: filed('inline-form') });

      expect(violations.map(({ field, rule }) => [field, rule])).toEqual([
        ['/do/documents', 'process-recorded'],
        ['/do/documents', 'department-signs'],
        ['/do/consents', 'opinion-approved-in-department'],
      ]);
      expect(violations[0]!.detail.en).toContain('add { "kind": "acceptance-sheet", "ref": "..." } to documents');
      expect(violations[1]!.detail.en).toContain('Required by cable-maker undated, rule department-signs (');
    });

    it('and a consent counts only in the role that the rule names', () => {
      expect(replied({ documents: all, ...consent('marketing-deputy') })).toMatchObject({
        result: 'refused',
        violations: [{ field: '/do/consents', rule: 'opinion-approved-in-department' }],
      });
      expect(replied({ documents: all, ...consent('approving-head') })).toMatchObject({ result: 'done' });
    });

    it('and nobody consents to what he does himself', () => {
      const himself = { role: 'approving-head', id: 'gd-4711', at: TUESDAY_MORNING };

      expect(replied({ documents: all, consents: [himself] })).toMatchObject({
        result: 'refused',
        violations: [{ field: '/do/consents/0/id', value: 'gd-4711', rule: 'consent-of-another' }],
      });
    });
  });

  it('keeps who has an interest in the case from answering it, and forgets it for the next one', () => {
    const ticket = aTicket({}, { stage: 'accepted' });

    const { verdict } = decide(ticket, { action: 'reply', slip, fields: { interestedInCase: true } });
    const { step: next } = decide(ticket, { action: 'reply', slip, fields: { interestedInCase: false } });

    expect(verdict).toMatchObject({ result: 'refused', why: { rule: 'nobody-checks-himself' } });
    expect(next.ticket.known).toEqual({ verified: 'true', result: true });
  });
});

describe('words that the procedures of the ticket do not know', () => {
  const accept = (brings: Omit<Extract<WorkAction, { action: 'accept' }>, 'action'>) =>
    decide(aTicket(), { action: 'accept', ...brings }).verdict;

  it('are refused all at once, with what was meant', () => {
    const verdict = accept({
      fields: { typhon: true, resultt: 'x' },
      documents: [{ kind: 'visit-recrd', ref: 'x' }],
      consents: [{ role: 'supervisr', id: 'x', at: TUESDAY_MORNING }],
    });

    expect(verdict).toMatchObject({ result: 'refused', allowedActions: ['accept', 'return', 'transfer'] });
    expect(verdict.violations.map(({ field, rule, detail }) => [field, rule, detail.en.split('; ').at(-1)])).toEqual([
      ['/do/fields/typhon', 'field-known', 'did you mean typhoon?'],
      ['/do/fields/resultt', 'field-known', 'did you mean result?'],
      ['/do/documents/0/kind', 'document-known', 'did you mean visit-record?'],
      ['/do/consents/0/role', 'role-known', 'did you mean supervisor?'],
    ]);
  });

  it.each<[string, boolean | number | string, string]>([
    ['typhoon', 'yes', 'must be true or false'],
    ['yearsInPost', 'three', 'must be a number'],
    ['partnerOffence', 'huge', 'must be one of minor, serious, grave'],
    ['result', true, 'must be text'],
  ])('nor may the field %s be %p: it %s', (field, value, en) => {
    expect(accept({ fields: { [field]: value } }).violations).toMatchObject([
      {
        field: `/do/fields/${field}`,
        value: expect.stringMatching(/^\*\*\*/) as string,
        rule: 'field-type',
        detail: { en },
      },
    ]);
  });

  it.each(['appealTo', 'slipAuditedBy', 'nature', 'channelLevel', 'stage'])(
    'include %s: a unit does not decide along the way who audits it',
    (field) => {
      expect(accept({ fields: { [field]: 'other' } }).violations).toMatchObject([{ rule: 'field-known' }]);
    },
  );
});

describe('putting on record (登记)', () => {
  const promised: WorkAction = { action: 'record', what: 'promiseRefund' };
  const accepted = () => aTicket({}, { stage: 'accepted' });
  const known = (over: Partial<Extract<WorkAction, { action: 'record' }>>) => ({ ...promised, ...over }) as WorkAction;

  it('is one fact by the name that the procedures give it, and the ticket stays where it is', () => {
    const { step, verdict } = decide(accepted(), promised);

    expect(verdict).toMatchObject({ result: 'done', stage: 'accepted', why: { rule: 'refund-promised' } });
    expect(types(step)).toEqual(['work.recorded.v1']);
    expect(said(step, 'work.recorded.v1')).toMatchObject([
      {
        what: 'promiseRefund',
        event: 'refund.promised',
        name: { zh: '承诺退费' },
        set: {},
        documents: [],
        consents: [],
      },
    ]);
    expect(step.ticket.timeline.at(-1)).toMatchObject({ fact: 'refund.promised' });
    expect(step.decisions).toMatchObject([{ answer: { action: 'record', what: 'promiseRefund', allowed: true } }]);
  });

  it('brings what the rules require, and what was written goes no further', () => {
    const check = known({
      what: 'verify',
      fields: { verified: 'true', result: '光衰超标', typhoon: true },
      documents: [{ kind: 'line-test', ref: 'dms://44/17' }],
      consents: [{ role: 'supervisor', id: 'gd-0001', at: TUESDAY_MORNING }],
    });

    const { step } = decide(accepted(), check);

    expect(said(step, 'work.recorded.v1')).toMatchObject([
      {
        event: 'ticket.verified',
        set: { verified: 'true', typhoon: true },
        documents: ['line-test'],
        consents: [{ role: 'supervisor', id: 'gd-0001' }],
      },
    ]);
    expect(JSON.stringify(step.said)).not.toMatch(/光衰超标|dms/);
    expect(step.ticket.timeline.at(-1)!.set).toEqual({ verified: 'true', typhoon: true });
  });

  it('is refused without the evidence that its class needs', () => {
    const { step, verdict } = decide(accepted(), known({ what: 'verify' }));

    expect(verdict).toMatchObject({
      result: 'refused',
      violations: [
        { field: '/do/fields/verified', rule: 'check-has-a-finding' },
        { field: '/do/documents', rule: 'evidence-network' },
      ],
    });
    expect(types(step)).toEqual([]);
  });

  it.each([
    ['promiseRefnd', 'record-known', 'did you mean promiseRefund?'],
    ['dance', 'record-known', 'what may be put on record now: verify (Verify), '],
    ['visitCustomer', 'visit', 'this role may not put "Visit the customer" on record; what may be put on record now: '],
  ])('of %s is refused by %s and says: %s', (what, rule, en) => {
    const { verdict } = decide(accepted(), known({ what }));

    expect(verdict).toMatchObject({ result: 'refused', violations: [{ field: '/do/what', value: what, rule }] });
    expect(verdict.violations[0]!.detail.en).toContain(en);
  });

  it('by a topic reaches no role of the headquarters', () => {
    const { verdict } = decide(accepted(), known({ what: 'closeRisk' }), supervisor);

    expect(verdict).toMatchObject({ result: 'refused', why: { rule: 'risk-over' } });
  });
});

describe('fields that an action brings along', () => {
  const accept = (fields: Record<string, boolean | string>): WorkAction => ({ action: 'accept', fields });

  it('are told before it, so that clocks that look at them see them', () => {
    const { step } = decide(aTicket(), accept({ typhoon: true, eventPlace: '天河路 1 号' }));

    expect(types(step)).toEqual(['work.recorded.v1', 'work.accepted.v1']);
    expect(said(step, 'work.recorded.v1')).toMatchObject([
      { what: null, event: 'ticket.reclassified', set: { typhoon: true } },
    ]);
    expect(step.ticket.timeline.slice(-2)).toMatchObject([
      { fact: 'ticket.reclassified', set: { typhoon: true } },
      { fact: 'work.accepted' },
    ]);
  });

  it('are told once: what is known already, and texts, are no news', () => {
    const ticket = aTicket({}, { known: { typhoon: true } });

    const { step } = decide(ticket, accept({ typhoon: true, eventPlace: '天河路 1 号' }));

    expect(types(step)).toEqual(['work.accepted.v1']);
  });
});

it('names stages and actions as people call them, in both languages', () => {
  const { verdict } = decide(aTicket({}, { stage: 'accepted' }), { action: 'accept' });

  expect(verdict.violations[0]!.detail).toEqual({
    zh: '工单处于“已接单”阶段，该角色不能执行“接单”；可执行：驳回、转派、回单、挂起',
    en: 'at the stage "Accepted by the unit" this role may not do "Accept"; allowed: Return, Transfer, Reply, Pause',
  });
});

it('tells nothing about work that is somebody else’s', () => {
  const submitted = submit(aTicket(), { action: 'accept' });

  expect(outOfReach(submitted)).toMatchObject({ result: 'refused', stage: null, allowedActions: [], why: null });
});
