import { join } from 'node:path';
import type { ServiceName } from '@cc/contracts';
import { loadOrganisations } from '@cc/procedures';
import { writeSecret, type RunningKafka } from '@cc/stack';
import type { Issuer } from '@cc/token';
import type { Entrance } from './entrance.js';

/** Who may see everything, by what they do; the operator runs the platform and the organisation on it. */
const PEOPLE = {
  OPERATOR_TOKEN: { subject: 'operator', roles: ['platform-operator', 'operator', 'viewer'] },
  VIEWER_TOKEN: { subject: 'headquarters', roles: ['viewer', 'supervisor'] },
  INTAKE_TOKEN: { subject: 'front-desk', roles: ['intake'] },
  HANDLER_TOKEN: { subject: 'gz-07', roles: ['handler', 'dispatcher'] },
  CALLBACK_TOKEN: { subject: 'agent-3', roles: ['callback-agent'] },
} as const;

export type TokenName = keyof typeof PEOPLE;

/** `hub topics` and `hub access` come as the administrator; the brokers are named with `--brokers "$BROKER"`. */
function administration(entrance: Entrance): Record<string, string> {
  const { KAFKA_BROKERS: _, ...files } = entrance.variablesOf();
  return files;
}

/** Addresses and tokens, for people (a file for the shell) and for `hub` (a file of its own). */
export async function writeAccess(
  dir: string,
  issuer: Issuer,
  { brokers, passwordBrokers }: RunningKafka,
  entrance: Entrance,
  urls: Record<ServiceName, string>,
): Promise<{ environmentFile: string; connectionFile: string; tokens: Record<TokenName, string> }> {
  // Where ORGANISATIONS names a folder of several, the first; ours is one.
  const [organisation] = loadOrganisations().ids() as [string];
  const tokens = Object.fromEntries(
    await Promise.all(
      Object.entries(PEOPLE).map(async ([name, person]) => [
        name,
        await issuer.sign({ ...person, organisation, divisions: ['*'] }),
      ]),
    ),
  ) as Record<TokenName, string>;

  const environmentFile = join(dir, 'env.sh');
  const connectionFile = join(dir, 'hub.json');
  const variables = {
    BROKER: brokers,
    ...(passwordBrokers && { BROKER_BY_PASSWORD: passwordBrokers }),
    ...(entrance.dir && { ACCESS: entrance.dir, ...administration(entrance) }),
    ...Object.fromEntries(Object.entries(urls).map(([name, url]) => [name.toUpperCase().replace('-', '_'), url])),
    ...tokens,
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`);
  await writeSecret(environmentFile, lines.join(''));
  await writeSecret(connectionFile, JSON.stringify({ token: tokens.OPERATOR_TOKEN, services: urls }, null, 2));
  return { environmentFile, connectionFile, tokens };
}
