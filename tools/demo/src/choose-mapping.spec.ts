import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledData } from '@cc/history';
import { chosen } from './choose-mapping.js';

const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'import.md');

describe('the mapping of an import that is shown', () => {
  const before = process.env['ORGANISATIONS'];
  const dir = mkdtempSync(join(tmpdir(), 'mapping-'));
  beforeEach(() => {
    delete process.env['ORGANISATIONS'];
  });
  afterAll(() => {
    if (before === undefined) delete process.env['ORGANISATIONS'];
    else process.env['ORGANISATIONS'] = before;
    rmSync(dir, { recursive: true });
  });

  const written = (text: string) => {
    const path = join(dir, 'tickets-2015.yaml');
    writeFileSync(path, text);
    return path;
  };
  const [, documented] = /```yaml\n([^]*?)```/.exec(readFileSync(page, 'utf8'))!;

  it('is that of the page, for the organisation of the platform', async () => {
    const { mapping, organisation } = await chosen('tickets-2015.csv', written(documented!));

    expect(mapping.name).toBe('tickets-2015 1');
    expect(organisation.id).toBe('telecom-group');
    expect(process.env['ORGANISATIONS']).toBeUndefined();
  });

  it('brings its organisation where it is one of ours', async () => {
    const [ours] = readdirSync(bundledData.mappings) as [string];

    const { organisation } = await chosen('export.csv', join(bundledData.mappings, ours));

    expect(organisation.id).toBe('us-states');
    expect(process.env['ORGANISATIONS']).toBe(bundledData.organisations);
  });

  it('is told in one line where it is not there', async () => {
    const path = join(dir, 'nowhere.yaml');

    const { message, cause } = await chosen('tickets-2015.csv', path).then(
      () => new Error('it was there'),
      (error: Error) => error,
    );

    expect({ message, cause }).toEqual({ message: `the mapping ${path} is not there`, cause: undefined });
  });

  it('is refused where no organisation has its source', async () => {
    const path = written(documented!.replace('source: history', 'source: nobody'));

    await expect(chosen('tickets-2015.csv', path)).rejects.toThrow('"nobody" may not import');
  });
});
