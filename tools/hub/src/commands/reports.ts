import type { Language, LocalisedText } from '@cc/procedures';
import { Command, InvalidArgumentError, Option } from 'commander';
import { EXIT, HubError, type Platform } from '../connection.js';
import type { Output } from '../output.js';
import { counted } from '../counted.js';
import { inBoth } from '../language.js';
import { table } from '../table.js';

/** A century, as reporting takes it. */
const MOST_DAYS = 36_500;

interface Verification {
  facts: number;
  cells: number;
  differences: { cell: string; measure: string; reported: number; recounted: number }[];
  gaps: { topic: string; publisher: string; partition: number; missing: number }[];
  withoutPlace: number;
  frozen: { recounted: number; of: number; since: string | null };
  frozenOtherwise: { reportId: string; report: string; period: string; sha256: string; recounted: string }[];
  notRecounted: { organisation: string; cells: number; frozen: number }[];
}

interface Rebuilt {
  facts: number;
  tables: Record<'complaints' | 'cells' | 'cases' | 'case_members', { rows: number; changed: number }>;
}

export function reportsCommand(platform: Platform, output: Output): Command {
  return new Command('reports')
    .description('the reports.')
    .addCommand(verifyCommand(platform, output))
    .addCommand(rebuildCommand(platform, output));
}

function verifyCommand(platform: Platform, output: Output): Command {
  return new Command('verify')
    .description('recount every figure from the archive of facts; list what differs, and facts that never came')
    .addHelpText(
      'after',
      '\nExamples:\n  hub reports verify\n  hub reports verify --all\n\nExits with 1 when there is a difference or a gap, or figures that nobody can recount.',
    )
    .option('--days <n>', 'frozen reports of the last so many days are counted again (35 if not given)', daysOf)
    .addOption(
      new Option(
        '--all',
        'all frozen reports there are; each is counted from the archive, so this takes its time',
      ).conflicts('days'),
    )
    .action(async ({ days, all }: { days?: number; all?: true }) => {
      const asked = all ? { days: null } : { days };
      const found = await platform.post<Verification>('reporting', '/operator/reports/verify', asked);
      output.print(
        inBoth((language) => asText(found, language)),
        found,
      );
      const wrong = FINDINGS.find(([list]) => found[list].length > 0);
      if (wrong) throw new HubError(wrong[1], EXIT.difference);
    });
}

/** What is no number must not become a request for all there are. */
export function daysOf(given: string): number {
  if (!/^\d{1,5}$/.test(given) || Number(given) < 1 || Number(given) > MOST_DAYS)
    throw new InvalidArgumentError(`A whole number from 1 to ${MOST_DAYS} is right; for all reports there is --all.`);
  return Number(given);
}

function rebuildCommand(platform: Platform, output: Output): Command {
  return new Command('rebuild')
    .description('count every fact of the archive again; the figures stay readable, new facts wait until it is done')
    .addHelpText(
      'after',
      '\nExample:\n  hub reports rebuild\n\nTells how many rows are otherwise than before: 0 when nothing was wrong.',
    )
    .action(async () => {
      const { facts, tables } = await platform.post<Rebuilt>('reporting', '/operator/reports/rebuild', {});
      const { complaints, cells, cases } = tables;
      const zh =
        `已由 ${facts} 条事实重新计数：单元格 ${cells.rows} 个，其中 ${cells.changed} 个有变化；` +
        `投诉 ${complaints.rows} 件，${complaints.changed} 件有变化；群案 ${cases.rows} 个，${cases.changed} 个有变化`;
      const en =
        `${counted(facts, 'fact')} counted again: ${counted(cells.rows, 'cell')}, ${cells.changed} changed; ` +
        `${counted(complaints.rows, 'complaint')}, ${complaints.changed} changed; ${counted(cases.rows, 'case')}, ${cases.changed} changed`;
      output.print({ zh, en }, { facts, tables });
    });
}

/** What ends a verification with 1, the worst first. */
const FINDINGS: ['differences' | 'frozenOtherwise' | 'notRecounted' | 'gaps', LocalisedText][] = [
  ['differences', { zh: '报表与事实不符', en: 'the reports differ from the facts' }],
  [
    'frozenOtherwise',
    { zh: '已定格的报表与其所计的事实不符', en: 'frozen reports differ from the facts that they count' },
  ],
  [
    'notRecounted',
    {
      zh: '有数据的机构未配置：请给各服务提供含有这些机构的数据',
      en: 'organisations with figures are not configured: give the services the data that has them',
    },
  ],
  ['gaps', { zh: '存档中缺少事实', en: 'facts are missing in the archive' }],
];

function asText(
  { facts, cells, differences, gaps, withoutPlace, frozen, frozenOtherwise, notRecounted }: Verification,
  language: Language,
): string {
  const { summary, reports, placeless, ...heads } = WORDS[language];
  const tables: [string[], (string | number)[][]][] = [
    [heads.differences, differences.map((d) => [d.cell, d.measure, d.reported, d.recounted])],
    [heads.gaps, gaps.map((gap) => [gap.topic, gap.publisher, gap.partition, gap.missing])],
    [heads.otherwise, frozenOtherwise.map((one) => [one.report, one.period, one.sha256, one.recounted])],
    [heads.unknown, notRecounted.map((one) => [one.organisation, one.cells, one.frozen])],
  ];
  return [
    summary(cells, facts, differences.length, gaps.length),
    reports(frozen),
    ...(withoutPlace > 0 ? [placeless(withoutPlace)] : []),
    ...tables.filter(([, rows]) => rows.length > 0).map(([head, rows]) => table(head, rows)),
  ].join('\n');
}

const WORDS = {
  zh: {
    summary: (cells: number, facts: number, differences: number, gaps: number) =>
      `由 ${facts} 条事实重新计数 ${cells} 个单元格：差异 ${differences} 处，缺口 ${gaps} 处`,
    reports: ({ recounted, of, since }: Verification['frozen']) =>
      `已定格的报表 ${of} 份，重新计数 ${recounted} 份${since === null ? '' : `（${since} 起；全部：--all）`}`,
    placeless: (count: number) => `群案事实 ${count} 条存档时未记位置，其中的缺口无从发现`,
    differences: ['单元格', '指标', '报表', '重新计数'],
    gaps: ['主题', '发布者', '分区', '缺少的事实'],
    otherwise: ['已定格的报表', '期间', 'sha256', '重新计数'],
    unknown: ['未配置', '单元格', '已定格的报表'],
  },
  en: {
    summary: (cells: number, facts: number, differences: number, gaps: number) =>
      `${counted(cells, 'cell')} recounted from ${counted(facts, 'fact')}: ${counted(differences, 'difference')}, ${counted(gaps, 'gap')}`,
    reports: ({ recounted, of, since }: Verification['frozen']) =>
      `${counted(recounted, 'frozen report')} of ${of} recounted${since === null ? '' : `: those since ${since}; --all counts all`}`,
    placeless: (count: number) =>
      `${counted(count, 'fact')} of cases from before places were kept: a gap among them is not seen`,
    differences: ['cell', 'measure', 'reported', 'recounted'],
    gaps: ['topic', 'publisher', 'partition', 'facts missing'],
    otherwise: ['frozen report', 'period', 'sha256', 'recounted'],
    unknown: ['not configured', 'cells', 'frozen reports'],
  },
} satisfies Record<Language, object>;
