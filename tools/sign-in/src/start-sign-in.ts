import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Issuer } from '@cc/token';
import type Provider from 'oidc-provider';
import { assets, headers, peoplePage } from './pages.js';
import { people as demonstration, type Person } from './people.js';
import { provider, type Client } from './provider.js';

export interface SignInOptions {
  /** Its name is the address to listen on, `http://127.0.0.1:3100`. */
  issuer: Issuer;
  client: Client;
  people?: readonly Person[];
}

export interface RunningSignIn {
  url: string;
  people: readonly Person[];
  stop(): Promise<void>;
}

/**
 * Lets a visitor of a demonstration be one of a few people, without passwords. For this machine only: it listens on
 * loopback and refuses any other address.
 */
export async function startSignIn({ issuer, client, people = demonstration }: SignInOptions): Promise<RunningSignIn> {
  const { protocol, hostname, port } = new URL(issuer.name);
  if (protocol !== 'http:' || hostname !== '127.0.0.1') {
    throw new Error(`sign-in without passwords is for http://127.0.0.1 only; the issuer is ${issuer.name}`);
  }
  const server = createServer(answers(provider(issuer, people, client), people));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), '127.0.0.1', resolve);
  });
  return { url: issuer.name, people, stop: () => stopped(server) };
}

function answers(oidc: Provider, people: readonly Person[]) {
  const standard = oidc.callback();
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const asset = assets[pathname];
    if (asset) return void response.writeHead(200, { 'content-type': asset.type }).end(asset.body);
    if (!pathname.startsWith('/people/')) return void standard(request, response);
    choose(oidc, people, request, response).catch((error: Error) => {
      response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end(`${error.message}\n`);
    });
  };
}

async function choose(oidc: Provider, people: readonly Person[], request: IncomingMessage, response: ServerResponse) {
  const { uid } = await oidc.interactionDetails(request, response);
  if (request.method !== 'POST') return void response.writeHead(200, headers).end(peoplePage(people, uid));

  const id = new URLSearchParams(await text(request)).get('person');
  const person = people.find((one) => one.id === id);
  if (!person) throw new Error(`there is no person ${id}; there are ${people.map((one) => one.id).join(', ')}`);
  await oidc.interactionFinished(request, response, { login: { accountId: person.id, remember: true } });
}

async function stopped(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
