import type { WorkAction } from '@cc/contracts';
import { TUESDAY_MORNING } from '@cc/testing';
import { aTicket, NO_CALLBACK, said, types } from '../rules.fixture.js';
import { decide, seal, slip, supervisor } from './decided.fixture.js';

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

    expect(verdict).toMatchObject({
      result: 'refused',
      allowedActions: ['accept', 'return', 'transfer', 'requestExtension'],
    });
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
