import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editionOf, loadOrganisations, yamlBelow } from '@cc/procedures';
import { stringify } from 'yaml';

/** Where the services find them; ORGANISATIONS names it. */
const MOUNTED = '/organisations';

/**
 * The organisations' data of a folder for Kubernetes: a ConfigMap, and the patch that mounts it in every service. It is named
 * by what it holds, so that other data is another name and the pods are started anew. Throws when the data cannot be used.
 */
export function organisationManifests(folder: string): { 'config-map.yaml': string; 'mount.yaml': string } {
  loadOrganisations(folder);
  const name = `organisations-${editionOf(folder)}`;
  const paths = yamlBelow(folder);
  const data = Object.fromEntries(paths.map((path) => [keyOf(path), readFileSync(join(folder, path), 'utf8')]));
  const written = '# Written by `hub organisations manifests`.\n';
  return {
    'config-map.yaml':
      written + stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }, { lineWidth: 0 }),
    'mount.yaml': written + stringify(mountOf(name, paths), { lineWidth: 0, singleQuote: true }),
  };
}

/** A key of a ConfigMap has no folders. */
const keyOf = (path: string) => path.replaceAll('/', '__');

function mountOf(name: string, paths: readonly string[]) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'every-service' },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'service',
              env: [{ name: 'ORGANISATIONS', value: MOUNTED }],
              volumeMounts: [{ name: 'organisations', mountPath: MOUNTED, readOnly: true }],
            },
          ],
          volumes: [
            { name: 'organisations', configMap: { name, items: paths.map((path) => ({ key: keyOf(path), path })) } },
          ],
        },
      },
    },
  };
}
