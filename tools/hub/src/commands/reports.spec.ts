import { CommanderError, type Command } from 'commander';
import { hubProgram } from '../program.js';
import { daysOf } from './reports.js';

describe('the days whose frozen reports an operator has counted again', () => {
  it('are read as a number', () => {
    expect([daysOf('1'), daysOf('36500')]).toEqual([1, 36_500]);
  });

  it.each(['abc', '', '0', '-5', '3.5', '36501', '1e3'])('are refused when they say "%s"', (given) => {
    expect(() => daysOf(given)).toThrow('A whole number from 1 to 36500 is right; for all reports there is --all.');
  });

  it('are not given together with all', async () => {
    const { error, printed } = await refusalOf('reports', 'verify', '--days', '5', '--all');

    expect(error).toMatchObject({ code: 'commander.conflictingOption' });
    expect(printed).toContain("option '--all' cannot be used with option '--days <n>'");
  });
});

/** What is wrong with a command line, which is found before anything is asked of a service. */
async function refusalOf(...words: string[]): Promise<{ error: unknown; printed: string }> {
  let printed = '';
  const program = hubProgram({});
  const quieten = (command: Command): void => {
    command.configureOutput({ writeErr: (text) => (printed += text) });
    command.commands.forEach(quieten);
  };
  quieten(program);
  const error: unknown = await program.parseAsync(words, { from: 'user' }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CommanderError);
  return { error, printed };
}
