import { join } from 'node:path';
import { loadKeywords } from './keywords.js';

const keywords = loadKeywords(join(import.meta.dirname, '../../data'));

describe('keywords', () => {
  it('finds the words of the vocabulary, the most frequent first, each in one form', () => {
    const text = '家里宽带断网三天，宽带报修后没人处理，装维师傅态度差，要求减免宽带费用';

    const found = keywords.in(text);

    expect(found[0]).toBe('宽带');
    expect(found).toEqual(expect.arrayContaining(['断网', '维修', '超时', '装维', '服务态度', '赔偿']));
  });

  it('cuts words where they end', () => {
    expect(keywords.in('请加我的微信号码')).not.toContain('信号');
    expect(keywords.in('我要携号转网')).toEqual(['携号转网']);
  });

  it('never gives away a name, a number or an address', () => {
    const text = '我叫张伟，电话13800138000，住在广州市天河区体育西路100号，手机没有信号';

    expect(keywords.in(text)).toEqual(['信号']);
  });
});
