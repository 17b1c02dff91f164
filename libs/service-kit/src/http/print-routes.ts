import type { Type } from '@nestjs/common';
import type { RouteRule } from '../auth/allow.js';
import { definitionOf } from '../start/service-module.js';
import { kitControllers } from '../start/kit-controllers.js';
import { routesOf, type Route } from './routes.js';

/** `docs/routes.md`: every route of every service with its rule. Routes that all services have are printed once. */
export function printRoutes(modules: readonly Type[]): string {
  const sections = modules.map((module) => {
    const { service, controllers = [] } = definitionOf(module);
    return section(service, routesOf(controllers));
  });
  return [HEAD, ...sections, section('every service', routesOf(kitControllers))].join('\n');
}

const HEAD = `# Routes

Who may use what. Printed from the rules in the code by \`npm run generate\`; a route without a rule stops the start.
Roles and scope come from the token. Scope is how much a route shows: all of the organisation, the caller's divisions,
or the caller's unit; \`platform\` is how a service itself works, for all organisations, and open to none of their roles.
Pages are for people who have signed in, by the same claims, and take no token.
`;

function section(title: string, routes: readonly Route[]): string {
  if (routes.length === 0) return `## ${title}\n\nNone of its own.\n`;
  const rows = routes.map(
    ({ method, path, rule }) => `| ${method} | \`${path}\` | ${rolesOf(rule)} | ${rule?.scope ?? ''} |`,
  );
  return [`## ${title}`, '', '| method | path | roles | scope |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function rolesOf(rule: RouteRule | null): string {
  if (rule === null) return '**no rule**';
  if (rule.scope === 'public') return 'anybody';
  return `${rule.roles.join(', ')}${'by' in rule && rule.by === 'session' ? ' (signed in)' : ''}`;
}
