import {
  CaseOpened,
  ComplaintRecorded,
  RequestAnswered,
  TicketAbnormal,
  topics,
  WorkActionAnswered,
} from '@cc/contracts';
import { loadOrganisations } from '@cc/procedures';
import { Highlights } from './highlights.js';
import type { Seen } from './outside.js';

const COMPLAINT = { complaintId: 'c1', number: 'TS20261003000001' };

/** What is told of these, the complaint being known. */
function toldOf(...all: Partial<Seen>[]): string[] {
  const lines: string[] = [];
  const highlights = new Highlights((line) => lines.push(line.trim()), loadOrganisations().of('telecom-group'));
  for (const one of [{ type: ComplaintRecorded.type, body: COMPLAINT }, ...all]) {
    highlights.saw({ topic: '', key: COMPLAINT.complaintId, ...one } as Seen);
  }
  return lines;
}

describe('what is notable of a day', () => {
  it.each([
    [
      'what becomes of a request that came too late',
      { type: RequestAnswered.type, body: { kind: 'urge', result: 'bounced' } },
      '· TS20261003000001 的催办：工单已归档，转为新投诉 · an urge: the ticket was archived meanwhile; it becomes a new complaint',
    ],
    [
      'why a ticket is abnormal',
      { type: TicketAbnormal.type, body: { kind: 'overdue' } },
      '· TS20261003000001 为异常工单：已超时 · the ticket is abnormal: it is overdue',
    ],
    [
      'who may not do what',
      {
        type: WorkActionAnswered.type,
        topic: topics.work('00'),
        body: { result: 'refused', actionId: 'x-reply', stage: 'closed', why: null, allowedActions: [] },
      },
      '· TS20261003000001：集团公司想回单，不允许：已归档（-） · Group company wants to reply, refused: it is archived (-)',
    ],
    [
      'where a mass complaint gathers, and of what',
      {
        type: CaseOpened.type,
        body: {
          name: { zh: '群体投诉', en: 'Mass complaint' },
          area: { category: ['network', 'broadband', 'broadband-outage'], division: '23' },
          size: 3,
        },
      },
      '· 群体投诉（宽带无法上网，黑龙江省，3 件）成立，待查证 · "Mass complaint" (No connection, Heilongjiang, 3 complaints) gathers: a case is opened',
    ],
  ])('says %s, in both languages and by name', (_, seen, line) => {
    expect(toldOf(seen)).toEqual([line]);
  });

  it('is told once of each kind, but of every mass complaint', () => {
    const urge = { type: RequestAnswered.type, body: { kind: 'urge', result: 'accepted' } };
    const mass = { type: CaseOpened.type, body: { name: { zh: '群体投诉', en: 'Mass complaint' }, area: {}, size: 3 } };

    expect(toldOf(urge, urge, mass, mass)).toHaveLength(3);
  });
});
