import { classesOf } from './classes.js';

/** 漫游. */
export const ROAMING = classesOf('roaming', {
  'roaming-international/roaming-no-service': {
    weight: 6,
    line: 'mobile',
    phenomena: [
      '在{abroad}下飞机后手机一直没有信号',
      '到{abroad}第{times}天突然不能上网，重启换网都不行',
      '在{abroad}能打电话但上不了网',
    ],
    demands: ['立即恢复漫游', '说明境外网络原因', '退还漫游包费用'],
  },
  'roaming-international/roaming-charge': {
    weight: 7,
    line: 'mobile',
    phenomena: [
      '在{abroad}买了{lowAmount}元包天，账单却收了{amount}元',
      '从{abroad}回来，漫游流量费{amount}元，没有收到封顶提醒',
      '人在边境没有出国，被收了{amount}元漫游费',
    ],
    demands: ['退还{amount}元漫游费', '提供漫游详单', '按包天价格计费'],
  },
  'roaming-international/roaming-activation': {
    weight: 3,
    line: 'mobile',
    phenomena: ['明天去{abroad}，漫游一直开不了，提示要交押金', '在{abroad}申请开通漫游{times}次，{wait}分钟没有生效'],
    demands: ['马上开通漫游', '免押金开通', '告知开通条件'],
  },
});

/** 携号转网. */
export const PORTABILITY = classesOf('number-portability', {
  'port-out/port-out-refused': {
    weight: 16,
    line: 'mobile',
    phenomena: [
      '申请携号转网，说有合约不能转，合约内容从来没有见过',
      '查询携转资格，每次的理由都不同，已经{times}次',
      '客服用送{gift}反复挽留，就是不给授权码',
      '结清费用后又冒出{lowAmount}元，转不出去',
    ],
    demands: ['立即下发授权码', '解除不合理的合约', '书面说明不能携转的依据', '不得阻挠携转'],
  },
  'port-out/port-out-late': {
    weight: 5,
    line: 'mobile',
    phenomena: ['授权码发送{times}次都收不到', '携出办理{days}天还没有生效，两边都不能用'],
    demands: ['{deadline}完成携出', '补发授权码'],
  },
  'port-in/port-in-failed': {
    weight: 6,
    line: 'mobile',
    phenomena: ['携入提示身份信息不一致，证件没有变过', '携入后收不到{bank}的验证码，已经{days}天'],
    demands: ['恢复短信功能', '{deadline}完成携入', '核实身份信息'],
  },
});

/** 产品业务. */
export const PRODUCT = classesOf('product', {
  'cloud/cloud-outage': {
    weight: 4,
    line: 'broadband',
    phenomena: [
      '云主机{since}无法登录，网站全部打不开',
      '云盘一直提示服务器繁忙，{days}天不能用',
      '备份任务连续{times}次失败，控制台报错{code}',
    ],
    demands: ['恢复服务', '按协议赔付', '提供故障报告'],
  },
  'cloud/cloud-data': {
    weight: 3,
    line: 'mobile',
    phenomena: ['云盘里{years}年的照片不见了', '会员到期第{times}天文件就被清理，没有提醒'],
    demands: ['恢复文件', '说明清理规则', '赔偿损失'],
  },
  'payment/payment-failed': {
    weight: 6,
    line: 'mobile',
    phenomena: [
      '付款{amount}元显示失败，银行卡却扣了款',
      '缴话费扣款{amount}元，{days}天未到账',
      '每天限额{lowAmount}元，交不了宽带费',
    ],
    demands: ['退回{amount}元', '查明未到账原因', '提高限额'],
  },
  'payment/payment-unknown': {
    weight: 5,
    line: 'mobile',
    phenomena: ['账户{since}被人消费{amount}元，不是本人操作', '发现银行卡被绑定在陌生账户上，扣了{times}笔'],
    demands: ['冻结账户并追回{amount}元', '解除绑定', '协助报案'],
  },
  'smart-home/smart-home-device': {
    weight: 6,
    line: 'broadband',
    placed: true,
    phenomena: [
      '摄像头总是离线，店里被盗时没有录像',
      '智能门锁{since}打不开，叫开锁花了{lowAmount}元',
      '摄像头云存{lowAmount}元一个月，回放却是空的',
    ],
    demands: ['更换设备', '退还云存费用', '赔偿开锁费'],
  },
});

/** 政企业务. */
export const ENTERPRISE = classesOf('enterprise', {
  'leased-line/leased-line-outage': {
    weight: 6,
    line: 'leased',
    placed: true,
    phenomena: [
      '公司{rate}专线{since}中断，收银和办公系统全部停了',
      '专线丢包严重，视频会议一天断{times}次',
      '专线光缆被挖断{times}小时，没有人通报进展',
    ],
    demands: ['立即抢修', '按服务协议赔付', '提供备用线路', '提交故障报告'],
  },
  'leased-line/leased-line-delivery': {
    weight: 4,
    line: 'leased',
    placed: true,
    phenomena: ['专线签约{days}天没有开通，分店开不了业', '专线开通一再改期，第{times}次说资源不足'],
    demands: ['{deadline}开通', '支付逾期违约金', '给出书面计划'],
  },
  'enterprise-service/enterprise-manager': {
    weight: 4,
    line: 'leased',
    phenomena: ['客户经理换了{times}个，现在联系不上', '客户经理承诺的折扣没有写进合同，每月多付{amount}元'],
    demands: ['指定客户经理', '落实承诺的折扣', '上门沟通'],
  },
});
