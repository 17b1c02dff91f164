import { loadOrganisations } from '@cc/procedures';
import { Command, InvalidArgumentError } from 'commander';
import { aMonth } from './month.js';
import { inWords } from './sample.js';

const program = new Command('generator')
  .description('print a sample of a generated month of complaints. 打印一个月投诉的样例')
  .requiredOption('--seed <number>', 'the same seed makes the same month', wholeNumber)
  .requiredOption('--complaints <number>', 'first contacts; what follows from them comes on top', wholeNumber)
  .option('--from <day>', 'first day of the month', day, new Date('2026-10-01T00:00:00+08:00'))
  .option('--organisation <id>', 'whose complaints', 'telecom-group')
  .addHelpText('after', '\nExample:\n  node tools/generator/dist/main.js --seed 1 --complaints 20')
  .parse();

const { organisation: id, ...options } = program.opts<{
  seed: number;
  complaints: number;
  from: Date;
  organisation: string;
}>();
const organisation = loadOrganisations().of(id);

const counts = new Map<string, number>();
for (const step of aMonth({ ...options, organisation })) {
  console.log(inWords(step, organisation.timeZone));
  counts.set(step.shows, (counts.get(step.shows) ?? 0) + 1);
}
console.log(`\n${[...counts].map(([shows, count]) => `${shows}=${count}`).join(' ')}`);

function wholeNumber(written: string): number {
  const number = Number(written);
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('give a whole number.');
  return number;
}

function day(written: string): Date {
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(written) ? `${written}T00:00:00+08:00` : NaN);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('give a day as 2026-10-01.');
  return date;
}
