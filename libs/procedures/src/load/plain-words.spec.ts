import { z } from 'zod';
import { readDataText } from './data-file.js';
import type { DataProblem } from './problem.js';

const Shop = z.strictObject({
  name: z.string().min(1),
  size: z.enum(['big', 'small']).optional(),
  doors: z.int().min(1).max(9).optional(),
  floor: z.number().positive().optional(),
  open: z.boolean().optional(),
  closed: z.literal(true).optional(),
  staff: z.array(z.string()).min(1).optional(),
  stock: z.record(z.string().regex(/^[a-z]+$/, 'must be of a-z'), z.number()).optional(),
});

const said = (text: string) => {
  const problems: DataProblem[] = [];
  readDataText('shop.yaml', text, Shop, problems);
  return problems.map(({ line, message }) => `${line}: ${message}`);
};

it.each([
  ['a missing value', 'size: big', '1: name: is missing'],
  ['no table at all', '- name', '1: must be a table such as { key: value }'],
  ['an empty file', '', '1: must be a table such as { key: value }'],
  ['a number for a text', 'name: 2016', "1: name: must be a text: put it in quotation marks, '2016'"],
  ['a list for a text', 'name: [a]', '1: name: must be a text'],
  ['an empty text', "name: ''", '1: name: must not be empty'],
  ['an empty list', 'name: a\nstaff: []', '2: staff: must not be empty'],
  ['a text for a list', 'name: a\nstaff: li', '2: staff: must be a list such as [one, two]'],
  ['a word there is not', 'name: a\nsize: huge', '2: size: must be one of big, small'],
  ['anything but the one word', 'name: a\nclosed: 1', '2: closed: must be true'],
  ['a text for a flag', 'name: a\nopen: yes', '2: open: must be true or false'],
  ['half a door', 'name: a\ndoors: 1.5', '2: doors: must be a whole number'],
  ['too few', 'name: a\ndoors: 0', '2: doors: must be 1 or more'],
  ['too many', 'name: a\ndoors: 10', '2: doors: must be 9 or less'],
  ['nothing', 'name: a\nfloor: 0', '2: floor: must be more than 0'],
  ['a key of a wrong form', 'name: a\nstock: { A1: 3 }', '2: stock.A1: must be of a-z'],
  ['a misspelt key', 'name: a\nsizes: big', '2: unknown key "sizes"; did you mean "size"?'],
  [
    'a key there is not',
    'name: a\ncolour: red',
    '2: unknown key "colour"; there are name, size, doors, floor, open, closed, staff, stock',
  ],
  ['a key twice', 'name: a\nname: b', '2: broken YAML: duplicated mapping key'],
])('says in plain words: %s', (_what, text, expected) => {
  expect(said(text)).toEqual([expected]);
});

it('tells two unknown keys of one table each on its line', () => {
  expect(said('name: a\nsizes: big\ndoor: 1')).toEqual([
    '2: unknown key "sizes"; did you mean "size"?',
    '3: unknown key "door"; did you mean "doors"?',
  ]);
});
