import type { Access } from '@cc/contracts';
import type { Language } from '@cc/procedures';
import { Command } from 'commander';
import { inBoth } from '../../language.js';
import type { Output } from '../../output.js';
import { table } from '../../table.js';
import { principals } from './principals.js';

export function showCommand(output: Output): Command {
  return new Command('show')
    .description('list what each service and party may do, from the flow and the data; asks no broker')
    .argument('[principal]', 'only this one, for instance intake, source-cc-44, division-44, headquarters')
    .addHelpText('after', '\nExample:\n  hub access show division-44')
    .action((name?: string) => {
      const shown = principals(name);
      const text = (language: Language) =>
        name === undefined ? overview(shown, language) : shown.map((one) => inFull(one, language)).join('\n');
      output.print(inBoth(text), shown);
    });
}

const HEADS = { zh: ['主体', '读', '写'], en: ['principal', 'reads', 'writes'] };

const overview = (all: readonly Access[], language: Language) =>
  table(
    HEADS[language],
    all.map(({ principal, reads, writes }) => [principal, shortened(reads, language), shortened(writes, language)]),
  );

function shortened(names: readonly string[], language: Language): string {
  if (names.length <= 2) return names.join(', ');
  const others = names.length - 1;
  return language === 'zh' ? `${names[0]} 等 ${names.length} 个` : `${names[0]} and ${others} others`;
}

const VERBS = {
  zh: { reads: '读', writes: '写', measures: '可见长度', groups: '消费组', watches: '可见进度' },
  en: { reads: 'reads', writes: 'writes', measures: 'measures', groups: 'groups', watches: 'watches' },
};

function inFull({ principal, reads, writes, measures, group, watches }: Access, language: Language): string {
  const groups = [...(group === null ? [] : [group]), ...(reads.length > 0 ? [`${principal}.*`] : [])];
  const lines = { reads, writes, measures, groups, watches };
  return Object.entries(lines)
    .flatMap(([verb, names]) =>
      names.map((each) => `${principal} ${VERBS[language][verb as keyof typeof lines]} ${each}`),
    )
    .join('\n');
}
