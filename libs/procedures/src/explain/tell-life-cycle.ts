import { DEFAULT_STAGES, DEFAULT_STEPS, type DefaultStep } from '../life-cycle/default-life-cycle.js';
import { DEFAULT_LIFE_CYCLE } from '../life-cycle/may-act.js';
import { PLATFORM_ROLES } from '../procedure/platform-roles.js';
import type { Language } from './language.js';

/** The default life cycle in plain words, step by step, under the names by which reasons cite its rules. */
export function tellLifeCycle(language: Language): string[] {
  const { basis, version } = DEFAULT_LIFE_CYCLE;
  const texts = TEXTS[language];
  const steps = Object.entries(DEFAULT_STEPS).map(([rule, step]) => [
    '',
    `${rule} (${step.name[language]})`,
    ...stepTold(step, language).map((line) => `  ${line}`),
  ]);
  return [`${texts.name} (${basis} ${version})`, ...texts.about, ...steps.flat()];
}

function stepTold({ from, by, leadsTo }: DefaultStep, language: Language): string[] {
  const texts = TEXTS[language];
  const stage = (id: string) => `${DEFAULT_STAGES[id]!.name[language]} (${id})`;
  const role = (id: string) => `${PLATFORM_ROLES[id]![language]} (${id})`;
  return [
    texts.from + (from === null ? texts.everyOpenStage : from.map(stage).join(texts.comma)),
    texts.by + (by.length === 0 ? texts.nobody : by.map(role).join(texts.comma)),
    texts.leadsTo + (leadsTo === 'same' ? texts.same : stage(leadsTo)),
  ];
}

const TEXTS = {
  zh: {
    name: '通用流转',
    about: [
      '规程未另行规定时，每张工单按此流转。',
      '被拒绝的操作引用为：操作/not-at-状态（该状态下不可）、操作/not-by-角色（该角色不可）、操作/unknown（没有该操作）；延期另有：requestExtension/already-asked（已有待批的申请）、grantExtension/not-asked 和 refuseExtension/not-asked（没有待批的申请）。',
    ],
    from: '何时可做：',
    everyOpenStage: '未终结的任何状态',
    by: '由谁：',
    nobody: '无人，除非规程规定',
    leadsTo: '之后：',
    same: '状态不变',
    comma: '、',
  },
  en: {
    name: 'Default life cycle',
    about: [
      'What every ticket goes through where no procedure says otherwise.',
      'A refusal is cited as STEP/not-at-STAGE (not in that stage), STEP/not-by-ROLE (not by that role) or STEP/unknown;',
      'of more time also as requestExtension/already-asked (one request waits) and as grantExtension/not-asked or refuseExtension/not-asked (none does).',
    ],
    from: 'from: ',
    everyOpenStage: 'every open stage',
    by: 'by: ',
    nobody: 'nobody, unless a procedure says who',
    leadsTo: 'leads to: ',
    same: 'the same stage',
    comma: ', ',
  },
} as const satisfies Record<Language, object>;
