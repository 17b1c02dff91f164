// Runs everything that `make test` promises and ends with one line: N passed, N failed.
// Needs nothing but Node, because it installs the packages itself.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const RESULTS = '.run/test';
const PATIENCE_MS = 30 * 60_000;

const total = { passed: 0, failed: 0, skipped: 0 };
const timings = [];

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

// What does not install or compile cannot be tested: that counts as one failure.
if (
  phase('install', () => run('make', ['--no-print-directory', 'install'])) &&
  phase('build', () => run('make', ['--no-print-directory', 'build']))
) {
  phase('unit', () => jest('unit'));
  phase('int', () => jest('int', '--maxWorkers=2'));
  // Case by case, with the broker each ran on.
  phase('conformance', () => jest('conformance', '--verbose', '--maxWorkers=2'));
  phase('e2e', () => jest('e2e', '--runInBand'));
} else {
  total.failed += 1;
}

console.log(`\n${timings.map(({ name, seconds }) => `${name} ${seconds} s`).join(', ')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;

function phase(name, work) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  const succeeded = work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  timings.push({ name, seconds });
  console.log(`== ${name}: ${seconds} s`);
  return succeeded;
}

function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: PATIENCE_MS,
    env,
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** A suite that cannot run and a Jest that dies count as failures too. */
function jest(project, ...more) {
  const file = `${RESULTS}/${project}.json`;
  // --forceExit: a process that a failed test left behind must not keep the run from ending.
  // --testTimeout: machines are shared and may be slow; no test measures time.
  const args = ['--selectProjects', project, '--json', `--outputFile=${file}`, '--forceExit', '--testTimeout=30000'];
  args.push(...more);
  // kafkajs 2.2.4 sets a negative timer at every start, which Node 24 prints (tulios/kafkajs#1751).
  const env = { ...process.env, NODE_OPTIONS: '--disable-warning=TimeoutNegativeWarning' };
  const exitedWell = run('jest', args, env);
  const result = resultOf(file);
  total.passed += result?.numPassedTests ?? 0;
  total.skipped += (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
  const failed = (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
  total.failed += failed === 0 && !exitedWell ? 1 : failed;
  return exitedWell;
}

function resultOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`Jest wrote no result: ${error.message}`);
    return undefined;
  }
}
