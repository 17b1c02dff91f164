import type { Type } from '@nestjs/common';
import { everySchema, jsonSchemaOf, PROBLEM_MEDIA_TYPE } from '@cc/contracts';
import { handlersOf, inputsOf, type Inputs, type RouteHandler, type RouteRule } from '@cc/service-kit';
import type { z } from 'zod';
import type { Answer, Answers } from './answers.js';
import type { JsonSchema } from './json-type.js';

/** Routes that belong together in one document. */
export interface Routes {
  title: string;
  controllers: readonly Type[];
  /** Where the source of the controllers lies. */
  folder: string;
}

const SCOPE = {
  platform: 'Scope: how the service itself works, for all organisations; open to none of their roles.',
  organisation: 'Scope: the whole organisation, only for who may see every division.',
  division: "Scope: the caller's divisions.",
  unit: "Scope: the caller's unit, or every unit of their divisions when the token names none.",
  public: 'Needs no token.',
};

/** The OpenAPI 3.1 document of routes: rules and schemas as they are enforced, answers as the compiler knows them. */
export function openapi({ title, controllers, folder }: Routes, answers: Answers, version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of handlersOf(controllers)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    const answer = answers.of(folder, route.controller, route.handler.name);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, inputsOf(route), answer) };
  }
  return {
    openapi: '3.1.0',
    info: { title: `Complaint platform: ${title}`, version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/', description: 'The address is a matter of the installation.' }],
    paths,
    components: {
      schemas: { problem: answers.problem },
      responses: {
        problem: {
          description: 'Why not, as RFC 9457 problem details: field, value and rule, and what to do next.',
          content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/problem' } } },
        },
      },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        ...(handlersOf(controllers).some(({ rule }) => bySession(rule)) && { session: SESSION }),
      },
    },
  };
}

/** People sign in with a browser, at `/page/sign-in`. */
const SESSION = { type: 'apiKey', in: 'cookie', name: '__Host-session' };
const bySession = (rule: RouteRule | null) => rule !== null && 'by' in rule && rule.by === 'session';

function operation(route: RouteHandler, { path, query, body, status }: Inputs, answer: Answer): object {
  const { rule, controller, handler } = route;
  const roles = rule === null || rule.scope === 'public' ? [] : rule.roles;
  const parameters = [
    ...Object.entries(path).map(([name, schema]) => ({
      name,
      in: 'path',
      required: true,
      schema: schema === null ? { type: 'string' } : schemaOf(schema),
    })),
    ...(query === null ? [] : queryParameters(schemaOf(query))),
  ];
  return {
    operationId: `${controller.replace(/Controller$/, '')}.${handler.name}`,
    description: [answer.description, rule && SCOPE[rule.scope]].filter(Boolean).join(' '),
    // Any one of the roles is enough.
    security: roles.map((role) => ({ [bySession(rule) ? 'session' : 'token']: [role] })),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== null && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } },
    }),
    responses: responses(status, answer),
  };
}

function responses(status: number | null, { json, text }: Answer): object {
  if (json === null)
    return { default: { description: 'Written by the route itself; the code declares no shape for it.' } };
  return {
    [status ?? '2XX']: {
      description: text ? 'JSON, or text when `accept` asks for it first.' : 'The answer.',
      content: { 'application/json': { schema: json }, ...(text && { 'text/*': { schema: { type: 'string' } } }) },
    },
    default: { $ref: '#/components/responses/problem' },
  };
}

function queryParameters({ properties = {}, required = [] }: JsonSchema): object[] {
  return Object.entries(properties as Record<string, JsonSchema>).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: (required as string[]).includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
}

/** What is published already is referred to. */
function schemaOf(schema: z.ZodType): JsonSchema {
  const published = Object.entries(everySchema).find(([, each]) => each === schema);
  if (published) return { $ref: `../schemas/${published[0]}.json` };
  const { $schema: _, $id: __, title: ___, ...rest } = jsonSchemaOf('', schema) as JsonSchema;
  return rest;
}
