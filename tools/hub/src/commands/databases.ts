import { flow } from '@cc/contracts';
import { Command } from 'commander';
import { EXIT, HubError } from '../connection.js';
import type { Output } from '../output.js';

const services = Object.keys(flow);
const variableOf = (service: string) => `${service.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;
const variables = services.map(variableOf);

export function databasesCommand(output: Output): Command {
  return new Command('databases')
    .description('the databases of the services. 数据库')
    .addCommand(createCommand(output));
}

function createCommand(output: Output): Command {
  return new Command('create')
    .description('create what is missing: for each service its database, its role and its schema')
    .option('--admin <address>', "an administrator's address (DATABASE_URL)", process.env['DATABASE_URL'])
    .addHelpText(
      'after',
      '\nExample:\n  hub databases create --admin postgres://postgres:secret@127.0.0.1:5432/postgres',
    )
    .addHelpText(
      'after',
      `\nRole, password and database of each service are those of its own address, as the service reads it:\n  ${variables.join(', ')}`,
    )
    .action(async ({ admin }: { admin?: string }) => {
      if (!admin) throw new HubError('name an administrator: --admin postgres://… or DATABASE_URL', EXIT.usage);
      const addresses = addressesIn(process.env);
      // Loaded only here: most commands need no database client.
      const { provideDatabases } = await import('@cc/stack');
      await provideDatabases(admin, addresses).catch((error: Error) => {
        throw new HubError(`PostgreSQL at ${new URL(admin).host}: ${reasonOf(error)}`, EXIT.unreachable);
      });
      output.print(`databases, roles and schemas of ${services.length} services are there`, services);
    });
}

/** Where each service finds its database, by service name. Names everything that is missing or wrong at once. */
export function addressesIn(environment: NodeJS.ProcessEnv): Record<string, string> {
  const problems = variables.flatMap((name) => problemOf(name, environment[name]) ?? []);
  if (problems.length > 0) throw new HubError(problems.join('; '), EXIT.usage);
  return Object.fromEntries(services.map((service) => [service, environment[variableOf(service)]!]));
}

/** The address holds a password, so it is not shown. */
function problemOf(name: string, address: string | undefined): string | null {
  if (!address) return `${name} is not set`;
  const url = URL.canParse(address) ? new URL(address) : null;
  const whole = url && /^postgres(ql)?:$/.test(url.protocol) && url.username && url.password && url.pathname.length > 1;
  return whole ? null : `${name} (hidden) should read postgres://role:password@host:port/database`;
}

/** Several addresses of one name fail together, without a word of their own. */
function reasonOf(error: Error): string {
  return error instanceof AggregateError ? error.errors.map(String).join('; ') : error.message;
}
