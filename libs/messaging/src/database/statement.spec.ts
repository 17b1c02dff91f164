import { arrayTypes, statement } from './statement.js';

describe('the arrays of a statement', () => {
  it('are known by their casts', () => {
    const sql = 'select * from unnest($2::text[], $1::timestamp with time zone[]) as u(a, b) where c = $3';

    expect(arrayTypes(sql)).toEqual(['timestamp with time zone', 'text', undefined]);
  });

  it('are left to the server where a parameter stands without its cast, or with two', () => {
    expect(arrayTypes('select $1::text[], $1')).toEqual([undefined]);
    expect(arrayTypes('select $1::text[], $1::uuid[]')).toEqual([undefined]);
    expect(arrayTypes('select $1::text[], $1::text[]')).toEqual(['text']);
  });

  it('are not mistaken for parameters with more digits', () => {
    const types = arrayTypes('select $1::text[], $11::uuid[]');

    expect(types).toHaveLength(11);
    expect([types[0], types[10]]).toEqual(['text', 'uuid']);
  });

  it('go as text where a value has no binary form', () => {
    const { values } = statement('select $1::integer[], $2::integer[]', [
      [1, 2],
      [1, '2'],
    ]);

    expect(values).toEqual([expect.any(Buffer), [1, '2']]);
  });
});
