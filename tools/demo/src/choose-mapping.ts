import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { bundledData, fits, ImportProblem, readMapping, type Mapping } from '@cc/history';
import { loadOrganisations, type Organisation } from '@cc/procedures';

export interface Choice {
  mapping: Mapping;
  organisation: Organisation;
}

/** The mapping that was named, or the one of ours that fits; with the organisation whose source it names. */
export async function chosen(file: string, named: string | undefined): Promise<Choice> {
  const { organisations, mappings } = bundledData;
  // Ours name sources of organisations that we bring with them. The platform must see these too: its services, topics and tokens
  // are made for them.
  const bundled = named === undefined || dirname(resolve(named)) === mappings;
  if (bundled) process.env['ORGANISATIONS'] ??= organisations;
  const known = loadOrganisations();
  const all = known.ids().map((id) => known.of(id));
  if (named !== undefined) return readFor(named, all);
  for (const path of ours(mappings)) {
    const choice = readFor(path, all);
    if (await fits(file, choice.mapping)) return choice;
  }
  throw new ImportProblem({
    zh: `我们带来的映射都不合 ${file} 的列；请写一个（docs/import.md）并指明：make demo INPUT=… MAPPING=…`,
    en: `no mapping of ours has the columns of ${file}; write one (docs/import.md) and name it: make demo INPUT=… MAPPING=…`,
  });
}

/** For the first organisation that has its source; where none has, what the first objects to. */
function readFor(path: string, organisations: readonly Organisation[]): Choice {
  let objection: ImportProblem | null = null;
  for (const organisation of organisations) {
    try {
      return { mapping: readMapping(path, organisation), organisation };
    } catch (error) {
      if (!(error instanceof ImportProblem)) throw error;
      objection ??= error;
    }
  }
  throw (
    objection ??
    new ImportProblem({
      zh: `没有机构的来源可供 ${path} 指明`,
      en: `there is no organisation whose source ${path} could name`,
    })
  );
}

const ours = (dir: string): string[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => join(dir, name))
    : [];
