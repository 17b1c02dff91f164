import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { services, startPlatform } from '@cc/platform';

/** Starts the platform on ports people can remember and keeps it running until Ctrl-C. */
export async function up(root: string): Promise<void> {
  const dir = join(root, '.run', 'up');
  mkdirSync(dir, { recursive: true });
  const platform = await startPlatform({ dir, fixedPorts: true, log: (line) => console.log(line) });
  writeFileSync(join(dir, 'pid'), String(process.pid));

  console.log(`
The platform is up. 平台已启动

  Kafka       ${platform.brokers}
${services.map((name) => `  ${name.padEnd(12)}${platform.urls[name]}`).join('\n')}

  addresses and tokens for the shell:   . ${platform.environmentFile}
  what a call centre and a branch do:   docs/integrate.md
  the story of a complaint:             npx hub story ID
  stop:                                 Ctrl-C, or make down
`);

  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  console.log('stopping');
  await platform.stop();
}
