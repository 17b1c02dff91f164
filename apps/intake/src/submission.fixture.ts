import { SUBMISSION_TYPE, type SubmissionOnTheWire } from '@cc/contracts';
import type { RawRecord } from '@cc/testing';

type Items = SubmissionOnTheWire['items'];
type NewItem = Extract<Items[number], { kind: 'new' }>;

let made = 0;
const nextSourceId = () => `GD-${++made}`;

/** A broadband outage in Guangdong, as the call centre writes it; every submission about another number. */
export function aSubmission(over: Partial<SubmissionOnTheWire> = {}): SubmissionOnTheWire {
  const sourceId = over.sourceId ?? nextSourceId();
  return {
    source: 'cc-44',
    sourceId,
    occurredAt: '2026-11-24T09:55:00+08:00',
    channel: 'hotline',
    customer: { name: '林小明', phone: aPhone(), homeRegion: '广东省' },
    items: [aComplaint()],
    ...over,
  };
}

/** A mobile number nobody else of this file has. */
export const aPhone = () => `139${String(10_000_000 + ++made)}`;

export const aComplaint = (over: Partial<NewItem> = {}): NewItem => ({
  kind: 'new',
  problem: '家里宽带断网两天了，多次报修没有人处理',
  demand: '尽快修复并减免费用',
  businessNumber: aPhone(),
  category: ['网络', '宽带', '断网'],
  fault: { region: '广州市天河区' },
  ...over,
});

/** As a record of the source's topic: keyed by its id, with the headers of the contract. */
export function aRecord(body: object, over: Partial<RawRecord> = {}): RawRecord {
  const { sourceId } = body as { sourceId?: unknown };
  return {
    key: typeof sourceId === 'string' ? sourceId : 'no-source-id',
    value: JSON.stringify(body),
    headers: { ce_id: `m-${++made}`, ce_type: SUBMISSION_TYPE, ce_source: 'call-centre', ce_specversion: '1.0' },
    ...over,
  };
}
