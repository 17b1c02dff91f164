import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { ServiceName } from '@cc/contracts';
import type { Simulation } from '@cc/simulation';
import type { Issuer } from '@cc/token';

/** Who asks: what they do decides what they may. */
const PEOPLE = {
  operator: { subject: 'operator', roles: ['platform-operator', 'operator', 'viewer'] },
  headquarters: { subject: 'headquarters', roles: ['viewer', 'supervisor'] },
  agents: { subject: 'agent-3', roles: ['callback-agent'] },
} as const;

export type Person = keyof typeof PEOPLE;

/** What a service answered. */
export class Refused extends Error {
  override name = 'Refused';

  constructor(
    readonly path: string,
    readonly status: number,
    readonly text: string,
  ) {
    super(`${path} answered ${status}: ${text}`);
  }
}

/** Asks the services by HTTP, with tokens, as people and systems do. */
export class RestClient {
  private constructor(
    private readonly urls: Readonly<Record<ServiceName, string>>,
    private readonly tokens: Readonly<Record<Person, string>>,
  ) {}

  static async open(simulation: Simulation, issuer: Issuer): Promise<RestClient> {
    const urls = await Promise.all(
      Object.entries(simulation.services).map(async ([name, { app }]) => {
        await app.listen(0, '127.0.0.1');
        const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
        return [name, `http://127.0.0.1:${port}`] as const;
      }),
    );
    const tokens = await Promise.all(
      Object.entries(PEOPLE).map(async ([who, person]) => {
        return [who, await issuer.sign({ ...person, organisation: 'telecom-group', divisions: ['*'] })] as const;
      }),
    );
    return new RestClient(
      Object.fromEntries(urls) as Record<ServiceName, string>,
      Object.fromEntries(tokens) as Record<Person, string>,
    );
  }

  async text(service: ServiceName, path: string, as: Person, accept = 'text/plain'): Promise<string> {
    return this.ask(service, path, as, { method: 'GET', headers: { accept } });
  }

  async json<Answer>(service: ServiceName, path: string, as: Person): Promise<Answer> {
    return JSON.parse(await this.text(service, path, as, 'application/json')) as Answer;
  }

  async post<Answer>(service: ServiceName, path: string, as: Person, body: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    return JSON.parse(
      await this.ask(service, path, as, { method: 'POST', headers, body: JSON.stringify(body) }),
    ) as Answer;
  }

  private async ask(service: ServiceName, path: string, as: Person, request: RequestInit): Promise<string> {
    const headers = { ...(request.headers as Record<string, string>), authorization: `Bearer ${this.tokens[as]}` };
    const response = await fetch(new URL(path, this.urls[service]), { ...request, headers });
    const text = await response.text();
    if (!response.ok) throw new Refused(path, response.status, text);
    return text;
  }
}
