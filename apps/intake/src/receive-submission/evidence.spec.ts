import type { FileReference } from '@cc/contracts';
import { evidenceOfBoth } from './evidence.js';

const file = (name: string): FileReference => ({
  url: null,
  objectId: name,
  mediaType: 'image/jpeg',
  size: 1,
  sha256: 'a'.repeat(64),
});
const files = (name: string, number: number) => Array.from({ length: number }, (_, nth) => file(`${name} ${nth}`));

describe('the evidence of a complaint that goes on from another', () => {
  it('is what came now, then what was there, as many files as one item may bring', () => {
    const now = { recording: 'rec/2', attachments: files('now', 3) };
    const before = { recording: 'rec/1', attachments: files('before', 20) };

    expect(evidenceOfBoth(now, before)).toEqual({
      recording: 'rec/2',
      attachments: [...files('now', 3), ...files('before', 17)],
    });
  });

  it('is left out where there is none', () => {
    expect(evidenceOfBoth({}, {})).toEqual({});
    expect(evidenceOfBoth({}, { recording: 'rec/1' })).toEqual({ recording: 'rec/1' });
  });
});
