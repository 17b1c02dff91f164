import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DocumentedStep {
  heading: string;
  commands: string;
}

/** The shell blocks of a page, in order, each with the heading it stands under. */
export function documentedSteps(page: string): DocumentedStep[] {
  const steps: DocumentedStep[] = [];
  let heading = '';
  for (const part of readFileSync(page, 'utf8').split(/^(#+ .*|```sh\n[\s\S]*?^```$)/m)) {
    if (part.startsWith('#')) heading = part.replace(/^#+ /, '');
    else if (part.startsWith('```sh')) steps.push({ heading, commands: part.slice(6, -3) });
  }
  return steps;
}

/** A shell that runs documented commands one after the other and keeps their variables and functions. */
export class Shell {
  constructor(
    private readonly folder: string,
    private readonly environment: Record<string, string>,
  ) {}

  /**
   * Runs a block until it succeeds: what it reads may be on its way still. Everything a block sends is safe to send
   * twice, which is the promise of the page.
   */
  async run({ heading, commands }: DocumentedStep, withinMs = 30_000): Promise<string> {
    const giveUpAt = Date.now() + withinMs;
    for (;;) {
      const { code, output } = await this.once(commands);
      if (code === 0) return output;
      if (Date.now() > giveUpAt) throw new Error(`"${heading}" failed with ${code}:\n${commands}\n${output}`);
    }
  }

  private once(commands: string): Promise<{ code: number | null; output: string }> {
    const state = join(this.folder, 'variables');
    const script = `set -ea -o pipefail; touch ${state}; . ${state} 2>/dev/null; ${commands}\n{ export -p; declare -f; } > ${state}`;
    return new Promise((resolve, reject) => {
      const shell = spawn('bash', ['-c', script], { cwd: this.folder, env: { ...process.env, ...this.environment } });
      let output = '';
      shell.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      shell.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      shell.once('error', reject);
      shell.once('close', (code) => resolve({ code, output }));
    });
  }
}
