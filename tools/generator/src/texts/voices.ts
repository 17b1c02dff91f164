/**
 * How a complaint is told: an agent writes down what a caller says, a customer writes himself, an authority passes on.
 * Each voice has several orders of the same parts; `{phenomenon}` comes from the class, `{place}` may be empty.
 */
export interface Voice {
  tells: readonly string[];
  asks: readonly string[];
}

const AGENT: Voice = {
  tells: [
    '客户来电反映：{place}{phenomenon}。{tried}，{harm}。{mood}。',
    '用户致电称{place}{phenomenon}，{harm}，{tried}。{mood}。',
    '【客户诉求】{phenomenon}。地址：{address}。{tried}。{checked}。',
    '来电投诉{phenomenon}，{tried}，{mood}，{harm}。',
    '客户表示{harm}：{place}{phenomenon}。{checked}，{mood}。',
    '{mood}，称{phenomenon}，{tried}。{checked}。',
    '客户来电，{place}{phenomenon}；{tried}；{checked}。',
    '反映{phenomenon}，{harm}。经核实：{checked}。{mood}。',
  ],
  asks: [
    '客户要求{demand}',
    '要求{demand}，请核查处理并回复客户',
    '{demand}',
    '希望{demand}，尽快联系客户',
    '客户坚持{demand}，请属地处理',
  ],
};

const HALL: Voice = {
  tells: [
    '客户到厅反映，{place}{phenomenon}，{tried}。{mood}。',
    '客户持证件到厅，称{phenomenon}，{harm}。{checked}。',
    '{mood}。到厅反映{phenomenon}，{tried}，现场解释不认可。',
    '厅内受理：{phenomenon}。{checked}，{harm}。',
  ],
  asks: ['客户要求{demand}', '{demand}，请后台支撑', '希望{demand}'],
};

const SELF: Voice = {
  tells: [
    '{place}{phenomenon}，{tried}，{harm}！{plea}',
    '{plea}{phenomenon}，{harm}。',
    '你们好，{phenomenon}。{tried}，{plea}',
    '{phenomenon}！！{tried}，{harm}，{plea}',
    '我是老用户了，{phenomenon}，{harm}。{tried}。',
    '{harm}。事情是这样的：{place}{phenomenon}，{tried}。{plea}',
    '投诉！{phenomenon}，{tried}。',
    '{place}{phenomenon}。{tried}，结果没有人管。{plea}',
  ],
  asks: ['{demand}', '请{demand}', '我要求{demand}', '麻烦{demand}，谢谢', '必须{demand}'],
};

const LETTER: Voice = {
  tells: [
    '贵公司负责同志：本人家住{address}，{phenomenon}。{tried}，{harm}。特此来信反映。',
    '来信反映：{phenomenon}，{harm}。{tried}。盼复。',
  ],
  asks: ['恳请{demand}', '请贵公司{demand}并书面答复'],
};

const REGULATOR: Voice = {
  tells: [
    '申诉人称：{place}{phenomenon}。{tried}，企业未在规定时限内解决，{harm}。现提出申诉。',
    '用户申诉事项：{phenomenon}。申诉人{days}天前向企业投诉，{tried}，对答复不满意。',
    '转办申诉：{phenomenon}，{harm}；申诉人提供了缴费记录和通话录音。{tried}。',
    '申诉人反映{phenomenon}，曾{tried}，未获合理解释，请企业核查后答复申诉人并回复我中心。',
  ],
  asks: ['申诉人请求{demand}', '请企业{demand}，并在规定期限内反馈', '{demand}'],
};

export const VOICES: Record<string, Voice> = {
  hotline: AGENT,
  hall: HALL,
  wechat: SELF,
  app: SELF,
  web: SELF,
  letter: LETTER,
  regulator: REGULATOR,
};

/** 先前的努力: what was tried before; what fits only a fault, and only what is no fault. */
export const TRIED = {
  any: [
    '已联系过{times}次客服',
    '{since}打过热线没有结果',
    '问过营业厅，让打热线',
    '在APP上提交过{times}次，没有回音',
    '联系客户经理没有答复',
    '等了{days}天没有人处理',
    '此前口头投诉过，答应{deadline}解决',
    '先后问了{times}个人，说法都不一样',
    '换人换时间打过{times}次电话',
    '留过言也写过工单',
    '附近营业厅也去过{times}趟',
    '之前从来没有发生过',
  ],
  fault: [
    '重启过{times}次也没有用',
    '按客服说的方法试过，无效',
    '拍了照片和视频可以提供',
    '换了{devices}试也一样',
    '拔插过线路，恢复出厂设置也不行',
    '已经报修过{times}次',
  ],
  matter: [
    '自己查了账单和记录，找不到原因',
    '翻过当时的短信和页面，没有这样写',
    '截图都保存着',
    '客服让等短信通知，没有等到',
    '要求看协议，一直没有提供',
    '每次都让再等{times}个工作日',
  ],
} as const;

/** 影响: what it does to the customer. */
export const HARM = {
  any: [
    '家里老人也受影响',
    '耽误了工作',
    '已经造成损失',
    '给生活带来很大不便',
    '差点误了大事',
    '白白浪费{days}天时间',
    '店里生意受影响',
    '单位的事情也受影响',
  ],
  fault: [
    '影响{activity}',
    '店里生意做不下去',
    '每天{period}都要受气',
    '客户和家人都联系不上',
    '严重影响正常使用',
    '孩子学习都耽误了',
    '家里监控也用不了',
  ],
  matter: [
    '每月多花{lowAmount}元',
    '前后跑了{times}趟',
    '报销不了',
    '心里很不踏实',
    '影响个人信用',
    '原来的打算都落空了',
    '老人不懂，被多收了钱',
  ],
} as const;

export const MOODS = [
  '客户情绪激动',
  '客户较为不满',
  '客户语气平和，愿意配合',
  '客户表示理解但要求尽快解决',
  '客户十分着急',
  '客户多次打断话务员',
  '客户强调自己是{years}年的老用户',
  '客户称不解决就换运营商',
  '客户要求领导回电',
  '客户有意向上级部门反映',
  '客户声称要找消协',
  '客户不认可现场解释',
  '客户希望{period}不要打扰，白天联系',
  '客户配合排查后仍不满意',
];

export const CHECKED = [
  '系统查询无在途工单',
  '查询近{months}个月无同类投诉',
  '已指导客户排查，未恢复',
  '查询账单与客户所述一致',
  '系统显示业务正常，与客户所述不符',
  '已安抚客户并承诺尽快回复',
  '客户联系时间为{period}',
  '已核对客户身份信息',
  '测试拨打客户号码可以接通',
  '后台告警暂无记录',
  '查询到{since}有一条派单记录',
  '现场无法判断原因',
];

export const PLEAS = [
  '请尽快处理。',
  '到底有没有人管？',
  '希望给个说法。',
  '真的很失望。',
  '再不解决就换别家。',
  '请重视用户的感受。',
  '等你们的电话。',
  '谢谢。',
  '不要再推来推去了。',
  '麻烦{deadline}回复我。',
  '保留进一步投诉的权利。',
  '每次都说在处理，处理到哪里去了？',
];
