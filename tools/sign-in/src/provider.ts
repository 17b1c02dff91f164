import { randomBytes } from 'node:crypto';
import type { Issuer } from '@cc/token';
import Provider, { type KoaContextWithOIDC } from 'oidc-provider';
import { memory } from './memory.js';
import { errorPage, signingOutPage } from './pages.js';
import type { Person } from './people.js';

/** The page as a client of the identity provider. */
export interface Client {
  id: string;
  secret: string;
  /** Where people come back to, signed in and signed out. */
  redirectUri: string;
  signedOutUri: string;
  /** Where the provider says that somebody has signed out, whichever instance that is. */
  backChannelUri: string;
}

/** What access tokens are for, as OAuth names it; their `aud` is the issuer's audience, as that of every token. */
const RESOURCE = 'urn:complaints';
const SCOPE = 'openid profile';
const MINUTE = 60;

/** An OpenID provider that signs with the issuer's key, so that services trust its tokens as they trust the others. */
export function provider(issuer: Issuer, people: readonly Person[], client: Client): Provider {
  const personOf = (id: string | undefined) => people.find((person) => person.id === id);
  return new Provider(issuer.name, {
    adapter: memory(),
    jwks: { keys: [issuer.privateJwk as never] },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        post_logout_redirect_uris: [client.signedOutUri],
        backchannel_logout_uri: client.backChannelUri,
        backchannel_logout_session_required: true,
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'EdDSA',
      },
    ],
    scopes: SCOPE.split(' '),
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    ttl: {
      AccessToken: 60 * MINUTE,
      AuthorizationCode: MINUTE,
      IdToken: 60 * MINUTE,
      Interaction: 60 * MINUTE,
      Session: 12 * 60 * MINUTE,
      Grant: 12 * 60 * MINUTE,
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: SCOPE,
          audience: issuer.audience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'EdDSA' } },
        }),
      },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: signingOutPage },
    },
    // By itself the provider calls nobody on this machine; here nobody is anywhere else.
    fetch: (address, options) => fetch(address, withoutDispatcher(options)),
    findAccount: (_, id) => {
      const person = personOf(id);
      return person && { accountId: id, claims: () => ({ sub: id, name: `${person.name.zh} ${person.name.en}` }) };
    },
    extraTokenClaims: (_, token) => ({ ...personOf('accountId' in token ? token.accountId : undefined)?.claims }),
    interactions: { url: (_, { uid }) => `/people/${uid}` },
    loadExistingGrant: (context) => granted(context, client.id),
    renderError: errorPage,
  });
}

/** The dispatcher is what refuses addresses of this machine. */
function withoutDispatcher(options: RequestInit = {}): RequestInit {
  const { dispatcher: _, ...others } = options as RequestInit & { dispatcher?: unknown };
  return others;
}

/** Whoever chose a person wants what that person may; nobody is asked for consent. */
async function granted({ oidc }: KoaContextWithOIDC, clientId: string) {
  const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session!.accountId! });
  grant.addOIDCScope(SCOPE);
  grant.addResourceScope(RESOURCE, SCOPE);
  await grant.save();
  return grant;
}
