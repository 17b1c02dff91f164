import { flow } from '@cc/contracts';
import type { Language, LocalisedText } from '@cc/procedures';
import { Command } from 'commander';
import { EXIT, HubError } from '../connection.js';
import type { Output } from '../output.js';

const services = Object.keys(flow);
const variableOf = (service: string) => `${service.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;
const variables = services.map(variableOf);

export function databasesCommand(output: Output): Command {
  return new Command('databases').description('the databases of the services.').addCommand(createCommand(output));
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
      if (!admin)
        throw new HubError(
          {
            zh: '请指明管理员：--admin postgres://… 或 DATABASE_URL',
            en: 'name an administrator: --admin postgres://… or DATABASE_URL',
          },
          EXIT.usage,
        );
      const addresses = addressesIn(process.env);
      // Loaded only here: most commands need no database client.
      const { provideDatabases } = await import('@cc/stack');
      await provideDatabases(admin, addresses).catch((error: Error) => {
        const { host } = new URL(admin);
        const reason = reasonOf(error);
        throw new HubError(
          { zh: `PostgreSQL（${host}）：${reason}`, en: `PostgreSQL at ${host}: ${reason}` },
          EXIT.unreachable,
        );
      });
      const { length } = services;
      output.print(
        {
          zh: `${length} 个服务的数据库、角色与模式均已就绪`,
          en: `databases, roles and schemas of ${length} services are there`,
        },
        services,
      );
    });
}

/** Where each service finds its database, by service name. Names everything that is missing or wrong at once. */
export function addressesIn(environment: NodeJS.ProcessEnv): Record<string, string> {
  const problems = variables.flatMap((name) => problemOf(name, environment[name]) ?? []);
  if (problems.length > 0) {
    const all = (language: Language) => problems.map((problem) => problem[language]);
    throw new HubError({ zh: all('zh').join('；'), en: all('en').join('; ') }, EXIT.usage);
  }
  return Object.fromEntries(services.map((service) => [service, environment[variableOf(service)]!]));
}

/** The address holds a password, so it is not shown. */
function problemOf(name: string, address: string | undefined): LocalisedText | null {
  if (!address) return { zh: `未设置 ${name}`, en: `${name} is not set` };
  const url = URL.canParse(address) ? new URL(address) : null;
  const whole = url && /^postgres(ql)?:$/.test(url.protocol) && url.username && url.password && url.pathname.length > 1;
  const form = 'postgres://role:password@host:port/database';
  return whole ? null : { zh: `${name}（不显示）应写作 ${form}`, en: `${name} (hidden) should read ${form}` };
}

/** Several addresses of one name fail together, without a word of their own. */
function reasonOf(error: Error): string {
  return error instanceof AggregateError ? error.errors.map(String).join('; ') : error.message;
}
