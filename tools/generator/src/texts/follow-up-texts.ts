/** 催办. */
export const URGES = [
  '客户催办，{days}天没有人联系，要求{deadline}答复。',
  '怎么还没有人来？已经等了{days}天。',
  '再次来电询问进度，{harm}。',
  '客户第{times}次催办，要求给出明确时间。',
  '请问处理到哪一步了？{plea}',
  '说好{deadline}解决，到现在没有动静。',
  '催促尽快处理，{harm}，否则向上级部门反映。',
  '一直没有接到电话，请核实是不是号码记错了。',
  '客户称师傅约了{period}没有来，催促安排。',
];

/** 补充. */
export const SUPPLEMENTS = [
  '补充：故障从{since}开始，{neighbours}也有同样情况。',
  '客户补充：光猫{light}灯{blinks}，已拍照。',
  '补充一下，账单截图显示扣了{amount}元。',
  '客户来电更改联系时间，{period}方便接听。',
  '客户补充：{tried}。',
  '补充：当时的工作人员答应{deadline}解决，有通话记录。',
  '客户又发现{service}也被收费，一并核查。',
  '补充地址：从小区东门进，联系时请先打电话。',
];

/** 撤诉. */
export const WITHDRAWALS = [
  '已经恢复正常，不用再处理。',
  '客户称{since}自己好了，要求撤销。',
  '师傅刚刚来修好了，撤诉。',
  '费用已退回，客户表示满意，撤销投诉。',
  '客户弄错了，是家里人办理的，撤销。',
  '已经和客户经理谈好，不再投诉。',
];

/** 再次投诉: said again, with or without an end in between. */
export const AGAIN = [
  '同样的问题又来了：{phenomenon}，{harm}。',
  '上次说已经解决，{since}又出现：{phenomenon}。',
  '再次投诉，{phenomenon}，前一次的答复不认可。',
  '问题反复：{phenomenon}，{tried}，{mood}。',
  '{phenomenon}，和上次投诉是同一件事，{harm}。',
];

/** 当场解决. */
export const SETTLED = [
  '已向客户解释资费规则，客户认可',
  '远程重启端口，客户确认恢复',
  '当场取消{service}并退还{lowAmount}元，客户满意',
  '指导客户重新设置，测试正常',
  '已为客户减免{lowAmount}元，客户表示接受',
  '代客户补发短信并确认收到',
  '致歉并说明原因，客户表示理解',
  '当场更换设备，客户确认可用',
];
