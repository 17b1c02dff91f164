import type { Name } from '../load/name.js';

/** The answers a question may have: some words, true or false, a number, or words of the procedure's own. */
export type Answers = readonly string[] | 'flag' | 'number' | 'own';

interface Question {
  name: Name;
  answers: Answers;
}

/**
 * The questions that many procedures answer, under one name each, so that no two files ask the same in other words.
 * A procedure may have questions of its own beside them.
 */
export const QUESTIONS: Readonly<Record<string, Question>> = {
  acceptance: {
    name: { zh: '受理', en: 'Whether the complaint is accepted' },
    answers: [
      'accepted',
      'refused',
      'handedOver',
      'referredElsewhere',
      'toBeSupplemented',
      'toldOfReview',
      'endedOnTheSpot',
    ],
  },
  opensTicket: { name: { zh: '建单', en: 'Whether a ticket is opened' }, answers: 'flag' },
  handedOverTo: { name: { zh: '移交对象', en: 'To whom it is handed over' }, answers: 'own' },
  furtherContact: {
    name: { zh: '再次来电', en: 'What a further contact means' },
    answers: ['urge', 'linkedComplaint', 'repeat', 'review', 'reopening'],
  },
  severalComplaints: {
    name: { zh: '一次多诉', en: 'Several complaints in one contact' },
    answers: ['oneTicket', 'ticketEach', 'mainTicketWithOthers'],
  },
  merging: { name: { zh: '并案', en: 'Whether tickets are merged' }, answers: ['merged', 'linked', 'apart'] },
  anonymity: {
    name: { zh: '匿名', en: 'What becomes of an anonymous complaint' },
    answers: ['accepted', 'refused', 'refusedInPrinciple', 'nameWithheld'],
  },
  complaintClass: { name: { zh: '投诉类别', en: 'Class of the complaint' }, answers: 'own' },
  complaintLevel: { name: { zh: '投诉层级', en: 'Level of the complaint' }, answers: 'own' },
  nature: { name: { zh: '投诉性质', en: 'Nature of the complaint' }, answers: ['ordinary', 'repeat', 'major'] },
  severity: { name: { zh: '严重程度', en: 'Severity or warning grade' }, answers: 'own' },
  urgency: { name: { zh: '紧急程度', en: 'Urgency' }, answers: 'own' },
  competentTier: { name: { zh: '管辖层级', en: 'Which tier is competent' }, answers: 'own' },
  handlingDepartment: { name: { zh: '承办部门', en: 'Which department handles it' }, answers: 'own' },
  founded: { name: { zh: '投诉是否成立', en: 'Whether the complaint is founded' }, answers: 'flag' },
  afterVerification: {
    name: { zh: '查证结果', en: 'What the verification leads to' },
    answers: 'own',
  },
  responsibility: {
    name: { zh: '责任认定', en: 'Who is responsible' },
    answers: 'own',
  },
  afterRefusedSolution: { name: { zh: '客户不接受方案', en: 'What a refused solution leads to' }, answers: 'own' },
  afterRefusedDelay: { name: { zh: '客户不接受延期', en: 'What a refused delay leads to' }, answers: 'own' },
  afterReturn: {
    name: { zh: '驳回', en: 'What a return of the work leads to' },
    answers: ['dispatchedAgain', 'sentBack', 'escalated'],
  },
  afterCallback: {
    name: { zh: '回访结果', en: "What a callback's result does" },
    answers: ['close', 'reopen', 'tryAgain', 'archivedAsUnsatisfied', 'supervise', 'escalate', 'handleAgain'],
  },
  afterWithdrawal: { name: { zh: '撤回', en: 'What a withdrawal leads to' }, answers: 'own' },
  reviewBody: { name: { zh: '复议机构', en: 'Who reviews the result' }, answers: 'own' },
  replyForm: { name: { zh: '答复形式', en: 'Form of the reply' }, answers: ['written', 'spoken', 'published'] },
};
