import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

/** What a provider of a test says otherwise than a right one. */
export interface Wrong {
  idToken?: Record<string, unknown>;
  accessToken?: Record<string, unknown>;
  /** Another key than the one it publishes. */
  signedBy?: CryptoKey;
  issuer?: string;
}

/** An OpenID provider that does as the standard says and checks PKCE, or goes wrong in one way. */
export class TestProvider {
  wrong: Wrong = {};
  readonly asked: string[] = [];
  private readonly codes = new Map<string, URLSearchParams>();

  private constructor(
    private readonly server: Server,
    private readonly key: CryptoKey,
    readonly keySet: { keys: object[] },
  ) {}

  static async start(): Promise<TestProvider> {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] };
    const provider = new TestProvider(server, privateKey, keySet);
    server.on('request', (request: IncomingMessage, response) => {
      void provider.answer(request).then(({ status = 200, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Somebody signs in at this address; the parameters with which their browser comes back. */
  authorize(address: string): URLSearchParams {
    const asked = new URL(address).searchParams;
    const code = `code-${this.codes.size}`;
    this.codes.set(code, asked);
    return new URLSearchParams({ code, state: asked.get('state')!, iss: this.issuer });
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage): Promise<{ status?: number; body: object }> {
    this.asked.push(request.url!);
    switch (request.url) {
      case '/.well-known/openid-configuration':
        return { body: this.metadata() };
      case '/keys':
        return { body: this.keySet };
      case '/token':
        return this.redeem(new URLSearchParams(await text(request)));
      default:
        return { status: 404, body: { error: `nothing is served at ${request.url}` } };
    }
  }

  private metadata() {
    const { issuer } = this;
    return {
      issuer: this.wrong.issuer ?? issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      end_session_endpoint: `${issuer}/end`,
      id_token_signing_alg_values_supported: ['EdDSA'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  private async redeem(sent: URLSearchParams): Promise<{ status?: number; body: object }> {
    const asked = this.codes.get(sent.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url');
    if (asked?.get('code_challenge') !== challenge) return { status: 400, body: { error: 'invalid_grant' } };
    const claims = { org: 'telecom-group', div: ['44'], roles: ['viewer'] };
    const idClaims = { sub: 'li', name: '李红', nonce: asked.get('nonce'), aud: asked.get('client_id') };
    return {
      body: {
        token_type: 'Bearer',
        access_token: await this.sign({ sub: 'li', aud: 'complaints', ...claims, ...this.wrong.accessToken }),
        id_token: await this.sign({ ...idClaims, ...this.wrong.idToken }),
      },
    };
  }

  private sign(claims: Record<string, unknown>): Promise<string> {
    return new SignJWT({ iss: this.issuer, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(this.wrong.signedBy ?? this.key);
  }
}
