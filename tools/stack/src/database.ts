import { createHmac } from 'node:crypto';

import pg from 'pg';

/** Name of the schema and of the role of a service. */
export function schemaOf(service: string): string {
  return service.replaceAll('-', '_');
}

/** Where each service finds its database: `postgres://role:password@host:port/database`, by service name. */
export type Addresses = Record<string, string>;

/**
 * Makes these addresses true on the server of `adminUrl`: each database exists, each service has its login role with this
 * password and a schema of its own name (`sla_monitor` of `sla-monitor`); no role can use another's schema, and `public`
 * is nobody's. What is right already is left as it is.
 */
export async function provideDatabases(adminUrl: string, addresses: Addresses): Promise<void> {
  await asAdministrator(adminUrl, async (admin) => {
    for (const [name, tenants] of Map.groupBy(Object.entries(addresses), ([, address]) => loginOf(address).database)) {
      const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
      if (rowCount === 0) await admin.query(`create database ${quoted(name)}`);
      await prepareRoles(admin, name, Object.fromEntries(tenants));
      await withClient(atDatabase(adminUrl, name), async (database) => {
        await database.query('revoke all on schema public from public');
        for (const [service, address] of tenants) {
          const { role } = loginOf(address);
          await database.query(
            `create schema if not exists ${quoted(schemaOf(service))} authorization ${quoted(role)}`,
          );
        }
      });
    }
  });
}

/** As `provideDatabases`, in one database of this name; roles are called like schemas, with passwords of our own. */
export async function createDatabase(adminUrl: string, name: string, services: readonly string[]): Promise<Addresses> {
  const addresses = ownAddresses(adminUrl, name, services);
  await provideDatabases(adminUrl, addresses);
  return addresses;
}

/** Copies a database made by `createDatabase`, rows and all, to a new one. Nobody may be connected to the template. */
export async function cloneDatabase(
  adminUrl: string,
  template: string,
  name: string,
  services: readonly string[],
): Promise<Addresses> {
  const addresses = ownAddresses(adminUrl, name, services);
  await asAdministrator(adminUrl, async (admin) => {
    await admin.query(`create database ${quoted(name)} template ${quoted(template)}`);
    await prepareRoles(admin, name, addresses); // Rights on the database itself are not copied.
  });
  return addresses;
}

/** Drops the database if it exists, and ends whoever is connected to it. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    await admin.query(`drop database if exists ${quoted(name)} with (force)`);
  });
}

async function prepareRoles(admin: pg.Client, name: string, addresses: Addresses): Promise<void> {
  await admin.query(`revoke all on database ${quoted(name)} from public`);
  for (const { role, password } of Object.values(addresses).map(loginOf)) {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
    const action = rowCount === 0 ? 'create' : 'alter';
    await admin.query(`${action} role ${quoted(role)} login password ${pg.escapeLiteral(password)}`);
    await admin.query(`grant connect, temporary on database ${quoted(name)} to ${quoted(role)}`);
  }
}

function loginOf(address: string): { role: string; password: string; database: string } {
  const { username, password, pathname } = new URL(address);
  const [role, secret, database] = [username, password, pathname.slice(1)].map(decodeURIComponent);
  return { role: role!, password: secret!, database: database! };
}

/** Roles are one for the whole server, databases many: derived, every call gives a role the same password. */
function passwordOf(adminUrl: string, role: string): string {
  return createHmac('sha256', new URL(adminUrl).password).update(role).digest('hex').slice(0, 32);
}

function ownAddresses(adminUrl: string, name: string, services: readonly string[]): Addresses {
  const address = (service: string) => {
    const url = new URL(atDatabase(adminUrl, name));
    url.username = schemaOf(service);
    url.password = passwordOf(adminUrl, schemaOf(service));
    return url.href;
  };
  return Object.fromEntries(services.map((service) => [service, address(service)]));
}

function atDatabase(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** One at a time on the whole server: two sessions that change the same role fail with "tuple concurrently updated". */
async function asAdministrator(adminUrl: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    await admin.query(`select pg_advisory_lock(hashtext('cc-stack'))`);
    await work(admin);
  });
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const quoted = pg.escapeIdentifier;
