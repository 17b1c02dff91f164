import type { ImportedFrom } from '@cc/contracts';

const TEXTS = {
  zh: {
    row: (file: string, line: number) => `出自文件 ${file} 第 ${line} 行`,
    number: (number: string) => `，原编号 ${number}`,
    state: (state: string) => `，原状态“${state}”`,
    mapping: (mapping: string) => `，按映射 ${mapping} 读取`,
    repaired: (rules: string[]) => `，经修正：${rules.join('、')}`,
    asItStood: '，未作修正',
  },
  en: {
    row: (file: string, line: number) => `from line ${line} of ${file}`,
    number: (number: string) => `, number ${number} there`,
    state: (state: string) => `, state "${state}" there`,
    mapping: (mapping: string) => `, read by mapping ${mapping}`,
    repaired: (rules: string[]) => `, put right: ${rules.join(', ')}`,
    asItStood: ', as it stood',
  },
};

/** 出处: the row of an export, and the repair rules that touched it. */
export function originInWords(
  { file, line, number, state, mapping, repairs }: ImportedFrom,
  language: 'zh' | 'en',
): string {
  const texts = TEXTS[language];
  return [
    texts.row(file, line),
    number === null ? '' : texts.number(number),
    state === null ? '' : texts.state(state),
    texts.mapping(mapping),
    repairs.length === 0
      ? texts.asItStood
      : texts.repaired(
          repairs.map(({ rule, name }) => (language === 'zh' ? `${name.zh}（${rule}）` : `${name.en} (${rule})`)),
        ),
  ].join('');
}
