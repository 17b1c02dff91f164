import type { EventDefinition } from './event.js';
import { flow, type ServiceName } from './flow.js';
import { topics } from './topics.js';

export interface Parties {
  readonly sources: readonly string[];
  readonly divisions: readonly string[];
}

/** What the broker lets one principal do; whatever stands in no list is refused. */
export interface Access {
  /** The name under which it logs in, and the CN of its certificate. */
  readonly principal: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Sees that these are there and how long, and no record of them. */
  readonly measures: readonly string[];
  /** The one consumer group of this name; those whose name begins with the principal and a dot are its own in any case. */
  readonly group: string | null;
  /** Groups of others whose progress it sees. */
  readonly watches: readonly string[];
}

const services = Object.keys(flow) as ServiceName[];
const HEADQUARTERS = 'headquarters';
const AUTOSCALER = 'autoscaler';
const NOTHING = { reads: [], writes: [], measures: [], group: null, watches: [] };

/** Stand for the parties wherever what holds for each of them is shown once. */
export const ANY_PARTY: Parties = { sources: ['<source>'], divisions: ['<division>'] };

/**
 * Who may do what on the broker: each service what the map gives it, each party outside its own topics. Everything that
 * grants rights (`hub access`, the users for Kubernetes, docs/access.md) is made from this list.
 */
export function accessOf(parties: Parties): Access[] {
  return [
    ...services.map((name) => ofService(name, parties)),
    ...parties.sources.map((source) => ({
      ...NOTHING,
      principal: `source-${source}`,
      reads: [topics.receipts(source), topics.progress(source)],
      writes: [topics.submissions(source)],
    })),
    ...parties.divisions.map((division) => ({
      ...NOTHING,
      principal: `division-${division}`,
      reads: [topics.work(division)],
      writes: [topics.workActions(division)],
    })),
    { ...NOTHING, principal: HEADQUARTERS, reads: [topics.escalations, topics.reports] },
    {
      ...NOTHING,
      principal: AUTOSCALER,
      measures: [...new Set(services.flatMap((name) => received(name, parties)))],
      watches: services,
    },
  ];
}

const OF_PARTIES = /^(?:source|division)-[a-z0-9-]{1,16}$/;

/** Whether a name is one of those that get their rights from here, perhaps of a party that is no more. */
export function isGranted(principal: string): boolean {
  const others: readonly string[] = [...services, HEADQUARTERS, AUTOSCALER];
  return OF_PARTIES.test(principal) || others.includes(principal);
}

/** Before it goes on after a takeover, the relay of a service reads what it has sent last: what is written is read too. */
function ofService(name: ServiceName, parties: Parties): Access {
  const writes = [...topicsOf([...flow[name].publishes, ...flow[name].tells], parties)];
  return {
    ...NOTHING,
    principal: name,
    reads: [...new Set([...received(name, parties), ...writes])],
    writes,
    group: name,
  };
}

function received(name: ServiceName, parties: Parties): string[] {
  const edges: readonly string[] = flow[name].receives;
  return [
    ...topicsOf(flow[name].consumes, parties),
    ...(edges.includes('submissions') ? parties.sources.map(topics.submissions) : []),
    ...(edges.includes('workActions') ? parties.divisions.map(topics.workActions) : []),
  ];
}

/** Where events may go: the party stands in the name of its topic. */
function topicsOf(definitions: readonly EventDefinition[], parties: Parties): Set<string> {
  const [SOURCE, DIVISION] = ['<source>', '<division>'];
  const patterns = definitions.map(
    ({ route }) => route({ organisation: '', division: DIVISION, unit: null, data: { source: SOURCE } }).topic,
  );
  const named = (pattern: string, place: string, names: readonly string[]) =>
    names.map((name) => pattern.replace(place, name));
  return new Set(
    [...new Set(patterns)].flatMap((pattern) => {
      if (pattern.includes(SOURCE)) return named(pattern, SOURCE, parties.sources);
      return pattern.includes(DIVISION) ? named(pattern, DIVISION, parties.divisions) : [pattern];
    }),
  );
}

export type Operation = 'Describe' | 'Read' | 'Write' | 'Delete';

/** One rule of the broker, as its access lists hold them: always an allowance, for any host. */
export interface Grant {
  readonly resource: 'topic' | 'group';
  readonly name: string;
  readonly pattern: 'literal' | 'prefix';
  readonly operations: readonly Operation[];
}

/** The same as rules of the broker. */
export function grantsOf({ principal, reads, writes, measures, group, watches }: Access): Grant[] {
  const both = new Set([...reads, ...writes, ...measures]);
  const member = reads.length > 0;
  return [
    ...[...both].map((name): Grant => {
      const operations: Operation[] = ['Describe'];
      if (reads.includes(name)) operations.push('Read');
      if (writes.includes(name)) operations.push('Write');
      return { resource: 'topic', name, pattern: 'literal', operations };
    }),
    ...(group === null ? [] : [{ resource: 'group', name: group, pattern: 'literal', operations: ['Read'] } as const]),
    // The dot ends the name, so that no party's groups begin like another's. Deleting is for temporary groups.
    ...(member
      ? [{ resource: 'group', name: `${principal}.`, pattern: 'prefix', operations: ['Read', 'Delete'] } as const]
      : []),
    ...watches.map((name): Grant => ({ resource: 'group', name, pattern: 'literal', operations: ['Describe'] })),
  ];
}
