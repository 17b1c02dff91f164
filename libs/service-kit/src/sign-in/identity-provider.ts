import type { Configuration } from 'openid-client';
import type { SignInSettings } from '../config/service-settings.js';

/** What must come back unchanged with the answer, and the secret that redeems its code. */
export interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
}

export interface Tokens {
  accessToken: string;
  idToken: string;
  /** Who it is about, and what they are called. */
  subject: string;
  name: string;
  /** The provider's session, where it says so, and when it said all this, by its clock. */
  sid: string | null;
  issuedAt: Date;
}

const PATIENCE_SECONDS = 10;

/** The organisation's identity provider, spoken to in OpenID Connect: authorization code with PKCE, as a confidential client. */
export class IdentityProvider {
  private known: Promise<Configuration> | null = null;

  constructor(
    private readonly settings: SignInSettings,
    private readonly issuer: string,
    private readonly paths: { signedIn: string; signedOut: string },
  ) {}

  /** A new attempt, and where to send the browser for it. */
  async begin(): Promise<{ attempt: Attempt; address: URL }> {
    const [client, configuration] = await this.ready();
    const attempt = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.origin + this.paths.signedIn,
      scope: 'openid profile',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { attempt, address };
  }

  /** Redeems the answer that the browser brought back. Throws when it is none to this attempt. */
  async redeem(answer: URLSearchParams, { state, nonce, verifier }: Attempt): Promise<Tokens> {
    const [client, configuration] = await this.ready();
    const address = new URL(`${this.settings.origin}${this.paths.signedIn}?${answer}`);
    const tokens = await client.authorizationCodeGrant(configuration, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const { sub, name, preferred_username: login, sid, iat } = tokens.claims()!;
    return {
      accessToken: tokens.access_token,
      idToken: tokens.id_token!,
      subject: sub,
      sid: typeof sid === 'string' && sid !== '' ? sid : null,
      issuedAt: new Date(iat * 1000),
      name: [name, login, sub].find((one) => typeof one === 'string' && one !== '') as string,
    };
  }

  /** Where the browser ends its session with the provider too; null when the provider has no such place. */
  async signOut(idToken: string | null): Promise<URL | null> {
    const [client, configuration] = await this.ready();
    if (!configuration.serverMetadata().end_session_endpoint) return null;
    return client.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: this.settings.origin + this.paths.signedOut,
      ...(idToken !== null && { id_token_hint: idToken }),
    });
  }

  /** Fetched once, and again only where that failed. Loaded at the first sign-in: four of the five services never need it. */
  private async ready(): Promise<[typeof import('openid-client'), Configuration]> {
    const client = await import('openid-client');
    this.known ??= this.discovered(client).catch((error: unknown) => {
      this.known = null;
      throw error;
    });
    return [client, await this.known];
  }

  private async discovered(client: typeof import('openid-client')): Promise<Configuration> {
    const { metadataUrl, clientId, clientSecret } = this.settings;
    const inClear = metadataUrl.startsWith('http:');
    const configuration = await client.discovery(
      new URL(metadataUrl),
      clientId,
      undefined,
      client.ClientSecretBasic(clientSecret),
      {
        timeout: PATIENCE_SECONDS,
        execute: [client.enableNonRepudiationChecks, ...(inClear ? [client.allowInsecureRequests] : [])],
      },
    );
    const { issuer } = configuration.serverMetadata();
    if (issuer !== this.issuer)
      throw new Error(`${metadataUrl} is of the issuer ${issuer}; JWT_ISSUER is ${this.issuer}`);
    return configuration;
  }
}
