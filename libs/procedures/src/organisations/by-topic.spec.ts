import { loadOrganisations } from './load.js';

const group = loadOrganisations().of('telecom-group');

describe('what the topic of a division vouches for', () => {
  it.each([
    ['44', '44', 'handler', 'reply', true],
    ['44', '44', 'supervisor', 'close', true],
    ['44', '44', 'auditor', 'approveReply', false],
    ['44', '44', 'supervisor', 'approveReply', false],
    ['g1', '44', 'auditor', 'approveReply', false],
    ['g1', '44', 'handler', 'accept', false],
    ['43', '44', 'handler', 'accept', false],
  ])('of %s on work of %s as %s: %s is %s', (division, workOf, role, action, may) => {
    const answer = group.mayByTopic({ division, workOf, role, action });

    expect(answer).toMatchObject({ value: may, reason: { basis: 'telecom-group/by-topic', source: 'ours' } });
  });
});
