import { z } from 'zod';
import { readDataText } from './data-file.js';
import type { DataProblem } from './problem.js';

const TEXT = `# a comment
shop:
  name: 商店
  'opening hours':
    [9,
     18]
  rules:
    - { rule: first, when:
        { size: big } }
    - rule: second
      note: |
        two
        lines
      empty:
also: &also { rule: third }
again: *also
`;

it.each<[number, PropertyKey[]]>([
  [3, ['shop', 'name']],
  [6, ['shop', 'opening hours', 1]],
  [9, ['shop', 'rules', 0, 'when', 'size']],
  [10, ['shop', 'rules', 1]],
  [12, ['shop', 'rules', 1, 'note']],
  [15, ['also', 'rule']],
  [16, ['again']],
  // What is missing or empty is told where the nearest value around it begins.
  [10, ['shop', 'rules', 1, 'empty']],
  [10, ['shop', 'rules', 1, 'cite', 'lines']],
  [2, []],
])('line %s is where %j stands', (line, path) => {
  const file = readDataText('a.yaml', TEXT, z.unknown(), []);

  expect(file?.problem(path, 'is wrong')).toEqual({ file: 'a.yaml', line, message: 'is wrong' });
});

it.each([
  ['a: [1, 2', 'a.yaml:1: broken YAML: unexpected end of the stream within a flow collection'],
  ['a: 1\nb: 2\na: 3', 'a.yaml:3: broken YAML: duplicated mapping key'],
  ['a:\n  b: 1\n   c: 2', 'a.yaml:3: broken YAML: bad indentation of a mapping entry'],
  ['a: 1\n---\na: 2', 'a.yaml:1: holds several documents; put each into a file of its own, without ---'],
])('a text that is no YAML is told with its line: %j', (text, expected) => {
  const problems: DataProblem[] = [];

  const file = readDataText('a.yaml', text, z.unknown(), problems);

  expect(file).toBeNull();
  expect(problems.map(({ file: where, line, message }) => `${where}:${line}: ${message}`)).toEqual([expected]);
});

it('a date is a word, and yes is no flag: files are read by YAML 1.2', () => {
  const file = readDataText('a.yaml', 'on: 2026-11-24\nyes: yes\nnumbers: [1, 0.5, 007]', z.unknown(), []);

  expect(file?.value).toEqual({ on: '2026-11-24', yes: 'yes', numbers: [1, 0.5, 7] });
});
