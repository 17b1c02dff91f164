import { randomUUID } from 'node:crypto';
import type { Role, Session, Sessions } from '@cc/service-kit';
import type { TestCaller } from './service-under-test.js';

/** Where people find the pages of a service under test. */
export const PAGE_ORIGIN = 'http://127.0.0.1:3105';

/** What lets people sign in to a service under test. */
export const signInEnvironment = {
  PAGE_URL: PAGE_ORIGIN,
  SIGN_IN_CLIENT_SECRET: 'a-secret-of-this-test',
  SESSION_KEYS: `test:${Buffer.alloc(32, 'session').toString('base64')}`,
};

/** The session cookie of somebody who has signed in, for one hour. */
export async function sessionFor(
  sessions: Sessions,
  caller: TestCaller & Partial<Pick<Session, 'sid' | 'issuedAt'>>,
  forMs = 3_600_000,
): Promise<string> {
  const { role, division = '*', unit, organisation = 'telecom-group', sid = randomUUID() } = caller;
  const roles = [role].flat() as Role[];
  const setCookie = await sessions.open({
    sid,
    issuedAt: caller.issuedAt ?? wholeSecond(),
    claims: {
      sub: caller.subject ?? roles[0]!,
      org: organisation,
      div: [division].flat(),
      roles,
      ...(unit !== undefined && { unit }),
    },
    name: caller.subject ?? '周敏',
    until: new Date(Date.now() + forMs),
    idToken: null,
  });
  return setCookie.split(';')[0]!;
}

/** As tokens tell time. */
const wholeSecond = () => new Date(Math.floor(Date.now() / 1000) * 1000);
