import { spawn } from 'node:child_process';
import type { StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

/** A process of ours that runs until it is told to stop. */
export interface Child {
  readonly pid: number;
  /** Its end in words ("exit code 1", "SIGKILL"), or undefined while it lives. */
  ended(): string | undefined;
  /** Settles once the process is gone, whatever the reason. */
  readonly gone: Promise<void>;
  /** Sends the signal and waits for the end; SIGKILL after `patienceMs`. */
  end(signal: NodeJS.Signals, patienceMs?: number): Promise<void>;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: StdioOptions;
  /** What the child gets when our own process dies, even by kill -9. */
  readonly whenWeDie: NodeJS.Signals;
  readonly uid?: number;
  readonly gid?: number;
}

const SETPRIV = '/usr/bin/setpriv';
const living = new Map<number, NodeJS.Signals>();

process.once('exit', () => {
  for (const [pid, signal] of living) process.kill(pid, signal);
});

/**
 * Starts a program that cannot outlive us: the Linux kernel sends it `whenWeDie` when we end (PR_SET_PDEATHSIG, set by
 * setpriv, which then becomes the program). Where there is no setpriv, an ordinary exit of ours ends it, kill -9 does not.
 */
export async function startChild(
  program: string,
  args: readonly string[],
  { whenWeDie, ...options }: ChildOptions,
): Promise<Child> {
  const [command, commandArgs] = existsSync(SETPRIV)
    ? [SETPRIV, ['--pdeathsig', whenWeDie.replace('SIG', ''), '--', program, ...args]]
    : [program, [...args]];
  // A session of its own: Ctrl-C reaches us alone, and we stop the children in our order.
  const child = spawn(command, commandArgs, { ...options, detached: true });

  let end: string | undefined;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      end = signal ?? `exit code ${code}`;
      living.delete(child.pid!);
      resolve();
    });
  });
  await once(child, 'spawn');
  living.set(child.pid!, whenWeDie);

  return {
    pid: child.pid!,
    gone,
    ended: () => end,
    async end(signal, patienceMs = 15_000) {
      if (end !== undefined) return;
      child.kill(signal);
      const lastResort = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await gone;
      clearTimeout(lastResort);
    },
  };
}
