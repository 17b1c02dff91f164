import { readFileSync } from 'node:fs';
import { flow, type ServiceName } from '@cc/contracts';
import type { Language, LocalisedText } from '@cc/procedures';
import { z } from 'zod';
import { inBoth } from './language.js';

/** The platform could not be asked, or said no. `exitCode` tells scripts which. */
export class HubError extends Error {
  override name = 'HubError';
  constructor(
    readonly said: LocalisedText,
    readonly exitCode: number,
  ) {
    super(said.en);
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
  violations: z
    .array(z.object({ field: z.string(), detail: z.object({ zh: z.string(), en: z.string() }) }))
    .default([]),
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
  if (fromEnvironment.token !== undefined)
    return checked(fromEnvironment, { zh: 'HUB_TOKEN 与各服务地址', en: 'HUB_TOKEN and the addresses' });

  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { message } = error as Error;
    throw noConnection({ zh: `${file} 无法读取（${message}）`, en: `${file} cannot be read (${message})` });
  }
  try {
    return checked(JSON.parse(text), { zh: file, en: file });
  } catch (error) {
    if (error instanceof SyntaxError) throw noConnection({ zh: `${file} 不是 JSON`, en: `${file} is no JSON` });
    throw error;
  }
}

function checked(read: unknown, where: LocalisedText): Connection {
  const { data, error } = Connection.safeParse(read);
  if (data) return data;
  const fields = [...new Set(error.issues.map(({ path }) => path.join('.')))].join(', ');
  throw noConnection({
    zh: `${where.zh}：${fields} 缺失或不是所需的形式（token 为文本，services 为各服务的地址）`,
    en: `${where.en}: ${fields} missing or not of the right form (token is a text, services are addresses)`,
  });
}

function noConnection(why: LocalisedText): HubError {
  return new HubError(
    {
      zh: `没有连接信息：${why.zh}。\n请先用 \`make up\` 启动平台，或设置 HUB_TOKEN 以及 HUB_INTAKE_URL、HUB_ROUTING_URL 等变量。`,
      en:
        `no connection: ${why.en}.\n` +
        'Start the platform with `make up`, or set HUB_TOKEN and HUB_INTAKE_URL, HUB_ROUTING_URL and so on.',
    },
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
    if (url === undefined) {
      const variable = addressVariable(service);
      throw new HubError(
        { zh: `没有 ${service} 的地址：请设置 ${variable}`, en: `no address for ${service}: set ${variable}` },
        EXIT.usage,
      );
    }

    const response = await this.send(service, new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, accept, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      const { status } = response;
      const problem = inBoth((language) => problemIn(text, language));
      throw new HubError(
        { zh: `${service} 答复 ${status}：${problem.zh}`, en: `${service} answered ${status}: ${problem.en}` },
        exitOf(status),
      );
    }
    return (accept === 'application/json' ? JSON.parse(text) : text) as T;
  }

  private async send(service: ServiceName, url: URL, request: RequestInit): Promise<Response> {
    try {
      return await fetch(url, request);
    } catch (error) {
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new HubError(
        {
          zh: `${service} 在 ${url.origin} 没有应答：${reason}。它在运行吗？`,
          en: `${service} does not answer at ${url.origin}: ${reason}. Is it running?`,
        },
        EXIT.unreachable,
      );
    }
  }
}

/** Titles and details come in both languages, `中文 · English`. */
function problemIn(text: string, language: Language): string {
  const { data } = Problem.safeParse(jsonOrNull(text));
  if (!data) return text;
  const inOne = (said: string | undefined) => {
    const [zh, ...en] = (said ?? '').split(' · ');
    return language === 'zh' || en.length === 0 ? zh : en.join(' · ');
  };
  const violations = data.violations.map(({ field, detail }) => `${field} ${detail[language]}`.trim());
  return [inOne(data.title), inOne(data.detail), ...violations].filter(Boolean).join(language === 'zh' ? '：' : ': ');
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Not one of our problems: whoever stands between may answer anything.
  }
}
