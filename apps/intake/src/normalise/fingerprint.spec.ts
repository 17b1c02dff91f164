import { fingerprint } from './fingerprint.js';

/** As many bits may differ between texts that were copied, as the comment on `fingerprint` promises. */
const NEAR_EQUAL_BITS = 10;

const copied =
  '我是阳光小区的业主，从昨天晚上八点开始整个小区的宽带都断网了，打了三次10000号都说在处理，到现在还没有恢复，请尽快派人维修并减免费用。';
const others = [
  '上个月办理的套餐说好每月59元，这个月账单却扣了128元，营业厅说是系统升级，要求退还多扣的费用。',
  '手机在地铁里完全没有信号，换了两部手机都一样，旁边的人用别的运营商就可以，请检查基站。',
  '申请携号转网，营业厅工作人员一直推脱说有合约不能转，但是我的合约上个月已经到期了。',
  '装维师傅约了上午来，等到下午也没有人来，打电话态度还很差，我要投诉这个师傅。',
];

describe('text fingerprints', () => {
  it.each([
    ['another number', copied.replace('10000', '10086')],
    ['another punctuation and width', copied.replaceAll('，', ',  ').replace('10000', '１００００').replace('。', '!')],
    ['another count', copied.replace('三次', '五次')],
    ['a word changed', copied.replace('请尽快派人维修', '请马上派人维修')],
    ['a few words added', `你好，${copied}谢谢`],
  ])('finds a copied text with %s', (_, near) => {
    expect(differingBits(fingerprint(copied), fingerprint(near))).toBeLessThanOrEqual(NEAR_EQUAL_BITS);
  });

  it('tells texts about something else apart', () => {
    const all = [copied, ...others].map(fingerprint);

    const distances = all.flatMap((one, at) => all.slice(at + 1).map((other) => differingBits(one, other)));

    expect(Math.min(...distances)).toBeGreaterThan(NEAR_EQUAL_BITS + 5);
  });

  it('is 16 hex digits for any text', () => {
    for (const text of ['', '断', '？？？', 'a'.repeat(4000), copied])
      expect(fingerprint(text)).toMatch(/^[0-9a-f]{16}$/);
  });
});

/** How many of the 64 bits differ. */
function differingBits(one: string, other: string): number {
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; bits > 0n; bits &= bits - 1n) count++;
  return count;
}
