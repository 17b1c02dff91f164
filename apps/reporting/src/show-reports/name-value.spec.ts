import { loadOrganisations } from '@cc/procedures';
import { nameOfValue, type Dimension } from './name-value.js';

const organisation = loadOrganisations().of('telecom-group');

describe('the value of a line', () => {
  it.each<[Dimension, string, string, string]>([
    ['division', '43', '湖南省', 'Hunan'],
    ['day', '2026-11-24', '2026-11-24', '2026-11-24'],
    ['channel', 'hotline', '热线', 'hotline'],
    ['channel', '-', '提交被拒绝，未成为投诉', 'refused as submitted, no complaint'],
    ['channel_level', 'appeal', '申诉', 'an appeal'],
    ['channel_level', '-', '提交被拒绝，未成为投诉', 'refused as submitted, no complaint'],
    ['class', 'network', '网络质量', 'Network quality'],
    ['class', '-', '未分类，或提交被拒绝、未成为投诉', 'no class, or refused as submitted, no complaint'],
    ['nature', 'major', '重大投诉', 'major'],
    ['nature', '-', '提交被拒绝，未成为投诉', 'refused as submitted, no complaint'],
    ['channel', 'carrier-pigeon', 'carrier-pigeon', 'carrier-pigeon'],
  ])('of %s %s is called %s, or %s', (by, value, zh, en) => {
    expect(nameOfValue(by, value, organisation, 'zh')).toBe(zh);
    expect(nameOfValue(by, value, organisation, 'en')).toBe(en);
  });
});
