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

const Connection = z.object({
  token: z.string().min(1),
  services: z.record(z.string(), z.url()),
});
type Connection = z.infer<typeof Connection>;

const Problem = z.object({ title: z.string(), detail: z.string().optional() });

/** Where the services are and the operator's token: `HUB_TOKEN` and `HUB_<SERVICE>_URL`, else the file that `make up` writes. */
export function readConnection(environment: NodeJS.ProcessEnv, file: string): Connection {
  const fromEnvironment = {
    token: environment['HUB_TOKEN'],
    services: Object.fromEntries(
      services.flatMap((service) => {
        const url = environment[`HUB_${service.toUpperCase().replace('-', '_')}_URL`];
        return url === undefined ? [] : [[service, url]];
      }),
    ),
  };
  if (fromEnvironment.token !== undefined) return Connection.parse(fromEnvironment);

  try {
    return Connection.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new HubError(
      `no connection: ${file} cannot be read (${error instanceof Error ? error.message : String(error)}).\n` +
        'Start the platform with `make up`, or set HUB_TOKEN and HUB_INTAKE_URL, HUB_ROUTING_URL and so on.',
      EXIT.usage,
    );
  }
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
    if (url === undefined)
      throw new HubError(`no address for ${service}: set HUB_${service.toUpperCase()}_URL`, EXIT.usage);

    const response = await this.send(service, new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, accept, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new HubError(`${service} answered ${response.status}: ${problemIn(text)}`, EXIT.refused);
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
  try {
    const problem = Problem.safeParse(JSON.parse(text));
    return problem.success ? [problem.data.title, problem.data.detail].filter(Boolean).join(': ') : text;
  } catch {
    return text;
  }
}
