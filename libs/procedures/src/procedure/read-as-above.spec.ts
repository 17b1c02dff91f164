import { literal, loadFiles, overlay } from './folder.fixture.js';

const name = 'name: { zh: 名, en: Name }';
const clock = (rule: string, cited: string) =>
  `clocks: [{ rule: ${rule}, ${name}, ${cited}, from: [ticket.registered], limit: { days: 2 }, owner: clerk, metBy: [ticket.answered] }]`;
const LAW = literal(`calendar: telecom-hotline
conventions: { days: working, dayEnds: closing }
${clock('D1', "cite: { lines: '1' }")}`);
const OWN = `${clock('own', 'ours: why')}
duties: [{ rule: month, ${name}, ours: why, owner: clerk, due: [{ dayOfMonth: 1 }] }]
lookBacks: [{ rule: three, ${name}, ours: why, sets: often, key: [division], from: ticket.registered, within: { days: 3 }, atLeast: 3, countsItself: true }]`;

const ownRules = (files: Readonly<Record<string, string>>, id: string) => {
  const { clocks, duties, lookBacks } = loadFiles(files)
    .all()
    .find(({ basis }) => basis.id === id)!;
  return [clocks.find(({ rule }) => rule === 'own')!, duties[0]!, lookBacks[0]!];
};

describe('the own rules of an overlay', () => {
  it('are read as the rules of what it extends', () => {
    const rules = ownRules({ 'a.yaml': LAW, 'b.yaml': overlay(OWN) }, 'shop-ours');

    for (const { calendar, conventions } of rules) {
      expect(calendar.id).toBe('telecom-hotline');
      expect(conventions).toMatchObject({ days: 'working', dayEnds: 'closing' });
    }
    expect(rules[0]).toMatchObject({ limit: { scale: 'workingDays' } });
  });

  it('are read as it says itself, in what it says', () => {
    const own = `calendar: china\nconventions: { days: calendar }\n${OWN}`;

    const rules = ownRules({ 'a.yaml': LAW, 'b.yaml': overlay(own) }, 'shop-ours');

    for (const { calendar, conventions } of rules) {
      expect(calendar.id).toBe('china');
      expect(conventions).toMatchObject({ days: 'calendar', dayEnds: 'closing' });
    }
    expect(rules[0]).toMatchObject({ limit: { scale: 'days' } });
  });

  it('are read as the narrowest of several levels says that says anything', () => {
    const group = overlay('conventions: { dayEnds: sameTime }', 'group');
    const other = literal('', 'other');
    const province = overlay(OWN, 'province').replace(
      "extends: { procedure: shop, version: '1' }",
      "extends: [{ procedure: group, version: '1' }, { procedure: other, version: '1' }]",
    );

    const rules = ownRules({ 'a.yaml': LAW, 'b.yaml': group, 'c.yaml': other, 'd.yaml': province }, 'province');

    for (const { calendar, conventions } of rules) {
      expect(calendar.id).toBe('telecom-hotline');
      expect(conventions).toMatchObject({ days: 'working', dayEnds: 'sameTime' });
    }
  });

  it('what a level says of its rules does not touch those above it', () => {
    const files = { 'a.yaml': LAW, 'b.yaml': overlay(`conventions: { days: calendar }\n${OWN}`) };

    const [, below] = loadFiles(files).all();

    const taken = below!.clocks.find(({ rule }) => rule === 'D1')!;
    expect(taken.calendar.id).toBe('telecom-hotline');
    expect(taken).toMatchObject({ limit: { scale: 'workingDays' } });
  });
});
