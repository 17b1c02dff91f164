/** A profile as V8 writes it; Chrome's developer tools and speedscope show it as a flame graph. */
export interface CpuProfile {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
    children?: readonly number[];
  }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

/** Milliseconds, most first. */
export interface Times {
  /** At the top of the stack. */
  packages: [name: string, ms: number][];
  functions: [name: string, ms: number][];
  /** Anywhere on the stack: with what it calls, until it waits. */
  withCallees: [name: string, ms: number][];
}

/** A process that waits is on no processor, and a profile is no part of the work. */
const NOT_COUNTED = new Set(['(idle)', 'node:inspector']);

type Node = CpuProfile['nodes'][number];

export const isWork = (node: Node) => !NOT_COUNTED.has(named(node).where);

export const nameOf = (node: Node) => named(node).name;

export function timesOf({ nodes, samples, timeDeltas }: CpuProfile): Times {
  const frames = new Map(nodes.map((node) => [node.id, named(node)]));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));

  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  const withCallees = new Map<string, number>();
  samples.forEach((id, i) => {
    const top = frames.get(id)!;
    if (NOT_COUNTED.has(top.where)) return;
    const ms = (timeDeltas[i] ?? 0) / 1000;
    add(packages, top.where, ms);
    add(functions, top.name, ms);
    const stack = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) {
      const { name, readable } = frames.get(at)!;
      if (readable) stack.add(name);
    }
    for (const name of stack) add(withCallees, name, ms);
  });
  return { packages: mostFirst(packages), functions: mostFirst(functions), withCallees: mostFirst(withCallees) };
}

function named({ callFrame: { functionName, url, lineNumber } }: Node) {
  const where = packageOf(url) || functionName;
  const name = url === '' ? functionName : `${functionName || 'anonymous'} ${fileOf(url)}:${lineNumber + 1}`;
  return { where, name, readable: url !== '' && !url.startsWith('node:') };
}

/** `typeorm`, `libs/messaging`, `node:buffer`; empty for what runs outside of JavaScript. */
function packageOf(url: string): string {
  const [, foreign] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  const [, ours] = /\/((?:apps|libs|tools)\/[^/]+)\//.exec(url) ?? [];
  return foreign ?? ours ?? (url.startsWith('node:') ? url.split('/')[0]! : url);
}

function fileOf(url: string): string {
  return url.replace(/^.*\/node_modules\//, '').replace(/^.*\/(?=(?:apps|libs|tools)\/)/, '');
}

function add(times: Map<string, number>, name: string, ms: number): void {
  times.set(name, (times.get(name) ?? 0) + ms);
}

const mostFirst = (times: ReadonlyMap<string, number>) => [...times].sort(([, a], [, b]) => b - a);
