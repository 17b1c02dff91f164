/** What a person sent, with the caller as who acts where it names nobody. Whatever else it holds is checked later. */
export function byCaller(body: unknown, subject: string): unknown {
  if (!isObject(body) || !isObject(body['by']) || 'id' in body['by']) return body;
  return { ...body, by: { ...body['by'], id: subject } };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
