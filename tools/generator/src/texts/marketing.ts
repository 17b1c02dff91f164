import { classesOf } from './classes.js';

/** 营销宣传. */
export const MARKETING = classesOf('marketing', {
  'promotion/promotion-false': {
    weight: 34,
    line: 'mobile',
    phenomena: [
      '推销电话说{plan}每月只要{lowYuan}元，办完才知道要在网{months}个月',
      '海报写送{gift}，到店说只限新入网客户',
      '宣传{rate}宽带免费用，装好后每月收{lowYuan}元',
      '业务员承诺随时可以取消，现在说要交{amount}元违约金',
    ],
    demands: ['按宣传内容兑现', '取消业务并退费', '调听当时的录音', '停止虚假宣传'],
  },
  'promotion/promotion-not-kept': {
    weight: 32,
    line: 'mobile',
    phenomena: [
      '办理时承诺送{gift}，{days}天了还没有收到',
      '说好每月返{lowYuan}元话费，{month}起没有返',
      '预存{amount}元的优惠没有生效，仍按原价扣',
      '活动写明满{months}个月送{gift}，现在说库存没有了',
    ],
    demands: ['兑现{gift}', '补返话费', '{deadline}让优惠生效', '折现赔付'],
  },
  'nuisance/nuisance-call': {
    weight: 22,
    line: 'mobile',
    phenomena: [
      '一周接到{times}个推销电话，明确拒绝后还在打',
      '{period}被推销电话吵醒，号码显示是贵公司合作方',
      '退订营销外呼{times}次，每次都说已登记，仍然接到',
    ],
    demands: ['停止一切营销外呼', '加入免打扰名单', '查明号码从哪里泄露', '书面道歉'],
  },
  'nuisance/nuisance-message': {
    weight: 14,
    line: 'mobile',
    phenomena: [
      '每天收到{times}条营销短信，回复退订无效',
      '106开头的短信不停发，{period}也发',
      '没有订过的{service}天天发短信提醒续费',
    ],
    demands: ['屏蔽营销短信', '核实发送方', '停止发送并答复'],
  },
  'contract/contract-lock-in': {
    weight: 30,
    line: 'mobile',
    phenomena: [
      '所谓靓号要求最低消费{amount}元，签协议时没有说明期限',
      '宽带合约两年，第{times}个月想停机要交{amount}元违约金',
      '号码尾数被认定为靓号，协议长达{years}年，要求取消最低消费',
    ],
    demands: ['取消最低消费', '免除违约金', '提供签字的协议', '缩短合约期'],
  },
  'contract/contract-cancel': {
    weight: 28,
    line: 'mobile',
    phenomena: [
      '异地销户被要求回归属地营业厅办理，路费比余额还多',
      '申请拆机{times}次，每次都被挽留专员拖延',
      '线上提交销户{days}天没有结果，月租照扣{lowAmount}元',
      '老人过世要销户，要求的证明一次比一次多',
    ],
    demands: ['办理异地销户', '{deadline}完成拆机', '退还余额', '停止计费'],
  },
});
