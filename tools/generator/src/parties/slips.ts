import type { WorkAction } from '@cc/contracts';
import { Weighted, type Random } from '../random.js';
import type { Shares } from '../shares.js';
import { RUMOURS, SEVERAL_HOUSEHOLDS } from '../texts/waves.js';

type Slip = Extract<WorkAction, { action: 'reply' }>['slip'];
type Verification = Slip['verification'];

/** What branches write on their slips, by the widest class; `*` for every other. */
const FINDINGS: Record<string, readonly string[]> = {
  network: [
    '现场查明线路接头松动',
    '光功率偏低，分光器端口故障',
    '查基站退服告警，属电源故障',
    '客户路由器老化，入户线正常',
    '该区域忙时负荷高，已列入扩容',
    '光缆被外部施工挖断',
  ],
  billing: [
    '核对账单，系统重复出账一次',
    '查订购记录，有短信二次确认',
    '套餐优惠到期，提醒短信已下发',
    '外呼录音中客户未明确同意',
    '流量详单与客户手机统计一致',
  ],
  marketing: ['调听录音，宣传口径有遗漏', '活动规则页面已注明条件', '合作方外呼未核对免打扰名单', '协议有客户签字'],
  '*': ['已联系客户核实情况', '调取受理记录核查', '与相关部门核对，情况基本属实', '查无相关操作记录'],
};

const MEASURES: Record<string, readonly string[]> = {
  network: [
    '更换接头，测试正常',
    '更换光猫并重新布线',
    '更换分光器端口',
    '调整基站参数',
    '协调物业进场施工',
    '抢修光缆完毕',
  ],
  billing: ['退还多收费用', '取消业务并全额退费', '补发提醒并解释规则', '赠送流量补偿', '更正计费数据'],
  marketing: ['按承诺兑现并致歉', '加入营销免打扰名单', '解除合约', '约谈合作方并处罚'],
  '*': ['向客户解释并致歉', '专人跟进办理完毕', '对当事人进行考核', '协助客户办理'],
};

const ANSWERS = [
  '问题已处理，给您带来不便深表歉意',
  '已为您办理完毕，请留意短信通知',
  '经核查已按规定处理，感谢您的理解',
  '已安排专人跟进，如有问题请随时联系我们',
];

/** 查证结果: a rumour is known by what everybody repeats, a fault of many by their saying so. */
export function verificationOf(problem: string, shares: Shares, random: Random): Verification {
  if (RUMOURS.some(({ mark }) => problem.includes(mark))) return 'untrue';
  if (SEVERAL_HOUSEHOLDS.test(problem)) return 'true';
  return new Weighted(shares.branch.verification, ({ weight }) => weight).pick(random).is;
}

export function slipOf(order: { category: readonly string[]; problem: string }, shares: Shares, random: Random): Slip {
  const of = (by: Record<string, readonly string[]>) => random.one(by[order.category[0] ?? '*'] ?? by['*']!);
  const verification = verificationOf(order.problem, shares, random);
  return {
    findings: verification === 'untrue' ? '经核查，客户反映的情况与记录不符' : of(FINDINGS),
    measures: verification === 'untrue' ? '向客户出示记录并说明' : of(MEASURES),
    answerToCustomer: random.one(ANSWERS),
    verification,
    responsibility: { true: 'operator', untrue: 'customer', unclear: 'unclear' }[
      verification
    ] as Slip['responsibility'],
    resolved: random.chance(shares.branch.resolved),
  };
}
