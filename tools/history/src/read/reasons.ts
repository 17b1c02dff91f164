import type { Language } from '@cc/procedures';

/** Each follows the column and what stands in it. */
export const REASONS = {
  zh: {
    columns: (has: number, header: number) => `有 ${has} 列，而表头有 ${header} 列；文字中的分隔符或换行须放在引号内`,
    delimiterAtTheEnd: (has: number, header: number) =>
      `有 ${has} 列，而表头有 ${header} 列，多出的都是空的：行末多了分隔符，或某处文字中的分隔符没有放在引号内`,
    doubled: '与前面某行相同；带 addLine 的修正规则可按行号区分',
    noId: '为空；带 addLine 的修正规则可改用行号',
    noValue: '为空；带 whenEmpty 的修正规则可给出取值',
    unknownValue: (field: string) => `映射的 ${field} 中没有这个值；请加入 fields.${field}.values，或加以修正`,
    noTime: (format: string) => `不是 ${format} 形式的时间`,
    empty: '为空',
  },
  en: {
    columns: (has: number, header: number) =>
      `has ${has === 1 ? '1 column' : `${has} columns`}, ${has > header ? 'more' : 'fewer'} than the ${header} of the header; a delimiter or a line break in a text must stand in quotation marks`,
    delimiterAtTheEnd: (has: number, header: number) =>
      `has ${has} columns, more than the ${header} of the header, and what is beyond is empty: there is a delimiter too many at the end of the line, or one in a text that must stand in quotation marks`,
    doubled: 'an earlier row has it too; a repair with addLine tells them apart by their lines',
    noId: 'is empty; a repair with addLine takes the line instead',
    noValue: 'is empty; a repair with whenEmpty says what it is then',
    unknownValue: (field: string) =>
      `is none of the values that the mapping knows for ${field}; add it to fields.${field}.values, or repair it`,
    noTime: (format: string) => `is no time of the form ${format}`,
    empty: 'is empty',
  },
} satisfies Record<Language, object>;
