import { CallbackAgents, Refused } from './callback-agents.js';

/** Answers as notification does: one customer is to be called, once. */
function aCallCentre({ answers }: { answers: readonly ('recorded' | 'recorded, answer lost' | 'refused')[] }) {
  const asked: unknown[] = [];
  let recorded = false;
  const agents = new CallbackAgents((path, body) => {
    if (path.startsWith('/callbacks?')) return Promise.resolve({ callbacks: recorded ? [] : [{ complaintId: 'c1' }] });
    const answer = answers[asked.length]!;
    asked.push(body);
    recorded = true;
    if (answer === 'refused') return Promise.reject(new Refused('409: already ended'));
    return answer === 'recorded' ? Promise.resolve({}) : Promise.reject(new TypeError('fetch failed'));
  }, 1);
  return { agents, asked };
}

it('records a call again under its id until it is answered, when its customer is on no list any more', async () => {
  const { agents, asked } = aCallCentre({
    answers: ['recorded, answer lost', 'recorded, answer lost', 'recorded'],
  });

  await expect(agents.round()).rejects.toThrow('fetch failed');
  await expect(agents.round()).rejects.toThrow('fetch failed');
  expect(agents.unacknowledged).toBe(1);
  await agents.round();

  expect(agents.unacknowledged).toBe(0);
  expect(agents.made).toEqual([{ complaintId: 'c1', attemptId: 'c1-call-1', outcome: expect.any(String) }]);
  expect(asked).toHaveLength(3);
  expect(new Set(asked.map((attempt) => JSON.stringify(attempt))).size).toBe(1);
});

it('has not made a call that was refused, and does not ask for ever', async () => {
  const { agents, asked } = aCallCentre({ answers: ['recorded, answer lost', 'refused'] });
  await expect(agents.round()).rejects.toThrow('fetch failed');

  await agents.round();
  await agents.round();

  expect(asked).toHaveLength(2);
  expect(agents.made).toEqual([]);
  expect(agents.unacknowledged).toBe(0);
});
