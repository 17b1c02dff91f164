import ts from 'typescript';

export type JsonSchema = Record<string, unknown>;

/** JSON Schema of a value of this type once `JSON.stringify` has written it; `{}` where the type says nothing. */
export function jsonType(type: ts.Type, checker: ts.TypeChecker, within: readonly ts.Type[] = []): JsonSchema {
  if (within.includes(type)) return {};
  const of = (inner: ts.Type) => jsonType(inner, checker, [...within, type]);

  if (type.isStringLiteral() || type.isNumberLiteral()) return { enum: [type.value] };
  for (const [flag, name] of SIMPLE) if (type.flags & flag) return { type: name };
  if (type.isUnion()) return unionOf(type.types.filter(isWritten).map(of));
  // A brand is known to the compiler alone.
  const bare = type.isIntersection() && type.types.find(({ flags }) => flags & ts.TypeFlags.StringLike);
  if (bare) return of(bare);
  if (type.flags & ts.TypeFlags.NonPrimitive) return { type: 'object' };
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return {};
  if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' };
  if (checker.isTupleType(type)) return { type: 'array' };
  if (checker.isArrayType(type))
    return { type: 'array', items: of(checker.getTypeArguments(type as ts.TypeReference)[0]!) };
  return objectOf(type, checker, of);
}

const SIMPLE: [ts.TypeFlags, string][] = [
  [ts.TypeFlags.BooleanLike, 'boolean'],
  [ts.TypeFlags.StringLike, 'string'],
  [ts.TypeFlags.NumberLike, 'number'],
  [ts.TypeFlags.Null, 'null'],
];

/** `undefined` leaves a property out. */
const isWritten = ({ flags }: ts.Type) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void));

/** As short as JSON Schema has it, and in an order of its own: the compiler's changes with code elsewhere. */
function unionOf(members: readonly JsonSchema[]): JsonSchema {
  const nullable = members.some(({ type }) => type === 'null');
  const literals = members.flatMap((member) => (member['enum'] as string[] | undefined) ?? []).sort();
  const others = members
    .filter((member) => member['type'] !== 'null' && !('enum' in member))
    .map((m) => JSON.stringify(m));
  const distinct = [
    ...(literals.length > 0 ? [{ enum: literals }] : []),
    ...[...new Set(others)].sort().map((member) => JSON.parse(member) as JsonSchema),
  ];
  const [only, ...more] = distinct;
  if (only === undefined) return { type: 'null' };
  if (!nullable) return more.length === 0 ? only : { anyOf: distinct };
  if (more.length === 0 && 'enum' in only) return { enum: [...(only.enum as string[]), null] };
  if (more.length === 0 && typeof only['type'] === 'string') return { ...only, type: [only['type'], 'null'] };
  return { anyOf: [...distinct, { type: 'null' }] };
}

function objectOf(type: ts.Type, checker: ts.TypeChecker, of: (inner: ts.Type) => JsonSchema): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const held = checker.getTypeOfSymbol(property);
    if (property.name.startsWith('__@') || held.getCallSignatures().length > 0) continue;
    const description = ts.displayPartsToString(property.getDocumentationComment(checker)).replaceAll('\n', ' ');
    properties[property.name] = { ...of(held), ...(description && { description }) };
    const optional = property.flags & ts.SymbolFlags.Optional || (held.isUnion() && !held.types.every(isWritten));
    if (!optional) required.push(property.name);
  }
  const [index] = checker.getIndexInfosOfType(type).map((info) => of(info.type));
  return {
    type: 'object',
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
    ...(index && Object.keys(index).length > 0 && { additionalProperties: index }),
  };
}
