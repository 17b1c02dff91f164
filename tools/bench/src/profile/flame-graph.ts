import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isWork, nameOf, type CpuProfile } from './times.js';

/** A function, and those that it calls, as d3-flame-graph wants them. */
export interface Flame {
  name: string;
  /** Microseconds, with what it calls. */
  value: number;
  children: Flame[];
}

/** Where the processor was, from the outermost call inwards. Waiting is left out. */
export function flameOf({ nodes, samples, timeDeltas }: CpuProfile, title: string): Flame {
  const own = new Map<number, number>();
  samples.forEach((id, i) => own.set(id, (own.get(id) ?? 0) + (timeDeltas[i] ?? 0)));
  const byId = new Map(nodes.map((node) => [node.id, node]));

  const merged = (name: string, ids: readonly number[], self: number): Flame => {
    const below = ids.flatMap((id) => byId.get(id)!.children ?? []).filter((id) => isWork(byId.get(id)!));
    // V8 knows one function at several places of the same stack; a reader wants it once.
    const byName = Map.groupBy(below, (id) => nameOf(byId.get(id)!));
    const children = [...byName]
      .map(([called, some]) =>
        merged(
          called,
          some,
          some.reduce((sum, id) => sum + (own.get(id) ?? 0), 0),
        ),
      )
      .filter(({ value }) => value > 0);
    return { name, value: self + children.reduce((sum, { value }) => sum + value, 0), children };
  };
  const root = nodes.find(({ callFrame }) => callFrame.functionName === '(root)') ?? nodes[0]!;
  return merged(title, [root.id], 0);
}

/** One file that a browser shows without a network: a click looks closer, the field searches. */
export function flameGraphPage(flame: Flame): string {
  return `<!doctype html>
<meta charset="utf-8">
<title>${escaped(flame.name)}</title>
<style>body { font-family: sans-serif; margin: 1em } ${styles()}</style>
<h1>${escaped(flame.name)}</h1>
<p><input id="search" type="search" placeholder="search"> <span id="details">&nbsp;</span></p>
<div id="chart"></div>
<script>${scripts()}</script>
<script type="application/json" id="profile">${JSON.stringify(flame).replaceAll('<', '\\u003c')}</script>
<script>
const ms = (node) => (node.data.value / 1000).toFixed(1) + ' ms';
const chart = flamegraph.default().width(document.body.clientWidth).cellHeight(18).minFrameSize(2).inverted(true)
  .setDetailsElement(document.getElementById('details')).label((node) => node.data.name + ': ' + ms(node));
d3.select('#chart').datum(JSON.parse(document.getElementById('profile').textContent)).call(chart);
document.getElementById('search').addEventListener('input', ({ target }) =>
  target.value === '' ? chart.clear() : chart.search(target.value));
</script>
`;
}

const require = createRequire(import.meta.url);
const LIBRARY = 'd3-flame-graph';

const styles = () => readFileSync(join(folderOf(LIBRARY), 'dist', 'd3-flamegraph.css'), 'utf8');

/** The library behind what it needs; each is a script that adds to what stands before it. */
function scripts(): string {
  const files = inOrder(LIBRARY).map((name) => {
    const folder = folderOf(name);
    return readFileSync(join(folder, scriptOf(folder)), 'utf8').replaceAll('</script', '<\\/script');
  });
  return files.join('\n');
}

function inOrder(name: string, before: readonly string[] = []): string[] {
  const { dependencies = {} } = descriptionIn(folderOf(name));
  const needed = Object.keys(dependencies).reduce<string[]>((all, one) => inOrder(one, all), [...before]);
  return needed.includes(name) ? needed : [...needed, name];
}

/** What a page is to load: of d3 the file that it names for this, of the library the only one of its kind. */
const scriptOf = (folder: string) => descriptionIn(folder).jsdelivr ?? join('dist', 'd3-flamegraph.umd.min.js');

const descriptionIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
    jsdelivr?: string;
  };

function folderOf(name: string): string {
  return dirname(
    join(
      require.resolve
        .paths(name)!
        .map((path) => join(path, name))
        .find(isPackage)!,
      'package.json',
    ),
  );
}

function isPackage(folder: string): boolean {
  try {
    descriptionIn(folder);
    return true;
  } catch {
    return false; // It lies further up.
  }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
