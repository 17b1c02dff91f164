import { HTTP_CODE_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { z } from 'zod';
import type { RouteHandler } from './routes.js';

/** What a route takes, by the schemas that its pipes check, and with which status it answers. */
export interface Inputs {
  /** By name; null where the handler reads the text itself. */
  path: Record<string, z.ZodType | null>;
  query: z.ZodType | null;
  body: z.ZodType | null;
  /** Null: the handler chooses it. */
  status: number | null;
}

/** Asks Nest's own notes of the decorators; nothing is declared a second time. */
export function inputsOf({ of, handler, method, path }: RouteHandler): Inputs {
  const taken = (Reflect.getMetadata(ROUTE_ARGS_METADATA, of, handler.name) ?? {}) as Record<string, Taken>;
  const byKind = (kind: RouteParamtypes) =>
    Object.entries(taken).flatMap(([key, each]) => (key.startsWith(`${kind}:`) ? [each] : []));
  const schemaOf = (kind: RouteParamtypes) => byKind(kind).map(checkedBy)[0] ?? null;

  const inPath = byKind(RouteParamtypes.PARAM);
  return {
    path: Object.fromEntries(
      [...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, checkedBy(inPath.find(({ data }) => data === name))]),
    ),
    query: schemaOf(RouteParamtypes.QUERY),
    body: schemaOf(RouteParamtypes.BODY),
    status: byKind(RouteParamtypes.RESPONSE).length > 0 ? null : statusOf(method, handler),
  };
}

/** How Nest remembers an argument: what of the request it is, and the pipes it goes through. */
interface Taken {
  data?: unknown;
  pipes: unknown[];
}

function checkedBy(taken: Taken | undefined): z.ZodType | null {
  const pipe = taken?.pipes.find((each) => (each as { schema?: unknown }).schema instanceof z.ZodType);
  return (pipe as { schema: z.ZodType } | undefined)?.schema ?? null;
}

const statusOf = (method: string, handler: RouteHandler['handler']) =>
  (Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined) ?? (method === 'POST' ? 201 : 200);
