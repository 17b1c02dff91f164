import { aReclassifiedTicket } from '@cc/testing';
import { timelineOf } from '../timeline.js';
import { aStep, aTicket, rules } from '../rules.fixture.js';
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

  it('changes nothing twice, and nothing that has ended', () => {
    const again = aStep(aTicket({ nature: 'major' }));
    const ended = aStep(aTicket({}, { closedAt: new Date('2026-11-24T12:00:00Z') }));

    reclassifyWork(again, aReclassifiedTicket());
    reclassifyWork(ended, aReclassifiedTicket());

    expect([again.changed, ended.changed]).toEqual([false, false]);
  });
});
