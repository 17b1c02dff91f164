import type { Language } from '../explain/language.js';
import { LIMIT_IN_WORDS } from '../explain/limit-in-words.js';
import type { Limit } from '../time/limit.js';
import type { Difference, Section } from './differences.js';

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
        return `  ${called}: ${inWords(before[part], language)} → ${inWords(after[part], language)}`;
      }),
    ];
  });
}

/** As short as it can be said: lists without brackets, what is empty not at all, limits as a person says them. */
function inWords(value: unknown, language: Language, nested = false): string {
  if (Array.isArray(value)) return listed(value, language);
  if (typeof value !== 'object') return value === undefined ? WORDS[language].nothing : String(value);
  if (value === null) return WORDS[language].nothing;
  if (isLimit(value)) return LIMIT_IN_WORDS[language](value);
  const said = Object.entries(value).filter(([, part]) => part !== null && !(Array.isArray(part) && part.length === 0));
  const parts = said.map(([key, part]) => `${key}: ${inWords(part, language, true)}`).join(', ');
  return nested ? `{ ${parts} }` : parts;
}

function listed(values: readonly unknown[], language: Language): string {
  if (values.length === 0) return WORDS[language].nothing;
  return values.map((value) => inWords(value, language, true)).join(', ');
}

const LIMIT_KINDS = ['measured', 'endOf', 'before', 'setPerCase', 'without', 'notConfigured', 'dueOf'];
const isLimit = (value: object): value is Limit => 'kind' in value && LIMIT_KINDS.includes(value.kind as string);

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
