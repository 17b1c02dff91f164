import type { Name } from '../load/name.js';

/** What the platform knows of a complaint, as people call it; the fields that people are asked for have their own names. */
export const FIELD_NAMES: Readonly<Record<string, Name>> = {
  organisation: { zh: '组织', en: 'organisation' },
  division: { zh: '单位范围', en: 'division' },
  unit: { zh: '承办单位', en: 'unit' },
  channel: { zh: '渠道', en: 'channel' },
  channelLevel: { zh: '渠道层级', en: 'level of the channel' },
  category: { zh: '业务分类', en: 'category' },
  customerLevel: { zh: '客户等级', en: 'level of the customer' },
  businessNumber: { zh: '业务号码', en: 'business number' },
  settledOnTheSpot: { zh: '当场解决', en: 'settled on the spot' },
  riskFlags: { zh: '风险标签', en: 'risk flags' },
  massFlag: { zh: '来源标注为群体投诉', en: 'marked as a mass complaint by the source' },
  limitBySource: { zh: '来源要求时限', en: 'limit set by the source' },
  anonymous: { zh: '匿名', en: 'anonymous' },
  complaintsInContact: { zh: '一次反映的事项数', en: 'complaints in one contact' },
  earlier: { zh: '此前的投诉', en: 'earlier complaint' },
  wanted: { zh: '客户诉求方式', en: 'what the customer wants' },
  earlierNamed: { zh: '指明原投诉', en: 'earlier complaint named' },
  aboveEarlier: { zh: '渠道层级高于原投诉', en: 'by a higher level than the earlier complaint' },
  classPartsAt: { zh: '与原投诉分类不同的层级', en: 'level at which the class is not that of the earlier complaint' },
  dissatisfiedWithAnswer: { zh: '对答复不满意', en: 'dissatisfied with the answer' },
  callback: { zh: '回访结果', en: 'result of the callback' },
  markedForCallback: { zh: '标记需回访', en: 'marked for a callback' },
  stage: { zh: '状态', en: 'stage' },
  returns: { zh: '驳回次数', en: 'returns' },
  transfers: { zh: '转派次数', en: 'transfers' },
  urges: { zh: '催办次数', en: 'urges' },
  reopenings: { zh: '重新打开次数', en: 'reopenings' },
  refusedReplies: { zh: '回单退回次数', en: 'refused replies' },
  reviews: { zh: '复议次数', en: 'reviews' },
  callbackAttempts: { zh: '回访尝试次数', en: 'attempts to call back' },
  paused: { zh: '挂起中', en: 'paused' },
  overdue: { zh: '超时时限数', en: 'clocks missed' },
  warned: { zh: '已预警时限数', en: 'warnings given' },
  ofFallbackUnit: { zh: '兜底单位', en: 'of the fallback unit' },
  answerPending: { zh: '尚欠答复', en: 'an answer is owed' },
  callbackPending: { zh: '尚欠回访', en: 'a callback is owed' },
  extensionPending: { zh: '有待批的延期申请', en: 'more time was asked for and not decided' },
};

/** Values that the platform gives its own fields. */
export const FIELD_WORDS: Readonly<Record<string, Readonly<Record<string, Name>>>> = {
  channelLevel: {
    province: { zh: '省级', en: 'province' },
    group: { zh: '集团', en: 'group' },
    appeal: { zh: '申诉', en: 'appeal' },
  },
  verified: {
    true: { zh: '属实', en: 'true' },
    untrue: { zh: '不属实', en: 'untrue' },
    unclear: { zh: '无法查清', en: 'unclear' },
  },
  earlier: {
    none: { zh: '无', en: 'none' },
    open: { zh: '办理中', en: 'open' },
    closed: { zh: '已归档', en: 'closed' },
  },
  wanted: {
    urge: { zh: '催办', en: 'an urge' },
    supplement: { zh: '补充', en: 'a supplement' },
    complaint: { zh: '投诉', en: 'a complaint' },
  },
  callback: {
    satisfied: { zh: '满意', en: 'satisfied' },
    unsatisfied: { zh: '不满意', en: 'unsatisfied' },
    notReached: { zh: '未接通', en: 'not reached' },
  },
};
