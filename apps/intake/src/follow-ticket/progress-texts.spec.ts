import { loadProgressTexts, PROGRESS } from './progress-texts.js';

describe('progress texts', () => {
  const texts = loadProgressTexts();

  it('says everything in both languages, with the number', () => {
    for (const progress of PROGRESS) {
      const said = texts.say(progress, { number: 'TS1', new: 'TS2', clock: { zh: '答复', en: 'answer' } });
      expect(said.zh).toContain('TS1');
      expect(said.en).toContain('TS1');
    }
  });

  it('names the clock in the language of the text', () => {
    expect(texts.say('overdue', { number: 'TS1', clock: { zh: '答复客户', en: 'Answer' } })).toEqual({
      zh: '投诉TS1已超时：答复客户',
      en: 'Complaint TS1 has missed a deadline: Answer',
    });
  });
});
