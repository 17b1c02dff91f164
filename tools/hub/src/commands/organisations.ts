import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { organisationsFolder } from '@cc/procedures';
import { Command } from 'commander';
import type { Output } from '../output.js';
import { organisationManifests } from '../organisation-manifests.js';

export function organisationsCommand(output: Output): Command {
  return new Command('organisations').description("the organisations' data.").addCommand(
    new Command('manifests')
      .description('write them for Kubernetes: a ConfigMap, and the patch that mounts it in every service')
      .option('--from <folder>', 'a folder with one for each organisation (ORGANISATIONS)', organisationsFolder())
      .requiredOption('--dir <folder>', 'where they are written')
      .addHelpText('after', '\nExample:\n  hub organisations manifests --dir k8s/base/organisations')
      .action(({ from, dir }: { from: string; dir: string }) => {
        const manifests = organisationManifests(from);
        mkdirSync(dir, { recursive: true });
        for (const [name, text] of Object.entries(manifests)) writeFileSync(join(dir, name), text);
        const files = Object.keys(manifests).map((name) => join(dir, name));
        output.print({ zh: `已写入 ${files.join('、')}`, en: `written: ${files.join(', ')}` }, files);
      }),
  );
}
