import type { Language } from './language.js';
import type { Section } from './told.js';

export const SECTION_NAMES: Readonly<Record<Language, Readonly<Record<Section, string>>>> = {
  zh: {
    clocks: '时限',
    actions: '操作',
    callbacks: '回访',
    proposals: '责任与处置',
    parties: '当事人',
    lookBacks: '多单规则',
    cases: '群案',
    duties: '定期报告',
    gaps: '未定事项',
    numbering: '编号',
    decisions: '判定',
    options: '读法',
  },
  en: {
    clocks: 'clock',
    actions: 'action',
    callbacks: 'callback',
    proposals: 'proposal',
    parties: 'party',
    lookBacks: 'rule over many tickets',
    cases: 'case of many tickets',
    duties: 'duty',
    gaps: 'gap',
    numbering: 'numbering',
    decisions: 'decision',
    options: 'reading',
  },
};
