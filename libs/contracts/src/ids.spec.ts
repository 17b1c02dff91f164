import { deriveId } from './ids.js';

describe('a derived id', () => {
  it('is the same for the same cause, here and in every version to come', () => {
    expect(deriveId('cc-44', '断网-1', 0)).toBe('2ba68ab1-042c-5dde-92b3-ec2ac72ba8ee');
  });

  it('is another for another cause, and for the same words cut elsewhere', () => {
    const ids = [deriveId('a', 'b'), deriveId('ab'), deriveId('a', 'b', 0), deriveId('a', 'b', '0')];

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is a UUID of version 5', () => {
    for (let i = 0; i < 100; i++) {
      expect(deriveId(i)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });
});
