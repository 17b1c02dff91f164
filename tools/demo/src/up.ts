import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { services, startPlatform, type Platform } from '@cc/platform';

/** Starts the platform on ports people can remember and keeps it running until Ctrl-C. */
export async function up(root: string): Promise<void> {
  const dir = join(root, '.run', 'up');
  mkdirSync(dir, { recursive: true });
  const pidFile = join(dir, 'pid');
  mustNotRun(pidFile);

  // From here on: Ctrl-C in the middle of the start, and a second one, end everything at once.
  const leave = () => {
    console.log('\nStopped before it was up.');
    process.exit(130);
  };
  for (const signal of SIGNALS) process.on(signal, leave);
  writeFileSync(pidFile, String(process.pid));
  process.once('exit', () => rmSync(pidFile, { force: true }));

  const platform = await startPlatform({
    dir,
    // Whoever tries it keeps what they entered, also when the machine stops.
    durable: true,
    fixedPorts: true,
    guarded: true,
    signIn: true,
    log: (line) => console.log(line),
  });
  for (const signal of SIGNALS) process.off(signal, leave);
  console.log(signpost(platform));
  const stopping = new Promise<'stopping'>((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve('stopping'));
  });
  watch(platform, stopping);

  await stopping;
  console.log('\nStopping the platform; its data stays in .run/up (make clean removes it) ...');
  await platform.stop();
  console.log('Stopped.');
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Two platforms would share their ports and their data. */
function mustNotRun(pidFile: string): void {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : NaN;
  // A number of the past may be another program's by now.
  if (!existsSync(`/proc/${pid}/cmdline`)) return;
  if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('tools/demo')) return;
  throw new Error(`The platform is up already (process ${pid}); make down stops it.`);
}

/** A service that ends by itself is news: the others go on without it. */
function watch(platform: Platform, stopping: Promise<'stopping'>): void {
  for (const { name, gone, ended, logFile } of Object.values(platform.processes)) {
    void Promise.race([stopping, gone]).then((first) => {
      if (first === 'stopping') return;
      console.log(`${name} has ended (${ended()}); the last lines of ${logFile} say why`);
    });
  }
}

const signpost = ({ brokers, kafka, entrance, urls, environmentFile, page }: Platform) => `
The platform is up. 平台已启动

  the page · 网页  ${page!.url}
  sign in there as one of  ${page!.people.map(({ name, post }) => `${post.zh} ${name.zh} (${post.en})`).join('\n                           ')}

  Kafka         ${brokers}${kafka.passwordBrokers ? ` by certificate, ${kafka.passwordBrokers} by password` : ''}
${services.map((name) => `  ${name.padEnd(14)}${urls[name]}`).join('\n')}

${howToConnect(entrance.dir)}  addresses and tokens for the shell    . ${environmentFile}
  what a call centre and a branch do    docs/integrate.md
  the story of a complaint              npx hub story NUMBER
  what is stuck, what to do             npx hub --help, docs/runbook.md
  stop                                  Ctrl-C here, or make down elsewhere
`;

/** Each party gets into its own topics and nowhere else. */
function howToConnect(access: string | null): string {
  if (!access) return '';
  return `  a branch reads its work               cd ${relative(process.cwd(), access)}/division-44 && kcat -C -F kcat.conf -t complaints.work.44
  who may do what                       npx hub access show, docs/access.md
`;
}
