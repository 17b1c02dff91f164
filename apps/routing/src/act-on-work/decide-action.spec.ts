import type { WorkAction, WorkOrderId } from '@cc/contracts';
import { nextId } from '@cc/testing';
import { aTicket, NO_CALLBACK, group, said, types } from '../rules.fixture.js';
import type { Ticket } from '../ticket.entity.js';
import { outOfReach } from './decide-action.js';
import { auditor, centre, decide, seal, slip, submit, supervisor } from './decided.fixture.js';

describe('accepting (接单)', () => {
  it('moves the work to accepted and says what may follow', () => {
    const { step, verdict } = decide(aTicket(), { action: 'accept' });

    expect(verdict).toMatchObject({ result: 'done', stage: 'accepted', why: { rule: 'accept' } });
    expect(verdict.allowedActions).toEqual(['return', 'transfer', 'reply', 'pause', 'requestExtension']);
    expect(types(step)).toEqual(['work.accepted.v1']);
  });

  it('is refused the second time, with what is allowed and the rule that says so', () => {
    const { step, verdict } = decide(aTicket({}, { stage: 'accepted' }), { action: 'accept' });

    expect(verdict).toMatchObject({
      result: 'refused',
      stage: 'accepted',
      allowedActions: ['return', 'transfer', 'reply', 'pause', 'requestExtension'],
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
      allowedActions: ['accept', 'return', 'transfer', 'requestExtension'],
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
    expect(verdict.allowedActions).toEqual(['accept', 'transfer', 'requestExtension']);
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
      allowedActions: ['accept', 'return', 'transfer', 'requestExtension'],
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

    expect(verdict).toMatchObject({
      result: 'refused',
      allowedActions: ['accept', 'return', 'transfer', 'requestExtension'],
    });
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

it('names stages and actions as people call them, in both languages', () => {
  const { verdict } = decide(aTicket({}, { stage: 'accepted' }), { action: 'accept' });

  expect(verdict.violations[0]!.detail).toEqual({
    zh: '工单处于“已接单”阶段，该角色不能执行“接单”；可执行：驳回、转派、回单、挂起、申请延期',
    en: 'at the stage "Accepted by the unit" this role may not do "Accept"; allowed: Return, Transfer, Reply, Pause, Ask for more time',
  });
});

it('tells nothing about work that is somebody else’s', () => {
  const submitted = submit(aTicket(), { action: 'accept' });

  expect(outOfReach(submitted)).toMatchObject({ result: 'refused', stage: null, allowedActions: [], why: null });
});
