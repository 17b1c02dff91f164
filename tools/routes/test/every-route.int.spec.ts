import type { IncomingMessage } from 'node:http';
import type { Type } from '@nestjs/common';
import { definitionOf, ROLES, type Role, type RouteRule } from '@cc/service-kit';
import { startForTest, type ServiceUnderTest, type TestCaller } from '@cc/testing';
import { everyService } from '../src/every-service.js';

/** The first start of a run migrates the database; the machine may be busy. */
const PATIENCE_MS = 60_000;

interface ServedRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  rule: RouteRule;
}
type Guarded = ServedRoute & { rule: Exclude<RouteRule, { scope: 'public' }> };

/** All that anybody may ask without a token. Another one is a decision, and stands here. */
const PUBLIC = ['GET /health/live', 'GET /health/ready', 'GET /metrics'];
/** What signing in and out consists of, and the files of the page; they are the same for everybody. */
const PUBLIC_PAGES = [
  'GET /',
  'GET /page/assets/:name',
  'GET /page/sign-in',
  'GET /page/signed-in',
  'GET /page/signed-out',
  'POST /page/sign-out',
  // Takes what the identity provider has signed, and nothing else.
  'POST /page/back-channel-logout',
];

const nameOf = ({ method, path }: ServedRoute) => `${method} ${path}`;
const rolesOf = (rule: Guarded['rule']): readonly Role[] => rule.roles;
const isGuarded = (route: ServedRoute): route is Guarded => route.rule.scope !== 'public';

/** A stream of events has no end. */
function statusOnly(answer: unknown, done: (error: null, body: object) => void): void {
  (answer as IncomingMessage).destroy();
  done(null, {});
}

describe.each(everyService.map((module) => [definitionOf(module).service, module as Type] as const))(
  'every route that %s serves',
  (name, module) => {
    let service: ServiceUnderTest;
    let routes: ServedRoute[];

    beforeAll(async () => {
      service = await startForTest(module);
      routes = (await service.as({ role: 'platform-operator' }).get('/operator/routes').expect(200))
        .body as ServedRoute[];
    }, PATIENCE_MS);
    afterAll(() => service.stop());

    /** Somebody with a token, or signed in where a route is for people. */
    const callerOf = async ({ rule }: ServedRoute, caller: TestCaller) =>
      'by' in rule && rule.by === 'session' ? service.signedIn(caller) : service.as(caller);

    /** The answer's status, for each route; an id in a path is nobody's. */
    async function statuses<R extends ServedRoute>(of: readonly R[], as: (route: R) => TestCaller | null) {
      const answers = of.map(async (route) => {
        const caller = as(route);
        const agent = caller === null ? service.http : await callerOf(route, caller);
        const path = route.path.replaceAll(/:\w+/g, '0b5c1f5e-8a55-5d3c-9f43-0c9e6a1d2b77');
        const { status } = await agent[route.method.toLowerCase() as 'get' | 'post'](path)
          .buffer(true)
          .parse(statusOnly);
        return [nameOf(route), status] as const;
      });
      return Object.fromEntries(await Promise.all(answers));
    }
    const all = <R extends ServedRoute>(of: readonly R[], status: unknown) =>
      Object.fromEntries(of.map((route) => [nameOf(route), status]));

    it('asks for a token or a session, but for health and metrics', async () => {
      const guarded = routes.filter(isGuarded);

      const open = routes.filter((route) => !isGuarded(route)).map(nameOf);
      expect(open.sort()).toEqual([...PUBLIC, ...(name === 'reporting' ? PUBLIC_PAGES : [])].sort());
      expect(guarded.length).toBeGreaterThan(0);
      expect(await statuses(guarded, () => null)).toEqual(all(guarded, 401));
    });

    it('turns away every role that its rule does not name', async () => {
      const guarded = routes.filter(isGuarded);
      const others = ({ rule }: Guarded) => ROLES.filter((role) => !rolesOf(rule).includes(role));

      expect(await statuses(guarded, (route) => ({ role: others(route) }))).toEqual(all(guarded, 403));
    });

    it('turns away from what concerns all organisations whoever has every role in one of them', async () => {
      const platform = routes.filter(isGuarded).filter(({ rule }) => rule.scope === 'platform');
      const everyRole = ROLES.filter((role) => role !== 'platform-operator');

      expect(platform.length).toBeGreaterThan(0);
      expect(await statuses(platform, () => ({ role: everyRole, division: '*' }))).toEqual(all(platform, 403));
    });

    it('turns away who may not see the whole organisation, where it shows that', async () => {
      const whole = routes.filter(isGuarded).filter(({ rule }) => rule.scope === 'organisation');

      expect(await statuses(whole, ({ rule }) => ({ role: [...rule.roles], division: '44' }))).toEqual(all(whole, 403));
    });

    it('lets in each role that its rule names', async () => {
      const guarded = routes.filter(isGuarded);
      const letIn = expect.not.stringMatching(/^40[13]$/) as unknown;

      for (const role of ROLES) {
        const open = guarded.filter(({ rule }) => rolesOf(rule).includes(role));
        const answers = await statuses(open, () => ({ role }));
        expect(Object.fromEntries(Object.entries(answers).map(([name, status]) => [name, String(status)]))).toEqual(
          all(open, letIn),
        );
      }
    });
  },
);
