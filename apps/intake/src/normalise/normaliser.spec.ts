import { join } from 'node:path';
import { Submission, type SubmissionOnTheWire } from '@cc/contracts';
import { loadOrganisations } from '@cc/procedures';
import { loadKeywords } from './keywords.js';
import { Normaliser, type NewItem } from './normaliser.js';
import { loadRegions } from './region.js';
import { loadRisks } from './risk.js';

const data = join(import.meta.dirname, '../../data');
const normaliser = new Normaliser(loadRegions(data), loadKeywords(data), loadRisks(data));
const group = loadOrganisations().of('telecom-group');

function normalised(over: Partial<SubmissionOnTheWire>, item: object = {}) {
  const submission = Submission.parse({
    source: 'cc-44',
    sourceId: 'GD-1',
    occurredAt: '2026-11-24T09:00:00+08:00',
    channel: 'hotline',
    items: [{ kind: 'new', problem: '宽带断网', ...item }],
    ...over,
  });
  return normaliser.newComplaint(submission, submission.items[0] as NewItem, 0, group);
}

describe('a new complaint', () => {
  it('is written in our forms', () => {
    const complaint = normalised(
      { customer: { name: '　张 三 ', phone: '１３８-００１３-８０００', level: 'ＶＩＰ', homeRegion: '广东省' } },
      {
        problem: '宽带断网，账号ＧＺ１２３４５６７８，再不修就投诉到工信部',
        businessNumber: '０２０－３８００１２３４',
        category: ['网络类', '宽带', '断网'],
        fault: { region: '广州市天河区', address: '体育西路１００号' },
      },
    );

    expect(complaint).toMatchObject({
      customer: { name: '张 三', phone: '+8613800138000', businessNumber: '+862038001234' },
      text: {
        problem: '宽带断网，账号GZ12345678，再不修就投诉到工信部\n故障地址：体育西路100号',
        demand: null,
      },
      category: ['network', 'broadband', 'broadband-outage'],
      customerLevel: 'VIP',
      homeRegion: '44',
      numberRegion: '440100',
      faultRegion: '440106',
      riskFlags: ['regulator'],
      notes: [],
    });
    expect(complaint.keywords).toEqual(expect.arrayContaining(['宽带', '断网']));
  });

  it('is recorded without what nobody understands, and says so', () => {
    const complaint = normalised({}, { category: ['网络', '蓝牙耳机'], fault: { region: '鼓楼区' } });

    expect(complaint).toMatchObject({ category: ['network'], faultRegion: null });
    expect(complaint.notes.map(({ field, rule }) => [field, rule])).toEqual([
      ['/items/0/category', 'unknown-category'],
      ['/items/0/fault/region', 'ambiguous-region'],
    ]);
  });

  it('has the same fingerprint whatever the number in it', () => {
    expect(normalised({}, { problem: '号码13800138000欠费停机' }).textFingerprint).toBe(
      normalised({}, { problem: '号码13900139000欠费停机' }).textFingerprint,
    );
  });
});
