/** What a text may say. No personal data: a message can be read by others than its recipient. */
export const PLACEHOLDERS = ['number', 'clock', 'dueAt', 'kind', 'unit'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
export type Words = Partial<Record<Placeholder, { zh: string; en: string }>>;

interface Template {
  zh: string;
  en: string;
}

/** 消息模板, by name; a third language is a third column. */
export const templates = {
  'customer-recorded': {
    zh: '【投诉受理】您的投诉已受理，编号{number}。我们会尽快处理并答复您。',
    en: 'Your complaint is on record, number {number}. We will look into it and answer you.',
  },
  'customer-answered': {
    zh: '【投诉答复】您的投诉（编号{number}）已处理完毕，稍后将回访了解您的意见。',
    en: 'Your complaint {number} has been dealt with. We will call you to ask whether you are content.',
  },
  'customer-reopened': {
    zh: '【投诉跟进】根据您的意见，投诉（编号{number}）已重新处理。',
    en: 'As you asked, work on your complaint {number} goes on.',
  },
  'customer-closed': {
    zh: '【投诉办结】您的投诉（编号{number}）已归档。感谢您的监督。',
    en: 'Your complaint {number} is closed. Thank you for telling us.',
  },
  'customer-lapsed': {
    zh: '【投诉通知】您的投诉（编号{number}）因逾期未获回应，按规定视为撤诉。如有异议请再次联系我们。',
    en: 'Time ran out on your complaint {number}, which by the rules counts as withdrawn. If you disagree, please contact us again.',
  },
  'unit-work': {
    zh: '新工单：投诉{number}已派至{unit}，请及时接单。',
    en: 'New work order: complaint {number} was dispatched to {unit}. Please accept it.',
  },
  'clock-warned': {
    zh: '预警：投诉{number}的“{clock}”将于{dueAt}到期。',
    en: 'Warning: "{clock}" of complaint {number} is due at {dueAt}.',
  },
  'clock-missed': {
    zh: '超时：投诉{number}的“{clock}”已于{dueAt}到期，尚未完成。',
    en: 'Overdue: "{clock}" of complaint {number} was due at {dueAt} and is not done.',
  },
  'may-appeal': {
    zh: '申诉：投诉{number}的“{clock}”已于{dueAt}到期，客户自此可向主管部门申诉。',
    en: 'Appeal: "{clock}" of complaint {number} was due at {dueAt}; from now on the customer may appeal to the authority.',
  },
  'ticket-abnormal': {
    zh: '异常工单：投诉{number}，{kind}。',
    en: 'Abnormal ticket: complaint {number}, {kind}.',
  },
} as const satisfies Record<string, Template>;

export type TemplateName = keyof typeof templates;

/** Fills a template; a placeholder without a word is a mistake of ours and throws. */
export function fill(name: TemplateName, words: Words): { zh: string; en: string } {
  const say = (language: 'zh' | 'en') =>
    templates[name][language].replace(/\{(\w+)\}/g, (_, placeholder: string) => {
      const word = words[placeholder as Placeholder];
      if (word === undefined)
        throw new Error(`template ${name} says {${placeholder}}, but the event has no word for it`);
      return word[language];
    });
  return { zh: say('zh'), en: say('en') };
}
