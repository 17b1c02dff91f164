import type { Language } from '../explain/language.js';
import { LIMIT_IN_WORDS } from '../explain/limit-in-words.js';
import type { Limit } from '../time/limit.js';
import type { Difference, Section, Told } from './differences.js';

/** What differs, one line a rule and one below it for each part: what whoever approves a new version reads. */
export function tellDifferences(differences: readonly Difference[], language: Language): string[] {
  const words = WORDS[language];
  return differences.flatMap(({ section, rule, name, before, after, parts }) => {
    const what = `${words.sections[section]} ${rule} (${name[language]})`;
    if (before === null) return [`${words.added} ${what}`];
    if (after === null) return [`${words.removed} ${what}`];
    return [
      `${words.changed} ${what}`,
      ...parts.map((part) => {
        const called = words.parts[part] ?? part;
        return `  ${called}: ${valueOf(before, part, language)} → ${valueOf(after, part, language)}`;
      }),
    ];
  });
}

function valueOf(told: Told, part: string, language: Language): string {
  const value = told[part];
  if (part === 'limit' || part === 'by') {
    if (typeof value === 'object' && value !== null && 'kind' in value) return LIMIT_IN_WORDS[language](value as Limit);
  }
  if (value === undefined || value === null) return WORDS[language].nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Words {
  added: string;
  removed: string;
  changed: string;
  nothing: string;
  sections: Readonly<Record<Section, string>>;
  /** What is not named here is called as the file calls it. */
  parts: Readonly<Record<string, string>>;
}

const WORDS: Readonly<Record<Language, Words>> = {
  zh: {
    added: '新增',
    removed: '删除',
    changed: '修改',
    nothing: '无',
    sections: {
      clocks: '时限',
      actions: '操作',
      callbacks: '回访',
      proposals: '责任与处置',
      parties: '当事人',
      lookBacks: '多单规则',
      duties: '定期报告',
      gaps: '未定事项',
      numbering: '编号',
      decisions: '判定',
      options: '读法',
    },
    parts: {
      limit: '时限',
      from: '起算',
      metBy: '完成条件',
      endedBy: '终止条件',
      when: '适用条件',
      owner: '责任人',
      warnings: '预警',
      onMiss: '超时后果',
      extension: '延期',
      pauses: '挂起',
      calendar: '日历',
      conventions: '读法',
      below: '下级可调整',
      by: '执行角色',
      leadsTo: '进入状态',
      requires: '必备',
      rules: '规则',
      chosen: '所选读法',
    },
  },
  en: {
    added: 'New',
    removed: 'Gone',
    changed: 'Changed',
    nothing: 'nothing',
    sections: {
      clocks: 'clock',
      actions: 'action',
      callbacks: 'callback',
      proposals: 'proposal',
      parties: 'party',
      lookBacks: 'rule over many tickets',
      duties: 'duty',
      gaps: 'gap',
      numbering: 'numbering',
      decisions: 'decision',
      options: 'reading',
    },
    parts: {
      limit: 'limit',
      from: 'starts by',
      metBy: 'met by',
      endedBy: 'ended by',
      when: 'applies when',
      owner: 'owed by',
      warnings: 'warnings',
      onMiss: 'after a miss',
      extension: 'more time',
      pauses: 'pauses',
      calendar: 'calendar',
      conventions: 'read as',
      below: 'may be changed below',
      by: 'done by',
      leadsTo: 'leads to',
      requires: 'requires',
      rules: 'rules',
      chosen: 'chosen',
    },
  },
};
