import { mustCover, RegisterMoved, untilItStands } from './register-moved.js';

describe('a decision under locks', () => {
  it('is taken again when the locks did not cover it', async () => {
    const locks = [new Set(['a']), new Set(['a', 'b'])];

    const decided = await untilItStands(async () => {
      mustCover(locks.shift()!, ['a', 'b']);
      return 'decided';
    });

    expect(decided).toBe('decided');
    expect(locks).toEqual([]);
  });

  it('is given up when the register never stands', async () => {
    const never = untilItStands(async () => mustCover(new Set(), ['a']));

    await expect(never).rejects.toThrow(RegisterMoved);
  });

  it('fails at once for any other reason', async () => {
    let times = 0;
    const failing = untilItStands(async () => {
      times++;
      throw new Error('no database');
    });

    await expect(failing).rejects.toThrow('no database');
    expect(times).toBe(1);
  });
});
