import fc from 'fast-check';
import { parseWorkAction } from './parse-work-action.js';
import { aRecord } from './record.fixture.js';

const context = { now: new Date('2026-11-24T04:00:00Z') };
const complaintId = '0b5c1f5e-8a55-5d3c-9f43-0c9e6a1d2b77';

const anAction = (over: object = {}) => ({
  actionId: 'act-1',
  complaintId,
  by: { role: 'handler', id: 'gz-07' },
  at: '2026-11-24T11:20:00+08:00',
  do: { action: 'accept' },
  ...over,
});
const read = (value: unknown, key: string | null = complaintId, headers = {}) =>
  parseWorkAction(aRecord('work.action.v1', key, value, headers), context);
const problems = (...record: Parameters<typeof read>) => {
  const parsed = read(...record);
  return parsed.kind === 'refused' ? parsed.violations.map(({ field, rule }) => `${field} ${rule}`) : parsed.kind;
};

describe('An action of a branch', () => {
  it('is read with its instant', () => {
    expect(read(anAction())).toMatchObject({
      kind: 'action',
      action: { actionId: 'act-1', at: new Date('2026-11-24T03:20:00Z'), do: { action: 'accept' } },
    });
  });

  it.each<[string, object, string[]]>([
    ['an unknown action', { do: { action: 'acept' } }, ['/do/action one-of']],
    ['a return without reason', { do: { action: 'return' } }, ['/do/reasonCode required']],
    ['an unknown field', { do: { action: 'accept', reson: 1 } }, ['/do/reson unknown-field']],
    ['a slip that is no object', { do: { action: 'reply', slip: 'ok' } }, ['/do/slip type']],
    ['an unknown role', { by: { role: 'boss', id: '1' } }, ['/by/role one-of']],
    ['a time in the future', { at: '2027-01-01T00:00:00Z' }, ['/at in-future']],
    ['a complaint that is none', { complaintId: 'x' }, ['/complaintId format-uuid']],
    [
      'a field that can be none',
      { do: { action: 'accept', fields: { 拖延: true, size: { cm: 3 } } } },
      ['/do/fields/拖延 key', '/do/fields/size any-of'],
    ],
    [
      'a document nobody can find',
      { do: { action: 'accept', documents: [{ kind: 'photo', ref: ' ' }] } },
      ['/do/documents/0/ref format-regex'],
    ],
    [
      'a consent in the future',
      { do: { action: 'accept', consents: [{ role: 'supervisor', id: 'x', at: '2027-01-01T00:00:00Z' }] } },
      ['/do/consents/0/at in-future'],
    ],
    ['a null character', { by: { role: 'handler', id: 'a\0' } }, ['/by/id characters']],
  ])('is refused when it has %s', (_, over, expected) => {
    expect(problems(anAction(over))).toEqual(expected);
  });

  it('never repeats what it brings: it may be what a customer said', () => {
    const brings = { fields: { result: '王小明 13800138000'.repeat(300) }, documents: [{ kind: 'photo', ref: '' }] };

    const parsed = read(anAction({ do: { action: 'accept', ...brings } }));

    expect(parsed).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(parsed)).not.toMatch(/王小明|13800138000/);
  });

  it('is refused when its key is another complaint', () => {
    expect(problems(anAction(), 'other')).toEqual(['key wrong-key']);
  });

  it('may write its ids in capitals, but not its key: one complaint is one stream', () => {
    const capitals = complaintId.toUpperCase();

    expect(read(anAction({ complaintId: capitals }))).toMatchObject({ kind: 'action', action: { complaintId } });
    expect(problems(anAction({ complaintId: capitals }), capitals)).toEqual(['key wrong-key']);
  });

  it('is answered under the key of the record, with its own id where that can be read', () => {
    expect(read(anAction({ at: 'x' }))).toMatchObject({ kind: 'refused', complaintId, actionId: 'act-1' });
    expect(read('{')).toMatchObject({ kind: 'refused', complaintId, actionId: null });
    expect(read(anAction(), null)).toMatchObject({ kind: 'refused', complaintId, violations: [{ field: 'key' }] });
    expect(read('{', null)).toMatchObject({ kind: 'unanswerable' });
  });

  it('repeats no text of a slip', () => {
    const slip = { findings: '李雨桐家断网'.repeat(1000), measures: 7, verification: 'yes' };

    const answer = JSON.stringify(read(anAction({ do: { action: 'reply', slip } })));

    expect(answer).toContain('/do/slip/findings');
    expect(answer).not.toContain('李雨桐');
  });

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.option(fc.string({ unit: 'binary' })), fc.json({ stringUnit: 'binary' }), (key, value) => {
        expect(['refused', 'unanswerable']).toContain(read(value, key).kind);
      }),
      { numRuns: 1000 },
    );
  });
});
