import { Command } from 'commander';
import { EXIT, HubError, type Platform } from '../connection.js';
import type { Output } from '../output.js';
import { counted } from '../counted.js';
import { table } from '../table.js';

interface Verification {
  facts: number;
  cells: number;
  differences: { cell: string; measure: string; reported: number; recounted: number }[];
  gaps: { publisher: string; partition: number; missing: number }[];
  frozenOtherwise: { reportId: string; report: string; period: string; sha256: string; recounted: string }[];
  notRecounted: { organisation: string; cells: number; frozen: number }[];
}

interface Rebuilt {
  facts: number;
  tables: Record<'complaints' | 'cells' | 'cases' | 'case_members', { rows: number; changed: number }>;
}

export function reportsCommand(platform: Platform, output: Output): Command {
  return new Command('reports')
    .description('the reports. 报表')
    .addCommand(verifyCommand(platform, output))
    .addCommand(rebuildCommand(platform, output));
}

function verifyCommand(platform: Platform, output: Output): Command {
  return new Command('verify')
    .description('recount every figure from the archive of facts; list what differs, and facts that never came')
    .addHelpText(
      'after',
      '\nExample:\n  hub reports verify\n\nExits with 1 when there is a difference or a gap, or figures that nobody can recount.',
    )
    .action(async () => {
      const found = await platform.post<Verification>('reporting', '/operator/reports/verify', {});
      output.print(asText(found), found);
      if (found.differences.length > 0) throw new HubError('the reports differ from the facts', EXIT.difference);
      if (found.frozenOtherwise.length > 0)
        throw new HubError('frozen reports differ from the facts that they count', EXIT.difference);
      if (found.notRecounted.length > 0)
        throw new HubError(
          'organisations with figures are not configured: give the services the data that has them',
          EXIT.difference,
        );
      if (found.gaps.length > 0) throw new HubError('facts are missing in the archive', EXIT.difference);
    });
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
      const text =
        `${counted(facts, 'fact')} counted again: ${counted(cells.rows, 'cell')}, ${cells.changed} changed; ` +
        `${counted(complaints.rows, 'complaint')}, ${complaints.changed} changed; ${counted(cases.rows, 'case')}, ${cases.changed} changed`;
      output.print(text, { facts, tables });
    });
}

function asText({ facts, cells, differences, gaps, frozenOtherwise, notRecounted }: Verification): string {
  const lines = [
    `${counted(cells, 'cell')} recounted from ${counted(facts, 'fact')}: ${counted(differences.length, 'difference')}, ${counted(gaps.length, 'gap')}`,
  ];
  if (differences.length > 0) {
    const rows = differences.map((d) => [d.cell, d.measure, d.reported, d.recounted]);
    lines.push(table(['cell', 'measure', 'reported', 'recounted'], rows));
  }
  if (gaps.length > 0) {
    const rows = gaps.map((gap) => [gap.publisher, gap.partition, gap.missing]);
    lines.push(table(['publisher', 'partition', 'facts missing'], rows));
  }
  if (frozenOtherwise.length > 0) {
    const rows = frozenOtherwise.map((one) => [one.report, one.period, one.sha256, one.recounted]);
    lines.push(table(['frozen report', 'period', 'sha256', 'recounted'], rows));
  }
  if (notRecounted.length > 0) {
    const rows = notRecounted.map((one) => [one.organisation, one.cells, one.frozen]);
    lines.push(table(['not configured', 'cells', 'frozen reports'], rows));
  }
  return lines.join('\n');
}
