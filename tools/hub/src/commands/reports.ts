import { Command } from 'commander';
import { EXIT, HubError, type Platform } from '../connection.js';
import type { Output } from '../output.js';
import { table } from '../table.js';

interface Verification {
  facts: number;
  cells: number;
  differences: { cell: string; measure: string; reported: number; recounted: number }[];
}

export function reportsCommand(platform: Platform, output: Output): Command {
  const command = new Command('reports').description('the reports. 报表');
  command
    .command('verify')
    .description('recount every figure from the archive of facts and list what differs')
    .action(async () => {
      const found = await platform.post<Verification>('reporting', '/operator/reports/verify', {});
      const summary = `${found.cells} cells recounted from ${found.facts} facts: ${found.differences.length} differences`;
      const rows = found.differences.map((d) => [d.cell, d.measure, d.reported, d.recounted]);
      output.print(
        rows.length === 0 ? summary : `${summary}\n${table(['cell', 'measure', 'reported', 'recounted'], rows)}`,
        found,
      );
      if (rows.length > 0) throw new HubError('the reports differ from the facts', EXIT.difference);
    });
  return command;
}
