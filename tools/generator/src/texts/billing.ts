import { classesOf } from './classes.js';

/** 资费. */
export const BILLING = classesOf('billing', {
  'tariff/tariff-change-refused': {
    weight: 40,
    line: 'mobile',
    phenomena: [
      '想把{plan}改成{lowPlan}，客服说合约没到期不能降档，办理时没有人说过',
      '手机上看到的{lowPlan}说是新用户专享，老用户不能办',
      '线上无法更改套餐，必须到营业厅，可人在外地',
      '用了{years}年的老套餐，现在说已下架，改了就回不去',
      '申请降套餐{times}次，每次都被转去推荐更贵的套餐',
    ],
    demands: ['改为{lowPlan}', '新老用户同等待遇', '免违约金变更套餐', '出示当时办理合约的凭证'],
  },
  'tariff/tariff-unclear': {
    weight: 22,
    line: 'mobile',
    phenomena: [
      '{plan}说是不限量，用到{gigabytes}后速度就降下来，没有写清楚',
      '办理时说优惠{months}个月，实际第{times}个月就按原价收',
      '套餐外流量怎么收费没有人说得清，账单多出{amount}元',
      '宣传页字很小，{plan}里的宽带原来要另外收调测费',
    ],
    demands: ['书面说明资费内容', '按办理时的说法执行', '退还{amount}元', '公示资费'],
  },
  'tariff/tariff-expired': {
    weight: 22,
    line: 'mobile',
    phenomena: [
      '优惠{month}到期，没有任何短信提醒，月费从{lowAmount}元变成{amount}元',
      '会员权益到期后自动续订，连扣{times}个月，每月{lowAmount}元',
      '合约期满套餐自动续了一年，本人没有同意',
    ],
    demands: ['退还多收的费用', '恢复原优惠', '取消自动续订', '提供到期提醒的记录'],
  },
  'charge/charge-wrong': {
    weight: 36,
    line: 'mobile',
    phenomena: [
      '{month}账单比平时多{amount}元，查不到对应的项目',
      '充值{amount}元扣了两次款，只到账一次',
      '号码已经销户，银行卡仍被扣{amount}元',
      '同一项功能费{month}收了两次，每次{lowAmount}元',
      '订单写的是{plan}，账单按更高的档次收费',
    ],
    demands: ['退还{amount}元', '核对账单并书面答复', '双倍返还多收的费用', '查明扣费原因'],
  },
  'charge/charge-not-ordered': {
    weight: 52,
    line: 'mobile',
    phenomena: [
      '账单里有一项“{service}”，每月{lowAmount}元，本人从未订购',
      '接到推销电话并没有同意，{since}收到短信说已开通{service}',
      '在{app}里误点一下就被订购了{service}，没有二次确认',
      '孩子用手机玩游戏，被扣{amount}元，要求核实订购过程',
      '到营业厅只是补卡，套餐却被改成{plan}',
      '每月多扣{amount}元分期款，从来没有买过手机',
    ],
    demands: [
      '取消{service}并全额退费',
      '提供订购录音或页面记录',
      '退还{months}个月的费用',
      '查处擅自办理的人员',
      '三倍赔偿',
    ],
  },
  'charge/charge-data': {
    weight: 26,
    line: 'mobile',
    phenomena: [
      '{since}手机没怎么用，却显示用了{gigabytes}流量',
      '定向流量没有先用，先扣了通用流量，多收{amount}元',
      '半夜睡觉时跑了{gigabytes}流量，不认可',
      '套餐外流量一天扣了{amount}元，没有收到提醒',
    ],
    demands: ['提供流量详单', '退还{amount}元流量费', '核实流量使用情况', '关闭套外流量'],
  },
  'refund/refund-late': {
    weight: 18,
    line: 'mobile',
    phenomena: [
      '答应退的{amount}元过了{days}天还没有到账',
      '退费申请提交{times}次，一直显示审核中',
      '上次投诉说{deadline}退款，至今没有消息',
    ],
    demands: ['{deadline}退款到账', '说明审核进度', '支付延期利息'],
  },
  'refund/refund-deposit': {
    weight: 12,
    line: 'broadband',
    phenomena: [
      '拆机已经{days}天，光猫押金{lowAmount}元不退，说收据丢了',
      '销户后卡里还有{amount}元预存款退不出来',
      '退机顶盒押金要本人带原始发票，{years}年前的票找不到了',
    ],
    demands: ['退还押金', '凭身份证退款', '退还余额{amount}元'],
  },
  'invoice/invoice-wrong': {
    weight: 8,
    line: 'mobile',
    phenomena: ['发票抬头打错一个字，要求重开被拒', '发票金额与账单差{amount}元', '税号录错，财务无法报销'],
    demands: ['重开发票', '{deadline}更正', '更正后寄到单位'],
  },
  'invoice/invoice-missing': {
    weight: 9,
    line: 'mobile',
    phenomena: ['申请电子发票{days}天没有收到', '{month}的月结发票一直缺失', '缴费{amount}元后页面不能开票'],
    demands: ['补开发票', '发送到邮箱', '说明开票时限'],
  },
});
