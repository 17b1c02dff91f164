import { everyFact } from '@cc/contracts';
import { loadOrganisations } from '@cc/procedures';
import { asText, tellStory, type StoryFact } from './tell-story.js';
import { sentences } from './texts.js';

const organisation = loadOrganisations().of('telecom-group');

const aFact = (over: Partial<StoryFact>): StoryFact => ({
  type: 'ticket.answered.v1',
  recordedAt: new Date('2026-11-24T02:00:00Z'),
  division: '44',
  unit: null,
  data: {},
  ...over,
});

describe('the words of a story', () => {
  it('exist for every fact', () => {
    const missing = everyFact.filter(({ type }) => sentences[type] === undefined);

    expect(missing.map(({ type }) => type)).toEqual([]);
  });

  it('show instants in the time of the organisation and names in the language asked for', () => {
    const armed = aFact({
      type: 'deadline.armed.v1',
      data: { name: { zh: '答复客户', en: 'Answer' }, dueAt: '2026-11-26T02:00:00.000Z' },
    });

    const story = tellStory('TS1', [armed], organisation, 'zh');

    expect(story.lines[0]!.sentence).toBe('时限“答复客户”开始计时，2026-11-26 10:00:00 到期。');
  });

  it('put the rule and its source below the sentence', () => {
    const why = { rule: 'answer', basis: 'telecom-group/limits', version: '2026', source: 'ours' };

    const text = asText(tellStory('TS1', [aFact({ data: { why } })], organisation, 'en'));

    expect(text).toBe(
      'The story of complaint TS1\n\n' +
        '2026-11-24 10:00:00  The customer was answered.\n' +
        '                     because: telecom-group/limits answer (version 2026, ours)\n',
    );
  });
});
