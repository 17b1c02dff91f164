import { lockShortage } from './lock-room.js';

const asDelivered = { perTransaction: 64, sessions: 100 };

describe('the room for locks', () => {
  it('is too small for full submissions as PostgreSQL is delivered, and the warning says what to set', () => {
    const shortage = lockShortage('intake', 500, asDelivered);

    expect(shortage).toContain('room for 6400 locks');
    expect(shortage).toContain('a batch of 500 records may need 21000');
    expect(shortage).toContain('max_locks_per_transaction to 420 or more');
    expect(shortage).toContain('BATCH_SIZE to 76 or less');
  });

  it('is enough with what the warning says', () => {
    expect(lockShortage('intake', 500, { ...asDelivered, perTransaction: 420 })).toBeNull();
    expect(lockShortage('intake', 76, asDelivered)).toBeNull();
  });

  it('is enough for a service that reads no submissions', () => {
    expect(lockShortage('routing', 500, asDelivered)).toBeNull();
  });
});
