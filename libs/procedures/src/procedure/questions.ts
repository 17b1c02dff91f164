import type { Name } from '../load/name.js';

interface Question {
  name: Name;
  /** The answers it may have: only its words, true or false, or words of the procedure's own beside them. */
  answers: 'words' | 'flag' | 'own';
  words: Readonly<Record<string, Name>>;
}

/** Words as they are said in Chinese and in English. */
function named(words: Readonly<Record<string, readonly [zh: string, en: string]>>): Record<string, Name> {
  return Object.fromEntries(Object.entries(words).map(([word, [zh, en]]) => [word, { zh, en }]));
}

/**
 * The questions that many procedures answer, under one name each, so that no two files ask the same in other words.
 * A procedure may have questions of its own beside them.
 */
export const QUESTIONS: Readonly<Record<string, Question>> = {
  acceptance: {
    name: { zh: '受理', en: 'Whether the complaint is accepted' },
    answers: 'words',
    words: named({
      accepted: ['受理', 'accepted'],
      refused: ['不予受理', 'refused'],
      handedOver: ['移交', 'handed over'],
      referredElsewhere: ['告知另循途径', 'referred elsewhere'],
      toBeSupplemented: ['要求补正', 'to be supplemented'],
      toldOfReview: ['告知可申请复议', 'told of the review'],
      endedOnTheSpot: ['当场办结', 'ended on the spot'],
    }),
  },
  opensTicket: { name: { zh: '建单', en: 'Whether a ticket is opened' }, answers: 'flag', words: {} },
  handedOverTo: { name: { zh: '移交对象', en: 'To whom it is handed over' }, answers: 'own', words: {} },
  furtherContact: {
    name: { zh: '再次来电', en: 'What a further contact means' },
    answers: 'words',
    words: named({
      urge: ['催办', 'an urge'],
      linkedComplaint: ['新建关联投诉', 'a new, linked complaint'],
      repeat: ['重复投诉', 'a repeat'],
      review: ['复议', 'a review'],
      reopening: ['重新打开', 'a reopening'],
    }),
  },
  severalComplaints: {
    name: { zh: '一次多诉', en: 'Several complaints in one contact' },
    answers: 'words',
    words: named({
      oneTicket: ['合为一单', 'one ticket'],
      ticketEach: ['一诉一单', 'a ticket each'],
      mainTicketWithOthers: ['主单带附单', 'a main ticket with others'],
    }),
  },
  merging: {
    name: { zh: '并案', en: 'Whether tickets are merged' },
    answers: 'words',
    words: named({ merged: ['合并', 'merged'], linked: ['关联', 'linked'], apart: ['分别办理', 'kept apart'] }),
  },
  anonymity: {
    name: { zh: '匿名', en: 'What becomes of an anonymous complaint' },
    answers: 'words',
    words: named({
      accepted: ['受理', 'accepted'],
      refused: ['不予受理', 'refused'],
      refusedInPrinciple: ['原则上不予受理', 'refused in principle'],
      nameWithheld: ['为其保密', 'the name is withheld'],
    }),
  },
  complaintClass: {
    name: { zh: '投诉类别', en: 'Class of the complaint' },
    answers: 'own',
    words: named({
      complaint: ['投诉', 'complaint'],
      consultation: ['咨询', 'consultation'],
      suggestion: ['建议', 'suggestion'],
    }),
  },
  complaintLevel: {
    name: { zh: '投诉层级', en: 'Level of the complaint' },
    answers: 'own',
    words: named({ province: ['省级投诉', 'province'], group: ['集团投诉', 'group'], appeal: ['申诉', 'appeal'] }),
  },
  nature: {
    name: { zh: '投诉性质', en: 'Nature of the complaint' },
    answers: 'words',
    words: named({ ordinary: ['普通', 'ordinary'], repeat: ['重复', 'repeat'], major: ['重大', 'major'] }),
  },
  severity: {
    name: { zh: '严重程度', en: 'Severity or warning grade' },
    answers: 'own',
    words: named({
      minor: ['轻微', 'minor'],
      ordinary: ['一般', 'ordinary'],
      general: ['一般', 'general'],
      important: ['重要', 'important'],
      large: ['较大', 'large'],
      major: ['重大', 'major'],
      blue: ['蓝色', 'blue'],
      yellow: ['黄色', 'yellow'],
      orange: ['橙色', 'orange'],
      red: ['红色', 'red'],
    }),
  },
  urgency: {
    name: { zh: '紧急程度', en: 'Urgency' },
    answers: 'own',
    words: named({ ordinary: ['普通', 'ordinary'], urgent: ['紧急', 'urgent'] }),
  },
  competentTier: { name: { zh: '管辖层级', en: 'Which tier is competent' }, answers: 'own', words: {} },
  handlingDepartment: { name: { zh: '承办部门', en: 'Which department handles it' }, answers: 'own', words: {} },
  founded: { name: { zh: '投诉是否成立', en: 'Whether the complaint is founded' }, answers: 'flag', words: {} },
  afterVerification: {
    name: { zh: '查证结果', en: 'What the verification leads to' },
    answers: 'own',
    words: {},
  },
  responsibility: {
    name: { zh: '责任认定', en: 'Who is responsible' },
    answers: 'own',
    words: named({
      responsible: ['有责', 'responsible'],
      notResponsible: ['无责', 'not responsible'],
      clear: ['责任明确', 'clear'],
      unclear: ['责任不明', 'unclear'],
      notDecidedYet: ['尚未认定', 'not decided yet'],
      company: ['公司', 'the company'],
      customer: ['客户', 'the customer'],
    }),
  },
  afterRefusedSolution: {
    name: { zh: '客户不接受方案', en: 'What a refused solution leads to' },
    answers: 'own',
    words: {},
  },
  afterRefusedDelay: { name: { zh: '客户不接受延期', en: 'What a refused delay leads to' }, answers: 'own', words: {} },
  afterReturn: {
    name: { zh: '驳回', en: 'What a return of the work leads to' },
    answers: 'words',
    words: named({
      dispatchedAgain: ['重新派单', 'dispatched again'],
      sentBack: ['退回原单位', 'sent back'],
      escalated: ['升级', 'escalated'],
    }),
  },
  afterCallback: {
    name: { zh: '回访结果', en: "What a callback's result does" },
    answers: 'words',
    words: named({
      close: ['归档', 'close'],
      reopen: ['重新打开', 'reopen'],
      tryAgain: ['再次回访', 'try again'],
      archivedAsUnsatisfied: ['按不满意归档', 'archived as unsatisfied'],
      supervise: ['督办', 'supervise'],
      escalate: ['升级', 'escalate'],
      handleAgain: ['重新办理', 'handle again'],
    }),
  },
  afterWithdrawal: { name: { zh: '撤回', en: 'What a withdrawal leads to' }, answers: 'own', words: {} },
  reviewBody: { name: { zh: '复议机构', en: 'Who reviews the result' }, answers: 'own', words: {} },
  replyForm: {
    name: { zh: '答复形式', en: 'Form of the reply' },
    answers: 'words',
    words: named({
      written: ['书面', 'in writing'],
      spoken: ['口头', 'by word of mouth'],
      published: ['公开', 'published'],
    }),
  },
};
