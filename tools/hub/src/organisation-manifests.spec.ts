import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadOrganisations, organisationsFolder } from '@cc/procedures';
import { parse } from 'yaml';
import { organisationManifests } from './organisation-manifests.js';

interface ConfigMap {
  metadata: { name: string };
  data: Record<string, string>;
}
interface Mount {
  spec: { template: { spec: { volumes: { configMap: { name: string; items: { key: string; path: string }[] } }[] } } };
}

const read = (folder: string) => {
  const manifests = organisationManifests(folder);
  const map = parse(manifests['config-map.yaml']) as ConfigMap;
  const mount = parse(manifests['mount.yaml']) as Mount;
  return { map, volume: mount.spec.template.spec.volumes[0]!.configMap };
};

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'mounted-'))));
afterEach(() => rmSync(dir, { recursive: true }));

/** As the kubelet mounts a volume: files in a folder of the version, and links to what is at the top of it. */
function mounted({ map, volume }: ReturnType<typeof read>): string {
  const at = join(dir, 'organisations');
  const version = join(at, '..2026_11_27_04_00_00.1');
  for (const { key, path } of volume.items) {
    mkdirSync(dirname(join(version, path)), { recursive: true });
    writeFileSync(join(version, path), map.data[key]!);
  }
  symlinkSync('..2026_11_27_04_00_00.1', join(at, '..data_tmp'));
  renameSync(join(at, '..data_tmp'), join(at, '..data'));
  for (const top of new Set(volume.items.map(({ path }) => path.split('/')[0]!))) {
    symlinkSync(join('..data', top), join(at, top));
  }
  return at;
}

describe('the organisations for Kubernetes', () => {
  it('are the same to a service that finds them mounted', () => {
    const bundled = loadOrganisations(organisationsFolder());

    const found = loadOrganisations(mounted(read(organisationsFolder())));

    expect(found.ids()).toEqual(bundled.ids());
    for (const id of bundled.ids()) {
      expect(found.of(id).sources).toEqual(bundled.of(id).sources);
      expect(found.of(id).divisions).toEqual(bundled.of(id).divisions);
    }
  });

  it('have another name with other data, so that the pods are started anew', () => {
    const before = read(organisationsFolder());
    const changed = mounted(before);
    writeFileSync(
      join(changed, 'telecom-group/sources.yaml'),
      `${before.map.data['telecom-group__sources.yaml']!}\n# one more\n`,
    );
    const after = read(changed);

    expect(before.volume.name).toBe(before.map.metadata.name);
    expect(after.volume.name).toBe(after.map.metadata.name);
    expect(after.map.metadata.name).not.toBe(before.map.metadata.name);
  });

  it('are not written when they cannot be used', () => {
    const folder = mounted(read(organisationsFolder()));
    writeFileSync(join(folder, 'telecom-group/sources.yaml'), 'sources: none');

    expect(() => organisationManifests(folder)).toThrow(/organisation data cannot be used/);
  });
});
