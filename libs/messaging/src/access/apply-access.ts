import kafkajs, { type AclEntry, type Admin } from 'kafkajs';
import { grantsOf, isGranted, type Access, type Grant, type Operation } from '@cc/contracts';
import { kafkaClient, type KafkaConnection } from '../broker/kafka/client.js';
import { explained } from '../broker/kafka/not-allowed.js';
import { principalOf } from '../broker/kafka/security.js';

/** What the broker's lists lack and what they hold beyond the flow, in words. */
export interface AccessChanges {
  granted: string[];
  taken: string[];
}

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;
const RETRY = { initialRetryTime: 100, maxRetryTime: 1000, retries: 5 };

const RESOURCES = { topic: AclResourceTypes.TOPIC, group: AclResourceTypes.GROUP } as const;
const PATTERNS = { literal: ResourcePatternTypes.LITERAL, prefix: ResourcePatternTypes.PREFIXED } as const;
const OPERATIONS: Record<Operation, number> = {
  Describe: AclOperationTypes.DESCRIBE,
  Read: AclOperationTypes.READ,
  Write: AclOperationTypes.WRITE,
  Delete: AclOperationTypes.DELETE,
};

/**
 * Makes the broker's access lists what `access` says, and may be repeated: adds what is missing and takes away what
 * principals of the platform have beyond it. Rules of principals that the platform does not know are left alone.
 */
export async function applyAccess(
  connection: KafkaConnection,
  access: readonly Access[],
  { dryRun = false } = {},
): Promise<AccessChanges> {
  const admin = kafkaClient(connection, RETRY).admin({ retry: RETRY });
  try {
    await admin.connect();
    const wanted = new Map(access.flatMap(entriesOf).map((entry) => [inWords(entry), entry]));
    const found = new Map((await entriesIn(admin)).map((entry) => [inWords(entry), entry]));
    const missing = [...wanted].filter(([words]) => !found.has(words));
    const stale = [...found].filter(([words, { principal }]) => !wanted.has(words) && isOurs(principal));
    if (!dryRun && missing.length > 0) await admin.createAcls({ acl: missing.map(([, entry]) => entry) });
    if (!dryRun && stale.length > 0) await admin.deleteAcls({ filters: stale.map(([, entry]) => entry) });
    return { granted: missing.map(([words]) => words).sort(), taken: stale.map(([words]) => words).sort() };
  } catch (error) {
    throw explained(error, { principal: principalOf(connection.security), doing: 'see', topics: [] });
  } finally {
    await admin.disconnect();
  }
}

const USER = 'User:';
const isOurs = (principal: string) => principal.startsWith(USER) && isGranted(principal.slice(USER.length));

function entriesOf(access: Access): AclEntry[] {
  const toEntries = ({ resource, name, pattern, operations }: Grant) =>
    operations.map((operation) => ({
      resourceType: RESOURCES[resource],
      resourceName: name,
      resourcePatternType: PATTERNS[pattern],
      principal: `${USER}${access.principal}`,
      host: '*',
      operation: OPERATIONS[operation],
      permissionType: AclPermissionTypes.ALLOW,
    }));
  return grantsOf(access).flatMap(toEntries);
}

async function entriesIn(admin: Admin): Promise<AclEntry[]> {
  const { resources } = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  });
  return resources.flatMap(({ acls, resourceType, resourceName, resourcePatternType }) =>
    acls.map((acl) => ({ ...acl, resourceType, resourceName, resourcePatternType })),
  );
}

/** The whole of a rule, for people and as its key. */
function inWords(entry: AclEntry): string {
  const { principal, host, resourceType, resourceName, resourcePatternType, operation, permissionType } = entry;
  const verb = permissionType === AclPermissionTypes.ALLOW ? 'may' : 'may not';
  const name = resourcePatternType === ResourcePatternTypes.PREFIXED ? `${resourceName}*` : resourceName;
  const from = host === '*' ? '' : ` from ${host}`;
  const [does, kind] = [wordFor(AclOperationTypes, operation), wordFor(AclResourceTypes, resourceType)];
  return `${principal.replace(USER, '')} ${verb} ${does} ${kind} ${name}${from}`;
}

/** The client's enumerations know no way back at run time, whatever their types say. */
function wordFor(enumeration: object, value: number): string {
  const [word] = Object.entries(enumeration).find(([, each]) => each === value) ?? [`number ${value}`];
  return word.toLowerCase();
}
