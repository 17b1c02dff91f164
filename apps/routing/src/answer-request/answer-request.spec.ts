import type { RequestId, Sealed } from '@cc/contracts';
import { nextId, TUESDAY_MORNING } from '@cc/testing';
import { aStep, aTicket, group, rules, said, types } from '../rules.fixture.js';
import { answerRequest, answerWithoutTicket, type CustomerRequest, type RequestKind } from './answer-request.js';

const aRequest = (kind: RequestKind, text: string | null = null): CustomerRequest => ({
  requestId: nextId<RequestId>('request'),
  kind,
  occurredAt: TUESDAY_MORNING,
  said: text === null ? null : { sealed: 'key.nonce.text' as Sealed, text },
});

const archived = { stage: 'closed' as const, closedAt: TUESDAY_MORNING };

describe('an urge (催办)', () => {
  it('is counted and passed on to the unit', () => {
    const step = aStep(aTicket({}, { urges: 2 }));

    const answer = answerRequest(step, group, aRequest('urge', '什么时候能好'));

    expect(answer).toMatchObject({ result: 'accepted', urges: 3, why: { rule: 'urge' } });
    expect(types(step)).toEqual(['request.answered.v1', 'work.order-changed.v1']);
    expect(said(step, 'work.order-changed.v1')).toMatchObject([{ change: 'urged', text: '什么时候能好' }]);
    expect(step.contents).toMatchObject([{ kind: 'urge', text: 'key.nonce.text' }]);
  });

  it('bounces off an archived ticket and is not counted there', () => {
    const step = aStep(aTicket({}, { ...archived, urges: 1 }));

    const answer = answerRequest(step, group, aRequest('urge'));

    expect(answer).toMatchObject({ result: 'bounced', urges: 1, why: { rule: 'urge/not-at-closed' } });
    expect(types(step)).toEqual(['request.answered.v1']);
    expect(step.changed).toBe(false);
  });

  it('bounces where there is no ticket', () => {
    expect(answerWithoutTicket(rules.procedures, 'urge')).toMatchObject({ result: 'bounced', urges: 0 });
  });
});

describe('a supplement (补充)', () => {
  it('is passed on in clear', () => {
    const step = aStep(aTicket());

    const answer = answerRequest(step, group, aRequest('supplement', '还有电视也不能看'));

    expect(answer).toMatchObject({ result: 'accepted', urges: 0 });
    expect(said(step, 'work.order-changed.v1')).toMatchObject([{ change: 'supplemented', text: '还有电视也不能看' }]);
  });

  it('bounces off an archived ticket', () => {
    const answer = answerRequest(aStep(aTicket({}, archived)), group, aRequest('supplement', '又坏了'));

    expect(answer.result).toBe('bounced');
  });
});

describe('a withdrawal (撤诉)', () => {
  it('ends the ticket', () => {
    const step = aStep(aTicket());

    const answer = answerRequest(step, group, aRequest('withdrawal'));

    expect(answer.result).toBe('accepted');
    expect(types(step)).toEqual(['request.answered.v1', 'ticket.closed.v1', 'work.order-changed.v1']);
    expect(said(step, 'ticket.closed.v1')).toMatchObject([{ closedAs: 'withdrawn', onTime: true }]);
    expect(step.ticket).toMatchObject({ stage: 'withdrawn', closedAt: TUESDAY_MORNING });
  });

  it('is refused once the ticket is archived: there is nothing left to withdraw', () => {
    const answer = answerRequest(aStep(aTicket({}, archived)), group, aRequest('withdrawal'));

    expect(answer).toMatchObject({ result: 'refused', why: { rule: 'withdraw/not-at-closed' } });
    expect(answerWithoutTicket(rules.procedures, 'withdrawal').result).toBe('refused');
  });
});
