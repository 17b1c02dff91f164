import { aReclassifiedTicket } from '@cc/testing';
import { timelineOf } from '../timeline.js';
import { aStep, aTicket, rules, said } from '../rules.fixture.js';
import { reclassifyWork } from './reclassify-work.js';

const running = (step: ReturnType<typeof aStep>) =>
  rules.procedures
    .clocks(step.ticket.bases, timelineOf(step.ticket))
    .filter(({ state }) => state === 'armed')
    .map(({ rule }) => rule);

describe('reclassifying work (重新定性)', () => {
  it('puts it under the rules of its new nature, and back', () => {
    const step = aStep(aTicket());
    const before = running(step);

    reclassifyWork(step, aReclassifiedTicket());
    const major = running(step);
    reclassifyWork(step, aReclassifiedTicket({ nature: 'ordinary', before: 'major', reached: null }));

    expect(before).not.toContain('answer-major');
    expect(major).toContain('answer-major');
    expect(running(step)).toEqual(before);
    expect(step.ticket.nature).toBe('ordinary');
  });

  it('tells its unit what it is now and by which rule, each time it changes', () => {
    const step = aStep(aTicket());
    const counted = aReclassifiedTicket();

    reclassifyWork(step, counted);
    reclassifyWork(step, aReclassifiedTicket({ nature: 'ordinary', before: 'major', reached: null }));

    expect(said(step, 'work.order-changed.v1')).toMatchObject([
      { division: '44', unit: '440100', change: 'reclassified', nature: 'major', why: counted.why },
      { change: 'reclassified', nature: 'ordinary' },
    ]);
    expect(step.decisions).toMatchObject([
      { kind: 'nature', answer: { before: 'ordinary', nature: 'major', reached: counted.reached } },
      { kind: 'nature', answer: { reached: null } },
    ]);
  });

  it('changes nothing twice, and nothing that has ended', () => {
    const again = aStep(aTicket({ nature: 'major' }));
    const ended = aStep(aTicket({}, { closedAt: new Date('2026-11-24T12:00:00Z') }));

    reclassifyWork(again, aReclassifiedTicket());
    reclassifyWork(ended, aReclassifiedTicket());

    expect([again.changed, ended.changed]).toEqual([false, false]);
  });
});
