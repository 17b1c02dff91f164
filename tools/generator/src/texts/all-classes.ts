import type { Category } from '@cc/procedures';
import { BILLING } from './billing.js';
import type { ClassTexts } from './classes.js';
import { MARKETING } from './marketing.js';
import { NETWORK } from './network.js';
import { ENTERPRISE, PORTABILITY, PRODUCT, ROAMING } from './others.js';
import { SERVICE } from './service.js';

export const ALL_CLASSES: readonly ClassTexts[] = [
  ...NETWORK,
  ...BILLING,
  ...MARKETING,
  ...SERVICE,
  ...ROAMING,
  ...PORTABILITY,
  ...PRODUCT,
  ...ENTERPRISE,
];

/** The classes of a path in the organisation's own tree; a path that the tree does not have is an error that names it. */
export function categoriesOf(path: readonly string[], tree: readonly Category[]): Category[] {
  let below = tree;
  return path.map((code) => {
    const found = below.find((each) => each.code === code);
    if (!found) throw new Error(`the organisation has no class ${path.join(' / ')}: mend the path in the texts`);
    below = found.children;
    return found;
  });
}
