import ts from 'typescript';
import { jsonType } from './json-type.js';

const FILE = 'answer.ts';

/** The schema of `Answer`, as a source text declares it. */
function schemaOf(declarations: string) {
  const options: ts.CompilerOptions = { strict: true, target: ts.ScriptTarget.ES2022, types: [], noEmit: true };
  const host = ts.createCompilerHost(options);
  const ofDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === FILE ? ts.createSourceFile(FILE, declarations, ts.ScriptTarget.ES2022) : ofDisk(name, ...rest);
  const program = ts.createProgram([FILE], options, host);
  const checker = program.getTypeChecker();
  const answer = program.getSourceFile(FILE)!.statements.find((each) => 'name' in each && nameOf(each) === 'Answer')!;
  return jsonType(checker.getTypeAtLocation(answer), checker);
}
const nameOf = (statement: ts.Statement) => (statement as unknown as ts.TypeAliasDeclaration).name.text;

describe('the schema of a type', () => {
  it('is what JSON makes of it: dates are text, undefined is left out, functions are none of it', () => {
    const schema = schemaOf(`
      interface Answer {
        /** When it was
         * decided. */
        at: Date;
        late?: boolean;
        by: string | undefined;
        clocks: readonly { no: number }[];
        explain(): string;
      }`);

    expect(schema).toEqual({
      type: 'object',
      properties: {
        at: { type: 'string', format: 'date-time', description: 'When it was decided.' },
        late: { type: 'boolean' },
        by: { type: 'string' },
        clocks: {
          type: 'array',
          items: { type: 'object', properties: { no: { type: 'number' } }, required: ['no'] },
        },
      },
      required: ['at', 'clocks'],
    });
  });

  it.each([
    ['string & { readonly brand: unique symbol }', { type: 'string' }],
    ['Date | null', { type: ['string', 'null'], format: 'date-time' }],
    ["'late' | 'early' | null", { enum: ['early', 'late', null] }],
    ['string | number', { anyOf: [{ type: 'number' }, { type: 'string' }] }],
    ['{ a: 1 } & { b: boolean }', { type: 'object', properties: { a: { enum: [1] }, b: { type: 'boolean' } } }],
    ['Record<string, number>', { type: 'object', additionalProperties: { type: 'number' } }],
    ['Record<string, unknown>', { type: 'object' }],
    ['object', { type: 'object' }],
    ['unknown', {}],
    ['any', {}],
  ])('of %s', (type, schema) => {
    expect(schemaOf(`type Answer = ${type};`)).toMatchObject(schema);
  });

  it('ends where a type holds itself', () => {
    expect(schemaOf('interface Answer { next: Answer | null }')).toEqual({
      type: 'object',
      properties: { next: { anyOf: [{}, { type: 'null' }] } },
      required: ['next'],
    });
  });
});
