import { readFileSync } from 'node:fs';
import { flow, type ServiceName } from '@cc/contracts';
import { z } from 'zod';

/** The platform could not be asked, or said no. `exitCode` tells scripts which. */
export class HubError extends Error {
  override name = 'HubError';
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

export const EXIT = { difference: 1, usage: 2, unreachable: 3, refused: 4 } as const;

const services = Object.keys(flow) as ServiceName[];
const addressVariable = (service: ServiceName) => `HUB_${service.toUpperCase().replace('-', '_')}_URL`;

const Connection = z.object({
  token: z.string().min(1),
  services: z.record(z.string(), z.url()),
});
type Connection = z.infer<typeof Connection>;

const Problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  violations: z.array(z.object({ field: z.string(), detail: z.object({ en: z.string() }) })).default([]),
});

/** Where the services are and the operator's token: `HUB_TOKEN` and `HUB_<SERVICE>_URL`, else the file that `make up` writes. */
export function readConnection(environment: NodeJS.ProcessEnv, file: string): Connection {
  const fromEnvironment = {
    token: environment['HUB_TOKEN'],
    services: Object.fromEntries(
      services.flatMap((service) => {
        const url = environment[addressVariable(service)];
        return url === undefined ? [] : [[service, url]];
      }),
    ),
  };
  if (fromEnvironment.token !== undefined) return checked(fromEnvironment, 'HUB_TOKEN and the addresses');

  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw noConnection(`${file} cannot be read (${(error as Error).message})`);
  }
  try {
    return checked(JSON.parse(text), file);
  } catch (error) {
    if (error instanceof SyntaxError) throw noConnection(`${file} is no JSON`);
    throw error;
  }
}

function checked(read: unknown, where: string): Connection {
  const { data, error } = Connection.safeParse(read);
  if (data) return data;
  throw noConnection(
    `${where}: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
  );
}

function noConnection(why: string): HubError {
  return new HubError(
    `no connection: ${why}.\n` +
      'Start the platform with `make up`, or set HUB_TOKEN and HUB_INTAKE_URL, HUB_ROUTING_URL and so on.',
    EXIT.usage,
  );
}

/** A service that cannot read what it was asked was asked wrongly; any other no is a refusal. */
export function exitOf(status: number): number {
  return status === 400 || status === 422 ? EXIT.usage : EXIT.refused;
}

/** Asks one service through its operator endpoints. */
export class Platform {
  constructor(private readonly connection: () => Connection) {}

  async get<T>(service: ServiceName, path: string, accept = 'application/json'): Promise<T> {
    return this.ask(service, 'GET', path, accept);
  }

  async post<T>(service: ServiceName, path: string, body: unknown): Promise<T> {
    return this.ask(service, 'POST', path, 'application/json', body);
  }

  /** The services that this connection knows. */
  known(): ServiceName[] {
    return services.filter((service) => this.connection().services[service] !== undefined);
  }

  private async ask<T>(service: ServiceName, method: string, path: string, accept: string, body?: unknown): Promise<T> {
    const { token, services: urls } = this.connection();
    const url = urls[service];
    if (url === undefined) throw new HubError(`no address for ${service}: set ${addressVariable(service)}`, EXIT.usage);

    const response = await this.send(service, new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, accept, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok)
      throw new HubError(`${service} answered ${response.status}: ${problemIn(text)}`, exitOf(response.status));
    return (accept === 'application/json' ? JSON.parse(text) : text) as T;
  }

  private async send(service: ServiceName, url: URL, request: RequestInit): Promise<Response> {
    try {
      return await fetch(url, request);
    } catch (error) {
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new HubError(`${service} does not answer at ${url.origin}: ${reason}. Is it running?`, EXIT.unreachable);
    }
  }
}

function problemIn(text: string): string {
  const { data } = Problem.safeParse(jsonOrNull(text));
  if (!data) return text;
  const violations = data.violations.map(({ field, detail }) => `${field || 'it'} ${detail.en}`);
  return [data.title, data.detail, ...violations].filter(Boolean).join(': ');
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Not one of our problems: whoever stands between may answer anything.
  }
}
